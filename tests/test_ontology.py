"""The ontology: what every relation, rung and topic must have."""
from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

import kg
from kg.errors import UnknownRelation, UsageError
from kg.model import LADDER
from kg.reference import reference, term_reference
from kg.vocabulary import CON, ONTOLOGY_GRAPH, PLOVER, TOPIC, described, ladder, local, ontology_file, relation, relations, topics

FAMILIES = {
    "stance": "welcomes acknowledges emphasizes commitsTo supports opposes condemns expressesConcernOver callsFor agreesTo intendsTo "
              "explores discusses sees",
    "actorRelation": "cooperatesWith consultsWith callsOn aids thanks invites attacks threatens sanctions",
    "deed": "signs establishes conducts provides participatesIn hosts visits joins",
    "background": "holdsOffice represents memberOf heldIn heldOn",
}


@pytest.mark.parametrize(("family", "names"), FAMILIES.items(), ids=FAMILIES)
def test_families_hold_exactly_their_relations(family: str, names: str) -> None:
    """Every relation of the contract is in the ontology, in its family, and there is none besides."""
    assert {r.name for r in relations().values() if r.family == family} == set(names.split())


@pytest.mark.parametrize("name", relations())
def test_a_relation_says_what_it_means(name: str) -> None:
    """A relation has label, definition, example, domain and range."""
    found = relation(name)
    assert found.label and found.definition.endswith(".") and found.example.endswith(".")
    assert found.domain and (found.range or name == "heldOn")


def test_two_relations_hold_both_ways() -> None:
    """Cooperation and consultation are symmetric."""
    assert {r.name for r in relations().values() if r.symmetric} == {"cooperatesWith", "consultsWith"}


def test_an_unknown_relation_is_told_its_nearest() -> None:
    """A misspelt relation raises and the message names the right one."""
    with pytest.raises(UnknownRelation, match="nearest: 'signs'"):
        relation("sings")


def test_the_ladder_is_that_of_the_model() -> None:
    """The rungs stand in the order of the model."""
    assert ladder() == LADDER


@pytest.mark.parametrize("name", ["concord.ttl", "topics.ttl", "plover.ttl", "shapes.ttl"])
def test_files_parse(name: str) -> None:
    """Each file is valid Turtle."""
    assert list(parse(path=str(ontology_file(name)), format=RdfFormat.TURTLE))


def test_all_terms_are_explained() -> None:
    """Every term of Concord's own has a label and a definition."""
    for iri, data in described("concord.ttl").items():
        if iri.startswith(CON):
            assert data.get("label") and data.get("definition"), local(iri)


def test_terms_used_are_terms_defined() -> None:
    """The ontology and the shapes name no term of Concord's own that is not defined."""
    defined = set(described("concord.ttl"))
    for name in ("concord.ttl", "plover.ttl", "shapes.ttl"):
        for quad in parse(path=str(ontology_file(name)), format=RdfFormat.TURTLE):
            for term in (quad.predicate, quad.object):
                value = getattr(term, "value", "")
                assert not value.startswith(CON) or value in defined or value.endswith(("Shape", "#")), value


def test_topics_form_a_tree() -> None:
    """Every topic has a label, and its broader topics end at a top concept."""
    table = topics()
    assert len(table) >= 120
    for topic in table.values():
        seen = set()
        while topic.broader:
            assert topic.id not in seen and topic.label
            seen.add(topic.id)
            topic = table[topic.broader]


@pytest.mark.parametrize("iri", [iri for iri, data in described("concord.ttl").items()
                                 if iri.startswith(CON) and {"Class", "Relation"} & set(map(local, data.get("type", ())))], ids=local)
def test_classes_and_relations_are_documented(iri: str) -> None:
    """Each has a scope note and an example beside label and definition, all texts in English and ending as sentences or names do."""
    data = described("concord.ttl")[iri]
    assert all(data.get(key) for key in ("label", "definition", "scopeNote", "example")), local(iri)
    assert all(text.endswith((".", ")")) for text in data["definition"] + data["scopeNote"]), local(iri)


@pytest.mark.parametrize("name", relations())
def test_the_example_of_a_relation_is_read_as_it(name: str) -> None:
    """The sentence that stands for a relation in the ontology yields a fact of it."""
    text = f"Joint Statement of India and Japan\n\n{relation(name).example}"
    assert name in {fact.relation for fact in kg.extract(kg.read(text=text, id="example"))}, relation(name).example


