"""Paragraphs in, Sentences out: kind, lead-in and quotation, list items under their lead-in; what is too long is cut."""
from __future__ import annotations

import re

from kg.model import Sentence
from kg.sentences.kinds import kind_of
from kg.sentences.paragraphs import find_paragraphs
from kg.sentences.pieces import find_pieces, inner_body
from kg.sentences.quotations import find_quotations, quotation_of
from kg.sentences.shapes import PARTICIPLE

LONGEST = 20_000  # characters of one sentence that are read; the longest of two hundred statements has 1,295
_RESOLVE = re.compile(r"(?:(?:DO|HEREBY|Hereby|hereby|Have|HAVE)\s+)*[A-Z]{4,}\b(?![ ]*[,.])|(?:Do|Have|Hereby|hereby|have|do)\s")


def split_sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences, headings and list items.

    >>> [text[s.start:s.end] for text in ["Mr. A met Dr. B. They agreed."] for s in split_sentences(text)]
    ['Mr. A met Dr. B.', 'They agreed.']
    """
    paragraphs = list(find_paragraphs(text))
    inside = find_quotations(text)
    starts = [q[0] for q in inside]
    made: list[Sentence] = []
    leads: list[tuple[int, str]] = []  # open lead-ins: index of the sentence, marker of its items ("" until the first is seen)
    fragment: int | None = None  # "WE, the Leaders of ..., gathered ...," to which the paragraphs "REAFFIRMING ...;" belong
    running = False
    for number, paragraph in enumerate(paragraphs):
        said = text[paragraph.body : paragraph.end]
        kind = kind_of(text, paragraph, number, paragraphs, said, bool(made) and made[-1].kind == "signature")
        lead = None
        if kind == "sentence":
            if paragraph.mark and paragraph.mark != "hash":
                while leads and leads[-1][1] not in ("", paragraph.mark):
                    if not any(m == paragraph.mark for _, m in leads):
                        break
                    leads.pop()
                if leads and leads[-1][1] in ("", paragraph.mark):
                    leads[-1] = (leads[-1][0], paragraph.mark)
                    lead = leads[-1][0]
                    kind = "item"
                elif paragraph.mark in ("bullet", "paren", "half", "letter"):
                    kind = "item"
            elif fragment is not None and (
                (PARTICIPLE.match(said) and said.rstrip(" \n*_")[-1:] in ",;:") or _closing(said, ",;:") or _RESOLVE.match(said)
            ):
                kind, lead = "item", fragment
            elif leads and leads[-1][1] in ("", "plain") and _plain_item(said, running):
                leads[-1] = (leads[-1][0], "plain")
                kind, lead = "item", leads[-1][0]
            else:
                leads.clear()
                fragment = None
        elif kind in ("heading", "signature", "title"):
            leads.clear()
            fragment = None
        first = len(made)
        pieces = [(paragraph.start, paragraph.end)] if kind not in ("sentence", "item") else list(find_pieces(text, paragraph))
        for place, (start, end) in enumerate(pieces):
            body = paragraph.body if place == 0 else inner_body(text, start, end)
            if kind in ("signature", "salutation", "dateline"):
                body = start  # "A. Name" is no list item
            inline = place > 0 and body > start and text[start] in "•●▪◦‣"
            this, its_lead = kind, lead
            if place and kind == "item":
                this, its_lead = ("item", lead) if inline else ("sentence", None)
            elif inline:
                this, its_lead = "item", first if text[made[first].end - 1] == ":" else None
            quotation = quotation_of(inside, starts, start, end)
            cut = _cut(text, start, end)
            made.append(Sentence(len(made), start, cut, this, number, its_lead, min(body, cut), quotation))
            if cut < end:
                rest = cut
                while text[rest].isspace():
                    rest += 1
                made.append(Sentence(len(made), rest, end, "rest", number, None, rest, quotation))
        if kind in ("sentence", "item") and len(made) > first:
            tail = said.rstrip("*_ \n")[-1:]
            if tail == ":":
                leads.append((len(made) - 1, ""))
            running = tail in ",;" or tail == ":"
            if (
                kind == "sentence"
                and fragment is None
                and len(made) - first == 1
                and tail in ",;:"
                and number < 12
                and not PARTICIPLE.match(said)
            ):
                follower = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
                if follower and not follower.mark and PARTICIPLE.match(text, follower.body):
                    fragment = len(made) - 1
    return made


def _cut(text: str, start: int, end: int) -> int:
    """Where a sentence that is too long to be one is cut, at a space where there is one near; its end where it is not."""
    if end - start <= LONGEST:
        return end
    space = text.rfind(" ", start + LONGEST - 200, start + LONGEST)
    cut = space if space > 0 else start + LONGEST
    while text[cut - 1].isspace():
        cut -= 1
    return cut


def _closing(said: str, marks: str) -> bool:
    """True for a preamble paragraph: it ends with one of the marks, or with one and "and"."""
    tail = said.rstrip(" \n*_")
    return tail[-1:] in marks or tail.endswith(("; and", ", and", "; AND", ", AND"))


def _plain_item(said: str, running: bool) -> bool:
    """True for an item without a marker: it opens small, with "to", or ends as an item does."""
    return (
        said[:1].islower()
        or _closing(said, ";")
        or (bool(re.match(r"[A-Z][a-z]+ing\b", said)) and said[-1:] != ".")
        or (running and said[:1].islower())
    )
