"""Validation of the examples' graph: the native check and pySHACL on the same triples, in one run.

Each is given the graph as it lies in memory in its own library, a pyoxigraph Store and an rdflib Graph; reading it into them is not timed.

    python benchmarks/validate.py [--rounds 5]

Fails where they disagree or where the native check is less than 20 times as fast.
"""
from __future__ import annotations

import argparse
import gc
import statistics
import sys
import time
from pathlib import Path

import pyshacl
from pyoxigraph import RdfFormat, Triple, serialize
from rdflib import Graph

import kg
from kg.validation import validate_store
from kg.vocabulary import ontology_file


def main() -> int:
    """Print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    graph = kg.build(kg.read(path) for path in sorted((Path(__file__).parent.parent / "examples").glob("*.txt")))
    store = graph.store
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in graph.quads()}
    data = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    shapes = Graph().parse(ontology_file("shapes.ttl"))
    times: dict[str, list[float]] = {"native": [], "pySHACL": []}
    gc.collect()
    gc.freeze()  # what was read before is none of either's work
    for _ in range(rounds):
        start = time.perf_counter()
        found = validate_store(store)
        middle = time.perf_counter()
        conforms = pyshacl.validate(data, shacl_graph=shapes)[0]
        times["native"].append(middle - start)
        times["pySHACL"].append(time.perf_counter() - middle)
        if conforms != (not found):
            print("the two disagree")
            return 1
    native, other = (statistics.median(values) for values in times.values())
    print(f"{len(triples):,} triples: native {native * 1000:.0f} ms, pySHACL {other * 1000:.0f} ms, {other / native:.0f} times as long; "
          f"both: {'valid' if conforms else 'not valid'}")
    return 0 if other >= 20 * native else 1


if __name__ == "__main__":
    sys.exit(main())
