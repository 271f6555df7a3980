"""Changed documents in, the quads of the graph of nodes that come and go.

What a node is called and what kind it is stands once for all documents, in the graph `<base>nodes` (kg/rdf.py says why). Each document
contributes to it; a description goes when the last document that gave it goes, and the shortest of all names is the label.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.naming import exact_slug
from kg.rdf import one_label, quad_order, quad_texts

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from kg.store.records import Holding


def mint(holding: Holding, base: str) -> tuple[list[Quad], list[Quad]]:
    """The quads of a document's own graph, and what it contributes to the graph of nodes."""
    from kg.rdf import correction_quads, facts_to_quads

    quads = facts_to_quads(holding.document, holding.facts, holding.named, base=base, read_by=holding.read_by)
    nodes = f"{base}nodes"
    own = [quad for quad in quads if getattr(quad.graph_name, "value", "") != nodes]
    about = [quad for quad in quads if getattr(quad.graph_name, "value", "") == nodes]
    return own + correction_quads(holding.document, holding.corrections, base), about


def graph_of(identifier: str, base: str) -> NamedNode:
    """The named graph of a document."""
    return NamedNode(f"{base}doc/{exact_slug(identifier)}")


def by_node(quads: Iterable[Quad]) -> dict[NamedNode, set[Quad]]:
    table: dict[NamedNode, set[Quad]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            table.setdefault(quad.subject, set()).add(quad)
    return table


def renew(store: Store, base: str, old: Iterable[Quad], new: Iterable[Quad], named: Iterable[NamedNode],
          others: Callable[[set[str]], Iterable[list[Quad]]]) -> tuple[list[Quad], list[Quad]]:
    """Bring the graph of nodes up to date; returns the quads that went and those that came.

    The graphs of the changed documents are in the store as they are now. `old` and `new` are what these documents contributed and
    contribute, `named` the nodes that their old graphs named; `others` gives, for IRIs of graphs, what each of those documents contributes.
    """
    graph = NamedNode(f"{base}nodes")
    gave, give = by_node(old), by_node(new)
    gone: set[Quad] = set()
    come: set[Quad] = set()

    def now(node: NamedNode) -> set[Quad]:
        return set(store.quads_for_pattern(node, None, None, graph))

    def become(node: NamedNode, wanted: set[Quad]) -> None:
        held = now(node)
        gone.update(held - wanted)
        come.update(wanted - held)

    # A node may be named by the description of another one alone (the country of a place), which is looked at once all documents are.
    short: dict[NamedNode, set[Quad]] = {}
    homes: dict[NamedNode, set[str]] = {}
    for node in sorted({*named, *gave} - {graph}, key=str):
        lost = gave.get(node, set()) - give.get(node, set())
        held = now(node)
        if not held or (not lost and node in give):
            continue
        users = homes[node] = mentioning(store, node, graph)
        if not users and node not in give:
            become(node, set())
        elif lost:
            short[node] = lost
    if short:
        wanted: dict[NamedNode, set[Quad]] = {node: set(give.get(node, ())) for node in short}
        missing = {node: lost - give.get(node, set()) for node, lost in short.items()}
        todo = set().union(*(homes[node] for node in short))
        for contributed in others(todo):
            table = by_node(contributed)
            for node in missing:
                wanted[node] |= table.get(node, set())
                missing[node] -= table.get(node, set())
            if not any(missing.values()):
                break
        for node, lost in missing.items():
            if lost:
                become(node, one_label(wanted[node]))
    for node, quads in sorted(give.items(), key=lambda item: str(item[0])):
        if node not in short or not missing[node]:
            become(node, one_label(now(node) | quads))
    for quad in gone:
        store.remove(quad)
    store.extend(come)
    return sorted(gone, key=quad_order), sorted(come, key=quad_order)


def mentioning(store: Store, node: NamedNode, graph: NamedNode) -> set[str]:
    """IRIs of the documents' graphs that name a node, or a node whose description names it."""
    found = set()
    for home, subject, _, _ in quad_texts(store.quads_for_pattern(None, None, node)):
        if home != graph.value:
            found.add(home)
        else:
            found |= {other for other, *_ in quad_texts(store.quads_for_pattern(None, None, NamedNode(subject))) if other != graph.value}
    return found
