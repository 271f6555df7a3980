"""Two phrases in, how alike they are out: names by one form, phrases by their content words (the contract is docs/scoring.md)."""
from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from kg.sources import PACKAGE, read_yaml

STOP = frozenset(
    "a an the of to in on at by for from with and or as that which their its our his her this these those both all any between among "
    "into through towards toward over under against including such also further be is are was were been being has have had will would "
    "shall should it they we he she s".split())
DATE = re.compile(r"\d{4}(-\d\d){0,2}")
ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""))


def fold(text: str) -> str:
    """Lower case without accents and punctuation, single spaces; a text of nothing else is kept.

    >>> fold("Türkiye’s  people-to-people TIES.")
    'turkiyes people to people ties'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    plain = re.sub(r"[’'`.]", "", plain)
    return " ".join(re.sub(r"[^0-9a-z]+", " ", plain).split()) or plain.strip()


@lru_cache(maxsize=1)
def same_names() -> dict[str, str]:
    """Folded name -> the folded name that it is compared by."""
    return {form: name for name, forms in read_yaml(PACKAGE / "lexicon" / "same_names.yaml").items() for form in forms}


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """What a name is compared by.

    >>> name_key("the U.S.A."), name_key("Republic of Korea")
    ('united states', 'south korea')
    """
    key = re.sub(r"^the ", "", fold(name))
    return same_names().get(key, key)


def stem(word: str) -> str:
    word = word.replace("isation", "ization").replace("defense", "defence")
    for ending, rest in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4 - len(rest) and not word.endswith("ss"):
            word = word[:len(word) - len(ending)] + rest
            break
    return word.rstrip("e")


def content(text: str) -> Counter[str]:
    """The stems of the content words of a phrase; of a phrase without any, its words."""
    words = fold(text).split()
    return Counter(stem(word) for word in words if word not in STOP) or Counter(words)


@lru_cache(maxsize=65536)
def likeness(a: str, b: str) -> float:
    """Token F1 of two phrases over their content words; 1.0 where they name the same; of dates, 0.9 where one begins with the other.

    >>> likeness("the deepening of trade", "deepen trade"), likeness("2024", "2024-08-20"), likeness("2024", "trade")
    (1.0, 0.9, 0.0)
    """
    if name_key(a) == name_key(b):
        return 1.0
    dates = [bool(DATE.fullmatch(x)) for x in (a, b)]
    if any(dates):
        return 0.9 if all(dates) and (a.startswith(b) or b.startswith(a)) else 0.0
    one, two = content(a), content(b)
    shared = sum((one & two).values())
    return 2 * shared / (one.total() + two.total()) if shared else 0.0
