"""A graph in, JSON-LD 1.1 out: the dataset in the words of ontology/context.jsonld, which stands in the file itself.

The context is not left to be fetched: its address is not registered yet, and a file must be readable without a network. What the
context has no word for is written with a prefix or as a whole IRI, so that every dataset can be written; only triple terms cannot.
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.rdf import quad_order
from kg.vocabulary import PREFIXES, ontology_file

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.graph import KnowledgeGraph

XSD, TYPE = PREFIXES["xsd"], PREFIXES["rdf"] + "type"
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
LOCAL = re.compile(r"(?!//)[A-Za-z0-9_./-]*")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
NUMBER = re.compile(r"0|-?[1-9]\d{0,14}")  # what every reader of JSON keeps as it is


@lru_cache(maxsize=1)
def published() -> dict[str, Any]:
    """The context of ontology/context.jsonld."""
    return json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))["@context"]


class Words:
    """The words that stand for IRIs under a context."""

    def __init__(self, context: dict[str, Any], schemes: set[str]) -> None:
        self.vocabulary = context["@vocab"]
        prefixes = {name: iri for name, iri in context.items() if isinstance(iri, str) and iri.endswith(("#", "/")) and name[0] != "@"}
        self.terms: dict[str, str] = {}  # IRI -> word
        self.kinds: dict[str, str] = {}  # word -> how its values are read: @id, @vocab or a datatype
        self.context: dict[str, Any] = {}
        for name, given in context.items():
            if name in prefixes:
                if name not in schemes:  # an IRI such as oa:x, in which oa is a scheme, would be taken for one with a prefix
                    self.context[name] = given
            elif name[0] == "@":
                self.context[name] = given
            else:
                entry = {"@id": given} if isinstance(given, str) else dict(given)
                entry = {key: self.whole(value, prefixes) for key, value in entry.items()}
                self.terms[entry["@id"]] = name
                self.kinds[name] = entry.get("@type", "")
                self.context[name] = entry if schemes & prefixes.keys() else given
        self.prefixes = sorted(((iri, name) for name, iri in prefixes.items() if name in self.context), key=lambda p: (-len(p[0]), p[1]))
        self.known: dict[str, str] = {}

    @staticmethod
    def whole(value: str, prefixes: dict[str, str]) -> str:
        name, _, rest = value.partition(":")
        return prefixes[name] + rest if name in prefixes else value

    def short(self, iri: str) -> str:
        """An IRI with a prefix where one fits, for `@id` and its like."""
        found = self.known.get(iri)
        if found is None:
            found = next((f"{name}:{iri[len(start):]}" for start, name in self.prefixes
                          if iri.startswith(start) and LOCAL.fullmatch(iri, len(start))), iri)
            self.known[iri] = found
        return found

    def word(self, iri: str) -> str:
        """A word of the vocabulary: for keys, `@type` and values of `@type: @vocab`."""
        if iri in self.terms:
            return self.terms[iri]
        local = iri.removeprefix(self.vocabulary)
        if local != iri and WORD.fullmatch(local) and local not in self.context:
            return local
        return self.short(iri)


def render_jsonld(graph: KnowledgeGraph) -> str:
    """JSON-LD 1.1, one node a line, sorted. Raises UsageError for triple terms, which JSON-LD 1.1 cannot carry."""
    quads = sorted(set(graph.quads()), key=quad_order)
    words = Words(published() | {"id": graph.base}, set(schemes(quads)))
    nodes: dict[str, dict[str, dict[str, Any]]] = {}  # graph -> node -> key -> values
    for quad in quads:
        home, node = (name_of(term, words) for term in (quad.graph_name, quad.subject))
        about = nodes.setdefault(home, {}).setdefault(node, {"@id": node})
        key, value = said(quad, words)
        about.setdefault(key, []).append(value)
    parts = []
    for home, table in nodes.items():
        lines = [json.dumps(lone(about), ensure_ascii=False) for about in table.values()]
        whole = ",\n".join(lines)
        parts.append(f'{{"@id": {json.dumps(home, ensure_ascii=False)}, "@graph": [\n{whole}\n]}}' if home else whole)
    terms = ",\n".join(f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in words.context.items())
    body = ",\n".join(parts)
    return f'{{"@context": {{\n{terms}\n}},\n"@graph": [\n{body}\n]}}\n'


def schemes(quads: Iterable[Quad]) -> Iterable[str]:
    """The schemes of all IRIs."""
    from pyoxigraph import Literal, NamedNode

    seen: set[str] = set()
    for quad in quads:
        for term in (quad.graph_name, quad.subject, quad.predicate, quad.object):
            iri = term.value if isinstance(term, NamedNode) else term.datatype.value if isinstance(term, Literal) else ""
            found = SCHEME.match(iri)
            if found and found[0] not in seen:
                seen.add(found[0])
                yield found[0]


def name_of(term: Any, words: Words) -> str:
    """The `@id` of a node or a graph; "" for the default graph."""
    from pyoxigraph import BlankNode, DefaultGraph, NamedNode

    if isinstance(term, NamedNode):
        return words.short(term.value)
    if isinstance(term, BlankNode):
        return str(term)
    if isinstance(term, DefaultGraph):
        return ""
    raise UsageError("JSON-LD 1.1 has no triple terms; use a format of RDF 1.2, such as trig12")


def said(quad: Quad, words: Words) -> tuple[str, Any]:
    """The key of a predicate, and the value as the key has it read."""
    from pyoxigraph import Literal, NamedNode

    value = quad.object
    if quad.predicate.value == TYPE and isinstance(value, NamedNode):
        return "@type", words.word(value.value)
    key = words.word(quad.predicate.value)
    kind = words.kinds.get(key, "")
    if not isinstance(value, Literal):
        if kind == "@vocab" and isinstance(value, NamedNode):
            return key, words.word(value.value)
        name = name_of(value, words)
        return key, name if kind == "@id" else {"@id": name}
    if value.language:
        held = {"@value": value.value, "@language": value.language}
        return key, held | {"@direction": str(value.direction).lower()} if getattr(value, "direction", None) else held
    datatype = value.datatype.value
    if datatype == XSD + "boolean" and value.value in ("true", "false"):
        return key, value.value == "true" if not kind else {"@value": value.value == "true"}
    if datatype == XSD + "integer" and NUMBER.fullmatch(value.value):
        return key, int(value.value) if not kind else {"@value": int(value.value)}
    if datatype == XSD + "string":
        return key, value.value if not kind else {"@value": value.value}
    return key, value.value if kind == datatype else {"@value": value.value, "@type": words.short(datatype)}


def lone(about: dict[str, Any]) -> dict[str, Any]:
    """A node whose single values stand without brackets."""
    return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in about.items()}
