"""Parentheses in, the acronyms that the text defines out: "the Arnor Maritime Council (AMC)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.lexicon import SMALL, TOKEN, Actor
from kg.mentions.letters import SPACE, classify
from kg.mentions.names import match_name
from kg.mentions.search import Search

PAREN = re.compile(
    r"\(\s*(?:the\s+|hereinafter\s+(?:referred to as\s+)?(?:the\s+)?|or\s+)?[\"“‘']?([A-Z][A-Za-z0-9&/-]{1,11})[\"”’']?"
    r"(?:\s*,[^()]{0,30})?\)"
)


def learn_acronyms(search: Search) -> None:
    plain, lexicon = search.plain, search.lexicon
    ends = [s.end for s in search.sentences]
    k = 0
    for m in PAREN.finditer(plain):
        while k < len(ends) and ends[k] <= m.start():
            k += 1
        if k == len(ends):
            break
        acronym = m[1]
        if sum(c.isupper() for c in acronym) < 2 or acronym in search.learned:
            continue
        floor = max(search.sentences[k].start, m.start() - 160)
        tokens = [(t.start(), t.group()) for t in TOKEN.finditer(plain, floor, m.start())]
        words = [t for _, t in tokens]
        known = lexicon.index.get(acronym)
        hit = None
        for i in range(max(0, len(words) - 14), len(words)):
            found = match_name(lexicon, words, i, len(words), False)
            if found is not None and found.letter in "AIL" and i + len(found.tokens) == len(words):
                hit = found
                break
        if hit is not None:
            first = hit.actors[0]
            other = any(n.tokens == (acronym,) and first not in n.actors for n in known or ())
            if other and "".join(t[0] for t in hit.tokens if t[0].isupper()) != acronym:
                continue  # "India, Israel, the Emirates and the United States (I2U2)": it names them all, not the last
            if len(hit.actors) == 1 and (len(hit.tokens) > 1 or len(acronym) < 5):
                search.learned[acronym] = (first.name, first.kind)
            continue
        begin = long_form(words, acronym)
        if begin is None:
            continue
        letters = [classify(w) for w in words[begin:]]
        if letters[-1] in "w" or not words[begin][:1].isupper():
            continue
        kind = body_kind(words[begin:], letters)
        if kind:
            start = tokens[begin][0]
            name = SPACE.sub(" ", search.text[start : tokens[-1][0] + len(words[-1])])
            own = {w for n in known or () if n.tokens == (acronym,) for w in words_of(n.actors[0])}
            if own and 2 * len(own.intersection(name.lower().split())) > len(name.split()):
                continue  # the one the lexicon knows, spelt a little differently
            search.learned[acronym] = (name, kind)


def words_of(actor: Actor) -> list[str]:
    return " ".join((actor.name, actor.official, *actor.names)).lower().split()


def long_form(words: Sequence[str], acronym: str) -> int | None:
    """Where the words whose initials spell the acronym begin, or None."""
    want = [c for c in acronym if c.isupper()]
    i = len(words) - 1
    k = len(want) - 1
    begin = None
    while i >= 0 and k >= 0 and len(words) - i <= 14:
        word = words[i]
        if not word[0].isalnum():
            if word not in ("-", "&", "'s", "–", ",", "/"):
                return None
        elif word[0].upper() == want[k] and (word[0].isupper() or word not in SMALL):
            begin = i
            k -= 1
        elif word[0].isupper():
            inner = [c for c in word if c.isupper()]
            if len(inner) > 1 and inner[-1] == want[k] and k >= len(inner) - 1 and want[k - len(inner) + 1 : k + 1] == inner:
                begin = i
                k -= len(inner)
            elif word.isupper() is False and len(want) > 2 and begin is not None and k < len(want) - 1 and word[0].upper() != want[k]:
                pass
        elif word not in SMALL and word not in ("with", "by", "against", "from", "an", "or"):
            return None
        i -= 1
    return begin if k < 0 else None


def body_kind(words: Sequence[str], letters: Sequence[str]) -> str:
    link = next((i for i, c in enumerate(letters) if c in "frn" and i), len(letters))
    for i in range(link - 1, -1, -1):
        if letters[i] in "GTV":
            return {"G": "organization", "T": "instrument", "V": "event"}[letters[i]]
    return {"G": "organization", "T": "instrument", "V": "event"}.get(letters[-1], "")
