"""A fact's object in, the instrument it names out: one name for a treaty, a resolution or an earlier statement in all documents.

"UNSCR 2231", "Security Council resolution 2231 (2015)" and "S/RES/2231" are one resolution; "the 2022 statement" is the Joint Statement of
the parties of that year; an agreement that two parties call nothing but "Agreement on Reciprocal Trade" is theirs and not that of others.
Only an object that is a name as a whole becomes an instrument: "implementation of the Paris Agreement" stays a matter.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kg.model import ACTOR_KINDS, Fact, Mention
from kg.sources import PACKAGE, read_yaml
from kg.topics import normal_word

WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’][^\W_]+)?")
LONGEST = 160  # characters of a name
SYLLABLES = ("esolution", "UNSCR", "/RES/", "greement", "reaty", "onvention", "tatement", "eclaration", "ommuniqu", "emorandum", "MOU",
             "MoU", "harter", "rotocol", "ccord", "rrangement")
COUNCILS = {"security council": "UN Security Council", "unsc": "UN Security Council", "general assembly": "UN General Assembly",
            "unga": "UN General Assembly", "human rights council": "UN Human Rights Council", "unhrc": "UN Human Rights Council"}
COUNCIL = r"(?P<body>(?:(?:UN|U\.N\.|United Nations)\s+)?(?:Security Council|General Assembly|Human Rights Council)|UNSC|UNGA|UNHRC)"
RESOLUTION = re.compile(
    COUNCIL + r"(?:['’]s?)?(?:\s+\((?:UNSC|UNGA|UNHRC)\))?\s+(?:[Rr]esolution|Res\.)\s+(?:No\.?\s*)?(?:[SA]/RES/)?"
    r"(?P<number>(?:ES-)?\d{1,4}(?:/[\dA-Z]{1,4})?)(?:\s+\([^()]{1,12}\))?")
SYMBOL = re.compile(r"(?:(?:UN|UNSC|UNGA|U\.N\.|United Nations)\s+)?(?:[Rr]esolution\s+)?(?:UNSCR\s+(?P<bare>\d{1,4})|(?P<organ>[SA])/RES/"
                    r"(?P<number>(?:ES-)?\d{1,4}(?:/[\dA-Z]{1,4})?))(?:\s+\([^()]{1,12}\))?")
UNSAID = frozenset(("the", "of", "on", "and"))  # words by which names are not told apart
LEADING = frozenset("the our their its his her this that both".split())
TAIL = re.compile(r"\s*\((?:the\s+)?[\"“]?[A-Z][A-Za-z-]{1,11}[\"”]?\)$")
TYPES = {"statement": "Joint Statement", "declaration": "Joint Declaration", "communique": "Joint Communiqué",
         "communiqué": "Joint Communiqué", "memorandum": "Memorandum", "agreement": "Agreement", "treaty": "Treaty"}
LEVELS = {"leader": "Leaders", "minister": "Ministers", "ministerial": "Ministers", "summit": "Summit"}
PLAIN = frozenset("""joint the our their its of on from in by issued adopted signed made released dated at and between previous earlier
    first press vision last month day year""".split())
OWN = frozenset("agreement memorandum treaty arrangement mou protocol".split())  # instruments that two parties have with each other
SMALL = frozenset("the of and for in on to a an with between".split())


@lru_cache(maxsize=1)
def known() -> dict[tuple[str, ...], str]:
    """The words of every name of kg/lexicon/instruments.yaml -> its canonical name; with and without a closing "treaty" or "agreement"."""
    table: dict[tuple[str, ...], str] = {}
    weaker: dict[tuple[str, ...], str] = {}
    for entry in read_yaml(PACKAGE / "lexicon" / "instruments.yaml"):
        if entry.get("kind") != "instrument":
            continue
        for name in (entry["name"], *entry.get("names", ()), *entry.get("acronyms", ())):
            words = key(name)
            table.setdefault(words, entry["name"])
            if words and words[-1] not in ("agreement", "treaty", "convention", "protocol"):
                for kind in ("treaty", "agreement"):
                    weaker.setdefault((*words, kind), entry["name"])
    return weaker | table


@lru_cache(maxsize=1)
def beginnings() -> frozenset[str]:
    """The first word of every name, as `key` gives it."""
    return frozenset(words[0] for words in known() if words)


def begins_a_name(phrase: str) -> bool:
    """False where no name begins with the first word of a phrase; a year may open any."""
    for found in WORD.finditer(phrase):
        word = normal_word(found[0].replace(".", ""))
        if word not in UNSAID:
            return word in beginnings() or word.isdigit()
    return False


def key(name: str) -> tuple[str, ...]:
    """The words of a name without articles and links, in one spelling."""
    words = (normal_word(word.replace(".", "")) for word in WORD.findall(name))
    return tuple(word for word in words if word not in UNSAID)


def find_instrument(phrase: str, mentions: Sequence[Mention] = (), start: int = 0, parties: tuple[str, ...] = (), date: str = "",
                    kind: str = "matter") -> tuple[str, str]:
    """The name of the instrument that a phrase names as a whole, and why; ("", "") where it names none.

    `mentions` are those inside the phrase, with offsets into the text in which the phrase begins at `start`; `kind` is instrument where
    a mention covers the phrase.

    >>> find_instrument("UNSCR 2231")[0], find_instrument("the 1982 UNCLOS")[0]
    ('UN Security Council Resolution 2231', 'UNCLOS')
    """
    if len(phrase) > LONGEST or phrase.islower() and not any(letter in phrase for letter in "0123456789") and "last year" not in phrase:
        return "", ""
    bare = TAIL.sub("", phrase)
    offset = start
    while " " in bare and bare.partition(" ")[0].lower() in LEADING:
        first, _, bare = bare.partition(" ")
        offset += len(first) + 1
    found = resolution(bare)
    if found:
        return found, f"'{phrase}' is the resolution of that number"
    syllables = any(syllable in phrase for syllable in SYLLABLES)
    if not syllables and not begins_a_name(bare):
        return "", ""
    words = key(bare)
    if not words:
        return "", ""
    name = known().get(words)
    if name is None and words[0].isdigit() and len(words[0]) == 4:
        name = known().get(words[1:])
        if name and name.endswith(("Declaration", "Statement", "Communiqué")):  # places see more than one
            name = f"{name}, {words[0]}"
    if name and (not phrase[0].islower() or bare != phrase or re.search("[A-Z]{3}", bare)):  # "free and open Indo-Pacific" is no paper
        return name, "" if name == phrase else f"'{phrase}' is a name of it"
    if not syllables:
        return "", ""
    return earlier(phrase, bare, mentions, offset, parties, date) or own(phrase, bare, mentions, offset, parties, kind) or ("", "")


def resolution(phrase: str) -> str:
    """The name of a UN resolution, or ""."""
    found = RESOLUTION.fullmatch(phrase)
    if found:
        body = re.sub(r"^(?:UN|U\.N\.|United Nations)\s+", "", found["body"]).lower()
        return f"{COUNCILS[body]} Resolution {found['number']}"
    found = SYMBOL.fullmatch(phrase)
    if not found:
        return ""
    body = "UN General Assembly" if found["organ"] == "A" else "UN Security Council"
    return f"{body} Resolution {found['bare'] or found['number']}"


def earlier(phrase: str, bare: str, mentions: Sequence[Mention], start: int, parties: tuple[str, ...], date: str) -> tuple[str, str] | None:
    """An earlier statement known by its date and its parties alone: "their joint statement of 20 August 2022"."""
    end = start + len(bare)
    inside = [m for m in mentions if start <= m.start and m.end <= end]
    days = [m for m in inside if m.kind == "date"]
    actors = list(dict.fromkeys(m.name for m in inside if m.kind in ACTOR_KINDS and m.kind not in ("person", "office")))
    rest = list(bare)
    for mention in days + [m for m in inside if m.kind in ACTOR_KINDS]:
        rest[mention.start - start:mention.end - start] = " " * (mention.end - mention.start)
    year = re.match(r"(?:19|20)\d\d\b", bare)
    if not days and year:
        rest[:4] = "    "
    when = days[0].name if len(days) == 1 else year[0] if year and not days else ""
    words = [normal_word(word) for word in WORD.findall("".join(rest))]
    if not when and words[:2] == ["last", "year"] and date[:4].isdigit():
        when = str(int(date[:4]) - 1)
    types = [TYPES[word] for word in words if word in TYPES]
    if not when or when == date or len(types) != 1 or any(word not in PLAIN and word not in TYPES and word not in LEVELS for word in words):
        return None
    if types[0] in ("Memorandum", "Agreement", "Treaty") and len(words) > 3:
        return None
    issuers = actors or list(parties)
    if not issuers or len(issuers) > 4:
        return None
    level = next((LEVELS[word] for word in words if word in LEVELS), "")
    kind = types[0].replace("Joint ", f"Joint {level} ") if level else types[0]
    kind = kind if len(issuers) > 1 else kind.removeprefix("Joint ")
    whose = "that it names" if actors else "that speak here"
    return f"{kind} of {joined(sorted(issuers))}, {when}", f"'{phrase}' is theirs of that date: the parties are those {whose}"


def own(phrase: str, bare: str, mentions: Sequence[Mention], start: int, parties: tuple[str, ...], kind: str) -> tuple[str, str] | None:
    """A bilateral agreement by its title and its parties; no other two parties' agreement of the same title is the same."""
    words = WORD.findall(bare)
    if not 2 <= len(words) <= 14 or any(word.islower() and word not in SMALL for word in words) or bare[0].islower():
        return None
    kinds = ("country", "organization", "group", "place")
    inside = [m for m in mentions if start <= m.start and m.end <= start + len(bare) and m.kind in kinds]
    if kind != "instrument" and not inside:
        return None
    heads = [word for word in (normal_word(word) for word in words) if word in OWN]
    if not heads or bare[-1] in ",;" or " and the " in bare:
        return None
    title = re.sub(r"^(?:19|20)\d\d\s+", "", bare)
    pair, rest = two_states(title)
    if pair:
        return f"{rest} ({joined(sorted(pair))})", f"'{phrase}' is the one between those it names"
    named = any(word in states() for word in words) or bool(inside)
    if named or not 2 <= len(parties) <= 3:
        return None
    return f"{title} ({joined(sorted(parties))})", f"'{phrase}' is the one between the parties"


