"""Noun phrases in subject place -> actors, with the speaker and the reason: "the Ministers", "both sides", "they", "he"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg.lexicon import load_lexicon
from kg.model import Mention
from kg.words import Words

PARTY_NOUNS = frozenset(
    {
        "side",
        "country",
        "nation",
        "leader",
        "minister",
        "government",
        "party",
        "president",
        "delegation",
        "principal",
        "head",
        "secretary",
        "counterpart",
        "signatory",
        "participant",
        "representative",
        "partner",
        "ally",
        "state",
        "member",
        "chief",
        "envoy",
        "official",
        "people",
        "foreign",
        "undersigned",
        "excellency",
        "chancellor",
        "premier",
        "monarch",
        "statesman",
        "administration",
        "economy",
        "democracy",
        "capital",
        "team",
        "negotiator",
        "co-chair",
        "cochair",
        "presidency",
        "community",
        "mediator",
        "adviser",
        "advisor",
        "ambassador",
        "commissioner",
        "coordinator",
        "governor",
        "expert",
        "spokesman",
        "spokesperson",
    }
)
WORKERS = frozenset("expert officer authority mediator team adviser advisor diplomat parliament ministry agency".split())
FIGHTERS = frozenset("terrorist militant fighter rebel gunman troop soldier army military force regime militia".split())
STATE_ORGANS = frozenset(
    "ministry government minister president premier cabinet chancellor king spokesman spokeswoman spokesperson embassy parliament".split()
)
LANDS = frozenset("country government nation side state capital".split())
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
COUNTED = frozenset({"country", "state", "nation"})
OF_A_BODY = frozenset({"principal", "co-chair", "cochair", "participant", "partner"})
PLURAL_PRONOUNS = frozenset({"we", "they", "both", "us", "them", "all"})
BODY_NOUNS = frozenset(
    {
        "alliance",
        "partnership",
        "relationship",
        "cooperation",
        "statement",
        "declaration",
        "communique",
        "meeting",
        "summit",
        "dialogue",
        "talk",
        "talks",
        "visit",
        "discussion",
        "initiative",
        "agreement",
        "event",
        "document",
        "framework",
        "conference",
        "communiqué",
        "gathering",
        "plan",
        "programme",
        "program",
        "session",
        "exchange",
        "negotiation",
        "consultations",
        "consultation",
        "ties",
        "effort",
        "action",
        "step",
        "announcement",
        "commitment",
        "outcome",
        "project",
        "arrangement",
        "work",
        "decision",
        "measure",
        "vision",
        "approach",
        "charter",
        "roadmap",
        "communication",
        "mechanism",
        "understanding",
        "council",
        "assembly",
        "committee",
        "commission",
        "group",
        "forum",
        "ministerial",
        "congress",
        "board",
        "taskforce",
        "authority",
        "bureau",
        "presidium",
        "organization",
        "organisation",
        "association",
        "union",
        "league",
        "bloc",
        "memorandum",
        "treaty",
        "accord",
        "review",
        "leadership",
        "mission",
        "deliberation",
        "proclamation",
        "troika",
        "contact",
    }
)
HOLDERS = frozenset("minister president secretary chancellor premier king queen emperor monarch counterpart host guest".split())
RANKS = frozenset(  # offices of which a state has one
    "president;prime minister;premier;chancellor;king;queen;crown prince;emperor;emir;amir;sultan;foreign minister;defence minister;"
    "defense minister;minister of foreign affairs;minister for foreign affairs;secretary of state;vice president;secretary-general;"
    "secretary general;finance minister".split(";")
)
SHORT_RANKS = {"pm": "prime minister", "fm": "foreign minister", "premier": "prime minister"}
ORGANS = frozenset(  # what an organization that speaks calls itself or the organ that speaks for it
    "authority council conference assembly summit committee commission organisation organization union movement association bloc "
    "secretariat congress forum community league board bureau".split()
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts: canonical names, who says so where it is a person, and why."""

    names: tuple[str, ...]
    speaker: tuple[str, ...] = ()
    reason: str = ""
    kind: str = "actor"  # actor, person (an actor through a person), thing (a body or event of the parties)
    people: tuple[Mention, ...] = ()
    plural: bool = False  # several persons of one side: "Arnorian Ministers"


