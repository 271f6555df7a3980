"""Facts in, RDF quads out: one named graph a document; the same quads on every run and in whatever order documents come.

Names and kinds of nodes stand once, in the graph `<base>nodes`: Oxigraph does not drop doubles from a union of graphs, so a name
in every document's graph would multiply what a query counts.

IRIs are minted from `[a-z0-9-]` slugs and content hashes only, never from raw text, and there are no blank nodes. What the graph
consists of is in ontology/concord.ttl.
"""
from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.evidence import evidence, run
from kg.minting import Minting, lexicon_entries, members_of
from kg.model import LADDER, Document, Fact, Named, Value
from kg.naming import clean, date_literal, exact_slug, term
from kg.plover import plover_mode, plover_type
from kg.vocabulary import BASE, CON, ONTOLOGY_GRAPH, PLOVER, PREFIXES, TOPIC, prefixes, relation, triples

if TYPE_CHECKING:
    from kg.corrections import Correction

SAME_WORDS = "these names have the same content words in the same order"
SAME_LETTERS = "these names differ in case, accents or punctuation alone"
WITHOUT_PARTIES = "neither title, opening nor signatures name an actor who issues it"


def words_met(fact: Fact) -> str:
    """The words of the text that are the fact's object."""
    start, end = fact.object_span or (0, 0)
    return " ".join(fact.quote[start - fact.start:end - fact.start].split()) if fact.start <= start < end <= fact.end else ""


def is_direct(fact: Fact) -> bool:
    """True where a fact's firmness allows a triple of its own: not denied, and at least intended where a rung applies."""
    return not fact.negated and (fact.status is None or LADDER.index(fact.status) >= LADDER.index("intended"))


def facts_to_quads(document: Document, facts: Iterable[Fact], mentions: Iterable[Named] = (), *, base: str = BASE, read_by: str = "",
                   entries: Mapping[str, Mapping[str, Any]] | None = None) -> list[Quad]:
    """The graph of one document, sorted: the document, its facts with their evidence, the nodes they name, and the direct triples.

    `read_by` is who read it (`kg.store.records.reader`), by default this program with its own rules. Raises UnknownRelation for a
    relation that the ontology does not have.
    """
    facts = sorted(set(facts), key=fact_order)
    entries = lexicon_entries() if entries is None else entries
    made = Minting(document, facts, mentions, entries, base)
    add, doc = made.add, made.graph
    spoken = {name for fact in facts for name in fact.speaker}
    parties = set(document.parties) or {name for name in spoken if name in entries}
    parties |= members_of(parties, entries)

    add(doc, "rdf:type", term("con:Document"))
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
        with contextlib.suppress(ValueError):  # no IRI by RFC 3987, such as https://example.org/]
            add(doc, "dcterms:source", NamedNode(document.source))
    for party in document.parties:
        add(doc, "con:issuedBy", made.actor(party))
    if not document.parties:
        add(doc, "con:withoutParties", Literal(WITHOUT_PARTIES))
    activity = run(made, read_by)
    add(activity, "prov:used", doc)
    for fact in facts:
        link = NamedNode(CON + relation(fact.relation).name)
        node = made.iri(f"fact/{fact.id}")
        kind = "actor" if fact.subject_kind in ("actor", "person") else fact.subject_kind
        subjects = [made.node(name, kind, document) for name in fact.subject]
        thing = "office" if fact.relation == "holdsOffice" else fact.object_kind
        target = made.node(fact.object_name or fact.object, thing, document, known=bool(fact.object_name))
        if fact.object_name:
            made.also(target, fact.object, fact.object_reason)
        elif thing == "instrument" and fact.object_span and (met := words_met(fact)) not in (fact.object, ""):
            made.also(target, met, f"'{met}' is a name of it")
        add(node, "rdf:type", term("con:Fact"))
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
        for predicate, value in (("con:rule", fact.rule), ("con:reason", fact.reason), ("con:objectReason", fact.object_reason),
                                 ("con:correctionNote", fact.correction)):
            if value:
                add(node, predicate, Literal(clean(value)))
        add(node, "prov:wasQuotedFrom", doc)
        add(node, "prov:wasGeneratedBy", activity)
        add(node, "con:evidence", evidence(made, document, fact))
        direct = [subject for subject in subjects if subject != target and isinstance(subject, NamedNode)]
        if not is_direct(fact) or not made.voice(fact, parties):
            direct = []
        add(node, "con:direct", Literal(bool(direct)))
        for subject in direct:
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
            ("rdf:type", term("con:Correction")), ("con:corrects", NamedNode(f"{base}fact/{one.fact}")),
            ("con:verdict", Literal(one.verdict)), ("con:why", Literal(clean(one.why))), ("con:met", Literal(one.met)),
            ("con:wasRead", Literal(clean(f"{'; '.join(was.subject)} | {was.relation} | {was.object}"))),
            ("oa:exact", Literal(clean(was.quote))), ("prov:wasQuotedFrom", graph)]
        if result and one.met:
            said.append(("con:result", NamedNode(f"{base}fact/{result.id}")))
        if one.by:
            said.append(("con:correctedBy", Literal(clean(one.by))))
        made += [Quad(node, term(predicate), value, graph) for predicate, value in said]
    return sorted(made, key=quad_order)


