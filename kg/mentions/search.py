"""State of the search for mentions in one document, and the units that sentences are made of."""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon import Actor, Lexicon
from kg.mentions.classes import classes_of
from kg.mentions.offices import special_heads
from kg.model import Mention, Sentence

HEADINGS = frozenset({"title", "heading"})  # kinds of sentence that are read as names, not as prose


class Unit:
    """A word or a name of several words, with its class letter."""

    __slots__ = ("start", "end", "text", "letter", "payload", "form")

    def __init__(self, start: int, end: int, text: str, letter: str, payload: object = None, form: str = "name") -> None:
        self.start, self.end, self.text, self.letter, self.payload, self.form = start, end, text, letter, payload, form


class Line:
    """A sentence as a sequence of units; an object is made only for the units that are more than a plain word, and for those asked for."""

    __slots__ = ("letters", "named", "starts", "words")

    def __init__(self, letters: str, words: list[str], starts: list[int], named: dict[int, Unit]) -> None:
        self.letters, self.words, self.starts = letters, words, starts  # parallel, one of each a unit
        self.named = named  # units that are more than a plain word, by place, in order

    def __len__(self) -> int:
        return len(self.letters)

    def unit(self, k: int) -> Unit:
        """The unit at place k."""
        unit = self.named.get(k)
        if unit is None:
            start, word = self.starts[k], self.words[k]
            unit = Unit(start, start + len(word), word, self.letters[k])
        return unit

    def units(self, a: int, b: int) -> list[Unit]:
        """The units from place a up to place b."""
        return [self.unit(k) for k in range(a, b)]

    def text(self, k: int) -> str:
        """The words of the unit at place k."""
        unit = self.named.get(k)
        return self.words[k] if unit is None else unit.text

    def join(self, edits: list[tuple[int, int, Unit]]) -> None:
        """Put units in the place of those from a up to b; the edits are in order and do not overlap."""
        if not edits:
            return
        letters = list(self.letters)
        if all(b - a == 1 for a, b, _ in edits):
            for a, _, unit in edits:
                letters[a] = unit.letter
                self.named[a] = unit
            self.named = dict(sorted(self.named.items()))
            self.letters = "".join(letters)
            return
        named: dict[int, Unit] = {}
        old = iter(self.named.items())
        place, held = next(old, (len(letters), None))
        gone = 0
        for a, b, unit in edits:
            while held is not None and place < a:
                named[place - gone] = held
                place, held = next(old, (len(letters), None))
            while held is not None and place < b:
                place, held = next(old, (len(letters), None))
            named[a - gone] = unit
            gone += b - a - 1
        while held is not None:
            named[place - gone] = held
            place, held = next(old, (len(letters), None))
        kept, words, starts, position = [], [], [], 0
        for a, b, unit in edits:
            kept += letters[position:a]
            kept.append(unit.letter)
            words += self.words[position : a + 1]
            starts += self.starts[position : a + 1]
            position = b
        self.letters, self.named = "".join(kept + letters[position:]), named
        self.words, self.starts = words + self.words[position:], starts + self.starts[position:]


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
        self.loose: list[tuple[Line, str]] = []  # sentences whose free name words may be surnames, with their letters
        self.people: list[tuple[int, list[str]]] = []  # index in found, name tokens
        self.organization = ""
        self.national = {k.lower(): v for k, v in lexicon.offices.national.items()}
        for office, country in NATIONAL.items():
            self.national.setdefault(office, country)
        self.spoken: dict[str, bool] = {}
        self.choices: dict[tuple[str, ...], Actor | None] = {}
        self.heads, self.honorifics = special_heads(lexicon)
        self.classes = classes_of(lexicon)

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