@dataclass(slots=True)
class Context:
    """What the document has said so far: its parties, who was last named, what list is open."""

    parties: tuple[str, ...]
    group: str = ""
    members: tuple[str, ...] = ()
    focus: Subject | None = None  # the last subject that was not the parties
    person: Mention | None = None  # the last person named as a subject
    holders: dict[str, list[Mention]] = field(default_factory=dict)  # persons met so far, by the office that they hold
    leads: dict[int, tuple] = field(default_factory=dict)
    introduced: set[tuple[str, str]] = field(default_factory=set)  # persons already introduced with an office
    bodies: dict[str, str] = field(default_factory=dict)  # last word of a body's name -> the body last named so: "the Commission"
    attending: dict[int, tuple[str, str]] = field(default_factory=dict)  # sentence of a lead-in -> its event and the side that took part
    delegation: Mention | None = None  # whose delegation was last spoken of
    open_lead: Any = None  # the rule of the last lead-in ("hereby commit to:"), for numbered items further below

    def remember(self, mentions: Sequence[Mention]) -> None:
        """Keep the bodies and the holders of offices of a sentence for those below that name them shortly."""
        for mention in mentions:
            if mention.kind == "organization" and " " in mention.name:
                self.bodies[mention.name.rpartition(" ")[2]] = mention.name
                head = mention.name.partition(" of ")[0].partition(" on ")[0].partition(" for ")[0]
                self.bodies[head.rpartition(" ")[2]] = mention.name
            elif mention.kind == "person" and mention.office and mention.actor:
                held = self.holders.setdefault(rank_of(mention.office), [])
                if all(m.name != mention.name for m in held):
                    held.append(mention)

    def all_parties(self, reason: str) -> Subject:
        return Subject(self.parties, (), reason)


def resolve(words: Words, span: tuple[int, int], mentions: Sequence[Mention], context: Context) -> Subject | None:
    """Resolve a subject noun phrase, or None where it names no actor."""
    start, end = span
    tags, lower, lemma = words.tags, words.lower, words.lemma
    if start >= end:
        return None
    said = " ".join(lower[start:end])
    if all(t in 'PpDRC"' or lower[i] == "of" for i, t in enumerate(tags[start:end], start)):
        return resolve_pronoun(said, context)
    said = " ".join(words.text[words.starts[start] : words.ends[end - 1]].split())
    head_limit = end
    for i in range(start, end):  # the head stands before the first preposition or relative
        if tags[i] in "IWEGT" and i > start and lower[i] not in ("of", "for") or tags[i] == "W":
            head_limit = i
            break
    found = [
        mentions[words.mention[i]]
        for i in range(start, head_limit)
        if tags[i] == "A" and not possessive(words, i, head_limit) and tags[start:i].count("(") <= tags[start:i].count(")")
    ]
    if (body := principals_of(words, start, head_limit, mentions, context)) is not None:
        return body
    if "counterpart" in lemma[start:end] and "C" in tags[start:end] and len(context.parties) == 2 and not (
        {m.actor or m.name for m in found if m.actor or m.kind not in ("office", "person")} - set(context.parties)
    ):
        return context.all_parties(f"'{said[:60]}' are the parties")  # "the Minister and his counterpart"
    nouns = [i for i in range(start, head_limit) if tags[i] == "N" or (tags[i] == "U" and lower[i] in BODY_NOUNS)]
    first_link = next((i for i in range(start, head_limit) if tags[i] == "I"), head_limit)
    if lower[start] == "all" and end - start == 2 and lemma[end - 1] in ("party", "side"):
        return None  # "all parties" are those to a conflict
    if (ours := of_our_countries(words, start, end)) and nouns and (lemma[nouns[0]] in PARTY_NOUNS or lemma[nouns[0]] in WORKERS):
        return context.all_parties(f"'{ours}' are the parties")
    heads = [i for i in nouns if i < first_link and (i + 1 >= head_limit or tags[i + 1] not in "NAU'")]
    if context.group and heads and speaks_for_group(words, start, heads[-1]):
        return context.all_parties(f"'{said[:60]}' speaks for {context.group}")
    leading = [
        i
        for i in range(start, first_link)
        if tags[i] == "A" and not possessive(words, i, head_limit) and tags[start:i].count("(") <= tags[start:i].count(")")
        and not (tags[i + 1 : i + 2] == "A" and i + 1 < head_limit and mentions[words.mention[i + 1]].kind in ("person", "office"))
    ]
    adjectives = [mentions[words.mention[i]] for i in range(start, first_link) if tags[i] == "a"]
    if adjectives and heads and (lemma[heads[-1]] in PARTY_NOUNS or lemma[heads[-1]] in WORKERS) and "C" in tags[start:first_link]:
        sided = [mentions[words.mention[i]] for i in range(start, first_link) if tags[i] in "aA"]
        return from_mentions(sided, said, context)  # "the U.S. and Mexican officials"
    if leading and with_the_other(words, leading, heads, mentions, context):
        return context.all_parties(f"'{said[:60]}' are the parties")
    if leading and not any(h > leading[-1] and lemma[h] not in PARTY_NOUNS and lemma[h] not in FIGHTERS for h in heads):
        return from_mentions(
            found if all_coordinated(words, leading[-1], head_limit) else [mentions[words.mention[i]] for i in leading], said, context
        )
    if heads and lemma[heads[-1]] in STATE_ORGANS and tags[start] == "A" and possessive(words, start, head_limit):
        return from_mentions([mentions[words.mention[start]]], said, context)  # "Arnor's foreign ministry"
    if heads and (lemma[heads[-1]] in PARTY_NOUNS or (adjectives and lemma[heads[-1]] in FIGHTERS)):
        sided = [
            mentions[words.mention[i]]
            for i in range(start, head_limit)
            if tags[i] in "aA" and tags[start:i].count("(") <= tags[start:i].count(")")
        ]
        if sided:
            found_side = from_mentions(sided, said, context)
            if found_side is not None and context.focus is found_side and lower[heads[-1]] != lemma[heads[-1]]:
                context.focus = found_side = replace(found_side, plural=True)
            return found_side
        return party_noun(words, start, heads[-1], said, context)
    if (
        heads
        and (lemma[heads[-1]] in BODY_NOUNS or (lemma[heads[-1]] == "force" and lower[heads[-1] - 1] == "task"))
        and (
            tags[start] in "DQ"
            or (end - start == 1 and len(context.parties) == 1)  # "Council commends ..."
            or lemma[heads[-1]] in ("exchange", "talk", "talks", "discussion")
            or lower[start] in ("today", "yesterday", "tonight")
        )
    ):
        short = words.text[words.starts[heads[-1]] : words.ends[heads[-1]]]
        if lower[start] == "the" and heads[-1] == start + 1 == end - 1 and len(context.parties) > 1 and short in context.bodies:
            return Subject((context.bodies[short],), (), f"'{said}' is {context.bodies[short]}, named before")
        return Subject(context.parties, (), f"'{said}' is of the parties", "thing")
    return None


