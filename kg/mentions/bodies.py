"""Units in, units out: governments, bodies, instruments and events of several words become one unit."""

from __future__ import annotations

import re

from kg.lexicon import Actor
from kg.mentions.letters import SPACE
from kg.mentions.search import Line, Search, Unit

RUN = re.compile(r"(?:o|#)?(?:X'|M'|[AJSLINKCGTVXOFiBM])(?:(?:-|_|,?&|'(?<=[XM]')|[frn]t?|)(?:[AJSLINKCGTVXOF#iBo]|M(?='))){1,40}")
BODY_HEAD = re.compile("[GTV]")
GOV = re.compile(r"gft?A|gCgft?A|[JA]g")
GENERIC = frozenset("""joint leaders leader ministerial foreign ministers minister high-level high level working bilateral trilateral
    annual inaugural strategic partnership comprehensive global special first second third fourth fifth sixth seventh eighth ninth
    tenth next last regular virtual in-person and of for on the s 's economic security defense defence senior officials official
    expert experts joint task force steering coordination government national political interim final new annual final common enhanced
    full current international regional meeting meetings summit council commission committee group forum dialogue statement
    declaration action plan agreement treaty convention charter initiative framework resolution program programme memorandum
    understanding law act agency department ministry office authority week conference session press fact vision roadmap presidential
    free trade enduring principals heads state technical assistance multilateral military armed security people public private sector
    business mutual constitution - – —""".split())


def join_governments(search: Search, line: Line) -> None:
    """"the Government of Arnor", "the Arnorian side": the country."""
    if "g" not in line.letters:
        return
    edits: list[tuple[int, int, Unit]] = []
    for m in GOV.finditer(line.letters):
        part = line.units(m.start(), m.end())
        if part[0].letter == "g":
            actor = part[-1]
            if (
                part[0].text[0].islower()
                and part[0].text not in ("government", "governments")
                or part[0].text in ("side", "Side", "sides", "Sides", "Administration", "People's")
            ):
                continue
        else:
            actor = part[0]
            if part[-1].text not in ("Government", "government", "side", "Side"):
                continue
        if not isinstance(actor.payload, Actor) or actor.payload.kind not in ("country", "organization", "group"):
            continue
        start, end = part[0].start, part[-1].end
        edits.append((m.start(), m.end(), Unit(start, end, search.text[start:end], "A", actor.payload, "name")))
    line.join(edits)


def join_bodies(search: Search, line: Line, heading: bool) -> None:
    """Bodies, instruments and events named by several words; of a heading only numbered resolutions."""
    letters = line.letters
    if (heading and "#" not in letters) or not BODY_HEAD.search(letters):
        return
    edits: list[tuple[int, int, Unit]] = []
    for m in RUN.finditer(letters):
        run = m.group()
        if "#" not in run if heading else not BODY_HEAD.search(run):
            continue
        for a, b in segments(line, letters, m.start(), m.end()):
            body = body_unit(search, line.units(a, b), letters[a:b], heading)
            if body is not None:
                edits.append((a, b, body))
    line.join(edits)


