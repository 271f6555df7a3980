"""What commands take: documents in batches, rule files, stores, standard input, and the options they share."""
from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.commands.messages import complain, nearest_file, say
from kg.errors import InputError, KgError, UsageError

if TYPE_CHECKING:
    from kg.corrections import Correction
    from kg.graph import KnowledgeGraph
    from kg.lexicon import Lexicon
    from kg.model import Document, Reading
    from kg.rules import Rules

T = TypeVar("T")
Work = Callable[["Document", tuple[Path, ...], tuple[Path, ...]], T]  # a document, files of rules, files of names
STORES = ("out", "concord-store")
WINDOW = 8  # documents under way for each process: memory does not grow with their number


class Batch:
    """The documents of a command: those that can be read come out, those that cannot are reported, counted and listed."""

    def __init__(self, files: Sequence[str]) -> None:
        self.code = 0
        self.failed: list[str] = []
        self.files = []
        for file in files:
            if file != "-" and not os.path.lexists(file):
                self.fail(UsageError(f"{file}: no such file or folder{nearest_file(file)}"))
            else:
                self.files.append(file)

    def fail(self, error: KgError) -> None:
        complain(error)
        self.failed.append(str(error))
        self.code = max(self.code, error.exit_code)

    def documents(self) -> Iterator[Document]:
        from kg.documents import read_many

        if not self.files:
            return
        for item in read_many(self.files):
            if isinstance(item, InputError):
                self.fail(item)
            else:
                yield item

    def readings(self, jobs: int, rules: Sequence[str] = (), lexicon: Sequence[str] = (),
                 given: Iterable[Document] | None = None) -> Iterator[Reading]:
        """What was read in each document, in the order given; `given` stand for the documents of the files."""
        yield from self.each(read, jobs, rules, lexicon, given)

    def each(self, work: Work[T], jobs: int, rules: Sequence[str] = (), lexicon: Sequence[str] = (),
             given: Iterable[Document] | None = None) -> Iterator[T]:
        """What `work` makes of each document with the user's rules and names, in the order given."""
        files = tuple(Path(file) for file in rules), tuple(Path(file) for file in lexicon)
        load(files[0])  # a broken file ends the command before the first document is read
        load_names(files[1])
        documents = show_progress(self.documents() if given is None else given)
        if jobs == 1:
            for document in documents:
                yield work(document, *files)
            return
        from concurrent.futures import Future, ProcessPoolExecutor

        with ProcessPoolExecutor(jobs) as pool:
            waiting: deque[Future[T]] = deque()
            for document in documents:
                waiting.append(pool.submit(work, document, *files))
                if len(waiting) >= jobs * WINDOW:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def finish(self, context: click.Context) -> None:
        """Leave with the right code; a batch lists its failures at its end."""
        sys.stdout.flush()
        if self.failed and len(self.files) > 1:
            say(f"kg: {len(self.failed)} of the inputs failed:")
            for line in self.failed:
                say(f"  {line}")
        context.exit(self.code)


def load(extra: tuple[Path, ...]) -> Rules:
    from kg.rules import load_rules

    for path in extra:
        if not path.is_file():
            raise UsageError(f"{path}: no such rule file{nearest_file(str(path))}")
    return load_rules(extra)


def load_names(extra: tuple[Path, ...]) -> Lexicon:
    from kg.lexicon import load_lexicon

    for path in extra:
        if not path.is_file():
            raise UsageError(f"{path}: no such lexicon file{nearest_file(str(path))}")
    return load_lexicon(*extra)


def read(document: Document, rules: tuple[Path, ...], lexicon: tuple[Path, ...]) -> Reading:
    """Read one document; runs in a process of its own under -j."""
    from kg.reading import read_document

    return read_document(document, load(rules), load_names(lexicon))


def show_progress(documents: Iterable[Document]) -> Iterator[Document]:
    """Pass documents through; on a terminal, show on standard error which one is being read."""
    if not sys.stderr.isatty():
        yield from documents
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("reading ...") as status:
        for number, document in enumerate(documents, 1):
            status.update(f"reading {number}: {escape(document.id)}")
            yield document


def jobs_option(function: Any) -> Any:
    return click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
                        help="Read documents in N processes.")(function)


def corrections_option(function: Any) -> Any:
    return click.option("--corrections", "store", metavar="STORE",
                        help="Do the corrections that are kept in this store (kg correct).")(function)


def kept_corrections(store: str | None) -> dict[str, list[Correction]]:
    """Document id -> the corrections of a store; none where no store is named."""
    from kg.store import at
    from kg.store.generation import read_corrections

    found: dict[str, list[Correction]] = {}
    if store is not None:
        generation = at(find_store(store))
        if generation is None:
            raise UsageError(f"{store}: is no store; 'kg add --store DIR FILE...' makes one")
        for one in read_corrections(generation):
            found.setdefault(one.doc, []).append(one)
    return found


def rules_option(function: Any) -> Any:
    return click.option("--rules", "rules", multiple=True, metavar="FILE.yaml",
                        help="Load your own rules beside the built-in ones (can be given more than once).")(function)


def lexicon_option(function: Any) -> Any:
    return click.option("--lexicon", "lexicon", multiple=True, metavar="FILE.yaml",
                        help="Load your own names beside the built-in ones (can be given more than once).")(function)


files_argument = click.argument("files", nargs=-1, required=True, metavar="FILE...")


def read_stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"standard input: not UTF-8 at byte {error.start}") from error


def open_graph(path: Path) -> KnowledgeGraph:
    from kg.graph import KnowledgeGraph as Graph

    return Graph.load(path)


def store_option(function: Any) -> Any:
    return click.option("--store", metavar="PATH", help="The store's folder. [default: $CONCORD_STORE, else ./out, else ./concord-store]"
                        )(function)


def store_to_make(given: str | None) -> Path:
    """As `find_store`, for a command that makes a store where there is none."""
    chosen = given or os.environ.get("CONCORD_STORE")
    return Path(chosen) if chosen else next((Path(name) for name in STORES if Path(name).is_dir()), Path(STORES[-1]))


def find_store(given: str | None) -> Path:
    """The store that was given, else that of CONCORD_STORE, else ./out, else ./concord-store."""
    chosen = given or os.environ.get("CONCORD_STORE")
    if chosen:
        if not os.path.lexists(chosen):
            raise UsageError(f"{chosen}: no such store or RDF file{nearest_file(chosen)}")
        return Path(chosen)
    for name in STORES:
        if Path(name).is_dir():
            return Path(name)
    raise UsageError("no store: build one with 'kg build FILE... -o out', or name one with --store or CONCORD_STORE")
