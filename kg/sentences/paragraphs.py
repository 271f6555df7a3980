"""Text in, Paragraphs out: lines that belong together, cut at blank lines, list markers, headings and the ends of preambles."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.sentences.abbreviations import MONTH
from kg.sentences.shapes import DATELINE, PARTICIPLE, SIGNATURE, reads_as_heading

_MARK = re.compile(
    r"(?:(?P<bullet>(?:[-•*–—●▪◦‣·§+]|o(?=\s+\S))\s+)|(?P<hash>\#{1,6}\s+)|(?P<quote>>\s*)"
    r"|(?P<paren>\((?:\d{1,3}|[a-z]|[ivxlc]{1,6})\)\s*)|(?P<half>(?:\d{1,3}|[a-z]|[ivxlc]{1,6})\)\s+)"
    r"|(?P<outline>\d{1,3}(?:\.\d{1,3})+\.?\s+)|(?P<number>\d{1,3}\.-?\s+)|(?P<letter>[a-z]\.\s+)|(?P<roman>[IVXL]{1,6}\.\s+)|(?P<capital>[A-H]\.\s+)"
    r"|(?P<bare>\d{1,2}\s+(?=[A-Z])))"
)
_PREFIX = re.compile(
    r"(?=[A-Z]{3})[A-Z][A-Z.'’ ]{2,30}(?:,\s[A-Z][\w. ]{1,25})?(?:,\s(?:"
    + MONTH
    + r"\.?\s\d{1,2}|\d{1,2}\s"
    + MONTH
    + r"\.?)(?:,?\s\d{4})?)?"
    r"(?:\s\([^()\n]{1,30}\))?\s*(?:–|—|--|-)\s+(?=\S)"
)
_LONG = 160  # a line longer than this is a paragraph: the text is not wrapped by hand


@dataclass(slots=True)
class Paragraph:
    start: int
    end: int
    mark: str = ""  # which kind of list marker opens it
    body: int = 0
    lines: int = 1
    blank_before: bool = True
    blank_after: bool = True


def find_paragraphs(text: str) -> Iterator[Paragraph]:
    """Blocks of lines that belong together."""
    lines: list[tuple[int, int]] = []  # without outer space; start == end is a blank line
    position = 0
    longest = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            lines.append((start, start + len(stripped)))
            longest = max(longest, len(stripped))
        else:
            lines.append((position, position))
        position += len(raw) + 1
    wrapped = longest <= _LONG
    current: Paragraph | None = None
    count = 0  # last bare number ("1 WE, the ...") seen
    blank = True
    for start, end in lines:
        if start == end:
            if current:
                yield current
            current, blank = None, True
            continue
        mark, body = _marker(text, start, end, count)
        if mark == "bare":
            count = int(re.match(r"\d+", text[start:end]).group())  # type: ignore[union-attr]
        if current is None or _breaks(text, current, start, end, mark, wrapped, longest):
            if current:
                current.blank_after = False
                yield current
            current = Paragraph(start, end, mark, body, 1, blank, True)
        else:
            current.end = end
            current.lines += 1
        blank = False
    if current:
        yield current


def _marker(text: str, start: int, end: int, count: int) -> tuple[str, int]:
    """Kind of list marker at the start of a line, and where the words begin after it."""
    found = _MARK.match(text, start, end)
    if found is None or found.end() >= end:
        prefix = _PREFIX.match(text, start, end)
        return "", prefix.end() if prefix and prefix.end() < end else start
    kind = found.lastgroup or ""
    if kind in ("capital", "roman") and not reads_as_heading(text[found.end() : end]):
        return "", start  # an initial: "A. Gromyko met ..."
    if kind == "bare":
        number = int(found.group())
        if number != count + 1 or re.match(rf"(?:{MONTH})\b", text[found.end() : end]):
            return "", start
    if kind == "number" and re.match(rf"(?:{MONTH})\b", text[found.end() : end]):
        return "", start  # "5. May 1960"
    body = found.end()
    if kind in ("quote", "bullet", "hash"):  # "> - item", "- 1. item"
        inner = _MARK.match(text, body, end)
        if inner and inner.end() < end and inner.lastgroup in ("bullet", "number", "paren", "half", "hash", "quote"):
            body = inner.end()
    return kind, body


def _breaks(text: str, before: Paragraph, start: int, end: int, mark: str, wrapped: bool, longest: int) -> bool:
    """True where a line without a blank line before it opens a paragraph of its own."""
    if mark and not (
        mark == "bullet"
        and text[start] in "-–—+*o·"
        and text[before.end - 1] not in ".;:,!?"
        and before.mark != "bullet"
        and text[start : start + 2] != "- "
    ):
        chance = mark in ("number", "letter", "half", "bare") and wrapped and text[before.end - 1] not in ".;:,!?"
        # a wrapped line may happen to open with a number: "... in Article\n5. "
        return not (chance and not before.mark and before.end - before.start > 40)
    line_start = text.rfind("\n", before.start, before.end) + 1 or before.start
    line = text[line_start : before.end].strip()
    head = text[start]
    if not wrapped:
        return not (head.islower() and line[-1:] not in ".!?:;")
    if line[-1:] == ";" and head.isupper():
        return True
    if line[-1:] in ",;:" and (PARTICIPLE.match(text, start) or (text[start : start + 5].isupper() and text[start : start + 5].isalpha())):
        return True
    if (DATELINE.fullmatch(line) and before.lines == 1) or DATELINE.fullmatch(text, start, end):
        return True
    if (
        before.lines == 1
        and before.start == line_start
        and head.isupper()
        and line[-1:] not in ".,;:-–—"
        and line.isupper()
        and not text[start:end].isupper()
        and len(line) > 3
    ):
        return True  # a heading in capitals above its paragraph
    return bool(SIGNATURE.fullmatch(line)) and len(line) < 90 and line[:1].isupper() and len(line) < longest * 0.7 and line[-1:] == ":"
