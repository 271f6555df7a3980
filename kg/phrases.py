"""Words -> phrases: a complement trimmed to a name for a node; series of them are taken apart in kg/series.py."""

from __future__ import annotations

import re

from kg.words import Words

Span = tuple[int, int]

EMPTY_HEADS = frozenset(
    {
        "importance",
        "need",
        "necessity",
        "significance",
        "possibility",
        "urgency",
        "feasibility",
        "intention",
        "intent",
        "willingness",
        "readiness",
        "determination",
        "resolve",
        "commitment",
        "support",
        "fact",
        "desirability",
        "prospect",
        "prospects",
        "option",
        "value",
    }
)
OWNED_HEADS = frozenset({"commitment", "support", "determination", "resolve", "readiness", "willingness", "intention", "intent"})
CONTENT_HEADS = frozenset("concern view belief conviction assessment position understanding opinion decision expectation".split())
CUTTING_PREPOSITIONS = frozenset(
    {
        "including",
        "through",
        "by",
        "in",
        "with",
        "such",
        "as",
        "following",
        "via",
        "under",
        "on",
        "at",
        "from",
        "despite",
        "based",
        "within",
        "to",
        "inter",
        "notably",
        "especially",
        "particularly",
        "for",
        "without",
        "during",
    }
)
TAKES_ACT = frozenset(  # nouns whose "to ..." says what they are
    "effort plan decision commitment ability right attempt need opportunity way measure step action intention goal time readiness "
    "willingness capacity capability duty obligation call invitation proposal agreement pledge promise mandate failure refusal "
    "responsibility determination resolve will desire wish aim objective initiative work offer request authority power chance "
    "negotiation threat aspiration ambition announcement approach strategy mechanism framework".split()
)
HEADLESS = frozenset({"all", "those", "any", "anyone", "everyone"})
WITH_OTHERS = frozenset("work cooperate collaborate partner engage coordinate join team help continue".split())
WEIGHING = frozenset("assess ascertain consider decide determine establish evaluate examine explore investigate study verify".split())
AFTERTHOUGHTS = frozenset(
    tuple(text.split())
    for text in (
        "in line with,in accordance with,in keeping with,in conformity with,in compliance with,in support of,in light of,in the context,"
        "in the face,in the spirit,in the framework,in view of,as part of,with a view,with the aim,on the basis,on behalf of,"
        "as well as,at the same"
    ).split(",")
)
MOODS = frozenset("pleasure gratitude appreciation satisfaction thanks regret concern interest enthusiasm".split())
UNDER_WHOM = frozenset({"chairmanship", "co-chairmanship", "chairpersonship", "presidency", "auspices", "leadership", "aegis", "patronage"})
LONG = 13
CUT = re.compile('[;:.WE"S,IT(CR-]')  # tags of words at which a phrase may be cut


def text_of(words: Words, span: Span) -> str:
    """The words of a span as printed, white space folded."""
    start, end = span
    if end <= start:
        return ""
    return " ".join(words.text[words.starts[start] : words.ends[end - 1]].split())


def trim(words: Words, span: Span) -> Span:
    """Drop articles and empty heads at the front, subordinate clauses and afterthoughts at the back."""
    start, end = span
    tags, lower, lemma = words.tags, words.lower, words.lemma
    changed = True
    while changed and start < end:
        changed = False
        if tags[start] in 'DQR,"TC' or (tags[start] == "S" and lower[start] == "that"):
            if tags[start] == '"' and '"' in tags[start + 1 : end - 1]:
                break  # "network of networks" approach: the marks belong to what follows
            if tags[start] == "D" and lower[start] in (
                "no",
                "any",
                "all",
                "each",
                "every",
                "both",
                "such",
                "another",
                "some",
                "neither",
                "either",
            ):
                if lower[start] not in ("any",):
                    break
            if tags[start] == "R" and start + 1 < end and tags[start + 1] in "JE":
                break
            start += 1
            changed = True
            continue
        k = start
        while k < end and tags[k] in "JRNG" and lemma[k] not in EMPTY_HEADS and k - start < 3:
            k += 1
        if k + 1 < end and lemma[k] in EMPTY_HEADS and tags[k] in "NGJ" and lower[k + 1] in ("of", "for", "to", "in", "that"):
            if lower[k + 1] == "of" and lemma[k] in OWNED_HEADS:
                break  # "the commitment of the Director": whose it is says what it is
            start = k + 2
            changed = True
        elif k + 1 < end and lemma[k] in CONTENT_HEADS and tags[k] == "N" and lower[k + 1] == "that":
            start = k + 2  # "their concern that ..."
            changed = True
    end = cut(words, start, end)
    while end > start and (tags[end - 1] in ',;:.CISTDQL("W' and tags[end - 1] != "."):
        if closes_quotation(words, start, end):
            break
        end -= 1
    while end > start and tags[end - 1] == "." and len(lower[end - 1]) == 1:
        end -= 1
    while end > start and tags[end - 1] in ',;:CISTDQL("' and not closes_quotation(words, start, end):
        end -= 1
    if start < end and tags[start] == '"' and '"' not in tags[start + 1 : end]:
        start += 1
    return start, end


