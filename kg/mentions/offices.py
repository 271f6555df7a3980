"""What offices look like: a pattern over class letters, and the offices of several words that it does not read by itself."""

from __future__ import annotations

import re

from kg.lexicon import TOKEN, Lexicon
from kg.mentions.letters import classify

CAPS = r"(?:F(?:(?:&|,|,&|-)?F){0,5}-?)?M(?:-?M)?(?:F(?=r))?"
POST = r"(?:[fr]t?[FK](?:(?:,|&|,&)?[FK]){0,7}(?:rt?F(?:(?:,|&|,&)?F){0,7})?|fN(?![NCi]))"
SMALL_OFFICE = r"(?:[kF](?:&?k){0,3})?m(?:[fr]k(?:&?k){0,3})?"
OFFICE = r"(?:" + CAPS + r"(?:" + POST + r"(?!'))?|" + SMALL_OFFICE + r")"
HEADS: dict[int, tuple[Lexicon, dict[str, list[list[str]]], dict[str, list[list[str]]]]] = {}


def special_heads(lexicon: Lexicon) -> tuple[dict[str, list[list[str]]], dict[str, list[list[str]]]]:
    """Offices of several words that the office grammar does not read by itself, and honorifics of several words, by first word."""
    cached = HEADS.get(id(lexicon))
    if cached is not None and cached[0] is lexicon:
        return cached[1], cached[2]
    grammar = re.compile(OFFICE)
    heads: dict[str, list[list[str]]] = {}
    honorifics: dict[str, list[list[str]]] = {}
    for said in lexicon.offices.heads:
        tokens = TOKEN.findall(said)
        letters = "".join(map(classify, tokens))
        if len(tokens) > 1 and not grammar.fullmatch(letters) and letters[0] not in "Hh" and tokens[0] not in lexicon.index:
            heads.setdefault(tokens[0], []).append(tokens)
    for said in (
        *lexicon.offices.honorifics,
        "His Excellency",
        "Her Excellency",
        "His Majesty",
        "Her Majesty",
        "His Royal Highness",
        "His Highness",
        "Her Highness",
    ):
        tokens = TOKEN.findall(said)
        if (
            len(tokens) > 1
            and tokens[0] in ("His", "Her", "The", "Right", "Rt", "Rt.", "Lieutenant", "Brigadier", "Field", "Senior", "Dato", "Tan")
            and tokens[0] not in heads
        ):
            honorifics.setdefault(tokens[0], []).append(tokens)
    for first, found in honorifics.items():
        heads[first] = found
    for found in heads.values():
        found.sort(key=len, reverse=True)
    HEADS.clear()
    HEADS[id(lexicon)] = lexicon, heads, honorifics
    return heads, honorifics
