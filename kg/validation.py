"""A graph in, what breaks ontology/shapes.ttl out: a fast native check, constraint by constraint as SHACL defines it.

The shapes are read from the ontology, not typed again; of SHACL Core it knows what they use, and a constraint that it does not know is an
error and never passed over. A property is looked at as two columns, subjects and objects, which the database writes as text in one
stroke; a whole column is then judged by sets of terms, and single nodes are looked for only where a set shows that something is wrong.

Beyond SHACL, which sees no texts: each quotation, with what stands around it, is compared with its slice of the document, and each binary
triple with the facts that it is derived from.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.vocabulary import CON, PREFIXES, relations, triples

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.graph import KnowledgeGraph
    from kg.model import Document

Columns = tuple[list[bytes], list[bytes]]  # subjects and objects of a property, row by row, as SPARQL's TSV writes terms
Term = bytes

SH, RDF, XSD, OA = "http://www.w3.org/ns/shacl#", PREFIXES["rdf"], PREFIXES["xsd"], PREFIXES["oa"]
SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
LEXICAL = {"boolean": r"true|false|0|1", "integer": r"[+-]?\d+", "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)"}
DATES = {"date": "", "gYearMonth": "-01", "gYear": "-01-01"}  # type -> what makes a day of it
BARE = re.compile(rb"(?P<boolean>true|false)|(?P<integer>[+-]?\d+)|(?P<decimal>[+-]?\d*\.\d+)|(?P<double>[^\"<_]\S*)")
LITERAL = re.compile(rb'"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@[A-Za-z0-9-]+)?')
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}  # any other character stands for itself
COUNTED = ("message", "minCount", "maxCount")


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


def iri(term: Term) -> str:
    """An IRI or a blank node without its syntax."""
    return term.strip(b"<>").decode()


def literal(term: Term) -> tuple[str, str]:
    """Datatype and text of a literal; ("", text) for any other term and for a text in a language.

    >>> literal(b'"a\\\\"b"'), literal(b"12"), literal(b'"x"@en')
    (('http://www.w3.org/2001/XMLSchema#string', 'a"b'), ('http://www.w3.org/2001/XMLSchema#integer', '12'), ('', 'x'))
    """
    found = LITERAL.fullmatch(term)
    if found:
        text = found[1].decode()
        if "\\" in text:
            text = ESCAPE.sub(lambda m: ESCAPES.get(m[1], m[1]), text)
        plain = XSD + "string" if term.endswith(b'"') else ""
        return found[2].decode() if found[2] else plain, text
    if term[:1] not in b'<_"' and (bare := BARE.fullmatch(term)):
        return f"{XSD}{bare.lastgroup}", term.decode()
    return "", iri(term)


class Data:
    """The columns of a store's union graph, each read once, and the members of its classes, those of subclasses too."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.read: dict[str, Columns] = {}
        direct: dict[Term, set[Term]] = {}
        for node, kind in zip(*self.columns(RDF + "type")):
            direct.setdefault(kind, set()).add(node)
        below: dict[Term, set[Term]] = {}
        for narrow, wide in zip(*self.columns(SUBCLASS)):
            below.setdefault(wide, set()).add(narrow)
        self.members: dict[Term, set[Term]] = {}
        for name in below.keys() | direct.keys():
            found, waiting = {name}, [name]
            while waiting:
                new = below.get(waiting.pop(), set()) - found
                found |= new
                waiting += new
            held = [direct[one] for one in found if one in direct]
            self.members[name] = held[0] if len(held) == 1 else set().union(*held)

    def columns(self, path: str) -> Columns:
        """Subjects and objects of a property, or of several with a bar between them."""
        from pyoxigraph import QueryResultsFormat

        if path not in self.read:
            step = "|".join(f"<{one}>" for one in path.split("|"))
            rows = self.store.query(f"SELECT ?s ?o {{ ?s {step} ?o }}", use_default_graph_as_union=True)
            cells = rows.serialize(format=QueryResultsFormat.TSV).replace(b"\t", b"\n").split(b"\n")  # type: ignore[union-attr, arg-type]
            self.read[path] = cells[2:-1:2], cells[3::2]  # behind the header
        return self.read[path]

    def of_class(self, name: str) -> set[Term]:
        return self.members.get(f"<{name}>".encode(), set())

    def pairs(self, path: str) -> dict[Term, set[Term]]:
        """Node -> its values."""
        table: dict[Term, set[Term]] = {}
        for node, value in zip(*self.columns(path)):
            table.setdefault(node, set()).add(value)
        return table


def typed(term: Term, datatype: str) -> bool:
    """True for a literal of the datatype whose text is one of its values; a date is a day of the calendar."""
    if datatype == XSD + "integer" and term.isdigit():
        return True
    found, text = literal(term)
    if found != datatype:
        return False
    name = datatype.removeprefix(XSD)
    if name in DATES:
        try:
            date.fromisoformat(text + DATES[name])
        except ValueError:
            return False
        return True
    return name not in LEXICAL or re.fullmatch(LEXICAL[name], text) is not None


