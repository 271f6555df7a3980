"""Errors named for the fact; each message is one line that says what to do. Exit codes are documented in docs/cli.md."""
from __future__ import annotations


class KgError(Exception):
    """Root of all errors that Concord raises on purpose."""

    exit_code = 1


class InputError(KgError):
    """A document cannot be read: missing, empty, binary or in a wrong encoding."""

    exit_code = 1


class UsageError(KgError):
    """What was asked for does not exist: an option, a query name, a format, a file."""

    exit_code = 2


class RuleError(KgError):
    """A rule or lexicon file cannot be used; the message names file, line, entry and remedy."""

    exit_code = 2

    def __init__(self, message: str, *place: str | int) -> None:
        super().__init__(message)
        self.place = place  # the key in the entry, for the line


class UnknownRelation(RuleError):
    """A rule yields a relation that ontology/concord.ttl does not have."""


class QueryError(KgError):
    """A SPARQL query has a syntax error."""

    exit_code = 2


class Refused(KgError):
    """A request is refused for safety."""

    exit_code = 3


class LimitReached(Refused):
    """A query takes more time, memory, rows or bytes than it may."""


class Busy(Refused):
    """All workers are answering other queries."""


class StoreError(KgError):
    """A store is broken or locked."""

    exit_code = 4