def with_the_other(words: Words, leading: Sequence[int], heads: Sequence[int], mentions: Sequence[Mention], context: Context) -> bool:
    """True for "the President of Arnor and the Chancellor", "Arnor's Minister and his counterpart": of two parties, both."""
    if len(leading) != 1 or len(context.parties) != 2 or not heads or heads[-1] < leading[0] or words.lemma[heads[-1]] not in HOLDERS:
        return False
    one = mentions[words.mention[leading[0]]]
    between = words.tags[leading[0] + 1 : heads[-1]]
    return (one.actor or one.name) in context.parties and between[:2] in ("CD", "CQ") and between[2:].strip("JNU") == ""


def speaks_for_group(words: Words, start: int, head: int) -> bool:
    """True for "the Authority", "Council", "member States": an organ or the members of the group that issues the document."""
    said, noun = words.lower[start : head + 1], words.lemma[head]
    printed = words.text[words.starts[head] : words.ends[head]]
    if noun in ORGANS:
        return words.tags[start] == "D" and said[0] == "the" and head - start == 1 or start == head and printed[0].isupper()
    plural = words.lower[head] != noun
    if noun in ("state", "country", "nation", "economy") and "member" in said:
        return plural and not {"some", "many", "other", "certain", "several", "new", "individual"} & set(said)
    return plural and noun in ("member", "ally") and start == head and printed[0].isupper()


def of_our_countries(words: Words, start: int, end: int) -> str:
    """The words that tie a noun to the parties: "officials from our three governments", "our teams", "experts of both sides"."""
    lower = words.lower
    for i in range(start, end):
        if lower[i] in ("our", "both") or (lower[i] in ("two", "three", "four") and i and lower[i - 1] == "the"):
            if not LANDS.isdisjoint(words.lemma[i + 1 : min(end, i + 4)]):
                return " ".join(lower[start:end])[:60]
    return ""


