"""Facts in, RDF quads out: one named graph a document; the same quads on every run and in whatever order documents come.

Names and kinds of nodes stand once, in the graph `<base>nodes`: Oxigraph does not drop doubles from a union of graphs, so a name
in every document's graph would multiply what a query counts.

IRIs are minted from `[a-z0-9-]` slugs and content hashes only, never from raw text, and there are no blank nodes. What the graph
consists of is in ontology/concord.ttl.
"""
from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.model import ACTOR_KINDS, LADDER, Document, Fact, Value
from kg.model import Mention as Named
from kg.plover import plover_mode, plover_type
from kg.sources import PACKAGE, read_yaml
from kg.topics import find_topics, normal_word, topic_named, words
from kg.vocabulary import BASE, CON, ONTOLOGY_GRAPH, PLOVER, PREFIXES, TOPIC, prefixes, relation, triples

if TYPE_CHECKING:
    from kg.corrections import Correction

CLASSES = {"country": "Country", "former-country": "FormerCountry", "organization": "Organization", "group": "Group", "body": "Body",
           "armed-group": "ArmedGroup", "office": "Office", "person": "Person", "actor": "Actor", "instrument": "Instrument",
           "event": "Event", "place": "Place", "matter": "Matter"}
KINDS = {CON + name: kind for kind, name in CLASSES.items()}
FOLDERS = {"office": "office", "instrument": "instrument", "event": "event", "place": "place", "matter": "matter"}  # all others: actor
WEAK = frozenset(("a", "an", "the", "this", "that", "these", "those", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and",
                  "or", "as", "its", "their", "his", "her", "our", "all", "any", "such"))
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe",
                         "þ": "th", "ð": "d", "ə": "e", "’": "", "'": ""})
LONGEST = 64  # characters of a slug; what is longer is cut and told apart by a hash
DATE = re.compile(r"(\d{4})(-(?:0[1-9]|1[0-2]))?(-(?:0[1-9]|[12]\d|3[01]))?")
DATE_TYPES = ("gYear", "gYearMonth", "date")


@cache
def _term(name: str) -> NamedNode:
    prefix, rest = name.split(":", 1)
    return NamedNode(PREFIXES[prefix] + rest)


