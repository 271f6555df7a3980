"""Title, opening and signatures of a document in, the actors who issue it out, with the place and the reason.

Sources, in order: the issuers in the title ("Joint Statement by A and B", "A-B Joint Statement"), the subject of the first sentences
up to their main verb, the title's meeting ("following the meeting between X and Y"), pairs ("the A-B partnership"), signatures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.mentions import find_mentions
from kg.model import Finding, Mention, Sentence

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

LATER = 80  # sentences looked through where title and opening name persons only
OPENING = 6  # sentences of the body in which the parties are looked for
ORGANIZED = frozenset({"country", "organization", "group"})
PERSONS = 40  # of unknown side that are held against each other; no opening names more
THREE = 3  # a group of more members than this speaks with its own name

_NOUN = re.compile(
    r"\b(?:statements?|declaration|communiqu[eé]|comuniqu[eé]|release|readout|charter|principles|vision|communication|announcement|proclamation|note|remarks|message)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|from|of|between|among|amongst|with|signed by|issued by|on behalf of)\b", re.IGNORECASE)
_TOPIC = re.compile(
    r"(?<!minister )(?<!ministers )(?<!secretary )(?<!secretaries )(?<!representative )(?<!representatives )(?<!state )\bfor\b"
    r"|\b(?:on|about|regarding|concerning|following|after|announcing|endorsing|reaffirming|supporting|to|in|at|against|calling|condemning|commemorating|relating|elevating"
    r"|marking|expressing|welcoming|upon|pursuant|establishing|launching|affirming|reaffirm|endorse|commit|during)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:meetings?|calls?|visits?|talks|consultations?|summit|dialogue|discussions?|round|session|negotiations?"
    r"|conference|conversations?|forum|commission|council|task force|trip)\b",
    re.IGNORECASE,
)
_NOT_ISSUER = re.compile(
    r"^\s*(?:the\s+)?(?:support|intent|principles?|friendship|cooperation|solidarity|independence|understanding|commitment|partnership|conscience|concern|condemnation)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"(?<=[^\s]):\s+|\s+[–—]\s+(?=(?:An?|The|Towards?|[A-Z][a-z]+ing)\b)|\s*\|\s*")
_JOINT = re.compile(
    r"\b(?:joint|jointly|trilateral|bilateral|quadrilateral|communiqu[eé]|between|among|dialogue|two|three|both|agreement|treaty)\b",
    re.IGNORECASE,
)

_VERB = re.compile(
    r"\b(?:is|are|was|were|have|has|had|will|shall|would|do|does|did|met|meet|meets|held|hold|holds|spoke|speak|speaks|took|take|came|began|made|make|led"
    r"|issue|release|announce|re-?affirm|affirm|condemn|express|welcome|welcomes|host|hosts|agree|declare|commit|recogni[sz]e|share|stand|join|note|emphasi[sz]e|underscore|stress|call|endorse"
    r"|support|intend|renew|convene|gather|consider|concur|believe|deplore|reiterate|recall|confirm|resolve|decide|acknowledge|mark|commemorate|celebrate|pledge|undertake|urge|remain|wish|desire|seek"
    r"|pay|paid|visit|launch|adopt|proclaim|sign|deeply|strongly|hereby|today re\w+"
    r"|[a-z]{3,}ed)\b(?!\s+by\b(?!\s+(?:tele)?phone|\s+video|\s+secure|\s+consensus))(?!-)"
)
_MEETING = re.compile(
    r"(?:met|meets?|(?:spoke|speaks?)(?=\s+(?:\w+\s+){0,2}(?:with|to|by)\b)|held|holds?|hosted|hosts?|welcomed|welcomes?|received|receives?|visited|visits?|paid|pay|pays"
    r"|arrived|convened|conferred|talked|concluded|had|have had"
    r"|conducted|co-?hosted|gathered|completed|exchanged|signed|is|are|was|were|joined|called|has|have|today)\b"
)
_HONOURED = re.compile(r"(?:is|was|are|were)\s+(?:deeply\s+)?(?:honou?red|pleased|delighted|happy|glad)\s+to\s+(?:welcome|host|receive)\b")
_OBJECT_END = re.compile(
    r"[;:]|\bto\s+(?!the\b|[A-Z]|welcome\b|host\b|receive\b)|\b(?:during|where|who|which|whom|about|regarding|concerning|following|after|against|amid|ahead|reaffirming|renewing|marking"
    r"|that|based|under|ensuring|alongside|accompanied|attended|between\s+their)\b|\bas\s+(?:part|a|an|the|well as other)\b"
    r"|\bon\s+(?!\w+day\b|\d|the\s+\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|behalf|today)"
)
_INVITED = re.compile(r"\b[Aa]t the (?:kind |gracious |official )?invitation of\b")
_BESIDE = re.compile(r"\s+(?:\([^()]{1,20}\)\s+)?")
_PRONOUN = re.compile(r"\b(?:[Ww]e|WE|I|[Ii]t|[Tt]hey|[Tt]his|[Tt]hese|[Tt]here)\s+(?:\w+ly\s+|all\s+|both\s+|also\s+|each\s+|today\s+)?$")
# A run of spaces is entered at its beginning only: else each space of a long one is a beginning, and the time grows with its square.
_LEADERSHIP = re.compile(r"(?:,|(?<!\s)(?=\s))\s+(?:under the (?:leadership|direction|guidance|auspices)|in the presence of)\b")
_RELEASED_BY = re.compile(
    r"\b(?:statement|communiqu[eé]|declaration|text)\b[^.:;]{0,120}?\b(?:released|issued|signed|made|adopted|agreed|published|given)\b(?:\s+\w+){0,4}?\s+by\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"(?:\b(?:in|at|near|outside|into|within|aboard|via|of the situation in)\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s?){0,4}"
    r"(?:,\s+(?:[A-Z][\w.’'-]*\s?){0,3},?\s*)?)$"
)
_OCCASION = re.compile(
    r"(?:/\w+)?\s*(?:\([^)]*\)\s*)?(?:(?:Special|Leaders[’']?|Foreign|Finance|Ministers[’']?|Annual|Ministerial|Economic|[A-Z][a-z]+)\s+){0,3}(?:Summit|Meeting|Ministerial|Conference|Presidency|Chairmanship"
    r"|Chairship|Sherpa|Headquarters|Forum|Session|Assembly|Charter|Outlook)\b"
)
_LINK = re.compile(r"\s*(?:[-–—/]|\s[-–—]\s)\s*")
_LISTED = re.compile(
    r"(?:\s*\([^()]{1,60}\))?\s*(?:,|and|,\s*and|&|as well as|,\s*as well as|with|together with)\s+"
    r"(?:the\s+|of\s+|by\s+|that\s+)*(?:Governments?\s+of\s+(?:the\s+)?)?"
)
_FOR_SIGN = re.compile(r"\b(?:For|On behalf of)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parties:
    """Who issues a document."""

    names: tuple[str, ...] = ()  # canonical actors, in the order of the text
    found: tuple[Finding, ...] = ()
    reason: str = ""
    group: str = ""  # the group that speaks, if one does
    members: tuple[str, ...] = ()  # countries behind the group, or all who sign
    persons: dict[str, str] = field(default_factory=dict)  # full name and surname -> actor


@dataclass(slots=True)
class _Found:
    """Actors met in one place of the text, and the persons there whose state is not said."""

    names: list[str] = field(default_factory=list)
    spans: list[tuple[str, int, int]] = field(default_factory=list)
    unknown: list[Mention] = field(default_factory=list)

    def add(self, name: str, start: int, end: int) -> None:
        if name not in self.names:
            self.names.append(name)
            self.spans.append((name, start, end))


class _Finder:
    """One search: the mentions of a zone, the persons known so far, the lexicon."""

    def __init__(self, lexicon: Lexicon, date: str) -> None:
        self.lexicon, self.date = lexicon, date
        self.persons: dict[str, str] = {}

    def learn(self, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            if mention.kind == "person" and mention.actor:
                actor = self.actor(mention.actor)
                for key in (mention.name, surname(mention.name)):
                    self.persons.setdefault(key, actor)

    def actor(self, name: str) -> str:
        """A body of a union speaks for the union."""
        entry = self.lexicon.entry(name)
        return "EU" if entry and entry.parent == "EU" else name

    def name_of(self, mention: Mention) -> str:
        if mention.kind in ORGANIZED:
            return self.actor(mention.name)
        if mention.kind in ("person", "office"):
            known = mention.actor or self.persons.get(mention.name) or self.persons.get(surname(mention.name)) or self.leader(mention)
            return self.actor(known) if known else ""
        return ""

    def leader(self, mention: Mention) -> str:
        """The country of a well-known leader whom the text does not introduce."""
        return self.lexicon.leader(surname(mention.name), self.date) if mention.kind == "person" else ""

    def collect(self, text: str, mentions: Sequence[Mention], start: int, end: int, title: bool = False) -> _Found:
        """Actors between two offsets that are neither places nor occasions."""
        found = _Found()
        own: set[str] = set()  # bodies of those before them
        for place, mention in enumerate(mentions):
            if mention.start < start or mention.end > end:
                continue
            if mention.kind in ORGANIZED and (
                mention.form == "seat"
                or (not title and located(text, mention, start))
                or (
                    title
                    and re.search(r"\b(?:in|near)\s+(?:the\s+)?(?:[A-Z]\w+,\s+)?$", text[max(start, mention.start - 30) : mention.start])
                )
            ):
                continue
            if (
                mention.kind in ("organization", "group")
                and not title
                and _OCCASION.match(text, mention.end, min(end, mention.end + 80))
                and not self.large(text, mention)
            ):
                continue
            if mention.kind == "organization" and any(
                o.kind == "country" and _BESIDE.fullmatch(text, o.end, mention.start) for o in mentions[max(0, place - 21) : place]
            ):
                own.add(mention.name)
                continue  # "the Russian Security Council", "the A-B (A.B.) Consultative Group": a body of those before it
            name = self.name_of(mention)
            if name in own:
                continue
            if name:
                found.add(name, mention.start, mention.end)
            elif mention.kind == "person" or mention.kind == "office":
                found.unknown.append(mention)
        return found

    def large(self, text: str, mention: Mention) -> bool:
        """True in "the leaders of the G7 Summit countries": the group speaks, whatever follows its name."""
        return bool(re.search(r"\b[Ll]eaders of\s+the\s+$", text[max(0, mention.start - 25) : mention.start]))

    def pairs(self, text: str, mentions: Sequence[Mention], start: int, end: int) -> list[_Found]:
        """Actors tied by a hyphen ("the A-B Alliance"), or listed ("between A and B"), the longest runs first come first."""
        actors = [m for m in mentions if m.kind in ORGANIZED and m.form != "seat" and start <= m.start and m.end <= end]
        made: list[_Found] = []
        run: list[Mention] = []
        for mention in actors:
            if run and mention.start < run[-1].end:
                continue
            gap = text[run[-1].end : mention.start] if run else ""
            if run and (_LINK.fullmatch(gap) or _LISTED.fullmatch(gap)):
                run.append(mention)
                continue
            if len(run) > 1:
                made.append(self.run(run))
            run = [mention]
        if len(run) > 1:
            made.append(self.run(run))
        return [m for m in made if len(m.names) > 1]

    def run(self, run: Sequence[Mention]) -> _Found:
        found = _Found()
        for mention in run:
            found.add(self.actor(mention.name), mention.start, mention.end)
        return found


def surname(name: str) -> str:
    """Last word of a name, generational endings left out."""
    words = [w for w in name.replace(",", " ").split() if w.rstrip(".") not in ("Jr", "Sr", "II", "III", "MP")]
    return words[-1] if words else name


def located(text: str, mention: Mention, start: int) -> bool:
    """True where the actor's name only says where something was: "in Jeddah, Saudi Arabia"."""
    return bool(_PLACED.search(text, max(start, mention.start - 60), mention.start))


