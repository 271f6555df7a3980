"""Meetings: one node for a meeting in all documents, two for two, and the reason for each merger."""
from __future__ import annotations

import pytest

import kg
from kg.meetings import find_meeting
from kg.vocabulary import BASE

PAIR = ("India", "Japan")
THIRD = "3rd 2+2 meeting (India and Japan)"


@pytest.mark.parametrize(("phrase", "name"), [
    ("third India-Japan 2+2 meeting", THIRD),
    ("Third India – Japan 2+2 Ministerial Meeting", THIRD),
    ("the 3rd Japan-India 2+2 Foreign and Defense Ministerial Dialogue in New Delhi", THIRD),
    ("third 2+2 between Japan and India", THIRD),
    ("third 2+2 meeting", THIRD),
    ("third U.S.-Japan 2+2 meeting", "3rd 2+2 meeting (Japan and United States)"),
    ("fourth 2+2 meeting", "4th 2+2 meeting (India and Japan)"),
    ("third India-Japan Foreign Ministers’ Meeting", "3rd foreign ministerial meeting (India and Japan)"),
    ("third Meeting of Foreign Ministers", "3rd foreign ministerial meeting (India and Japan)"),
    ("third India-Japan Defence Ministers' Meeting", "3rd defence ministerial meeting (India and Japan)"),
    ("2023 G7 Leaders’ Summit", "2023 summit (G7)"),
    ("2023 G7 Summit", "2023 summit (G7)"),
    ("78th session of the UN General Assembly", "78th session (UN General Assembly)"),
    ("second Summit for Democracy today", "2nd summit for democracy"),
    ("inaugural Dialogue on Space on 3 May 2024", "1st dialogue on space (India and Japan)"),
    ("inaugural Dialogue on Cyber", "1st dialogue on cyber (India and Japan)"),
    ("G7 Summit", ""),
    ("first meeting", ""),
    ("next 2+2 meeting", ""),
    ("third country", ""),
    ("progress since the first C5+1 ministerial meeting", ""),
    ("2nd U.S.-Indonesia Policy Dialogue, the 21st U.S.-Indonesia Security Dialogue", ""),
    ("first dialogue with Kenya", ""),
    ("first Summit in support of peace", ""),
    ("leaders’ fourth bilateral meeting in the present term", ""),
    ("first Korea-Pacific Islands Summit", "1st korea pacific island summit"),
    ("inaugural meeting of the Security Agreement summit", "1st security agreement summit"),
    ("2025 Youth Summit", ""),
    ("", ""),
], ids=lambda value: value or "none")
def test_names_of_meetings(phrase: str, name: str) -> None:
    """Every wording of a meeting has one name; a phrase without number, name or those who take part has none."""
    assert find_meeting(phrase, PAIR)[0] == name


@pytest.mark.parametrize("parties", [(), ("India",), ("India", "Japan", "Kenya", "Chile", "Peru")])
def test_who_takes_part_is_not_guessed(parties: tuple[str, ...]) -> None:
    """Where neither the name nor a few parties tell who takes part, "the third 2+2 meeting" is no one's."""
    assert find_meeting("third 2+2 meeting", parties) == ("", "")


ONE = """Joint Statement of India and Japan

New Delhi, 20 August 2024

The third India-Japan 2+2 Foreign and Defence Ministerial Meeting was held in New Delhi on 20 August 2024. The Ministers welcomed the \
outcome. The two sides recalled UNSCR 2231. They welcomed the Agreement on Reciprocal Trade. Both sides condemned acts of terrorism.
"""
TWO = """Joint Press Release of Japan and India

Tokyo, 1 September 2024

The Ministers welcomed the third 2+2 meeting. They recalled the Third Japan-India 2+2 Ministerial Dialogue. They will hold the fourth \
2+2 meeting. Both sides recalled Security Council resolution 2231 (2015). They support the Agreement on Reciprocal Trade. Both sides \
condemned an act of terrorism.
"""


@pytest.fixture(scope="module")
def both() -> kg.KnowledgeGraph:
    """The graph of two documents that name the same things in other words."""
    return kg.build([kg.read(text=ONE, id="one"), kg.read(text=TWO, id="two")])