def digest(text: str, length: int = 8) -> str:
    """The first hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def clean(text: str) -> str:
    """Text as RDF can hold it: half surrogate pairs become the replacement character."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """A name as `[a-z0-9-]`; letters outside the Latin alphabet, and what is too long, are told apart by a hash.

    >>> slug("Türkiye"), slug("Côte d'Ivoire"), slug("S. Jaishankar")
    ('turkiye', 'cote-divoire', 's-jaishankar')
    """
    lowered = name.lower().translate(LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not made or any(c.isalnum() and not c.isascii() for c in plain):
        return (made[:LONGEST].strip("-") + "-" if made else "n-") + digest(name)
    if len(made) > LONGEST:
        return made[:LONGEST].rsplit("-", 1)[0] + "-" + digest(made)
    return made


@lru_cache(maxsize=65536)
def matter_slug(phrase: str) -> str:
    """The content words of a phrase, in their order, in the singular and one spelling.

    >>> matter_slug("the free and open Indo-Pacific"), matter_slug("acts of terrorism") == matter_slug("an act of terrorism")
    ('free-open-indo-pacific', True)
    """
    content = [normal for normal, _ in words(phrase) if normal not in WEAK]
    return slug(" ".join(content) or normal_word(phrase))


def exact_slug(identifier: str) -> str:
    """A slug that two different identifiers never share."""
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identifier) and len(identifier) <= 2 * LONGEST:
        return identifier
    return f"{slug(identifier[:LONGEST])}-{digest(identifier)}"


@lru_cache(maxsize=1)
def lexicon_entries() -> dict[str, dict[str, Any]]:
    """Canonical name -> entry of the lexicon (kind, codes, names), actors before places before instruments."""
    table: dict[str, dict[str, Any]] = {}
    for name in ("countries", "former", "organizations", "armed_groups", "places", "instruments"):
        path = PACKAGE / "lexicon" / f"{name}.yaml"
        for entry in read_yaml(path) if path.is_file() else ():
            table.setdefault(entry["name"], entry)
    return table


@lru_cache(maxsize=1)
def other_names() -> dict[str, str]:
    """Any name, official name or acronym of an actor, without regard to case -> its canonical name; ambiguous ones left out."""
    table: dict[str, str] = {}
    for name, entry in lexicon_entries().items():
        if entry.get("kind") in ("place", "instrument"):
            continue
        for other in (name, entry.get("official", ""), entry.get("iso3", ""), *entry.get("names", ()), *entry.get("acronyms", ())):
            if other:
                table.setdefault(str(other).casefold(), name)
    return table | {name.casefold(): name for name in reversed(lexicon_entries()) if lexicon_entries()[name].get("kind") != "place"}


@lru_cache(maxsize=1)
def rule_set() -> str:
    """Hash of the built-in rules."""
    sums = [hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest() for path in sorted((PACKAGE / "rules").glob("*.yaml"))]
    return digest("\n".join(sums), 16)


def date_literal(value: str) -> Literal:
    """An ISO date as xsd:date, xsd:gYearMonth or xsd:gYear, as exactly as it is given; anything else as a string."""
    found = DATE.fullmatch(value)
    if not found:
        return Literal(clean(value))
    exactness = sum(part is not None for part in found.groups()) - 1
    return Literal(value, datatype=_term(f"xsd:{DATE_TYPES[exactness]}"))


class Minting:
    """IRIs and descriptions of the nodes of one document's graph."""

    def __init__(self, document: Document, facts: Sequence[Fact], mentions: Iterable[Named], entries: Mapping[str, Mapping[str, Any]],
                 base: str) -> None:
        self.base, self.entries = base, entries
        self.graph = NamedNode(f"{base}doc/{exact_slug(document.id)}")
        self.nodes = NamedNode(f"{base}nodes")
        self.quads: set[Quad] = set()
        self.done: set[tuple[str, str]] = set()
        self.kinds: dict[str, str] = {}
        self.countries: dict[str, set[str]] = {}  # person -> the actors they speak for
        for mention in mentions:
            if mention.kind in CLASSES:
                self.kinds.setdefault(mention.name, mention.kind)
            if mention.kind in ("person", "office") and mention.actor:
                self.countries.setdefault(mention.name, set()).add(mention.actor)
        for fact in facts:
            for name in fact.subject:
                if fact.subject_kind == "person" or fact.relation in ("represents", "holdsOffice"):
                    self.kinds.setdefault(name, "person")
                if fact.relation == "represents":
                    self.countries.setdefault(name, set()).add(fact.object)
            if fact.object_kind in ACTOR_KINDS and fact.relation != "holdsOffice":
                self.kinds.setdefault(fact.object, fact.object_kind)

    def add(self, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        self.quads.add(Quad(subject, _term(predicate), value, self.graph))

    def tell(self, node: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        """Say something of a node that holds whatever the document."""
        self.quads.add(Quad(node, _term(predicate), value, self.nodes))

    def iri(self, path: str) -> NamedNode:
        return NamedNode(self.base + path)

    def actor(self, name: str) -> NamedNode:
        """The node of an actor, described from the lexicon where it is there."""
        entry = self.entries.get(name)
        known = entry.get("kind") if entry else None
        kind = known if known in CLASSES and known not in FOLDERS else self.kinds.get(name, "actor")
        node = self.iri(f"actor/{slug(name)}")
        if ("actor", name) in self.done:
            return node
        self.done.add(("actor", name))
        self.describe(node, kind if kind not in ("place", "instrument", "event", "matter") else "actor", name)
        if entry and known not in FOLDERS:
            for key in ("iso2", "iso3"):
                if entry.get(key):
                    self.tell(node, "skos:notation", Literal(str(entry[key])))
            if entry.get("official"):
                self.tell(node, "skos:altLabel", Literal(entry["official"], language="en"))
            if entry.get("wikidata"):
                self.tell(node, "skos:exactMatch", NamedNode(f"http://www.wikidata.org/entity/{entry['wikidata']}"))
            for key, predicate in (("from", "con:from"), ("to", "con:until")):
                if entry.get(key):
                    self.tell(node, predicate, Literal(str(entry[key])))
        return node

    def describe(self, node: NamedNode, kind: str, name: str) -> None:
        """Type and name of a node; every node is also a con:Node, so that queries need no reasoner."""
        self.tell(node, "rdf:type", NamedNode(CON + CLASSES[kind]))
        self.tell(node, "rdf:type", NamedNode(CON + "Node"))
        if kind not in FOLDERS or kind == "office":
            self.tell(node, "rdf:type", NamedNode(CON + "Actor"))
        self.tell(node, "rdfs:label", Literal(clean(name)))

    def node(self, name: str, kind: str, document: Document) -> NamedNode | Literal:
        """The node that an object, or the subject of a background fact, names."""
        if kind == "date":
            return date_literal(name)
        if (kind in ACTOR_KINDS and kind != "office") or kind in ("actor", "body", "former-country"):
            return self.actor(name)
        if kind in ("matter", "thing"):
            topic = topic_named(name)
            if topic:
                return NamedNode(TOPIC + topic)
            node = self.iri(f"matter/{matter_slug(name)}")
            self.describe(node, "matter", name)
            for topic in find_topics(name):
                self.tell(node, "con:topic", NamedNode(TOPIC + topic))
            return node
        kind = kind if kind in FOLDERS else "matter"
        # "the meeting" is another one in every document; "G7 Summit" is not
        own = kind == "event" and name == name.lower()
        node = self.iri(f"{FOLDERS[kind]}/{exact_slug(document.id) + '-' if own else ''}{slug(name)}")
        self.describe(node, kind, name)
        country = (self.entries.get(name) or {}).get("country") if kind == "place" else None
        if country:
            self.tell(node, "con:country", self.actor(country))
        return node

    def value(self, value: Value) -> NamedNode:
        """The node of a sum or a quantity, known by number, unit and bound."""
        words = " ".join(part for part in (value.bound, value.number, value.high and f"to {value.high}", value.unit) if part)
        node = self.iri(f"value/{slug(words.replace('.', ' point '))}")
        if ("value", words) not in self.done:
            self.done.add(("value", words))
            self.tell(node, "rdf:type", _term("con:Amount" if value.kind == "amount" else "con:Quantity"))
            self.tell(node, "rdfs:label", Literal(words))
            for predicate, number in (("con:number", value.number), ("con:numberTo", value.high)):
                if number:
                    self.tell(node, predicate, Literal(number, datatype=_term("xsd:decimal")))
            for predicate, text in (("con:currency" if value.kind == "amount" else "con:unit", value.unit), ("con:bound", value.bound)):
                if text:
                    self.tell(node, predicate, Literal(text))
        return node

    def voice(self, fact: Fact, parties: set[str]) -> bool:
        """True where the document itself or one of its parties says it."""
        def speaks(name: str) -> bool:
            if name in parties:
                return True
            actors = self.countries.get(name)
            if actors:
                return bool(actors & parties)
            # of a person whose country the text does not give: who speaks of the parties alone speaks as one of them
            return self.kinds.get(name, "person") == "person" and name not in self.entries and set(fact.subject) <= parties

        return not fact.speaker or all(speaks(name) for name in fact.speaker)


def members_of(names: Iterable[str], entries: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The members of the groups among the names."""
    return {member["name"] if isinstance(member, Mapping) else str(member)
            for name in names for member in (entries.get(name) or {}).get("members") or ()}


def is_direct(fact: Fact) -> bool:
    """True where a fact's firmness allows a triple of its own: not denied, and at least intended where a rung applies."""
    return not fact.negated and (fact.status is None or LADDER.index(fact.status) >= LADDER.index("intended"))


def facts_to_quads(document: Document, facts: Iterable[Fact], mentions: Iterable[Named] = (), *, base: str = BASE, version: str = "",
                   entries: Mapping[str, Mapping[str, Any]] | None = None) -> list[Quad]:
    """The graph of one document, sorted: the document, its facts with their evidence, the nodes they name, and the direct triples.

    Raises UnknownRelation for a relation that the ontology does not have.
    """
    facts = sorted(set(facts), key=fact_order)
    entries = lexicon_entries() if entries is None else entries
    made = Minting(document, facts, mentions, entries, base)
    add, doc = made.add, made.graph
    spoken = {name for fact in facts for name in fact.speaker}
    parties = set(document.parties) or {name for name in spoken if name in entries}
    parties |= members_of(parties, entries)

    add(doc, "rdf:type", _term("con:Document"))
    add(doc, "dcterms:identifier", Literal(clean(document.id)))
    add(doc, "dcterms:language", Literal(document.language))
    add(doc, "con:kind", Literal(document.kind))
    add(doc, "con:sha256", Literal(document.sha256))
    for predicate, value in (("dcterms:title", document.title), ("con:place", document.place)):
        if value:
            add(doc, predicate, Literal(clean(value)))
    if document.date:
        add(doc, "dcterms:issued", date_literal(document.date))
    if re.fullmatch(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", document.source):
        add(doc, "dcterms:source", NamedNode(document.source))
    for party in document.parties:
        add(doc, "con:issuedBy", made.actor(party))

    version = version or program_version()
    run = made.iri(f"run/{digest(version + rule_set(), 16)}")
    if facts:
        made.tell(run, "rdf:type", _term("con:Run"))
        made.tell(run, "con:version", Literal(version))
        made.tell(run, "con:ruleSet", Literal(rule_set()))
    for fact in facts:
        link = NamedNode(CON + relation(fact.relation).name)
        node = made.iri(f"fact/{fact.id}")
        kind = "actor" if fact.subject_kind in ("actor", "person") else fact.subject_kind
        subjects = [made.node(name, kind, document) for name in fact.subject]
        target = made.node(fact.object_name or fact.object, "office" if fact.relation == "holdsOffice" else fact.object_kind, document)
        add(node, "rdf:type", _term("con:Fact"))
        for subject, name in zip(subjects, fact.subject):
            add(node, "con:subject", subject)
            add(node, "con:subjectText", Literal(clean(name)))
        add(node, "con:relation", link)
        add(node, "con:object", target)
        add(node, "con:objectText", Literal(clean(fact.object)))
        add(node, "con:negated", Literal(fact.negated))
        if fact.status:
            add(node, "con:status", NamedNode(CON + fact.status))
        for name in fact.speaker:
            add(node, "con:speaker", made.actor(name))
        for topic in fact.topics:
            add(node, "con:topic", NamedNode(TOPIC + topic))
        event = plover_type(fact)
        if event:
            add(node, "con:eventType", NamedNode(PLOVER + event))
            add(node, "con:eventMode", NamedNode(CON + plover_mode(fact)))
        add(node, "con:subjectKind", Literal(fact.subject_kind))
        add(node, "con:objectKind", Literal(fact.object_kind))
        for number in fact.values:
            if number.kind == "deadline":
                add(node, "con:deadline", date_literal(number.number))
            else:
                add(node, f"con:{number.kind}", made.value(number))
        for predicate, value in (("con:rule", fact.rule), ("con:reason", fact.reason), ("con:objectReason", fact.object_reason)):
            if value:
                add(node, predicate, Literal(clean(value)))
        add(node, "prov:wasQuotedFrom", doc)
        add(node, "prov:wasGeneratedBy", run)
        add(node, "con:evidence", evidence(made, document, fact))
        if is_direct(fact) and made.voice(fact, parties):
            for subject in subjects:
                if subject != target and isinstance(subject, NamedNode):
                    made.quads.add(Quad(subject, link, target, doc))
                    if relation(fact.relation).symmetric and isinstance(target, NamedNode):
                        made.quads.add(Quad(target, link, subject, doc))
    return sorted(one_label(made.quads), key=quad_order)


def correction_quads(document: Document, corrections: Iterable[Correction], base: str = BASE) -> list[Quad]:
    """What readers corrected in a document, in its graph: the fact that was read, what stands in its place, and why."""
    graph = NamedNode(f"{base}doc/{exact_slug(document.id)}")
    made = []
    for one in corrections:
        node, was, result = NamedNode(f"{base}correction/{one.fact}"), one.original, one.result
        said: list[tuple[str, NamedNode | Literal]] = [
            ("rdf:type", _term("con:Correction")), ("con:corrects", NamedNode(f"{base}fact/{one.fact}")),
            ("con:verdict", Literal(one.verdict)), ("con:why", Literal(clean(one.why))), ("con:met", Literal(one.met)),
            ("con:wasRead", Literal(clean(f"{'; '.join(was.subject)} | {was.relation} | {was.object}"))),
            ("oa:exact", Literal(clean(was.quote))), ("prov:wasQuotedFrom", graph)]
        if result and one.met:
            said.append(("con:result", NamedNode(f"{base}fact/{result.id}")))
        if one.by:
            said.append(("con:correctedBy", Literal(clean(one.by))))
        made += [Quad(node, _term(predicate), value, graph) for predicate, value in said]
    return sorted(made, key=quad_order)


def one_label(quads: Iterable[Quad]) -> set[Quad]:
    """The quads with one rdfs:label for each node, the shortest; the other wordings become skos:altLabel."""
    label = _term("rdfs:label")
    kept: set[Quad] = set()
    labels: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        if quad.predicate == label and isinstance(quad.subject, NamedNode):
            labels.setdefault(quad.subject, []).append(quad)
        else:
            kept.add(quad)
    for named in labels.values():
        first, *others = sorted(named, key=lambda quad: (len(str(quad.object)), str(quad.object)))
        kept.add(first)
        kept.update(Quad(quad.subject, _term("skos:altLabel"), quad.object, quad.graph_name) for quad in others)
    return kept


def evidence(made: Minting, document: Document, fact: Fact) -> NamedNode:
    """The sentence of a fact as a Web Annotation target; facts of one sentence share it."""
    place = "\x1f".join((document.id, str(fact.start), str(fact.end)))
    key = f"evidence/{digest(place, 16)}"
    node, position, quotation = (made.iri(key + part) for part in ("", "-position", "-quote"))
    if ("evidence", key) not in made.done:
        made.done.add(("evidence", key))
        whole = _term("xsd:integer")  # Oxigraph keeps no narrower type, and both ways must give the same bytes
        made.add(node, "rdf:type", _term("con:Evidence"))
        made.add(node, "oa:hasSource", made.graph)
        made.add(node, "oa:hasSelector", position)
        made.add(node, "oa:hasSelector", quotation)
        made.add(position, "rdf:type", _term("oa:TextPositionSelector"))
        made.add(position, "oa:start", Literal(str(fact.start), datatype=whole))
        made.add(position, "oa:end", Literal(str(fact.end), datatype=whole))
        made.add(quotation, "rdf:type", _term("oa:TextQuoteSelector"))
        made.add(quotation, "oa:exact", Literal(clean(fact.quote or document.text[fact.start:fact.end])))
    return node


@lru_cache(maxsize=1)
def program_version() -> str:
    """The version of Concord."""
    from kg import __version__

    return __version__


def ontology_quads() -> list[Quad]:
    """The ontology, the topics and the PLOVER types as quads of their own named graph, sorted, without blank nodes."""
    graph = NamedNode(ONTOLOGY_GRAPH)
    found = [Quad(t.subject, t.predicate, t.object, graph) for name in ("concord.ttl", "topics.ttl", "plover.ttl") for t in triples(name)
             if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode | Literal)]
    return sorted(set(found), key=quad_order)


def fact_order(fact: Fact) -> tuple:
    """Documents by id, sentences as in the text, then by what the fact says."""
    return fact.doc, fact.start, fact.end, fact.trigger, fact.subject, fact.relation, fact.object, fact.negated, fact.rule, str(fact)


def quad_order(quad: Quad) -> tuple[str, str, str, str]:
    """Graph, subject, predicate, object."""
    return getattr(quad.graph_name, "value", ""), getattr(quad.subject, "value", ""), quad.predicate.value, str(quad.object)


def quad_texts(quads: Iterable[Quad]) -> Iterator[tuple[str, str, str, str]]:
    """Graph, subject, predicate and object of each quad as texts without their syntax."""
    for quad in quads:
        yield (getattr(quad.graph_name, "value", ""), getattr(quad.subject, "value", ""), quad.predicate.value,
               getattr(quad.object, "value", ""))


def to_trig(quads: Iterable[Quad], base: str = BASE) -> bytes:
    """TriG of the quads in sorted order: the same quads give the same bytes."""
    ordered = sorted(set(quads), key=quad_order)
    return serialize(ordered, format=RdfFormat.TRIG, prefixes=prefixes(base)) or b""


def quads_to_facts(quads: Iterable[Quad]) -> tuple[list[Document], list[Fact]]:
    """Read documents and facts back from a graph that Concord wrote; text, trigger and object span are not in it."""
    table: dict[str, dict[str, list[str]]] = {}
    labels: dict[str, str] = {}
    for _, subject, predicate, value in quad_texts(quads):
        table.setdefault(subject, {}).setdefault(predicate, []).append(value)
        if predicate == PREFIXES["rdfs"] + "label":
            labels[subject] = value
    c, dc = CON, PREFIXES["dcterms"]

    def values(node: str, predicate: str) -> list[str]:
        return sorted(set(table.get(node, {}).get(predicate, ())))

    def one(node: str, predicate: str) -> str:
        return next(iter(values(node, predicate)), "")

    def name(node: str) -> str:
        return labels.get(node) or node

    documents, facts = [], []
    for node in sorted(table):
        types = table[node].get(PREFIXES["rdf"] + "type", ())
        if c + "Document" in types:
            parties = tuple(name(party) for party in values(node, c + "issuedBy"))
            documents.append(Document(one(node, dc + "identifier"), "", one(node, dc + "title"), one(node, dc + "issued"),
                                      one(node, c + "place"), one(node, c + "kind"), parties, one(node, dc + "source"),
                                      one(node, dc + "language")))
        elif c + "Fact" in types:
            doc, proof = one(node, PREFIXES["prov"] + "wasQuotedFrom"), one(node, c + "evidence")
            spots: dict[str, str] = {}
            for selector in values(proof, PREFIXES["oa"] + "hasSelector"):
                for key in ("start", "end", "exact"):
                    spots[key] = one(selector, PREFIXES["oa"] + key) or spots.get(key, "")
            status = one(node, c + "status")
            amounts = tuple(Value(kind, one(v, c + "number"), one(v, c + key), one(v, c + "numberTo"), one(v, c + "bound"))
                            for kind, key in (("amount", "currency"), ("quantity", "unit")) for v in values(node, c + kind))
            deadlines = tuple(Value("deadline", day) for day in values(node, c + "deadline"))
            facts.append(Fact(
                one(doc, dc + "identifier"), int(spots.get("start") or 0), int(spots.get("end") or 0),
                tuple(values(node, c + "subjectText")), one(node, c + "relation").removeprefix(c),
                one(node, c + "objectText"), status=status.removeprefix(c) or None,
                speaker=tuple(name(speaker) for speaker in values(node, c + "speaker")), negated=one(node, c + "negated") == "true",
                topics=tuple(topic.removeprefix(TOPIC) for topic in values(node, c + "topic")), rule=one(node, c + "rule"),
                quote=spots.get("exact", ""), object_kind=one(node, c + "objectKind"), subject_kind=one(node, c + "subjectKind"),
                reason=one(node, c + "reason"),
                object_name="" if (named := name(one(node, c + "object"))) == one(node, c + "objectText") or not one(
                    node, c + "objectReason") else named,
                object_reason=one(node, c + "objectReason"), values=amounts + deadlines))
    return sorted(documents, key=lambda d: d.id), sorted(facts, key=fact_order)


def graph_quads(parts: Iterable[tuple[Document, Sequence[Fact], Sequence[Named]]], base: str = BASE) -> Iterator[Quad]:
    """The quads of many documents and of the ontology."""
    nodes: set[Quad] = set()
    yield from ontology_quads()
    for document, facts, mentions in parts:
        for quad in facts_to_quads(document, facts, mentions, base=base):
            if getattr(quad.graph_name, "value", "") == f"{base}nodes":
                nodes.add(quad)
            else:
                yield quad
    yield from sorted(one_label(nodes), key=quad_order)