def find_parties(text: str, title: str, sentences: Sequence[Sentence], lexicon: Lexicon, date: str = "", kind: str = "") -> Parties:
    """Find who issues a document; nothing found is an empty `Parties`."""
    finder = _Finder(lexicon, date)
    heads = [s for s in sentences[:6] if s.kind in ("title", "heading")]
    body = [s for s in sentences[:40] if s.kind in ("sentence", "item")][:OPENING]
    zone = sorted([*heads, *body], key=lambda s: s.start)
    mentions = find_mentions(text, zone, lexicon, date) if zone else []
    finder.learn(mentions)
    titles = [(text, s.body or s.start, s.end, [m for m in mentions if s.start <= m.start < s.end]) for s in heads]
    if title and not any(" ".join(t[a:b].split()) == title for t, a, b, _ in titles):
        outside = find_mentions(title, [Sentence(0, 0, len(title), "title")], lexicon, date)
        finder.learn(outside)
        titles.insert(0, (title, 0, len(title), outside))
    opening = _opening(finder, text, body, mentions)
    chosen, reason = _choose(
        finder, titles, opening, text, body, mentions, [s for s in sentences[:LATER] if s.kind in ("sentence", "item")]
    )
    if len(chosen.names) < 2 and not _is_group(finder, chosen.names):
        signed = _signatures(finder, text, sentences)
        if len(signed.names) > 1:
            chosen, reason = signed, "they sign"
    return _finish(finder, chosen, reason, text, zone, mentions, title)