def number(term: Term) -> int | None:
    """A whole number, None for any other term."""
    return int(term) if term.isdigit() else int(literal(term)[1]) if typed(term, XSD + "integer") else None


def wrong_values(constraint: str, wanted: Any, values: set[Term], data: Data) -> Iterable[Term]:
    """The values that break a constraint of SHACL Core that looks at one value at a time."""
    match constraint:
        case "nodeKind" if wanted.value == SH + "IRI":
            return [term for term in values if term[:1] != b"<"]
        case "class":
            return values - data.of_class(wanted.value)
        case "datatype" if wanted.value == XSD + "string":
            return [term for term in values if term[:1] != b'"' or term[-1:] != b'"']
        case "datatype":
            return [term for term in values if not typed(term, wanted.value)]
        case "pattern":
            return [term for term in values if re.search(wanted.value, literal(term)[1]) is None]
        case "minLength":
            least = int(wanted.value)  # a character takes at most four bytes
            return [term for term in values if len(term) < 4 * least + 2 and len(literal(term)[1]) < least]
        case "maxLength":
            most = int(wanted.value)  # what is not longer with its quotes and escapes needs no closer look
            return [term for term in values if len(term.decode()) > most + 2 and len(literal(term)[1]) > most]
        case "minInclusive":
            return [term for term in values if (n := number(term)) is None or n < int(wanted.value)]
        case "in":
            return [term for term in values if literal(term) not in wanted]
        case "or":
            return [term for term in values if not any(typed(term, datatype) for datatype in wanted)]
    raise UnknownConstraint(f"ontology/shapes.ttl: sh:{constraint} is not known to kg/validation.py; validate with pySHACL, or add it")


def not_less(data: Data, path: str, other: str, nodes: set[Term]) -> Iterator[Term]:
    """The nodes with a value of `path` that is not less than each of theirs of `other`."""
    bounds = data.pairs(other)
    for node, value in zip(*data.columns(path)):
        least = number(value)
        for bound in bounds.get(node, ()):
            if (least is None or (most := number(bound)) is None or least >= most) and node in nodes:
                yield node


def shapes() -> Iterator[tuple[list[str], list[tuple[str, dict[str, Any]]]]]:
    """(target classes, [(path, constraints)]) of each shape; a path of several properties has a bar between them."""
    from pyoxigraph import NamedNode

    held: dict[Any, dict[str, list[Any]]] = {}
    for triple in triples("shapes.ttl"):
        held.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)

    def items(head: Any) -> Iterator[Any]:
        while head in held:
            yield held[head][RDF + "first"][0]
            head = held[head][RDF + "rest"][0]

    def path_of(path: Any) -> str:
        if isinstance(path, NamedNode):
            return path.value
        (kind, heads), = held[path].items()
        if kind != SH + "alternativePath":
            raise UnknownConstraint(f"ontology/shapes.ttl: {kind} is not known to kg/validation.py; validate with pySHACL, or add it")
        return "|".join(map(path_of, items(heads[0])))

    for told in held.values():
        if SH + "targetClass" in told:
            properties = []
            for prop in told.get(SH + "property", ()):
                constraints = {key.removeprefix(SH): values[0] for key, values in held[prop].items()}
                if "in" in constraints:
                    constraints["in"] = {(one.datatype.value, one.value) for one in items(constraints["in"])}
                if "or" in constraints:
                    constraints["or"] = [held[one][SH + "datatype"][0].value for one in items(constraints["or"])]
                properties.append((path_of(constraints.pop("path")), constraints))
            yield [target.value for target in told[SH + "targetClass"]], properties


def counted(columns: Columns, constraints: Mapping[str, Any], nodes: set[Term]) -> Iterator[tuple[Term, str]]:
    """The nodes that have too few or too many values, and what to say of each."""
    least = int(constraints["minCount"].value) if "minCount" in constraints else 0
    most = int(constraints["maxCount"].value) if "maxCount" in constraints else None
    having = set(columns[0])
    if len(having) == len(columns[0]) and least <= 1 and most != 0:  # one value each
        for node in nodes - having if least else ():
            yield node, f"has 0 of at least {least}"
    elif least or most is not None:
        count = Counter(node for node, _ in set(zip(*columns)))
        for node in nodes:
            if count[node] < least:
                yield node, f"has {count[node]} of at least {least}"
            if most is not None and count[node] > most:
                yield node, f"has {count[node]} of at most {most}"


def validate_store(store: Store) -> list[Finding]:
    """What breaks the shapes in the union of a store's graphs, sorted. Raises UnknownConstraint for shapes beyond what is known here."""
    return sorted(shape_findings(Data(store)), key=finding_order)


