"""Kills, fills and damages a store and counts what is lost: `python benchmarks/crash.py [--kills 200] [--only add,remove,rebuild,export]`.

Real processes of `kg` work on a store. Each is killed with SIGKILL at a random moment of its life; after each kill the store is opened and
checked to the last byte (`kg.store.verify`), and its documents are compared with what was acknowledged on standard error:

    lost       a document that was acknowledged as added is not there, or one acknowledged as removed is
    half       a document whose facts or triples are not all there, or a text without them
    shut       a store that does not open
    wrong      the store answers other than the documents in it would, built from nothing

Then the disk is full (RLIMIT_FSIZE at random sizes), and files are cut short or have a bit flipped. Exits with 1 where anything was
counted.
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
from pathlib import Path

from kg.commands import COMMANDS
from kg.errors import KgError
from kg.graph import KnowledgeGraph
from kg.store import at
from kg.store.verify import problems

HERE = Path(__file__).resolve().parent.parent
COUNTS = ("lost", "half", "shut", "wrong")


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


def killed(arguments: tuple[str, ...], after: float) -> str:
    """Run `kg` and kill it after so many seconds; returns what it said until then."""
    process = command(*arguments)
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


def kill(trial: Trial, operation: str, times: int, rng: random.Random, work: Path) -> None:
    """Kill one operation again and again at random moments of its life."""
    store = ("--store", str(trial.folder))
    names = sorted(trial.texts)
    run("add", *store, *map(str, trial.texts.values()))
    target = work / "page.html"
    arguments: tuple[str, ...]
    exports = (("export", str(trial.folder), "--format", "trig", "-o", str(target)) if "export" in COMMANDS
               else ("view", str(trial.folder), "-o", str(target)))
    some = names[: len(names) // 2]
    length = {"add": lambda: seconds("add", *store, *(str(trial.texts[n]) for n in some)),
              "remove": lambda: seconds("remove", *store, *some),
              "rebuild": lambda: seconds("rebuild", *store), "export": lambda: seconds(*exports)}
    if operation == "add":
        run("remove", *store, *some)
    span = length[operation]() * 1.1
    whole = target.read_bytes() if target.exists() else b""
    for _ in range(times):
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
        else:
            arguments = ("rebuild", *store) if operation == "rebuild" else exports
        if operation == "export":
            target.write_bytes(b"old")
        said = killed(arguments, rng.uniform(0.2, 1) * span)
        added, removed = acknowledged(said, "added"), acknowledged(said, "removed")
        now = trial.look(added if operation == "add" else found if operation != "remove" else found - set(arguments[3:]), removed)
        if operation == "remove" and now not in (found, found - set(arguments[3:])):
            trial.blame("half", f"of {arguments[3:]} some are removed and others not")
        if operation == "export" and target.read_bytes() not in (b"old", whole):
            trial.blame("half", f"{target.name} is neither the old file nor the new one")
        left = [p.name for p in work.iterdir() if p.name.startswith(".") and operation == "export"]
        for name in left:
            (work / name).unlink()


def fill(trial: Trial, times: int, rng: random.Random) -> Counter[str]:
    """Let files grow no more at a random size, as on a full disk, while documents are added, removed and read again."""
    store, codes = ("--store", str(trial.folder)), Counter()
    names = sorted(trial.texts)
    run("add", *store, *map(str, trial.texts.values()))
    for number in range(times):
        before = trial.look(set(), set())
        one = rng.choice(names)
        arguments = [("rebuild", *store), ("remove", *store, one), ("add", *store, str(trial.texts[one]))][number % 3]
        if arguments[0] == "add" and one in before:
            run("remove", *store, one)
            before -= {one}
        if arguments[0] == "remove" and one not in before:
            run("add", *store, str(trial.texts[one]))
            before |= {one}
        code, said = run(*arguments, limit=int(10 ** rng.uniform(1, 5.5)))
        codes[f"exit {code}"] += 1
        after = before | {one} if arguments[0] == "add" else before - {one} if arguments[0] == "remove" else before
        now = trial.look(after if code == 0 else set(), set())
        if now not in (before, after):
            trial.blame("lost", f"{arguments[0]} on a full disk left {sorted(now)}")
        if code not in (0, 4) or "Traceback" in said:
            trial.blame("shut", f"{arguments[0]} on a full disk ended with {code}: {said[-200:]}")
    return codes


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
    parser.add_argument("--only", default="add,remove,rebuild,export,full,damage")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=6)
    options = parser.parse_args()
    files = sorted((HERE / "examples").glob("*.txt"))[: options.documents]
    work = Path(tempfile.mkdtemp(prefix="concord-crash-", dir=os.environ.get("TMPDIR")))
    total: Counter[str] = Counter()
    try:
        for operation in options.only.split(","):
            start = time.perf_counter()
            folder = work / operation / "store"
            folder.parent.mkdir()
            code, said = run("build", *map(str, files), "-o", str(folder))
            if code:
                sys.exit(said)
            trial = Trial(folder, {file.stem: file for file in files})
            rng = random.Random(f"{options.seed} {operation}")
            more: Counter[str] = Counter()
            if operation == "full":
                more = fill(trial, options.kills, rng)
            elif operation == "damage":
                more = damage(trial, max(options.kills // 2, 1), rng)
            else:
                kill(trial, operation, options.kills, rng, work / operation)
            for line in trial.told[:20]:
                print(f"  {line}")
            number = max(options.kills // 2, 1) if operation == "damage" else options.kills
            print(f"{operation:<8} {number:>4} times: " + ", ".join(f"{trial.count[name]} {name}" for name in COUNTS)
                  + "".join(f"; {count} {what}" for what, count in sorted(more.items()))
                  + f" ({time.perf_counter() - start:.0f} s)", flush=True)
            total += trial.count
    finally:
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
