"""Lexicon files in, `Lexicon` out: who and what can be named in a text, and by which words."""

from __future__ import annotations

import difflib
import re
from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import RuleError
from kg.sources import line_of, read_yaml

FOLDER = Path(__file__).parent
FILES = ("countries", "former", "organizations", "armed_groups", "instruments", "places")
KINDS = {
    "country": "country",
    "former-country": "country",
    "organization": "organization",
    "body": "organization",
    "group": "group",
    "armed-group": "armed-group",
    "instrument": "instrument",
    "event": "event",
    "place": "place",
}
LETTERS = {"instrument": "I", "event": "I", "place": "L"}
KEYS = frozenset(
    "name kind official names acronyms adjectives people seats iso2 iso3 wikidata ambiguous from to parent members contested "
    "country".split()
)
EXTENDING = frozenset("extend names acronyms adjectives people seats members ambiguous".split())
LONGEST_NAME = 200
SMALL = frozenset("the of and for in on de del la le les du da do dos e y et a al to".split())
TOKEN = re.compile(
    r"(?:Mrs?|Ms|Drs?|Profs?|Gen|Lt|Col|Adm|Sen|Reps?|Amb|Hon|St|Jr|Sr|Maj|Capt|Eng|Mme|Messrs|Rt|Gov|Sgt|Brig|Cmdr)\.(?!\w)"
    r"|(?:[^\W\d_]\.)+(?:[A-Z](?![\w.]))?(?!\w)"
    r"|'s(?!\w)"
    r"|\d[\d,.]{0,24}(?<=\d)(?:\+\d+|st\b|nd\b|rd\b|th\b)?(?!\w)"
    r"|\w+(?:'(?!s(?!\w))\w+)*"
    r"|\S"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """An entry of the lexicon: an actor, instrument or place."""

    name: str
    kind: str  # country, organization, group, armed-group, instrument, place
    official: str = ""
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    iso2: str = ""
    iso3: str = ""
    wikidata: str = ""
    parent: str = ""
    members: tuple[tuple[str, str, str], ...] = ()  # name, from, to
    start: str = ""
    end: str = ""
    contested: str = ""
    acronyms: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    country: str = ""  # of a place
    former: bool = False

    def exists(self, date: str) -> bool:
        """True where the actor existed on that ISO date ("" is any date)."""
        return not date or (
            (not self.start or self.start[: len(date)] <= date[: len(self.start)])
            and (not self.end or date[: len(self.end)] <= self.end[: len(date)])
        )


@dataclass(frozen=True, slots=True)
class Offices:
    """Words of offices: see lexicon/offices.yaml."""

    heads: tuple[str, ...] = ()
    national: Mapping[str, str] = field(default_factory=dict)
    honorifics: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()


@dataclass(slots=True)
class Name:
    """A sequence of words and the entries it may name."""

    tokens: tuple[str, ...]
    lower: tuple[str, ...]
    letter: str  # A actor, J adjective, S seat, L place, I instrument
    actors: list[Actor]


class Lexicon:
    """Entries by name, and an index from the first word of each name to the names that begin with it, longest first."""

    def __init__(self, actors: Iterable[Actor], offices: Offices, leaders: Iterable[tuple[str, str, str, str]] = ()) -> None:
        every = {a.name: a for a in actors}
        self.all = tuple(every.values())
        self.actors = tuple(a for a in self.all if a.kind not in LETTERS)
        self.instruments = tuple(a for a in self.all if LETTERS.get(a.kind) == "I")
        self.places = tuple(a for a in self.all if a.kind == "place")
        self.offices = offices
        self._entries = every
        self._names: dict[str, list[Actor]] = {}
        self._leaders: dict[str, list[tuple[str, str, str]]] = {}
        for surname, country, start, end in leaders:
            self._leaders.setdefault(surname, []).append((country, start, end))
        self.index: dict[str, tuple[Name, ...]] = {}
        self.following: dict[str, dict[str, tuple[Name, ...]]] = {}  # first word -> second in lower case ("" where there is none) -> names
        self._build()

    def entry(self, name: str) -> Actor | None:
        """The entry of a canonical name."""
        return self._entries.get(name)

    def resolve(self, name: str) -> str:
        """Canonical name of any name, official name or acronym, whatever its case and article; "" where unknown or not decided."""
        found = self._names.get(_plain(name), ())
        if len(found) > 1:
            own = [a for a in found if _plain(a.name) == _plain(name)]
            found = own or [a for a in found if not a.former and _plain(name) not in map(_plain, a.ambiguous)]
        return found[0].name if len(found) == 1 else ""

    def members(self, group: str, date: str = "") -> tuple[str, ...]:
        """Members of a group on a date ("" is today: those who have not left)."""
        actor = self._entries.get(group)
        if actor is None:
            return ()
        if not date:
            return tuple(n for n, _, end in actor.members if not end)
        return tuple(
            n
            for n, start, end in actor.members
            if (not start or start[: len(date)] <= date[: len(start)]) and (not end or date[: len(end)] <= end[: len(date)])
        )

    def leader(self, surname: str, date: str = "") -> str:
        """The country of a well-known leader of that surname on that date, or "" where there is none or more than one."""
        found = {
            c
            for c, start, end in self._leaders.get(surname, ())
            if not date or ((not start or start[:4] <= date[:4]) and (not end or date[:4] <= end[:4]))
        }
        return found.pop() if len(found) == 1 else ""

    def _build(self) -> None:
        table: dict[tuple[str, ...], Name] = {}
        rank = {"A": 0, "I": 1, "S": 2, "J": 3, "L": 4}
        split = TOKEN.findall
        for actor in self.all:
            own = LETTERS.get(actor.kind, "A")
            for surface, letter in [
                (actor.name, own),
                (actor.official, own),
                *((n, own) for n in actor.names),
                *((n, own) for n in actor.acronyms),
                *((n, "J") for n in actor.adjectives),
                *((n, "S") for n in actor.seats),
            ]:
                if not surface:
                    continue
                tokens = tuple(split(surface.replace("’", "'").replace("‑", "-")))
                if len(tokens) > 1 and tokens[0] in ("The", "the"):
                    tokens = tokens[1:]
                if letter in "AI":
                    known = self._names.setdefault(_plain(surface), [])
                    if actor not in known:
                        known.append(actor)
                name = table.get(tokens)
                if name is None:
                    table[tokens] = Name(tokens, tuple(t.lower() for t in tokens), letter, [actor])
                elif rank[letter] < rank[name.letter]:
                    name.letter, name.actors = letter, [actor]
                elif letter == name.letter and actor not in name.actors:
                    name.actors.append(actor)
        index: dict[str, list[Name]] = {}
        for tokens, name in table.items():
            index.setdefault(tokens[0], []).append(name)
            upper = tokens[0].upper()
            if upper != tokens[0] and len(upper) > 2:
                index.setdefault(upper, []).append(name)
        self.index = {k: tuple(sorted(v, key=lambda n: -len(n.tokens))) for k, v in index.items()}
        for first, names in self.index.items():
            seconds: dict[str, list[Name]] = {}
            for name in names:
                seconds.setdefault(name.lower[1] if len(name.lower) > 1 else "", []).append(name)
            self.following[first] = {second: tuple(found) for second, found in seconds.items()}


def _plain(name: str) -> str:
    name = " ".join(name.replace("’", "'").lower().split())
    return name[4:] if name.startswith("the ") else name


def _strings(entry: dict, key: str, where: str) -> tuple[str, ...]:
    value = entry.get(key) or ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
        raise RuleError(
            f"{where}: '{key}' must be a list of strings; write {key}: [..., ...] and quote what YAML would read as something else", key
        )
    return tuple(value)


def _string(entry: dict, key: str, where: str) -> str:
    value = entry.get(key)
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        raise RuleError(f"{where}: '{key}' must be a string; put it in quotes")
    return str(value)


def _members(entry: dict, where: str) -> tuple[tuple[str, str, str], ...]:
    found = []
    for member in entry.get("members") or ():
        if isinstance(member, str):
            member = {"name": member}
        if not isinstance(member, dict) or not isinstance(member.get("name"), str):
            raise RuleError(f"{where}: a member must be a name or {{name: ..., from: ..., to: ...}}")
        found.append((member["name"], _string(member, "from", where), _string(member, "to", where)))
    return tuple(found)


def read_entries(data: Any, file: str, path: Path | None = None, known: Mapping[str, Actor] | None = None) -> list[Actor]:
    """Entries of one lexicon file, checked; those that begin with `extend` add their names to the entry of that name among `known`.

    Where `path` is given, an error has the line of the entry, or of the key in it.
    """
    if data is None:
        return []
    if not isinstance(data, list):
        raise RuleError(f"{file}: must be a list of entries; begin each with '- name: ...'")
    actors: dict[str, Actor] = {}
    every = ChainMap(actors, dict(known or {}))  # what may be extended
    for number, entry in enumerate(data):
        try:
            actor = make_entry(entry, number, file, every)
        except RuleError as error:
            line = line_of(path, (number, *error.place)) if path else 0
            raise RuleError(f"{file}:{line}{str(error).removeprefix(file)}" if line else str(error)) from None
        actors[actor.name] = actor
    return list(actors.values())


def make_entry(entry: Any, number: int, file: str, known: Mapping[str, Actor]) -> Actor:
    """One entry, checked."""
    key = "extend" if isinstance(entry, dict) and "extend" in entry else "name"
    if not isinstance(entry, dict) or not isinstance(entry.get(key), str) or not entry[key].strip():
        raise RuleError(f"{file}: entry {number + 1}: has no name; write '- name: ...' (in quotes where YAML would not read a string)")
    where = f"{file}: {entry[key]}"
    accepted = EXTENDING if key == "extend" else KEYS
    unknown = entry.keys() - accepted
    if unknown:
        word = sorted(map(str, unknown))[0]
        raise RuleError(f"{where}: unknown key '{word}'; keys are {', '.join(sorted(accepted))}", word)
    lists = {name: _strings(entry, name, where) for name in ("names", "adjectives", "seats", "acronyms", "people", "ambiguous")}
    for name, values in (("name", (entry[key],)), ("official", _strings(entry, "official", where)), *lists.items()):
        if not all(any(c.isalnum() for c in value) and len(value) <= LONGEST_NAME for value in values):
            raise RuleError(f"{where}: a name under '{name}' has no letter or digit, or more than {LONGEST_NAME} of them", name)
    if key == "extend":
        base = known.get(entry[key].strip())
        if base is None:
            near = difflib.get_close_matches(entry[key], known, 1)
            raise RuleError(f"{where}: there is no such entry to extend" + (f"; nearest: '{near[0]}'" if near else ""), key)
        more: dict[str, Any] = {name: (*getattr(base, name), *values) for name, values in lists.items()}
        return replace(base, members=base.members + _members(entry, where), **more)
    kind = entry.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise RuleError(f"{where}: kind '{kind}' is unknown; use one of {', '.join(sorted(KINDS))}", "kind")
    return Actor(
        entry["name"].strip(),
        KINDS[kind],
        _string(entry, "official", where),
        lists["names"],
        lists["adjectives"],
        lists["seats"],
        _string(entry, "iso2", where),
        _string(entry, "iso3", where),
        _string(entry, "wikidata", where),
        _string(entry, "parent", where),
        _members(entry, where),
        _string(entry, "from", where),
        _string(entry, "to", where),
        _string(entry, "contested", where),
        lists["acronyms"],
        lists["people"],
        lists["ambiguous"],
        _string(entry, "country", where),
        kind == "former-country",
    )


def read_offices(data: Any, file: str) -> Offices:
    """The words of offices.yaml, checked."""
    if data is None:
        return Offices()
    if not isinstance(data, dict):
        raise RuleError(f"{file}: must be a mapping of heads, national, honorifics, qualifiers, plurals")
    national = data.get("national") or {}
    if not isinstance(national, dict) or not all(isinstance(v, str) for v in national.values()):
        raise RuleError(f"{file}: 'national' must map an office to a country: {{Taoiseach: Ireland}}")
    return Offices(
        _strings(data, "heads", file),
        dict(national),
        _strings(data, "honorifics", file),
        _strings(data, "qualifiers", file),
        _strings(data, "plurals", file),
    )


def read_leaders(data: Any, file: str) -> list[tuple[str, str, str, str]]:
    """Well-known leaders: a mapping of country to {surname: years}, years as "2021-2025" or "2021-"."""
    if data is None:
        return []
    if not isinstance(data, dict):
        raise RuleError(f"{file}: must map a country to {{surname: years}}")
    found = []
    for country, people in data.items():
        if not isinstance(people, dict):
            raise RuleError(f'{file}: {country}: must be {{surname: "2021-2025"}}')
        for surname, years in people.items():
            for term in str(years).split(","):
                start, _, end = term.strip().partition("-")
                found.append((str(surname), str(country), start, end))
    return found


def _read(name: str) -> Any:
    path = FOLDER / f"{name}.yaml"
    return read_yaml(path) if path.is_file() else None


@lru_cache(maxsize=8)
def load_lexicon(*extra: Path, date: str = "") -> Lexicon:
    """The lexicon that ships with Concord, with the entries of further files, which override those of the same name.

    With a date, actors that ceased to exist before it or came after it are left out.
    """
    entries: dict[str, Actor] = {}
    for file in FILES:
        for actor in read_entries(_read(file), f"kg/lexicon/{file}.yaml"):
            entries[actor.name] = actor
    for path in extra:
        for actor in read_entries(read_yaml(Path(path)), str(path), Path(path), entries):
            entries[actor.name] = actor
    actors = [a for a in entries.values() if a.exists(date)] if date else entries.values()
    return Lexicon(
        actors, read_offices(_read("offices"), "kg/lexicon/offices.yaml"), read_leaders(_read("leaders"), "kg/lexicon/leaders.yaml")
    )
