"""A stranger's SPARQL in, bytes or a reason out: the one way in which Concord evaluates a query.

`scan.py` reads the query's tokens and refuses what leaves the graph, changes it or goes too deep; `pool.py` hands what is left to a
process of its own (`worker.py`), which `sandbox.py` has locked, and ends it when it takes too much. No query is parsed or
evaluated in the calling process.
"""
from __future__ import annotations

from kg.guard.pool import Answer, Guard, Limits
from kg.guard.scan import check_sparql, prepare

__all__ = ["Answer", "Guard", "Limits", "check_sparql", "prepare"]
