"""A phrase in, the meeting it names out: one name for the third India-Japan 2+2 in all documents, however each of them words it.

A meeting is known by what it is called, by those who take part, and by its number: "third", "27th", "inaugural", or the year that opens a
summit's name. A phrase that lacks one of the three names no meeting that another document could mean as well, and is left alone; nothing is
merged because it looks alike. Who takes part is said in the name ("India-Japan"), behind it ("between India and Japan"), or, where the
name is that of a dealing between states, by the document: its two to four parties.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kg.instruments import joined
from kg.model import Fact
from kg.sources import PACKAGE, read_yaml
from kg.topics import normal_word

LONGEST = 160  # characters of a phrase
TOKEN = re.compile(r"(?:[A-Z]\.)+[A-Z]?|[A-Z]?\d+\+\d+|[^\W_]+(?:[’'][a-z]*)?|\S")
ORDINALS = {word: n for n, word in enumerate("""first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(), 1)} | {"inaugural": 1}
NUMBERED = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
HEADS = frozenset("meeting dialogue summit conference session round consultation talk forum assembly".split())
SOUNDS = ("meeting", "dialog", "summit", "conference", "session", "round", "consultation", "talk", "forum", "assembl", "2+2")  # of heads
OPEN = frozenset("summit conference forum assembly".split())  # their names tell them apart without those who take part
DEALINGS = frozenset("bilateral trilateral quadrilateral tripartite".split())
VAGUE = frozenset("""meeting dialogue session round consultation talk ministerial leader senior official principal level high joint annual
    regular plenary special extraordinary and of""".split()) | DEALINGS  # a number and such words alone name nothing
COMMON = frozenset("foreign defence finance trade strategic political economic security the for on".split()) | VAGUE | HEADS
LEADING = frozenset("the a an our their its this successful upcoming forthcoming official".split())
TAILS = frozenset("of between among".split())
JOINS = frozenset("- – — / and , & the of between among".split())
CUTS = frozenset("""in at by held hosted co today this last next earlier later to since launched which that , ; : ( from during through
    will was is as where when near after before""".split())  # "on" may belong to the name: "Conference on Migration"
TIMES = re.compile(r"\d+|(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber|[A-Z][a-z]+day|early|late")
BETWEEN = ("cooperatesWith", "consultsWith")  # whose object is an actor
SPELLING = {"minister": "ministerial", "defense": "defence", "dialog": "dialogue", "&": "and"}


@lru_cache(maxsize=1)
def names() -> dict[tuple[str, ...], tuple[str, bool]]:
    """The tokens of every name of a country or organization -> its canonical name, and whether it is a body with meetings of its own."""
    table: dict[tuple[str, ...], tuple[str, bool]] = {}
    for file in ("countries", "organizations"):
        for entry in read_yaml(PACKAGE / "lexicon" / f"{file}.yaml"):
            for name in (entry["name"], *entry.get("names", ()), *entry.get("acronyms", ())):
                if name not in entry.get("ambiguous", ()):  # "Korea" is told by its context alone
                    table.setdefault(tuple(TOKEN.findall(name)), (entry["name"], file == "organizations"))
    return table


@lru_cache(maxsize=1)
def starts() -> dict[str, int]:
    """The first token of a name -> how many tokens the longest such name has."""
    longest: dict[str, int] = {}
    for tokens in names():
        longest[tokens[0]] = max(len(tokens), longest.get(tokens[0], 0))
    return longest


def name_at(tokens: Sequence[str], place: int) -> tuple[str, bool, int]:
    """The actor named at a place, whether it is a body, and how many tokens it takes; ("", False, 0) where none is."""
    for count in range(starts().get(tokens[place], 0), 0, -1):
        found = names().get(tuple(tokens[place:place + count]))
        if found:
            return found[0], found[1], count
    return "", False, 0


def in_one_spelling(token: str) -> str:
    """A word of a meeting's name in the singular and in small letters.

    >>> in_one_spelling("Ministers’"), in_one_spelling("Defense"), in_one_spelling("2+2")
    ('minister', 'defence', '2+2')
    """
    word = normal_word(re.sub(r"[’'](?:s)?$", "", token).lower())
    return SPELLING.get(word, word)


