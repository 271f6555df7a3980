"""File, folder, stream or string in, Documents out; an input format is one module with `SUFFIXES` and `read_text`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.documents import markdown
from kg.documents import text as plain
from kg.documents.metadata import describe
from kg.errors import InputError
from kg.model import Document, Finding

__all__ = ["FORMATS", "Format", "InputError", "read", "read_many"]

LIMIT = 64 * 1024 * 1024  # bytes of one document


@dataclass(frozen=True, slots=True)
class Format:
    """An input format: the file endings it takes, and bytes -> text."""

    name: str
    suffixes: tuple[str, ...]
    read_text: Callable[[bytes, str], str]


FORMATS = (
    Format("text", plain.SUFFIXES, plain.read_text),
    Format("markdown", markdown.SUFFIXES, markdown.read_text),
)
_BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}


def read(
    path: str | Path | None = None,
    *,
    text: str | None = None,
    id: str | None = None,
    date: str | None = None,
    title: str | None = None,
    source: str | None = None,
) -> Document:
    """Read one document from a file, "-" (standard input) or a string; what is given by name wins over what the text says.

    >>> read(text="Joint Statement by Arnor and Gondor\\n2024-05-01\\n\\nArnor and Gondor met.", id="a").date
    '2024-05-01'
    """
    if (path is None) == (text is None):
        raise InputError("kg.read: give a path or text=, one of the two")
    if text is None:
        name = str(path)
        raw = _bytes(name)
        text = _text(raw, name)
        id = id or ("stdin" if name == "-" else _stem(Path(name)))
    else:
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        _check(text, "text")
    return _document(text, id or "text", date, title, source)


def read_many(paths: Iterable[str | Path]) -> Iterator[Document | InputError]:
    """Read files, folders (walked in sorted order) and "-"; a bad one is yielded as its InputError and the rest goes on.

    Ids are file stems; where two collide, the folder's name is put before them, and a number where that is not enough.
    """
    given: list[tuple[str, str]] = []
    failed: dict[int, InputError] = {}
    for path in paths:
        name = str(path)
        if name != "-" and Path(name).is_dir():
            files = list(_walk(Path(name)))
            if not files:
                failed[len(given)] = InputError(
                    f"{name}: no documents in this folder; put {', '.join(s for s in _BY_SUFFIX if s)} files there"
                )
                given.append((name, ""))
            given += [(str(file), _stem(file)) for file in files]
        else:
            given.append((name, "stdin" if name == "-" else _stem(Path(name))))
    ids = _unique(given)
    for place, (name, _) in enumerate(given):
        if place in failed:
            yield failed[place]
            continue
        try:
            yield read(name, id=ids[place])
        except InputError as error:
            yield error


def _walk(folder: Path) -> Iterator[Path]:
    """Files of a known format below a folder, hidden ones left out, in sorted order."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            if not file.startswith(".") and Path(file).suffix.lower() in _BY_SUFFIX and Path(file).suffix:
                yield Path(here) / file


def _stem(path: Path) -> str:
    return path.stem if path.suffix.lower() in _BY_SUFFIX else path.name


def _unique(given: list[tuple[str, str]]) -> list[str]:
    count: dict[str, int] = {}
    for _, stem in given:
        count[stem] = count.get(stem, 0) + 1
    ids = [stem if count[stem] == 1 else f"{Path(name).resolve().parent.name}-{stem}".lstrip("-") for name, stem in given]
    taken: set[str] = set()
    for place, wanted in enumerate(ids):
        number, free = 2, wanted
        while free in taken:
            free, number = f"{wanted}-{number}", number + 1
        taken.add(free)
        ids[place] = free
    return ids


def _bytes(name: str) -> bytes:
    if name == "-":
        raw = sys.stdin.buffer.read(LIMIT + 1)
    else:
        path = Path(name)
        if path.is_dir():
            raise InputError(f"{name}: is a folder; name a file in it, or give the folder to kg.build")
        try:
            with path.open("rb") as file:
                size = min(LIMIT, os.fstat(file.fileno()).st_size)
                raw = file.read(size + 1)  # `read` sets aside as many bytes as are asked for
                if len(raw) > size:  # a pipe, or a file that has grown
                    raw += file.read(LIMIT + 1 - len(raw))
        except FileNotFoundError:
            raise InputError(f"{name}: no such file; check the path") from None
        except (OSError, ValueError) as error:
            raise InputError(f"{name}: cannot be read ({getattr(error, 'strerror', None) or error}); check its permissions") from None
    if len(raw) > LIMIT:
        raise InputError(f"{name}: larger than {LIMIT // 1024 // 1024} MB; split it into documents")
    return raw


def _text(raw: bytes, name: str) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError(f"{name}: is UTF-16; save it as UTF-8")
    if b"\x00" in raw or raw[:5] == b"%PDF-" or raw[:4] == b"PK\x03\x04":
        raise InputError(f"{name}: is not text (binary data); save it as plain text in UTF-8")
    form = _BY_SUFFIX.get(Path(name).suffix.lower(), _BY_SUFFIX[""])
    try:
        text = form.read_text(raw, name)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    _check(text, name)
    return text


def _check(text: str, name: str) -> None:
    if "\x00" in text:
        raise InputError(f"{name}: is not text (binary data); save it as plain text in UTF-8")
    if not text.strip():
        raise InputError(f"{name}: is empty; give a document with text")


def _document(text: str, id: str, date: str | None, title: str | None, source: str | None) -> Document:
    if date is not None and date and not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", date):
        raise InputError(f"{id}: date {date!r} is not ISO 8601; write it as 2024-08-20, 2024-08 or 2024")
    if source and not re.match(r"https?://", source):
        raise InputError(f"{id}: source {source!r} is not a web address; write it as https://...")
    about = describe(text, date=date, title=title)
    outside = tuple(Finding(key, value, 0, 0) for key, value in (("date", date), ("title", title), ("source", source)) if value)
    return Document(
        id=id,
        text=text,
        title=about.title,
        date=about.date,
        place=about.place,
        kind=about.kind,
        parties=about.parties,
        source=source if source is not None else about.source,
        found=tuple(f for f in about.found if not any(f.key == o.key for o in outside)) + outside,
        outline=about.outline,
    )
