"""Words -> series: a complement taken apart at its coordinations, things and acts."""

from __future__ import annotations

import itertools

from kg.phrases import WITH_OTHERS, Span
from kg.words import KNOWN, VERBISH, Words
from kg.words.enumerations import ITEM

AGAIN = frozenset("on about for with over at to".split())  # prepositions that may be said again before each item


def split_things(words: Words, span: Span, bare: bool = False) -> list[Span]:
    """Take apart "A and the B, as well as C"; `bare` also splits lists without determiners ("terrorism and extremism")."""
    start, end = span
    tags, lower = words.tags, words.lower
    end = hard_end(words, start, end)
    if start >= end:
        return []
    gerund = tags[start] == "G" or (tags[start] == "R" and start + 1 < end and tags[start + 1] == "G")
    actors = all_actors(words, start, end)
    if actors:
        return actors
    if owned_list(words, start, end):
        return [(start, end)]
    if bare and (series := oxford_series(words, start, end)):
        return [one for piece in series for one in (all_actors(words, *piece) or [piece])]
    pieces: list[Span] = []
    begin = start
    determined = all(tags[i + 1 : i + 2] in ("C", "D", "Q") for i in range(start, end) if tags[i] == "," and tags[i + 1 : i + 2] != "#")
    closed = 0  # after "between", "among", "both": the next "and" links its two members
    i = start
    while i < end:
        tag = tags[i]
        if tag == "(":
            close = tags.find(")", i)
            i = close if 0 < close < end else i
        elif lower[i] in ("between", "among", "both", "either"):
            closed = 1
        elif tag == "I" and lower[i] == "as" and i and lower[i - 1] == "well":
            pass
        elif lower[i] == "as" and i + 2 < end and lower[i + 1] == "well" and lower[i + 2] == "as" and i > begin:
            if not ("T" in tags[begin:i] and tags[i + 3 : i + 4] in ("N", "U")):  # "to lend to wind as well as sun": inside the purpose
                pieces.append((begin, i))
                begin = i + 3
            i += 2
        elif (tag == "C" and lower[i] in ("and", "or", "but", "nor")) or tag == ",":
            j = i + 1
            while j < end and tags[j] in "CR":
                j += 1
            if j < end and i > begin:
                nxt = tags[j]
                is_comma = tag == "," and tags[i + 1] != "C"
                if closed and tag == "C":
                    closed = 0
                elif (
                    nxt in "IT"
                    and start
                    and lower[j] == lower[start - 1]
                    and lower[j] in AGAIN
                    and tags[j + 1 : j + 2] not in ("V", "B", "R")
                ):
                    pieces.append((begin, i))  # "on A and on B"
                    begin = j + 1
                elif gerund:
                    if nxt == "G" and not is_illustration(words, i, j):
                        pieces.append((begin, i))
                        begin = j
                elif nxt == "A" and tags[j + 1 : j + 2] == "'" and tags[begin] == "A" and tags[begin + 1] == "'":
                    pieces.append((begin, i))
                    begin = j
                elif nxt == "D" and tag == "C" and parallel(words, begin, j, end):
                    pieces.append((begin, i))
                    begin = j
                elif (
                    nxt in "DQ"
                    and tags[i - 1] not in "J"
                    and (not is_comma or (determined and series_follows(words, j, end)))
                    and not after_preposition(words, begin, i, nxt)
                    and not of_actors(words, begin, i, j, end)
                ):
                    pieces.append((begin, i))
                    begin = j
                elif (
                    bare
                    and nxt in "NJAUGa"  # first what costs nothing: the rest looks back to the beginning of the piece
                    and tags[i - 1] in "NUAG)p"
                    and not any(t in "TVG" for t in tags[begin:i])
                    and not any(w in ("between", "among") for w in lower[begin:i])
                    and not shares_head(words, begin, j, end)
                    and not shares_owner(words, begin, i, j, end)
                    and not shares_tail(words, begin, i, j, end)
                ):
                    pieces.append((begin, i))
                    begin = j
            i = max(i, j - 1)
        i += 1
    pieces.append((begin, end))
    return [p for p in pieces if p[1] > p[0]]


def of_actors(words: Words, begin: int, link: int, j: int, end: int) -> bool:
    """True for the next actor in "the notification by Arnor, the Republic of Gondor and Rohan": it shares the preposition."""
    tags = words.tags
    if tags[link - 1] != "A" or "I" not in tags[begin:link] or tags[j + 1 : j + 2] != "A":
        return False
    before = link - 2 - (tags[link - 2] == "D")
    return j + 2 >= end or tags[j + 2] in ",CI" or words.lower[before] == "of"


def parallel(words: Words, begin: int, j: int, end: int) -> bool:
    """True for "the opening of the road and the adoption of the plan": two deeds under nouns, each with its own object."""
    return deed_noun(words, begin, end) and deed_noun(words, j, end)