def _title(finder: _Finder, text: str, start: int, end: int, mentions: Sequence[Mention]) -> tuple[_Found, _Found]:
    """(issuers, participants) of a title."""
    issuers, taking = _Found(), _Found()
    cuts = [(start, end)]
    for mark in _PART.finditer(text, start, end):
        last = cuts.pop()
        cuts += [(last[0], mark.start()), (mark.end(), end)]
    for a, b in cuts:
        noun = _NOUN.search(text, a, b)
        if noun is None:
            continue
        left = finder.collect(text, mentions, a, noun.start(), title=True)
        if left.names and not _TOPIC.search(text, a, left.spans[0][1]):
            issuers = left
            more = None
        else:
            more = noun.end()
        if more is not None:
            topic = _topic(text, more, b, mentions)
            for by in _BY.finditer(text, more, topic):
                if _NOT_ISSUER.match(text[by.end() : topic]):
                    continue
                named = finder.collect(text, mentions, by.end(), topic, title=True)
                if named.names or named.unknown:
                    issuers = named
                    break
            if (not issuers.names and not issuers.unknown and topic < b) or (
                not issuers.names and text[noun.end() : noun.end() + 1] in ","
            ):
                event = _EVENT.search(text, noun.end(), b)
                if event:
                    taking = finder.collect(text, mentions, noun.end(), b, title=True)
            if not issuers.names and not issuers.unknown:  # "Joint Statement on T by President X of A and ..."
                for by in re.finditer(r"\b(?:by|from)\s+(?=the\s|[A-Z])", text[topic:b]):
                    named = finder.collect(text, mentions, topic + by.end(), b, title=True)
                    if len(named.names) + len(named.unknown) > 1:
                        issuers = named
                        break
        if issuers.names or issuers.unknown:
            break
    if not issuers.names and not issuers.unknown and not taking.names:
        for a, b in cuts:  # "A-B High-Level Dialogue", "Summit of the X"
            runs = finder.pairs(text, mentions, a, b)
            if runs:
                taking = runs[0]
                break
    return issuers, taking


