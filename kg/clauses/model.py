"""Verb groups and clauses: the nouns of this stage."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class VerbGroup:
    """Auxiliaries, adverbs and the main verb, as token indexes."""

    start: int
    end: int  # after the head
    head: int
    form: str  # finite, infinitive, gerund, participle
    tense: str = ""  # present, past, modal, perfect, base
    modal: str = ""
    passive: bool = False
    progressive: bool = False
    perfect: bool = False
    negated: bool = False
    continued: bool = False  # "continue to ...": the head is the verb behind it
    be: int = -1  # index of the form of "be" or -1


@dataclass(slots=True)
class Clause:
    """One verb with its subject and the region of its complements (token indexes)."""

    verb: VerbGroup
    kind: str  # main, content (that-clause), relative, adverbial, participial, bare (list item)
    subject: tuple[int, int] | None  # tokens of its own subject; None where it shares one
    end: int  # where its complements end
    shares: int | None = None  # index of the clause whose subject it shares
    parent: int | None = None  # index of the clause in whose complement it stands
    parts: list[int] = field(default_factory=list)  # content clauses in its complement
