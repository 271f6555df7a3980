"""Invented countries for grammar examples, so that they are free of the world."""
from __future__ import annotations

import re

from kg.facts import Reader, SentenceReading
from kg.model import Document, Mention, Sentence
from kg.references import Context
from kg.rules import Rules, load_rules
from kg.words import read_words

NAMES = re.compile(r"\b(Arnor|Gondor|Rohan|Mordor)\b")


def read_sentence(text: str, rules: Rules | None = None, parties: tuple[str, ...] = ("Arnor", "Gondor")) -> SentenceReading:
    """Read one sentence in which Arnor and Gondor are the parties."""
    mentions = [Mention(m.start(), m.end(), "country", m.group()) for m in NAMES.finditer(text)]
    sentence = Sentence(0, 0, len(text))
    words = read_words(text, 0, len(text), mentions)
    return Reader(Document("example", text), rules or load_rules(), Context(parties), mentions).read(sentence, words)


def facts_of(text: str, rules: Rules | None = None) -> list[str]:
    """The facts of one sentence as "Arnor+Gondor welcomes bridge"; a denied one has "not" before its relation."""
    return [f"{'+'.join(f.subject)} {'not ' if f.negated else ''}{f.relation} {f.object}" for f in read_sentence(text, rules).facts]
