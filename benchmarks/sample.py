"""A folder of texts in; a seeded sample of facts out, each with its sentence alone: what a reader judges by docs/facts.md.

    python benchmarks/sample.py ../shared/corpus --number 100 --seed 7 > sample.tsv

Columns: number, document, parties, sentence, subject, relation, object, status, negated, speaker. The same folder, seed and rules give the
same sample.
"""
from __future__ import annotations

import argparse
import csv
import random
import sys
from pathlib import Path

from kg.documents import read_many
from kg.errors import InputError
from kg.reading import read_document


def main() -> None:
    """Print the sample as tab-separated values."""
    parser = argparse.ArgumentParser(description="Draw facts for a reader to judge.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=100, help="how many facts")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    found = []
    for document in read_many([str(options.folder)]):
        if isinstance(document, InputError):
            print(document, file=sys.stderr)
            continue
        found += [(document, fact) for fact in read_document(document).facts]
    chosen = random.Random(options.seed).sample(found, min(options.number, len(found)))
    writer = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    writer.writerow(("number", "document", "parties", "sentence", "subject", "relation", "object", "status", "negated", "speaker"))
    for number, (document, fact) in enumerate(chosen, 1):
        said = " ".join(fact.quote.split())
        row = (number, document.id, "; ".join(document.parties), said, "; ".join(fact.subject), fact.relation, fact.object)
        writer.writerow((*row, fact.status or "", fact.negated, "; ".join(fact.speaker)))


if __name__ == "__main__":
    main()