def principals_of(words: Words, start: int, end: int, mentions: Sequence[Mention], context: Context) -> Subject | None:
    """The parties behind a body of theirs: "the Group's co-chairs", "NCG Principals", "participants of the Dialogue"."""
    named = [mentions[words.mention[i]] for i in range(start, end) if words.tags[i] == "A"]
    heads = [i for i in range(start, end) if words.tags[i] == "N" and words.lemma[i] in OF_A_BODY]
    if len(named) != 1 or not heads or named[0].kind != "organization" or named[0].name in context.parties:
        return None
    if any(words.tags[i] == "N" and words.lemma[i] not in PARTY_NOUNS for i in range(start, end)):
        return None
    return context.all_parties(f"'{words.text[words.starts[start] : words.ends[end - 1]][:60]}' are the parties")


def possessive(words: Words, i: int, end: int) -> bool:
    return i + 1 < end and words.tags[i + 1] == "'"


def all_coordinated(words: Words, i: int, end: int) -> bool:
    return all(t in "A,CDQ()aN'JU#I\"" for t in words.tags[i:end])


def body_of(name: str, context: Context) -> bool:
    """True for "the Ministerial Council of the Arnor Union" where that union issues the document."""
    if len(context.parties) != 1 or " of " not in name:
        return False
    owner = name.rsplit(" of ", 1)[1].removeprefix("the ").removesuffix(" States").removesuffix(" states")
    return (load_lexicon().resolve(owner) or owner) == context.parties[0]


def from_mentions(found: Sequence[Mention], said: str, context: Context) -> Subject | None:
    if len(found) == 1 and found[0].kind == "organization" and body_of(found[0].name, context):
        return context.all_parties(f"'{said[:60]}' is a body of the only party")
    names: list[str] = []
    people: list[Mention] = []
    for mention in found:
        name = mention.name
        if people and mention.kind == "organization" and load_lexicon().entry(name) is None:
            continue  # "Baggins, Chairman of the Council of Elders of Arnor": a word of the office
        if mention.kind in ("person", "office"):
            people.append(mention)
            name = mention.actor
            if not name and mention.kind == "person" and len(context.parties) == 1:
                name = context.parties[0]
            if not name and mention.kind == "office":
                if len(found) > 1:
                    return context.all_parties(f"'{said[:60]}' are the parties")
                return singular_office(mention, context)
            name = name or mention.name
        if name not in names:
            names.append(name)
    if not names:
        return None
    if any(m.kind == "person" and not m.actor for m in people) and context.parties and len(context.parties) > 1:
        known = list(dict.fromkeys(m.actor for m in people if m.actor))
        if len(people) < 2 or len(context.parties) != 2:
            return None  # whom the person speaks for is not known
        company = not any(m.office for m in people if not m.actor)  # "Minister A of Arnor, Mr. B and Mr. C" are of one side
        names = known if len(people) > 2 and len(known) == 1 and company else list(context.parties)
    speaker = tuple(m.name for m in people) if len(people) == len(found) and all(m.kind == "person" for m in people) else ()
    if context.group and set(names) >= set(context.members) and len(context.members) > 3:
        names = [context.group]
    order = {n: k for k, n in enumerate(context.parties)}
    if set(names) == set(context.parties):
        names.sort(key=lambda n: order[n])
    subject = Subject(
        tuple(names), speaker, f"'{said[:60]}' names {' and '.join(names[:4])}", "person" if people else "actor", tuple(people)
    )
    if len(people) == 1:
        context.person = people[0] if people[0].kind == "person" else context.person
    context.focus = subject if set(names) != set(context.parties) else None
    return subject


def rank_of(office: str) -> str:
    """The office alone, in lower case: "prime minister" of "Prime Minister of the Republic of Arnor"."""
    rank = office.split(" of the ")[0].split(" of ")[0].lower()
    return SHORT_RANKS.get(rank, rank)


def holder_of(office: str, context: Context) -> Mention | None:
    """The one person met so far who holds the office; the last subject where that is one of several."""
    held = context.holders.get(office, [])
    if context.person is not None and any(m.name == context.person.name for m in held):
        return context.person
    return held[0] if len(held) == 1 else None


