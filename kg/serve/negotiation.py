"""The Accept header of a request in, the name of a format out (RFC 9110, 12.5.1)."""
from __future__ import annotations

from collections.abc import Iterable

ROWS = {  # SPARQL 1.1 Query Results; the first is given to who does not mind
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
}
TRIPLES = {
    "turtle": ("text/turtle", "application/x-turtle"),
    "ntriples": ("application/n-triples", "text/plain"),
    "jsonld": ("application/ld+json",),
    "rdfxml": ("application/rdf+xml",),
}
HTML = {"html": ("text/html", "application/xhtml+xml")}
LONGEST = 4096  # characters of a header that are read


def media_type(style: str) -> str:
    """The media type of a format."""
    return (ROWS | TRIPLES)[style][0]


def choose(accept: str, offered: dict[str, tuple[str, ...]]) -> str | None:
    """The offered format that is wanted most, the earlier of two that are wanted alike; None where none is wanted.

    >>> choose("text/csv;q=0.5, application/sparql-results+xml", ROWS), choose("*/*", ROWS), choose("image/png", ROWS)
    ('xml', 'json', None)
    """
    wanted = list(ranges(accept[:LONGEST] or "*/*"))
    best, most = None, 0.0
    for name, types in offered.items():
        # a wildcard asks for the format by its own name, not by one that it also goes by
        quality = max(quality_of(media, wanted, wide=media == types[0]) for media in types)
        if quality > most:
            best, most = name, quality
    return best


def quality_of(media: str, wanted: list[tuple[str, float]], wide: bool) -> float:
    """How much a media type is wanted, 0 to 1: what names it says more than `type/*`, and that more than `*/*`."""
    for pattern in (media, media.split("/")[0] + "/*", "*/*") if wide else (media,):
        found = [quality for name, quality in wanted if name == pattern]
        if found:
            return max(found)
    return 0.0


def ranges(accept: str) -> Iterable[tuple[str, float]]:
    """Media range and quality of each part of an Accept header; what cannot be read is left out."""
    for part in accept.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        if name:
            yield name.lower(), quality
