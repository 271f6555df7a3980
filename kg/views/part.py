"""A graph and a question in, the part of the graph that answers it out: what a query has found, to be drawn like any graph."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.model import Document, Fact

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.graph import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Part:
    """Some facts of a graph with their documents; views take it as they take the whole."""

    whole: KnowledgeGraph
    facts: list[Fact]

    @property
    def base(self) -> str:
        return self.whole.base

    @property
    def documents(self) -> list[Document]:
        """The documents that the facts come from."""
        wanted = {fact.doc for fact in self.facts}
        return [document for document in self.whole.documents if document.id in wanted]

    def network(self) -> MultiDiGraph:
        """The edges of the facts, and the nodes that they join."""
        wanted = {fact.id for fact in self.facts}
        whole = self.whole.network()
        return whole.edge_subgraph([(u, v, key) for u, v, key in whole.edges(keys=True) if key in wanted])


def part_of(graph: KnowledgeGraph, sparql_or_name: str, **parameters: Any) -> Part:
    """The facts behind a query's answers.

    A query with a variable ?fact is asked for it too, even where it does not give it; of any other, the facts are taken that join what
    stands in one row (or, of a row with one node, all its facts). Raises UsageError where no fact stands behind the answers.
    """
    from kg import queries
    from kg.guard.scan import NAME

    text = sparql_or_name.strip()
    if NAME.fullmatch(text):
        text, parameters = queries.load_query(text, parameters, graph.base), {}
    answer = graph.query(_asking_for_facts(text), **parameters)
    rows: Iterable[Iterable[Any]] = answer.triples if answer.kind == "triples" else answer.terms
    found, together = _named(graph, rows)
    facts = [fact for fact in graph.facts if fact.id in found]
    if not facts:
        facts = _joining(graph, together)
    if not facts:
        raise UsageError("nothing to draw: no fact stands behind the answers; a query that can be drawn gives ?fact or the names of nodes")
    return Part(graph, facts)


def _asking_for_facts(text: str) -> str:
    """The query with ?fact among what it gives, where it speaks of ?fact and does not count."""
    from kg.queries import tokens

    words = list(tokens(text))
    upper = [token.upper() for _, token, _ in words]
    if "?fact" not in text or "GROUP" in upper or "SELECT" not in upper:
        return text
    at = upper.index("SELECT")
    if any(token == "{" for token in upper[:at]) or upper[at + 1] == "*":
        return text
    if upper[at + 1] in ("DISTINCT", "REDUCED"):
        at += 1
    given = {token for _, token, _ in words[at + 1:upper.index("{", at)]}
    if "?fact" in given or "(" in given:
        return text
    end = words[at][2] + len(words[at][1])
    return f"{text[:end]} ?fact{text[end:]}"


def _named(graph: KnowledgeGraph, rows: Iterable[Iterable[Any]]) -> tuple[set[str], list[set[str]]]:
    """Ids of the facts that rows name, and the network's nodes of each row, named by IRI or by label."""
    from kg.graph import term_text

    start = f"{graph.base}fact/"
    network = graph.network()
    labels = {str(values.get("label")): key for key, values in sorted(network.nodes(data=True), reverse=True)}
    facts: set[str] = set()
    together = []
    for row in rows:
        texts = [term_text(term) for term in row]
        facts.update(text.removeprefix(start) for text in texts if text.startswith(start))
        keys = {text.removeprefix(graph.base) if text.startswith(graph.base) else labels.get(text, "") for text in texts}
        together.append({key for key in keys if key in network})
    return facts, together


def _joining(graph: KnowledgeGraph, together: list[set[str]]) -> list[Fact]:
    """The facts whose edges join nodes of one row; a row with one node stands for all its facts."""
    ids: set[str] = set()
    for u, v, key in graph.network().edges(keys=True):
        if any((u in row and v in row) or (len(row) == 1 and (u in row or v in row)) for row in together):
            ids.add(key)
    return [fact for fact in graph.facts if fact.id in ids]
