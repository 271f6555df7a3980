"""Topics and values over a folder of texts: how many facts have them, what they cost, and a seeded sample to judge by eye.

    python benchmarks/topics.py ../shared/corpus            figures
    python benchmarks/topics.py ../shared/corpus --sample 150 --seed 7   and so many objects with their topics and values
"""
from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path

import kg
from kg.instruments import find_instrument
from kg.topics import find_topics
from kg.values import find_values


def main() -> None:
    """Print the figures, one a line, then the sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    documents = [kg.read(path) for path in sorted(given.folder.glob("*.txt"))]
    kg.extract(documents[0])  # lexicon and rules are loaded
    start = time.perf_counter()
    facts = [fact for document in documents for fact in kg.extract(document)]
    whole = time.perf_counter() - start
    matters = [fact for fact in facts if fact.object_kind == "matter"]
    dates = {document.id: document.date for document in documents}
    find_topics.cache_clear()
    clocks = []
    sentences = list({(fact.doc, fact.start): fact for fact in facts}.values())
    for work, items in ((lambda f: find_topics(f.object), facts), (lambda f: find_values(f.quote, date=dates[f.doc]), sentences),
                        (lambda f: find_instrument(f.object), facts)):
        start = time.perf_counter()
        for fact in items:
            work(fact)
        clocks.append(time.perf_counter() - start)
    values = Counter(value.kind for fact in facts for value in fact.values)
    print(f"{len(documents)} documents, {len(facts)} facts, {len(matters)} of them about matters; read in {whole:.2f} s")
    print(f"matters with a topic: {sum(bool(fact.topics) for fact in matters) / len(matters):.0%}; "
          f"topics met: {len({topic for fact in facts for topic in fact.topics})}")
    print("values: " + ", ".join(f"{count} {kind}" for kind, count in sorted(values.items())))
    named = [fact for fact in facts if fact.object_kind == "instrument"]
    print(f"objects that are instruments: {len(named)}, under {len({fact.object_name or fact.object for fact in named})} names")
    for name, clock in zip(("topics", "values", "instruments"), clocks, strict=True):
        print(f"{name}: {clock / len(facts) * 1e6:.0f} microseconds a fact, {clock / whole:.1%} of the whole")
    for fact in random.Random(given.seed).sample(matters, min(given.sample, len(matters))):
        said = ", ".join(" ".join(part for part in (v.bound, v.number, v.unit) if part) for v in fact.values)
        print(f"{fact.object[:110]} => {' '.join(fact.topics) or '-'}" + (f" | {said}" if said else ""))


if __name__ == "__main__":
    main()
