"""The nouns of Concord: frozen records that travel from stage to stage.

All offsets are Unicode code points into `Document.text`, end exclusive; they are set once and never found again by searching.
"""
from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

ACTOR_KINDS = frozenset({"country", "organization", "group", "armed-group", "office", "person"})
LADDER = ("discussed", "explored", "intended", "committed", "agreed", "underway", "completed")


@dataclass(frozen=True, slots=True)
class Finding:
    """A value about a document and the place in its text where it was found (start == end: it was given from outside)."""

    key: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading or list item: text[start:end] without surrounding space."""

    index: int
    start: int
    end: int
    kind: str = "sentence"  # title, dateline, heading, sentence, item, signature, salutation, rest (behind the cut)
    paragraph: int = 0
    lead: int | None = None  # index of the sentence that introduces this list item ("The sides agreed to:")
    body: int = 0  # where the words begin after a bullet or number ("(i) ", "1. ", "- "); equals start where there is none
    quotation: int | None = None  # number of the quotation the whole sentence stands in; sentences of one quotation share it


@dataclass(frozen=True, slots=True)
class Outline:
    """What was found while a text was described, kept so that reading the document does not find it again."""

    given: tuple[str, str, str, str]  # text, title, date and kind that it holds for
    sentences: tuple[Sentence, ...]
    parties: tuple[str, ...]
    group: str  # the group that speaks, if one does
    members: tuple[str, ...]  # countries behind the group, or all who sign
    persons: tuple[tuple[str, str], ...] = ()  # full name or surname of a person -> the party that he speaks for


@dataclass(frozen=True, slots=True)
class Document:
    """A text as published, with what it says about itself."""

    id: str
    text: str
    title: str = ""
    date: str = ""  # ISO 8601, as exactly as known: 2024-08-20, 2024-08, 2024, or ""
    place: str = ""
    kind: str = "joint statement"  # joint statement, communiqué, declaration, press statement, news report
    parties: tuple[str, ...] = ()  # canonical names of the actors who issue it, in the order of the text
    source: str = ""  # http(s) address, or ""
    language: str = "en"
    found: tuple[Finding, ...] = ()
    outline: Outline | None = field(default=None, repr=False, compare=False)

    @property
    def sha256(self) -> str:
        """Hash of the text, by which a document is known."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span and what it names."""

    start: int
    end: int
    kind: str  # country, organization, group, armed-group, office, person, instrument, event, place, date, amount
    name: str  # canonical name; for a date ISO 8601
    form: str = "name"  # name, adjective ("Indian"), seat ("New Delhi"), acronym
    actor: str = ""  # for a person or office: the country or body they speak for, "" where unknown
    office: str = ""  # for a person introduced with one: the office as written ("External Affairs Minister")

    @property
    def is_actor(self) -> bool:
        """True where the mention can be the subject of a fact."""
        return self.kind in ACTOR_KINDS


@dataclass(frozen=True, slots=True)
class Named:
    """An actor that a document names, and the words by which it does: what the graph needs to know of its mentions."""

    kind: str
    name: str
    actor: str = ""
    office: str = ""
    forms: tuple[tuple[str, str], ...] = ()  # (form of the mention, words of the text), sorted


@dataclass(frozen=True, slots=True)
class Value:
    """A sum of money, a quantity or a deadline in a fact's object, with its place in the text."""

    kind: str  # amount, quantity, deadline
    number: str  # decimal digits; for a deadline ISO 8601 as exactly as the text gives it: 2030, 2030-06, 2030-06-30
    unit: str = ""  # of an amount the ISO 4217 code, "" where the text leaves open whose dollar it is; of a quantity what is counted
    high: str = ""  # the upper end of a range ("10 to 15 per cent")
    bound: str = ""  # at least, at most, about, or ""
    start: int = 0
    end: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The keys that have something to say, in their order."""
        return {key: value for key in ("kind", "number", "unit", "high", "bound") if (value := getattr(self, key))} | {
            "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Fact:
    """Subject(s), relation, object with evidence: the contract is docs/facts.md."""

    doc: str
    start: int  # evidence sentence
    end: int
    subject: tuple[str, ...]
    relation: str
    object: str
    status: str | None = None
    speaker: tuple[str, ...] = ()
    negated: bool = False
    topics: tuple[str, ...] = ()
    rule: str = ""
    quote: str = ""  # the evidence sentence: Document.text[start:end]
    trigger: tuple[int, int] = (0, 0)  # offsets of the words that made the rule fire
    object_span: tuple[int, int] | None = None  # offsets of the object's words; None where it was resolved from a reference
    object_kind: str = "matter"  # matter, an actor kind, instrument, event, place or date
    subject_kind: str = "actor"  # actor, person, event or thing
    reason: str = ""  # why the subject is who it is ("'both sides' are the parties")
    object_name: str = ""  # name of the node that the object is, where it is another than `object` (an instrument: "UNSCR 2231")
    object_reason: str = ""  # why the object is that node
    values: tuple[Value, ...] = ()  # sums, quantities and deadlines of the object
    correction: str = ""  # what a reader amended, and why; "" for a fact as the rules read it
    paragraph: int = 0  # number of the evidence's paragraph in the text, counted from 1; 0 where it is not known

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits over document, offsets, subjects, relation, object and negation; neither rule nor version."""
        key = "\x1f".join((self.doc, str(self.start), str(self.end), *sorted(self.subject), self.relation, self.object, str(self.negated)))
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def as_dict(self) -> dict[str, Any]:
        """The keys of facts.jsonl, in their order; `correction` is there only where a reader made one."""
        data = {"schema": 1, "id": self.id, "doc": self.doc, "start": self.start, "end": self.end, "subject": list(self.subject),
                "relation": self.relation, "object": self.object, "status": self.status, "speaker": list(self.speaker),
                "negated": self.negated, "topics": list(self.topics), "rule": self.rule, "quote": self.quote,
                "trigger": list(self.trigger), "object_span": list(self.object_span) if self.object_span else None,
                "object_kind": self.object_kind, "subject_kind": self.subject_kind, "reason": self.reason,
                "object_name": self.object_name, "object_reason": self.object_reason, "values": [value.as_dict() for value in self.values],
                "paragraph": self.paragraph}
        return data | {"correction": self.correction} if self.correction else data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Fact:
        """Read back what `as_dict` wrote."""
        keep = {k: data[k] for k in cls.__dataclass_fields__ if k in data}
        for key in ("subject", "speaker", "topics", "trigger"):
            keep[key] = tuple(keep.get(key) or ())
        keep["trigger"] = keep["trigger"] or (0, 0)
        keep["values"] = tuple(Value(**value) for value in keep.get("values") or ())
        keep["object_span"] = tuple(keep["object_span"]) if keep.get("object_span") else None
        return cls(**keep)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document: what users of `kg.build` and of the account hold on to."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...] = field(default=())
