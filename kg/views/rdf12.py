"""A graph in, RDF 1.2 out: the binary triples as triple terms, each reified by the facts that it is derived from.

`fact:x rdf:reifies <<( actor:india con:cooperatesWith actor:japan )>>` says in RDF 1.2 what `con:direct true` says in RDF 1.1: evidence,
speaker, status and run of the fact are annotations of the triple. Reader and writer are Oxigraph's; rdflib 7 reads none of it.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from kg.views.linked import dataset_text, union_text
from kg.vocabulary import CON, PREFIXES, relations

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

REIFIES = NamedNode(PREFIXES["rdf"] + "reifies")


def reifiers(graph: KnowledgeGraph) -> Iterator[Quad]:
    """(fact, rdf:reifies, triple term) for each direct fact and each of its binary triples, in the graph of its document."""
    told: dict[str, dict[object, list]] = {name: {} for name in ("subject", "relation", "object")}
    for name, table in told.items():
        for quad in graph.store.quads_for_pattern(None, NamedNode(CON + name), None):
            table.setdefault(quad.subject, []).append(quad.object)
    symmetric = {NamedNode(CON + name) for name, one in relations().items() if one.symmetric}
    for quad in graph.store.quads_for_pattern(None, NamedNode(CON + "direct"), Literal(True)):
        fact = quad.subject
        for link in told["relation"].get(fact, ()):
            for target in told["object"].get(fact, ()):
                for subject in told["subject"].get(fact, ()):
                    if subject == target:
                        continue
                    yield Quad(fact, REIFIES, Triple(subject, link, target), quad.graph_name)
                    if link in symmetric and isinstance(target, NamedNode):
                        yield Quad(fact, REIFIES, Triple(target, link, subject), quad.graph_name)


def render_trig(graph: KnowledgeGraph) -> str:
    """TriG 1.2: the whole dataset and the reifiers."""
    return dataset_text(graph, RdfFormat.TRIG, reifiers(graph))


def render_nquads(graph: KnowledgeGraph) -> str:
    """N-Quads 1.2: the whole dataset and the reifiers."""
    return dataset_text(graph, RdfFormat.N_QUADS, reifiers(graph))


def render_turtle(graph: KnowledgeGraph) -> str:
    """Turtle 1.2: the union of all graphs and the reifiers."""
    return union_text(graph, RdfFormat.TURTLE, reifiers(graph))


def render_ntriples(graph: KnowledgeGraph) -> str:
    """N-Triples 1.2: the union of all graphs and the reifiers."""
    return union_text(graph, RdfFormat.N_TRIPLES, reifiers(graph))