def segments(line: Line, letters: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a run of capitalised words where two names meet."""
    segments = []
    a = start
    headed = linked = False
    i = start
    while i < end:
        c = letters[i]
        cut = False
        if c in "frn":
            word = line.text(i)
            j = i + (2 if letters[i + 1 : i + 2] == "t" else 1)
            last = letters[i - 1]
            if not headed or word not in ("of", "for", "on", "against", "in", "between", "with") or word in ("between", "with"):
                cut = True
            elif word == "in" and not (linked and letters[i - 1] not in "#"):
                cut = True
            elif word in ("on", "for", "against") and last not in "GTVI" and not linked:
                cut = True
            elif word == "of" and last in "#":
                cut = True
            elif word == "on" and letters[j : j + 1] in ("A", "D", "S"):
                cut = True
            elif letters[j : j + 1] == "A" and word == "of" and last in "V":
                cut = True
            if cut:
                segments.append((a, i))
                a, headed, linked = j, False, False
                i = j
                continue
            linked = True
            i = j
            continue
        if c in "&_":
            right = letters[i + 1 : i + 2]
            left = letters[i - 1]
            if c == "_":
                cut = not (left in "AS" and right in "AS")
            else:
                rest = letters[i + 1 : end]
                cut = (
                    left in "ASJLBI#',"
                    or right in "ASLBIM"
                    and left != "K"
                    or headed
                    and (not linked or any(h in rest for h in "GTV"))
                    or right == "J"
                    and left in "GTV"
                )
            if cut:
                stop = i - 1 if left == "," else i
                segments.append((a, stop))
                a, headed, linked = i + 1, False, False
        elif c == "'" and (headed or linked):
            segments.append((a, i))
            a, headed, linked = i + 1, False, False
        elif c in "GTV":
            headed = True
        i += 1
    segments.append((a, end))
    return [(a, b) for a, b in segments if b - a > 1]


def body_unit(search: Search, part: list[Unit], letters: str, heading: bool) -> Unit | None:
    while letters and letters[-1] in "-_&,frnt'":
        part, letters = part[:-1], letters[:-1]
    if letters[:1] in ("A", "I", "B") and (len(letters) == 1 or letters[1] in "frn"):
        return None
    link = next((i for i, c in enumerate(letters) if c in "frn"), len(letters))
    head = next((i for i in range(link - 1, -1, -1) if letters[i] in "GTV"), -1)
    if head < 0:
        return None
    resolution = part[head].text in ("Resolution", "Resolutions")
    if resolution and letters[head + 1 : head + 2] == "#":
        number = part[head + 1]
        security = (
            any("Security Council" in u.text or u.text in ("UNSC", "UN") for u in part[:head])
            or head == 0
            and search.has("Security Council")
        )
        name = f"UN Security Council Resolution {number.text}" if security else SPACE.sub(" ", search.text[part[0].start : number.end])
        return Unit(part[0].start, number.end, name, "I", Actor(name, "instrument")) if security or head > 0 else None
    if heading:
        return None
    if link == len(letters) and head < len(letters) - 1:  # cut what follows the head, but for a year or number
        stop = head + 2 if letters[head + 1] == "#" and part[head + 1].text[:2] in ("19", "20") else head + 1
        part, letters = part[:stop], letters[:stop]
    if letters[0] in "o#O" and len(letters) > 1 and letters[0] == "o" and letters[1] in "tfrn":
        part, letters = part[1:], letters[1:]
    while letters and (letters[0] in "-_&,frnt'" or letters[0] == "J" and letters[1:2] == "&"):
        part, letters = part[1:], letters[1:]
    if len(letters) < 2:
        return None
    kind = (
        {"G": "organization", "T": "instrument", "V": "event"}[letters[min(head, len(letters) - 1)]]
        if letters[min(head, len(letters) - 1)] in "GTV"
        else ""
    )
    if not kind:
        return None
    last = part[min(head, len(part) - 1)].text
    own = [u for u, c in zip(part, letters, strict=True) if u.text.lower() not in GENERIC and c not in "-_&,frnt'"]
    actors = [u for u, c in zip(part, letters, strict=True) if c in "ASJLI"]
    specific = [u for u in own if u not in actors]
    if not own or last in ("Statement", "Partnership", "Service") and not specific:
        return None
    if last in ("Act", "Vision", "Plan", "Deal", "Law", "Board", "Week", "Agenda", "Group", "Service") and not specific and not actors:
        return None
    if len(letters) == 2 and letters == "JT" and last in ("Law", "Constitution", "Plan", "Strategy", "Concept"):
        return None
    start, end = part[0].start, part[-1].end
    name = SPACE.sub(" ", search.text[start:end])
    resolved = search.lexicon.resolve(name)
    if resolved:
        actor = search.lexicon.entry(resolved)
        if actor is not None:
            return Unit(start, end, name, "I" if actor.kind == "instrument" else "B", actor)
    return Unit(start, end, name, "B" if kind == "organization" else "I", Actor(name, kind))