@lru_cache(maxsize=1)
def states() -> dict[str, str]:
    """Every name, adjective and acronym of a country or organization -> its canonical name."""
    table: dict[str, str] = {}
    for file in ("countries", "organizations"):
        for entry in read_yaml(PACKAGE / "lexicon" / f"{file}.yaml"):
            for part in ("names", "acronyms", "adjectives"):
                for name in (entry["name"], *entry.get(part, ())):
                    if name not in entry.get("ambiguous", ()):
                        table.setdefault(name, entry["name"])
    return table


def two_states(title: str) -> tuple[list[str], str]:
    """The two states that open a title ("U.S.-Iraq Strategic Framework Agreement"), and the title without them."""
    first, dash, rest = title.replace("–", "-").partition("-")
    if not dash or first not in states():
        return [], title
    words = rest.split(" ")
    for count in (4, 3, 2, 1):
        second = " ".join(words[:count])
        if second in states() and len(words) > count:
            return [states()[first], states()[second]], " ".join(words[count:])
    return [], title


def joined(names: Sequence[str]) -> str:
    """Names as one would say them."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def with_instrument(fact: Fact, mentions: Sequence[Mention], parties: tuple[str, ...], date: str) -> Fact:
    """The fact with the instrument that its object names, if it names one."""
    if fact.object_span is None or fact.object_kind not in ("matter", "instrument"):
        return fact
    start = fact.object_span[0]
    name, reason = find_instrument(fact.quote[start - fact.start:fact.object_span[1] - fact.start], mentions, start, parties, date,
                                   fact.object_kind)
    if not name:
        return fact
    return replace(fact, object_kind="instrument", object_name="" if name == fact.object else name, object_reason=reason)
