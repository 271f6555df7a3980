"""The small pattern language: a phrase as a diplomat would write it -> something that can be matched against words.

    agree to DO                         literal words are lemmas: "agreed to", "agrees to"
    express|voice .. concern over|at THING    alternatives with |, modifiers with ..
    meet ... to DO                       phrases of place and time with ...: "met in the capital on Monday to ..."
    call on ACTOR to DO?                a slot; ? makes a word or slot optional
    be|remain committed to THING        "be" also stands for "are", "were", "have been"

Slots: THING (noun phrase or -ing phrase), DO (verb phrase after "to", or a bare one), THAT (a clause with its own subject,
with or without "that"), ACTOR (a noun phrase up to the next word of the pattern). Matching walks forward only and never
backtracks over more than the modifiers of one phrase, so its cost is bounded by the pattern's length.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import RuleError
from kg.words import Words

SLOTS = frozenset({"THING", "DO", "THAT", "ACTOR"})
MODIFIERS = frozenset("DQJNaAUR#'GEC,")
MODIFIER_LIMIT = 9
PHRASES = MODIFIERS | frozenset("IT()PU-")
PHRASE_LIMIT = 18
LONGEST_PATTERN = 30


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a pattern."""

    words: frozenset[str]  # literal alternatives; empty for slots and modifiers
    slot: str = ""  # THING, DO, THAT, ACTOR, ".." for modifiers, "..." for phrases of place and time
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; `triggers` are the lemmas its first word accepts."""

    source: str
    elements: tuple[Element, ...]

    @property
    def triggers(self) -> frozenset[str]:
        return self.elements[0].words

    @property
    def needs(self) -> frozenset[str]:
        """Words of which one has to follow the trigger; empty where none has to."""
        return next((e.words for e in self.elements[1:] if e.words and not e.optional), frozenset())


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern matched: slots as token spans, `end` the token after the last literal, `stopped` where it failed."""

    slots: dict[str, tuple[int, int]]
    end: int
    weight: int


def compile_pattern(source: str, where: str) -> Pattern:
    """Compile one pattern; raises RuleError naming `where`, the word and the remedy."""
    elements = []
    for word in source.split():
        optional = word.endswith("?")
        word = word.rstrip("?")
        if word in ("..", "..."):
            elements.append(Element(frozenset(), word))
        elif word in SLOTS:
            elements.append(Element(frozenset(), word, optional))
        elif word.isupper() and len(word) > 1:
            raise RuleError(f"{where}: '{word}' is no slot; slots are {', '.join(sorted(SLOTS))}")
        elif not all(word.split("|")):
            raise RuleError(
                f"{where}: '{word}' in pattern '{source}' has an empty alternative; write 'a|b' without spaces or a bar at its end"
            )
        else:
            elements.append(Element(frozenset(word.split("|")), "", optional))
    if len(elements) > LONGEST_PATTERN:
        raise RuleError(f"{where}: pattern '{source[:60]} ...' has more than {LONGEST_PATTERN} words; shorten it")
    for element, following in zip(elements, [*elements[1:], None], strict=True):
        if element.slot == ".." and (following is None or not following.words):
            raise RuleError(f"{where}: in pattern '{source}' a word is to follow '..', the one that the modifiers stand before")
    if not elements or not elements[0].words or elements[0].optional:
        raise RuleError(f"{where}: pattern '{source}' must begin with a word that triggers it")
    return Pattern(source, tuple(elements))


def literal(words: Words, i: int, accepted: frozenset[str]) -> bool:
    return words.lemma[i] in accepted or words.lower[i] in accepted


def opens(slot: str, words: Words, i: int, end: int) -> bool:
    """True where a slot may begin at token i."""
    if i >= end:
        return False
    tag = words.tags[i]
    if slot == "THING":
        if tag == "P" and i + 1 < end and words.tags[i + 1] in "VFMBHO" and words.lower[i] != "all":
            return False  # "noted they continue to ...": a clause, not a thing
        if words.lower[i] == "it" and i + 1 < end and words.tags[i + 1] in "JR":
            return False  # "considers it necessary to ..."
        return tag in "DQJNaAUP#pG'ERW\"(" and not (tag == "W" and words.lower[i] in ("which", "who"))
    if slot == "ACTOR":
        return tag in "DQJNaAUp#PR"
    if slot == "DO":
        while i < end and tags_adverb(words, i):
            i += 1
        return i < end and words.tags[i] in "VBHONJ"
    if slot == "THAT":
        return words.lower[i] == "that" or tag in "SDQPANUaJ#"
    raise ValueError(slot)


def tags_adverb(words: Words, i: int) -> bool:
    return words.tags[i] in "RL,"


