"""A lemma in, its regular forms out, and back again: spelling, without a dictionary."""
from __future__ import annotations


def inflect(lemma: str, doubled: bool) -> tuple[str, str, str]:
    """The -s, -ed and -ing forms of a regular verb."""
    last, before = lemma[-1], lemma[-2:-1]
    if last == "y" and before not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    s = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if lemma.endswith("ie"):
        return s, lemma + "d", lemma[:-2] + "ying"
    if last == "e":
        return s, lemma + "d", (lemma if lemma.endswith(("ee", "oe", "ye")) else lemma[:-1]) + "ing"
    if doubled:
        return s, lemma + last + "ed", lemma + last + "ing"
    return s, lemma + "ed", lemma + "ing"


def singular(word: str) -> str:
    """The noun lemma of a form in -s, by its ending."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
