"""Bytes of a plain text file in, its text out."""

from __future__ import annotations

SUFFIXES = (".txt", "")


def read_text(raw: bytes, name: str) -> str:
    """Decode UTF-8 without its byte order mark; line ends become "\\n", nothing else is touched."""
    return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
