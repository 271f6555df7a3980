"""A Paragraph in, the spans of its sentences out: cut at a stop, question or exclamation mark that ends a sentence."""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.sentences.abbreviations import AFTER_PLACE, BEFORE_NUMBER, LATE, MONTHS, STARTERS, TITLES
from kg.sentences.paragraphs import Paragraph

_STOP = re.compile(
    r"""(?:(?<![.!?…])[.!?…]++(?:\[\d{1,3}\])?(?:["'”’»)\]*_]|\s[”»])*(?=\s|$)"""
    r"""|(?<=[a-z]{3})[.!?](?=[A-Z][a-z]+[ ,])"""
    r"""|(?=\s[•●▪◦‣]\s))"""
)
_STOP_MARK = re.compile("[.!?…]+")  # a run of marks ends a sentence as a whole or not at all
_BULLET = re.compile("[•●▪◦‣]")
_TOKEN = re.compile(r"[\w.&’'-]*$")
_WORD = re.compile(r"[\s\"'“‘«(\[*_]*([\w’'-]+)")
_INNER = re.compile(r"\d{1,3}[.)]\s+(?=\S)|[•●▪◦‣]\s+(?=\S)")


def find_pieces(text: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    start = paragraph.start
    position = paragraph.body
    limit = paragraph.end
    for found in _stops(text, position, limit):
        end = found.end()
        if end >= limit:
            break
        if found.start() < position or not _ends(text, start, found.start(), end, limit):
            continue
        yield start, end
        start = end
        while start < limit and text[start].isspace():
            start += 1
        position = start
    if start < limit:
        yield start, limit


def _stops(text: str, position: int, limit: int) -> Iterator[re.Match[str]]:
    """Places where a sentence may end; `_STOP` is tried only at a mark where no bullet stands inside the line, which is much faster."""
    if _BULLET.search(text, position, limit):
        yield from _STOP.finditer(text, position, limit)
        return
    for mark in _STOP_MARK.finditer(text, position, limit):
        if mark.start() >= position:
            found = _STOP.match(text, mark.start(), limit)
            if found:
                position = found.end()
                yield found


def _ends(text: str, sentence: int, stop: int, end: int, limit: int) -> bool:
    """True where the mark at `stop` (with its closers up to `end`) ends the sentence that began at `sentence`."""
    if stop == end:  # a bullet inside a line
        return bool(text[sentence:stop].strip())
    follow = _WORD.match(text, end, min(limit, end + 60))
    word = follow.group(1) if follow else ""
    after = text[end : end + 1]
    if not after.isspace():
        return text[max(0, stop - 60) : stop].rpartition(" ")[2].lower().find("www") < 0
    rest = text[end : min(limit, end + 12)].lstrip()
    head = rest[:1]
    if word and word[0].islower() and head not in "•●▪◦‣":
        return False
    if head in ",;:)]–—" or rest.startswith("- "):
        return False
    mark = text[stop]
    if mark != "." or text[stop : stop + 2] == "..":
        return True
    token = _TOKEN.search(text, max(sentence, stop - 24), stop)
    before = token.group().lstrip("'’-.").removeprefix("(") if token else ""
    if not before:
        return True
    lower = before.lower()
    next_lower = word.lower()
    if lower in TITLES:
        return (
            not (before[0].isupper() or lower in ("vs", "v", "i.e", "e.g", "cf", "viz", "ca", "approx", "h.e"))
            and len(before) > 2
            and next_lower in STARTERS
        )
    if lower in BEFORE_NUMBER and (head.isdigit() or re.fullmatch(r"[IVXLC]+|[A-Z]/\S*", word or "-")):
        return False
    if lower in MONTHS and head.isdigit() and len(before) <= 4:
        return False
    if before.isdigit() and len(before) <= 3 and stop - len(before) <= sentence + 1:
        return False  # the number of a paragraph inside the line
    closed = end - stop > 1
    if lower in LATE:
        if lower in ("etc", "a.m", "p.m", "al"):
            return True
        return closed or next_lower in STARTERS or next_lower in AFTER_PLACE
    letters = before.split(".")
    if all(len(part) == 1 and part.isalpha() for part in letters) and before[-1].isupper():
        if len(letters) == 1 and stop - 1 - len(before) >= sentence and text[stop - 1 - len(before)] in "-/":
            return True
        return (text[end - 1] in '"”’»' and len(letters) > 1) or (
            next_lower in STARTERS and not (next_lower in ("a", "i") and len(word) == 1 and text[end : end + 4].rstrip()[-1:] == ".")
        )
    return not ((len(letters) == 2 and letters[0] in ("Ph", "Lt", "Maj", "Brig")) or lower in ("u.s", "u.k", "u.n"))


def inner_body(text: str, start: int, end: int) -> int:
    """Where the words begin in a sentence inside a paragraph: after "2. " or an inline bullet."""
    found = _INNER.match(text, start, end)
    return found.end() if found else start
