"""PLOVER event types: which facts are events, of which type and mode, and their table."""
from __future__ import annotations

import csv
import io

import pytest

from kg.graph import KnowledgeGraph
from kg.model import Document, Fact, Reading
from kg.plover import crosswalk, plover_mode, plover_type
from kg.views.events import COLUMNS, events
from kg.vocabulary import relation


def fact(relation: str, status: str | None = None, **more) -> Fact:
    """A fact between India and Japan."""
    more = {"quote": "India and Japan.", "object_kind": "country"} | more
    return Fact("d", 0, 16, more.pop("subject", ("India",)), relation, more.pop("target", "Japan"), status, **more)


@pytest.mark.parametrize(("name", "status", "kind", "mode"), [
    ("cooperatesWith", "agreed", "AGREE", "future"), ("cooperatesWith", "underway", "COOPERATE", "present"),
    ("cooperatesWith", "completed", "COOPERATE", "past"), ("signs", "completed", "SUPPORT", "past"),
    ("signs", "intended", "AGREE", "future"),
    ("aids", "committed", "AGREE", "future"), ("callsOn", None, "REQUEST", "present"), ("holdsOffice", None, "", "present"),
    ("consultsWith", "discussed", "CONSULT", "present"), ("agreesTo", "agreed", "AGREE", "future"),
])
def test_types_follow_the_ladder(name: str, status: str | None, kind: str, mode: str) -> None:
    """What is only promised is AGREE; what is done has its material type; background is no event."""
    assert (plover_type(fact(name, status)), plover_mode(fact(name, status))) == (kind, mode)


def test_the_crosswalk_names_relations() -> None:
    """Every relation whose promise has a type of its own has a type for the deed too."""
    assert {name for name, (_, promised) in crosswalk().items() if promised} == {"cooperatesWith", "aids", "provides", "signs"}
    assert all(done == relation(name).plover for name, (done, _) in crosswalk().items())


def test_the_table_of_events() -> None:
    """A pair a line with ISO codes; a joint fact on a matter has its parties as targets of each other; no formulas, no stray tabs."""
    facts = (fact("cooperatesWith", "agreed"), fact("condemns", target="=1+1\tx", object_kind="matter", negated=True),
             fact("agreesTo", "agreed", subject=("India", "Japan"), target="talks", object_kind="matter"),
             fact("holdsOffice", subject=("A",), subject_kind="person"))
    graph = KnowledgeGraph([Reading(Document("d", "India and Japan.", date="2024-08-20"), (), (), facts)])
    text = events(graph)
    assert {line.count("\t") for line in text.splitlines()} == {len(COLUMNS) - 1}
    rows = {(r["relation"], r["source"], r["target"]): r for r in csv.DictReader(io.StringIO(text), delimiter="\t")}
    assert set(rows) == {("cooperatesWith", "IND", "JPN"), ("condemns", "IND", ""), ("agreesTo", "IND", "JPN"), ("agreesTo", "JPN", "IND")}
    row = rows["condemns", "IND", ""]
    assert (row["event_type"], row["polarity"], row["object"]) == ("ACCUSE", "negated", "'=1+1 x")
    assert rows["cooperatesWith", "IND", "JPN"]["event_date"] == "2024-08-20"
