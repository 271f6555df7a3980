"""Gold facts and found facts in, precision, recall and F1 out, by relation, family, rule and document (docs/scoring.md)."""
from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.likeness import likeness, name_key
from kg.rules import FAMILY_NAMES, OWN_STATUS
from kg.vocabulary import relations

LOOSE_SUBJECT = frozenset({"heldIn", "heldOn", "memberOf"})  # events and bodies have no one name: their words are compared
SAME_OBJECT = 0.5
STRICT_OBJECT = 0.8
MANY = 4  # among so many parties pairs are optional


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact as far as it is scored; names are reduced to what they are compared by."""

    start: int
    end: int
    subject: frozenset[str]
    relation: str
    object: str
    negated: bool = False
    status: str | None = None
    speaker: frozenset[str] = frozenset()
    rule: str = ""
    relations: frozenset[str] = frozenset()  # of gold: what is accepted too
    subjects: tuple[frozenset[str], ...] = ()  # of gold: what is accepted too
    optional: bool = False

    @property
    def ends(self) -> frozenset[str]:
        """Subject and object of a symmetric relation, in no order."""
        return self.subject | {name_key(self.object)}


@dataclass(frozen=True, slots=True)
class Row:
    """How much was found of what there is: optional facts are in none of the three numbers."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0

    @property
    def precision(self) -> float:
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_dict(self) -> dict[str, float]:
        """The numbers and the three figures, these to three places."""
        return {"gold": self.gold, "predicted": self.predicted, "matched": self.matched, "precision": round(self.precision, 3),
                "recall": round(self.recall, 3), "f1": round(self.f1, 3)}


@dataclass(frozen=True, slots=True)
class Report:
    """Rows under "all", "family ...", "relation ...", "rule ...", "doc ...", "ignoring ...", "strict ..."; attributes as (right, of)."""

    rows: Mapping[str, Row]
    attributes: Mapping[str, tuple[int, int]]

    def as_dict(self) -> dict[str, dict[str, float]]:
        """All figures by name."""
        return {**{key: row.as_dict() for key, row in self.rows.items()},
                **{f"attribute {key}": {"right": right, "of": of, "accuracy": round(right / of, 3)}
                   for key, (right, of) in self.attributes.items() if of}}


def make_claim(fact: Mapping[str, Any]) -> Claim:
    """A gold line or a fact of facts.jsonl as a claim."""
    def names(value: str | Iterable[str]) -> frozenset[str]:
        return frozenset(name_key(name) for name in ([value] if isinstance(value, str) else value))

    subject = names(fact["subject"])
    return Claim(fact["start"], fact["end"], subject, fact["relation"], fact["object"], bool(fact.get("negated")), fact.get("status"),
                 names(fact.get("speaker") or ()) or subject, fact.get("rule", ""), frozenset(fact.get("alt", ())),
                 tuple(names(one) for one in fact.get("alt_subject", ())), bool(fact.get("optional")))


def read_claims(path: Path) -> dict[str, list[Claim]]:
    """Claims by document from a JSON Lines file or a folder of them; raises UsageError with file and line for what is no fact."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise UsageError(f"{path}: no *.jsonl in this folder")
    found: dict[str, list[Claim]] = defaultdict(list)
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8-sig").split("\n")
        except UnicodeDecodeError as error:
            raise UsageError(f"{file}: not UTF-8 at byte {error.start}") from error
        except OSError as error:
            raise UsageError(f"{file}: cannot be read: {error.strerror}") from error
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                fact = json.loads(line)
                claim = make_claim(fact)
                if not (claim.start < claim.end and claim.subject and claim.relation and claim.object.strip()):
                    raise ValueError("empty span, subject, relation or object")
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                said = f"'{error.args[0]}' is missing" if isinstance(error, KeyError) else str(error)
                raise UsageError(f"{file}:{number}: not a fact ({said}); docs/facts.md has the keys") from error
            found[str(fact.get("doc") or file.stem)].append(claim)
    return found


def score(gold: Mapping[str, Sequence[Claim]], predicted: Mapping[str, Sequence[Claim]]) -> Report:
    """Match what was found with the gold facts, sentence by sentence; documents without gold do not count."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0], all=[0, 0, 0])  # gold, predicted, matched
    right: dict[str, list[int]] = {"status": [0, 0], "speaker": [0, 0]}
    of_rule: dict[str, set[str]] = defaultdict(set)
    loose = {"ignoring relation": ("relation", SAME_OBJECT), "ignoring subject": ("subject", SAME_OBJECT),
             f"strict (object F1 >= {STRICT_OBJECT})": ("", STRICT_OBJECT)}
    loosely = {key: [0, 0, 0] for key in loose}
    for doc, every in gold.items():
        golds = [claim for claim in every if claim.relation != "other"]
        preds = predicted.get(doc, ())
        partner = dict(pair(golds, preds))
        taken = {p: g for g, p in partner.items()}
        free = unscored(golds, preds, taken)
        for g, claim in enumerate(golds):
            if claim.optional:
                continue
            said = preds[partner[g]] if g in partner else None
            for key in keys(claim.relation, doc):
                tally[key][0] += 1
                tally[key][2] += said is not None
            if said is not None:
                tally[f"rule {said.rule}"][2] += 1
                count_attributes(claim, said, right)
        for p, said in enumerate(preds):
            of_rule[said.rule].add(said.relation)
            if p in free:
                continue
            for key in (*keys(golds[taken[p]].relation if p in taken else said.relation, doc), f"rule {said.rule}"):
                tally[key][1] += 1
        for key, (ignore, threshold) in loose.items():
            again = pair(golds, preds, ignore, threshold)
            row = loosely[key]
            row[0] += sum(not claim.optional for claim in golds)
            row[1] += len(preds) - sum(golds[g].optional for g, _ in again)
            row[2] += sum(not golds[g].optional for g, _ in again)
    for rule, yields in of_rule.items():  # a rule is held against the gold facts of its relation, most of which other rules may find
        if f"rule {rule}" in tally:
            tally[f"rule {rule}"][0] = sum(tally[key][0] for key in (f"relation {relation}" for relation in yields) if key in tally)
    return Report({key: Row(*row) for key, row in {**tally, **loosely}.items()}, {key: (a, b) for key, (a, b) in right.items()})