@pytest.mark.parametrize(("node", "names"), [
    ("event/3rd-2-2-meeting-india-and-japan", {"third India-Japan 2+2 Foreign and Defence Ministerial Meeting", "third 2+2 meeting",
                                               "Third Japan-India 2+2 Ministerial Dialogue"}),
    ("instrument/un-security-council-resolution-2231", {"UNSCR 2231", "Security Council resolution 2231 (2015)"}),
    ("instrument/agreement-on-reciprocal-trade-india-and-japan", {"Agreement on Reciprocal Trade"}),
    ("matter/act-terrorism", {"acts of terrorism"}),
])
def test_two_documents_have_one_node(both: kg.KnowledgeGraph, node: str, names: set[str]) -> None:
    """Both documents' facts are about one node, which keeps every name met and says why they are its names."""
    rows = both.query(f"SELECT DISTINCT ?doc {{ ?f con:subject|con:object <{BASE}{node}> ; prov:wasQuotedFrom ?doc }}")
    assert len(rows) == 2
    assert {row["name"] for row in both.query(f"SELECT ?name {{ <{BASE}{node}> skos:altLabel ?name }}")} == names
    reasons = [row["why"] for row in both.query(f"SELECT ?why {{ <{BASE}{node}> con:mergedBecause ?why }}")]
    assert reasons and (node.startswith("matter") or all(any(f"'{name}'" in why for why in reasons) for name in names))


def test_actors_keep_the_words_that_name_them() -> None:
    """Names and acronyms met are other names of an actor; adjectives, seats and sides are found but not shown."""
    text = """Joint Statement of the Republic of Korea and Japan

The ROK and the Japanese side condemned the attack. Seoul and Tokyo welcomed the roads of Gondor.
"""
    graph = kg.build([kg.read(text=text, id="one")])

    def words(name: str, label: str) -> set[str]:
        return {row["words"] for row in graph.query(f"SELECT ?words {{ actor:{name} skos:{label} ?words }}")}

    assert words("south-korea", "altLabel") >= {"Republic of Korea", "ROK"} and words("south-korea", "hiddenLabel") == {"Seoul"}
    assert words("japan", "hiddenLabel") == {"Japanese side", "Tokyo"}
    assert "lexicon" in " ".join(row["why"] for row in graph.query("SELECT ?why { actor:south-korea con:mergedBecause ?why }"))


def test_meetings_that_differ_stay_apart(both: kg.KnowledgeGraph) -> None:
    """The third meeting and the fourth are two; place and date are those of the third."""
    events = {row["label"] for row in both.query("SELECT DISTINCT ?label { ?e a con:Event ; rdfs:label ?label }")}
    assert {THIRD, "4th 2+2 meeting (India and Japan)"} <= events
    rows = both.query(f"SELECT ?place ?day {{ ?e rdfs:label '{THIRD}' ; con:heldIn/rdfs:label ?place ; con:heldOn ?day }}")
    assert {tuple(row) for row in rows} == {("New Delhi", "2024-08-20")}


def test_facts_keep_the_words_and_come_back(both: kg.KnowledgeGraph) -> None:
    """A fact keeps the words of its text beside the name of the meeting, in the record and through the graph."""
    from kg.rdf import quads_to_facts

    (fact,) = [f for f in both.facts if f.object == "third 2+2 meeting"]
    assert (fact.object_kind, fact.object_name) == ("event", THIRD) and "parties" in fact.object_reason
    back = {f.id: (f.object, f.object_kind, f.object_name, f.object_reason, f.paragraph) for f in quads_to_facts(both.quads())[1]}
    assert back == {f.id: (f.object, f.object_kind, f.object_name, f.object_reason, f.paragraph) for f in both.facts}


def test_a_summit_without_number_or_year_is_another_one_in_each_document() -> None:
    """The G7 Summits of two years are two nodes, each with its place and day."""
    texts = {
        "a": "The leaders met at the G7 Summit in Elmau on 26 June 2022.",
        "b": "The leaders met at the G7 Summit in Hiroshima on 19 May 2023.",
    }
    graph = kg.build(kg.read(text=f"Communiqué of the G7 Summit\n\n{text}", id=name) for name, text in texts.items())
    held = {quad.subject.value for quad in graph.quads() if quad.predicate.value.endswith("heldOn")}
    assert len(held) == 2
