"""Times changes of a large store: `python benchmarks/store.py [--triples 1000000]`.

The example documents are repeated, each copy with a title of its own, until the store holds so many triples; then one more document is
added, corrected and removed by `kg` itself, several times, each with the start of the program and all checks.
"""
from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import kg
from kg.graph import KnowledgeGraph
from kg.model import Fact, Reading
from kg.reading import read_document
from kg.store import at

HERE = Path(__file__).resolve().parent.parent


def copies(readings: list[Reading], number: int) -> list[Reading]:
    """So many readings, told apart by their ids and by a line behind their texts."""
    made = []
    for at_ in range(number):
        one = readings[at_ % len(readings)]
        name = f"{one.document.id}-{at_:05}"
        facts: tuple[Fact, ...] = tuple(replace(fact, doc=name) for fact in one.facts)
        made.append(Reading(replace(one.document, id=name, text=f"{one.document.text}\n{at_}\n"), one.sentences, one.mentions, facts))
    return made


def timed(*arguments: str) -> tuple[float, float]:
    """Seconds that a `kg` command takes, start included: by the clock, and of the processor, which others who are busy hardly lengthen."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=HERE, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Make the store and print the times."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    files = sorted((HERE / "examples").glob("*.txt"))
    readings = [read_document(kg.read(file)) for file in files]
    once, twice = (len(set(KnowledgeGraph(copies(readings, times * len(readings))).quads())) for times in (1, 2))
    one_round = twice - once
    work = Path(tempfile.mkdtemp(prefix="concord-store-"))
    store = ("--store", str(work / "store"))
    try:
        start = time.perf_counter()
        KnowledgeGraph(copies(readings, (options.triples // one_round + 1) * len(readings))).save(work / "store")
        found = at(work / "store")
        assert found
        print(f"{found.marker['documents']:,} documents, {found.marker['facts']:,} facts, {found.marker['quads']:,} triples; "
              f"built in {time.perf_counter() - start:.0f} s")
        new = work / "one-more.txt"
        times: dict[str, list[tuple[float, float]]] = {"add": [], "correct": [], "remove": []}
        for number in range(options.times):
            new.write_text(files[number % len(files)].read_text(encoding="utf-8") + f"\nVersion {number}.\n", encoding="utf-8")
            times["add"].append(timed("add", *store, str(new)))
            now = at(work / "store")
            assert now
            fact = next(line for line in (now.path / "facts.jsonl").read_text(encoding="utf-8").split("\n") if '"doc": "one-more"' in line)
            times["correct"].append(timed("correct", *store, fact.split('"id": "')[1][:16], "--reject", "--why", "a test"))
            times["remove"].append(timed("remove", *store, "one-more"))
        for name, took in times.items():
            clock, processor = zip(*took, strict=True)
            print(f"kg {name:<8} one document: median {statistics.median(clock):.2f} s, most {max(clock):.2f} s of {len(clock)}; "
                  f"of the processor {statistics.median(processor):.2f} s")
        print(f"kg verify: {timed('verify', *store)[0]:.1f} s")
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
