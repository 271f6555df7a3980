"""The classes of a sentence in, its tags out: each open class is settled from left to right by its constraint."""
from __future__ import annotations

import re

from kg.words.ahead import opens_clause
from kg.words.constraints import adjective_or_verb, determiner, ing, noun_or_verb, past_or_participle, plural_or_verb, that
from kg.words.dictionary import Entry

PARTICLES = frozenset({"up", "out", "aside", "forth", "forward"})  # behind a verb without past form: "set up", "put forward"
OPEN = re.compile("[^NDACUQR#TpaLX,'\"()]")  # classes that are settled, or say where a clause begins


def settle(lower: list[str], entries: list[Entry], tags: list[str]) -> None:
    """Replace each open class in `tags` by a tag, from left to right."""
    n = len(tags)
    seen = False  # the clause has its finite verb
    ever = False  # the sentence has one
    base = False  # a base form after "to" or a modal stands in the clause
    for m in OPEN.finditer("".join(tags)):
        i = m.start()
        code = tags[i]
        if code in ";:.SW-":
            seen = base = False
            continue
        if code == "J":
            if lower[i] == "other" and i and lower[i - 1] == "each":
                tags[i] = "p"
            continue
        if code == "I":
            if lower[i] == "like" and i and tags[i - 1] == "M":
                tags[i] = "V"
            elif lower[i] == "as" and i + 2 < n and tags[i + 1] in "Aa" and (i == 0 or tags[i - 1] not in "DV"):
                seen = False  # "... as Arnor crossed the river"
            continue
        if code == "P":
            if lower[i] == "one":
                after = tags[i + 1] if i + 1 < n else "."
                if after in "NnJI" and (i == 0 or tags[i - 1] not in "CS,"):
                    tags[i] = "#"
                    continue
            if lower[i] != "it" or (i and tags[i - 1] in "CS,"):
                seen = False
            continue
        if code in "BHOM":
            if lower[i] not in ("be", "been", "being", "having"):
                seen = ever = True
            elif tags[i - 1] == "T":
                base = True
            continue
        # left: the nearest tag to the left that is no adverb and no quotation mark
        j = i - 1
        while j >= 0 and tags[j] in 'RL"':
            j -= 1
        left = tags[j] if j >= 0 else "."
        if left == "D" and j and tags[j - 1] == "P" and lower[j] in ("all", "both", "each"):  # "we all stand"
            left = "P"
        right = tags[i + 1] if i + 1 < n else "."
        if code == "n":
            tag = noun_or_verb(lower, entries, tags, i, j, left, right, seen, base)
        elif code == "s":
            tag = plural_or_verb(lower, entries, tags, i, j, left, right, seen)
        elif code == "d":
            tag = past_or_participle(lower, entries, tags, i, j, left, right, seen, ever)
        elif code == "g" or code == "i" or code == "q":
            tag = ing(lower, tags, i, j, left, right, code)
        elif code == "v":
            tag = "V" if left not in "DQ'" or lower[j] in ("this", "that", "these", "those", "all", "both", "each") else "N"
        elif code == "z":
            tag = "V"
        elif code == "f":
            tag = "F"
        elif code == "e":
            tag = "J" if left in "DQJ" and right in "NnsJ" else "E"
        elif code == "x":
            if left in "TMOP":
                tag = "V"
            elif i + 1 < n and lower[i + 1] in ("out", "forth") and left in "INU,":
                tag = "E"
            elif left in "C," and i + 1 < n and lower[i + 1] in PARTICLES and (base or seen):
                tag = "V" if base else "F"  # "appointed A and set up B"
            elif left in "C," and right in "JNns" and (base or seen):
                tag = "V" if base else "F"
            elif left in "HB":
                tag = "E"
            elif left in "DQJI'#a" and lower[j] not in ("that", "this"):
                tag = "N"
            elif left in "NAUW" and not seen and right in "DQTIRpAJ":
                tag = "F"
            elif left in "NAU" and right == "I":
                tag = "E"
            elif left in "C," and right in "DQAp":
                tag = "V" if base else "F"
            else:
                tag = "N" if right not in "DQAp" else "V"
        elif code == "j":
            tag = adjective_or_verb(lower, entries, tags, i, j, left, right, seen, base)
        elif code == "t":
            tag = that(lower, entries, tags, i, j, left, right, n)
        elif code == "k":
            tag = "S" if opens_clause(tags, i + 1, n) and lower[i] != "following" else "I"
            if lower[i] == "following" and left in "DQ" and right not in "D":
                tag = "J"
        elif code == "h":
            tag = "Q" if right in "NnsJdgiqvUaA#" else "p"
        elif code == "b":
            tag = determiner(lower, tags, i, left, right)
        else:
            tag = "N"
        tags[i] = tag
        if tag == "S" or tag == "W":
            seen = base = False
        elif tag == "F":
            seen = ever = True
        elif tag == "V":
            if entries[i].verb == lower[i]:
                base = True
            if left in "TM" or (base and left in "C,"):
                base = True
                if left == "M":
                    seen = ever = True
            else:
                seen = ever = True
