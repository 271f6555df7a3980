"""Text of a document in; its title, date, place, kind, parties and source out, each with the place where it was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Finding, Outline, Sentence
from kg.parties import find_parties
from kg.sentences import MONTH, split_sentences

HEAD = 1500  # characters in which a date is looked for
_NUMBERS = {m: i + 1 for i, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])}
_DAY = r"(?P<{0}day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*(?:[-–]|and)\s*\d{{1,2}})?"
_FULL = re.compile(
    r"(?P<iso>\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b)"
    r"|\b" + _DAY.format("a") + r"\s+(?:day\s+of\s+|of\s+)?(?P<amonth>" + MONTH + r")\.?,?\s+(?P<ayear>(?:18|19|20)\d\d)\b"
    r"|\b(?P<bmonth>" + MONTH + r")\.?\s+" + _DAY.format("b") + r",?\s+(?P<byear>(?:18|19|20)\d\d)\b",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    r"\b(?:"
    + _DAY.format("a")
    + r"\s+)?(?P<month>"
    + MONTH
    + r")\.?(?:\s+"
    + _DAY.format("b")
    + r")?(?:,?\s+(?P<year>(?:18|19|20)\d\d))?\b",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(r"\b(?P<month>" + MONTH + r")\.?,?\s+(?P<year>(?:18|19|20)\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SOURCE = re.compile(r"^(?:Source|URL|Link)\s*:\s*<?(https?://[^\s<>\"]+)>?\s*$", re.IGNORECASE | re.MULTILINE)
_NAME = r"[A-Z][\w’'.-]*(?:[ -](?:de |of |la |el |al-)?[A-Z][\w’'.-]*){0,3}"
_HELD = re.compile(
    r"\b(?:in|at|held in|held at|met in|signed in|signed at|DONE at|Done at|ADOPTED in|Adopted in|Issued (?:in|at))\s+(?P<place>"
    + _NAME
    + r"(?:, "
    + _NAME
    + r")?)"
    r",?\s+(?:on|from|this|today|held|during|under|\d)"
)
_HELD_IN = re.compile(
    r"\b(?:[Hh]eld|[Mm]et|[Cc]onvened|[Gg]athered|[Dd]one)(?: talks| today| virtually| again| yesterday)?"
    r"(?: \w+){0,4}? (?:in|at) (?:the )?(?P<place>"
    + _NAME
    + r"(?:, "
    + _NAME
    + r")?)(?=[,.;:]|\s+(?:on|from|to|for|during|and|today|this|in|at|under|with)\b|$)"
)
_PREFIX = re.compile(
    r"(?P<place>[A-Z][A-Z.'’ ]{2,30}(?:, [A-Z][\w.]+)?)(?:,\s*[^–—()\n]{3,30}?)?\s*(?:\([^()\n]{1,30}\))?\s*(?:–|—|--|-)\s"
)
_ATTRIBUTION = re.compile(
    r"\b(?:said|told|added|according to|reported|noted that|stated that|quoted|sources|reporters"
    r"|here on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:We|we|our|Our|us|WE)\b")
_KINDS = (
    ("communiqué", re.compile(r"communiqu[eé]|comuniqu[eé]", re.IGNORECASE)),
    (
        "press statement",
        re.compile(r"press (?:statement|release|communication|note)|readout|media (?:statement|release|note)", re.IGNORECASE),
    ),
    ("joint statement", re.compile(r"joint (?:\w+ ){0,3}statement|leaders[’'] statement", re.IGNORECASE)),
    ("declaration", re.compile(r"declaration|charter|\bpact\b", re.IGNORECASE)),
    ("joint statement", re.compile(r"statement", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class About:
    """What a text says about itself."""

    title: str
    date: str
    place: str
    kind: str
    parties: tuple[str, ...]
    source: str
    found: tuple[Finding, ...]
    outline: Outline


def describe(text: str, date: str | None = None, title: str | None = None) -> About:
    """Find title, date, place, kind, parties and source; a date or title given from outside is kept."""
    from kg.lexicon import load_lexicon

    sentences = split_sentences(text)
    found: list[Finding] = []

    def keep(finding: Finding | None) -> str:
        if finding is None:
            return ""
        found.append(finding)
        return finding.value

    title = title if title is not None else keep(find_title(text, sentences))
    date = date if date is not None else keep(find_date(text, sentences))
    place = keep(find_place(text, sentences))
    kind = keep(find_kind(text, title, sentences)) or "joint statement"
    source = keep(find_source(text))
    parties = find_parties(text, title, sentences, load_lexicon(), date, kind)
    found.extend(parties.found)
    persons = tuple(parties.persons.items())
    outline = Outline((text, title, date, kind), tuple(sentences), parties.names, parties.group, tuple(parties.members), persons)
    return About(title, date, place, kind, parties.names, source, tuple(found), outline)


def find_title(text: str, sentences: Sequence[Sentence]) -> Finding | None:
    """The first heading, or the first line where it stands alone and is not a dateline."""
    for sentence in sentences[:3]:
        if sentence.kind in ("title", "heading"):
            start = sentence.body if text[sentence.start] in "#>" else sentence.start
            said = text[start : sentence.end]
            if re.match(r"(?:Source|URL|Link)\s*:", said):
                continue
            bare = said.strip("*_# ")
            start += said.find(bare)
            return Finding("title", " ".join(bare.split()), start, start + len(bare))
        if sentence.kind != "dateline":
            return None
    return None


def _iso(found: re.Match[str]) -> str:
    if found.group("iso"):
        return found.group("iso")
    which = "a" if found.group("ayear") else "b"
    month = _NUMBERS[found.group(which + "month")[:3].lower()]
    day = int(found.group(which + "day"))
    return f"{found.group(which + 'year')}-{month:02d}-{day:02d}" if 1 <= day <= 31 else f"{found.group(which + 'year')}-{month:02d}"


def find_date(text: str, sentences: Sequence[Sentence]) -> Finding | None:
    """The date of issue: in a dateline, the title, the opening, the line of signature."""
    lines = [s for s in sentences[:8] if s.kind == "dateline"]
    titles = [s for s in sentences[:3] if s.kind in ("title", "heading")]
    places = [(s.start, s.end) for s in lines + titles] + [(0, min(HEAD, len(text)))]
    for start, end in places:
        found = _FULL.search(text, start, end)
        if found:
            return Finding("date", _iso(found), found.start(), found.end())
    for start, end in places:
        found = _MONTH_YEAR.search(text, start, end)
        if found:
            return Finding("date", f"{found.group('year')}-{_NUMBERS[found.group('month')[:3].lower()]:02d}", found.start(), found.end())
    found = _FULL.search(text, max(0, len(text) - 600))
    if found:
        return Finding("date", _iso(found), found.start(), found.end())
    for start, end in places[:-1]:
        found = _YEAR.search(text, start, end)
        if found:
            return Finding("date", found.group(), found.start(), found.end())
    return None


def find_place(text: str, sentences: Sequence[Sentence]) -> Finding | None:
    """Where it was issued or where the parties met: dateline, "in X on DATE", "held in X"."""
    for sentence in sentences[:8]:
        if sentence.kind == "dateline":
            said = text[sentence.start : sentence.end]
            for part in re.finditer(r"[^,\d]+(?:, [^,\d]+)?", said):
                words = part.group().strip(" ,.-")
                if (
                    words
                    and words[0].isupper()
                    and not re.match(r"(?:" + MONTH + r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", words, re.IGNORECASE)
                ):
                    words = re.split(r",?\s*\b" + MONTH + r"\b", words)[0].strip(" ,.")
                    start = sentence.start + said.find(words)
                    return Finding("place", words.title() if words.isupper() and len(words) > 4 else words, start, start + len(words))
    body = [s for s in sentences[:12] if s.kind in ("sentence", "item")][:4]
    for sentence in body[:1]:
        found = _PREFIX.match(text, sentence.start, sentence.end)
        if found:
            said = found.group("place").strip()
            return Finding("place", said.title() if said.isupper() else said, found.start("place"), found.start("place") + len(said))
    for pattern in (_HELD, _HELD_IN):
        for sentence in body if pattern is _HELD else body[:1]:
            found = pattern.search(text, sentence.start, sentence.end)
            if found and not re.match(r"(?:" + MONTH + r")\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", found.group("place")):
                said = found.group("place").rstrip(".,")
                return Finding("place", " ".join(said.split()), found.start("place"), found.start("place") + len(said))
    return None


def find_kind(text: str, title: str, sentences: Sequence[Sentence]) -> Finding | None:
    """Joint statement, communiqué, declaration, press statement or news report."""
    for kind, pattern in _KINDS:
        found = pattern.search(title)
        if found:
            return Finding("kind", kind, 0, 0)
    body = [s for s in sentences if s.kind in ("sentence", "item")]
    spoken = sum(1 for s in body if _WE.search(text, s.start, s.end) and not _inside_quotes(text, s))
    told = [s for s in body if _ATTRIBUTION.search(text, s.start, s.end)]
    if body and told and spoken <= len(body) // 10 and (len(told) >= 2 or told[0] is body[0]):
        return Finding("kind", "news report", told[0].start, told[0].end)
    for kind, pattern in _KINDS:
        found = pattern.search(text, 0, HEAD)
        if found:
            return Finding("kind", kind, found.start(), found.end())
    return None


def _inside_quotes(text: str, sentence: Sentence) -> bool:
    return sentence.quotation is not None or any(mark in text[sentence.start : sentence.end] for mark in '“"')


def find_source(text: str) -> Finding | None:
    """A front line "Source: https://..."."""
    found = _SOURCE.search(text, 0, min(len(text), 2000))
    return Finding("source", found.group(1), found.start(1), found.end(1)) if found else None