def quads_to_corrections(quads: Iterable[Quad]) -> list[Correction]:
    """Read back what `correction_quads` wrote; of the fact that was read, only who said what in which sentence is in it."""
    from kg.corrections import Correction

    table: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    for _, subject, predicate, value in quad_texts(quads):
        if "correction/" in subject:
            table.setdefault(subject, {})[predicate] = value
        elif predicate == PREFIXES["dcterms"] + "identifier":
            names[subject] = value
    found = []
    for node, said in sorted(table.items()):
        if CON + "verdict" in said:
            subjects, link, words = [*said.get(CON + "wasRead", "").split(" | ", 2), "", ""][:3]
            doc = said.get(PREFIXES["prov"] + "wasQuotedFrom", "")
            was = Fact(names.get(doc, doc), 0, 0, tuple(subjects.split("; ")), link, words, quote=said.get(PREFIXES["oa"] + "exact", ""))
            found.append(Correction(node.rpartition("/")[2], "", said[CON + "verdict"], said.get(CON + "why", ""), was,
                                    by=said.get(CON + "correctedBy", ""), met=said.get(CON + "met") != "false"))
    return found


def one_label(quads: Iterable[Quad]) -> set[Quad]:
    """The quads with one rdfs:label for each node, the shortest; the other wordings become skos:altLabel, with why they are one node."""
    label = term("rdfs:label")
    kept: set[Quad] = set()
    labels: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        if quad.predicate == label and isinstance(quad.subject, NamedNode):
            labels.setdefault(quad.subject, []).append(quad)
        else:
            kept.add(quad)
    for node, named in labels.items():
        first, *others = sorted(named, key=lambda quad: (len(str(quad.object)), str(quad.object)))
        kept.add(first)
        kept.update(Quad(node, term("skos:altLabel"), quad.object, quad.graph_name) for quad in others)
        if others:
            why = SAME_WORDS if "/matter/" in node.value else SAME_LETTERS
            kept.add(Quad(node, term("con:mergedBecause"), Literal(why), first.graph_name))
    return kept


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
                reason=one(node, c + "reason"), correction=one(node, c + "correctionNote"),
                object_name="" if (named := name(one(node, c + "object"))) == one(node, c + "objectText") or not one(
                    node, c + "objectReason") else named,
                object_reason=one(node, c + "objectReason"), values=amounts + deadlines,
                paragraph=int(one(proof, c + "paragraph") or 0)))
    return sorted(documents, key=lambda d: d.id), sorted(facts, key=fact_order)


def graph_quads(parts: Iterable[tuple[Document, Sequence[Fact], Sequence[Named], str]], base: str = BASE) -> Iterator[Quad]:
    """The quads of many documents, each with who read it, and of the ontology."""
    nodes: set[Quad] = set()
    yield from ontology_quads()
    for document, facts, mentions, read_by in parts:
        for quad in facts_to_quads(document, facts, mentions, base=base, read_by=read_by):
            if getattr(quad.graph_name, "value", "") == f"{base}nodes":
                nodes.add(quad)
            else:
                yield quad
    yield from sorted(one_label(nodes), key=quad_order)
