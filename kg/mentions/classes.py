"""A token with the space after it in, its class letter out, from a table that grows with the words met."""

from __future__ import annotations

import re

from kg.lexicon import TOKEN, Lexicon
from kg.mentions.letters import classify
from kg.mentions.offices import special_heads

# A token and the space behind it: the lengths of the pieces then give all offsets. A plain word is tried first, it is the most frequent.
PIECE = re.compile(r"[A-Za-z]++(?=[ ,;])\s*+|(?:" + TOKEN.pattern + r")\s*+")
RAISED = 0x100  # added to the letter of a word that has to be looked at
LOOK = re.compile("[\u0100-\u01ff]|(?<=[N\u0100-\u01ff][N\u0100-\u01ff]-)[wnm]")  # the second is "in" of "Moon Jae-in"
LOWERED = {code + RAISED: code for code in range(RAISED)}
GOVERNMENTS = frozenset("Government government Governments governments People side Side".split())
TOLD = frozenset(["Koreas", "UNSCR", "resolution", "resolutions"])  # mentions only with what stands beside them
SPECIAL = TOLD | {"General"}
MOST = 200_000  # words kept


class Classes(dict[str, str]):
    """Piece -> class letter, raised where the word may begin a known name, be an acronym of the text, or has a rule of its own."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.heads, _ = special_heads(lexicon)

    def __missing__(self, piece: str) -> str:
        word = piece.rstrip()
        letter = "g" if word in GOVERNMENTS else classify(word)
        if word in self.lexicon.index or word in self.heads or word in SPECIAL or sum(map(str.isupper, word)) > 1:
            letter = chr(ord(letter) + RAISED)
        if len(self) >= MOST:
            self.clear()
        self[piece] = letter
        return letter


KNOWN: list[Classes] = []


def classes_of(lexicon: Lexicon) -> Classes:
    """The table of a lexicon; that of the last one is kept."""
    if not KNOWN or KNOWN[0].lexicon is not lexicon:
        KNOWN[:] = [Classes(lexicon)]
    return KNOWN[0]
