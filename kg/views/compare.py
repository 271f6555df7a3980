"""A page's data and two sides in, for each fact the side it stands on out: as the page compares two documents or two times."""
from __future__ import annotations

import re
from typing import Any

DATE = re.compile(r"\d{4}(-\d\d){0,2}")
BEFORE, AFTER, BOTH = 1, 2, 3  # as in page/filter.js
SIDE_NAMES = {BEFORE: "before only", AFTER: "new", BOTH: "on both sides"}


def sides_of(data: dict[str, Any], before: str, after: str) -> list[int]:
    """BEFORE, AFTER, BOTH or 0 for each fact of `page_data`; a side is the id of a document, or a date: up to it, from it on.

    A fact is the same where subjects, relation, object and negation are.
    """
    documents = [data["docs"][place] if (place := data["sentences"][row[1]][0]) >= 0 else ["", "", ""] for row in data["facts"]]
    alike = [(tuple(sorted(map(str, row[2]))), row[3], row[4], row[6]) for row in data["facts"]]

    def within(date: str, start: str, end: str) -> bool:
        return bool(date) and (not start or date[:len(start)] >= start) and (not end or date[:len(end)] <= end)

    earlier = [within(d[2], "", before) if DATE.fullmatch(before) else d[0] == before for d in documents]
    later = [not was and within(d[2], after, "") if DATE.fullmatch(after) else d[0] == after
             for was, d in zip(earlier, documents, strict=True)]
    said_before = {gist for gist, was in zip(alike, earlier, strict=True) if was}
    said_after = {gist for gist, is_ in zip(alike, later, strict=True) if is_}
    return [(gist in said_before) * BEFORE + (gist in said_after) * AFTER if was or is_ else 0
            for gist, was, is_ in zip(alike, earlier, later, strict=True)]


def side_name(text: str, word: str) -> str:
    """How a side is written: a document's id, or a date with its word."""
    return f"{word} {text}" if DATE.fullmatch(text) else text
