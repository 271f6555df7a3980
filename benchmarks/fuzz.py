"""Mutated sentences of a folder of texts: none may crash, hang or break a law of the facts. Exit code 1 where one does.

    python benchmarks/fuzz.py ../shared/corpus [--count 100000] [--seed 1]

Each sentence is changed in one to four places (words dropped, doubled, swapped; signs, brackets, quotes, marks and
sentences of other texts put in) and read as a document of its own. The same seed gives the same sentences.
"""
from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from pathlib import Path

import kg
from kg.documents import read_many
from kg.model import Document
from kg.reading import read_document
from kg.sentences import split_sentences

SIGNS = ["(", ")", "[", "“", "”", "\"", "'", "’s", ",", ";", ":", "-", "—", "/", "...", "\n", "\n\n",
         "\t", "\u00a0", "\u0301", "\u202e", "\u200d", "\ud800",
         "and", "to", "that", "which", "if", "not", "of", "the", "said", "including", "U.S.", "1.", "(i)", "•", "$5 million",
         "20 August", "\U0001f600"]
SLOW = 1.0  # seconds a sentence


def mutate(sentence: str, others: list[str], chance: random.Random) -> str:
    """The sentence, changed in one to four places."""
    words = sentence.split(" ")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(words) + 1)
        kind = chance.randrange(7)
        if kind == 0 and words:
            del words[min(at, len(words) - 1)]
        elif kind == 1:
            words[at:at] = words[max(0, at - chance.randint(1, 9)):at]
        elif kind == 2 and words:
            other = chance.randrange(len(words))
            words[min(at, len(words) - 1)], words[other] = words[other], words[min(at, len(words) - 1)]
        elif kind == 3:
            words.insert(at, chance.choice(SIGNS))
        elif kind == 4 and words:
            words[min(at, len(words) - 1)] += chance.choice(SIGNS)
        elif kind == 5 and words:
            words[min(at, len(words) - 1)] = words[min(at, len(words) - 1)].swapcase()
        else:
            words[at:at] = chance.choice(others).split(" ")[:chance.randint(1, 30)]
    return " ".join(words)


def broken_law(document: Document) -> str:
    """What is wrong with the reading of a document, "" where nothing is."""
    reading = read_document(document)
    text = document.text
    spans = {(sentence.start, sentence.end) for sentence in reading.sentences}
    for fact in reading.facts:
        if text[fact.start:fact.end] != fact.quote:
            return "a quote is not the text at its offsets"
        if (fact.start, fact.end) not in spans:
            return "a span is not one of the sentences"
        if not fact.start <= fact.trigger[0] < fact.trigger[1] <= fact.end:
            return "a trigger lies outside of its sentence"
        if not fact.subject or not fact.object.strip():
            return "a fact without subject or object"
    return ""


def main() -> int:
    """Read mutated sentences until the count is reached."""
    parser = argparse.ArgumentParser(description="Fuzz Concord with mutated sentences.")
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    texts = [item.text for item in read_many([options.folder]) if isinstance(item, Document)]
    sentences = [text[s.start:s.end] for text in texts for s in split_sentences(text)]
    if not sentences:
        print(f"{Path(options.folder)}: no sentences", file=sys.stderr)
        return 1
    chance = random.Random(options.seed)
    found: list[str] = []
    slowest, worst, begun = 0.0, "", time.perf_counter()
    for number in range(options.count):
        sentence = mutate(chance.choice(sentences), sentences, chance)
        if not sentence.strip():
            continue
        start = time.perf_counter()
        try:
            wrong = broken_law(kg.read(text=f"Joint Statement of India and Japan\n\n{sentence}\n", id="fuzz"))
        except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError, AssertionError, RuntimeError) as error:
            wrong = f"{type(error).__name__}: {error} ({traceback.extract_tb(error.__traceback__)[-1]})"
        seconds = time.perf_counter() - start
        if seconds > slowest:
            slowest, worst = seconds, sentence
        if seconds > SLOW:
            wrong = wrong or f"takes {seconds:.2f} s"
        if wrong:
            found.append(f"{number}: {wrong}: {sentence!r}")
    seconds = time.perf_counter() - begun
    print(f"{options.count:,} mutated sentences in {seconds:.0f} s, seed {options.seed}: {len(found)} findings, slowest {slowest:.3f} s "
          f"({len(worst):,} characters)")
    for line in found[:20]:
        print(line[:600].encode("utf-8", "backslashreplace").decode(), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
