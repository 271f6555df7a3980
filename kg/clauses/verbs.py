"""Words -> verb groups with tense, mood, voice and negation."""

from __future__ import annotations

import re

from kg.clauses.model import VerbGroup
from kg.words import Words

VERBAL = re.compile("[MOHBVFTGE]")  # tags at which a verb group may begin


def find_verb_groups(words: Words) -> list[VerbGroup]:
    """Find verb groups from left to right; each token belongs to at most one."""
    tags, lower = words.tags, words.lower
    groups: list[VerbGroup] = []
    i, n = 0, len(tags)
    while (found := VERBAL.search(tags, i)) is not None:
        i = found.start()
        tag = tags[i]
        if tag in "MOHBVF":
            group = finite_group(words, i)
            if lower[i] == "having":  # "The Assembly, having considered the report, ..."
                group.form, group.perfect = "gerund", False
        elif tag == "T" and (j := after_adverbs(tags, i + 1 + (lower[i + 1 : i + 2] == ["both"]))) < n and tags[j] in "VBHO":
            group = finite_group(words, j)
            group.form, group.start, group.tense = "infinitive", i, "base"
            if i and tags[i - 1] == "L":
                group.negated = True
        elif tag == "G":
            group = VerbGroup(i, i + 1, i, "gerund", "base")
            if lower[i] in ("being", "having") and i + 1 < n and (j := after_adverbs(tags, i + 1)) < n and tags[j] in "EFJ":
                if tags[j] != "J":
                    group.head, group.end = j, j + 1
                    group.passive = lower[i] == "being"
        elif tag == "E":
            group = VerbGroup(i, i + 1, i, "participle", "past", passive=True)
        else:
            i += 1
            continue
        groups.append(group)
        i = group.end
    return groups


def after_adverbs(tags: str, i: int) -> int:
    while i < len(tags) and tags[i] in "RL":
        i += 1
    return i


def finite_group(words: Words, i: int) -> VerbGroup:
    """Read the group that begins at token i (an auxiliary or a finite verb)."""
    tags, lower, lemma = words.tags, words.lower, words.lemma
    group = VerbGroup(i, i + 1, i, "finite", "present")
    n = len(tags)
    seen = ""
    j = i
    last = i
    while j < n:
        tag = tags[j]
        if tag == "M" and not seen:
            group.modal, group.tense = lemma[j], "modal"
        elif tag == "O" and not seen.strip("M"):
            group.tense = "past" if lower[j] == "did" else group.tense
        elif tag == "H" and "B" not in seen and "H" not in seen:
            if not seen:
                group.tense = "past" if lower[j] == "had" else "present"
        elif tag == "B" and (not seen or lower[j] in ("be", "been", "being")):
            group.be = j
            if "H" in seen:
                group.perfect = True
            elif not seen:
                group.tense = "past" if lower[j] in ("was", "were") else "present"
                if lower[j] in ("are", "is") and tags[j + 1 : j + 2] == "T" and tags[j + 2 : j + 3] in ("V", "B", "H"):
                    group.modal, group.tense, group.be = "will", "modal", -1  # "are to attend"
                    last, j, seen = j, j + 2, "M"
                    continue
        elif tag == "(" and seen == "M" and j + 2 < n and tags[j + 2] == ")":  # "will (i) lower"
            j += 3
            continue
        elif tag in "RL" and seen or (seen == "M" and lower[j] in ("all", "both", "each")):
            if tag == "L":
                group.negated = True
            j += 1
            continue
        elif tag in "VFEG" and (seen or j == i):
            if seen.endswith("B"):
                if tag == "G":
                    group.progressive = True
                elif tag in "EF":
                    group.passive = True
                else:
                    break
            elif seen.endswith("H"):
                if tag == "G":
                    break
                group.perfect = True
            elif not seen:
                group.tense = "past" if tag == "F" else "present"
            elif tag in "GE":
                break
            last = j
            seen += tag
            break
        elif tag == "N" and seen and seen[-1] == "M":  # an unknown word after "will" is a verb
            last = j
            break
        else:
            break
        seen += tag
        last = j
        j += 1
    if lemma[last] == "continue" and last + 1 < n and not group.passive:  # "will continue to support" is supporting, and under way
        k = after_adverbs(tags, last + 1)
        if k < n and tags[k] == "T":
            k = after_adverbs(tags, k + 1)
            if k < n and tags[k] in "VBH":
                group.continued, last = True, k
                group.be = k if tags[k] == "B" else group.be
        elif k < n and tags[k] == "G":
            group.continued, last = True, k
    group.head, group.end = last, last + 1
    if group.perfect:
        group.tense = "perfect"
    k = i - 1
    while k >= 0 and tags[k] in "RL":
        if tags[k] == "L":
            group.negated = True
        group.start = k
        k -= 1
    return group
