"""The named questions on the graph of the example documents. Run as a program, writes docs/questions.md."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import queries
from kg.corrections import Correction
from kg.errors import UsageError
from kg.graph import KnowledgeGraph
from kg.model import LADDER, Fact
from kg.plover import plover_type
from kg.queries import Question, list_queries, load_query
from kg.reading import read_document
from kg.vocabulary import relations, topics

ROOT = Path(__file__).parent.parent
QUESTIONS = {one.name: one for one in list_queries()}
COUNTED = {name for name, one in QUESTIONS.items() if "(COUNT(" in one.sparql and name != "documents"}
HOPE = "the sentence names a hope, not an agreement"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """The example documents' graph, with one correction."""
    readings = [read_document(kg.read(path)) for path in sorted((ROOT / "examples").glob("*.txt"))]
    wrong = next(fact for reading in readings for fact in reading.facts if fact.relation == "sees")
    text = next(reading.document.sha256 for reading in readings if reading.document.id == wrong.doc)
    return KnowledgeGraph(readings, corrections=[Correction(wrong.id, text, "reject", HOPE, wrong)])


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_documented(name: str) -> None:
    """It is a question, says more in English, and its worked example gives the examples of its parameters."""
    one = QUESTIONS[name]
    assert one.question.endswith("?")
    assert len(one.about) > 20 and one.row
    assert one.given == {key: parameter.example for key, parameter in one.parameters.items()}


def test_there_are_many_questions() -> None:
    """The questions do not grow fewer unseen."""
    assert len(QUESTIONS) >= 40


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_worked_example_is_answered(name: str, graph: KnowledgeGraph) -> None:
    """The graph of the examples gives the row that the question's file promises, no row twice, and with fewer parameters no less."""
    one = QUESTIONS[name]
    answer = graph.query(name, **one.given)
    assert set(one.row) <= set(answer.variables)
    texts = [{key: term.value for key, term in zip(answer.variables, terms) if term is not None} for terms in answer.terms]
    assert any(one.row.items() <= row.items() for row in texts), texts[:20]
    assert len(set(answer.rows)) == len(answer.rows)
    wider = graph.query(name, **one.needed)
    assert len(wider) >= len(answer)
    if name not in COUNTED:
        assert set(answer.rows) <= set(wider.rows)


def firm(fact: Fact, least: str) -> bool:
    return fact.status is not None and LADDER.index(fact.status) >= LADDER.index(least) and not fact.negated


def narrower(topic: str) -> set[str]:
    found = {topic}
    for _ in range(5):
        found |= {one.id for one in topics().values() if one.broader in found}
    return found


def label(relation: str) -> str:
    return relations()[relation].label


def parties(graph: KnowledgeGraph) -> list[tuple[str, set[str]]]:
    return [(document.id, set(document.parties)) for document in graph.documents]


