"""Facts and a reader's corrections in, corrected facts out: what a person says stands above what a rule read.

A correction is data beside the text (`corrections.jsonl` of a store). It keeps the fact as it was read, so that it can be undone, and it is
put to use again whenever the text is read again, by whatever rules.
"""
from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.errors import UsageError
from kg.model import ACTOR_KINDS, LADDER, Fact
from kg.topics import find_topics

REJECT, AMEND = "reject", "amend"
LISTS = ("subject", "speaker", "topics")
KEYS = ("subject", "relation", "object", "status", "speaker", "negated", "topics", "object_kind", "subject_kind")
KINDS = {"object_kind": (*sorted(ACTOR_KINDS), "date", "event", "instrument", "matter", "place"),
         "subject_kind": ("actor", "event", "person", "thing")}


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader said of one fact, and why."""

    fact: str  # id of the fact as it was when it was corrected
    sha256: str  # of the document's text at that time
    verdict: str  # reject or amend
    why: str
    original: Fact  # as it was last read
    change: Mapping[str, Any] = field(default_factory=dict)  # for amend: key of the fact -> value
    by: str = ""
    met: bool = True  # False where the present rules do not find the fact, so that there is nothing to correct

    @property
    def doc(self) -> str:
        """Id of the document."""
        return self.original.doc

    @property
    def result(self) -> Fact | None:
        """The fact that stands in the place of the one read; None where it was rejected."""
        if self.verdict == REJECT:
            return None
        before = ", ".join(f"{key} was {text_of(getattr(self.original, key)) or 'empty'}" for key in self.change)
        follows: dict[str, Any] = {}
        if "object" in self.change:
            follows = {"object_span": None, "object_name": "", "object_reason": "", "values": (),
                       "topics": find_topics(self.change["object"])}
        return replace(self.original, **(follows | dict(self.change)), correction=f"corrected ({before}): {self.why}")

    @property
    def note(self) -> str:
        """What a view says beside a fact that was rejected, or that was amended: the verdict, the reason, and whose it is."""
        changed = ", ".join(f"{key} is {text_of(value) or 'empty'}" for key, value in self.change.items())
        return f"{self.verdict}ed" + (f" ({changed})" if changed else "") + f" by {self.by or 'a reader'}: {self.why}"

    def as_dict(self) -> dict[str, Any]:
        """The keys of corrections.jsonl, in their order."""
        return {"schema": 1, "fact": self.fact, "doc": self.doc, "sha256": self.sha256, "verdict": self.verdict,
                "change": {key: list(value) if isinstance(value, tuple) else value for key, value in self.change.items()},
                "why": self.why, "by": self.by, "met": self.met, "original": self.original.as_dict()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Correction:
        """Read back what `as_dict` wrote."""
        change = {key: tuple(value) if isinstance(value, list) else value for key, value in data["change"].items()}
        return cls(data["fact"], data["sha256"], data["verdict"], data["why"], Fact.from_dict(data["original"]), change, data["by"],
                   data["met"])


def text_of(value: Any) -> str:
    """A value of a fact as one types it: lists joined with `; `, none as "", truth as true or false."""
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def value_of(key: str, text: str) -> Any:
    """The value that a text gives a key of a fact; raises UsageError for an unknown key, relation, rung, kind or topic."""
    from kg.vocabulary import relation, topics

    text = " ".join(text.split())
    if key not in KEYS:
        near = difflib.get_close_matches(key, KEYS, 1)
        raise UsageError(f"a fact has no '{key}' to amend; " + (f"nearest: '{near[0]}'" if near else f"there are {', '.join(KEYS)}"))
    if key in LISTS:
        parts = tuple(part.strip() for part in text.split(";") if part.strip())
        if key == "subject" and not parts:
            raise UsageError("subject: cannot be empty; reject the fact instead")
        if key == "topics":
            for part in parts:
                one_of(part, tuple(topics()), key)
        return parts
    if key == "relation":
        return relation(text).name
    if key == "status":
        return one_of(text, LADDER, key) if text else None
    if key == "negated":
        return one_of(text.lower(), ("true", "false"), key) == "true"
    if key in KINDS:
        return one_of(text, KINDS[key], key)
    if not text:
        raise UsageError(f"{key}: cannot be empty; reject the fact instead")
    return text


def one_of(text: str, known: tuple[str, ...], key: str) -> str:
    if text not in known:
        near = difflib.get_close_matches(text, known, 1)
        raise UsageError(f"{key}: there is no '{text}'; " + (f"nearest: '{near[0]}'" if near else f"there are {', '.join(known)}"))
    return text


def meets(correction: Correction, fact: Fact, sha256: str) -> int:
    """How surely a correction speaks of a fact: 0 not at all, 3 by its id.

    Under new rules the object may be cut elsewhere: then the same words of the same sentence with the same relation count. In a text that
    was changed elsewhere, and so has other offsets, the same sentence and the same saying count.
    """
    was = correction.original
    if fact.doc != was.doc or (fact.relation != was.relation and fact.id != correction.fact):
        return 0
    if fact.id in (correction.fact, was.id):
        return 3
    if sha256 == correction.sha256:
        words = fact.start, fact.end, fact.trigger, fact.subject, fact.negated
        return 2 if words == (was.start, was.end, was.trigger, was.subject, was.negated) and fact.trigger != (0, 0) else 0
    return int((fact.quote, fact.subject, fact.object, fact.negated) == (was.quote, was.subject, was.object, was.negated))


def correct(facts: Iterable[Fact], corrections: Iterable[Correction], sha256: str) -> tuple[list[Fact], list[Correction]]:
    """The facts of one document, as read, with its corrections done; and the corrections, which know whether they met their fact."""
    facts = list(facts)
    taken: dict[int, Correction] = {}
    kept = []
    for correction in corrections:
        sure, place = max(((meets(correction, fact, sha256), -at) for at, fact in enumerate(facts) if at not in taken), default=(0, 0))
        found = replace(correction, original=facts[-place], met=True) if sure else replace(correction, met=False)
        if sure:
            taken[-place] = found
        kept.append(found)
    made: dict[str, Fact] = {}
    for at, fact in enumerate(facts):
        one = taken[at].result if at in taken else fact
        if one is not None and (one.id not in made or not one.correction):  # what rules now read by themselves needs no correction
            made[one.id] = one
    return list(made.values()), kept


def rejected(corrections: Iterable[Correction]) -> list[Correction]:
    """Those of facts that are read and stand no more: views show them struck out."""
    return [one for one in corrections if one.verdict == REJECT and one.met]


def as_read(facts: Iterable[Fact], corrections: Iterable[Correction]) -> list[Fact]:
    """The facts of one document as they were before its corrections: the reverse of `correct`."""
    met = [c for c in corrections if c.met]
    results = {c.result.id for c in met if c.result}
    return [fact for fact in facts if not (fact.correction and fact.id in results)] + [c.original for c in met]
