"""Documents and their facts in, proof-readers' copies for the page out: the account's template, with the facts that the graph holds.

The reading is done again for the reasons alone; a sentence's facts are the graph's own, so that a user's rules show. Where facts do not
lie on sentences (a graph made elsewhere) or the text is long, the document has no copy, and the page shows its plain text.
"""
from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.model import Document, Fact

MOST_TEXT = 1_000_000  # characters of all documents together: reading takes 1.6 s a million, and a copy four times the room of its text
LONGEST = 150_000


def copies(documents: Sequence[Document], facts: Iterable[Fact]) -> Iterator[tuple[int, Any]]:
    """(place in `documents`, markup) for each document that has a copy."""
    held: dict[str, list[Fact]] = {}
    for fact in facts:
        held.setdefault(fact.doc, []).append(fact)
    room = MOST_TEXT
    for place, document in enumerate(documents):
        if 0 < len(document.text) <= min(LONGEST, room):
            markup = _copy(document, held.get(document.id, []))
            if markup:
                room -= len(document.text)
                yield place, markup


def _copy(document: Document, facts: list[Fact]) -> Any:
    """The copy as markup, "" where a fact lies on no sentence."""
    from kg.account import Account, give_account
    from kg.views.account import account_fragment

    account = give_account(document)
    on: dict[tuple[int, int], list[Fact]] = {}
    for fact in facts:
        on.setdefault((fact.start, fact.end), []).append(fact)
    if not on.keys() <= {(line.sentence.start, line.sentence.end) for line in account.lines}:
        return ""
    lines = []
    for line in account.lines:
        own = tuple(on.get((line.sentence.start, line.sentence.end), ()))
        if own and set(own) != set(line.facts):
            line = dataclasses.replace(line, facts=own, reason="", why="", at=None)
        elif line.facts and not own:
            line = dataclasses.replace(line, facts=(), reason="no-stance", why="not among the facts shown")
        lines.append(line)
    return account_fragment(Account(document, tuple(lines)))
