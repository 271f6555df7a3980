"""Kills, fills and damages a store and counts what is lost: `python benchmarks/crash.py [--kills 200] [--only add,remove,rebuild,export]`.

Real processes of `kg` work on a store. Each is killed with SIGKILL: one half at a random moment of its life, the other at a random moment
after it begins to write. After each kill the store is opened and checked to the last byte (`kg.store.verify`), and its documents are
compared with what was acknowledged on standard error. `export` writes each format in turn:

    lost       a document that was acknowledged as added is not there, or one acknowledged as removed is
    half       a document whose facts or triples are not all there, or a text without them; an export that is neither the old file nor
               the new one
    shut       a store that does not open
    wrong      the store answers other than the documents in it would, built from nothing

Then files can grow no more (`full`: RLIMIT_FSIZE at random sizes), the disk is full (`tmpfs`: a small one with a random number of bytes
free, mounted in a namespace of its own where the system allows that), and files are cut short or have a bit flipped (`damage`). Exits
with 1 where anything was counted.
"""
from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError
from kg.graph import KnowledgeGraph
from kg.store import at
from kg.store.verify import problems
from kg.views import VIEWS

HERE = Path(__file__).resolve().parent.parent
COUNTS = ("lost", "half", "shut", "wrong")
ROOM = 24 << 20  # bytes of the small disk


