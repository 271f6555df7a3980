"""The marks of a list inside a sentence, "(i) ...; (ii) ...": read as what they stand for, a comma or a "to" said again."""
from __future__ import annotations

import re

from kg.words.dictionary import Entry

MARKS = ("i ii iii iv v vi vii viii ix x xi xii".split(), list("abcdefghijklmnop"), [str(n) for n in range(1, 17)])
ITEM = "item"  # the lemma of a "to" that stands for a mark
NOUNS = ("N", "n", "s", "i", "A", "U", ")")  # classes that may be nouns
TO = Entry("T", ITEM, ITEM)
COMMA = Entry(",", ",", ",")
AND = Entry("C", "and", "and")
INLINE = re.compile(r"(?<=[\s:])\(?[a-z0-9]{1,4}\)\s")


def marks_of(lower: list[str]) -> list[tuple[int, int]]:
    """(first, last) token of each mark of the list, in order; nothing unless there are two or more that count from the first."""
    found: list[tuple[int, int]] = []
    for names in MARKS:
        at, found = 0, []
        for name in names:
            try:
                while True:
                    k = lower.index(name, at)
                    at = k + 1
                    if lower[k + 1 : k + 2] == [")"] and k and (lower[k - 1] == "(" or lower[k - 1] in (":", ";", ",", "and", "to")):
                        found.append((k - 1 if lower[k - 1] == "(" else k, k + 1))
                        break
            except ValueError:
                break
        if len(found) > 1:
            return found
    return []


def without_marks(
    lower: list[str], entries: list[Entry], codes: list[str], widths: list[int], starts: list[int], mention_of: list[int]
) -> None:
    """Take the marks of a list out of the tokens: "agreed to: (i) lend and (ii) build" is read as "agreed to lend, to build"."""
    marks = marks_of(lower)
    if not marks:
        return
    first = marks[0][0]
    lead = first - 1
    while lead >= 0 and lower[lead] in (":", "-"):
        lead -= 1
    if lead < 0 or codes[lead] in NOUNS or (lower[lead] == "to" and codes[lead - 1] in NOUNS):
        return  # "three areas: (i) ...", "efforts to: (i) ...": the list tells what the noun is
    acts = lower[lead] == "to"
    lists = (lower, entries, codes, widths, starts, mention_of)
    for number in range(len(marks) - 1, -1, -1):
        a, b = marks[number]
        if number == 0:
            for tokens in lists:
                del tokens[lead + 1 : b + 1]
            continue
        before = a - 2 if lower[a - 1] in ("and", "or") else a - 1
        if lower[before] in (";", ",") and number == len(marks) - 1 and before == a - 1:
            lower[before], entries[before], codes[before] = "and", AND, "C"  # the last two need their link
        elif lower[before] == ";":
            lower[before], entries[before], codes[before] = ",", COMMA, ","
        if acts:
            lower[a], entries[a], codes[a], mention_of[a] = "to", TO, "T", -1
            a += 1
        for tokens in lists:
            del tokens[a : b + 1]
