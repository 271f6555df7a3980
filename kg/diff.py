"""Two sets of facts in, their difference out: what was gained and lost, and what became firmer or weaker on the commitment ladder."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.likeness import content, likeness, name_key
from kg.model import LADDER, Fact
from kg.rules import OWN_STATUS
from kg.scoring import is_symmetric

SAME = 0.6  # objects that share so much of their content words are the same matter
KINDS = ("gained", "lost", "firmer", "weaker", "same")


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of the old side, of the new side, or of both where they are said of the same matter."""

    kind: str  # one of KINDS
    old: Fact | None
    new: Fact | None

    def as_dict(self) -> dict[str, object]:
        """Kind and both facts with the keys of facts.jsonl."""
        return {"kind": self.kind, "old": self.old.as_dict() if self.old else None, "new": self.new.as_dict() if self.new else None}


def compare(old: Iterable[Fact], new: Iterable[Fact]) -> list[Change]:
    """Pair the facts of two sides, one to one and nearest objects first, and say how each changed; ordered by kind and text.

    Facts pair where their relation is the same (the rungs discusses, explores, intendsTo, commitsTo and agreesTo count as one), both are
    denied or neither, they have a subject in common, and their objects share most of their content words. Where both sides hold
    the same documents, a document is compared with itself.
    """
    before, after = list(old), list(new)
    by_document = {f.doc for f in before} & {f.doc for f in after}
    index: dict[tuple, list[int]] = defaultdict(list)
    for number, fact in enumerate(after):
        for key in keys(fact, bool(by_document)):
            index[key].append(number)
    candidates = []
    for number, fact in enumerate(before):
        near = {other for key in keys(fact, bool(by_document)) for other in index.get(key, ())}
        for other in near:
            alike, shared = match(fact, after[other])
            if alike >= SAME and shared:
                candidates.append((-round(alike, 3), -shared, fact.relation != after[other].relation, number, other))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, number, other in sorted(candidates):
        if number not in pairs and other not in taken:
            pairs[number] = other
            taken.add(other)
    changes = [Change(direction(before[a], after[b]), before[a], after[b]) for a, b in pairs.items()]
    changes += [Change("lost", fact, None) for number, fact in enumerate(before) if number not in pairs]
    changes += [Change("gained", None, fact) for number, fact in enumerate(after) if number not in taken]
    return sorted(changes, key=lambda c: (KINDS.index(c.kind), place(c.new or c.old)))


def keys(fact: Fact, by_document: bool) -> set[tuple]:
    """What two facts must have in common, one key for each content word of the object, so that not all are compared with all."""
    relation = "ladder" if fact.relation in OWN_STATUS else fact.relation
    words = [" ".join(sorted(map(name_key, (*fact.subject, fact.object))))] if is_symmetric(relation) else content(name_key(fact.object))
    return {(relation, fact.negated, fact.doc if by_document else "", word) for word in words}


def match(one: Fact, other: Fact) -> tuple[float, float]:
    """How alike the objects are, and which share of the subjects both have; the ends of a symmetric relation stand in no order."""
    if is_symmetric(one.relation):
        ends = common((*one.subject, one.object), (*other.subject, other.object))
        return (1.0, 1.0) if ends == 1.0 else (0.0, 0.0)
    return likeness(one.object, other.object), common(one.subject, other.subject)


def common(one: Sequence[str], other: Sequence[str]) -> float:
    """How many of the subjects both have, as a share of all."""
    a, b = {name_key(name) for name in one}, {name_key(name) for name in other}
    return len(a & b) / len(a | b) if a | b else 0.0


def direction(old: Fact, new: Fact) -> str:
    """firmer or weaker by the ladder; same where neither side says, or only one."""
    if old.status not in LADDER or new.status not in LADDER or old.status == new.status:
        return "same"
    return "firmer" if LADDER.index(new.status) > LADDER.index(old.status) else "weaker"


def place(fact: Fact | None) -> tuple:
    return (fact.doc, fact.start, fact.relation, fact.object, fact.id) if fact else ()


def as_text(changes: Sequence[Change]) -> str:
    """The difference as lines: + gained, - lost, ^ firmer, v weaker, and the numbers; what stayed the same is counted only."""
    from kg.views.tables import one_line

    signs = {"gained": "+", "lost": "-", "firmer": "^", "weaker": "v"}
    lines = []
    for change in changes:
        fact = change.new or change.old
        if change.kind == "same" or fact is None:
            continue
        step = f"{change.old.status} -> {change.new.status}" if change.old and change.new else fact.status or ""
        no = "not " if fact.negated else ""
        said = f"{signs[change.kind]} {' + '.join(fact.subject)} {no}{fact.relation} {fact.object}"
        lines.append(one_line(said + (f" [{step}]" if step else "") + f"  ({fact.doc})"))
    count = {kind: sum(change.kind == kind for change in changes) for kind in KINDS}
    return "\n".join([*lines, ", ".join(f"{number} {kind}" for kind, number in count.items())]) + "\n"
