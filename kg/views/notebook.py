"""Graphs, facts and answers in, what a notebook shows of them out: the page in a frame, and tables whose rows lead to their evidence."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from kg.model import Fact
from kg.views.tables import CONTROL

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph, Result

MOST_ROWS = 200


def graph_frame(graph: KnowledgeGraph, height: int = 640) -> str:
    """The whole page in a frame that may run its own scripts, open a source and save a file, and nothing else."""
    page = escape(graph.to_html(), quote=True)
    return (f'<iframe title="Graph" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals" '
            f'srcdoc="{page}" style="width:100%;height:{height}px;border:1px solid #ccc;border-radius:8px"></iframe>')


def facts_html(facts: Iterable[Fact], sources: dict[str, tuple[str, str]] | None = None) -> str:
    """Facts as a table, each with its sentence; `sources` gives title and address of each document."""
    known = sources or {}
    rows = []
    for fact in facts:
        title, address = known.get(fact.doc, ("", ""))
        relation = ("not " if fact.negated else "") + fact.relation
        words = _cell(fact.object) + (f"<br><small>{_cell(fact.correction)}</small>" if fact.correction else "")
        rows.append([_cell(", ".join(fact.subject)), _cell(relation), words, _cell(fact.status or ""), _marked(fact),
                     _link(address, title or fact.doc)])
    return _table(("subject", "relation", "object", "status", "sentence", "document"), rows)


def answer_html(answer: Result, sources: dict[str, tuple[str, str]] | None = None) -> str:
    """A query's answers as a table; a document named in a row leads to where it was published."""
    if answer.kind == "boolean":
        return f"<b>{'true' if answer.boolean else 'false'}</b>"
    from kg.graph import term_text

    known = sources or {}
    names: Sequence[str] = ("subject", "predicate", "object") if answer.kind == "triples" else answer.variables
    rows: Iterable[Iterable[Any]] = answer.triples if answer.kind == "triples" else answer.terms
    table = _table(names, [[_link(known[text][1], text) if text in known else _link(text, text) for text in map(term_text, row)]
                           for row in rows])
    return table + (f"<ul>{''.join(f'<li>{_cell(one)}</li>' for one in answer.remarks)}</ul>" if answer.remarks else "")


def sources_of(graph: KnowledgeGraph) -> dict[str, tuple[str, str]]:
    """Document id -> title and address."""
    return {document.id: (document.title, document.source) for document in graph.documents}


def _cell(text: str) -> str:
    """Text as HTML; control characters of a hostile document become spaces."""
    return escape(CONTROL.sub(" ", text))


def _link(address: str, text: str) -> str:
    """A link where the address is one of the web, else the text alone."""
    if address.startswith(("http://", "https://")) and not CONTROL.search(address) and not any(c.isspace() for c in address):
        return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow" target="_blank">{_cell(text)}</a>'
    return _cell(text)


def _marked(fact: Fact) -> str:
    """The sentence with the object's words marked."""
    start, end = (fact.object_span[0] - fact.start, fact.object_span[1] - fact.start) if fact.object_span else (0, 0)
    if not 0 <= start < end <= len(fact.quote):
        return _cell(fact.quote)
    return f"{_cell(fact.quote[:start])}<mark>{_cell(fact.quote[start:end])}</mark>{_cell(fact.quote[end:])}"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Cells that are HTML already as a table."""
    head = "".join(f'<th scope="col">{_cell(name)}</th>' for name in header)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows[:MOST_ROWS])
    more = f"<p>{len(rows) - MOST_ROWS:,} more rows</p>" if len(rows) > MOST_ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
