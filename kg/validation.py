"""A graph in, what breaks ontology/shapes.ttl out: a fast native check, constraint by constraint as SHACL defines it.

The shapes are read from the ontology, not typed again; of SHACL Core it knows what they use, and a constraint that it does not know is an
error and never passed over. Beyond SHACL, which sees no texts: each quotation is compared with its slice of the document.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from kg.errors import KgError
from kg.vocabulary import PREFIXES, triples

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

SH, RDF, XSD = "http://www.w3.org/ns/shacl#", PREFIXES["rdf"], PREFIXES["xsd"]
SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
LEXICAL = {"boolean": r"true|false|0|1", "integer": r"[+-]?\d+", "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)"}
DATES = {"date": "", "gYearMonth": "-01", "gYear": "-01-01"}  # type -> what makes a day of it


class UnknownConstraint(KgError):
    """The shapes use a part of SHACL that the native check does not know."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """A node that breaks a shape."""

    node: str
    path: str
    message: str


def finding_order(one: Finding) -> tuple[str, str, str]:
    """Node, path, message."""
    return one.node, one.path, one.message


@dataclass(slots=True)
class Index:
    """The union of a graph's named graphs, by subject and predicate."""

    values: dict[tuple[str, str], set[Any]] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)  # class -> its nodes, those of subclasses too

    def of(self, node: str, predicate: str) -> set[Any]:
        return self.values.get((node, predicate), set())


def index(quads: Iterable[Any]) -> Index:
    """Quads or triples, by subject and predicate."""
    made = Index()
    below: dict[str, set[str]] = {}
    for quad in quads:
        subject, predicate = getattr(quad.subject, "value", ""), quad.predicate.value
        made.values.setdefault((subject, predicate), set()).add(quad.object)
        if predicate == RDF + "type":
            made.members.setdefault(quad.object.value, set()).add(subject)
        elif predicate == SUBCLASS and isinstance(quad.object, NamedNode):
            below.setdefault(quad.object.value, set()).add(subject)
    direct = {name: set(nodes) for name, nodes in made.members.items()}
    for name in below.keys() | direct.keys():
        found, waiting = {name}, [name]
        while waiting:
            new = below.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        made.members[name] = set().union(*(direct.get(one, set()) for one in found))
    return made


def typed(value: Any, datatype: str) -> bool:
    """True for a literal of the datatype whose text is one of its values; a date is a day of the calendar."""
    if not isinstance(value, Literal) or value.datatype.value != datatype:
        return False
    name = datatype.removeprefix(XSD)
    if name in DATES:
        try:
            date.fromisoformat(value.value + DATES[name])
        except ValueError:
            return False
        return True
    return name not in LEXICAL or re.fullmatch(LEXICAL[name], value.value) is not None


def broken(constraint: str, wanted: Any, value: Any, node: str, data: Index) -> bool:
    """True where a value breaks a constraint of SHACL Core that looks at one value at a time."""
    text = value.value
    match constraint:
        case "nodeKind":
            return wanted.value == SH + "IRI" and not isinstance(value, NamedNode)
        case "class":
            return isinstance(value, Literal) or text not in data.members.get(wanted.value, ())
        case "datatype":
            return not typed(value, wanted.value)
        case "pattern":
            return re.search(wanted.value, text) is None
        case "minLength":
            return len(text) < int(wanted.value)
        case "minInclusive":
            return not typed(value, XSD + "integer") or int(text) < int(wanted.value)
        case "lessThan":
            others = data.of(node, wanted.value)
            return not typed(value, XSD + "integer") or any(not typed(o, XSD + "integer") or int(text) >= int(o.value) for o in others)
        case "in":
            return value not in wanted
        case "or":
            return not any(typed(value, datatype) for datatype in wanted)
    raise UnknownConstraint(f"ontology/shapes.ttl: sh:{constraint} is not known to kg/validation.py; validate with pySHACL, or add it")


def shapes() -> Iterator[tuple[list[str], list[tuple[str, dict[str, Any]]]]]:
    """(target classes, [(path, constraints)]) of each shape."""
    held: dict[Any, dict[str, list[Any]]] = {}
    for triple in triples("shapes.ttl"):
        held.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)

    def items(head: Any) -> Iterator[Any]:
        while head in held:
            yield held[head][RDF + "first"][0]
            head = held[head][RDF + "rest"][0]

    for told in held.values():
        if SH + "targetClass" in told:
            properties = []
            for prop in told.get(SH + "property", ()):
                constraints = {key.removeprefix(SH): values[0] for key, values in held[prop].items()}
                if "in" in constraints:
                    constraints["in"] = set(items(constraints["in"]))
                if "or" in constraints:
                    constraints["or"] = [held[one][SH + "datatype"][0].value for one in items(constraints["or"])]
                properties.append((constraints.pop("path").value, constraints))
            yield [target.value for target in told[SH + "targetClass"]], properties


def validate_quads(quads: Iterable[Any]) -> list[Finding]:
    """What breaks the shapes, sorted. Raises UnknownConstraint for shapes beyond what is known here."""
    data, found = index(quads), set()
    for targets, properties in shapes():
        nodes = set().union(*(data.members.get(target, set()) for target in targets))
        for path, constraints in properties:
            message = constraints["message"].value if "message" in constraints else ""
            rest = {key: wanted for key, wanted in constraints.items() if key not in ("message", "minCount", "maxCount")}
            least = int(constraints["minCount"].value) if "minCount" in constraints else 0
            most = int(constraints["maxCount"].value) if "maxCount" in constraints else None
            for node in nodes:
                values = data.of(node, path)
                if len(values) < least:
                    found.add(Finding(node, path, message or f"has {len(values)} of at least {least}"))
                if most is not None and len(values) > most:
                    found.add(Finding(node, path, message or f"has {len(values)} of at most {most}"))
                for key, wanted in rest.items():
                    if any(broken(key, wanted, value, node, data) for value in values):
                        found.add(Finding(node, path, message or f"breaks sh:{key}"))
    return sorted(found, key=finding_order)


def validate(graph: KnowledgeGraph) -> list[Finding]:
    """What breaks the shapes, and each quotation that is not its slice of a text that the graph holds."""
    texts = {document.id: document.text for document in graph.documents if document.text}
    quotes = [Finding(f"{graph.base}fact/{fact.id}", PREFIXES["oa"] + "exact",
                      f"the quote is not text[{fact.start}:{fact.end}] of '{fact.doc}'")
              for fact in graph.facts if fact.doc in texts and texts[fact.doc][fact.start:fact.end] != fact.quote]
    return sorted(validate_quads(graph.quads()) + quotes, key=finding_order)