def another(office: str, person: Mention | None) -> bool:
    """True where the office said is not the one that the person holds: "the Crown Prince" is no prime minister."""
    held = rank_of(person.office) if person is not None else ""
    return held != office and held in RANKS and office in RANKS


def singular_office(mention: Mention, context: Context) -> Subject | None:
    person = holder_of(rank_of(mention.name), context) or context.person
    if another(rank_of(mention.name), person):
        return None
    if person is not None and person.actor and rank_of(mention.name) in context.holders:
        context.person = person
    if person is not None and person.actor:
        return Subject((person.actor,), (person.name,), f"'{mention.name}' is {person.name}", "person", (person,))
    return None


def party_noun(words: Words, start: int, head: int, said: str, context: Context) -> Subject | None:
    plural = words.lower[head] != words.lemma[head] or words.lower[head] in ("people",)
    before = set(words.lower[start:head])
    if before <= {"each", "either", "neither"} and words.lemma[head] in ("side", "party", "country", "government", "participant", "state"):
        return context.all_parties(f"'{said[:60]}' are the parties")
    if words.lower[start] == "our" and plural:
        return context.all_parties(f"'{said[:60]}' are the parties")
    if (
        "other" in before
        or "every" in before
        or "any" in before
        or "third" in before
        or "some" in before
        or "many" in before
        or "these" in before
        and words.lemma[head] not in ("side", "leader", "minister")
    ):
        return None
    number = next((NUMBERS[w] for w in words.lower[start:head] if w in NUMBERS), 0)
    if number and context.parties and number != len(context.members or context.parties) and words.lemma[head] in COUNTED:
        return None  # "the three countries" are not the two that speak
    named = words.lower[start] in ("both", "foreign", "defence", "defense", "finance") or (plural and start == head) or (
        words.lower[start] == "heads" and words.lower[start + 1 : start + 2] == ["of"]
    )
    if words.tags[start] not in "DQ#P" and not named:
        return None
    if (
        words.lemma[head] in ("people", "team", "official", "community", "economy", "member", "partner", "state", "ally", "expert")
        and words.tags[start] != "Q"
        and not (words.lower[head] == "members" and start == head)
        and not before & {"both", "two"}
    ):
        return None
    offices = [
        i
        for i in range(start, head + 1)
        if words.tags[i] == "N" and words.lemma[i] in ("minister", "president", "secretary", "chancellor", "premier", "king")
    ]
    if plural or before & {"both", "two"} or (len(offices) > 1 and "C" in words.tags[start:head]):
        return context.all_parties(f"'{said[:60]}' are the parties")
    office = holder_of(" ".join(words.lower[start + 1 : head + 1]), context) if words.lower[start] == "the" else None
    if office is not None:
        context.person = office
        return Subject((office.actor,), (office.name,), f"'{said}' is {office.name}", "person", (office,))
    if (
        context.person is not None
        and context.person.actor
        and not another(" ".join(words.lower[start + 1 : head + 1]), context.person)
        and words.lemma[head] in ("minister", "president", "secretary", "leader", "chancellor", "premier")
    ):
        person = context.person
        return Subject((person.actor,), (person.name,), f"'{said}' is {person.name}", "person", (person,))
    if len(context.parties) == 1:
        return context.all_parties(f"'{said[:60]}' is the only party")
    return None


def resolve_pronoun(said: str, context: Context) -> Subject | None:
    words = set(said.split())
    if words & {"we", "us", "our"}:
        return context.all_parties(f"'{said}' are the parties")
    if words & {"they", "them", "both", "all"}:
        if context.focus is not None and (len(context.focus.names) > 1 or context.focus.plural) and "both" not in words:
            return Subject(context.focus.names, (), f"'{said}' are {' and '.join(context.focus.names)}, named before")
        return context.all_parties(f"'{said}' are the parties")
    if words & {"he", "she", "him", "her"}:
        person = context.person
        if person is not None:
            names = (person.actor or person.name,)
            return Subject(names, (person.name,), f"'{said}' is {person.name}", "person", (person,))
        return None
    if "it" in words and context.focus is not None and len(context.focus.names) == 1 and context.focus.kind == "actor":
        return Subject(context.focus.names, (), f"'{said}' is {context.focus.names[0]}, named before")
    if "it" in words and len(context.parties) == 1:
        return context.all_parties(f"'{said}' is the only party")
    return None
