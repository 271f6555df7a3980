"""What the guarded way costs: every named question on bare pyoxigraph and through kg/guard/, results serialised as JSON on both sides.

    python benchmarks/query.py [--triples 1000000] [--rounds 7] [--store FOLDER]

The store is made of the example documents, repeated under new ids with other countries in the place of theirs; with --store it is
kept there and used again. A question is asked with as little as may be, with its first parameter, and as in its worked example. Fails
where the median question takes more than 1.3 times the bare time and 3 ms, or where one takes longer than LONGEST.
"""
from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QueryResultsFormat, Store

import kg
from kg import queries
from kg.errors import LimitReached
from kg.guard import Guard, Limits, prepare
from kg.minting import lexicon_entries
from kg.rdf import facts_to_quads, graph_quads
from kg.reading import read_document
from kg.store.records import named_once
from kg.vocabulary import BASE, prefixes

LONGEST = 30  # seconds for a question
EXAMPLES = Path(__file__).parent.parent / "examples"


def many_quads(wanted: int) -> Iterator[Quad]:
    """At least so many quads: the examples again and again, each time with the countries shifted along the lexicon."""
    readings = [read_document(kg.read(path)) for path in sorted(EXAMPLES.glob("*.txt"))]
    parts = [(one.document, one.facts, named_once(one.mentions, one.document.text), "") for one in readings]
    countries = [name for name, entry in lexicon_entries().items() if entry.get("kind") == "country"]
    place = {name: number for number, name in enumerate(countries)}
    nodes, given = NamedNode(f"{BASE}nodes"), 0
    for quad in graph_quads(parts):
        given += 1
        yield quad
    for shift in range(1, 1_000_000):
        def other(name: str, shift: int = shift) -> str:
            return countries[(place[name] + shift) % len(countries)] if name in place else name

        for document, facts, mentions, _ in parts:
            copy = replace(document, id=f"{document.id}-{shift}", parties=tuple(other(p) for p in document.parties))
            moved = [replace(f, doc=copy.id, subject=tuple(dict.fromkeys(other(n) for n in f.subject)), object=other(f.object),
                             speaker=tuple(other(n) for n in f.speaker)) for f in facts]
            for quad in facts_to_quads(copy, moved, mentions):
                given += quad.graph_name != nodes  # what is said there of a country is said again and again, and kept once
                yield quad
        if given >= wanted:
            return


def make_store(folder: Path, wanted: int) -> int:
    """A database of at least so many quads in `folder`, unless one is there; returns how many it holds."""
    if not (folder / "CURRENT").is_file():
        print(f"making a store of {wanted:,} quads ...", file=sys.stderr)
        store = Store(str(folder))
        store.bulk_extend(many_quads(wanted))
        store.flush()
        store.optimize()
        del store
    return len(Store.read_only(str(folder)))


def timed(ask: Callable[[], bytes]) -> tuple[float, bytes]:
    begun = time.perf_counter()
    data = ask()
    return time.perf_counter() - begun, data


def questions() -> dict[str, str]:
    """Name and parameters -> SPARQL of every named question."""
    made = {}
    for one in queries.list_queries():
        first = {key: value.example for key, value in list(one.parameters.items())[:1]}
        for given in (one.needed, one.needed | first, one.given):
            made[" ".join([one.name, *(f"{key}={value}" for key, value in given.items())])] = prepare(one.name, given, BASE)
    return made


def measured(plain: Callable[[], bytes], guarded: Callable[[], bytes], rounds: int, name: str) -> tuple[int, float, float]:
    """Bytes of the answer, and the median milliseconds of both ways, in turns; where one takes seconds, that one counts."""
    bare, safe, size = [], [], 0
    for turn in range(rounds + 1):
        (a, data), (b, same) = timed(plain), timed(guarded)
        assert sorted(data) == sorted(same) if len(data) < 100_000 else len(data) == len(same), name
        size = len(data)
        if turn or a > 1:  # otherwise the first warms both sides up
            bare.append(a * 1000)
            safe.append(b * 1000)
        if a > 1 or sum(bare) > 1500:
            break
    return size, statistics.median(bare), statistics.median(safe)


def main() -> int:
    """Print a table and the median; 1 where it is over the aim."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--triples", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--store", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = given.store or Path(place) / "store"
        size = make_store(folder, given.triples)
        print(f"{size:,} quads, median of up to {given.rounds} rounds\n")
        print("| question | bytes | bare, ms | guarded, ms | ratio |\n|---|--:|--:|--:|--:|")
        bare, known = Store.read_only(str(folder)), prefixes(BASE)
        rows, slow = [], []
        with Guard(folder, Limits(seconds=LONGEST, rows=10_000_000, bytes=2**31), spare=1) as guard:
            guard.ask("ASK {}")
            for name, sparql in questions().items():
                def plain(sparql: str = sparql) -> bytes:
                    return bare.query(sparql, prefixes=known, use_default_graph_as_union=True).serialize(format=QueryResultsFormat.JSON)

                def guarded(sparql: str = sparql) -> bytes:
                    return guard.ask(sparql).data

                try:
                    guarded()
                except LimitReached:
                    slow.append(name)
                    continue
                size_, a, b = measured(plain, guarded, given.rounds, name)
                rows.append((name, size_, a, b))
                print(f"| {name} | {size_:,} | {a:.2f} | {b:.2f} | {b / a:.2f} |", flush=True)
    if slow:
        print(f"\nover {LONGEST} s: {', '.join(slow)}")
    over = [b - (1.3 * a + 3) for _, _, a, b in rows]
    bare_ms, guarded_ms = (statistics.median(row[at] for row in rows) for at in (2, 3))
    ratio = statistics.median(row[3] / row[2] for row in rows)
    print(f"\nmedian question: bare {bare_ms:.2f} ms, guarded {guarded_ms:.2f} ms, median ratio {ratio:.2f}; "
          f"{sum(x <= 0 for x in over)} of {len(over)} within 1.3 times and 3 ms; slowest {max(row[3] for row in rows) / 1000:.1f} s")
    return int(statistics.median(over) > 0 or bool(slow))


if __name__ == "__main__":
    sys.exit(main())