def _topic(text: str, start: int, end: int, mentions: Sequence[Mention]) -> int:
    """Where the title begins to say what it is about: a topic word outside of names."""
    for found in _TOPIC.finditer(text, start, end):
        if not any(m.start < found.start() < m.end for m in mentions):
            return found.start()
    return end


def _opening(finder: _Finder, text: str, body: Sequence[Sentence], mentions: Sequence[Mention]) -> list[_Found]:
    """Actors in the subject of each opening sentence (and those they meet)."""
    made = []
    for sentence in body:
        start, end = sentence.body or sentence.start, sentence.end
        inside = [m for m in mentions if start <= m.start and m.end <= end]
        released = _RELEASED_BY.search(text, start, end)
        if released:
            made.append(finder.collect(text, inside, released.end(), end))
            continue
        lead = _LEADERSHIP.search(text, start, end)
        limit, verb = lead.start() if lead else end, None
        for found in _VERB.finditer(text, start, limit):
            if any(m.start <= found.start() < m.end for m in inside):
                continue
            if any(m.start < found.start() for m in inside) or _PRONOUN.search(text, max(start, found.start() - 30), found.start()):
                limit, verb = found.start(), found
                break
        subject = finder.collect(text, inside, start, limit)
        if verb is not None and (_MEETING.match(text, verb.start(), end)):
            honoured = _HONOURED.match(text, verb.start(), end)
            plain = re.match(
                r"(?:is|are|was|were|has|have|today)\b(?!\s+(?:met|held|received|welcomed|visited|paid|had|hosted|been\s+(?:held|meeting)))",
                text[verb.start() : verb.start() + 40],
            )
            if honoured or not plain:
                stop = _OBJECT_END.search(text, honoured.end() if honoured else verb.end(), end)
                more = finder.collect(text, inside, verb.end(), stop.start() if stop else end)
                for name, a, b in more.spans:
                    subject.add(name, a, b)
                subject.unknown += more.unknown
        invited = _INVITED.search(text, start, end)
        if invited and (subject.names or subject.unknown):
            stop = _OBJECT_END.search(text, invited.end(), end)
            for name, a, b in finder.collect(text, inside, invited.end(), stop.start() if stop else end).spans:
                subject.add(name, a, b)
        made.append(subject)
    return made


