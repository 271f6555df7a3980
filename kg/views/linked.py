"""A graph in, RDF out: sorted, so that the same graph gives the same bytes.

TriG and N-Quads hold the whole dataset. Turtle and N-Triples know no named graphs and hold the union of all, each triple once.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, serialize

from kg.rdf import quad_order
from kg.vocabulary import prefixes

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def render_trig(graph: KnowledgeGraph) -> str:
    """TriG (W3C, RDF 1.1)."""
    return dataset_text(graph, RdfFormat.TRIG)


def render_nquads(graph: KnowledgeGraph) -> str:
    """N-Quads: one quad a line."""
    return dataset_text(graph, RdfFormat.N_QUADS)


def render_turtle(graph: KnowledgeGraph) -> str:
    """Turtle of the union of all graphs."""
    return union_text(graph, RdfFormat.TURTLE)


def render_ntriples(graph: KnowledgeGraph) -> str:
    """N-Triples of the union of all graphs: one triple a line."""
    return union_text(graph, RdfFormat.N_TRIPLES)


def dataset_text(graph: KnowledgeGraph, style: RdfFormat, more: Iterable[Quad] = ()) -> str:
    """The dataset, and more quads, in a format that has named graphs."""
    names = None if style == RdfFormat.N_QUADS else prefixes(graph.base)
    ordered = sorted({*graph.quads(), *more}, key=quad_order)
    return (serialize(ordered, format=style, prefixes=names) or b"").decode("utf-8")


def union_text(graph: KnowledgeGraph, style: RdfFormat, more: Iterable[Quad] = ()) -> str:
    """The union of all graphs, and more quads, in a format that has none."""
    names = None if style == RdfFormat.N_TRIPLES else prefixes(graph.base)
    triples = {quad.triple for quads in (graph.quads(), more) for quad in quads}
    ordered = sorted(triples, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    return (serialize(ordered, format=style, prefixes=names) or b"").decode("utf-8")
