"""Who writes and who reads: one writer at a time, known by name; a generation that is read is not taken away.

The writer's lock is a POSIX record lock (a locked byte on Windows): the system lets go of it when its process ends, however that
ends, and processes that it has started do not hold it. Readers share a `flock` on their generation's file `readers`.
"""
from __future__ import annotations

import contextlib
import json
import os
import platform
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import StoreError

LOCK = "concord.lock"
READERS = "readers"
FAR = 1 << 30  # the byte that Windows locks: beyond the text, so that others can read who holds it
_writing: set[tuple[int, int]] = set()  # record locks do not hold off threads of one process
_reading: dict[str, int] = {}  # generation's folder -> handle that holds its lock as long as the process lives
_guard = threading.Lock()


@contextlib.contextmanager
def writer_lock(folder: Path, command: str) -> Iterator[None]:
    """Hold the folder's one place for a writer; raises StoreError that names the holder where it is taken."""
    path = folder / LOCK
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StoreError(f"{folder}: cannot be written: {error.strerror}") from error
        about = os.fstat(handle)
        key = about.st_dev, about.st_ino
        with _guard:
            mine = key in _writing
            if mine or not _lock(handle):
                who = _holder(handle)
                if not mine:
                    os.close(handle)  # closing would let go of a lock that another thread of this process holds
                raise StoreError(f"{folder}: is being written by {who}; try again when that is done")
            _writing.add(key)
        try:
            now = path.stat()
            if (now.st_dev, now.st_ino) == key:
                break
        except FileNotFoundError:
            pass
        _unlock(handle, key)  # the folder was replaced by a build in between
    try:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        note = json.dumps({"process": os.getpid(), "host": platform.node(), "command": command, "since": since}).encode()
        with contextlib.suppress(OSError):  # on a full disk the lock holds without a name
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, note)
        yield
    finally:
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
        _unlock(handle, key)


def _lock(handle: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(handle, FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(handle: int, key: tuple[int, int]) -> None:
    with _guard:
        os.close(handle)
        _writing.discard(key)


def _holder(handle: int) -> str:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        said = json.loads(os.read(handle, 4096))
        return f"process {said['process']} ({said['command']}) on {said['host']}, since {said['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def holder(folder: Path) -> str:
    """Who writes to a store now; "" for no one."""
    try:
        handle = os.open(folder / LOCK, os.O_RDWR)
    except OSError:
        return ""
    about = os.fstat(handle)
    with _guard:
        if (about.st_dev, about.st_ino) in _writing or not _lock(handle):
            return _holder(handle)
        os.close(handle)
    return ""


def hold_for_reading(generation: Path) -> None:
    """Keep a generation from being taken away while this process lives; raises FileNotFoundError where it already is."""
    key = str(generation.resolve(strict=True))
    with _guard:
        if key in _reading or os.name == "nt":  # Windows does not delete what is open
            return
        import fcntl

        try:
            handle = os.open(generation / READERS, os.O_RDONLY)
        except PermissionError:
            return
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        _reading[key] = handle


def is_read(generation: Path) -> bool:
    """True where a process that lives has opened the generation."""
    if os.name == "nt":
        return False
    import fcntl

    try:
        handle = os.open(generation / READERS, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False