def shape_findings(data: Data) -> set[Finding]:
    found = set()
    for targets, properties in shapes():
        held = [data.of_class(target) for target in targets]
        nodes = held[0] if len(held) == 1 else set().union(*held)
        for path, constraints in properties:
            columns = data.columns(path)
            message = constraints["message"].value if "message" in constraints else ""
            for node, why in counted(columns, constraints, nodes):
                found.add(Finding(iri(node), path, message or why))
            values = set(columns[1])
            for key, wanted in constraints.items():
                if key in COUNTED:
                    continue
                if key == "lessThan":
                    bad = set(not_less(data, path, wanted.value, nodes))
                else:
                    terms = set(wrong_values(key, wanted, values, data))
                    bad = {node for node, value in zip(*columns) if value in terms and node in nodes} if terms else set()
                found.update(Finding(iri(node), path, message or f"breaks sh:{key}") for node in bad)
    return found


def validate_quads(quads: Iterable[Any]) -> list[Finding]:
    """What breaks the shapes in quads or triples, as `validate_store` says it."""
    from pyoxigraph import Quad, Store

    store = Store()
    store.bulk_extend(quad if isinstance(quad, Quad) else Quad(*quad) for quad in quads)
    return validate_store(store)


def quotation_findings(data: Data, documents: Iterable[Document]) -> Iterator[Finding]:
    """Evidence whose offsets, quotation, prefix or suffix are not those of the text, and documents whose hash is not that of theirs."""
    from kg.naming import clean

    whole = {document.id: document for document in documents if document.text}
    texts: dict[Term, Document] = {}
    hashes = data.pairs(CON + "sha256")
    for node, value in zip(*data.columns(PREFIXES["dcterms"] + "identifier")):
        document = whole.get(literal(value)[1])
        if document:
            texts[node] = document
            if {literal(one)[1] for one in hashes.get(node, ())} != {document.sha256}:
                yield Finding(iri(node), CON + "sha256", "the hash is not that of the text")
    selectors = data.pairs(OA + "hasSelector")
    said = {name: data.pairs(OA + name) for name in ("start", "end", "exact", "prefix", "suffix")}
    slices: dict[str, Callable[[str, int, int, int], str]] = {
        "exact": lambda text, start, end, size: text[start:end],
        "prefix": lambda text, start, end, size: text[max(0, start - size):start],
        "suffix": lambda text, start, end, size: text[end:end + size]}
    for node, home in zip(*data.columns(OA + "hasSource")):
        if home not in texts:
            continue
        values = {name: [literal(value)[1] for one in selectors.get(node, ()) for value in table.get(one, ())]
                  for name, table in said.items()}
        if not all(len(values[name]) == 1 and values[name][0].isdigit() for name in ("start", "end")):
            continue  # the shapes say so
        start, end = int(values["start"][0]), int(values["end"][0])
        for name, cut in slices.items():
            for words in values[name]:
                if clean(cut(texts[home].text, start, end, len(words))) != words:
                    what = "quote" if name == "exact" else name
                    yield Finding(iri(node), OA + name, f"the {what} is not what stands at text[{start}:{end}] of '{texts[home].id}'")


def derivation_findings(data: Data) -> Iterator[Finding]:
    """Binary triples that no direct fact says, and direct facts whose binary triple is missing."""
    subjects, objects, links = data.pairs(CON + "subject"), data.pairs(CON + "object"), data.pairs(CON + "relation")
    wanted: dict[Term, set[tuple[Term, Term]]] = {}
    symmetric = {f"<{CON}{name}>".encode() for name, one in relations().items() if one.symmetric}
    for fact, value in zip(*data.columns(CON + "direct")):
        if value != b"true":
            continue
        for link in links.get(fact, ()):
            said = {(s, o) for s in subjects.get(fact, ()) for o in objects.get(fact, ()) if s != o}
            wanted.setdefault(link, set()).update(said | ({(o, s) for s, o in said if o.startswith(b"<")} if link in symmetric else set()))
    for name in relations():
        there = set(zip(*data.columns(CON + name)))
        derived = wanted.get(f"<{CON}{name}>".encode(), set())
        for node, value in there - derived:
            yield Finding(iri(node), CON + name, f"no direct fact says this of {literal(value)[1]}")
        for node, value in derived - there:
            yield Finding(iri(node), CON + name, f"a direct fact says this of {literal(value)[1]}, and the triple is missing")


def validate(graph: KnowledgeGraph) -> list[Finding]:
    """What breaks the shapes; quotations that are not in the texts that the graph holds; triples that are derived from no fact."""
    data = Data(graph.store)
    found = shape_findings(data) | set(quotation_findings(data, graph.documents)) | set(derivation_findings(data))
    return sorted(found, key=finding_order)
