"""A graph in, RDF out: sorted, so that the same graph gives the same bytes.

TriG, N-Quads and JSON-LD hold the whole dataset. Turtle and N-Triples know no named graphs and hold the union of all, each triple once.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, serialize

from kg.rdf import quad_order
from kg.vocabulary import prefixes

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def render_trig(graph: KnowledgeGraph) -> str:
    """TriG (W3C, RDF 1.1)."""
    return _dataset(graph, RdfFormat.TRIG)


def render_nquads(graph: KnowledgeGraph) -> str:
    """N-Quads: one quad a line."""
    return _dataset(graph, RdfFormat.N_QUADS)


def render_jsonld(graph: KnowledgeGraph) -> str:
    """JSON-LD 1.1 with its context inside."""
    return _dataset(graph, RdfFormat.JSON_LD)


def render_turtle(graph: KnowledgeGraph) -> str:
    """Turtle of the union of all graphs."""
    return _union(graph, RdfFormat.TURTLE)


def render_ntriples(graph: KnowledgeGraph) -> str:
    """N-Triples of the union of all graphs: one triple a line."""
    return _union(graph, RdfFormat.N_TRIPLES)


def _dataset(graph: KnowledgeGraph, style: RdfFormat) -> str:
    names = None if style == RdfFormat.N_QUADS else prefixes(graph.base)
    return (serialize(sorted(set(graph.quads()), key=quad_order), format=style, prefixes=names) or b"").decode("utf-8")


def _union(graph: KnowledgeGraph, style: RdfFormat) -> str:
    names = None if style == RdfFormat.N_TRIPLES else prefixes(graph.base)
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in graph.quads()}
    ordered = sorted(triples, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    return (serialize(ordered, format=style, prefixes=names) or b"").decode("utf-8")