def _is_group(finder: _Finder, names: Sequence[str]) -> bool:
    return any(speaks(finder.lexicon, name, finder.date) for name in names)


def speaks(lexicon: Lexicon, name: str, date: str) -> bool:
    """True for a group that speaks in its own name: more than three members, or the Quad."""
    entry = lexicon.entry(name)
    return entry is not None and entry.kind in ("group", "organization") and (
        name == "Quad" or len(lexicon.members(name, date)) > THREE or not lexicon.members(name, date)
    )


def _choose(
    finder: _Finder,
    titles: Sequence[tuple[str, int, int, list[Mention]]],
    opening: Sequence[_Found],
    text: str,
    body: Sequence[Sentence],
    mentions: Sequence[Mention],
    later: Sequence[Sentence],
) -> tuple[_Found, str]:
    """The best of what title and opening offer, and why."""
    best = max(opening[:3], key=lambda f: len(f.names) > 1, default=_Found())
    weak: list[_Found] = []
    partial: list[tuple[_Found, str]] = []
    joint = False
    for where, start, end, inside in titles:
        noun = _NOUN.search(where, start, end)
        joint = joint or bool(_JOINT.search(where, start, _topic(where, noun.end(), end, inside) if noun else end))
        issuers, taking = _title(finder, where, start, end, inside)
        if len(issuers.names) > 1 or _is_group(finder, issuers.names):
            if not issuers.unknown or len(issuers.names) > 1:
                return issuers, "the title names them as issuing it"
        if issuers.names or issuers.unknown:
            partial.append((issuers, "the title names them as issuing it"))
        if len(taking.names) == 1 and (entry := finder.lexicon.entry(taking.names[0])) and entry.kind != "country" and not entry.members:
            continue  # "on the Meeting of the Joint Commission": a body, not those who make it up
        if len(taking.names) > 1:
            weak.append(taking)
        elif taking.names or taking.unknown:
            partial.append((taking, "the title names them as taking part"))
        weak += finder.pairs(where, inside, start, end)
    named = {n for f, _ in partial for n in f.names}
    for found in opening[:4]:
        if len(found.names) > 1 or (found.names and _is_group(finder, found.names)):
            if not joint and partial and partial[0][0].names and not partial[0][0].unknown and len(partial[0][0].names) == 1:
                break  # a statement by one side
            if _is_group(finder, found.names) or not partial or named <= set(found.names) or len(found.names) > 2:
                better = next((w for w in weak if set(w.names) > set(found.names)), None)
                return (
                    (better, "the title names them together")
                    if better and len(found.names) < 2
                    else (found, "they are the subject of the opening")
                )
    if partial and not joint and partial[0][0].names and len(partial[0][0].names) == 1 and len(partial[0][0].unknown) == 0:
        return partial[0]
    for candidate in weak:
        if (named <= set(candidate.names) and set(best.names) <= set(candidate.names)) or not best.names:
            return candidate, "the title names them together"
    if weak:
        return weak[0], "the title names them together"
    for sentence in body:
        runs = finder.pairs(text, [m for m in mentions if not located(text, m, sentence.start)], sentence.start, sentence.end)
        for candidate in runs:
            if named <= set(candidate.names) and (set(best.names) <= set(candidate.names) or not best.names):
                return candidate, "the opening names them together"
    for found in opening[:4]:
        if len(found.names) > 1 and named < set(found.names):
            return found, "they are the subject of the opening"
    wanted = max(
        [len(f.names) + len({surname(m.name) for m in f.unknown if m.kind == "person"}) for f in [*(f for f, _ in partial), *opening[:1]]],
        default=0,
    )
    if wanted > 1:
        far = _often(finder, text, later, named or set(best.names), wanted)
        if far.names:
            return far, "the text names them together, as many as the persons who speak"
    for sentence in body[:4]:
        for candidate in finder.pairs(text, mentions, sentence.start, sentence.end):
            if len(candidate.names) > THREE:
                return candidate, "the opening lists them"
    pooled = _Found()
    for found in [f for f, _ in partial] + ([] if named and wanted > 1 and len(named) > 1 else list(opening[:2])):
        for name, a, b in found.spans:
            pooled.add(name, a, b)
    if pooled.names:
        return pooled, "the title and the opening name them"
    for found in opening:
        if found.names:
            return found, "they are the subject of the opening"
    for sentence in body:
        runs = finder.pairs(text, mentions, sentence.start, sentence.end)
        if runs:
            return runs[0], "the opening names them together"
    return _Found(), ""