def family(relation: str) -> str:
    known = relations().get(relation)
    return FAMILY_NAMES.get(known.family, known.family) if known else "?"


def keys(relation: str, doc: str) -> tuple[str, ...]:
    """The rows in which a fact counts, but for that of its rule."""
    return "all", f"family {family(relation)}", f"relation {relation}", f"doc {doc}"


def unscored(golds: Sequence[Claim], preds: Sequence[Claim], taken: Mapping[int, int]) -> set[int]:
    """Predictions that neither help nor harm: optional gold facts, and pairs among four or more parties."""
    free = {p for p, g in taken.items() if golds[g].optional}
    many = max((claim.subject for claim in golds), key=len, default=frozenset())
    if len(many) >= MANY:
        free |= {p for p, said in enumerate(preds) if p not in taken and is_symmetric(said.relation) and said.ends <= many}
    return free


def count_attributes(gold: Claim, said: Claim, right: dict[str, list[int]]) -> None:
    """Whether status and speaker are right; of a deed or dealing, only where the gold file states the status."""
    status = OWN_STATUS.get(said.relation, gold.status)
    if not (family(said.relation) in ("actor", "deed") and status is None):
        right["status"][0] += said.status == status
        right["status"][1] += 1
    right["speaker"][0] += said.speaker == gold.speaker
    right["speaker"][1] += 1


def pair(golds: Sequence[Claim], preds: Sequence[Claim], ignore: str = "", threshold: float = SAME_OBJECT) -> list[tuple[int, int]]:
    """One-to-one pairs (gold, predicted): nearest objects first, of equals required facts before optional ones."""
    candidates = []
    for g, gold in enumerate(golds):
        for p, pred in enumerate(preds):
            if same_evidence(gold, pred) and (near := similarity(gold, pred, ignore, threshold)):
                candidates.append((-round(near, 2), gold.optional, g, p))
    used: tuple[set[int], set[int]] = set(), set()
    pairs = []
    for _, _, g, p in sorted(candidates):
        if g not in used[0] and p not in used[1]:
            used[0].add(g)
            used[1].add(p)
            pairs.append((g, p))
    return pairs


def same_evidence(gold: Claim, pred: Claim) -> bool:
    """True where the evidence is the gold sentence, give or take how sentences are split."""
    shared = min(gold.end, pred.end) - max(gold.start, pred.start)
    length = gold.end - gold.start
    return shared >= length / 2 and pred.end - pred.start <= 3 * max(length, 80)


def similarity(gold: Claim, pred: Claim, ignore: str, threshold: float) -> float:
    """How near the objects are, 0.0 where the two do not match."""
    if gold.negated != pred.negated or (ignore != "relation" and pred.relation != gold.relation and pred.relation not in gold.relations):
        return 0.0
    if is_symmetric(gold.relation) and len(gold.subject) == 1:
        return 1.0 if gold.ends == pred.ends and len(pred.subject) == 1 and len(pred.ends) == 2 else 0.0
    accepted = (gold.subject, *gold.subjects)
    if not (ignore == "subject" or pred.subject in accepted or gold.relation in LOOSE_SUBJECT and any(
            likeness(" ".join(sorted(one)), " ".join(sorted(pred.subject))) >= SAME_OBJECT for one in accepted)):
        return 0.0
    near = likeness(gold.object, pred.object)
    return near if near >= threshold else 0.0


def is_symmetric(relation: str) -> bool:
    known = relations().get(relation)
    return known is not None and known.symmetric
