"""Text in, its quotations out, and which of them holds a sentence."""
from __future__ import annotations

import re
from bisect import bisect_right

_QUOTES = re.compile('[“”«»"]|\n[ \t\r]*\n')


def find_quotations(text: str) -> list[tuple[int, int, int]]:
    """Quotations as (start, end, number), in order; one that no mark closes ends with its paragraph."""
    spans: list[tuple[int, int, int]] = []
    opened = -1
    number = 0
    carried = False  # the paragraph ended inside a quotation that the next one may open again
    for found in _QUOTES.finditer(text):
        mark, place = found.group(), found.start()
        if mark[0] == "\n":
            if opened >= 0:
                spans.append((opened, place, number))
                opened, carried = (
                    -1,
                    text[found.end() : found.end() + 3].lstrip()[:1] in '“«"' and text[found.end() : found.end() + 3].strip() != "",
                )
            continue
        if mark in "“«" or (mark == '"' and opened < 0):
            if opened < 0:
                number += 0 if carried else 1
                opened, carried = place, False
        elif opened >= 0:
            spans.append((opened, place + 1, number))
            opened = -1
    if opened >= 0:
        spans.append((opened, len(text), number))
    return spans


def quotation_of(spans: list[tuple[int, int, int]], starts: list[int], start: int, end: int) -> int | None:
    """Number of the quotation that holds the whole sentence."""
    place = bisect_right(starts, start) - 1
    if place >= 0 and spans[place][1] >= end - 1 and spans[place][0] <= start:
        return spans[place][2]  # '... ends here.”' or '... ends here”.'
    return None