def _often(finder: _Finder, text: str, sentences: Sequence[Sentence], named: set[str], wanted: int) -> _Found:
    """The set of actors most often named together that has as many members as persons speak and holds those already known."""
    mentions = find_mentions(text, sentences, finder.lexicon, finder.date)
    count: dict[frozenset[str], int] = {}
    first: dict[frozenset[str], _Found] = {}
    for found in finder.pairs(text, mentions, 0, len(text)):
        key = frozenset(found.names)
        if len(key) == wanted and named <= key:
            count[key] = count.get(key, 0) + 1
            first.setdefault(key, found)
    if not count:
        return _Found()
    return first[max(count, key=lambda k: (count[k], -first[k].spans[0][1]))]


def _signatures(finder: _Finder, text: str, sentences: Sequence[Sentence]) -> _Found:
    lines = [s for s in sentences[-40:] if s.kind == "signature" and _FOR_SIGN.search(text, s.start, s.end)]
    found = _Found()
    if not lines:
        return found
    mentions = find_mentions(text, lines, finder.lexicon, finder.date)
    for line in lines:
        for name, a, b in finder.collect(text, mentions, line.start, line.end, title=True).spans[:1]:
            found.add(name, a, b)
    return found


COMBINING = {  # the first half of "Franco-German"
    "franco": "France", "sino": "China", "anglo": "United Kingdom", "russo": "Russia", "indo": "India", "luso": "Portugal",
    "hispano": "Spain", "italo": "Italy", "greco": "Greece", "turco": "Türkiye", "austro": "Austria", "nippo": "Japan",
    "us": "United States", "u.s": "United States", "u.s.": "United States", "usa": "United States",
}  # fmt: skip
_COMPOUND = re.compile(r"(?<![\w.])([A-Za-z.]+)(?=\s?[-–—/]\s?(?!Pacific|European|Saxon|PACIFIC)[A-Z])|(?<=[-–—/])(US|U\.S\.?)(?![\w.])")


def in_compound(title: str, names: Sequence[str]) -> list[str]:
    """The party that hides in a title's compound ("Franco-German", "US-EU"), where another was found; else nothing."""
    if not names:
        return []
    halves = (found.group(1) or found.group(2) for found in _COMPOUND.finditer(title))
    hidden = (COMBINING[half.lower()] for half in halves if half.lower() in COMBINING)
    return [name for name in dict.fromkeys(hidden) if name not in names]


def states_behind(lexicon: Lexicon, names: Sequence[str]) -> list[str]:
    """Parties with the states in place of a body that is named after them ("Arnor-Gondor Consultative Group")."""
    spread: list[str] = []
    for name in names:
        parts = [name]
        if lexicon.entry(name) is None:
            parts = [actor for word in re.split(r"[\s–—/-]+", name) if word[:1].isupper() and (actor := lexicon.resolve(word))]
        spread += [part for part in parts if part not in spread]
    known = [name for name in spread if name]
    return known or list(names)


