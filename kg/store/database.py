"""Quads in, an Oxigraph database out that knows when it is damaged.

A database is written once and then only read: a change works on a hard-linked copy (`Store.backup`). RocksDB opens a database whose log
or list of files was cut short without a word, so a seal beside it (`database.json`) holds size and hash of every file; and counts
and hashes of the quads themselves are kept in the generation's marker.
"""
from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.store import durable

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

FOLDER, SEAL = "database", "database.json"
MANY = 50_000  # quads from which bulk loading pays
BITS = (1 << 256) - 1


def digest(quads: Iterable[Quad]) -> tuple[int, int]:
    """Count of distinct quads, and the sum of their SHA-256 (modulo 2^256), which does not depend on their order.

    A sum can be kept up to date by adding and subtracting; it guards against accidents, not against forgers.
    """
    count = total = 0
    for quad in quads:
        count += 1
        total += int.from_bytes(hashlib.sha256(str(quad).encode()).digest())
    return count, total & BITS


@contextmanager
def broken(folder: Path) -> Iterator[None]:
    """Say in one line what the database engine could not do."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"{folder}: the database fails: {' '.join(str(error).split())[:200]}") from error


def make(generation: Path, before: Path | None, change: Callable[[Store], object]) -> None:
    """Write the database of a new generation: a linked copy of the one `before` (or an empty one) after `change`, sealed."""
    from pyoxigraph import Store

    scratch, final = generation / "scratch", generation / FOLDER
    with broken(final):
        if before is not None:
            Store.read_only(str(before / FOLDER)).backup(str(scratch))
        store = Store(str(scratch))
        change(store)
        store.flush()
        del store  # closes it
        Store.read_only(str(scratch)).backup(str(final))  # leaves the log behind, which can be cut short unseen
    shutil.rmtree(scratch)
    seal(generation, before)


def extend(store: Store, quads: list[Quad]) -> None:
    """Add quads, in the way that suits their number."""
    if len(quads) >= MANY:
        store.bulk_extend(quads)
    elif quads:
        store.extend(quads)


def seal(generation: Path, before: Path | None) -> None:
    """Write size and hash of every file of the database; hashes of files that were linked are taken over."""
    known = {}
    if before is not None:
        known = {(before / FOLDER / name).stat().st_ino: entry for name, entry in read_seal(before).items()}
    files = {}
    for path in sorted((generation / FOLDER).iterdir()):
        about = path.stat()
        files[path.name] = known.get(about.st_ino) or [about.st_size, durable.sha256(path)]
        if about.st_ino not in known:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    durable.write(generation / SEAL, json.dumps(files, indent=1).encode() + b"\n")
    durable.sync_folder(generation / FOLDER)


def read_seal(generation: Path) -> dict[str, list]:
    """File name -> size and hash."""
    try:
        seal = json.loads((generation / SEAL).read_bytes())
        if not seal or not all(isinstance(size, int) and isinstance(hashed, str) for size, hashed in seal.values()):
            raise ValueError
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise StoreError(f"{generation / SEAL}: is missing or broken") from error
    return seal


def damage(generation: Path, *, whole: bool) -> Iterator[str]:
    """What is wrong with the files of a database; without `whole` the large ones, whose blocks RocksDB checks, are only measured."""
    try:
        sealed = read_seal(generation)
    except StoreError as error:
        yield str(error)
        return
    for name, (size, hashed) in sealed.items():
        path = generation / FOLDER / name
        try:
            now = path.stat().st_size
            if now != size:
                yield f"{path}: has {now:,} bytes instead of {size:,}"
            elif (whole or not name.endswith(".sst")) and durable.sha256(path) != hashed:
                yield f"{path}: was changed"
        except OSError as error:
            yield f"{path}: cannot be read: {error.strerror}"


def open_sealed(generation: Path) -> Store:
    """The database, read-only; raises StoreError where a file is missing, cut short or changed."""
    from pyoxigraph import Store

    for problem in damage(generation, whole=False):
        raise StoreError(problem)
    with broken(generation / FOLDER):
        return Store.read_only(str(generation / FOLDER))