def match(pattern: Pattern, words: Words, start: int, head_end: int, end: int, furthest: list[int] | None = None) -> Match | None:
    """Match from token `start` (the trigger), whose verb group ends at `head_end`, within tokens up to `end`.

    `furthest`, where given, receives the token and the element at which the walk stopped.
    """
    slots: dict[str, tuple[int, int]] = {}
    elements = pattern.elements
    i = aside(words, head_end, end)
    weight = 1
    k = 1
    while k < len(elements):
        element = elements[k]
        if element.slot in ("..", "..."):
            following = elements[k + 1]
            near = element.slot == ".."
            limit = min(end, i + (MODIFIER_LIMIT if near else PHRASE_LIMIT))
            j = i
            after = elements[k + 2].slot if k + 2 < len(elements) and not near else ""
            while j < limit and not (literal(words, j, following.words) and (not after or opens(after, words, j + 1, end))):
                if words.tags[j] not in (MODIFIERS if near else PHRASES):
                    j = limit
                    break
                j += 1
            if j >= limit or not literal(words, j, following.words):
                return stop(furthest, i, k)
            i = j
        elif element.words:
            j = i
            while (
                j < end
                and (words.tags[j] in "RL" or words.lower[j] in BETWEEN)
                and words.tags[j] != ","
                and not literal(words, j, element.words)
            ):
                j += 1
            if j < end and words.tags[j] == "," and not element.optional:  # "intend, where possible, to ..."
                close = words.tags.find(",", j + 1, min(end, j + 16))
                if close > 0 and close + 1 < end and literal(words, close + 1, element.words):
                    j = close + 1
                elif j + 1 < end and literal(words, j + 1, element.words):
                    j += 1
            if k > 1 and j < end and words.lower[j] == "by":  # "the rejection by Arnor of the plan"
                owner = j + 1
                while owner < end and words.tags[owner] in "DQAa'":
                    owner += 1
                if owner < end and owner > j + 1 and literal(words, owner, element.words):
                    j = owner
            if j < end and literal(words, j, element.words):
                i = j + 1
                weight += 1
            elif not element.optional:
                return stop(furthest, i, k)
        elif element.slot == "ACTOR":
            j = i
            if not opens("ACTOR", words, i, end):
                if element.optional:
                    k += 1
                    continue
                return stop(furthest, i, k)
            following_words = next((e.words for e in elements[k + 1 :] if e.words), frozenset())
            acts = any(e.slot == "DO" for e in elements[k + 2 : k + 3])  # "call on the parties to the treaty to act": the second "to"
            while j < end and words.tags[j] not in ";:." and not (
                following_words and literal(words, j, following_words) and (not acts or opens("DO", words, j + 1, end))
            ):
                if words.tags[j] in "MFBHO" and not following_words:
                    break
                j += 1
            if acts and j > i and words.lemma[j - 1] in PURPOSES:
                return stop(furthest, i, k)  # "call for work with an aim to ..."
            if j > i and words.tags[j - 1] in "C,":  # "called for calm, and to ...": no actor stands before "to"
                return stop(furthest, i, k)
            slots["ACTOR"] = (i, j)
            i = j
        else:
            j = i
            if element.slot == "THAT":  # "state unequivocally that"
                while j + 1 < end and words.tags[j] == "R" and (words.lower[j + 1] == "that" or words.tags[j + 1] == "R"):
                    j += 1
                if j < end and words.tags[j] == "," and (close := words.tags.find(",", j + 1, min(end, j + 16))) > 0:
                    j = close + 1  # "concern that, while talks go on, ..."
            else:
                while j < end and words.tags[j] in "R" and words.lower[j] not in ("not",) and element.slot == "THING":
                    j += 1
                if (
                    words.lower[j : j + 1] == ["in"] and "terms" in words.lower[j : j + 7]
                ):  # "condemn in the strongest possible terms ..."
                    j = words.lower.index("terms", j) + 1
                    j += words.lower[j : j + 1] == ["possible"]
            if not opens(element.slot, words, j, end):
                if element.optional:
                    k += 1
                    continue
                return stop(furthest, i, k)
            slots[element.slot] = (j, end)
            i = j
            weight += 1
        k += 1
    return Match(slots, i, weight)


def aside(words: Words, i: int, end: int) -> int:
    """The token after a remark between a verb and what belongs to it: "welcomed, in this regard, the plan", "noted in particular"."""
    if i + 3 < end and words.tags[i] == "," and (words.tags[i + 1] in "IR" or words.lower[i + 1] == "as"):
        close = words.tags.find(",", i + 1, min(end, i + 9))
        return close + 1 if close > 0 and not any(t in "VFMBHOTS" for t in words.tags[i + 2 : close]) else i
    if i < end and words.lower[i] in ("by", "with"):  # "recognised by both sides that", "discussed with the Minister the plan"
        by, j = words.lower[i] == "by", i + 1
        while j < end and j < i + 12 and words.tags[j] in "DQJNaAU'#p":
            if not by and j > i + 1 and words.tags[j] in "DQ" and words.tags[j - 1] in "NAU" and "A" in words.tags[i:j]:
                return j
            j += 1
        return j if by and j < end and j > i + 1 and words.lower[j] in ("that", "to") else i
    said = tuple(words.lower[i : i + 3])
    if said[:2] in ASIDES:
        return i + 2
    return i + 3 if said[:2] in POINTING and said[2:] and said[2] in ASIDE_NOUNS else i


ASIDES = frozenset({("in", "particular"), ("among", "others"), ("once", "again"), ("in", "principle"), ("in", "turn")})
POINTING = frozenset((a, b) for a in ("in", "on", "at", "with", "to") for b in ("this", "that"))
ASIDE_NOUNS = frozenset(
    "regard connection context respect sense spirit framework light occasion basis end purpose point matter field area".split()
)
PURPOSES = frozenset("aim view goal purpose effort plan objective order need way measure step right ability".split())
BETWEEN = frozenset({"once", "again", "further", "also", "both", "jointly", "hereby"})


def stop(furthest: list[int] | None, token: int, element: int) -> Match | None:
    """Note where the walk ended; there is no match."""
    if furthest is not None:
        furthest[:] = [token, element]
    return None
