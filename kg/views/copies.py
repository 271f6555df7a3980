"""Documents and their facts in, proof-readers' copies for the page out: the account's template, with the facts that the graph holds.

The reading is done again for the reasons alone; a sentence's facts are the graph's own, so that a user's rules show. Where facts do not
lie on sentences (a graph made elsewhere) or the text is long, the document has no copy, and the page shows its plain text.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.corrections import Correction
from kg.model import Document, Fact

MOST_TEXT = 1_000_000  # characters of all documents together: reading takes 1.6 s a million, and a copy four times the room of its text
LONGEST = 150_000


def copies(documents: Sequence[Document], facts: Iterable[Fact],
           corrections: Sequence[Correction] = ()) -> Iterator[tuple[int, Any]]:
    """(place in `documents`, markup) for each document that has a copy."""
    held: dict[str, list[Fact]] = {}
    for fact in facts:
        held.setdefault(fact.doc, []).append(fact)
    room = MOST_TEXT
    for place, document in enumerate(documents):
        if 0 < len(document.text) <= min(LONGEST, room):
            markup = _copy(document, held.get(document.id, []), corrections)
            if markup:
                room -= len(document.text)
                yield place, markup


def _copy(document: Document, facts: list[Fact], corrections: Sequence[Correction]) -> Any:
    """The copy as markup, "" where a fact lies on no sentence."""
    from kg.account import corrected_account, give_account
    from kg.views.account import account_fragment

    account = give_account(document)
    if not {(fact.start, fact.end) for fact in facts} <= {(line.sentence.start, line.sentence.end) for line in account.lines}:
        return ""
    return account_fragment(corrected_account(account, facts, corrections, "not among the facts shown"))
