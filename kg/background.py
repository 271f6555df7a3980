"""Sentence + Mentions -> background facts: who holds which office, where and when a meeting was held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Document, Fact, Mention, Sentence
from kg.references import Context
from kg.topics import find_topics
from kg.words import CLOSED

MET = re.compile(r"\b(?:met|meets?|convened|gathered|held\s+(?:talks|a\s+meeting|discussions|consultations))\b")
EVENT_NOUN = re.compile(
    r"\b(?:meetings?|summit|talks|consultations|discussions|dialogue|conference|session|round|ministerial|negotiations|forum|ceremony|seminar"
    r"|workshop|symposium|congress|assembly|gathering|retreat)\b"
    r"(?!\s+(?:partner|relation|table|process|mechanism|venue|room|paper|document|outcome|protection|on\s+Women))", re.IGNORECASE
)
EVENT_WORDS = frozenset(
    "bilateral trilateral quadrilateral ministerial annual regular joint informal formal virtual plenary inaugural special extraordinary "
    "first second third fourth fifth sixth seventh eighth ninth tenth next previous recent last peace trade security political economic "
    "strategic foreign defence defense high level round of productive separate expanded signing opening closing working".split()
)
ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
WORD = re.compile(r"\S+")
SMALL_WORDS = frozenset("for of and at in to the on".split())
MORE_OFFICE = re.compile(
    r"(?:\s+(?:for|of|at|to|on|in|and)(?:\s+the)?(?=\s+[A-Z])|\s+(?!Dr\b|Mr\b|Mrs\b|Ms\b|Prof\b|Ambassador\b)[A-Z][\w.’'&-]*(?:\s\([A-Z]{2,8}\))?)+"
)
TAKING_PART = re.compile(
    r"\b(?:participat\w+|took\s+part|taking\s+part|attended|attending|were\s+present|present\s+(?:at|on|were)|delegation\s+(?:included|consisted|comprised))",
    re.IGNORECASE,
)
DELEGATION = re.compile(r"\b(?:delegations?|side|teams?)\b")
OF_OWNER = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?(?:Republic of\s+|Kingdom of\s+)?")
LED_BY = re.compile(r"\b(?:led|headed|chaired|included|includes|comprised|consisted|composed|represented|will be|were|was)\b")
JOINED_BY = re.compile(r"\bjoined\b(?:\s+(?:at|in|during|for)\s+[\w\s]{1,40}?)?\s+by\b")
UNDER_CHAIR = re.compile(r"\bunder\s+the\s+(?:joint\s+|co-?)?(?:chair(?:man)?ship|presidency|leadership)\s+of\s+(?:the\s+)?")
WAS_LED = re.compile(
    r"\b(?:meeting|talks|discussions|consultations|dialogue|session|summit|conference|negotiations)\s+(?:was|were)\s+(?:also\s+|jointly\s+)?"
    r"(?:co-?led|led|convened|headed)\s+(?:jointly\s+)?by\b",
    re.IGNORECASE,
)
GROUP_NAME = re.compile(r"\b(?:Group|Partnership|Alliance|Coalition|Initiative|Club|Forum)\b")
ACRONYM = r"(?:\s*\([A-Z0-9.]{2,10}\))?"
WITH_MEMBERS = re.compile(
    r"\s+(?:[Mm]ember\s+)?(?:[Ss]tates|[Cc]ountries|[Mm]embers|[Nn]ations)\s*\((?:the\s+)?"
    r"|\)?" + ACRONYM + r",?\s+(?:including|comprising|consisting\s+of|made\s+up\s+of|composed\s+of)\s+(?:the\s+)?"
)
MEMBER_STATES = re.compile(r"\s+(?:[Mm]ember\s+)?(?:[Ss]tates|[Cc]ountries|[Mm]embers|[Nn]ations)\s*\(")
BETWEEN_MEMBERS = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+)(?:the\s+)?")
NAME_WORD = r"(?:[A-Z0-9][\w’'&.-]*,?|\([A-Z0-9.+-]{2,12}\)|of|and|on|for|the|its)"
OF_NAMED = re.compile(r"\s+of\s+(?:the\s+)?(?:[a-z][\w-]*\s+){0,2}?(?:" + NAME_WORD + r"\s+)*[A-Z][\w’'&.-]*(?:\s\([A-Z]{2,12}\))?")
WHOLE = re.compile(
    r"(\s+(?:of|between|on|for|under)\s[^.;:]{1,150}?)\s+(?:was|were|is|will\s+be|has\s+been|is\s+to\s+be|took|takes|will\s+take)\s+"
    r"(?:also\s+|then\s+)?(?:held|convened|hosted|place|opened|concluded)\b"
)
UNKNOWN_PLACE = re.compile(
    r"\b(?:held|convened|met|gathered|took\s+place|take\s+place|hosted|assembled)\s+(?:\w+\s+){0,2}?(?:in|at)\s+(?:the\s+(?:city|town)\s+of\s+)?"
    r"([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"
)
FIRST_DATE = re.compile(r"(?:(?:On|In|From)\s+(?:the\s+)?)?(?:\w+day,?\s+(?:the\s+)?)?$")
TO_BE = re.compile(r"\b(?:be|is|was|were|been|being)\s+(?:\w+\s+)?$")
AND_ALSO = re.compile(r"(?:,?\s+and\s+(?:also\s+)?|,\s+)(?:the\s+)?")
ANOTHER_POST = re.compile(
    r"(?:(?:current|concurrent|incoming|outgoing)\s+)?(?:Chair(?:man|person|woman)?|Co-Chair|Member|Head|Minister|Special\s+Envoy|Secretary|Governor"
    r"|Commander(?:-in-Chief)?|President|Chief)(?:\s+[A-Z][\w-]*){0,3}\s+(?:of|for)\s+(?:the\s+)?(?:" + NAME_WORD + r"\s+)*[A-Z][\w’'-]*"
)
OF_THE = re.compile(r"\s+of\s+the\s+")
CONVENES = re.compile(ACRONYM + r"\s+(?:will\s+be\s+|was\s+|has\s+|is\s+to\s+be\s+)?(?:convened|met|meets|meet|gathered)")
BODY_HELD = re.compile(
    ACRONYM + r"\s+(?:(?:was|is|will\s+be|were|has\s+been)\s+(?:held|convened|hosted)|(?:took|takes|will\s+take)\s+place)\b"
)
BEFORE_PLACE = re.compile(r"(?:\b(?:in|at)\s+(?:the\s+)?|,\s*)$")
BEFORE_DATE = re.compile(r"(?:\b(?:on|in|from)\s+(?:the\s+)?|,\s*|\()$|^\s*$|\b(?:today|held)\s*$")
HELD = re.compile(r"\b(?:held|convened|hosted|took\s+place|taking\s+place|take\s+place|be\s+held|concluded|meeting|met|gathered)\b")
ASIDE = re.compile(r"\b(?:margins?|sidelines?|during|ahead\s+of|following|after|before|since)\b")
WITH_ANOTHER = re.compile(r"(?:\band|,)\s+(?:the\s+)?$")
HOLDING = re.compile(r"\b(?:held|holds?|convened|hosted|chaired|attended|met|gathered|took\s+place|opened|concluded)\b")
MONTHS = frozenset("January February March April May June July August September October November December".split())
HELD_BEFORE = re.compile(r"\b(?:held|holds|convened|concluded|opened|hosted)\s+(?:(?:its|their|the|a|an|our)\s+)?(?:\w+\s+)?$")
LONGEST, MOST = 4000, 200  # characters and mentions of one sentence that are looked at
STOP = re.compile(
    r"[;:]|\b(?:which|who|that|launched|established|created|adopted|announced|signed|since|by|until|before|starting|beginning)\b"
)


def background_facts(document: Document, sentence: Sentence, mentions: Sequence[Mention], context: Context) -> list[Fact]:
    """Facts that stand in names and dates rather than in a verb; headings give none."""
    if sentence.kind in ("title", "dateline", "salutation") or (sentence.kind == "heading" and document.text[sentence.end - 1] != ":"):
        return []
    facts: list[Fact] = []
    text = document.text
    stop = sentence.end
    quote = text[sentence.start : stop]
    if stop - sentence.start > LONGEST or len(mentions) > MOST:
        # What happens where stands close together: a sentence longer than any real one is looked at up to a limit, for each event is
        # held against each place and person.
        mentions = [m for m in mentions if m.end <= sentence.start + LONGEST][:MOST]
        sentence = replace(sentence, end=min(stop, sentence.start + LONGEST))
    seen: set[tuple[str, str, str]] = set()

    def add(subject: str, relation: str, name: str, rule: str, mention: Mention, kind: str, subject_kind: str) -> None:
        if (subject, relation, name) in seen or not name:
            return
        seen.add((subject, relation, name))
        facts.append(
            Fact(
                document.id,
                sentence.start,
                stop,
                (subject,),
                relation,
                name,
                None,
                (),
                False,
                find_topics(name),
                rule,
                quote,
                (mention.start, mention.end),
                (mention.start, mention.end),
                kind,
                subject_kind,
                "said in the words themselves",
                paragraph=sentence.paragraph + 1,
            )
        )

    people = [m for m in mentions if m.kind == "person"]
    for mention in people:
        if mention.office and introduces(text, mention) and not mention.office.startswith("late "):
            office = whole_office(text, mention, sentence.end, people)
            others = list(more_offices(text, mention, sentence.end, mentions))
            whole = any(name.startswith(mention.office + " of ") for _, name in others)  # "President A, President of Arnor"
            if not whole and ((mention.name, mention.office) not in context.introduced or " of " in mention.office):
                add(mention.name, "holdsOffice", office, "name-with-office", mention, "office", "person")
            context.introduced.add((mention.name, mention.office))
            for further, name in others:
                add(mention.name, "holdsOffice", name, "name-with-office", further, "office", "person")
    attend(text, sentence, mentions, context)
    meeting = context.attending.get(sentence.lead if sentence.lead is not None else -1)
    if meeting is None and people and people[0].start == sentence.body and text[sentence.start - 3 : sentence.start].strip("\n") == ";":
        meeting = context.attending.get(sentence.index - 1)  # the last of a list ends with a full stop
    if people and meeting is not None:
        context.attending[sentence.index] = meeting
        add(people[0].name, "participatesIn", meeting[0], "joined-by", people[0], "event", "person")
        if meeting[1]:
            add(people[0].name, "represents", meeting[1], "delegation-of", people[0], "country", "person")
    if people:
        for mention, relation, name, rule in roles(text, sentence, mentions, people, context):
            add(mention.name, relation, name, rule, mention, "country" if relation == "represents" else "event", "person")
    for member, group in named_members(text, mentions):
        add(member.name, "memberOf", group.name, "member-in-list", member, "organization", "actor")
    settings = [m for m in mentions if m.kind in ("place", "country", "date") and m.form != "adjective"]
    settings += unknown_places(text, sentence, mentions)
    happenings = events(text, sentence, mentions) if settings else []
    dates = [m for m in settings if m.kind == "date"]
    for other in settings:
        nearest = max((e for e in happenings if e[2] <= other.start), key=lambda e: e[2], default=None)
        if nearest is None:
            opening = other.kind == "date" and FIRST_DATE.fullmatch(text, sentence.body, other.start)
            if opening and (later := held_later(text, happenings, other.end)):  # "On 3 May the Group held its annual meeting"
                add(later, "heldOn", other.name, "event-on-date", other, "date", "event")
            continue
        event, begin, end = nearest
        between = text[end : other.start]
        if other.kind != "date":  # "on 3 May in Bree"
            for day in dates:
                if end <= day.start and day.end <= other.start:
                    between = text[end : day.start].removesuffix("on ").rstrip(" ,") + text[day.end : other.start]
        far = len(between) > 30 and HELD_BEFORE.search(text, max(sentence.start, begin - 40), begin) is not None
        if STOP.search(between) or len(between) > (220 if far else 90):
            continue
        words = len(between.split())
        if other.kind == "date":
            if BEFORE_DATE.search(between) and (words <= 9 or far or (words <= 12 and HELD.search(between))):
                add(event, "heldOn", other.name, "event-on-date", other, "date", "event")
        elif (
            BEFORE_PLACE.search(between)
            and not re.search(r"\bon\b|\bto\b", between)
            and (words <= 3 or other.kind == "place" or (words <= 6 and HELD.search(between)))
            and (far or (words <= 4 and "," not in between) or HELD.search(between) or event == "meeting")
        ):
            add(event, "heldIn", other.name, "event-in-place", other, "place", "event")
    return facts


def attend(text: str, sentence: Sentence, mentions: Sequence[Mention], context: Context) -> None:
    """Remember "Participating in the talks on the Arnorian side were:": the persons listed below took part for that side."""
    if text[sentence.end - 1] != ":" or not (said := TAKING_PART.search(text, sentence.start, sentence.end)):
        return
    noun = EVENT_NOUN.search(text, sentence.start, sentence.end)
    name = event_name(text, sentence.start, noun.start(), noun.end()) if noun else "meeting"
    sides = (m for m in mentions if m.kind in ("country", "organization"))
    side = next((m for m in sides if DELEGATION.search(text, m.start, min(m.end + 12, sentence.end))), None)
    if noun or side or said.group():
        context.attending[sentence.index] = (name, side.name if side else "")


def unknown_places(text: str, sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Places that no list knows, behind a verb of meeting: "was held in Bree"."""
    found = []
    for match in UNKNOWN_PLACE.finditer(text, sentence.start, sentence.end):
        start, end = match.span(1)
        if not any(m.start < end and start < m.end for m in mentions) and match.group(1).split()[0] not in MONTHS:
            found.append(Mention(start, end, "place", match.group(1)))
    return found


