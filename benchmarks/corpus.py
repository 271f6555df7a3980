"""A folder of texts in; every fact checked against its text, timings out. Exit code 1 where a law is broken.

    python benchmarks/corpus.py ../shared/corpus [--limit N] [--json FILE]

For each text: it is read without an error; for every fact text[start:end] == quote, the span is one of the document's
sentences, and the words that made the rule fire lie inside it; a second run gives the same bytes.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

from kg.documents import read_many
from kg.errors import InputError
from kg.model import Document, Reading
from kg.reading import read_document

TOKEN = re.compile(r"\w+|[^\w\s]")


def broken_laws(reading: Reading) -> list[str]:
    """What is wrong with the facts of one document, one line each."""
    text = reading.document.text
    spans = {(sentence.start, sentence.end) for sentence in reading.sentences}
    wrong = []
    for fact in reading.facts:
        where = f"{fact.doc}:{fact.start}: {fact.relation} ({fact.rule})"
        if text[fact.start:fact.end] != fact.quote:
            wrong.append(f"{where}: the quote is not the text at its offsets")
        if (fact.start, fact.end) not in spans:
            wrong.append(f"{where}: the span is not one of the sentences")
        if not fact.start <= fact.trigger[0] < fact.trigger[1] <= fact.end:
            wrong.append(f"{where}: the trigger {fact.trigger} is outside of the sentence")
        if fact.object_span and not 0 <= fact.object_span[0] < fact.object_span[1] <= len(text):
            wrong.append(f"{where}: the object's offsets {fact.object_span} are outside of the text")
    return wrong


def output_hash(readings: list[Reading]) -> str:
    digest = hashlib.sha256()
    for reading in readings:
        for fact in reading.facts:
            digest.update(json.dumps(fact.as_dict(), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def main() -> int:
    """Run the benchmark on the folder named on the command line."""
    parser = argparse.ArgumentParser(description="Check and time Concord on a folder of texts.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="only the first N documents")
    parser.add_argument("--json", type=Path, default=None, help="write the figures here too")
    options = parser.parse_args()
    wrong: list[str] = []
    documents: list[Document] = []
    for item in read_many([str(options.folder)]):
        if isinstance(item, InputError):
            wrong.append(str(item))
        else:
            documents.append(item)
    documents = documents[:options.limit]
    if not documents:
        print(f"{options.folder}: no document could be read", file=sys.stderr)
        return 1
    read_document(documents[0])  # loads rules and lexicon, which is not what is timed
    begun = time.perf_counter()
    first = [read_document(document) for document in documents]
    seconds = time.perf_counter() - begun
    begun = time.perf_counter()
    for document in documents:
        TOKEN.findall(document.text)
    tokenising = time.perf_counter() - begun
    for reading in first:
        wrong += broken_laws(reading)
    if output_hash(first) != output_hash([read_document(document) for document in documents]):
        wrong.append("two runs do not give the same bytes")
    sentences = sum(len(reading.sentences) for reading in first)
    facts = [fact for reading in first for fact in reading.facts]
    figures = {
        "documents": len(documents),
        "characters": sum(len(document.text) for document in documents),
        "sentences": sentences,
        "facts": len(facts),
        "documents_without_parties": sum(not reading.document.parties for reading in first),
        "documents_without_facts": sum(not reading.facts for reading in first),
        "seconds": round(seconds, 2),
        "sentences_per_second": round(sentences / seconds),
        "times_slower_than_tokenising": round(seconds / tokenising, 1),
        "broken_laws": len(wrong),
    }
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):<30}{value:>12,}")
    for relation, number in Counter(fact.relation for fact in facts).most_common():
        print(f"  {relation:<28}{number:>12,}")
    for line in wrong[:50]:
        print(line, file=sys.stderr)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
