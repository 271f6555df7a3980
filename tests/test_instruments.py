"""Instruments: one name for a treaty, a resolution or an earlier statement in all documents."""
from __future__ import annotations

import json

import pytest

import kg
from kg.instruments import find_instrument
from kg.model import Fact
from kg.rdf import facts_to_quads, quads_to_facts
from kg.vocabulary import BASE, CON

NPT = "Treaty on the Non-Proliferation of Nuclear Weapons"


@pytest.mark.parametrize(("phrase", "name"), [
    ("UNSCR 2231", "UN Security Council Resolution 2231"),
    ("UN Security Council Resolution 2231 (2015)", "UN Security Council Resolution 2231"),
    ("United Nations Security Council resolution 2231", "UN Security Council Resolution 2231"),
    ("S/RES/2231 (2015)", "UN Security Council Resolution 2231"),
    ("UNSC Resolution S/RES/2231", "UN Security Council Resolution 2231"),
    ("United Nations General Assembly (UNGA) resolution 71/199", "UN General Assembly Resolution 71/199"),
    ("A/RES/ES-11/1", "UN General Assembly Resolution ES-11/1"),
    ("Resolution 2231", ""),
    ("peaceful resolution of disputes", ""),
    ("2015 Paris agreement", "Paris Agreement"),
    ("the 1982 UNCLOS", "UNCLOS"),
    ("Treaty on the Non-proliferation of Nuclear Weapons (NPT)", NPT),
    ("NPT", NPT),
    ("new START treaty", "New START"),
    ("2012 Washington Declaration", "Washington Declaration, 2012"),
    ("implementation of the Paris Agreement", ""),
    ("free and open Indo-Pacific", ""),
    ("global agreement", ""),
    ("", ""),
], ids=lambda value: value or "none")
def test_names_of_instruments(phrase: str, name: str) -> None:
    """Every wording of an instrument has one name; what only speaks of one has none."""
    assert find_instrument(phrase)[0] == name


def test_a_statement_of_last_year_counts_from_the_document() -> None:
    """"Last year's joint statement" is that of the year before the document's; without a date it is not told."""
    phrase = "last year's joint statement"
    assert find_instrument(phrase, parties=("India", "Japan"), date="2024-08-20")[0] == "Joint Statement of India and Japan, 2023"
    assert find_instrument(phrase, parties=("India", "Japan"))[0] == ""


TEXT = """Joint Statement by India and Japan
2024-08-20

The two sides reaffirmed the 2022 statement. They welcomed their Joint Statement of 20 March 2022. Both sides welcomed the Agreement on \
Reciprocal Trade. The Ministers welcomed the U.S.-Iraq Strategic Framework Agreement. They welcomed the March 2021 Joint Statement of \
Australia and Japan. They recalled UN Security Council resolution 2231 (2015)."""


def test_an_object_becomes_the_instrument_it_names() -> None:
    """Earlier statements are known by parties and date, agreements by title and parties, each with the reason."""
    facts = kg.extract(kg.read(text=TEXT, id="a"))
    named = {f.object: f.object_name for f in facts if f.object_kind == "instrument"}
    assert named == {
        "2022 statement": "Joint Statement of India and Japan, 2022",
        "Joint Statement of 20 March 2022": "Joint Statement of India and Japan, 2022-03-20",
        "Agreement on Reciprocal Trade": "Agreement on Reciprocal Trade (India and Japan)",
        "U.S.-Iraq Strategic Framework Agreement": "Strategic Framework Agreement (Iraq and United States)",
        "March 2021 Joint Statement of Australia and Japan": "Joint Statement of Australia and Japan, 2021-03",
        "UN Security Council resolution 2231 (2015)": "UN Security Council Resolution 2231",
    }
    assert all(f.object_reason for f in facts if f.object_name)


def test_the_graph_has_one_node_for_it() -> None:
    """The fact's object in the graph is the node of that name, and the text's words stay beside it; both ways back give the same fact."""
    document = kg.read(text=TEXT, id="a")
    facts = kg.extract(document)
    quads = facts_to_quads(document, facts)
    nodes = {q.object.value.removeprefix(BASE) for q in quads if q.predicate.value == CON + "object"}
    assert {"instrument/un-security-council-resolution-2231", "instrument/joint-statement-of-india-and-japan-2022"} <= nodes
    assert {f.id: (f.object, f.object_name, f.object_reason) for f in quads_to_facts(quads)[1]} == {
        f.id: (f.object, f.object_name, f.object_reason) for f in facts}
    assert [Fact.from_dict(json.loads(json.dumps(f.as_dict()))) for f in facts] == facts
