"""Topics: every concept finds its examples and passes by the others."""
from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.topics import entries, find_topics, topic_named
from kg.vocabulary import TOPIC, described, topics


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry["id"])
def test_a_topic_finds_and_passes_by(entry: dict) -> None:
    """A topic is found in its examples and not in the others."""
    assert entry["finds"] and entry["passes-by"]
    for phrase in entry["finds"]:
        assert entry["id"] in find_topics(phrase), phrase
    for phrase in entry["passes-by"]:
        assert entry["id"] not in find_topics(phrase), phrase


def test_terms_and_scheme_hold_the_same_topics() -> None:
    """kg/lexicon/topics.yaml and ontology/topics.ttl agree on ids, labels and broader topics."""
    assert [(e["id"], e["label"], e.get("broader", "")) for e in entries()] == [(t.id, t.label, t.broader) for t in topics().values()]


@pytest.mark.parametrize(("phrase", "found"), [
    ("maritime security and resilient supply chains", ("maritime-security", "supply-chains")),
    ("policy space for poor countries", ()),
    ("transfers of Defense Equipment", ("defence-equipment",)),
    ("safe AI", ("artificial-intelligence",)),
    ("said ai", ()),
    ("FTAs", ("trade",)),
    ("counterterrorism and counter-terrorism", ("counter-terrorism",)),
    ("nuclear energy", ("nuclear-energy",)),
    ("", ()),
], ids=["longest wins", "taken away", "spelling and plural", "capitals", "no capitals", "plural of capitals", "once", "more specific",
        "empty"])
def test_find_topics(phrase: str, found: tuple[str, ...]) -> None:
    """Longest terms win, in the order of the text, each topic once."""
    assert find_topics(phrase) == found


def test_a_topic_named_as_a_whole() -> None:
    """A phrase that is nothing but a topic's name is that topic."""
    assert topic_named("climate change") == "" and topic_named("Maritime Security") == "maritime-security"


@given(st.text(max_size=200))
def test_any_text_has_known_topics(text: str) -> None:
    """Whatever the text, what is found is in the scheme, each once."""
    found = find_topics(text)
    assert len(set(found)) == len(found) and set(found) <= set(topics())


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry["id"])
def test_every_term_finds_its_topic(entry: dict) -> None:
    """No term is dead: alone, it yields the topic that lists it; a 'not' wording alone does not."""
    assert [term for term in entry["terms"] if entry["id"] not in find_topics(term)] == []
    assert [term for term in entry.get("not", ()) if entry["id"] in find_topics(term)] == []


def test_the_scheme_is_a_tree_of_three_levels_with_definitions() -> None:
    """At least 150 concepts, each defined, on three levels, none its own ancestor."""
    table = topics()
    assert len(table) >= 150

    def depth(topic: str) -> int:
        return 1 + depth(table[topic].broader) if table[topic].broader else 1

    depths = {topic: depth(topic) for topic in table}
    assert set(depths.values()) == {1, 2, 3}
    texts = described("topics.ttl")
    assert [topic for topic in table if not texts[TOPIC + topic].get("definition")] == []


def test_the_scheme_keeps_the_rules_of_skos() -> None:
    """Related is mutual and never an ancestor, matches lead out of the scheme, its top concepts are those without a wider one."""
    texts, scheme = described("topics.ttl"), TOPIC.rstrip("#")
    tops = set()
    for topic in topics():
        told = texts[TOPIC + topic]
        assert told["inScheme"] == [scheme] and told["notation"] == [topic] and len(told["prefLabel"]) == 1
        tops |= {TOPIC + topic} if "topConceptOf" in told else set()
        assert ("broader" in told) != ("topConceptOf" in told), topic
        above, wider = set(), topics()[topic].broader
        while wider:
            above.add(TOPIC + wider)
            wider = topics()[wider].broader
        for other in told.get("related", ()):
            assert TOPIC + topic in texts[other]["related"], (topic, other)
            assert other not in above | {TOPIC + topic}, (topic, other)
        for match in told.get("closeMatch", ()):
            assert re.fullmatch(r"http://eurovoc\.europa\.eu/\d+|http://www\.wikidata\.org/entity/Q[1-9]\d*", match), match
    assert set(texts[scheme]["hasTopConcept"]) == tops and len(tops) == 6
    matches = [match for topic in topics() for match in texts[TOPIC + topic].get("closeMatch", ())]
    assert len(matches) == len(set(matches)) >= 90
