"""Sentence + Mentions -> background facts: who holds which office, where and when a meeting was held."""
from __future__ import annotations

from collections.abc import Sequence

from kg.model import Document, Fact, Mention, Sentence
from kg.references import Context


def background_facts(document: Document, sentence: Sentence, mentions: Sequence[Mention], context: Context) -> list[Fact]:
    """Facts that stand in names and dates rather than in a verb."""
    facts: list[Fact] = []
    text = document.text
    quote = text[sentence.start:sentence.end]

    def add(subject: str, relation: str, name: str, rule: str, mention: Mention, kind: str, subject_kind: str) -> None:
        facts.append(Fact(document.id, sentence.start, sentence.end, (subject,), relation, name, None, context.parties, False, (), rule, quote,
                          (mention.start, mention.end), (mention.start, mention.end), kind, subject_kind, "said in the words themselves"))

    for k, mention in enumerate(mentions):
        if mention.kind == "person" and mention.office and " " in mention.name:
            add(mention.name, "holdsOffice", mention.office, "name-with-office", mention, "office", "person")
        if mention.kind == "event" and sentence.kind not in ("title", "heading"):
            for other in mentions[k + 1:k + 4]:
                between = text[mention.end:other.start].strip(" ,").lower()
                if other.kind in ("event", "person") or len(between) > 60:
                    break
                if other.kind == "place" and between.split()[-1:] in (["in"], ["at"]):
                    add(mention.name, "heldIn", other.name, "event-in-place", other, "place", "event")
                elif other.kind == "date" and (between.split()[-1:] in (["on"], ["in"], ["from"]) or not between):
                    add(mention.name, "heldOn", other.name, "event-on-date", other, "date", "event")
    return facts
