"""The ontology: what every relation, rung and topic must have."""
from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import UnknownRelation
from kg.model import LADDER
from kg.vocabulary import CON, described, ladder, local, ontology_file, relation, relations, topics

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


@pytest.mark.parametrize("name", ["concord.ttl", "topics.ttl", "shapes.ttl"])
def test_files_parse(name: str) -> None:
    """Each file is valid Turtle."""
    assert list(parse(path=str(ontology_file(name)), format=RdfFormat.TURTLE))


def test_all_terms_are_explained() -> None:
    """Every term of Concord's own has a label and, but for the ladder itself, a definition."""
    for iri, data in described("concord.ttl").items():
        if iri.startswith(CON) and iri != CON + "Ladder":
            assert data.get("label") and data.get("definition"), local(iri)


def test_terms_used_are_terms_defined() -> None:
    """The ontology and the shapes name no term of Concord's own that is not defined."""
    defined = set(described("concord.ttl"))
    for name in ("concord.ttl", "shapes.ttl"):
        for quad in parse(path=str(ontology_file(name)), format=RdfFormat.TURTLE):
            for term in (quad.predicate, quad.object):
                value = getattr(term, "value", "")
                assert not value.startswith(CON) or value in defined or value.endswith("Shape"), value


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
