"""The text of a query in, nothing or a reason for refusing it out; nothing is parsed.

The engine's parser wants no space after a keyword: `SERVICESILENT<...>`, `SERVICE:x` and `trueSERVICE` all reach SERVICE. So the word
is looked for inside words and prefixes, not only as a word.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg import queries
from kg.errors import QueryError, Refused

LONGEST = 200_000  # characters of a query
DEEPEST = 64  # brackets within brackets; the parser's own stack ends far beyond
NAME = re.compile(r"[\w-]+")
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"))
FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
OUTSIDE = "SERVICE is refused: a query reads this graph and no other"


def prepare(sparql_or_name: str, parameters: Mapping[str, Any] | None, base: str) -> str:
    """SPARQL that may be evaluated, of a text or of a named question, its parameters bound.

    Raises UsageError for an unknown name or parameter, Refused for what a query must not do.
    """
    text = sparql_or_name.strip()
    if NAME.fullmatch(text):
        sparql = queries.load_query(text, parameters, base)
    else:
        sparql = sparql_or_name
        if len(sparql) <= LONGEST and parameters:
            check_sparql(sparql)
            sparql = queries.bind(sparql, {name: queries.literal(value) for name, value in parameters.items()})
    check_sparql(sparql)
    return queries.escape_slashes(sparql)


def check_sparql(text: str) -> None:
    """Refuse what a question must not do: updates, SERVICE, FROM, texts that are too long or nested too deeply."""
    if len(text) > LONGEST:
        raise Refused(f"the query is longer than {LONGEST:,} characters")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QueryError(f"SPARQL: half a surrogate pair at character {error.start}") from error
    check_tokens(text)
    if "\\u" in text or "\\U" in text:  # SPARQL may unescape before it parses
        check_tokens(ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), text))


def check_tokens(text: str) -> None:
    depth, asks, declares = 0, False, False
    declared: set[str] = set()
    for kind, token, start in queries.tokens(text):
        if kind == "open":
            depth += 1
            if depth > DEEPEST:
                raise Refused(f"the query is nested deeper than {DEEPEST} brackets")
        elif kind == "close":
            depth -= 1
        elif kind == "unclosed":
            raise QueryError(f"SPARQL: line {text.count(chr(10), 0, start) + 1}: a text in quotes is not closed")
        elif kind == "iri":
            # "FILTER(1<2)SERVICE?s#>" is a comparison, a SERVICE and a comment, though it looks like an IRI from "<" to ">"
            if "#" in token and ")" in token and "SERVICE" in token.upper():
                raise Refused(OUTSIDE)
        elif kind == "name":
            prefix = token.partition(":")[0].upper()
            if "SERVICE" in prefix:
                raise Refused(f"{OUTSIDE} (if '{token.partition(':')[0]}:' is a prefix, give it another name)")
            if declares:
                declared.add(prefix)
            elif prefix == "FROM" and prefix not in declared:
                raise Refused("FROM is refused: a query sees all documents; choose one with GRAPH")
        elif kind == "word":
            word = token.upper()
            asks = asks or word in FORMS
            if "SERVICE" in word:
                raise Refused(OUTSIDE)
            if word in ("FROM", "FROMNAMED"):
                raise Refused("FROM is refused: a query sees all documents; choose one with GRAPH")
            if word in UPDATES and not asks:
                raise Refused(f"{word} is refused: queries change nothing; build a graph instead")
            if word in UPDATES and depth == 0:
                raise Refused(f"{word} is refused: queries change nothing")
        declares = kind == "word" and token.upper() == "PREFIX"