def closes_quotation(words: Words, start: int, end: int) -> bool:
    """True where the span's last mark closes a quotation that begins inside it."""
    return words.tags[end - 1] == '"' and words.tags.count('"', start, end) % 2 == 0 and words.tags[start] != '"'


def hangs(words: Words, i: int) -> bool:
    """True for the hyphen of "short- and long-term" and of "K-12": it ties the word before to one that comes later."""
    return words.starts[i] == words.ends[i - 1] and words.text[words.ends[i] : words.ends[i] + 1] not in ("", ";", ".")


def before_purpose(words: Words, span: Span) -> Span:
    """A deed's object without what it is for, where it takes place and as what: "a fund | to help ...", "a loan | as a first step"."""
    start, end = span
    tags, lower = words.tags, words.lower
    for i in range(start + 1, end - 1):
        told = sum(1 + (" " in lower[k]) for k in range(start, i) if tags[k] in "NUJA#")
        if tags[i] == "T" and tags[i + 1] in "VB" and (i < end - 4 and told > 1 or any(c.isdigit() for w in lower[start:i] for c in w)):
            return start, i - (tags[i - 1] == ",")
        if lower[i] == "with" and told > 1:
            return start, i - (tags[i - 1] == ",")
        if lower[i] == "as" and tags[i + 1] in "DJN" and told > 1 and tags[i] in "IS":
            return start, i - (tags[i - 1] == ",")
        if tags[i] == "E" and told > 1 and tags[i + 1] == "I" and lower[i] not in ("based", "related") and tags[i - 1] in "NUA),":
            return start, i - (tags[i - 1] == ",")  # "a Working Group | focused on ..."
    return span


def before_setting(words: Words, span: Span) -> Span:
    """An event without the place and the day behind its name: "annual meeting | in Geneva", "session | at the palace | today"."""
    start, end = span
    tags, lower = words.tags, words.lower
    for i in range(start + 1, end):
        spoken = lower[i + 1] if i + 1 < end else ""
        if lower[i] in ("today", "yesterday") or (lower[i] in ("this", "last", "next") and spoken in ("week", "month", "year")):
            return start, i
        if lower[i] == "under" and (lower[i + 1 : i + 2] == ["the"] and lower[i + 2 : i + 3] and lower[i + 2] in UNDER_WHOM):
            return start, i
        if tags[i] == "I" and lower[i] in ("in", "at") and i + 1 < end:
            rest = tags[i + 1 : end]
            if rest == "A" or ("U" in rest and not rest.strip("DUAC,N")):
                return start, i
    return span


def purpose_at(words: Words, start: int, i: int, end: int) -> bool:
    """True where "to ..." at token i is a purpose that is longer than what it is for."""
    tags, lemma = words.tags, words.lemma
    if not (tags[start] == "G" and i - start == 2 or i - start > 2) or i - start >= end - i or tags[start] == "J":
        return False
    acts = tags[i + 1 : i + 2] in ("V", "B", "H", "R")  # "the race to the bottom" has no purpose
    return acts and tags[i - 1] in "NU" and lemma[i - 1] not in TAKES_ACT and lemma[start] not in WITH_OTHERS


