"""A Paragraph in, its kind out: title, dateline, heading, signature, salutation or sentence."""
from __future__ import annotations

import re

from kg.sentences.paragraphs import Paragraph
from kg.sentences.shapes import DATELINE, SALUTATION, SIGNATURE, in_title_case, reads_as_heading


def kind_of(text: str, paragraph: Paragraph, number: int, paragraphs: list[Paragraph], said: str, after_signature: bool) -> str:
    """What a paragraph is before its sentences are looked at."""
    whole = text[paragraph.start : paragraph.end]
    if len(whole) > 600:
        return "sentence"
    if len(whole) < 130 and DATELINE.fullmatch(whole):
        return "dateline"
    if paragraph.mark == "hash":
        return "title" if number == 0 else "heading"
    if (
        len(paragraphs) > 1
        and number == 0
        and not paragraph.mark
        and (said[-1] not in ".;:,!" or whole.isupper() or said.endswith(("U.S.", "D.C.")))
        and paragraph.lines < 6
    ):
        return "title"
    if (
        len(whole) < 170
        and SIGNATURE.fullmatch(whole)
        and ((number >= len(paragraphs) // 2 and number > 1) or whole[0] in "(_/")
        and not re.search(r"\b(?:we|will|shall|is|are|has|have|was|were)\b", whole)
    ):
        return "signature"
    if after_signature and len(whole) < 90 and reads_as_heading(whole):
        return "signature"
    if len(whole) < 120 and SALUTATION.fullmatch(whole):
        return "salutation"
    if len(paragraphs) > 1 and paragraph.lines <= 3 and paragraph.mark not in ("bullet", "paren", "half", "letter", "quote"):
        bold = whole.startswith("**") and whole.endswith("**")
        alone = (
            (paragraph.blank_before and paragraph.blank_after)
            or whole.isupper()
            or paragraph.mark != ""
            or (number + 1 < len(paragraphs) and paragraph.blank_before)
        )
        if (
            (bold or alone)
            and reads_as_heading(said)
            and not (said[-1] == ":" and re.search(r"\b(?:[Ww]e|[Tt]hey|following|will|agreed|have|are)\b", said))
        ):
            previous = text[paragraphs[number - 1].end - 1] if number else ""
            if previous not in ":;," or said.isupper() or bold or paragraph.mark in ("roman", "capital"):
                return "heading"
            return "heading" if not said[0].islower() and in_title_case(said) else "sentence"
    return "sentence"
