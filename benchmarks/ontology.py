"""Does a folder of texts, read into one graph, keep to the ontology? Where does anything contradict it?

    python benchmarks/ontology.py FOLDER [--reason 10] [--seed 1]

All of the graph is checked against what the ontology says outright: domains, ranges and super-classes give each node its classes, of
which no two may be disjoint; irreflexive and asymmetric relations are neither broken. A seeded sample of `--reason` documents is closed
under OWL 2 RL (owlrl) as well, and the actors of the lexicon are checked like the graph. Prints figures, then each contradiction; leaves
with 1 where there is one.
"""
from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Triple

sys.path.insert(0, str(Path(__file__).parent.parent))

import kg
from kg.actors import actor_triples
from kg.vocabulary import PREFIXES, described, triples
from tests.test_ontology_reasoning import as_turtle, closure, contradictions

RDF, RDFS, OWL = (PREFIXES[name] for name in ("rdf", "rdfs", "owl"))


def wider_classes() -> dict[str, set[str]]:
    """Class -> itself and all above it."""
    above: dict[str, set[str]] = defaultdict(set)
    for triple in triples("concord.ttl"):
        if triple.predicate.value == RDFS + "subClassOf":
            above[triple.subject.value].add(triple.object.value)
    found = {}
    for name in [iri for iri, told in described("concord.ttl").items() if OWL + "Class" in told.get("type", ())]:
        found[name], waiting = {name}, [name]
        while waiting:
            new = above[waiting.pop()] - found[name]
            found[name] |= new
            waiting += new
    return found


def broken(graph: Iterable[Triple]) -> tuple[int, list[str]]:
    """How many nodes have a class, and what contradicts the ontology."""
    told = described("concord.ttl")
    first = {key: {iri: data[key][0] for iri, data in told.items() if key in data} for key in ("domain", "range")}
    marked = {kind: {iri for iri, data in told.items() if f"{OWL}{kind}Property" in data.get("type", ())}
              for kind in ("Irreflexive", "Asymmetric")}
    apart = {frozenset((iri, other)) for iri, data in told.items() for other in data.get("disjointWith", ())}
    wider = wider_classes()
    classes: dict[str, dict[str, str]] = defaultdict(dict)
    met, found = set(), []
    for triple in graph:
        subject, predicate, value = triple.subject.value, triple.predicate.value, getattr(triple.object, "value", "")
        if predicate == RDF + "type":
            classes[subject].setdefault(value, "its type")
        if predicate in first["domain"]:
            classes[subject].setdefault(first["domain"][predicate], f"subject of {predicate}")
        if predicate in first["range"] and isinstance(triple.object, NamedNode):
            classes[value].setdefault(first["range"][predicate], f"object of {predicate}")
        if predicate in marked["Irreflexive"] and subject == value:
            found.append(f"{subject} {predicate} itself")
        if predicate in marked["Asymmetric"]:
            met.add((subject, predicate, value))
            if (value, predicate, subject) in met:
                found.append(f"{subject} {predicate} {value} and back")
    for node, why in classes.items():
        all_of = {above: f"{name} as {reason}" for name, reason in why.items() for above in wider.get(name, (name,))}
        found += [f"{node}: {' / '.join(sorted(all_of[one] for one in pair))}" for pair in apart if pair <= all_of.keys()]
    return len(classes), sorted(found)


def main() -> int:
    """Print the figures and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reason", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    documents = [kg.read(path) for path in sorted(wanted.folder.rglob("*.txt"))]
    graph = kg.build(documents)
    whole = {quad.triple for quad in graph.quads()}
    start = time.perf_counter()
    nodes, wrong = broken(whole)
    print(f"{len(documents)} documents, {len(graph.facts):,} facts, {len(whole):,} triples, {nodes:,} nodes with a class: "
          f"{len(wrong)} contradictions, in {time.perf_counter() - start:.1f} s")
    lexicon = actor_triples()
    nodes, more = broken(lexicon)
    print(f"actors of the lexicon: {len(lexicon):,} triples, {nodes:,} nodes with a class: {len(more)} contradictions")
    wrong += more
    start, size, reasoned = time.perf_counter(), 0, 0
    for document in random.Random(wanted.seed).sample(documents, min(wanted.reason, len(documents))):
        closed = closure(as_turtle(kg.build([document]).quads()))
        size, reasoned = size + len(closed), reasoned + 1
        wrong += contradictions(closed)
    print(f"OWL 2 RL, {reasoned} documents one by one: {size:,} triples with all that follows, in {time.perf_counter() - start:.0f} s")
    print("\n".join(wrong) or "nothing contradicts the ontology")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
