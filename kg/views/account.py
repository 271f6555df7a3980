"""Accounts in, the proof-reader's copy out: for the terminal as text, for a browser as one self-contained page."""
from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.account import REASONS, Account, Coverage, Line, count
from kg.model import Fact
from kg.reading import UNREAD
from kg.views.tables import one_line

HERE = Path(__file__).parent
MOST_REASONS = 12
MARKS = {"object": ("[", "]"), "trigger": ("", ""), "stop": ("<", ">")}
COLOURS = {"object": "\x1b[30;43m", "trigger": "\x1b[4m", "stop": "\x1b[4;31m"}
PLAIN, DIM, BOLD, RED, CYAN = "\x1b[0m", "\x1b[2m", "\x1b[1m", "\x1b[31m", "\x1b[36m"


def account_view(account: Account) -> dict[str, Any]:
    """What account.html.j2 shows of one document: plain values, already cut into marked and unmarked parts."""
    document, coverage = account.document, account.coverage
    paragraph = -1
    lines = []
    for line in account.lines:
        sentence = line.sentence
        lines.append({
            "start": sentence.start, "end": sentence.end, "kind": sentence.kind, "opens": sentence.paragraph != paragraph,
            "state": "found" if line.facts else "missed" if is_missed(line) else "quiet", "parts": parts(line), "why": line.why,
            "facts": [{"id": fact.id, "subject": " + ".join(fact.subject), "relation": fact.relation, "object": fact.object,
                       "status": fact.status or "", "speaker": ", ".join(fact.speaker), "negated": fact.negated, "rule": fact.rule,
                       "reason": fact.reason, "correction": fact.correction} for fact in line.facts],
            "rejected": [{"id": one.fact, "subject": " + ".join(one.original.subject), "relation": one.original.relation,
                          "object": one.original.object, "negated": one.original.negated, "note": one.note} for one in line.rejected]})
        paragraph = sentence.paragraph
    return {
        "slug": slug_of(document.id), "title": document.title or document.id,
        "kind": document.kind, "date": document.date, "parties": list(document.parties), "lines": lines,
        "source": document.source if re.match(r"https?://[^\s]+$", document.source or "") else "",
        "share": f"{coverage.share:.3f}", "percent": percent(coverage), "summary": summary(coverage),
        "reasons": [(REASONS[key], number) for key, number in coverage.reasons if key not in UNREAD]}


def slug_of(identifier: str) -> str:
    """The part of a document in the anchors of its account: `s-SLUG-START` is a sentence, `f-SLUG-ID` a fact."""
    return hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def is_missed(line: Line) -> bool:
    """True where a reader would expect a fact: neither heading nor lead-in, nor a thing left out on purpose."""
    return not line.facts and line.is_read and line.reason not in ("lead-in", "rejected", "hypothetical", "unreal")


def parts(line: Line) -> list[tuple[str, str]]:
    """The sentence in pieces, each with its mark: object, trigger, stop, or "" for none; objects win over triggers."""
    start, text = line.sentence.start, line.text
    spans = [(fact.object_span, "object") for fact in line.facts] + [(fact.trigger, "trigger") for fact in line.facts] + [(line.at, "stop")]
    taken: list[tuple[int, int, str]] = []
    for span, mark in spans:
        if span is None:
            continue
        begin, end = max(0, span[0] - start), min(len(text), span[1] - start)
        if begin < end and not any(begin < b and a < end for a, b, _ in taken):
            taken.append((begin, end, mark))
    found, at = [], 0
    for begin, end, mark in sorted(taken):
        if at < begin:
            found.append((text[at:begin], ""))
        found.append((text[begin:end], mark))
        at = end
    if at < len(text):
        found.append((text[at:], ""))
    return found


def percent(coverage: Coverage) -> str:
    return f"{100 * coverage.share:.0f} %"


def summary(coverage: Coverage) -> str:
    """The coverage in one line."""
    return (f"{coverage.with_facts:,} of {coverage.sentences:,} sentences have facts ({percent(coverage)}); "
            f"{coverage.facts:,} facts; {coverage.characters_with_facts:,} of {coverage.characters:,} characters")


def account_fragment(account: Account) -> Any:
    """The account of one document as markup, to stand in a page that has account.css."""
    from markupsafe import Markup

    return Markup(_environment().get_template("account.html.j2").module.account(account_view(account)))