@pytest.mark.parametrize("name", relations())
def test_a_relation_reads_in_both_directions(name: str) -> None:
    """Object relations have a label for the way back; of symmetric ones it is the label itself, and they are typed as such."""
    data, found = described("concord.ttl")[CON + name], relation(name)
    kinds = set(map(local, data["type"]))
    back = data.get("inverseLabel", [""])[0]
    assert bool(back) == ("ObjectProperty" in kinds)
    assert found.symmetric == ("SymmetricProperty" in kinds) == (back == found.label)


def test_every_property_has_a_domain_or_says_that_it_has_none() -> None:
    """Our properties have a domain and a range, but for those that fit many things."""
    anywhere = {"topic", "number", "numberTo", "bound", "from", "until", "inverseLabel"}
    untyped = {"object", "heldOn", "deadline", "inverseLabel"}
    for iri, data in described("concord.ttl").items():
        if iri.startswith(CON) and {"ObjectProperty", "DatatypeProperty", "Property"} & set(map(local, data["type"])):
            assert ("domain" in data) or local(iri) in anywhere, iri
            assert ("range" in data) or local(iri) in untyped, iri


def test_the_ontology_says_what_it_is() -> None:
    """Title, version, licence and authorship; the version IRI ends in the version."""
    about = described("concord.ttl")[ONTOLOGY_GRAPH]
    assert {"title", "description", "creator", "license", "versionInfo", "versionIRI", "preferredNamespacePrefix"} <= set(about)
    assert about["versionIRI"] == [f"{ONTOLOGY_GRAPH}/{about['versionInfo'][0]}"]
    assert about["preferredNamespaceUri"] == [CON]


def test_the_ladder_is_one_order_in_three_forms() -> None:
    """Numbers, neighbours and the ordered collection agree."""
    data = described("concord.ttl")
    assert [local(data[CON + above]["nextAbove"][0]) for above in LADDER[1:]] == list(LADDER[:-1])
    order, head = [], data[CON + "LadderOrder"]["memberList"][0]
    while head in data:
        order.append(local(data[head]["first"][0]))
        head = data[head]["rest"][0]
    assert tuple(order) == LADDER
    assert {local(rung) for rung in data[CON + "Ladder"]["hasTopConcept"]} == set(LADDER)


def test_the_page_is_current() -> None:
    """docs/ontology.md is what the ontology says of itself; `make docs` writes it."""
    page = Path(__file__).parent.parent / "docs" / "ontology.md"
    assert page.read_text(encoding="utf-8") == reference(), "the ontology has changed: kg ontology > docs/ontology.md"


def test_the_page_leaves_nothing_out() -> None:
    """Every term of Concord's own, every event type and every topic is on it, with its definition."""
    page, beside = reference(), {"ConceptScheme", "OrderedCollection", "Mode"}  # what is said in the text around their members
    for file, prefix, start in (("concord.ttl", "con", CON), ("topics.ttl", "topic", TOPIC), ("plover.ttl", "plover", PLOVER)):
        for iri, data in described(file).items():
            if iri.startswith(start) and not beside & set(map(local, data["type"])) and (prefix != "plover" or local(iri).isupper()):
                assert f"`{prefix}:{local(iri)}`" in page, iri
                assert data["definition"][0].rstrip(".").replace("|", "\\|") in page, iri


@pytest.mark.parametrize(("name", "part"), [("callsOn", "con:callsOn"), ("con:agreed", "Decided together."), ("plover:AGREE", "cameo:03"),
                                            ("nuclear-testing", "eurovoc:868"), ("cameo:01", "Dropped by PLOVER.")])
def test_one_term(name: str, part: str) -> None:
    """A term is found with and without its prefix."""
    assert part in term_reference(name)


def test_an_unknown_term_is_told_its_nearest() -> None:
    """A misspelt term raises and the message names the right one."""
    with pytest.raises(UsageError, match="nearest: 'con:callsOn'"):
        term_reference("calson")


def test_terms_of_others_are_declared() -> None:
    """What our terms stand under is said to be a class or a property of the same sort, so that OWL tools need not guess."""
    data = described("concord.ttl")
    sorts = {iri: set(map(local, told.get("type", ()))) & {"Class", "ObjectProperty", "DatatypeProperty"} for iri, told in data.items()}
    for iri, told in data.items():
        if iri.startswith(CON):
            for above in (*told.get("subClassOf", ()), *told.get("subPropertyOf", ())):
                assert sorts[above] and sorts[above] == sorts[iri], (iri, above)