def held_later(text: str, happenings: Sequence[tuple[str, int, int]], after: int) -> str:
    """The event of "On 3 May the Group held its annual meeting": the first after the date, where a verb of holding leads to it."""
    event, start, _ = min((e for e in happenings if e[1] >= after), key=lambda e: e[1], default=("", 0, 0))
    return event if event and HOLDING.search(text, after, start + 40) and not ASIDE.search(text, after, start) else ""


def introduces(text: str, mention: Mention) -> bool:
    """True for a full introduction: an office with the whole name, or with its country."""
    said = text[mention.start : mention.end]
    return (" " in mention.name and mention.name.split()[0] in said) or " of " in mention.office


def more_offices(text: str, person: Mention, end: int, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """Offices behind a name that has one already: "President A, President of Arnor, and Chairman of the Council"."""
    at = person.end
    while (link := AND_ALSO.match(text, at, end)) is not None:
        office = next((m for m in mentions if m.start == link.end() and m.kind == "office"), None)
        if office is not None:
            if " of " not in office.office:
                return
            yield office, office.office
            at = office.end
            continue
        said = ANOTHER_POST.match(text, link.end(), end)
        if said is None or any(m.kind == "person" and m.start < said.end() and link.end() < m.end for m in mentions):
            return
        name = " ".join(said.group().split())
        yield Mention(said.start(), said.end(), "office", name, "name", "", name), name
        at = said.end()


def whole_office(text: str, mention: Mention, end: int, people: Sequence[Mention]) -> str:
    """The office of "A, Deputy Adviser for Space Policy at the Council" with what follows its first words."""
    said = text[mention.start : mention.end]
    if " of " not in mention.office and not said.endswith(mention.office) and (named := OF_NAMED.match(text, mention.end, end)):
        return mention.office + " ".join(["", *named.group().split()])  # "Premier A of the State Council of Arnor"
    if not said.endswith(mention.office) or " of " in mention.office:
        return mention.office
    limit = min((p.start for p in people if p.start > mention.end), default=end)
    more = MORE_OFFICE.match(text, mention.end, limit)
    tail = more.group().rstrip(" ,") if more else ""
    while tail.rpartition(" ")[2].lower() in SMALL_WORDS:
        tail = tail.rpartition(" ")[0]
    return mention.office + tail


def roles(
    text: str, sentence: Sentence, mentions: Sequence[Mention], people: Sequence[Mention], context: Context
) -> Iterator[tuple[Mention, str, str, str]]:
    """(person, relation, object, rule): who is in whose delegation, who joined a meeting, who led it."""
    start, end = sentence.start, sentence.end
    for found in DELEGATION.finditer(text, start, end):
        before = [m for m in mentions if m.kind in ("country", "organization") and m.start < found.start() <= m.end + 30]
        owner = max(before, key=lambda m: m.end, default=None) or next(
            (m for m in mentions if m.kind in ("country", "organization") and OF_OWNER.fullmatch(text, found.end(), m.start)), None
        )
        if owner is None and context.delegation and text[max(start, found.start() - 4) : found.start()].lower() == "the ":
            owner = context.delegation  # "The delegation included ..."
        elif owner is not None:
            context.delegation = owner
        following = DELEGATION.search(text, found.end(), end)
        stop = following.start() if following else end
        if owner is None or not LED_BY.search(text, found.end(), stop):
            continue
        for person in people:
            if found.end() < person.start < stop and person.actor in ("", owner.name):
                yield person, "represents", owner.name, "delegation-of"
    joined = JOINED_BY.search(text, start, end)
    if joined:
        for person in people:
            if person.start > joined.end():
                yield person, "participatesIn", "meeting", "joined-by"
    under = UNDER_CHAIR.search(text, start, end)
    if under:
        chair = next((p for p in people if 0 <= p.start - under.end() < 60 and text[under.end() : p.start].count(",") == 0), None)
        happened = max(
            ((e, b, f) for e, b, f in events(text, sentence, mentions) if f <= under.start()), key=lambda e: e[2], default=None
        )
        if chair is not None and happened is not None:
            yield chair, "hosts", happened[0], "led-by"
    led = WAS_LED.search(text, start, end)
    if led:
        noun = EVENT_NOUN.match(text, led.start(), end)
        name = event_name(text, start, noun.start(), noun.end()) if noun else ""
        for person in people:
            if name and person.start >= led.end():
                yield person, "hosts", name, "led-by"


def named_members(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """(member, group) of "the Partners Group (PG), including Arnor, Gondor and Rohan"."""
    for k, group in enumerate(mentions):
        if group.kind not in ("organization", "group") or not (GROUP_NAME.search(group.name) or MEMBER_STATES.match(text, group.end)):
            continue
        rest = mentions[k + 1 :]
        if rest and rest[0].name == group.name:
            rest = rest[1:]  # its acronym
        if not rest or not WITH_MEMBERS.fullmatch(text, group.end, rest[0].start):
            continue
        last = None
        for member in rest:
            if member.kind not in ("country", "organization"):
                break
            if last is not None and not BETWEEN_MEMBERS.fullmatch(text, last, member.start):
                break
            last = member.end
            yield member, group


def event_name(text: str, start: int, begin: int, end: int) -> str:
    """The name of an event around its noun: "third India-Japan Ministerial Meeting", "bilateral meeting"."""
    at = begin
    for word in reversed(WORD.findall(text[max(start, begin - 90) : begin])):
        if word[-1] in ",;:":
            break
        bare = word.strip("()").lower()
        if not (word[:1].isupper() or word[:1] in "(" or bare in EVENT_WORDS or ORDINAL.fullmatch(bare) or "-" in bare) or bare in CLOSED:
            break
        if bare[-3:] == "ing" and bare not in EVENT_WORDS:
            break
        at = text.rfind(word, start, at)
    return " ".join(text[at:end].split())


def events(text: str, sentence: Sentence, mentions: Sequence[Mention]) -> list[tuple[str, int, int]]:
    """Events of a sentence: named ones, "the third round of talks", bodies that convene, and the meeting in "met"."""
    found = [(m.name, m.start, m.end) for m in mentions if m.kind == "event"]
    for match in EVENT_NOUN.finditer(text, sentence.start, sentence.end):
        if any(s <= match.start() and match.end() <= e for _, s, e in found):
            continue
        name, end = event_name(text, sentence.start, match.start(), match.end()), match.end()
        group = next((m for m in mentions if m.kind in ("group", "organization") and OF_THE.fullmatch(text, match.end(), m.start)), None)
        if whole := WHOLE.match(text, match.end(), sentence.end):
            name, end = name + " ".join(["", *whole.group(1).split()]), whole.end(1)
        elif group is not None:
            name, end = f"{name} of the {group.name}", group.end
        elif named := OF_NAMED.match(text, match.end(), sentence.end):
            name, end = name + " ".join(["", *named.group().split()]), named.end()
        found.append((name, match.start(), end))
    for match in MET.finditer(text, sentence.start, sentence.end):
        if TO_BE.search(text, max(sentence.start, match.start() - 24), match.start()):
            found += [(m.name, m.start, m.end) for m in mentions if m.kind == "organization" and 0 <= match.start() - m.end < 30]
            continue  # "COP28 to be convened in ...": what is convened has its own name
        body = next((m for m in mentions if m.kind == "organization" and CONVENES.fullmatch(text, m.end, match.end())), None)
        if body is not None and WITH_ANOTHER.search(text, max(sentence.start, body.start - 9), body.start):
            body = None  # "Arnor and the Council met"
        found.append((body.name if body else "meeting", match.start(), match.end()))
    for body in mentions:
        if any(start < body.start < end for _, start, end in found):
            continue  # "the meeting of the Council was held"
        if body.kind == "organization" and BODY_HELD.match(text, body.end, sentence.end):
            found.append((body.name, body.start, body.end))
    return found
