"""Workers that wait, one that answers, and the clock that ends it: queries in, bytes or an error out."""
from __future__ import annotations

import contextlib
import json
import os
import shutil
import struct
import subprocess
import sys
import threading
import weakref
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from kg import errors
from kg.errors import Busy, KgError, LimitReached, QueryError, StoreError, UsageError
from kg.guard.scan import prepare

START = 60.0  # seconds that opening a store may take
ROWS = ("json", "xml", "csv", "tsv")
TRIPLES = ("turtle", "ntriples", "jsonld", "rdfxml")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take; memory is what a worker may use beyond what an open store needs, where the system can keep it (Linux)."""

    seconds: float = 30.0
    rows: int = 1_000_000
    bytes: int = 256 * 2**20
    memory: int = 2 * 2**30
    wait: float = 10.0  # seconds to wait for a free worker


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query answers: its kind (rows, boolean, triples), how it is written (one of ROWS or TRIPLES), and the bytes."""

    kind: str
    style: str
    data: bytes


class Worker:
    """One process and its pipes; it starts while the caller goes on."""

    def __init__(self, store: Path, memory: int) -> None:
        program = Path(__file__).with_name("worker.py")
        keep = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
        self.process = subprocess.Popen([sys.executable, "-I", str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, env=keep, cwd=os.path.abspath(os.sep), start_new_session=True)
        self.about: dict[str, Any] | None = None
        self.late = False
        settings = {"store": str(store.resolve()), "path": [str(Path(place).resolve()) for place in sys.path], "memory": memory}
        with contextlib.suppress(BrokenPipeError):
            self.send(settings)

    def send(self, data: dict[str, Any]) -> None:
        raw = json.dumps(data).encode()
        pipe = self.pipe("stdin")
        pipe.write(struct.pack("<I", len(raw)) + raw)
        pipe.flush()

    def pipe(self, name: str) -> IO[bytes]:
        found: IO[bytes] = getattr(self.process, name)
        return found

    def receive(self) -> tuple[bytes, bytes]:
        """Letter and content of the next frame; EOFError where the process has ended."""
        pipe = self.pipe("stdout")
        head = pipe.read(5)
        if len(head) < 5:
            raise EOFError
        length = struct.unpack("<I", head[1:])[0]
        data = pipe.read(length)
        if len(data) < length:
            raise EOFError
        return head[:1], data

    def ready(self) -> dict[str, Any]:
        """What the worker says of its store once it is open; raises the error for which it could not be opened."""
        if self.about is None:
            with self.clock(START):
                try:
                    letter, data = self.receive()
                except EOFError:
                    raise StoreError(f"the store cannot be opened: {self.last_words()[-200:] or 'its process ended'}") from None
            told = json.loads(data)
            if letter == b"X":
                kind = getattr(errors, told["error"], StoreError)
                raise (kind if issubclass(kind, KgError) else StoreError)(told["message"])
            self.about = told
        return self.about

    @contextlib.contextmanager
    def clock(self, seconds: float) -> Iterator[None]:
        """End the process after so many seconds; `late` says that it was."""
        def ring() -> None:
            self.late = True
            self.process.kill()

        timer = threading.Timer(seconds, ring)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def ask(self, request: dict[str, Any], seconds: float) -> tuple[list[bytes], bytes, dict[str, Any]]:
        """Pieces of the answer, the letter and content of the last frame."""
        pieces: list[bytes] = []
        self.ready()
        with self.clock(seconds):
            try:
                self.send(request)
                while True:
                    letter, data = self.receive()
                    if letter != b"D":
                        return pieces, letter, json.loads(data)
                    pieces.append(data)
            except BrokenPipeError as error:
                raise EOFError from error

    def last_words(self) -> str:
        """What the process wrote to standard error before it ended, on one line."""
        self.process.wait()
        if self.pipe("stderr").closed:  # by another thread, which ended it
            return ""
        return " ".join(self.pipe("stderr").read(20_000).decode("utf-8", "replace").split())[-2000:]

    def end(self) -> None:
        """End the process and close its pipes."""
        self.process.kill()
        self.process.wait()
        for name in ("stdin", "stdout", "stderr"):
            with contextlib.suppress(OSError):
                self.pipe(name).close()


class Guard:
    """Asks the store at `path` (a build folder, a store folder or an RDF file) in processes of their own.

    `workers` queries are evaluated at a time; `spare` more processes wait to take the place of one that is ended, and a query that ends
    one is only answered once the next query need not wait for a process to start. May be used from
    many threads; `close` ends the processes, as does the end of the program. A `temporary` store is removed with them.
    """

    def __init__(self, path: Path | str, limits: Limits | None = None, *, workers: int = 1, spare: int = 0,
                 base: str | None = None, temporary: bool = False) -> None:
        self.path = Path(path)
        self.limits = limits or Limits()
        self.workers, self.spare = workers, spare
        self._free = threading.Semaphore(workers)
        self._lock = threading.Lock()
        self._idle: deque[Worker] = deque()
        self._all: set[Worker] = set()
        self._closed = False
        self._finish = weakref.finalize(self, end_all, self._all, self.path if temporary else None)
        self._stamp = stamp(self.path)
        self._base = base
        self.fill()

    def __enter__(self) -> Guard:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes; a query under way ends with an error."""
        with self._lock:
            self._closed = True
            self._idle.clear()
            self._finish()

    def fill(self) -> None:
        """Start processes until as many are there as shall be."""
        with self._lock:
            while not self._closed and len(self._all) < self.workers + self.spare:
                worker = Worker(self.path, self.limits.memory)
                self._all.add(worker)
                self._idle.append(worker)

    def warm(self) -> None:
        """Wait until the next query finds a worker that is ready: who has broken one waits for that, not who comes next."""
        born = self._stamp
        with self._lock:
            worker = self._idle.popleft() if self._idle else None
        if worker is None:
            return
        try:
            worker.ready()
        except (KgError, ValueError):  # not to be opened, or closed meanwhile: the next query starts one of its own, and is told why
            born = None
        if born == self._stamp:
            self.give_back(worker)
        else:
            worker.end()
            with self._lock:
                self._all.discard(worker)

    def drop(self, worker: Worker) -> None:
        worker.end()
        with self._lock:
            self._all.discard(worker)
        self.fill()

    def renew(self) -> None:
        """Leave the processes that read an older generation of the store, once another has taken its place."""
        now = stamp(self.path)
        if now == self._stamp:
            return
        with self._lock:
            if now == self._stamp:
                return
            self._stamp, old = now, list(self._idle)
            self._idle.clear()
            self._all.difference_update(old)
        for worker in old:
            worker.end()
        self.fill()

    @contextlib.contextmanager
    def worker(self) -> Iterator[Worker]:
        """A worker that is free, given back afterwards; one that ended is replaced."""
        if not self._free.acquire(timeout=self.limits.wait):
            raise Busy(f"all {self.workers} workers are answering other queries; try again")
        try:
            self.renew()
            born = self._stamp
            with self._lock:
                if self._closed:
                    raise UsageError("this graph has been closed")
                # the longest idle is the surest to be ready: a new one is put at the end
                worker = self._idle.popleft() if self._idle else None
            if worker is None:
                worker = Worker(self.path, self.limits.memory)
                with self._lock:
                    self._all.add(worker)
            try:
                yield worker
            except (EOFError, KgError):
                if worker.process.poll() is None and worker.about is not None and not worker.late and born == self._stamp:
                    self.give_back(worker)
                else:
                    self.drop(worker)
                    if self.spare:
                        self.warm()
                raise
            except BaseException:  # interrupted: the rest of an answer may still be in the pipe
                self.drop(worker)
                raise
            if born == self._stamp:
                self.give_back(worker)
            else:
                self.drop(worker)
        finally:
            self._free.release()

    def give_back(self, worker: Worker) -> None:
        with self._lock:
            if not self._closed:
                self._idle.appendleft(worker)

    @property
    def generation(self) -> object:
        """What is another value once another generation of the store has taken its place."""
        return stamp(self.path)

    @property
    def base(self) -> str:
        """The base of the data's IRIs."""
        if self._base is None:
            from kg.vocabulary import BASE

            with self.worker() as worker:
                self._base = worker.ready()["base"] or BASE
        return self._base

    def query(self, sparql_or_name: str, parameters: dict[str, Any] | None = None, *, rows: str = "json",
              triples: str = "ntriples") -> Answer:
        """The answer to SPARQL or a named question; raises what `prepare` and `ask` do."""
        return self.ask(prepare(sparql_or_name, parameters, self.base), rows=rows, triples=triples)

    def ask(self, sparql: str, *, rows: str = "json", triples: str = "ntriples", default_graphs: Iterable[str] = (),
            named_graphs: Iterable[str] = ()) -> Answer:
        """Evaluate SPARQL that `prepare` has passed.

        Without `default_graphs` and `named_graphs` (IRIs of graphs of this store) the default graph is the union of all.
        Raises QueryError for a syntax error, LimitReached where a limit was, Busy where no worker was free in time.
        """
        from kg import queries
        from kg.vocabulary import prefixes

        limits = self.limits
        request = {"query": sparql, "prefixes": prefixes(self.base), "base": None, "rows": rows, "triples": triples,
                   "default_graphs": list(default_graphs), "named_graphs": list(named_graphs),
                   "max_rows": limits.rows, "max_bytes": limits.bytes, "seconds": limits.seconds}
        with self.worker() as worker:
            try:
                pieces, letter, told = worker.ask(request, limits.seconds)
            except (EOFError, ValueError) as error:
                if self._closed:
                    raise UsageError("this graph was closed while the query was under way") from error
                if isinstance(error, EOFError):
                    raise gone(worker, limits) from None
                raise
            if letter == b"E":
                return Answer(told["kind"], told["style"], b"".join(pieces))
            said = " ".join(told["message"].split())
            if told["error"] == "Syntax":
                raise queries.syntax_error(sparql, told["message"])
            if told["error"] == "TooMuch":
                raise LimitReached(said)
            if told["error"] == "Memory":
                worker.late = True  # what it holds is not known: it is not used again
                raise LimitReached(too_much_memory(limits))
            raise QueryError(f"SPARQL: {said[:200]}")


def gone(worker: Worker, limits: Limits) -> KgError:
    """Why a worker ended in the middle of a query."""
    if worker.late:
        return LimitReached(f"the query took longer than {limits.seconds:g} seconds")
    words = worker.last_words()
    if worker.process.returncode == -24:  # SIGXCPU
        return LimitReached(f"the query took longer than {limits.seconds:g} seconds")
    if "memory" in words.lower() or "bad_alloc" in words or "ENOMEM" in words:
        return LimitReached(too_much_memory(limits))
    return LimitReached("the query broke the process that evaluated it; it may be nested too deeply")


def too_much_memory(limits: Limits) -> str:
    return f"the query needs more than {limits.memory // 2**20:,} MiB of memory"


def stamp(path: Path) -> object:
    """What changes when another generation of the store takes the place of this one."""
    found = []
    for place in (path, path / "store", path / "CURRENT", path / "concord.json", path.parent / "concord.json"):
        try:
            about = os.stat(place)
        except OSError:
            continue
        found.append((about.st_dev, about.st_ino, about.st_mtime_ns if not place.is_dir() else 0))
    return tuple(found)


def end_all(workers: set[Worker], folder: Path | None) -> None:
    for worker in list(workers):
        worker.end()
    workers.clear()
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
