"""Sentence + Mentions -> background facts: who holds which office, where and when a meeting was held."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Document, Fact, Mention, Sentence
from kg.references import Context

MET = re.compile(r"\b(?:met|meets?|convened|gathered|assembled|held\s+(?:talks|a\s+meeting|discussions|consultations))\b")
NOUNS = ("meeting", "summit", "talks", "consultations", "discussions", "dialogue", "conference", "session", "round")
VERBS = ("met", "meet", "convened", "gathered", "assembled", "held")  # `in` is many times faster than `re`: it is asked first
EVENT_NOUN = re.compile(r"\b(?:(?:[a-z]+(?:-[a-z]+)?|[A-Z]\S*)\s+){0,3}(?:" + "|".join(NOUNS) + r")\b")
BEFORE_PLACE = re.compile(r"(?:\b(?:in|at)\s+(?:the\s+)?|,\s*)$")
BEFORE_DATE = re.compile(r"(?:\b(?:on|in|from)\s+(?:the\s+)?|,\s*|\()$|^\s*$|\b(?:today|held)\s*$")
HELD = re.compile(r"\b(?:held|convened|hosted|took\s+place|taking\s+place|take\s+place|be\s+held|concluded|meeting|met|gathered)\b")
STOP = re.compile(r"[;:]|\bwhich\b|\bwho\b|\bthat\b")


def background_facts(document: Document, sentence: Sentence, mentions: Sequence[Mention], context: Context) -> list[Fact]:
    """Facts that stand in names and dates rather than in a verb; headings give none."""
    if sentence.kind in ("title", "heading", "dateline", "salutation"):
        return []
    facts: list[Fact] = []
    text = document.text
    quote = text[sentence.start : sentence.end]
    seen: set[tuple[str, str, str]] = set()

    def add(subject: str, relation: str, name: str, rule: str, mention: Mention, kind: str, subject_kind: str) -> None:
        if (subject, relation, name) in seen or not name:
            return
        seen.add((subject, relation, name))
        facts.append(
            Fact(
                document.id,
                sentence.start,
                sentence.end,
                (subject,),
                relation,
                name,
                None,
                (),
                False,
                (),
                rule,
                quote,
                (mention.start, mention.end),
                (mention.start, mention.end),
                kind,
                subject_kind,
                "said in the words themselves",
            )
        )

    for mention in mentions:
        if (
            mention.kind == "person"
            and mention.office
            and introduces(text, mention)
            and (mention.name, mention.office) not in context.introduced
        ):
            context.introduced.add((mention.name, mention.office))
            add(mention.name, "holdsOffice", mention.office, "name-with-office", mention, "office", "person")
    where = [m for m in mentions if m.kind in ("place", "country", "date") and m.form != "adjective"]
    happenings = events(text, sentence, mentions) if where else []
    for other in where if happenings else ():
        nearest = max((e for e in happenings if e[2] <= other.start), key=lambda e: e[2], default=None)
        if nearest is None:
            continue
        event, _, end = nearest
        between = text[end : other.start]
        if len(between) > 90 or STOP.search(between):
            continue
        words = len(between.split())
        if other.kind == "date":
            if BEFORE_DATE.search(between) and words <= 12:
                add(event, "heldOn", other.name, "event-on-date", other, "date", "event")
        elif (
            BEFORE_PLACE.search(between)
            and not re.search(r"\bon\b|\bto\b", between)
            and (words <= 3 or other.kind == "place")
            and ((words <= 4 and "," not in between) or HELD.search(between) or event == "meeting")
        ):
            add(event, "heldIn", other.name, "event-in-place", other, "place", "event")
    return facts


def introduces(text: str, mention: Mention) -> bool:
    """True for a full introduction: an office with the whole name, or with its country."""
    said = text[mention.start : mention.end]
    return (" " in mention.name and mention.name.split()[0] in said) or " of " in mention.office


def events(text: str, sentence: Sentence, mentions: Sequence[Mention]) -> list[tuple[str, int, int]]:
    """Events of a sentence: named ones, "the third round of talks", and the meeting in "met"."""
    found = [(m.name, m.start, m.end) for m in mentions if m.kind == "event"]
    taken = [(m.start, m.end) for m in mentions]
    said = text[sentence.start : sentence.end]
    for match in EVENT_NOUN.finditer(text, sentence.start, sentence.end) if any(noun in said for noun in NOUNS) else ():
        begin = max((e for s, e in taken if s < match.end() and e > match.start()), default=match.start())
        if begin >= match.end():
            continue
        noun = match.group().split()[-1]
        found.append((noun, match.start(), match.end()))
    for match in MET.finditer(text, sentence.start, sentence.end) if any(verb in said for verb in VERBS) else ():
        body = next(
            (m for m in mentions if m.kind == "organization" and match.group() == "convened" and not text[m.end : match.start()].strip()),
            None,
        )
        found.append((body.name if body else "meeting", match.start(), match.end()))
    return found
