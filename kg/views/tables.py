"""Facts in, rows out: JSON Lines, CSV and TSV (safe to open in a spreadsheet), and a table for the terminal."""
from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.model import Fact

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

COLUMNS = ("id", "doc", "start", "end", "subject", "relation", "object", "status", "speaker", "negated", "topics", "rule", "quote",
           "object_kind", "correction")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # full-width forms start a formula in some locales
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u061c\u200e\u200f]|[\ud800-\udfff]")


def escape_cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before what would start one (OWASP, CSV injection).

    >>> escape_cell('=HYPERLINK("x")')
    '\\'=HYPERLINK("x")'
    >>> escape_cell("India")
    'India'
    """
    if value.lstrip(" \u00a0\u3000\ufeff\u200b").startswith(FORMULA) or value.startswith(FORMULA):
        return "'" + value
    return value


def _cells(fact: Fact) -> list[str]:
    """A fact's columns as text; lists are joined with `; `, a name that holds one keeps it as a comma."""
    def join(values: Iterable[str]) -> str:
        return "; ".join(v.replace("; ", ", ") for v in values)

    row = {
        "id": fact.id, "doc": fact.doc, "start": str(fact.start), "end": str(fact.end), "subject": join(fact.subject),
        "relation": fact.relation, "object": fact.object, "status": fact.status or "", "speaker": join(fact.speaker),
        "negated": "true" if fact.negated else "false", "topics": join(fact.topics), "rule": fact.rule, "quote": fact.quote,
        "object_kind": fact.object_kind, "correction": fact.correction,
    }
    return [row[c] for c in COLUMNS]


def facts_jsonl(facts: Iterable[Fact]) -> str:
    """One fact a line, keys in the order of docs/facts.md; line separators inside values are escaped, so a line is a fact."""
    lines = (json.dumps(f.as_dict(), ensure_ascii=False, separators=(",", ":")) for f in facts)
    text = "".join(line + "\n" for line in lines)
    return re.sub("[\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def facts_csv(facts: Iterable[Fact]) -> str:
    """RFC 4180 with a header; line breaks in values become spaces."""
    return _separated(facts, ",", "\r\n")


def facts_tsv(facts: Iterable[Fact]) -> str:
    """Tab-separated with a header; tabs and line breaks in values become spaces."""
    return _separated(facts, "\t", "\n")


def corrections_csv(graph: KnowledgeGraph) -> str:
    """What readers corrected, with the reason: RFC 4180 with a header, a line for each correction; those that rest are named so."""
    from kg.corrections import text_of

    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write(("fact", "doc", "verdict", "subject", "relation", "object", "changed", "why", "by", "quote"))
    for one in graph.corrections:
        was = one.original
        changed = "; ".join(f"{key}={text_of(value)}" for key, value in one.change.items())
        verdict = one.verdict if one.met else f"{one.verdict} (rests)"
        row = one.fact, one.doc, verdict, "; ".join(was.subject), was.relation, was.object, changed, one.why, one.by, was.quote
        write([escape_cell(one_line(cell)) for cell in row])
    return out.getvalue()


def _separated(facts: Iterable[Fact], separator: str, end: str) -> str:
    out = io.StringIO()
    write = csv.writer(out, delimiter=separator, lineterminator=end).writerow
    write(COLUMNS)
    for fact in facts:
        write([escape_cell(one_line(cell)) for cell in _cells(fact)])
    return out.getvalue()


def one_line(text: str) -> str:
    return " ".join(CONTROL.sub(" ", text).split()) if CONTROL.search(text) or "\n" in text or "\t" in text or "\r" in text else text


def facts_table(facts: Iterable[Fact], width: int | None = None, color: bool = False, quotes: bool = False) -> str:
    """A table for the terminal; `width` in columns (default: the terminal's), `quotes` adds the sentence under each fact.

    Control characters of a hostile document never reach the terminal.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_lines=False)
    table.add_column("subject", ratio=3, overflow="fold")
    table.add_column("relation", ratio=2, overflow="fold", style="cyan")
    table.add_column("object", ratio=6, overflow="fold")
    table.add_column("status", no_wrap=True)
    table.add_column("document", ratio=2, overflow="fold", style="dim")
    for fact in facts:
        words = Text(one_line(fact.object))
        if fact.correction:
            words.append(f"\n{one_line(fact.correction)}", style="dim")
        if quotes:
            words.append(f"\n“{one_line(fact.quote)}”", style="dim italic")
        relation = Text(("not " if fact.negated else "") + one_line(fact.relation), style="bold red" if fact.negated else "")
        table.add_row(Text(one_line(", ".join(fact.subject))), relation, words, Text(fact.status or "–"), Text(one_line(fact.doc)))
    out = io.StringIO()
    Console(file=out, width=width or _terminal_width(), force_terminal=color, no_color=not color, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _terminal_width() -> int:
    import shutil

    return max(60, shutil.get_terminal_size((120, 24)).columns)


def rows_table(header: Sequence[str], rows: Iterable[Sequence[object]], width: int | None = None, color: bool = False) -> str:
    """Any rows (a query's answer) as a table for the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in header:
        table.add_column(Text(one_line(name)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line("" if value is None else str(value))) for value in row))
    out = io.StringIO()
    Console(file=out, width=width or _terminal_width(), force_terminal=color, no_color=not color, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
