"""Rules in, findings out: rules that are dead, duplicate, clashing or unproven, each with what to do about it."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from kg.patterns import Element, Pattern
from kg.proof import GRAMMAR, LONGEST_EXAMPLE, alone, facts_of, read_sentence
from kg.rules import Rule, Rules
from kg.words import KNOWN, guess, inflect

KINDS = ("dead", "duplicate", "clash", "unproven")
VERBAL = frozenset("vnszdfexgiqjVFEGBHO")  # dictionary classes of a form that may be a verb
MOST_OPTIONAL = 4  # optional words of one pattern whose presence and absence are both compared


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a rule."""

    kind: str  # one of KINDS
    rule: str
    file: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.rule}: {self.kind}: {self.message}"


def check_rules(rules: Rules, files: Collection[str] = (), fired: Collection[str] | None = None) -> list[Fault]:
    """Find what is wrong with the rules of `files` (by default all), in the order of the rules.

    `fired`, where given, holds the ids of the rules that found something in some documents; the others are dead there.
    """
    chosen = [rule for rule in rules.all if not files or rule.file in files]
    overlaps: dict[str, list[Fault]] = {}
    for fault in find_overlaps(rules):
        overlaps.setdefault(fault.rule, []).append(fault)
    found: list[Fault] = []
    for rule in chosen:
        found += dead_patterns(rule)
        if fired is not None and rule.id not in fired:
            found.append(fault_of(rule, "dead", "it finds nothing in the documents given; try its wording with 'kg explain', or drop it"))
        found += overlaps.get(rule.id, ())
        found += unproven(rule, rules)
    return found


def fault_of(rule: Rule, kind: str, message: str) -> Fault:
    return Fault(kind, rule.id, rule.file, message)


def dead_patterns(rule: Rule) -> Iterator[Fault]:
    """Patterns that no text can match: a trigger that is no verb, or words behind a slot that takes all that is left."""
    for pattern in rule.patterns:
        if rule.id not in GRAMMAR:
            for word in sorted(pattern.triggers):
                if not is_verb(word):
                    base = KNOWN.get(word) or guess(word)
                    hint = f"write '{base.verb}'" if base.verb != word and is_verb(base.verb) else (
                        "a pattern begins with a verb in its base form; a verb that is not known is added to kg/lexicon/words.yaml")
                    yield fault_of(rule, "dead", f"pattern '{pattern.source}': '{word}' is never read as a verb; {hint}")
        slots = [i for i, element in enumerate(pattern.elements) if element.slot in ("THING", "DO", "THAT")]
        behind = pattern.elements[slots[0] + 1:] if slots else ()
        if any(not element.optional for element in behind):
            slot = pattern.elements[slots[0]].slot
            yield fault_of(rule, "dead", f"pattern '{pattern.source}': {slot} takes all that is left, so nothing can follow it; end there, "
                                         "or write ACTOR, which stops at the next word")


def is_verb(word: str) -> bool:
    """True where the word, or its past form, is read as a verb with this lemma."""
    known = KNOWN.get(word)
    if word.endswith(("ed", "ing")) and (known is None or known.verb != word):  # a form and not the word: "agreed"
        return False
    forms = [word, *(inflect(word, doubled)[1] for doubled in (False, True))]
    return any((entry := KNOWN.get(form) or guess(form)).code in VERBAL and entry.verb == word for form in forms)


