"""Facts to quads: what is written, under which names, and always in the same bytes."""
from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Store

from kg.errors import UnknownRelation
from kg.model import Document, Fact
from kg.naming import date_literal, exact_slug, matter_slug, slug
from kg.rdf import facts_to_quads, graph_quads, quads_to_facts, to_trig
from kg.vocabulary import BASE, CON, PREFIXES

TEXT = "India and Japan agreed to deepen cooperation in maritime security. Both sides condemned acts of terrorism."
DOCUMENT = Document("talks-2024", TEXT, "Joint Statement", "2024-08-20", parties=("India", "Japan"), source="https://example.org/a")
PARTIES = ("India", "Japan")


def fact(subject: tuple[str, ...] = ("India",), relation: str = "cooperatesWith", target: str = "Japan", status: str | None = "agreed",
         speaker: tuple[str, ...] = PARTIES, negated: bool = False, kind: str = "country", subject_kind: str = "actor",
         doc: str = "talks-2024") -> Fact:
    """A fact of the first sentence."""
    return Fact(doc, 0, 66, subject, relation, target, status, speaker, negated, quote=TEXT[:66], object_kind=kind,
                subject_kind=subject_kind)


def direct(*facts: Fact) -> set[str]:
    """The direct triples of facts, by local names."""
    relations = {CON + f.relation for f in facts}
    return {f"{q.subject.value.removeprefix(BASE)} {q.predicate.value.removeprefix(CON)} {q.object.value.removeprefix(BASE)}"
            for q in facts_to_quads(DOCUMENT, facts) if q.predicate.value in relations}


BOTH = {"actor/india cooperatesWith actor/japan", "actor/japan cooperatesWith actor/india"}


@pytest.mark.parametrize(("given", "expected"), [
    (fact(), BOTH),
    (fact(status="intended"), BOTH),
    (fact(status=None), BOTH),
    (fact(status="explored"), set()),
    (fact(status="discussed"), set()),
    (fact(negated=True), set()),
    (fact(speaker=()), BOTH),
    (fact(speaker=("Japan",)), BOTH),
    (fact(speaker=("Pakistan",)), set()),
    (fact(speaker=("Someone Unknown",)), BOTH),
    (fact(("Russia",), "threatens", "Ukraine", None, ("Someone Unknown",)), set()),
    (fact(PARTIES, "condemns", "acts of terrorism", None, kind="matter"),
     {"actor/india condemns matter/act-terrorism", "actor/japan condemns matter/act-terrorism"}),
    (fact(("India", "Japan")), BOTH),
    (fact(("meeting",), "heldIn", "New Delhi", None, kind="place", subject_kind="event"),
     {"event/talks-2024-meeting heldIn place/new-delhi"}),
    (fact(("meeting",), "heldOn", "2024-08-20", None, kind="date", subject_kind="event"), {"event/talks-2024-meeting heldOn 2024-08-20"}),
    (fact(("S. Jaishankar",), "holdsOffice", "External Affairs Minister of India", None, kind="matter", subject_kind="person"),
     {"actor/s-jaishankar holdsOffice office/external-affairs-minister-of-india"}),
    (fact(PARTIES, "supports", "counter-terrorism", None, kind="matter"),
     {"actor/india supports https://w3id.org/concord/topics#counter-terrorism",
      "actor/japan supports https://w3id.org/concord/topics#counter-terrorism"}),
], ids=["both ways", "intended", "no rung", "only explored", "only discussed", "denied", "own voice", "a party says so",
        "a third party says so", "a person of the parties", "a person on others", "joint subject",
        "not with itself", "place", "date", "office",
        "object is a topic"])
def test_direct_triples(given: Fact, expected: set[str]) -> None:
    """A direct triple is written for what is not denied, at least intended, and said by the document or a party."""
    assert direct(given) == expected


def test_a_fact_keeps_its_evidence_and_provenance() -> None:
    """A fact leads to its sentence by paragraph, offsets and quotation with what stands around it, to its document and to the run."""
    values = {(q.subject.value.rsplit("/", 1)[-1], re.split("[#/]", q.predicate.value)[-1]): q.object.value
              for q in facts_to_quads(DOCUMENT, [replace(fact(), paragraph=3, rule="agree-to-deepen")], read_by="9.9 " + "ab" * 8)}
    key = fact().id
    assert values[key, "rule"] == "agree-to-deepen"
    evidence = values[key, "evidence"].rsplit("/", 1)[-1]
    assert values[evidence + "-quote", "exact"] == TEXT[:66]
    assert (values[evidence + "-position", "start"], values[evidence + "-position", "end"]) == ("0", "66")
    assert values[key, "wasQuotedFrom"] == BASE + "doc/talks-2024"
    assert (values[evidence, "paragraph"], values[evidence, "hasSource"]) == ("3", BASE + "doc/talks-2024")
    assert (evidence + "-quote", "prefix") not in values
    assert values[evidence + "-quote", "suffix"] == TEXT[66:98]
    assert values["talks-2024", "sha256"] == DOCUMENT.sha256
    run = values[key, "wasGeneratedBy"].rsplit("/", 1)[-1]
    assert (values[run, "version"], values[run, "ruleSet"], values[run, "used"]) == ("9.9", "ab" * 8, BASE + "doc/talks-2024")
    assert values[values[run, "wasAssociatedWith"].rsplit("/", 1)[-1], "type"] == PREFIXES["prov"] + "SoftwareAgent"