def ordinal(number: int) -> str:
    """A number as one counts with it; a year stays as it is."""
    if number > 999:
        return str(number)
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def find_meeting(phrase: str, parties: Sequence[str] = ()) -> tuple[str, str]:
    """The name of the meeting that a phrase names as a whole, and why it is that one; ("", "") where it names none that can be told.

    >>> find_meeting("third Japan-India 2+2 Ministerial Dialogue")[0], find_meeting("next meeting", ("India", "Japan"))[0]
    ('3rd 2+2 meeting (India and Japan)', '')
    """
    low = phrase.lower()
    if len(phrase) > LONGEST or not any(sound in low for sound in SOUNDS):
        return "", ""
    tokens = [token + "." if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", token) else token for token in TOKEN.findall(phrase.replace("-ever ", " "))]
    while tokens and tokens[0].lower() in LEADING:
        tokens = tokens[1:]
    read = _read(tokens)
    if read is None:
        return "", ""
    number, series, capital, taking = read
    heads = {word for word in series if word in HEADS or word == "2+2"}
    vague = VAGUE - {"session"} if taking else VAGUE  # a body has one third session
    if not heads or vague.issuperset(series) or (number > 999 and not (heads & OPEN and taking)):
        return "", ""
    implied = not taking and (not capital or not heads & OPEN or any(word in DEALINGS for word in series))
    if implied and not 2 <= len(parties) <= 4:
        return "", ""
    if implied:
        taking = list(parties)
    if series[:2] == ["meeting", "of"]:  # "meeting of Foreign Ministers" is "Foreign Ministers' Meeting"
        series = series[2:] + ([] if set(series[2:]) & HEADS else ["meeting"])
    if "2+2" in series:
        series = ["2+2", "meeting"]  # of foreign and defence ministers: the name says so
    if "summit" in series:
        series = [word for word in series if word not in ("leader", "meeting")]
    if taking:
        series = [word for word in series if word not in DEALINGS]
    while series[-1] in ("and", "of", "for", "on"):
        series.pop()
    name = f"{ordinal(number)} {' '.join(series)}" + (f" ({joined(sorted(set(taking)))})" if taking else "")
    who = " between the parties that speak here" if implied else " between those that it names" if taking else ""
    return name, f"'{phrase}' is the one of that number and name{who}"


def _read(tokens: Sequence[str]) -> tuple[int, list[str], bool, list[str]] | None:
    """Number, words of the name, whether a word of it is a proper name, and those who take part; None for any other phrase."""
    number, series, capital, taking = 0, list[str](), False, list[str]()
    place, behind = 0, False  # behind the first head
    while place < len(tokens):
        token = tokens[place]
        word = in_one_spelling(token)
        counted = NUMBERED.fullmatch(token)
        value = ORDINALS.get(token.lower()) or (int(counted[1]) if counted else 0)
        if not value and place == 0 and re.fullmatch(r"(?:19|20)\d\d", token):
            value = int(token)
        if value:
            if number:
                return None
            number = value
            place += 1
            continue
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        if behind and token in ("with", "in") and not (token == "in" and following[:1].isupper() and "of" not in tokens[place:]
                                                       or TIMES.fullmatch(following)):
            return None  # "dialogue with Japan", "summit in support of peace"
        if behind and (token.lower() in CUTS or (token == "on" and (following == "the" or TIMES.fullmatch(following)))):
            rest = {in_one_spelling(other) for other in tokens[place:]}
            if rest & HEADS or any(other in ORDINALS or NUMBERED.fullmatch(other) for other in rest - {"first"}):
                return None  # another meeting follows
            break
        if behind and token.lower() in TAILS:
            listed = _listed(tokens, place)
            if listed is not None:
                members, place = listed
                taking += members
                continue
        name, body, count = name_at(tokens, place)
        if name:
            paired = (place > 0 and tokens[place - 1] in "-–—/") or (place + count < len(tokens) and tokens[place + count] in "-–—/")
            if body or paired:
                taking.append(name)
            else:
                series += [in_one_spelling(part) for part in tokens[place:place + count]]
                capital = True
            place += count
            continue
        place += 1
        if token in "-–—/’'\"“”" or word == "the":
            continue
        if token.islower() and word not in COMMON and not (behind and {"for", "on"} & set(series)):
            return None  # "progress since the first meeting" is no meeting
        if not token[0].isalnum() and token != "&":
            return None
        capital = capital or (token[0].isupper() and word not in COMMON)
        series.append(token if token.isupper() and len(token) > 1 else word)
        behind = behind or word in HEADS or word == "2+2"
    return (number, series, capital, taking) if number and behind else None


def _listed(tokens: Sequence[str], place: int) -> tuple[list[str], int] | None:
    """The actors of "between India and Japan" and the place behind them; None where something else is listed."""
    found = []
    while place < len(tokens):
        name, _, count = name_at(tokens, place)
        if name:
            found.append(name)
            place += count
        elif tokens[place].lower() in JOINS:
            place += 1
        elif tokens[place].lower() in CUTS:
            break
        else:
            return None
    return (found, place) if found else None


def with_meeting(fact: Fact, parties: Sequence[str]) -> Fact:
    """The fact with the meeting that its object names, if it names one."""
    if fact.object_span is None or fact.object_kind not in ("matter", "event", "organization") or fact.relation in BETWEEN:
        return fact  # what has a number is no organization, whatever its capitals
    name, reason = find_meeting(fact.object, parties)
    return replace(fact, object_kind="event", object_name=name, object_reason=reason) if name else fact