def deed_noun(words: Words, i: int, end: int) -> bool:
    """True where "the adoption of" begins at token i."""
    tags = words.tags
    if tags[i : i + 1] != "D":
        return False
    i += 1
    while i < end and tags[i] in "JR":
        i += 1
    return tags[i : i + 1] in ("N", "G") and words.lower[i].endswith(("ment", "ion", "ing", "al", "ance", "ence")) and (
        words.lower[i + 1 : i + 2] == ["of"])


def owned_list(words: Words, start: int, end: int) -> bool:
    """True for "the participation of the leaders of Arnor, Gondor and Rohan": one thing of several actors."""
    tags = words.tags
    first = tags.find(",", start, end)
    if first < 0 or tags[first - 1] != "A" or tags[start] == "A" or "of" not in words.lower[start:first]:
        return False
    return all(t in "A,CD" for t in tags[first:end].rstrip(".,"))


def oxford_series(words: Words, start: int, end: int) -> list[Span]:
    """Pieces of "A of B, C and D of E, F, and G": with a comma before its last "and" a list is split at its commas alone."""
    tags = words.tags
    commas = []
    i = start
    while i < end:
        if tags[i] == "(":
            close = tags.find(")", i)
            i = close if 0 < close < end else i
        elif tags[i] == "," and i + 1 < end:
            if tags[i + 1] not in "CDQJNaAU#G":
                return []
            commas.append(i)
        i += 1
    if any(w in ("between", "among") for w in words.lower[start:end]):
        return []
    if commas and any(tags[c - 1] == "-" for c in commas):
        return []
    if len(commas) < 2 or tags[commas[-1] + 1] != "C" or any(b - a < 2 for a, b in itertools.pairwise(commas)):
        return []
    if any(tags[commas[k] - 1] == "J" for k in range(len(commas))) or any(t in "EGTW" for t in tags[start + 1 : commas[0]]):
        return []
    cuts = [start, *commas, end]
    pieces = []
    for a, b in itertools.pairwise(cuts):
        while a < b and tags[a] in ",CR":
            a += 1
        pieces.append((a, b))
    if inner_series(words, pieces):
        return [(start, end)]
    return [p for p in pieces if p[1] > p[0]]


def inner_series(words: Words, pieces: list[Span]) -> bool:
    """True for "progress in trade, energy, and health": the list stands behind the preposition of its first piece."""
    tags = words.tags
    (start, first), *others = pieces
    link = max((i for i in range(start, first) if tags[i] == "I"), default=-1)
    if link < 0 or (
        link - start == 1 and first - link == 2 and words.lower[link] == "of"
    ):  # "freedom of speech, assembly, and faith" is left apart
        return False
    last = others.pop()
    stop = next((i for i in range(*last) if tags[i] == "I"), last[1])  # "steel, and other goods to Arnor"
    return all(b - a <= 3 and not any(t in "DQI" for t in tags[a:b]) for a, b in [*others, (last[0], stop)])


def hard_end(words: Words, start: int, end: int) -> int:
    """Where a list of things surely ends: a relative or adverbial clause, a semicolon."""
    for i in range(start + 1, end):
        tag = words.tags[i]
        if tag in ";:" or (tag == "S" and words.lower[i] not in ("as", "that")):
            return i
        if (words.lower[i] == "such" and i + 1 < end and words.lower[i + 1] == "as") or words.lower[i] == "including":
            return i
        if (
            tag == ","
            and i + 1 < end
            and (
                words.tags[i + 1] == "W"
                or words.lower[i + 1]
                in ("including", "through", "by", "notably", "especially", "particularly", "such", "based", "according")
            )
        ):
            return i
    return end


def is_illustration(words: Words, i: int, j: int) -> bool:
    return words.lower[j] in (
        "including",
        "regarding",
        "concerning",
        "following",
        "according",
        "building",
        "recognizing",
        "recognising",
        "noting",
        "using",
    )


def after_preposition(words: Words, begin: int, i: int, following: str) -> bool:
    """True where the conjunction stands inside "of A and the B" whose head is a plural or abstract noun that wants both."""
    for k in range(i - 1, begin, -1):
        if words.tags[k] == "I":
            return (
                words.lower[k] in ("of", "between", "among", "for", "on", "in", "to", "with")
                and following == "D"
                and words.tags[begin] in "NJGV"
                or (words.lower[k] in ("between", "among", "of"))
            )
        if words.tags[k] in "GVT":
            return True
    return False


def series_follows(words: Words, j: int, end: int) -> bool:
    """True where a comma is one of a series that ends in "and": "the A, the B and the C"."""
    return "C" in words.tags[j : min(end, j + 14)]


def shares_head(words: Words, begin: int, j: int, end: int) -> bool:
    """True for "economic advantages and disadvantages": the adjective belongs to both."""
    return words.tags[begin] == "J" and words.tags[j] == "N" and (j + 1 >= end or words.tags[j + 1] not in "NJGU")