def cut(words: Words, start: int, end: int) -> int:
    """First token of the first subordinate clause or afterthought in the span."""
    tags, lower = words.tags, words.lower
    i = start + 1
    while (place := CUT.search(tags, i, end)) is not None:
        i = place.start()
        tag = tags[i]
        if tag in ";:" or (tag == "." and len(lower[i]) == 1):
            return i
        if tag == "W" and (i == start + 1 or lower[start : start + 2] == ["all", "those"] and i == start + 2) and lower[start] in HEADLESS:
            i += 1
            continue
        if tag == "E" and lower[i] == "based" and i > start + 1:
            return i
        if tag == "W" and (
            tags[i - 1] == "I" and i - 1 - start <= 1 or lower[i - 1] in ("those", "anyone", "everyone") and i - start < LONG
        ):
            i += 1  # "sanctions on those who ...": without the clause they are nobody
            continue
        if tag == '"' and tags[i - 1] in ",." and i > start + 1:
            return i - 1
        if lower[i] == "as" and tags[i + 1 : i + 2] == "P":
            return i
        if tag == "W" and lone_noun(words, start, i):
            i += 1
            continue
        if tag == "W" and not (lower[i] in ("how", "what", "where") and tags[i - 1] in "IGV"):
            return i if tags[i - 1] != "I" else i - 1
        if tag == "S" and lower[i] == "that" and (i == start + 1 and tags[start] in "VG" or lone_noun(words, start, i)):
            i += 1  # "ensure that ..."
            continue
        if tag == "S" and lower[i] in ("whether", "if") and words.lemma[start] in WEIGHING and tags[i - 1] in "VG,":
            i += 1
            continue
        if tag == "S" and (lower[i] != "as" or tags[i + 1 : i + 2] == "P"):
            return i
        if tag == "," and i == start + 1 and tags[start] in "VG" and (close := tags.find(",", i + 1, min(end, i + 16))) > 0:
            i = close + 1  # "promote, where possible, the recognition of ..."
            continue
        if tag == ",":
            j = i + 1
            while j < end and tags[j] in "RC":
                j += 1
            if j < end and (tags[j] in "GEWST" or (tags[j] == "I" and lower[j] in CUTTING_PREPOSITIONS)):
                if not (tags[j] == "G" and tags[start] == "G") and not (tags[j] == "E" and tags[j - 1] == ","):
                    return i
        if tag == "," and lower[i + 1 : i + 2] in (["a"], ["an"]) and "C" not in tags[i + 1 : end] and tags[start] not in "VG":
            return i  # an apposition: "the Treaty, a pillar of peace"
        if tag == "I" and lower[i] in ("including", "notably", "despite", "following"):
            return i
        if tag == "T" and purpose_at(words, start, i, end):
            return i  # a purpose longer than what it is for
        if tag == "I" and i - start > 2 and (lower[i], *lower[i + 1 : i + 3]) in AFTERTHOUGHTS:
            return i
        if tag == "I" and lower[i] == "in" and i + 1 < end and lower[i + 1] == "order":
            return i
        if tag == "I" and lower[i] == "with" and i + 2 >= end and i + 1 < end and lower[i + 1] in MOODS:
            return i
        if tag == "I" and lower[i] == "such" or (lower[i] == "so" and i + 1 < end and lower[i + 1] in ("that", "as")):
            return i
        if tag == "-" and not hangs(words, i):
            return i
        if tag == "(":
            close = tags.find(")", i)
            if close < 0 or close >= end or close - i > 4:
                return i
            i = close
        if i - start >= LONG and tag in "IT,C" and lower[i] not in ("of",):
            described = tag in ",C" and tags[i - 1] == "J" and i - start < LONG + 10  # a row of adjectives waits for its noun
            if not described and not (tag == "C" and tags[i - 1] in "JN" and i - start < LONG + 4):
                return i
        i += 1
    return end


def lone_noun(words: Words, start: int, relative: int) -> bool:
    """True for "a region that is open": without its relative clause the noun names nothing."""
    stop = relative - 1 if words.tags[relative - 1] == "I" else relative  # "ways in which"
    said = [i for i in range(start, stop) if words.tags[i] not in "DQR"]
    return len(said) == 1 and words.tags[said[0]] == "N" and words.lower[relative] in ("that", "where", "which", "who")