def command(*arguments: str, limit: int | None = None) -> subprocess.Popen:
    """Start `kg`; `limit` is the size in bytes at which files can grow no more."""
    def bound() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen([sys.executable, "-m", "kg", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=HERE,
                            preexec_fn=bound)


def run(*arguments: str, limit: int | None = None) -> tuple[int, str]:
    """Run `kg` to its end: exit code, and what it said."""
    process = command(*arguments, limit=limit)
    said, _ = process.communicate(timeout=300)
    return process.returncode, said


def seconds(*arguments: str) -> float:
    """How long a command takes."""
    start = time.perf_counter()
    code, said = run(*arguments)
    if code:
        sys.exit(said)
    return time.perf_counter() - start


def killed(arguments: tuple[str, ...], after: float, writes_in: Path | None = None) -> str:
    """Run `kg` and kill it after so many seconds, counted from when it first writes in a folder if one is given; returns what it said."""
    before = set(os.listdir(writes_in)) if writes_in else set()
    process = command(*arguments)
    while writes_in and process.poll() is None and set(os.listdir(writes_in)) == before:
        time.sleep(0.0005)
    try:
        said, _ = process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        said, _ = process.communicate()
    return said


class Trial:
    """A store under trial: what may be in it, and what was counted."""

    def __init__(self, folder: Path, texts: dict[str, Path]) -> None:
        self.folder, self.texts = folder, texts
        self.right = {name: facts_of(KnowledgeGraph.load(folder), name) for name in texts}
        self.count: Counter[str] = Counter()
        self.told: list[str] = []

    def blame(self, what: str, why: str) -> None:
        self.count[what] += 1
        self.told.append(f"{what}: {why}")

    def look(self, there: set[str], gone: set[str]) -> set[str]:
        """Check the store: `there` must be in it, `gone` must not. Returns the documents that are."""
        try:
            graph = KnowledgeGraph.load(self.folder)
            found = {document.id for document in graph.documents}
            triples = {row["d"] for row in graph.query("SELECT ?d { ?x a con:Document ; dcterms:identifier ?d }")}
        except KgError as error:
            self.blame("shut", str(error))
            return set()
        for name in sorted(there - found):
            self.blame("lost", f"{name} was acknowledged and is not there")
        for name in sorted(gone & found):
            self.blame("lost", f"{name} was acknowledged as removed and is there")
        for name in sorted(found):
            if facts_of(graph, name) != self.right[name] or name not in triples:
                self.blame("half", f"{name} is not whole")
        if triples != found:
            self.blame("wrong", f"the database has {sorted(triples)}, the list {sorted(found)}")
        for problem in problems(self.folder):
            if "facts.jsonl: is not that of the store" not in problem or (self.folder / "facts.jsonl").exists():
                self.blame("wrong", problem)  # a view that is missing is no wrong answer: the next change shows it again
        return found


def facts_of(graph: KnowledgeGraph, name: str) -> list[str]:
    return sorted(fact.id for fact in graph.facts if fact.doc == name)


def acknowledged(said: str, word: str) -> set[str]:
    """The documents of which a command said that they are added or removed."""
    return {line.split(":")[0] for line in said.splitlines() if f": {word}" in line and " changed: " not in line}


def exports(folder: Path, work: Path) -> list[tuple[str, ...]]:
    """The commands that write each format beside a store."""
    return [("export", str(folder), "--format", name, "-o", str(work / f"graph{view.suffix}")) for name, view in VIEWS.items()]


class Export:
    """The formats in turn, with what each file shall hold."""

    def __init__(self, folder: Path, work: Path) -> None:
        self.commands = exports(folder, work)
        self.seconds = [seconds(*arguments) for arguments in self.commands]
        self.whole = [Path(arguments[-1]).read_bytes() for arguments in self.commands]
        self.at = -1

    def next(self) -> tuple[str, ...]:
        """The next command; its file holds something old."""
        self.at = (self.at + 1) % len(self.commands)
        Path(self.commands[self.at][-1]).write_bytes(b"old")
        return self.commands[self.at]

    def look(self, trial: Trial, code: int | None = None) -> None:
        """Blame the trial for a file that is neither old nor new, and for an old one that is said to be new; sweep what is left beside."""
        path = Path(self.commands[self.at][-1])
        found = path.read_bytes() if path.exists() else b""
        if found not in (b"old", self.whole[self.at]):
            trial.blame("half", f"{path.name} is neither the old file nor the new one")
        if code == 0 and found != self.whole[self.at]:
            trial.blame("lost", f"{path.name} was acknowledged and is not written")
        for left in path.parent.glob(".*"):
            left.unlink()


def kill(trial: Trial, operation: str, times: int, rng: random.Random, work: Path) -> None:
    """Kill one operation again and again at random moments of its life, and of its writing."""
    store = ("--store", str(trial.folder))
    names = sorted(trial.texts)
    run("add", *store, *map(str, trial.texts.values()))
    some = names[: len(names) // 2]
    export = Export(trial.folder, work) if operation == "export" else None
    span = 0.0
    if operation == "add":
        run("remove", *store, *some)
        span = seconds("add", *store, *(str(trial.texts[n]) for n in some))
    elif operation == "remove":
        span = seconds("remove", *store, *some)
    elif operation == "rebuild":
        span = seconds("rebuild", *store)
    arguments: tuple[str, ...]
    for number in range(times):
        found = trial.look(set(), set())
        if operation == "add":
            absent = [n for n in names if n not in found]
            if len(absent) < 2:
                run("remove", *store, *(found_some := rng.sample(sorted(found), len(found) // 2)))
                absent += found_some
                found -= set(found_some)
            arguments = ("add", *store, *(str(trial.texts[n]) for n in absent))
        elif operation == "remove":
            if len(found) < 3:
                run("add", *store, *map(str, trial.texts.values()))
                found = set(names)
            arguments = ("remove", *store, *rng.sample(sorted(found), rng.randint(1, len(found) - 1)))
        elif export:
            arguments = export.next()
            span = export.seconds[export.at]
        else:
            arguments = ("rebuild", *store)
        if number // len(VIEWS) % 2 if export else number % 2:
            said = killed(arguments, rng.uniform(0, 0.03 if export else 0.4 * span), work if export else trial.folder / "store")
        else:
            said = killed(arguments, rng.uniform(0.2, 1.1) * span)
        added, removed = acknowledged(said, "added"), acknowledged(said, "removed")
        now = trial.look(added if operation == "add" else found if operation != "remove" else found - set(arguments[3:]), removed)
        if operation == "remove" and now not in (found, found - set(arguments[3:])):
            trial.blame("half", f"of {arguments[3:]} some are removed and others not")
        if export:
            export.look(trial, 0 if "written: " in said else None)


def fill(trial: Trial, times: int, rng: random.Random, work: Path, disk: Path | None = None) -> Counter[str]:
    """Add, remove, read again and export where files can grow no more at a random size, or where a small `disk` has few bytes free."""
    store, codes = ("--store", str(trial.folder)), Counter()
    names = sorted(trial.texts)
    run("add", *store, *map(str, trial.texts.values()))
    export = Export(trial.folder, work)
    for number in range(times):
        before = trial.look(set(), set())
        one = rng.choice(names)
        what = ("rebuild", "remove", "add", "export")[number % 4]
        arguments = {"rebuild": ("rebuild", *store), "remove": ("remove", *store, one), "add": ("add", *store, str(trial.texts[one])),
                     "export": export.next() if what == "export" else ()}[what]
        if what == "add" and one in before:
            run("remove", *store, one)
            before -= {one}
        if what == "remove" and one not in before:
            run("add", *store, str(trial.texts[one]))
            before |= {one}
        if what == "export" and before != set(names):
            run("add", *store, *map(str, trial.texts.values()))
            before = set(names)
        if disk:
            with filled(disk, int(10 ** rng.uniform(3, 6.5))):
                code, said = run(*arguments)
        else:
            code, said = run(*arguments, limit=int(10 ** rng.uniform(1, 5.5)))
        codes[f"exit {code}"] += 1
        after = before | {one} if what == "add" else before - {one} if what == "remove" else before
        now = trial.look(after if code == 0 else set(), set())
        if now not in (before, after):
            trial.blame("lost", f"{what} on a full disk left {sorted(now)}")
        if what == "export":
            export.look(trial, code)
        if code not in ((0, 1) if what == "export" else (0, 4)) or "Traceback" in said:
            trial.blame("shut", f"{what} on a full disk ended with {code}: {said[-200:]}")
    return codes


@contextmanager
def filled(disk: Path, free: int) -> Iterator[None]:
    """Leave so many bytes free on a disk."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, shutil.disk_usage(disk).free - free))
    try:
        yield
    finally:
        filler.unlink()


def can_mount() -> bool:
    """True where a tmpfs can be mounted in a namespace of one's own."""
    try:
        return subprocess.run(["unshare", "-rm", "sh", "-c", "mount -t tmpfs none /tmp"], capture_output=True).returncode == 0
    except OSError:
        return False


def damage(trial: Trial, times: int, rng: random.Random) -> Counter[str]:
    """Cut files short and flip bits: each is seen, and none changes an answer in silence; a rebuild mends all but texts."""
    seen: Counter[str] = Counter()
    run("add", "--store", str(trial.folder), *map(str, trial.texts.values()))
    graph = KnowledgeGraph.load(trial.folder)
    right = sorted(map(str, graph.store))
    copy = trial.folder.with_name("damaged")
    for number in range(times):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(trial.folder, copy)
        generation = at(copy)
        assert generation
        files = [p for p in sorted([*generation.path.rglob("*"), *(copy / "texts").iterdir(), copy / "concord.json"])
                 if p.is_file() and p.stat().st_size and p != generation.path / "concord.json"]
        path = rng.choice(files)
        content = bytearray(path.read_bytes())
        if number % 2:
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        else:
            content = content[:rng.randrange(len(content))]
        path.unlink()
        path.write_bytes(content)
        if not [*problems(copy)]:
            trial.blame("wrong", f"damage to {path.name} is not seen by verify")
        try:
            answers = sorted(map(str, KnowledgeGraph.load(copy).store))
            seen["right all the same"] += 1
            if answers != right:
                trial.blame("wrong", f"damage to {path.name} changes answers in silence")
        except (KgError, OSError, RuntimeError):
            seen["refused"] += 1
        code, said = run("rebuild", "--store", str(copy))
        if code and path.parent.name == "texts":
            code, said = run("add", "--store", str(copy), *map(str, trial.texts.values()))
        if code or [*problems(copy)] or sorted(map(str, KnowledgeGraph.load(copy).store)) != right:
            trial.blame("shut", f"{path.name}: not mended: {said[-200:]}")
        else:
            seen["mended"] += 1
    shutil.rmtree(copy, ignore_errors=True)
    return seen


def main() -> None:
    """Try everything and print the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kills", type=int, default=200, help="per operation; as many full disks and half as many damages")
    parser.add_argument("--only", default="add,remove,rebuild,export,full,tmpfs,damage")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=6)
    parser.add_argument("--disk", type=Path, help="the small disk that is mounted already, for tmpfs")
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="concord-crash-", dir=os.environ.get("TMPDIR")))
    failed = 0
    try:
        for operation in options.only.split(","):
            place = work / operation
            place.mkdir()
            if operation != "tmpfs" or os.path.ismount(options.disk or ""):
                failed += attempt(operation, options, options.disk or place)
            elif can_mount():
                inside = [sys.executable, __file__, "--kills", str(options.kills), "--seed", str(options.seed), "--documents",
                          str(options.documents), "--only", "tmpfs", "--disk", str(place)]
                failed += subprocess.run(["unshare", "-rm", "sh", "-c", f'mount -t tmpfs -o size={ROOM} none "$0" && exec "$@"', str(place),
                                          *inside]).returncode
            else:
                print("tmpfs      no tmpfs can be mounted here")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(1 if failed else 0)


def attempt(operation: str, options: argparse.Namespace, place: Path) -> int:
    """Try one thing on a new store and print its line; returns how much was counted."""
    start = time.perf_counter()
    folder = place / "store"
    files = sorted((HERE / "examples").glob("*.txt"))[: options.documents]
    code, said = run("build", *map(str, files), "-o", str(folder))
    if code:
        sys.exit(said)
    trial = Trial(folder, {file.stem: file for file in files})
    rng = random.Random(f"{options.seed} {operation}")
    more: Counter[str] = Counter()
    number = max(options.kills // 2, 1) if operation == "damage" else options.kills
    if operation in ("full", "tmpfs"):
        more = fill(trial, number, rng, place, place if operation == "tmpfs" else None)
    elif operation == "damage":
        more = damage(trial, number, rng)
    else:
        kill(trial, operation, number, rng, place)
    for line in trial.told[:20]:
        print(f"  {line}")
    print(f"{operation:<8} {number:>4} times: " + ", ".join(f"{trial.count[name]} {name}" for name in COUNTS)
          + "".join(f"; {count} {what}" for what, count in sorted(more.items())) + f" ({time.perf_counter() - start:.0f} s)", flush=True)
    return sum(trial.count.values())


if __name__ == "__main__":
    main()
