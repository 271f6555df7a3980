"""A folder of texts in, one dataset out: its figures, and the laws that a dataset keeps. Exit code 1 where a law is broken.

    python benchmarks/dataset.py ../shared/corpus [--shacl] [--limit N] [--json FILE]

The dataset is made by `kg build` in processes of their own. The laws:

- the native check of ontology/shapes.ttl finds nothing; with --shacl pySHACL finds nothing either, which takes minutes
- every fact in graph.trig has evidence whose quotation is the slice of the document's text at its offsets
- built again, in another order and with other hash seeds, the dataset is the same to the byte
- added to a store in portions and in a shuffled order it is the same dataset. It has no blank nodes, so that isomorphic means equal
"""
from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.documents import read_many
from kg.errors import InputError
from kg.vocabulary import CON, PREFIXES, ontology_file

PORTIONS = 4
RDF_TYPE = PREFIXES["rdf"] + "type"
PRIMARY = ("facts.jsonl", "graph.trig")  # the rest of the folder holds the texts themselves and a database


def run_kg(*arguments: str, seed: int) -> float:
    """Seconds that a `kg` command takes, its start included; ends the program where it fails."""
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, encoding="utf-8",
                          env=os.environ | {"PYTHONHASHSEED": str(seed)})
    if done.returncode:
        sys.exit(f"kg {arguments[0]}: {done.stderr[-2000:]}")
    return time.perf_counter() - begun


def inexact_facts(quads: Iterable[Quad], texts: Mapping[str, str]) -> tuple[int, list[str]]:
    """How many facts there are, and those without evidence that says exactly what stands in the text.

    `texts` are the documents' by id. A fact has one piece of evidence, which has one start, one end and one quotation.
    """
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    facts = set()
    wanted = {CON + "evidence", PREFIXES["prov"] + "wasQuotedFrom", PREFIXES["dcterms"] + "identifier",
              *(PREFIXES["oa"] + name for name in ("hasSelector", "hasSource", "start", "end", "exact"))}
    for quad in quads:
        subject, value = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
        if quad.predicate.value in wanted:
            told[subject][quad.predicate.value].add(value)
        elif quad.predicate.value == RDF_TYPE and value == CON + "Fact":
            facts.add(subject)

    def values(nodes: Iterable[str], predicate: str) -> list[str]:
        return [value for node in sorted(nodes) for value in sorted(told[node][predicate])]

    wrong = []
    for fact in sorted(facts):
        documents = values([fact], PREFIXES["prov"] + "wasQuotedFrom")
        evidence = values([fact], CON + "evidence")
        selectors = values(evidence, PREFIXES["oa"] + "hasSelector")
        start, end, exact = (values(selectors, PREFIXES["oa"] + name) for name in ("start", "end", "exact"))
        if not len(documents) == len(evidence) == len(start) == len(end) == len(exact) == 1:
            wrong.append(f"{fact}: has {len(evidence)} pieces of evidence, {len(start)} places, {len(exact)} quotations")
        elif values(evidence, PREFIXES["oa"] + "hasSource") != documents:
            wrong.append(f"{fact}: its evidence is of another document")
        elif texts.get("".join(values(documents, PREFIXES["dcterms"] + "identifier")), "")[int(start[0]):int(end[0])] != exact[0]:
            wrong.append(f"{fact}: the quotation is not text[{start[0]}:{end[0]}]")
    return len(facts), wrong


def actors(quads: Sequence[Quad]) -> int:
    """How many actors are subject, object or speaker of a fact."""
    kinds = {quad.subject for quad in quads if quad.predicate.value == RDF_TYPE and quad.object == NamedNode(CON + "Actor")}
    return len({quad.object for quad in quads if quad.predicate.value in (CON + "subject", CON + "object", CON + "speaker")} & kinds)


def shacl_report(quads: Iterable[Quad]) -> str:
    """What pySHACL says of the union of the graphs, "" where it conforms."""
    import pyshacl
    from rdflib import Graph

    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    data = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    conforms, _, text = pyshacl.validate(data, shacl_graph=Graph().parse(ontology_file("shapes.ttl")))
    return "" if conforms else str(text)


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> int:
    """Build, compare, count; print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shacl", action="store_true", help="validate with pySHACL too")
    parser.add_argument("--limit", type=int, default=None, help="only the first N texts")
    parser.add_argument("--json", type=Path, default=None, help="write the figures here too")
    options = parser.parse_args()
    files = sorted(str(path) for path in options.folder.rglob("*.txt"))[:options.limit]
    if not files:
        sys.exit(f"{options.folder}: no text is there")
    texts = {one.id: one.text for one in read_many(files) if not isinstance(one, InputError)}
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="concord-dataset-") as place:
        first, again, grown = (Path(place) / name for name in ("first", "again", "grown"))
        seconds = run_kg("build", *files, "-o", str(first), seed=1)
        mixed = random.Random(7).sample(files, len(files))
        run_kg("build", *mixed, "-o", str(again), seed=2)
        wrong += [f"{name}: built again it has other bytes" for name in PRIMARY
                  if (first / name).read_bytes() != (again / name).read_bytes()]

        quads = list(parse(path=str(first / "graph.trig"), format=RdfFormat.TRIG))
        if any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object, quad.graph_name)):
            wrong.append("the dataset has blank nodes")
        for number in range(PORTIONS):
            portion = mixed[number::PORTIONS]
            if portion:
                run_kg("add", *portion, "--store", str(grown), seed=3 + number)
        run_kg("export", str(grown), "--format", "trig", "-o", str(Path(place) / "grown.trig"), seed=9)
        other = set(parse(path=str(Path(place) / "grown.trig"), format=RdfFormat.TRIG))
        missing, added = len(set(quads) - other), len(other - set(quads))
        if missing or added:
            wrong.append(f"added in portions it is another dataset: {missing} quads are missing, {added} are new")

        begun = time.perf_counter()
        run_kg("validate", str(first), seed=1)
        checked = time.perf_counter() - begun
        if options.shacl and (report := shacl_report(quads)):
            wrong.append(f"pySHACL: {report[:2000]}")
        facts, inexact = inexact_facts(quads, texts)
        wrong += inexact
        held = sum(json.loads(line).get("doc") in texts for line in (first / "facts.jsonl").read_text(encoding="utf-8").splitlines())
        if held != facts or not facts:
            wrong.append(f"facts.jsonl has {held} facts, the graph {facts}")
        figures = {
            "documents": len(texts),
            "quads": len(quads),
            "triples": len({(quad.subject, quad.predicate, quad.object) for quad in quads}),
            "facts": facts,
            "facts with exact evidence, %": round(100 * (facts - len(inexact)) / facts, 2) if facts else 0,
            "actors": actors(quads),
            "literals": sum(isinstance(quad.object, Literal) for quad in quads),
            "graph.trig, bytes": (first / "graph.trig").stat().st_size,
            "whole folder, bytes": size_of(first),
            "seconds to build": round(seconds, 1),
            "seconds to validate": round(checked, 1),
            "pySHACL": "conforms" if options.shacl and not any(line.startswith("pySHACL") for line in wrong) else "not asked",
            "broken laws": len(wrong),
        }
    for name, value in figures.items():
        print(f"{name:<30}{value if isinstance(value, str) else format(value, ','):>16}")
    for line in wrong[:50]:
        print(line, file=sys.stderr)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
