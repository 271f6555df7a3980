"""The text, the span of a sentence and the mentions in it in, Words out."""
from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from operator import add, attrgetter

from kg.model import Mention
from kg.words.dictionary import Entry
from kg.words.enumerations import INLINE, without_marks
from kg.words.pieces import ASK, MARK, PIECE, PIECES, Value, ask
from kg.words.settle import settle

ASKED = re.compile("[?]")
VERBAL = re.compile("[VFEGBHOML]")  # tags of words that have the lemma of a verb
NOUN = attrgetter("noun")


class Words:
    """The tokens of one sentence as parallel lists; offsets are those of the document's text."""

    __slots__ = ("ends", "lemma", "lower", "mention", "starts", "tags", "text")

    def __init__(self, text: str, starts: list[int], ends: list[int], lower: list[str], lemma: list[str], tags: str,
                 mention: list[int]) -> None:
        self.text = text  # the document's text
        self.starts = starts
        self.ends = ends
        self.lower = lower
        self.lemma = lemma
        self.tags = tags
        self.mention = mention  # index into the mentions given, -1 where the token is no mention

    def __len__(self) -> int:
        return len(self.lower)


def read_words(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Words:
    """Tokens of text[start:end] with lemma and class; `mentions` are sorted and do not overlap."""
    starts: list[int] = []
    values: list[Value] = []
    mention_of: list[int] = []
    position = start
    inside = [k for k, m in enumerate(mentions) if m.start < end and m.end > start] if mentions else []
    for k in (*inside, -1):
        stop = end if k < 0 else mentions[k].start
        while position < stop and text[position].isspace():
            position += 1
        pieces = PIECE.findall(text, position, stop)
        if pieces:
            values += map(PIECES.__getitem__, pieces)
            starts += accumulate(map(len, pieces), initial=position)
            starts.pop()
            mention_of += [-1] * len(pieces)
        if k >= 0:
            mention = mentions[k]
            word = text[mention.start : mention.end].lower().replace("’", "'")
            tag = ("a" if mention.form == "adjective" else "A") if mention.is_actor else "U"
            starts.append(mention.start)
            values.append((word, Entry(tag, word, word), tag, mention.end - mention.start))
            mention_of.append(k)
            position = mention.end
    if not values:
        return Words(text, [], [], [], [], "", [])
    lower: list[str]
    entries: list[Entry]
    codes: list[str]
    widths: list[int]
    lower, entries, codes, widths = map(list, zip(*values, strict=True))
    several = []
    if ASK in codes:
        shouting = text[start:end].isupper()
        for m in ASKED.finditer("".join(codes)):
            i = m.start()
            found = ask(text, start, end, starts[i], widths[i], lower[i], entries, codes, i, shouting)
            if len(found) != 1:
                several.append((i, found))
            if found:
                _, entries[i], codes[i], _ = found[-1]
            else:
                entries[i], codes[i] = (entries[i - 1], codes[i - 1]) if i else (Entry(MARK, "", ""), ":")
    for i, found in reversed(several):
        lower[i : i + 1] = [value[0] for value in found]
        entries[i : i + 1] = [value[1] for value in found]
        codes[i : i + 1] = [value[2] for value in found]
        widths[i : i + 1] = [value[3] for value in found]
        starts[i : i + 1] = [starts[i], starts[i] + found[0][3]] if found else []
        mention_of[i : i + 1] = [-1] * len(found)
    if ")" in lower and INLINE.search(text, start, end):
        without_marks(lower, entries, codes, widths, starts, mention_of)
    settle(lower, entries, codes)
    tags = "".join(codes)
    lemma = list(map(NOUN, entries))
    for m in VERBAL.finditer(tags):
        lemma[m.start()] = entries[m.start()].verb
    return Words(text, starts, list(map(add, starts, widths)), lower, lemma, tags, mention_of)
