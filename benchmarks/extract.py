"""A folder of texts in; the time from text to facts out, beside the time of one regular expression over the same texts.

    python benchmarks/extract.py ../shared/corpus [--limit N] [--repeat N] [--profile N] [--json FILE]

One process, nothing written. Times are processor time, so that other work on the machine counts little; of several rounds the fastest
counts. Memory is that of all Python objects at its highest, in a first and in a second pass over the same texts: one document at a time
is held, so the second adds nothing.
"""
from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import re
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import kg
from kg.documents import FORMATS, read_many
from kg.errors import InputError

TOKEN = re.compile(r"\w+|[^\w\s]")
WARM = "Joint Statement by Arnor and Gondor\n2024-05-01\n\nArnor and Gondor agreed to deepen trade."


def paths_of(folder: Path, limit: int | None) -> list[Path]:
    """Texts of the folder that can be read, in sorted order."""
    known = {suffix for form in FORMATS for suffix in form.suffixes if suffix}
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in known and path.is_file())
    good = [path for path, item in zip(paths, read_many(paths), strict=True) if not isinstance(item, InputError)]
    return good[:limit]


def extract_all(paths: list[Path]) -> tuple[int, int]:
    """Number of sentences and facts of all documents, each read from its file and let go again."""
    sentences = facts = 0
    for path in paths:
        document = kg.read(path)
        facts += len(kg.extract(document))
        sentences += len(document.outline.sentences) if document.outline else 0
    return sentences, facts


def timed(act: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def highest(act: Callable[[], object]) -> float:
    """Megabytes held at the highest point of one call, above what was held before."""
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    act()
    return (tracemalloc.get_traced_memory()[1] - before) / 1e6


def main() -> int:
    """Run the benchmark on the folder named on the command line."""
    parser = argparse.ArgumentParser(description="Time Concord from text to facts.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="only the first N documents")
    parser.add_argument("--repeat", type=int, default=3, help="rounds, of which the fastest counts")
    parser.add_argument("--profile", type=int, default=0, help="also list the N functions that take the most time")
    parser.add_argument("--json", type=Path, default=None, help="write the figures here too")
    options = parser.parse_args()
    paths = paths_of(options.folder, options.limit)
    if not paths:
        print(f"{options.folder}: no document could be read", file=sys.stderr)
        return 1
    texts = [kg.read(path).text for path in paths]
    loading = timed(lambda: kg.extract(kg.read(text=WARM, id="warm")))
    rounds = [(timed(lambda: [TOKEN.findall(text) for text in texts]), timed(lambda: extract_all(paths))) for _ in range(options.repeat)]
    tokenising, extracting = (min(times) for times in zip(*rounds, strict=True))
    sentences, facts = extract_all(paths)
    tracemalloc.start()
    passes = [highest(lambda: extract_all(paths)) for _ in range(2)]
    tracemalloc.stop()
    figures = {
        "documents": len(paths),
        "characters": sum(map(len, texts)),
        "sentences": sentences,
        "facts": facts,
        "loading_seconds": round(loading, 2),
        "tokenising_seconds": round(tokenising, 4),
        "extracting_seconds": round(extracting, 2),
        "times_tokenising": round(extracting / tokenising, 1),
        "sentences_per_second": round(sentences / extracting),
        "memory_first_pass_mb": round(passes[0], 1),
        "memory_second_pass_mb": round(passes[1], 1),
    }
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):<30}{value:>14,}")
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(extract_all, paths)
        pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(options.profile)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
