"""Units in, mentions out: persons with their offices, offices alone, and every other name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.lexicon import SMALL, Actor
from kg.mentions.classes import TOLD
from kg.mentions.letters import SPACE
from kg.mentions.offices import CAPS, OFFICE, POST
from kg.mentions.search import HEADINGS, Line, Search, Unit
from kg.model import Mention, Sentence

LOWER_BARE = frozenset("minister president chancellor".split())
CANDIDATES_SG = (
    "UN",
    "NATO",
    "ASEAN",
    "OAS",
    "Commonwealth",
    "GCC",
    "Arab League",
    "Gulf Cooperation Council",
    "League of Arab States",
    "OSCE",
    "SCO",
    "Shanghai Cooperation Organisation",
)
# Names of persons: at most eight parts, so that no text takes more than linear time.
NAME = r"(?:[NC](?!')|i|p(?=-?[pNC]))(?:-?(?:[NCi]|p(?=-?[pNC])|(?<=[NC])H(?=[NC]))){0,7}(?:,?j)?"
NAME2 = r"(?:[NC]|i(?=[iNC]))(?:-?(?:[NCi]|p(?=-?[pNC]))){1,7}(?:,?j)?"
OF = r"(?:ft?[AB](?:ft?[AB])?|zt?[AB])"
BEFORE = r"(?:[ASB]'|[JA])?"
PEOPLE = re.compile(
    r"(?P<intro>(?P<b1>" + BEFORE + r")(?P<q1>[q-]{0,3})(?P<o1>" + OFFICE + r"(?:&" + CAPS + POST + r")?)(?:"
    r"(?P<of1>" + OF + r")?,?(?P<h1>[Hh]{0,5})(?<![,])(?P<n1>" + NAME + r")"
    r"|(?P<of2>" + OF + r")?,(?P<h2>[Hh]{1,5})(?P<n2>" + NAME + r")"
    r"|(?P<of3>" + OF + r"),(?P<n3>" + NAME2 + r")(?=[,&.|w(;])"
    r")(?P<after>ft?A|,t?" + OFFICE + OF + r"(?!,?[HhNCip]))?)"
    r"|(?P<plural>(?P<b4>"
    + BEFORE
    + r")(?P<o4>(?:F(?:&?F){0,3})?X)(?P<h4>[Hh]{0,3})(?P<n4>"
    + NAME
    + r")(?:,[Hh]{0,3}"
    + NAME
    + r"){0,8},?&(?P<h5>[Hh]{0,3})(?P<n5>"
    + NAME
    + r"))"
    r"|(?P<appos>(?P<h6>[Hh]{0,5})(?P<n6>"
    + NAME2
    + r"|(?<=[Hh])"
    + NAME
    + r"),t?(?P<b6>"
    + BEFORE
    + r")(?P<q6>[q-]{0,3})(?P<o6>"
    + OFFICE
    + r"(?:&"
    + CAPS
    + POST
    + r")?)(?P<of6>"
    + OF
    + r")?(?!,?[HhNCi]))"
    r"|(?P<titled>(?P<b7>J)?(?:(?P<h7>H[Hh]{0,4})(?P<n7>" + NAME + r")|(?P<h8>h[h]{0,2})(?P<n8>" + NAME2 + r")))"
    r"|(?P<office>(?P<b9>" + BEFORE + r")(?P<q9>[q-]{0,3})(?P<o9>" + OFFICE + r")(?P<of9>" + OF + r")?)"
)
APPOSED = re.compile(r",t?" + OFFICE + r"(?P<of>" + OF + r")")
OFFICE_LETTER = re.compile("[MmXHh]")  # without one of these there is neither office nor honorific
NAME_LETTER = re.compile("[NC]")
PAST = ("former", "then", "ex-", "late ")
SURE = frozenset(["external affairs minister", "taoiseach", "tánaiste", "secretary of state", "secretary of defense"])


def find_persons(search: Search, line: Line, sentence: Sentence) -> None:
    """Keep the persons and offices of a sentence, then its other names."""
    letters = line.letters
    taken: list[tuple[int, int]] = []
    if OFFICE_LETTER.search(letters):
        for m in PEOPLE.finditer(letters):
            before = len(search.found)
            if m["intro"]:
                introduced(search, m, line)
            elif m["plural"]:
                several(search, m, line)
            elif m["appos"]:
                apposition(search, m, line)
            elif m["titled"]:
                side = actor_of(search, line.units(*m.span("b7"))) if m["b7"] else ""  # "his Arnorian counterpart Ann Poe"
                add_person(search, line, m.start(), m.end(), m.span("n7" if m["n7"] else "n8"), "", side)
            else:
                office_alone(search, m, line, sentence)
            if len(search.found) > before:
                taken.append(m.span())
    place = 0  # the next of the spans taken
    for k, unit in line.named.items():
        while place < len(taken) and taken[place][1] <= k:
            place += 1
        if unit.letter in "D$" or place == len(taken) or k < taken[place][0]:
            emit(search, unit, line, k)
    if NAME_LETTER.search(letters):
        if taken:
            free = list(letters)
            for a, b in taken:
                free[a:b] = "." * (b - a)
            letters = "".join(free)
        search.loose.append((line, letters))


def emit(search: Search, unit: Unit, line: Line, k: int) -> None:
    """Keep a name that is neither a person nor an office."""
    payload = unit.payload
    if payload is None:
        if unit.text not in TOLD:
            return
        numbered = line.letters[k + 1 : k + 2] == "#"
        before = line.unit(k - 1) if k else None
        if unit.text == "Koreas" and before and before.text.lower() in ("both", "two"):
            search.found.append(Mention(before.start, before.end, "country", "North Korea"))
            search.found.append(Mention(unit.start, unit.end, "country", "South Korea"))
        elif unit.text == "UNSCR" and numbered:
            number = line.unit(k + 1)
            search.found.append(Mention(unit.start, number.end, "instrument", f"UN Security Council Resolution {number.text}"))
        elif unit.text[0] == "r" and numbered and before and before.text.endswith("Security Council"):
            if search.found and search.found[-1].start == before.start:
                search.found.pop()
            number = line.unit(k + 1)
            search.found.append(Mention(before.start, number.end, "instrument", f"UN Security Council Resolution {number.text}"))
        return
    if isinstance(payload, tuple):
        search.found.append(Mention(unit.start, unit.end, payload[0], payload[1]))
        return
    assert isinstance(payload, Actor)
    if payload.name in CANDIDATES_SG:
        search.organization = payload.name
    search.found.append(Mention(unit.start, unit.end, payload.kind, payload.name, unit.form))


def office_text(search: Search, units: Sequence[Unit]) -> str:
    """Words of an office as written, with single spaces, without stops."""
    if not units:
        return ""
    return SPACE.sub(" ", search.text[units[0].start : units[-1].end])


def actor_of(search: Search, units: Sequence[Unit]) -> str:
    """The country, else the body, among the units of "of X"."""
    found = [u.payload for u in units if isinstance(u.payload, Actor) and u.payload.kind in ("country", "organization", "group")]
    countries = [a for a in found if a.kind == "country"]
    if countries:
        return countries[-1].name
    for actor in found:
        entry = search.lexicon.entry(actor.name)
        if entry is not None:
            return entry.name
    return ""


def described(search: Search, m: re.Match[str], line: Line, before: str, qualifier: str, office: str, of: Sequence[str]
) -> tuple[str, str]:
    """(office, actor) of an office phrase; both ends may name the country."""
    first = line.units(m.start(before), m.end(before))
    words = office_text(search, line.units(m.start(office), m.end(office)))
    head = words
    actor = ""
    for group in of:
        if m[group]:
            part = line.units(m.start(group), m.end(group))
            if part[0].letter != "z":  # an ambassador to a country does not speak for it
                actor = actor or actor_of(search, part)
            if part[0].letter == ",":  # "President Baggins, President of Arnor"
                words = office_text(search, [u for u in part if u.letter not in ",t" or u is not part[0] and u is not part[1]])
            else:
                words += " " + office_text(search, part)
    if first:
        own = actor_of(search, first[:1])
        actor = actor or own
        if first[0].letter == "A" and len(first) == 1:
            words = f"{first[0].text} {words}"
        elif own and not any(m[g] for g in of):
            words = f"{words[:1].upper()}{words[1:]} of {with_article(own)}"
            words = title_case(words) if head[0].islower() else words
    if not actor:
        actor = national_actor(search, head)
    if m[qualifier]:
        said = office_text(search, line.units(m.start(qualifier), m.end(qualifier))).rstrip("-")
        if said.lower().startswith(("former", "then", "ex", "late")):
            return f"{said.lower() if said[0].islower() else 'former'} {words}", ""
        words = f"{said} {words}"
    return words, actor


def national_actor(search: Search, office: str) -> str:
    """The only country that has the office, where the text speaks of that country."""
    actor = search.national.get(office.lower(), "")
    if not actor or office.lower() in SURE:
        return actor
    return actor if search.speaks_of(actor) else ""


def introduced(search: Search, m: re.Match[str], line: Line) -> None:
    number = "1" if m["n1"] else "2" if m["n2"] else "3"
    office, actor = described(search, m, line, "b1", "q1", "o1", ("of" + number, "after"))
    if not actor and (further := APPOSED.match(line.letters, m.end())):
        actor = actor_of(search, line.units(*further.span("of")))  # "President A, President of Arnor"
    add_person(search,
        line,
        m.start(),
        m.end(),
        m.span("n" + number),
        office,
        actor,
        bool(m["q1"]) and office.startswith(PAST),
        bool(m["b1"] or m["of" + number] or m["after"]),
    )


def apposition(search: Search, m: re.Match[str], line: Line) -> None:
    office, actor = described(search, m, line, "b6", "q6", "o6", ("of6",))
    add_person(search, line, m.start(), m.end(), m.span("n6"), office, actor, office.startswith(PAST), bool(m["b6"] or m["of6"]))


def several(search: Search, m: re.Match[str], line: Line) -> None:
    office = office_text(search, line.units(m.start("o4"), m.end("o4")))
    office = re.sub(r"ies$", "y", office) if office.endswith("ies") else office.removesuffix("s")
    actor = national_actor(search, office) or actor_of(search, line.units(m.start("b4"), m.end("b4"))[:1])
    start = m.start()
    i = m.start("h4")
    while i < m.end():
        j = i
        while j < m.end() and line.letters[j] not in ",&":
            j += 1
        name = i
        while name < j and line.letters[name] in "Hh":
            name += 1
        if name < j:
            add_person(search, line, start, j, (name, j), office, actor, False, False)
        i = start = j + 1


def office_alone(search: Search, m: re.Match[str], line: Line, sentence: Sentence) -> None:
    letters = line.letters
    unit = line.unit(m.start())
    head = line.text(m.end("o9") - 1)
    if sentence.kind in HEADINGS and not m["of9"] and not m["b9"]:
        return
    lower = "m" in m["o9"]
    article = m.start() > 0 and letters[m.start() - 1] == "t" and line.text(m.start() - 1).lower() == "the"
    if lower and not m["b9"] and not m["of9"] and not (article and head in LOWER_BARE and letters[m.start() : m.end()] in ("m", "km")):
        return
    if lower and head not in LOWER_BARE and not m["b9"]:
        return
    if not lower and not article and not m["b9"] and not m["of9"]:
        if unit.text not in ("President", "Prime", "Taoiseach") or m.start() > 0 and letters[m.start() - 1] not in "&,w":
            return
    if letters[m.end() : m.end() + 1] in ("-", "G", "T", "V") and letters[m.end() : m.end() + 1]:
        return
    if (
        head
        in ("Chief", "Chair", "General", "Representative", "Representatives", "Director", "Justice", "Commander", "Chairman", "Speaker")
        and not m["of9"]
        and not article
    ):
        return
    office, actor = described(search, m, line, "b9", "q9", "o9", ("of9",))
    first = line.unit(m.start())
    search.found.append(Mention(first.start, line.unit(m.end() - 1).end, "office", office, "name", actor, office))


def add_person(search: Search, line: Line,
    start: int,
    end: int,
    name: tuple[int, int],
    office: str,
    actor: str,
    former: bool = False,
    said_of: bool = True,
) -> None:
    parts = line.units(name[0], name[1])
    kept = [u for u in parts if u.letter not in ",j"]
    while kept and kept[-1].letter == "-":
        kept.pop()
    if not kept:
        return
    said = SPACE.sub(" ", search.text[kept[0].start : kept[-1].end])
    tokens = said.split()
    search.people.append((len(search.found), tokens))
    if office and not former and (not actor or not said_of):
        leader = search.lexicon.leader(surname_of(said), search.date) or search.lexicon.leader(tokens[-1], search.date)
        if not leader and len(tokens) > 1:
            names = (search.lexicon.leader(t.title() if t.isupper() else t, search.date) for t in tokens)
            leader = next((c for c in names if c and search.speaks_of(c)), "")
        if office.endswith(("Secretary-General", "Secretary General")):
            leader = leader or search.organization
        actor = leader or actor
    first, last = line.unit(start), line.unit(end - 1)
    search.found.append(Mention(first.start, last.end, "person", said, "former" if former else "name", actor, office))


def with_article(name: str) -> str:
    return (
        f"the {name}"
        if name.startswith(
            (
                "United ",
                "Holy See",
                "Netherlands",
                "Philippines",
                "Republic",
                "Democratic",
                "European",
                "Soviet",
                "Maldives",
                "Bahamas",
                "Marshall",
                "Solomon",
                "Dominican",
                "Czech",
                "EU",
                "UN",
                "Central African",
                "African Union",
            )
        )
        else name
    )


def title_case(words: str) -> str:
    return " ".join(w if w in SMALL or w[0].isupper() else w.capitalize() for w in words.split())


def surname_of(name: str) -> str:
    words = name.split()
    for k in range(len(words) - 1):
        if words[k].lower() in ("von", "van", "bin", "de", "der", "da", "le", "el", "al"):
            return " ".join(words[k:])
    return words[-1]
