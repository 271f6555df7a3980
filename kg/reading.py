"""Document -> Reading: the whole way from text to facts, one stage after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.background import background_facts
from kg.facts import Reader, SentenceReading
from kg.instruments import with_instrument
from kg.lexicon import Lexicon, load_lexicon
from kg.meetings import with_meeting
from kg.mentions import find_mentions
from kg.model import Document, Fact, Mention, Outline, Reading, Sentence
from kg.parties import find_parties
from kg.references import Context
from kg.rules import Rules, load_rules
from kg.sentences import split_sentences
from kg.values import with_values
from kg.words import read_words

UNREAD = frozenset({"title", "dateline", "heading", "signature", "salutation", "rest"})  # kinds in which no stance is looked for


def read_document(
    document: Document,
    rules: Rules | None = None,
    lexicon: Lexicon | None = None,
    watch: Callable[[Sentence, SentenceReading], None] | None = None,
) -> Reading:
    """Read one document: its sentences, mentions and facts, in the order of the text.

    `watch`, where given, is called with each sentence whose clauses were read and with the way it was read (for the account).
    """
    rules = rules or load_rules()
    lexicon = lexicon or load_lexicon()
    text = document.text
    outline = outline_of(document, lexicon)
    sentences = outline.sentences
    mentions = find_mentions(text, sentences, lexicon, document.date)
    mentions = with_sides(mentions, dict(outline.persons), document.parties or outline.parties)
    context = Context(document.parties or outline.parties, outline.group, outline.members)
    reader = Reader(document, rules, context, mentions)
    facts: list[Fact] = []
    cursor = 0
    for sentence in sentences:
        while cursor < len(mentions) and mentions[cursor].start < sentence.start:
            cursor += 1
        last = cursor
        while last < len(mentions) and mentions[last].end <= sentence.end:
            last += 1
        inside = mentions[cursor:last]
        if sentence.kind not in UNREAD or text[sentence.end - 1] == ":":
            start = sentence.body or sentence.start
            words = read_words(text, start, sentence.end, inside)
            reader.mentions = inside
            reading = reader.read(sentence, words)
            read = [with_meeting(with_instrument(fact, inside, context.parties, document.date), context.parties) for fact in reading.facts]
            facts += with_values(read, text, inside, document.date, context.parties)
            if watch is not None:
                watch(sentence, reading)
            if sentence.quotation is None:
                facts = attributed(facts, sentences, sentence, reading.speaker)
        facts += background_facts(document, sentence, inside, context)
        context.remember(inside)
        cursor = last
    return Reading(document, sentences, tuple(mentions), tuple(facts))


def with_sides(mentions: list[Mention], persons: dict[str, str], parties: tuple[str, ...]) -> list[Mention]:
    """Persons with the party that they speak for, where title and opening told it."""
    sides = {name: actor for name, actor in persons.items() if actor in parties}
    return [
        replace(m, actor=sides[m.name]) if m.kind == "person" and not m.actor and m.name in sides else m for m in mentions
    ]


def outline_of(document: Document, lexicon: Lexicon) -> Outline:
    """Sentences and parties: those found when the document was described, where it and the lexicon are still the same."""
    given = document.text, document.title, document.date, document.kind
    outline = document.outline
    if outline is not None and outline.given == given and lexicon is load_lexicon():
        return outline
    sentences = split_sentences(document.text)
    parties = find_parties(document.text, document.title, sentences, lexicon, document.date, document.kind)
    return Outline(given, tuple(sentences), parties.names, parties.group, tuple(parties.members), tuple(parties.persons.items()))


def attributed(facts: list[Fact], sentences: Sequence[Sentence], closing: Sentence, speaker: tuple[str, ...]) -> list[Fact]:
    """Give the sentences of a quotation to the person named where it closes: '"... ." "..., " the minister added.'"""
    if not speaker:
        return facts
    opened = closing.index
    while (
        opened
        and sentences[opened - 1].quotation is not None
        and sentences[opened - 1].quotation == sentences[closing.index - 1].quotation
    ):
        opened -= 1
    if opened == closing.index:
        return facts
    begin = sentences[opened].start
    return [replace(f, speaker=speaker) if begin <= f.start < closing.start else f for f in facts]
