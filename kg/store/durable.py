"""Bytes in, files out that a crash leaves either as they were or as they shall be."""
from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def write(path: Path, content: bytes) -> None:
    """Write a new file through to the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_beside(path: Path, content: bytes) -> None:
    """Write a file beside `path` and rename it: a reader, and a crash, meets the old content or the new and nothing between.

    Raises OSError that names `path`, on a full disk too.
    """
    if path.exists() and not path.is_file():  # a pipe or a terminal
        path.write_bytes(content)
        return
    path = path.resolve()  # a link stays one
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        write(beside, content)
        os.replace(beside, path)
    except BaseException as error:
        beside.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno:
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; Windows does it by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def link(source: Path, target: Path) -> None:
    """A second name for a file, or a copy where the file system has no links; whole or not at all."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        write_beside(target, source.read_bytes())


def sha256(path: Path) -> str:
    """Hash of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def json_line(data: Mapping[str, Any]) -> bytes:
    """One line of JSON in UTF-8; half surrogate pairs are escaped."""
    try:
        return json.dumps(data, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(data).encode() + b"\n"


def json_lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """JSON Lines."""
    return b"".join(json_line(row) for row in rows)
