"""Bytes of a Markdown file in, its text out, marks and all: offsets are those of the file, and sentences step over the marks."""

from __future__ import annotations

from kg.documents import text

SUFFIXES = (".md", ".markdown")


def read_text(raw: bytes, name: str) -> str:
    """Decode as plain text is decoded; headings, bullets and quotes are known to `kg.sentences`."""
    return text.read_text(raw, name)
