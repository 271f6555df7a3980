"""kg/rules/*.yaml and users' rule files -> Rules, checked and indexed by the word that triggers them."""

from __future__ import annotations

import difflib
import re
from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import RuleError, UnknownRelation
from kg.model import LADDER
from kg.patterns import Pattern, compile_pattern
from kg.sources import PACKAGE, line_of, read_yaml
from kg.vocabulary import relations

KEYS = {"id", "meaning", "patterns", "relation", "status", "object", "voice", "tense", "inner", "negated", "finds", "passes-by"}
PROOFS = ("finds", "passes-by")
EXTENDING = {"extend", "patterns", *PROOFS}
TRAITS = {"object": ("THING", "DO", "THAT", "ACTOR", "SUBJECT", "ACT", "THERE"), "voice": ("any", "active"), "tense": ("any", "present"),
          "inner": ("beside", "instead"), "negated": (True, False)}
NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,79}")
MOST_PATTERNS = 500
FAMILY_NAMES = {"actorRelation": "actor"}
LIGHT = frozenset({"be", "have", "do", "it", "make", "take", "give"})  # verbs that mean nothing without their noun
OWN_STATUS = {"discusses": "discussed", "explores": "explored", "intendsTo": "intended", "commitsTo": "committed", "agreesTo": "agreed"}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that proves a rule: the facts it yields, or why it yields none."""

    text: str
    facts: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a wording means."""

    id: str
    meaning: str
    patterns: tuple[Pattern, ...]
    relation: str
    file: str
    status: str | None = None
    object: str = ""  # the slot that is the object: THING, DO, THAT, ACTOR; "" for the last one of the pattern
    voice: str = "any"  # any, active (never read from the passive)
    tense: str = "any"  # any, present (neither from a past nor from a modal verb)
    inner: str = "beside"  # what a fact found inside the object does: beside (both count), instead (it replaces this one)
    negated: bool = False
    finds: tuple[Example, ...] = ()
    passes_by: tuple[Example, ...] = ()

    @property
    def family(self) -> str:
        """stance, actor, deed or background, as the ontology says."""
        return FAMILY_NAMES.get(relations()[self.relation].family, relations()[self.relation].family)


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, and an index from trigger word to (pattern, rule)."""

    all: tuple[Rule, ...]
    index: dict[str, tuple[tuple[Pattern, Rule], ...]] = field(repr=False)
    stances: frozenset[str] = field(repr=False)  # verbs that say something of a thing: their participles are clauses of their own
    by_id: dict[str, Rule] = field(repr=False)
    needed: dict[str, dict[str, tuple[int, ...]]] = field(repr=False)  # trigger -> word that has to follow, or "" -> places in the index

    def near(self, trigger: str, present: Set[str]) -> list[tuple[Pattern, Rule]]:
        """The entries of a trigger whose next needed word is among those present, in the order of the index.

        So the cost of a clause grows with its length and hardly with the number of rules.
        """
        needed = self.needed.get(trigger)
        if needed is None:
            return []
        places = set(needed.get("", ()))
        for word in needed.keys() & present:
            places.update(needed[word])
        entries = self.index[trigger]
        return [entries[place] for place in sorted(places)]

    def __getitem__(self, rule_id: str) -> Rule:
        rule = self.by_id.get(rule_id)
        if rule is not None:
            return rule
        near = difflib.get_close_matches(rule_id, [r.id for r in self.all], 1)
        raise RuleError(f"no rule '{rule_id}'" + (f"; nearest: '{near[0]}'" if near else "; `kg rules` lists them"))


def make_rule(entry: Any, where: str, known: Mapping[str, Rule] | None = None) -> Rule:
    """Check one entry of a rule file; raises RuleError or UnknownRelation with file, rule and remedy.

    An entry that begins with `extend` adds patterns and examples to the rule of that id among `known`.
    """
    key = "extend" if isinstance(entry, dict) and "extend" in entry else "id"
    if not isinstance(entry, dict) or not isinstance(entry.get(key), str):
        raise RuleError(f"{where}: an entry needs an 'id'")
    file, where = where, f"{where}: {entry[key]}"
    if not NAME.fullmatch(entry[key]):
        raise RuleError(f"{where}: an id is of letters, digits and hyphens, at most 80 of them", key)
    accepted = EXTENDING if key == "extend" else KEYS
    if unknown := set(entry) - accepted:
        word = sorted(map(str, unknown))[0]
        near = difflib.get_close_matches(word, sorted(accepted), 1)
        remedy = f"; nearest: '{near[0]}'" if near else f"; keys are {', '.join(sorted(accepted))}"
        raise RuleError(f"{where}: unknown key '{word}'{remedy}", word)
    examples = {kind: tuple(make_example(e, where, kind, k) for k, e in enumerate(list_of(entry, kind, where))) for kind in PROOFS}
    if key == "extend":
        base = (known or {}).get(entry[key])
        if base is None:
            near = difflib.get_close_matches(entry[key], list(known or ()), 1)
            raise RuleError(f"{where}: there is no such rule to extend" + (f"; nearest: '{near[0]}'" if near else ""), key)
        return replace(base, patterns=base.patterns + make_patterns(entry, where), file=file, finds=base.finds + examples["finds"],
                       passes_by=base.passes_by + examples["passes-by"])
    for needed in ("meaning", "patterns", "relation"):
        if not entry.get(needed):
            raise RuleError(f"{where}: '{needed}' is missing")
    relation = entry["relation"]
    if not isinstance(relation, str) or relation not in relations():
        near = difflib.get_close_matches(str(relation), sorted(relations()), 1)
        remedy = f"; nearest: '{near[0]}'" if near else ""
        raise UnknownRelation(f"{where}: '{relation}' is not in ontology/concord.ttl{remedy}", "relation")
    status = entry.get("status", OWN_STATUS.get(relation))
    if status is not None and status not in LADDER:
        raise RuleError(f"{where}: status '{status}' is no rung of the ladder: {', '.join(LADDER)}", "status")
    for trait, values in TRAITS.items():
        if trait in entry and entry[trait] not in values:
            raise RuleError(f"{where}: {trait} '{entry[trait]}' is unknown; it is one of {', '.join(map(str, values))}", trait)
    if not isinstance(entry["meaning"], str):
        raise RuleError(f"{where}: 'meaning' is to be one sentence; put it in quotes", "meaning")
    return Rule(
        entry["id"],
        entry["meaning"],
        make_patterns(entry, where),
        relation,
        file,
        status,
        entry.get("object", ""),
        entry.get("voice", "any"),
        entry.get("tense", "any"),
        entry.get("inner", "beside"),
        bool(entry.get("negated", False)),
        examples["finds"],
        examples["passes-by"],
    )


def list_of(entry: dict, key: str, where: str) -> list:
    """A list in an entry, empty where it is absent."""
    value = entry.get(key) or []
    if not isinstance(value, list):
        raise RuleError(f"{where}: '{key}' is to be a list, each item on a line that begins with '- '", key)
    return value


def make_patterns(entry: dict, where: str) -> tuple[Pattern, ...]:
    """The patterns of an entry; the error of a wrong one knows its place."""
    patterns = list_of(entry, "patterns", where)
    if not all(isinstance(p, str) for p in patterns):
        raise RuleError(f"{where}: 'patterns' is to be a list of phrases", "patterns")
    if len(patterns) > MOST_PATTERNS:
        raise RuleError(f"{where}: more than {MOST_PATTERNS} patterns; make it several rules", "patterns")
    made = []
    for number, pattern in enumerate(patterns):
        try:
            made.append(compile_pattern(pattern, where))
        except RuleError as error:
            raise RuleError(str(error), "patterns", number) from None
    return tuple(made)


def make_example(entry: Any, where: str, kind: str = "finds", number: int = 0) -> Example:
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        raise RuleError(f"{where}: an example needs a 'text'", kind, number)
    facts = entry.get("facts") or []
    if not isinstance(facts, list) or not all(isinstance(fact, str) for fact in facts):
        raise RuleError(f"{where}: 'facts' is to be a list such as [Arnor+Gondor welcomes bridge]", kind, number, "facts")
    if unknown := set(entry) - {"text", "facts", "why"}:
        raise RuleError(f"{where}: unknown key '{min(unknown)}' in an example; keys are text, facts, why", kind, number, min(unknown))
    return Example(entry["text"], tuple(facts), str(entry.get("why") or ""))


def index_rules(rules: Iterable[Rule]) -> Rules:
    """Index rules by trigger; of several patterns on one trigger the longest comes first."""
    ordered = tuple(rules)
    index: dict[str, list[tuple[Pattern, Rule]]] = {}
    for rule in ordered:
        for pattern in rule.patterns:
            for trigger in pattern.triggers:
                index.setdefault(trigger, []).append((pattern, rule))
    stances = {
        t
        for t, entries in index.items()
        if t not in LIGHT and any((r.family == "stance" and r.tense == "any") or r.relation == "callsOn" for _, r in entries)
    }
    longest = {t: tuple(sorted(entries, key=lambda e: -sum(1 for x in e[0].elements if x.words))) for t, entries in index.items()}
    needed: dict[str, dict[str, tuple[int, ...]]] = {}
    for trigger, entries in longest.items():
        words: dict[str, list[int]] = {}
        for place, (pattern, _) in enumerate(entries):
            for word in pattern.needs or ("",):
                words.setdefault(word, []).append(place)
        needed[trigger] = {word: tuple(places) for word, places in words.items()}
    return Rules(ordered, longest, frozenset(stances), {rule.id: rule for rule in ordered}, needed)


@lru_cache(maxsize=8)
def load_rules(extra: Sequence[Path] = ()) -> Rules:
    """Load the built-in rules and users' files (which override by id)."""
    rules: dict[str, Rule] = {}
    for path in sorted((PACKAGE / "rules").glob("*.yaml")):
        for rule in read_rules(path, f"kg/rules/{path.name}"):
            if rule.id in rules:
                raise RuleError(f"{rule.file}: the id '{rule.id}' is used twice; ids are unique")
            rules[rule.id] = rule
    for path in extra:
        for rule in read_rules(Path(path), str(path), rules):
            rules[rule.id] = rule
    return index_rules(rules.values())


def read_rules(path: Path, name: str, known: Mapping[str, Rule] | None = None) -> list[Rule]:
    """Read one rule file; its entries may extend the rules in `known`. An error has the line of the entry, or of the key in it."""
    data = read_yaml(path)
    if not isinstance(data, list):
        raise RuleError(f"{name}: a rule file is a list of entries that begin with '- id:'")
    made: dict[str, Rule] = {}
    every = ChainMap(made, dict(known or {}))  # what may be extended
    for number, entry in enumerate(data):
        try:
            rule = make_rule(entry, name, every)
            if rule.id in made and "extend" not in entry:
                raise RuleError(f"{name}: {rule.id}: the id is used twice; ids are unique", "id")
        except RuleError as error:
            line = line_of(path, (number, *error.place))
            raise type(error)(f"{name}:{line}{str(error).removeprefix(name)}" if line else str(error)) from None
        made[rule.id] = rule
    return list(made.values())