def _finish(
    finder: _Finder, chosen: _Found, reason: str, text: str, zone: Sequence[Sentence], mentions: Sequence[Mention], title: str
) -> Parties:
    """Let groups win over their members, spread small groups, name the members and the persons."""
    lexicon, date = finder.lexicon, finder.date
    names = states_behind(lexicon, [*in_compound(title, chosen.names), *chosen.names])
    states = [n for n in names if (entry := lexicon.entry(n)) and entry.kind == "country"]
    if len(states) > 1:  # a body of the two or three who speak is not one more party
        small = {n: set(lexicon.members(n, date)) for n in names if n not in states and len(lexicon.members(n, date)) <= THREE}
        own = {n for n, members in small.items() if members and members <= set(states)}
        names = [n for n in names if n not in own]
    if len(states) > THREE:  # all who make up the group that the title names: it speaks
        titled = (m.name for m in mentions if m.kind in ("group", "organization") and m.name not in names)
        all_of = (g for g in titled if re.search(rf"\b{re.escape(g)}\b", title) and set(lexicon.members(g, date)) == set(states))
        if group := next(all_of, ""):
            names = [group, *(n for n in names if n not in states)]
    owners = {n: entry.parent for n in names if (entry := lexicon.entry(n)) and entry.parent in names}
    ministries = {n for n, owner in owners.items() if (entry := lexicon.entry(owner)) and entry.kind == "country"}
    whole = {owner for n, owner in owners.items() if n not in ministries}
    names = [n for n in names if n not in whole | ministries] or names  # "the Council (ABC) of the Union": the Council speaks
    groups = [n for n in names if speaks(lexicon, n, date)]
    for group in groups:
        behind_it = set(lexicon.members(group, date))
        if not any(group in f.names and behind_it & set(f.names) for f in finder.pairs(text, mentions, 0, len(text))):
            names = [n for n in names if n == group or n not in behind_it]
    spread: list[str] = []
    for name in names:
        members = lexicon.members(name, date)
        entry = lexicon.entry(name)
        spreads = entry is not None and entry.kind == "group" and name not in groups and members
        spread += [m for m in (members if spreads else [name]) if m not in spread]
    if len(spread) == 4 and {"Australia", "India", "Japan", "United States"} == set(spread) and re.search(r"\bQuad\b", title + text[:3000]):
        spread, groups = ["Quad"], ["Quad"]
    group = spread[0] if len(spread) == 1 and spread[0] in groups else ""
    behind = tuple(lexicon.members(group, date)) if group else tuple(spread)
    persons = dict(finder.persons)
    people = [m for m in mentions if m.kind == "person" and m.name not in persons and surname(m.name) not in persons]
    if len(spread) == 2:
        for mention in people[:PERSONS]:
            if (goal := _visited(text, mention, zone, mentions)) in spread:
                persons[mention.name] = persons[surname(mention.name)] = next(n for n in spread if n != goal)
        people = [m for m in people if m.name not in persons]
    for mention in people:
        if (known := finder.leader(mention)) in spread:
            persons[mention.name] = persons[surname(mention.name)] = known
    people = [m for m in people if m.name not in persons]
    if len(spread) == 2:
        for mention in people[:PERSONS]:
            if (other := _met(text, mention, zone, mentions, persons)) in spread:
                persons[mention.name] = persons[surname(mention.name)] = next(n for n in spread if n != other)
        people = [m for m in people if m.name not in persons]
    findings = tuple(Finding("party", name, a, b) for name, a, b in chosen.spans if name in spread or name in groups)
    return Parties(tuple(spread), findings, f"{', '.join(spread)}: {reason}" if spread else "", group, behind, persons)


_VISIT = re.compile(r"\bvisit(?:s|ed|ing)?\s+(?:to\s+)?(?:the\s+)?|\b(?:arrived|arrives)\s+in\s+(?:the\s+)?")


def _visited(text: str, person: Mention, zone: Sequence[Sentence], mentions: Sequence[Mention]) -> str:
    """The country that a person visits in the sentence that names him: his own is the other one; "" where none is said."""
    sentence = next((s for s in zone if s.start <= person.start < s.end), None)
    if sentence is None:
        return ""
    for found in _VISIT.finditer(text, person.end, min(sentence.end, person.end + 120)):
        if re.search(r"[;.]|\band\b", text[person.end : found.start()]):
            return ""
        named = next((m for m in mentions if m.start == found.end() and m.kind == "country"), None)
        if named is not None:
            return named.name
    return ""


_MET = re.compile(
    r"\b(?:met|meets|meeting|called on|calls on|received|receives|hosted|hosts|welcomed|welcomes|telephoned|phoned|spoke|speaks|talks"
    r"|conversation|call) "
    r"(?:with |to |by )?(?:the |his |her )?$"
)


def _met(text: str, person: Mention, zone: Sequence[Sentence], mentions: Sequence[Mention], persons: dict[str, str]) -> str:
    """The side of the one person who meets this one in the sentence that names both; "" where none does."""
    sentence = next((s for s in zone if s.start <= person.start < s.end), None)
    if sentence is None:
        return ""
    inside = [m for m in mentions if m.kind == "person" and sentence.start <= m.start and m.end <= sentence.end and m.name != person.name]
    known = {persons.get(m.name) or m.actor for m in inside}
    met = any(m.end <= person.start and _MET.search(text, m.end, person.start) for m in inside)
    return known.pop() or "" if met and len(known) == 1 else ""
