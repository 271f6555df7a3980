"""State of the search for mentions in one document, and the units that sentences are made of."""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon import Actor, Lexicon
from kg.mentions.offices import special_heads
from kg.model import Mention, Sentence

HEADINGS = frozenset({"title", "heading"})  # kinds of sentence that are read as names, not as prose


class Unit:
    """A word or a name of several words, with its class letter."""

    __slots__ = ("start", "end", "text", "letter", "payload", "form")

    def __init__(self, start: int, end: int, text: str, letter: str, payload: object = None, form: str = "name") -> None:
        self.start, self.end, self.text, self.letter, self.payload, self.form = start, end, text, letter, payload, form


NATIONAL = {
    "external affairs minister": "India",
    "taoiseach": "Ireland",
    "tánaiste": "Ireland",
    "secretary of state": "United States",
    "secretary of defense": "United States",
    "secretary of the treasury": "United States",
    "treasury secretary": "United States",
    "secretary of commerce": "United States",
    "secretary of energy": "United States",
    "secretary of homeland security": "United States",
    "secretary of war": "United States",
    "trade representative": "United States",
    "chancellor": "Germany",
}


class Search:
    """One document's search: the text, what is found so far, and what was learned on the way."""

    def __init__(self, text: str, sentences: Sequence[Sentence], lexicon: Lexicon, date: str) -> None:
        self.text, self.sentences, self.lexicon, self.date = text, sentences, lexicon, date
        self.plain = text.replace("’", "'").replace("‐", "-").replace("‑", "-").replace("\u00a0", " ")
        self.found: list[Mention] = []
        self.learned: dict[str, tuple[str, str]] = {}  # acronym -> name, kind
        self.loose: list[tuple[list[Unit], int]] = []  # sentences whose free name words may be surnames
        self.people: list[tuple[int, list[str]]] = []  # index in found, name tokens
        self.organization = ""
        self.national = {k.lower(): v for k, v in lexicon.offices.national.items()}
        for office, country in NATIONAL.items():
            self.national.setdefault(office, country)
        self.spoken: dict[str, bool] = {}
        self.choices: dict[tuple[str, ...], Actor | None] = {}
        self.heads, self.honorifics = special_heads(lexicon)

    def has(self, *marks: str) -> bool:
        """True where the text contains one of the marks."""
        return any(mark in self.plain for mark in marks)

    def speaks_of(self, actor: str) -> bool:
        """True where the text names the actor."""
        known = self.spoken.get(actor)
        if known is None:
            entry = self.lexicon.entry(actor)
            names = (entry.name, entry.official, *entry.names, *entry.acronyms) if entry else (actor,)
            known = self.spoken[actor] = self.has(*filter(None, names))
        return known
