"""PLOVER event types: which facts are events, of which type and mode, and their table."""
from __future__ import annotations

import csv
import io

import pytest

from kg.graph import KnowledgeGraph
from kg.model import Document, Fact, Reading
from kg.plover import crosswalk, event_types, plover_mode, plover_type
from kg.rdf import facts_to_quads
from kg.views.events import COLUMNS, events
from kg.views.html import CONFLICT
from kg.vocabulary import PLOVER, TOPIC, described, local, relation, topics


def fact(relation: str, status: str | None = None, **more) -> Fact:
    """A fact between India and Japan."""
    more = {"quote": "India and Japan.", "object_kind": "country"} | more
    return Fact("d", 0, 16, more.pop("subject", ("India",)), relation, more.pop("target", "Japan"), status, **more)


@pytest.mark.parametrize(("name", "status", "kind", "mode"), [
    ("cooperatesWith", "agreed", "AGREE", "future"), ("cooperatesWith", "underway", "COOPERATE", "present"),
    ("cooperatesWith", "completed", "COOPERATE", "past"), ("signs", "completed", "SUPPORT", "past"),
    ("signs", "intended", "AGREE", "future"),
    ("aids", "committed", "AGREE", "future"), ("callsOn", None, "REQUEST", "present"), ("holdsOffice", None, "", "present"),
    ("consultsWith", "discussed", "CONSULT", "present"), ("consultsWith", "agreed", "AGREE", "future"),
    ("welcomes", None, "SUPPORT", "present"), ("hosts", "intended", "AGREE", "future"), ("visits", "completed", "CONSULT", "past"),
    ("agreesTo", "agreed", "AGREE", "future"),
])
def test_types_follow_the_ladder(name: str, status: str | None, kind: str, mode: str) -> None:
    """What is only promised is AGREE; what is done has its material type; background is no event."""
    assert (plover_type(fact(name, status)), plover_mode(fact(name, status))) == (kind, mode)


def test_the_crosswalk_names_relations() -> None:
    """Every relation whose promise has a type of its own has a type for the deed too."""
    promised = {name for name, (_, promised) in crosswalk().items() if promised}
    assert promised == {"cooperatesWith", "consultsWith", "aids", "provides", "signs", "visits", "hosts"}
    assert all(done == relation(name).plover for name, (done, _) in crosswalk().items())
    assert {kind for pair in crosswalk().values() for kind in pair if kind} <= event_types().keys()


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


def test_the_scheme_of_types() -> None:
    """PLOVER has four classes and sixteen types, each with its CAMEO categories, and all CAMEO categories but one have a type."""
    data = described("plover.ttl")
    kinds = {"AGREE CONSULT SUPPORT CONCEDE": "verbal-cooperation", "COOPERATE AID RETREAT": "material-cooperation",
             "REQUEST ACCUSE REJECT THREATEN": "verbal-conflict", "PROTEST SANCTION MOBILIZE COERCE ASSAULT": "material-conflict"}
    assert event_types() == {name: kind for names, kind in kinds.items() for name in names.split()}
    met = {local(match) for name in event_types() for key in ("closeMatch", "narrowMatch", "broadMatch")
           for match in data[PLOVER + name].get(key, ())}
    assert met == {f"{number:02}" for number in range(2, 21)}
    assert all(data[PLOVER + name]["notation"] == [name] and data[PLOVER + name]["definition"][0].endswith(".") for name in event_types())


def test_the_contexts_lead_to_topics() -> None:
    """Each PLOVER context that is listed matches a topic that exists."""
    data = described("plover.ttl")
    contexts = [told for told in data.values() if told.get("broader") == [PLOVER + "context"]]
    assert len(contexts) >= 15
    for told in contexts:
        matches = [match for key in ("closeMatch", "narrowMatch") for match in told.get(key, ())]
        assert matches and {match.removeprefix(TOPIC) for match in matches} <= topics().keys(), told["prefLabel"]


def test_the_page_knows_the_types_of_conflict() -> None:
    """What the page draws as an objection or a hostile act is what PLOVER's two conflict classes hold, but for requests."""
    assert {name for name, kind in event_types().items() if kind.endswith("conflict")} - {"REQUEST"} == CONFLICT


@pytest.mark.parametrize(("name", "status", "negated"), [
    ("cooperatesWith", "agreed", False), ("cooperatesWith", "underway", True), ("signs", "completed", False), ("emphasizes", None, False),
])
def test_a_fact_carries_its_type_in_rdf(name: str, status: str | None, negated: bool) -> None:
    """Type and mode stand beside the relation, exactly as the table has them; facts without a type have neither."""
    said = fact(name, status, negated=negated)
    quads = facts_to_quads(Document("d", "India and Japan."), [said])
    told = {local(quad.predicate.value): local(quad.object.value) for quad in quads if quad.subject.value.endswith(f"fact/{said.id}")}
    assert told["relation"] == name and told["negated"] == str(negated).lower()
    assert told.get("eventType", "") == plover_type(said)
    assert told.get("eventMode") == (plover_mode(said) if plover_type(said) else None)
