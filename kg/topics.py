"""A phrase in, the ids of its topics out: hand-written terms, longest first, over words in the singular.

A term in capitals ("AI", "WTO") is found in capitals only; any other without regard to case. A term in the `not` list of a topic
takes its words away from all topics that do not list it as a term of their own ("policy space" is not about space).
"""
from __future__ import annotations

import re
from functools import lru_cache

from kg.sources import PACKAGE, read_yaml

WORD = re.compile(r"[^\W_]+(?:\.[0-9]+)?(?:['’]s\b)?")
SPELLINGS = {"defense": "defence", "labor": "labour", "center": "centre", "program": "programme", "neighbor": "neighbour",
             "people": "people", "series": "series", "species": "species", "means": "means", "securities": "securities"}


@lru_cache(maxsize=65536)
def normal_word(word: str) -> str:
    """A word in lower case, in the singular and in one spelling.

    >>> [normal_word(w) for w in ("Missiles", "countries", "defense", "crisis", "Radicalisation", "India's")]
    ['missile', 'country', 'defence', 'crisis', 'radicalization', 'india']
    """
    word = word.lower()
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    if word in SPELLINGS:
        return SPELLINGS[word]
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    word = word.replace("isation", "ization").replace("organis", "organiz") if "is" in word else word
    return SPELLINGS.get(word, word)


def words(text: str) -> list[tuple[str, str]]:
    """(normal form, word as written) of each word."""
    return [(normal_word(word), word) for word in WORD.findall(text)]


@lru_cache(maxsize=1)
def entries() -> tuple[dict, ...]:
    """The concepts of kg/lexicon/topics.yaml in their order."""
    return tuple(read_yaml(PACKAGE / "lexicon" / "topics.yaml"))


def as_written(tokens: list[tuple[str, str]]) -> str:
    """The words of an acronym as they stand, without a plural ending."""
    return "".join(word for _, word in tokens).rstrip("s")


def is_acronym(term: str) -> bool:
    """True for a term of capitals and digits alone, found only as written."""
    return term.isupper() and " " not in term


@lru_cache(maxsize=1)
def index() -> dict[str, list[tuple[tuple[str, ...], str, tuple[str, ...]]]]:
    """First word -> [(words, as written or "", topic ids)], longest first; no ids: the words are taken away."""
    found: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for entry in entries():
        for term in entry["terms"]:
            ids = found.setdefault((tuple(normal for normal, _ in words(term)), term if is_acronym(term) else ""), [])
            if entry["id"] not in ids:
                ids.append(entry["id"])
        for term in entry.get("not", ()):
            found.setdefault((tuple(normal for normal, _ in words(term)), ""), [])
    table: dict[str, list[tuple[tuple[str, ...], str, tuple[str, ...]]]] = {}
    for (key, written), ids in found.items():
        table.setdefault(key[0], []).append((key, written, tuple(ids)))
    for candidates in table.values():
        candidates.sort(key=lambda item: (-len(item[0]), item[1] == "", item[0]))
    return table


@lru_cache(maxsize=16384)
def find_topics(text: str) -> tuple[str, ...]:
    """Ids of the topics of a phrase, in the order of the text, each once.

    >>> find_topics("maritime security and resilient supply chains")
    ('maritime-security', 'supply-chains')
    >>> find_topics("policy space")
    ()
    """
    table = index()
    tokens = words(text)
    forms = tuple(normal for normal, _ in tokens)
    found: dict[str, None] = {}
    position = 0
    while position < len(forms):
        for key, written, ids in table.get(forms[position], ()):
            end = position + len(key)
            if forms[position:end] == key and (not written or as_written(tokens[position:end]) == as_written(words(written))):
                found.update(dict.fromkeys(ids))
                position = end
                break
        else:
            position += 1
    return tuple(found)


@lru_cache(maxsize=1)
def names() -> dict[tuple[str, ...], str]:
    """Normal words of labels and ids -> topic id."""
    table: dict[tuple[str, ...], str] = {}
    for entry in entries():
        for name in (entry["label"], entry["id"]):
            table.setdefault(tuple(normal for normal, _ in words(name)), entry["id"])
    return table


def topic_named(phrase: str) -> str:
    """The id of the topic that a phrase names as a whole, or "".

    >>> topic_named("counter-terrorism"), topic_named("talks on counter-terrorism")
    ('counter-terrorism', '')
    """
    return names().get(tuple(normal for normal, _ in words(phrase)), "")