def find_overlaps(rules: Rules) -> Iterator[Fault]:
    """Wordings that two patterns claim: the one that stands first in the index gets it, and the other never fires on it."""
    told: set[tuple[str, str, str, str]] = set()
    for trigger, entries in rules.index.items():
        by_shape: dict[tuple[tuple[str, bool], ...], list[tuple[tuple[Element, ...], Pattern, Rule]]] = {}
        for pattern, rule in entries:
            for elements in without_options(pattern):
                by_shape.setdefault(tuple((e.slot, bool(e.words)) for e in elements), []).append((elements, pattern, rule))
        for same in by_shape.values():
            for later, (elements, pattern, rule) in enumerate(same):
                for earlier, other, first in same[:later]:
                    key = first.id, other.source, rule.id, pattern.source
                    if other is pattern or key in told or (first.voice == "active" and rule.voice != "active"):
                        continue
                    shared = [a.words & b.words for a, b in zip(earlier[1:], elements[1:], strict=True)]
                    if any(a.words and not both for a, both in zip(earlier[1:], shared, strict=True)):
                        continue
                    phrase = " ".join([trigger, *(min(both) if both else e.slot for e, both in zip(elements[1:], shared, strict=True))])
                    told.add(key)
                    if (first.relation, first.status, first.negated) != (rule.relation, rule.status, rule.negated):
                        yield fault_of(rule, "clash", f"'{phrase}' is read by {first.id} ({first.file}) as {first.relation}, so "
                                                      f"{rule.relation} is never found; take it out of one")
                    elif first.id != rule.id:
                        yield fault_of(rule, "duplicate", f"'{phrase}' is read by {first.id} ({first.file}) already; take it out of one")
                    elif covers(other, pattern) or covers(pattern, other):
                        wide, narrow = (other, pattern) if covers(other, pattern) else (pattern, other)
                        yield fault_of(rule, "duplicate", f"pattern '{narrow.source}' says nothing that '{wide.source}' does not say")


def covers(wide: Pattern, narrow: Pattern) -> bool:
    """True where each wording of the second pattern is one of the first."""
    return all(any(len(a) == len(b) and all(x.slot == y.slot and x.words >= y.words for x, y in zip(a, b, strict=True))
                   for a in without_options(wide)) for b in without_options(narrow))


def without_options(pattern: Pattern) -> Iterable[tuple[Element, ...]]:
    """The pattern with each of its optional words present and absent."""
    optional = [i for i, element in enumerate(pattern.elements) if element.optional][:MOST_OPTIONAL]
    for present in product((True, False), repeat=len(optional)):
        absent = {i for i, here in zip(optional, present, strict=True) if not here}
        yield tuple(element for i, element in enumerate(pattern.elements) if i not in absent)


def unproven(rule: Rule, rules: Rules) -> Iterator[Fault]:
    """A rule whose examples are too few, or do not hold when they are run alone and together with all the others."""
    if len(rule.finds) < 2:
        yield fault_of(rule, "unproven", f"it needs two sentences under 'finds', and has {len(rule.finds)}")
    if not rule.passes_by:
        yield fault_of(rule, "unproven", "it needs a sentence under 'passes-by' that looks alike and yields nothing, with the reason")
    for example in rule.finds:
        if not example.facts:
            yield fault_of(rule, "unproven", f"'{short(example.text)}' names no facts; write facts: [Arnor+Gondor {rule.relation} ...]")
            continue
        if len(example.text) > LONGEST_EXAMPLE:
            yield fault_of(rule, "unproven", f"'{short(example.text)}' is longer than {LONGEST_EXAMPLE} characters; give one sentence")
            continue
        found = facts_of(example.text, rules)
        missing = [fact for fact in example.facts if fact not in found]
        by_itself = read_sentence(example.text, alone(rule, rules)).facts
        said = "; ".join(found) or "nothing"
        if missing and all(fact in facts_of(example.text, alone(rule, rules)) for fact in missing):
            yield fault_of(rule, "clash", f"'{short(example.text)}' gives '{missing[0]}' alone, but with the other rules: {said}")
        elif missing:
            yield fault_of(rule, "unproven", f"'{short(example.text)}' is to give '{missing[0]}', and gives: {said}")
        elif rule.inner != "instead" and not any(fact.rule == rule.id for fact in by_itself):
            yield fault_of(rule, "unproven", f"'{short(example.text)}' is not read by this rule, even with no other beside it")
    for example in rule.passes_by:
        if not example.why:
            yield fault_of(rule, "unproven", f"'{short(example.text)}' does not say why the rule passes it by; add why: ...")
        if len(example.text) <= LONGEST_EXAMPLE and any(fact.rule == rule.id for fact in read_sentence(example.text, rules).facts):
            said = "; ".join(facts_of(example.text, rules))
            yield fault_of(rule, "unproven", f"it is to pass by '{short(example.text)}', and finds in it: {said}")


def short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rsplit(" ", 1)[0] + " …"