def shares_owner(words: Words, begin: int, i: int, j: int, end: int) -> bool:
    """True for "Arnor's unity and strength", "Arnor unity and strength": the owner has both."""
    tags = words.tags
    owned = tags[begin] in "AQ" or (tags[begin] == "D" and tags[begin + 1 : begin + 2] == "A")
    k = j
    named = owned and tags[begin + 1 : begin + 2] == "'"
    while k < end and tags[k] in ("JNU" if named else "NU"):
        k += 1
    if named and tags[i] == "," and (link := tags.find("C", j, end)) > 0:
        return not any(t in "DQAITWSVG" for t in tags[begin + 2 : link])  # "Arnor's independence, unity and strength"
    return (
        owned
        and k > j
        and tags[j] in ("JN" if named else "N")
        and tags[i] == "C"
        and not any(t in "ITWS" for t in tags[begin:i])
        and (k >= end or tags[k] in "I,C.")
    )


def shares_tail(words: Words, begin: int, i: int, j: int, end: int) -> bool:
    """True for "sovereignty and territorial integrity of Arnor": the last noun's complement belongs to both."""
    k = j
    while k < end and words.tags[k] in "JNaRGU":
        k += 1
    simple = all(t in "JNaRGUDQ#'A" for t in words.tags[begin:i])
    if words.tags[i] == "," and "C" not in words.tags[j : min(end, j + 16)]:
        return True
    return (k < end and words.lower[k] in ("of", "for", "to", "between", "against") and simple) or "I" in words.tags[begin:i]


def all_actors(words: Words, start: int, end: int) -> list[Span]:
    """Spans of the actors where the phrase is nothing but a list of actors."""
    spans = []
    for i in range(start, end):
        tag = words.tags[i]
        if tag == "A":
            spans.append((i, i + 1))
        elif tag not in ",CD()" and not (tag == "U" and i and words.tags[i - 1] == "("):
            return []
    return spans if len(spans) > 1 else []


def split_actions(words: Words, span: Span) -> list[Span]:
    """Take apart "deepen cooperation, to share data and meet annually"; also lists of -ing phrases."""
    start, end = span
    tags, lower = words.tags, words.lower
    while start < end and tags[start] in "RT":
        start += 1
    if start >= end:
        return []
    gerund = tags[start] == "G"
    wanted = "G" if gerund else "VBH"
    pieces: list[Span] = []
    begin = start
    i = start + 1
    while i < end:
        tag = tags[i]
        if tag in ",;C":
            j = i + 1
            while j < end and tags[j] in ",;CR":
                j += 1
            if tag == "," and j < end and tags[j] == "T" and "C" not in tags[j:end]:
                i += 1
                continue  # "name goods, to receive a lower rate": what for
            if j < end and tags[j] == "T":
                j += 1
                while j < end and tags[j] in "R":
                    j += 1
                if gerund:
                    if (
                        start
                        and lower[start - 1] == "to"
                        and tags[j : j + 1] in ("G", "N", "J", "Q", "D", "U")
                        and lower[start - 2] != "forward"
                    ):
                        pieces.append((begin, i))  # "committed to ending hunger and to human rights"
                        begin = i = j
                    i += 1
                    continue
            while j + 2 < end and tags[j] == "(" and tags[j + 2] == ")":
                j += 3
            if (
                j < end
                and (tags[j] in wanted or (not gerund and tags[j] in "NFJ" and could_be_verb(words, j, end)))
                and not (gerund and is_illustration(words, i, j))
                and j + 1 < end
            ):
                pair = tag == "C" and (i == begin + 1 or tags[i - 1] in "VG")  # "promote and protect X", "efforts to protect and keep X"
                pair = pair or shares_object(words, begin, i, end)
                if not pair:
                    pieces.append((begin, i))
                    begin = j
                i = j
        elif (lower[i] == "such" and i + 1 < end and lower[i + 1] == "as") or (
            lower[i] == "in" and i + 1 < end and lower[i + 1] == "order"
        ):
            break
        elif tag == "W" or (tag == "S" and (lower[i] != "as" or tags[i + 1 : i + 2] == "P")):
            k = i
            while k < end and tags[k] != ";" and words.lemma[k + 1 : k + 2] != [ITEM]:
                k += 1
            i = k - 1
        i += 1
    pieces.append((begin, end))
    return [p for p in pieces if p[1] > p[0]]


def shares_object(words: Words, begin: int, i: int, end: int) -> bool:
    """True for "preventing, responding to and ending violence": a bare verb waits for the object of the last."""
    tags = words.tags
    said = tags[begin:i]
    return (
        said[:1] in ("V", "G")
        and words.lemma[begin] not in WITH_OTHERS
        and all(t in "VG,CIT" for t in said)
        and "C" in tags[begin : min(end, i + 6)]
    )


def could_be_verb(words: Words, j: int, end: int) -> bool:
    """True for a base form that the words around left as a noun: "share data, halt movements and plan ahead"."""
    entry = KNOWN.get(words.lower[j])
    if entry is None or entry.code not in "vnx" or j + 1 >= end or words.tags[j - 1] not in ",;CRT)":
        return False
    sure = entry.code == "v" or (words.tags[j - 1] in "CRT" and words.lower[j] in VERBISH)
    return words.tags[j + 1] in "DQA" or (words.tags[j + 1] in "JNaU#p" and sure)