def counted(pairs: list[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    return {(*key, number) for key, number in Counter(pairs).items()}


def said_in(graph: KnowledgeGraph, document: str) -> list[tuple[tuple[str, str, str, bool], str]]:
    """(subject, relation, object, negated) by IRIs, and the object's words, of each fact of a document and each of its subjects."""
    ends = graph._ends()
    return [((who, f.relation, ends[f.id][1], f.negated), f.object) for f in graph.facts if f.doc == document for who in ends[f.id][0]]


Worked = Callable[[KnowledgeGraph], set[tuple[Any, ...]]]
# Question -> its parameters, the columns compared, and the same answer worked out from the facts without SPARQL.
WORKED: dict[str, tuple[dict[str, str], tuple[str, ...], Worked]] = {
    "who-condemns": ({}, ("who", "what", "document"), lambda g: {
        (who, f.object, f.doc) for f in g.facts if f.relation == "condemns" and not f.negated for who in f.subject}),
    "denied": ({}, ("who", "relation", "what"), lambda g: {
        (who, label(f.relation), f.object) for f in g.facts if f.negated for who in f.subject}),
    "commitments": ({"actor": "Japan", "least": "agreed"}, ("relation", "what", "status"), lambda g: {
        (label(f.relation), f.object, f.status) for f in g.facts if firm(f, "agreed") and "Japan" in f.subject}),
    "topic-facts": ({"topic": "security"}, ("who", "what"), lambda g: {
        (who, f.object) for f in g.facts if set(f.topics) & narrower("security") for who in f.subject}),
    "promises-due": ({}, ("deadline", "who"), lambda g: {
        (v.number, who) for f in g.facts if not f.negated for v in f.values if v.kind == "deadline" for who in f.subject}),
    "money": ({}, ("amount", "currency", "who"), lambda g: {
        (float(v.number), v.unit, who) for f in g.facts if not f.negated for v in f.values if v.kind == "amount" for who in f.subject}),
    "never-together": ({}, ("who", "other"), lambda g: {
        pair for pair in permutations(sorted({p for _, some in parties(g) for p in some}), 2)
        if not any(set(pair) <= some for _, some in parties(g))}),
    "issued-together": ({}, ("who", "other", "documents"), lambda g: counted(
        [pair for _, some in parties(g) for pair in permutations(sorted(some), 2)])),
    "plover-events": ({}, ("who", "event", "facts"), lambda g: counted(
        [(who, plover_type(f)) for f in g.facts if plover_type(f) and not f.negated for who in f.subject])),
    "partners": ({}, ("who", "with", "facts"), lambda g: counted(
        [pair for f in g.facts for pair in permutations(sorted(f.subject), 2)])),
    "firmness": ({}, ("who", "status", "facts"), lambda g: counted(
        [(who, f.status) for f in g.facts if f.status and not f.negated for who in f.subject])),
    "rules-used": ({}, ("rule", "facts"), lambda g: counted([(f.rule,) for f in g.facts])),
    "speakers": ({}, ("speaker", "facts"), lambda g: counted([(who,) for f in g.facts for who in f.speaker])),
    "new-since": ({"since": "2024-03"}, ("document",), lambda g: {(d.id,) for d in g.documents if d.date >= "2024-03" and any(
        f.doc == d.id for f in g.facts)}),
    "only-in": ({"document": "india-japan-2plus2-2019", "other": "india-japan-2plus2-2022"}, ("who", "relation", "what"), lambda g: {
        (g._nodes()[key[0]]["label"], label(key[1]), what) for key, what in said_in(g, "india-japan-2plus2-2019")
        if key not in {other for other, _ in said_in(g, "india-japan-2plus2-2022")}}),
    "relations-between": ({"actor": "India", "other": "Japan"}, ("from", "relation", "to", "document"), lambda g: {
        (who, label(f.relation), f.object, f.doc) for f in g.facts for who in f.subject if {who, f.object} == {"India", "Japan"}}),
    "instruments": ({}, ("who", "instrument"), lambda g: {
        (who, f.object) for f in g.facts if f.relation == "signs" and not f.negated for who in f.subject}),
    "mentioning": ({"word": "TERRORIS"}, ("sentence",), lambda g: {(f.quote,) for f in g.facts if "terroris" in f.quote.lower()}),
}


@pytest.mark.parametrize("name", WORKED)
def test_answers_are_those_of_the_facts(name: str, graph: KnowledgeGraph) -> None:
    """A question answers what a loop over the facts finds."""
    given, columns, expected = WORKED[name]
    rows = {tuple(row[column] for column in columns) for row in graph.query(name, **given)}
    assert rows and rows == expected(graph)


@pytest.mark.parametrize(("name", "values", "says"), [
    ("said-of", {}, "said-of needs actor=..."), ("only-in", {"document": "a"}, "needs other=..."),
    ("new-since", {"since": "last year"}, "a date is a year"), ("new-since", {"since": "2024-13"}, "a date is a year"),
    ("promises-due", {"by": "2024-02-32"}, "a date is a year"),
])
def test_what_is_needed_is_asked_for(name: str, values: dict[str, str], says: str) -> None:
    """A question that makes no sense without a parameter asks for it with an example; a date is a date."""
    with pytest.raises(UsageError, match=says):
        load_query(name, values)


@pytest.mark.parametrize("word", [
    '"', "\\", "\\u0041", "') || (1 = 1", '") || ("a" = "a', "a\nb", "?sentence", "# x", "\x00", "\ud800", "{", "", "'" * 9])
def test_a_hostile_word_is_only_a_word(word: str, graph: KnowledgeGraph) -> None:
    """What stands in the place of a variable is compared with, letter by letter, and never becomes part of the query."""
    found = {row["sentence"] for row in graph.query("mentioning", word=word)}
    assert found == {fact.quote for fact in graph.facts if word.strip().lower() in fact.quote.lower()}


@pytest.mark.parametrize(("by", "found"), [("2024", True), ("2024-12-31", False), ("2025-01-01", True), ("2023", False)])
def test_a_year_is_due_on_its_last_day(by: str, found: bool, graph: KnowledgeGraph) -> None:
    """A deadline in 2024 is met by 2024 as a year, and by the first day after it."""
    assert bool(graph.query("promises-due", actor="Kenya", by=by).rows) == found


def test_topics_have_no_more_levels_than_the_questions_look_through() -> None:
    """Every topic is found from its widest one."""
    for one in topics().values():
        assert one.broader == "" or one.id in narrower(one.broader)


# ---- docs/questions.md

def shell(value: str) -> str:
    return f"'{value}'" if set(value) & set(" ()'&;|<>*?$") else value


def question_section(one: Question) -> str:
    """The part of docs/questions.md about one question."""
    lines = [f"## {one.name}", "", f"**{one.question}** {one.about}", ""]
    if one.parameters:
        lines += ["| parameter | what it is | |", "|---|---|---|"]
        lines += [f"| `{p.name}` | {p.meaning} | {'needed' if p.needed else ''} |" for p in one.parameters.values()] + [""]
    asked = " ".join(["kg query", one.name, *(f"{key}={shell(value)}" for key, value in one.given.items())])
    names, cells = " | ".join(one.row), " | ".join(one.row.values())
    return "\n".join([*lines, "```console", f"$ {asked}", "```", "", f"| {names} |", "|" + "---|" * len(one.row), f"| {cells} |", ""])


def question_pages() -> str:
    """The text of docs/questions.md, from the files of kg/queries/."""
    head = """# The named questions

Made from `kg/queries/*.rq` by `make docs`; a test says when it is old. Each example is asked of the graph of the documents in
`examples/` by the tests; the row shown is one of the answers, with some of its columns.

The same names work in Python (`graph.query("who-condemns", actor="India")`), in `kg serve` and on other servers (`--store http://...`).
An actor may be given by any of its names, its ISO code or its IRI; a parameter that is not needed and not given stays open.
Together with Wikidata: [servers.md](servers.md).

| question | |
|---|---|
"""
    table = "".join(f"| [{one.name}](#{one.name}) | {one.question} |\n" for one in QUESTIONS.values())
    return head + table + "\n" + "\n".join(question_section(one) for one in QUESTIONS.values())


def test_the_page_of_questions_is_current() -> None:
    """docs/questions.md is what the questions say of themselves."""
    assert (ROOT / "docs/questions.md").read_text(encoding="utf-8") == question_pages()


def test_every_kind_of_parameter_is_known() -> None:
    """A misspelt kind would be an error only when it is used."""
    assert {p.kind for one in QUESTIONS.values() for p in one.parameters.values()} <= set(queries.KINDS)


if __name__ == "__main__":
    (ROOT / "docs/questions.md").write_text(question_pages(), encoding="utf-8", newline="\n")