def account_html(accounts: Sequence[Account], title: str = "") -> str:
    """A self-contained page with the accounts of all documents; it has no script and loads nothing."""
    from markupsafe import Markup

    style = "\n" + (HERE / "account.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    views = [account_view(account) for account in accounts]
    html = _environment().get_template("account_page.html.j2").render(
        views=views, title=title or (views[0]["title"] if len(views) == 1 else f"Account of {len(views)} documents"),
        summary=summary(count(accounts)), style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'")
    return html.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def account_text(account: Account, width: int = 100, color: bool = False) -> str:
    """The account for a terminal: `[...]` are words of an object, `<...>` is where the reading stopped; colours instead, where wanted."""
    document = account.document
    out = [_paint(one_line(document.title or document.id), BOLD, color),
           _paint(" · ".join(x for x in (document.id, document.date, ", ".join(document.parties)) if x), DIM, color), ""]
    paragraph = account.lines[0].sentence.paragraph if account.lines else 0
    for number, line in enumerate(account.lines, 1):
        if line.sentence.paragraph != paragraph and line.sentence.kind != "item":
            out.append("")
        paragraph = line.sentence.paragraph
        sign = " " if line.facts else _paint("!", RED, color) if is_missed(line) else "-"
        out += _wrap(f"{number:>4} {sign} ", _marked(line, color), width)
        for fact in line.facts:
            out += _wrap("         = ", _fact(fact, color), width)
            if fact.correction:
                out += _wrap("           ", _paint(one_line(fact.correction), DIM, color), width)
        for one in line.rejected:
            out += _wrap("         x ", _fact(one.original, color), width)
            out += _wrap("           ", _paint(one_line(one.note), RED, color), width)
        if not line.facts and not line.rejected:
            out += _wrap("         ", _paint(one_line(line.why), RED if is_missed(line) else DIM, color), width)
    return "\n".join([*out, "", coverage_text(account.coverage, color)])


def coverage_text(coverage: Coverage, color: bool = False) -> str:
    """The coverage as lines: sentences, reasons ranked, the words at which the reading stopped most often."""
    out = [_paint("Coverage", BOLD, color)]
    if coverage.documents > 1:
        out.append(f"  {coverage.documents:,} documents")
    out.append(f"  {summary(coverage)}")
    out += [f"  {number:>6,}  {REASONS[key]}" for key, number in coverage.reasons]
    if coverage.verbs:
        often = ", ".join(f"{one_line(word)} {number}" for word, number in coverage.verbs[:MOST_REASONS])
        out.append(f"  stopped at: {often}")
    return "\n".join(out) + "\n"


def account_json(account: Account) -> str:
    """The account as one line of JSON: document, coverage, and each sentence with the ids of its facts or its reason."""
    data = {"schema": 1, "doc": account.document.id, "coverage": account.coverage.as_dict(), "sentences": [
        {"start": line.sentence.start, "end": line.sentence.end, "kind": line.sentence.kind, "facts": [f.as_dict() for f in line.facts],
         "reason": line.reason or None, "why": line.why or None, "at": list(line.at) if line.at else None,
         **({"rejected": [one.as_dict() for one in line.rejected]} if line.rejected else {})} for line in account.lines]}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
    return re.sub("[\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def _fact(fact: Fact, color: bool) -> str:
    relation = _paint(("not " if fact.negated else "") + one_line(fact.relation), RED if fact.negated else CYAN, color)
    status = f" [{fact.status}]" if fact.status else ""
    speaker = f", said by {', '.join(fact.speaker)}" if fact.speaker else ""
    return f"{one_line(' + '.join(fact.subject))} {relation} {one_line(fact.object)}{status}{one_line(speaker)} " + _paint(
        f"({one_line(fact.rule)})", DIM, color)


def _marked(line: Line, color: bool) -> str:
    out = []
    for text, mark in parts(line):
        text = re.sub(r"\s+", " ", one_line(f"x{text}x")[1:-1])  # the spaces at both ends stay
        if mark and color:
            text = f"{COLOURS[mark]}{text}{PLAIN}"
        elif mark:
            text = text.join(MARKS[mark])
        out.append(text)
    return "".join(out)


def _paint(text: str, style: str, color: bool) -> str:
    return f"{style}{text}{PLAIN}" if color and text else text


def _wrap(head: str, text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, all but the first indented; escape sequences take no room."""
    seen = re.compile(r"\x1b\[[0-9;]*m")
    indent = " " * len(seen.sub("", head))
    lines, line, room = [], head, width - len(indent)
    used = 0
    for word in text.split(" "):
        size = len(seen.sub("", word))
        if used and used + 1 + size > room:
            lines.append(line)
            line, used = indent, 0
        line += (" " if used else "") + word
        used += size + (1 if used else 0)
    return [*lines, line]


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=False)
