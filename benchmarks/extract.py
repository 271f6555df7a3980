"""Text to facts over a folder, one process, nothing written, against tokenising the same text in the same run; memory, and the profile.

    python benchmarks/extract.py ../shared/corpus [--repeat 3] [--profile N] [--json FILE]

The ratio is the time of `kg.read` and `kg.extract` over that of `re.findall(r"\\w+|[^\\w\\s]", text)`, best of the
repetitions of each. Memory is the peak of the process after the first half of the texts and after the second: flat where the two are near.
"""
from __future__ import annotations

import argparse
import cProfile
import io
import json
import pstats
import re
import resource
import sys
import time
from pathlib import Path

import kg
from kg.sentences import split_sentences

MEBI = 1024 if sys.platform != "darwin" else 1024 * 1024  # ru_maxrss counts kibibytes, on macOS bytes


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBI


def main() -> int:
    """Measure, and print what the documentation quotes."""
    parser = argparse.ArgumentParser(description="Time text to facts against tokenising.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--profile", type=int, default=0, metavar="N", help="show the N functions that take most time")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.folder.rglob("*.txt"))]
    if not texts:
        print(f"{options.folder}: no *.txt", file=sys.stderr)
        return 1
    kg.extract(kg.read(text="India and Japan agreed to talk.", id="warm"))  # loads rules and lexicon, which is not what is timed

    def read_all(part: list[str]) -> int:
        return sum(len(kg.extract(kg.read(text=text, id=str(number)))) for number, text in enumerate(part))

    half = len(texts) // 2
    facts = read_all(texts[:half])
    first = peak()
    facts += read_all(texts[half:])
    second = peak()
    best = tokenising = float("inf")
    for _ in range(options.repeat):
        begun = time.perf_counter()
        read_all(texts)
        best = min(best, time.perf_counter() - begun)
        begun = time.perf_counter()
        for text in texts:
            re.findall(r"\w+|[^\w\s]", text)
        tokenising = min(tokenising, time.perf_counter() - begun)
    sentences = sum(len(split_sentences(text)) for text in texts)
    figures = {"texts": len(texts), "characters": sum(map(len, texts)), "sentences": sentences, "facts": facts, "seconds": round(best, 3),
               "sentences_per_second": round(sentences / best), "tokenising_seconds": round(tokenising, 4),
               "ratio": round(best / tokenising, 1), "peak_mib_first_half": round(first, 1), "peak_mib_second_half": round(second, 1)}
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):<26}{value:>12,}")
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(read_all, texts)
        out = io.StringIO()
        pstats.Stats(profile, stream=out).strip_dirs().sort_stats("tottime").print_stats(options.profile)
        print(out.getvalue().split("\n\n", 2)[-1].rstrip())
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
