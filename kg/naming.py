"""Names and identifiers in, the IRIs and literals of RDF out: slugs of `[a-z0-9-]` and hashes, never raw text."""
from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode

from kg.topics import normal_word, words
from kg.vocabulary import PREFIXES

WEAK = frozenset(("a", "an", "the", "this", "that", "these", "those", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and",
                  "or", "as", "its", "their", "his", "her", "our", "all", "any", "such"))
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe",
                         "þ": "th", "ð": "d", "ə": "e", "’": "", "'": ""})
PLUS = re.compile(r"\+(?!\w)")  # OPEC+ is not OPEC
LONGEST = 64  # characters of a slug; what is longer is cut and told apart by a hash
DATE = re.compile(r"(\d{4})(-(?:0[1-9]|1[0-2]))?(-(?:0[1-9]|[12]\d|3[01]))?")
DATE_TYPES = ("gYear", "gYearMonth", "date")


@cache
def term(name: str) -> NamedNode:
    prefix, rest = name.split(":", 1)
    return NamedNode(PREFIXES[prefix] + rest)


def digest(text: str, length: int = 8) -> str:
    """The first hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def clean(text: str) -> str:
    """Text as RDF can hold it: half surrogate pairs become the replacement character."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """A name as `[a-z0-9-]`; letters outside the Latin alphabet, and what is too long, are told apart by a hash.

    >>> slug("Türkiye"), slug("Côte d'Ivoire"), slug("S. Jaishankar")
    ('turkiye', 'cote-divoire', 's-jaishankar')
    >>> slug("OPEC+"), slug("2+2")
    ('opec-plus', '2-2')
    """
    lowered = PLUS.sub(" plus", name.lower().translate(LETTERS))
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not made or any(c.isalnum() and not c.isascii() for c in plain):
        return (made[:LONGEST].strip("-") + "-" if made else "n-") + digest(name)
    if len(made) > LONGEST:
        return made[:LONGEST].rsplit("-", 1)[0] + "-" + digest(made)
    return made


@lru_cache(maxsize=65536)
def matter_slug(phrase: str) -> str:
    """The content words of a phrase, in their order, in the singular and one spelling.

    >>> matter_slug("the free and open Indo-Pacific"), matter_slug("acts of terrorism") == matter_slug("an act of terrorism")
    ('free-open-indo-pacific', True)
    """
    content = [normal for normal, _ in words(phrase) if normal not in WEAK]
    return slug(" ".join(content) or normal_word(phrase))


def exact_slug(identifier: str) -> str:
    """A slug that two different identifiers never share."""
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identifier) and len(identifier) <= 2 * LONGEST:
        return identifier
    return f"{slug(identifier[:LONGEST])}-{digest(identifier)}"


def date_literal(value: str) -> Literal:
    """An ISO date as xsd:date, xsd:gYearMonth or xsd:gYear, as exactly as it is given; anything else as a string."""
    found = DATE.fullmatch(value)
    if not found:
        return Literal(clean(value))
    exactness = sum(part is not None for part in found.groups()) - 1
    return Literal(value, datatype=term(f"xsd:{DATE_TYPES[exactness]}"))
