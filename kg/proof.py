"""A rule's own examples, read: in each of them the invented countries Arnor and Gondor are the parties, so that it is free of the world."""
from __future__ import annotations

import re

from kg.facts import Reader, SentenceReading
from kg.model import Document, Mention, Sentence
from kg.references import Context
from kg.rules import Rule, Rules, index_rules, load_rules
from kg.words import read_words

NAMES = re.compile(r"\b(Arnor|Gondor|Rohan|Mordor)\b")
GRAMMAR = frozenset({"will-do", "cooperation-between", "commit-to", "meet-with"})  # rules that the grammar itself calls by name
LONGEST_EXAMPLE = 2000  # characters; an example is one sentence


def read_sentence(text: str, rules: Rules | None = None, parties: tuple[str, ...] = ("Arnor", "Gondor")) -> SentenceReading:
    """Read one sentence in which Arnor and Gondor are the parties."""
    mentions = [Mention(m.start(), m.end(), "country", m.group()) for m in NAMES.finditer(text)]
    sentence = Sentence(0, 0, len(text))
    words = read_words(text, 0, len(text), mentions)
    return Reader(Document("example", text), rules or load_rules(), Context(parties), mentions).read(sentence, words)


def facts_of(text: str, rules: Rules | None = None) -> list[str]:
    """The facts of one sentence as "Arnor+Gondor welcomes bridge"; a denied one has "not" before its relation."""
    return [f"{'+'.join(f.subject)} {'not ' if f.negated else ''}{f.relation} {f.object}" for f in read_sentence(text, rules).facts]


def alone(rule: Rule, rules: Rules) -> Rules:
    """The rule by itself, with those that the grammar needs."""
    return index_rules([rule, *(one for one in rules.all if one.id in GRAMMAR and one.id != rule.id)])
