"""Words of a sentence in, units out: the longest known names, and what each of them names here."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from kg.lexicon import SMALL, Actor, Lexicon, Name
from kg.mentions.classes import LOOK, LOWERED, PIECE, RAISED, TOLD
from kg.mentions.letters import SPACE, STOP, classify
from kg.mentions.search import Line, Search, Unit
from kg.model import Sentence

OPENERS = frozenset("""welcome support launch establish reaffirm affirm recognize recognise note condemn urge call discuss agree
    commit encourage promote strengthen expand enhance increase continue explore develop implement advance deepen convene host hold
    express emphasize emphasise stress underline underscore highlight deplore oppose reject applaud commend appreciate thank
    congratulate invite intend pledge announce provide consider seek work join sign ensure create build facilitate accelerate address
    review reiterate recall share start begin end stop protect participate finalize finalise conclude complete cooperate coordinate
    use make take build foster bolster improve increase leverage mobilize engage endorse adopt""".split())
NEGATING = frozenset("non anti pro post pre ex trans de intra inter extra".split())
LOWER_ACTORS_NOT = frozenset("US WHO IT IN ON NO SO CAN CAR PA ME AM IS OR BE TO AS AT BY DO GO HE IF MY OF UP WE AID AIDS FAST".split())
SPECIFIC_AFTER = re.compile(
    r"\s+(?:Strait|River|Valley|Basin|Peninsula|Gulf|Sea|Ocean|Desert|Mountains|Canal|Island|Islands|Bay|Straits)\b"
)
PLACE_BEFORE = frozenset("""in at to from near outside around via through across into visit visits visiting visited toward towards of
    throughout travel traveled travelled host hosting hosted reach reached reaching left leaving entering entered inside for on over
    upon capital city within around""".split())
PLACE_AFTER = frozenset("""airport streets residents mayor suburb suburbs metro area embassy declaration summit meeting process
    format talks accords""".split())
UNSURE = frozenset("""Georgia Jordan Chad Guinea Turkey Israel Kenya India Cyprus Malta Cuba Niger Mali Togo Oman Kuwait America
    Washington""".split())
MASKED = {
    "America": frozenset({"North", "South", "Latin", "Central"}),
    "American": frozenset({"North", "South", "Latin", "Central", "Native", "African", "Inter", "Pan"}),
    "Guinea": frozenset({"New", "Equatorial", "Papua"}),
    "Korea": frozenset({"and"}) - {"and"},
    "Sudan": frozenset(),
    "England": frozenset({"New"}),
    "Ireland": frozenset({"Northern"}),
    "Mexico": frozenset({"New"}),
    "Jersey": frozenset({"New"}),
    "Macedonia": frozenset({"Greek"}),
}
MARKS: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "Congo": [
        ("Democratic Republic of the Congo", ("Democratic Republic of the Congo", "Democratic Republic of Congo", "Kinshasa", "DRC")),
        ("Republic of the Congo", ("Brazzaville",)),
    ],
    "Congolese": [
        ("Democratic Republic of the Congo", ("Democratic Republic of the Congo", "Democratic Republic of Congo", "Kinshasa", "DRC")),
        ("Republic of the Congo", ("Brazzaville",)),
    ],
    "Dominican": [("Dominican Republic", ("Dominican Republic", "Santo Domingo")), ("Dominica", ("Roseau", "Commonwealth of Dominica"))],
}
COMPOUND = frozenset("""led era style like backed based listed sponsored wide free funded owned related level imposed brokered
    mediated to and for of run made""".split())
VERBS = frozenset("""said says has have had will would is are was were announced agreed decided rejected condemned welcomed called
    urged signed pledged promised insisted wants want seeks sought hopes hope plans plan intends intend believes believe sees see did
    does do can could should must may might shall views considers regards recognizes supports opposes remains remain continues
    continue agree agrees decide decides condemn condemns urge urges call calls sign signs pledge pledges told made took gave held met
    began sent warned accused denied responded reacted imposed offered cannot stood stands stand spoke launched expelled withdrew
    summoned confirmed reaffirmed reaffirm reaffirms expects expect hailed lauded backed backs""".split())
SEATS_LISTED = 60  # words looked through for the end of a list of capitals, and for its verb
SEATS: dict[int, frozenset[str]] = {}


def find_units(search: Search, sentence: Sentence, times: Sequence[tuple[int, int, str, str]]) -> Line:
    """The sentence as units: known names, dates and amounts, learned acronyms, offices of several words, and single words."""
    begin = sentence.body if sentence.start < sentence.body < sentence.end else sentence.start
    plain = search.plain
    while plain[begin].isspace():
        begin += 1
    pieces = PIECE.findall(plain, begin, sentence.end)
    raw = "".join(map(search.classes.__getitem__, pieces))
    starts = list(accumulate(map(len, pieces), initial=begin))
    starts.pop()
    words = [piece.rstrip() for piece in pieces]
    line = Line(raw, words, starts, {})
    line.join(Namer(search, line, not any(map(str.islower, plain[begin : sentence.end]))).edits(times))
    if not line.letters.isascii():
        line.letters = line.letters.translate(LOWERED)
    return line


class Namer:
    """One pass over the words of a sentence that have to be looked at."""

    def __init__(self, search: Search, line: Line, shouting: bool) -> None:
        self.search, self.shouting = search, shouting
        self.raw, self.words, self.starts = line.letters, line.words, line.starts
        self.made: list[tuple[int, int, Unit]] = []
        self.gone = 0  # words that are inside a unit of several

    def letter(self, k: int) -> str:
        """Class letter of the word k by itself."""
        code = ord(self.raw[k])
        return chr(code - RAISED) if code >= RAISED else self.raw[k]

    def unit_before(self, k: int, edits: int = -1) -> tuple[int, str, int]:
        """(first word, letter, edits up to it) of the unit that ends before the word k; -1 and "" where there is none."""
        last = (len(self.made) if edits < 0 else edits) - 1
        if last >= 0 and self.made[last][1] == k:
            return self.made[last][0], self.made[last][2].letter, last
        return (k - 1, self.letter(k - 1), last + 1) if k else (-1, "", 0)

    def edits(self, times: Sequence[tuple[int, int, str, str]]) -> list[tuple[int, int, Unit]]:
        """(first word, end, unit) of each unit that is more than a plain word."""
        starts, n = self.starts, len(self.words)
        places = [m.start() for m in LOOK.finditer(self.raw)]
        if self.raw[:1] in ("N", "K"):
            places.insert(0, 0)
        dated = {}
        for time in times:
            k = bisect_left(starts, time[0])
            if k < n:
                dated[k] = time
        if dated:
            places = sorted({*places, *dated})
        position = 0
        for place in places:
            k = max(place, position)
            if k >= n:
                break
            spoken = dated.get(place)
            if spoken is not None and spoken[1] > starts[k]:
                start, end, kind, name = spoken
                position = bisect_left(starts, end, k)
                self.gone += position - k - 1
                self.made.append((k, position, Unit(start, end, self.words[k], "D" if kind == "date" else "$", (kind, name))))
            elif place >= position:
                position = k + self.look(k)
        return self.made

    def look(self, i: int) -> int:
        """Make a unit of what begins at word i; return how many words it takes."""
        search, words, starts, word = self.search, self.words, self.starts, self.words[i]
        if self.shouting or word not in search.learned:
            hit = match_name(search.lexicon, words, i, len(words), self.shouting)
            if hit is not None:
                count = len(hit.tokens)
                end = starts[i + count - 1] + len(words[i + count - 1])
                previous = self.unit_before(i)[1]
                self.made.append((i, i + count, name_unit(search, hit, words, starts, i, count, starts[i], end, previous, i - self.gone)))
                self.gone += count - 1
                return count
        start = starts[i]
        if word in search.learned and not self.shouting:
            name, kind = search.learned[word]
            letter = "I" if kind in ("instrument", "event") else "L" if kind == "place" else "A"
            self.made.append((i, i + 1, Unit(start, start + len(word), word, letter, Actor(name, kind), "acronym")))
            return 1
        heads = search.heads.get(word)
        if heads is not None:
            count = next((len(h) for h in heads if words[i : i + len(h)] == h), 0)
            if count:
                end = starts[i + count - 1] + len(words[i + count - 1])
                letter = "H" if heads is search.honorifics.get(word) else "M"
                self.made.append((i, i + count, Unit(start, end, search.text[start:end], letter)))
                self.gone += count - 1
                return count
        own = letter = self.letter(i)
        if letter in "wnm" and i > 2 and words[i - 1] == "-" and self.given_name(i):
            letter = "N"
        elif i == 0 and letter in "NK" and (word.endswith(("ing", "ed")) or word.lower() in OPENERS):
            letter = "w"
        elif word == "General" and i:
            before, its_letter, edits = self.unit_before(i)
            if its_letter == "M" or words[before] == "Attorney" or its_letter == "-" and self.unit_before(before, edits)[1] == "M":
                letter = "M"
            elif words[i + 1 : i + 2] == ["Secretary"]:
                letter = "F"
        if letter != own or word in TOLD:
            self.made.append((i, i + 1, Unit(start, start + len(word), word, letter)))
        return 1

    def given_name(self, i: int) -> bool:
        """True for "in" of "Moon Jae-in": the word i is tied to two name words before it."""
        if self.words[i] in COMPOUND or self.starts[i] != self.starts[i - 1] + 1:
            return False
        _, hyphen, edits = self.unit_before(i)
        before, second, edits = self.unit_before(i - 1, edits)
        return hyphen == "-" and second == "N" and self.unit_before(before, edits)[1] == "N"


def match_name(lexicon: Lexicon, words: list[str], i: int, n: int, shouting: bool) -> Name | None:
    """The longest known name that begins at word i and ends by word n."""
    following = lexicon.following.get(words[i])
    if following is None:
        return None
    if i + 1 < n:
        for name in following.get(words[i + 1].lower(), ()):
            if i + len(name.tokens) > n:
                continue
            for word, want, low in zip(words[i : i + len(name.tokens)], name.tokens, name.lower, strict=False):
                if word != want and (word.lower() != low or not (word.isupper() and len(word) > 1 or low in SMALL)):
                    break
            else:
                return name
    word = words[i]
    for name in following.get("", ()):
        if word == name.tokens[0]:
            if not (shouting and word in LOWER_ACTORS_NOT):
                return name
        elif shouting or len(word) > 4 and word.isupper() and name.lower[0] == word.lower():
            return name
    return None


def name_unit(
    search: Search,
    name: Name,
    words: list[str],
    starts: list[int],
    i: int,
    count: int,
    start: int,
    end: int,
    previous: str,
    order: int,
) -> Unit:
    """What a known name is here; `previous` is the letter of the unit before it, `order` the number of units before it."""
    before = words[i - 1] if i else ""
    after = words[i + count] if i + count < len(words) else ""
    said = search.text[start:end]
    if before == "-" and i > 1 and words[i - 2].lower() in NEGATING and starts[i - 1] + 1 == start:
        return Unit(start, end, said, "w")
    letter = name.letter
    if letter == "L":
        return place_unit(search, start, end, said, words, starts, i, count, before)
    if letter == "I":
        return Unit(start, end, said, "I", name.actors[0])
    single = name.tokens[0] if count == 1 else ""
    if single and after and after[0].isupper() and SPECIFIC_AFTER.match(search.plain, end) and letter != "J":
        return Unit(start, end, said, "N")
    actor = choose(search, name, words, i, count, before, after, previous, order)
    if actor is None:
        return Unit(start, end, said, "K" if letter == "J" else "N")
    if letter == "J":
        if after[:1].isupper() and SPECIFIC_AFTER.match(search.plain, end):
            return Unit(start, end, said, "K")
        return Unit(start, end, said, "J", actor, "adjective")
    if letter == "S":
        if single and before[:1].isupper() and previous and previous in "NHh" and before not in ("Mr",):
            return Unit(start, end, said, "N")
        if not is_seat(search, words, i, count, before, after) or "," in said or "." in said:
            return place_unit(search, start, end, said, words, starts, i, count, before)
        return Unit(start, end, said, "S", actor, "seat")
    form = (
        "acronym"
        if said.isupper() and len(said) < 9 and " " not in said and said != actor.name.upper() or said == actor.name and said.isupper()
        else "name"
    )
    return Unit(start, end, said, "A", actor, form)


def choose(
    search: Search, name: Name, words: list[str], i: int, count: int, before: str, after: str, previous: str, order: int
) -> Actor | None:
    """The actor a name stands for here, None where it is none."""
    actors = name.actors
    if len(actors) == 1 and (count > 1 or not (name.tokens[0] in UNSURE or name.tokens[0] in MASKED or actors[0].ambiguous)):
        return actors[0]
    surface = " ".join(name.tokens)
    if count == 1 and surface in MASKED and before in MASKED[surface]:
        return None
    unsure = surface in actors[0].ambiguous or surface in UNSURE
    if unsure and count == 1 and name.letter in "A":
        low = after.lower()
        if previous in ("N", "H", "h", "i") and before != "," and (order > 1 or previous != "N"):
            return None  # Michael Jordan, Mr. Chad
        office = before == "of" and i > 1 and classify(words[i - 2]) in "MXmF"  # "President of Chad Idriss Deby"
        named = after and after[0].isupper() and classify(after) in "Ni" and after not in search.lexicon.index
        if not office and named and low not in STOP:
            return None  # Chad Smith, Jordan Peterson
        if surface == "Georgia" and (
            near(words, i, ("Atlanta", "Savannah", "Alabama", "Florida", "Augusta", "Carolina", "Macon"))
            or before == "South"
            or i > 1
            and words[i - 2] in ("State", "state")
            and before == "of"
            and not search.has("Tbilisi", "Georgian")
        ):
            return None
    if len(actors) == 1:
        return actors[0]
    if name.tokens in search.choices:
        return search.choices[name.tokens]
    choice = decide(search, surface, actors)
    search.choices[name.tokens] = choice
    return choice


def decide(search: Search, surface: str, actors: Sequence[Actor]) -> Actor | None:
    by_name = {a.name: a for a in actors}
    living = [a for a in actors if a.exists(search.date)] if search.date else [a for a in actors if not a.former]
    if len(living) == 1:
        return living[0]
    if {"South Korea", "North Korea"} <= by_name.keys():
        north = search.has("North Korea", "DPRK", "Pyongyang", "Democratic People's Republic of Korea")
        south = search.has("South Korea", "ROK", "Seoul", "Republic of Korea", "REPUBLIC OF KOREA")
        if search.date and search.date < "1948":
            return None
        return by_name["South Korea"] if south or not north else None
    for marks in MARKS.get(surface, ()):
        other = [m for name, m in MARKS[surface] if name != marks[0]]
        if marks[0] in by_name and search.has(*marks[1]) and not any(search.has(*m) for m in other):
            return by_name[marks[0]]
    own = [a for a in living or actors if a.name == surface]
    if len(own) == 1:
        return own[0]
    sure = [a for a in living or actors if surface not in a.ambiguous]
    return sure[0] if len(sure) == 1 else None


def near(words: list[str], i: int, marks: tuple[str, ...]) -> bool:
    return any(m in words[max(0, i - 8) : i + 8] for m in marks)


ASKED = frozenset("urge urged urges urging ask asked asks asking press pressed presses invite invited thank thanked upon".split())


def is_seat(search: Search, words: list[str], i: int, count: int, before: str, after: str) -> bool:
    """A capital stands for its government where it is a subject, an owner, or one of the two after "between"."""
    n = len(words)
    if before.lower() in PLACE_BEFORE or before in ("-", "(") or after in (")", "-", "("):
        return False
    listed = seats(search)
    j, floor = i, max(0, i - SEATS_LISTED)
    while j > floor and (words[j - 1] in (",", "and") or words[j - 1] in listed):
        j -= 1
    first = words[j - 1].lower() if j > 0 else ""
    if first == "between":
        return True
    if first in PLACE_BEFORE:
        return False
    if after == "'s":
        following = words[i + count + 1] if i + count + 1 < n else ""
        return bool(following) and following.lower() not in PLACE_AFTER and not following[:1].isupper()
    if first in ASKED and (after == "to" or after in ("and", "for")):
        return True  # "urged Arnor's capital to ..."
    k = i + count
    n = min(n, k + SEATS_LISTED)
    while k < n and (words[k] in (",", "and") or words[k] in listed):
        k += 1
    while k < n and (words[k].endswith("ly") or words[k] in ("also", "both", "have", "has", "had")):
        if words[k] in ("have", "has", "had"):
            return True
        k += 1
    if k >= n:
        return False
    verb = words[k]
    if k > i + count and words[k - 1] == ",":
        return False
    return verb in VERBS or verb.endswith("ed") and verb.islower() and len(verb) > 4 and first not in ("the", "a")


def seats(search: Search) -> frozenset[str]:
    cached = SEATS.get(id(search.lexicon))
    if cached is None:
        cached = frozenset(
            t for names in search.lexicon.index.values() for name in names if name.letter in "SA" for t in name.tokens if t[0].isupper()
        )
        SEATS.clear()
        SEATS[id(search.lexicon)] = cached
    return cached


def place_unit(
    search: Search, start: int, end: int, said: str, words: list[str], starts: list[int], i: int, count: int, before: str
) -> Unit:
    """A place, with ", Country" after it where that is its country's or region's name."""
    k = i + count
    n = len(words)
    if k + 1 < n and words[k] == "," and words[k + 1][0].isupper():
        hit = match_name(search.lexicon, words, k + 1, n, False)
        if hit is not None and hit.letter == "A" and hit.actors[0].kind == "country":
            stop = k + 1 + len(hit.tokens)
            following = words[stop] if stop < n else ""
            if (
                following not in ("and", "'s", "-", "&")
                and (not following or not following[0].isalpha() or following.lower() in STOP)
                and (following != "," or i > 0 and before.lower() in PLACE_BEFORE)
                and i != 0
            ):
                end = starts[stop - 1] + len(words[stop - 1])
                said = search.text[start:end]
    unit = Unit(start, end, said, "L", Actor(SPACE.sub(" ", said), "place"))
    return unit
