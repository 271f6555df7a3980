"""Facts as JSON Lines, CSV, TSV and a terminal table: safe in a spreadsheet and a terminal, and readable back."""
from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.model import Fact
from kg.views import VIEWS, render
from kg.views.tables import COLUMNS, escape_cell, facts_csv, facts_jsonl, facts_table, facts_tsv, rows_table


def fact(**values: object) -> Fact:
    """A fact of an invented country, with the given fields."""
    base: dict[str, object] = {"doc": "a", "start": 0, "end": 20, "subject": ("Arnor", "Gondor"), "relation": "welcomes",
                               "object": "safe roads", "speaker": ("Arnor",), "topics": ("trade",), "rule": "welcome",
                               "quote": "They welcomed safe roads."}
    return Fact(**{**base, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(("value", "cell"), [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), (" =1", "' =1"), ("\u00a0=1", "'\u00a0=1"),
    ("\uff1d1", "'\uff1d1"), ("\t=1", "'\t=1"), ("India", "India"), ("a=b", "a=b"), ("", ""),
])
def test_cells_are_no_formulas(value: str, cell: str) -> None:
    """What a spreadsheet would take for a formula gets an apostrophe; nothing else is touched."""
    assert escape_cell(value) == cell


def test_csv_reads_back() -> None:
    """Quotes, commas and line breaks survive; a line break becomes a space; a line a fact."""
    rows = list(csv.DictReader(io.StringIO(facts_csv([fact(object='a "safe", road', quote="one\ntwo"), fact(object="=cmd()")]))))
    assert list(rows[0]) == list(COLUMNS)
    assert (rows[0]["object"], rows[0]["quote"], rows[0]["subject"]) == ('a "safe", road', "one two", "Arnor; Gondor")
    assert rows[1]["object"] == "'=cmd()"


def test_tsv_has_no_stray_tabs() -> None:
    """Tabs in values become spaces."""
    lines = facts_tsv([fact(object="a\tb")]).splitlines()
    assert [line.count("\t") for line in lines] == [len(COLUMNS) - 1] * 2


@given(st.text(), st.text(max_size=20))
def test_jsonl_is_the_identity(quote: str, name: str) -> None:
    """Whatever the words, a line is a fact and reads back as it was."""
    one = fact(quote=quote, object=name)
    text = facts_jsonl([one, one])
    assert len(text.splitlines()) == 2
    assert Fact.from_dict(json.loads(text.splitlines()[0])) == one
    text.encode("utf-8")


@given(st.text(), st.text())
def test_csv_rows_are_facts(quote: str, name: str) -> None:
    """Whatever the words, there are a header and one row, of the same length, and no cell starts a formula."""
    rows = list(csv.reader(io.StringIO(facts_csv([fact(quote=quote, object=name)]), newline="")))
    assert [len(r) for r in rows] == [len(COLUMNS)] * 2
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in rows[1])


def test_terminal_is_safe() -> None:
    """Escape sequences and markup of a document do not reach the terminal."""
    text = facts_table([fact(object="\x1b[31mred\x07 [bold]x[/bold]\u202e", negated=True)], width=120)
    assert "\x1b" not in text and "\x07" not in text and "\u202e" not in text
    assert "[bold]x" in text and "not welcomes" in text


def test_rows_of_any_answer() -> None:
    """A query's rows are a table; None is empty."""
    text = rows_table(["who", "n"], [["Arnor", 2], [None, 3]], width=60)
    assert "Arnor" in text and "None" not in text


@pytest.mark.parametrize("name", VIEWS)
def test_views_load(name: str) -> None:
    """Each line of the table of views names a function that exists."""
    assert callable(VIEWS[name].load())


def test_unknown_view() -> None:
    """The error names the views there are."""
    with pytest.raises(UsageError, match="jsonl"):
        render("pdf", None)
