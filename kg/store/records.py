"""Documents and their facts <-> the lines of documents.jsonl and facts.jsonl."""
from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.model import Document, Fact, Finding, Mention, Named
from kg.store import durable

if TYPE_CHECKING:
    from kg.corrections import Correction

SCHEMA = 1
ABOUT = tuple(f.name for f in dataclasses.fields(Document) if f.compare and f.name != "text")  # what is not compared is found anew


@dataclass(frozen=True, slots=True)
class Holding:
    """A document with all that was read in it and that its graph is made of."""

    document: Document
    facts: tuple[Fact, ...]  # corrected
    named: tuple[Named, ...] = ()
    read_by: str = ""  # version of the program and hash of the rules that read it
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A line of documents.jsonl: a document without its text, and what is kept of its facts and its graph to know them by."""

    document: Document  # its text is ""
    file: str  # of the text, below the store's folder
    sha256: str  # of the text
    read_by: str
    named: tuple[Named, ...]
    facts: int
    size: int  # bytes of its lines in facts.jsonl
    quads: int  # in its graph
    sum: int  # of its quads (kg/store/database.py)

    @property
    def id(self) -> str:
        return self.document.id

    def as_dict(self) -> dict[str, Any]:
        """The keys of documents.jsonl, in their order."""
        about = {name: getattr(self.document, name) for name in ABOUT}
        about["found"] = [[f.key, f.value, f.start, f.end] for f in self.document.found]
        about["parties"] = list(self.document.parties)
        return {"schema": SCHEMA, "id": about.pop("id"), "text": self.file, "sha256": self.sha256, **about, "read_by": self.read_by,
                "named": [[m.kind, m.name, m.actor, m.office, [list(form) for form in m.forms]] for m in self.named], "facts": self.facts,
                "size": self.size, "quads": self.quads, "sum": f"{self.sum:064x}"}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Record:
        """Read back what `as_dict` wrote."""
        about = {name: data[name] for name in ABOUT}
        about |= {"text": "", "parties": tuple(data["parties"]), "found": tuple(Finding(*item) for item in data["found"])}
        named = tuple(Named(kind, name, actor, office, tuple((form, words) for form, words in (forms or [[]])[0]))
                      for kind, name, actor, office, *forms in data["named"])  # stores of 0.1.0 have no forms
        return cls(Document(**about), data["text"], data["sha256"], data["read_by"], named, int(data["facts"]), int(data["size"]),
                   int(data["quads"]), int(data["sum"], 16))


def text_file(document: Document) -> str:
    """Where a text is kept: another text of the same document gets another name, so that a file is never written twice."""
    from kg.naming import exact_slug

    return f"texts/{exact_slug(document.id)}.{document.sha256[:12]}.txt"


def fact_lines(facts: Iterable[Fact]) -> bytes:
    """Lines of facts.jsonl."""
    return durable.json_lines(fact.as_dict() for fact in facts)


def read_facts(lines: bytes) -> list[Fact]:
    """Facts of lines of facts.jsonl."""
    return [Fact.from_dict(json.loads(line)) for line in lines.split(b"\n") if line]


def record_of(holding: Holding, lines: bytes, graph: tuple[int, int]) -> Record:
    """The record of a holding; `lines` are its facts, `graph` count and sum of its graph."""
    document = holding.document
    about = Document(text="", **{name: getattr(document, name) for name in ABOUT})
    return Record(about, text_file(document), document.sha256, holding.read_by, holding.named, len(holding.facts), len(lines), *graph)


def named_once(mentions: Iterable[Mention], text: str) -> tuple[Named, ...]:
    """Each actor that is named, once, with all the words that name it, sorted."""
    found: dict[tuple[str, str, str, str], set[tuple[str, str]]] = {}
    for m in mentions:
        if m.is_actor:
            found.setdefault((m.kind, m.name, m.actor, m.office), set()).add((m.form, text[m.start:m.end]))
    return tuple(Named(*key, tuple(sorted({(form, " ".join(words.split())) for form, words in found[key]}))) for key in sorted(found))


def reader(rules: Sequence[str] = (), lexicon: Sequence[str] = ()) -> str:
    """Who reads: version of the program, hash of its rules, and of the user's own files of rules and names where there are any."""
    import hashlib
    from pathlib import Path

    from kg.evidence import program_version, rule_set

    own = "".join(hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in (*rules, *lexicon))
    return f"{program_version()} {rule_set()}" + (f"+{hashlib.sha256(own.encode()).hexdigest()[:16]}" if own else "")