def test_documents_that_say_the_same_keep_their_facts_and_share_the_triple() -> None:
    """One binary triple in the union, derived from the fact of each document that says so; who only discusses it is no source of it."""
    parts = [(replace(DOCUMENT, id=name), [replace(fact(status=status), doc=name)], (), "")
             for name, status in (("one", "agreed"), ("two", "underway"), ("three", "discussed"))]
    store = Store()
    store.extend(graph_quads(parts))
    rows = store.query(f"""PREFIX con: <{CON}> SELECT ?s ?p ?o (COUNT(DISTINCT ?fact) AS ?facts) (COUNT(DISTINCT ?said) AS ?sources) {{
        ?fact con:subject|con:object ?s, ?o ; con:relation ?p . FILTER(?s != ?o)
        OPTIONAL {{ ?fact con:direct true ; con:evidence ?said }}
        FILTER EXISTS {{ ?s ?p ?o }} }} GROUP BY ?s ?p ?o""", use_default_graph_as_union=True)
    assert {(row["s"].value.removeprefix(BASE), row["facts"].value, row["sources"].value) for row in rows} == {
        ("actor/india", "3", "2"), ("actor/japan", "3", "2")}


def test_a_document_without_parties_says_why() -> None:
    """A document has issuers, or a sentence in their place."""
    def said(document: Document) -> set[str]:
        return {q.predicate.value.removeprefix(CON) for q in facts_to_quads(document, [])} & {"issuedBy", "withoutParties"}

    assert (said(DOCUMENT), said(replace(DOCUMENT, parties=()))) == ({"issuedBy"}, {"withoutParties"})


def test_a_joint_fact_stays_whole() -> None:
    """Two subjects are one fact, not two."""
    quads = facts_to_quads(DOCUMENT, [fact(PARTIES, "condemns", "acts of terrorism", None, kind="matter")])
    assert len({q.subject for q in quads if q.object == NamedNode(CON + "Fact")}) == 1
    assert len([q for q in quads if q.predicate.value == CON + "subject"]) == 2


def test_an_unknown_relation_is_an_error() -> None:
    """What the ontology does not have is not written."""
    with pytest.raises(UnknownRelation, match="cooperatesWith"):
        facts_to_quads(DOCUMENT, [fact(relation="cooperateWith")])


def test_the_same_bytes_whatever_the_order() -> None:
    """Neither the order of documents nor that of facts changes the TriG."""
    parts = []
    for n in range(12):
        words = "acts of terrorism" if n % 2 else "acts of the Terrorism"
        facts = [fact(doc=f"d{n}"), fact(PARTIES, "condemns", words, None, kind="matter", doc=f"d{n}")]
        parts.append((Document(f"d{n}", TEXT, parties=PARTIES), facts, (), ""))
    first = to_trig(graph_quads(parts))
    shuffler = random.Random(1)
    for _ in range(3):
        mixed = [(document, shuffler.sample(facts, len(facts)), mentions, read_by)
                 for document, facts, mentions, read_by in shuffler.sample(parts, len(parts))]
        assert to_trig(graph_quads(mixed)) == first


def test_a_node_has_one_label() -> None:
    """A matter worded in two ways is one node with one label; the other wording is kept."""
    facts = [fact(PARTIES, "condemns", words, None, kind="matter") for words in ("acts of terrorism", "an act of terrorism")]
    found = [(q.predicate.value.rsplit("#", 1)[-1], q.object.value) for q in facts_to_quads(DOCUMENT, facts)
             if q.subject.value.endswith("matter/act-terrorism")]
    assert ("label", "acts of terrorism") in found and ("altLabel", "an act of terrorism") in found


def test_facts_come_back() -> None:
    """What RDF holds of documents and facts is read back from it."""
    facts = [fact(), fact(PARTIES, "condemns", "acts of terrorism", None, kind="matter", negated=True)]
    documents, back = quads_to_facts(facts_to_quads(DOCUMENT, facts))
    assert sorted(f.id for f in back) == sorted(f.id for f in facts)
    assert {f.quote for f in back} == {TEXT[:66]}
    (document,) = documents
    assert (document.id, document.title, document.date, document.parties) == ("talks-2024", "Joint Statement", "2024-08-20", PARTIES)


@given(st.text(max_size=90))
def test_iris_are_of_slugs_only(name: str) -> None:
    """Whatever the name, its IRI holds small letters, digits and hyphens alone."""
    for made in (slug(name), exact_slug(name), matter_slug(name)):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)


@given(st.text(max_size=60), st.text(max_size=60))
def test_documents_never_share_a_graph(one: str, other: str) -> None:
    """Two different ids have two different graphs."""
    assert (exact_slug(one) == exact_slug(other)) == (one == other)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_written(name: str, words: str) -> None:
    """Control characters, quotes and markup in names and objects come back as they were."""
    given = fact((name,), "condemns", words, None, kind="matter")
    trig = to_trig(facts_to_quads(DOCUMENT, [given]))
    from pyoxigraph import RdfFormat, parse

    _, (back,) = quads_to_facts(parse(trig, format=RdfFormat.TRIG))
    assert (back.subject, back.object) == ((name,), words)


@pytest.mark.parametrize(("value", "kind"), [("2024-08-20", "date"), ("2022-09", "gYearMonth"), ("1961", "gYear"), ("next May", "string"),
                                             ("2024-13-01", "string")])
def test_dates_are_as_exact_as_the_text(value: str, kind: str) -> None:
    """A date is typed by how much of it is known; what is no date stays text."""
    assert date_literal(value).datatype.value.endswith("#" + kind)


@pytest.mark.parametrize("source", ["javascript:alert(1)", "https://a b", "file:///etc/passwd", ""])
def test_only_web_addresses_become_sources(source: str) -> None:
    """What is not an http address is not written as one."""
    document = Document("d", TEXT, source=source)
    assert not [q for q in facts_to_quads(document, []) if q.predicate.value.endswith("source")]
