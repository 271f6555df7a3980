"""The dataset program on the example documents: the laws hold, and what breaks one is seen; benchmarks/dataset.py tells what it does."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg.queries import list_queries
from kg.vocabulary import CON, PREFIXES

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
from dataset import inexact_facts  # noqa: E402  a program beside the package


def test_the_laws_hold_for_the_examples(tmp_path: Path) -> None:
    """Built twice, in portions and in other orders, the examples' dataset is one; every fact has exact evidence."""
    figures = tmp_path / "figures.json"
    done = subprocess.run([sys.executable, "benchmarks/dataset.py", "examples", "--json", str(figures)], cwd=ROOT, capture_output=True,
                          text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=300)
    assert done.returncode == 0, done.stderr
    told = json.loads(figures.read_text(encoding="utf-8"))
    assert told["documents"] == len(list((ROOT / "examples").glob("*.txt")))
    assert told["facts with exact evidence, %"] == 100 and told["facts"] > 200 and told["broken laws"] == 0
    assert told["actors"] > 30 and told["quads"] >= told["triples"] > told["facts"]


@pytest.fixture(scope="module")
def one() -> tuple[list[Quad], dict[str, str]]:
    """The quads of one example, and its text by id."""
    document = kg.read(ROOT / "examples" / "quad-leaders-2024.txt")
    return list(kg.build([document]).quads()), {document.id: document.text}


def changed(quads: list[Quad], predicate: str, value: NamedNode | Literal | None) -> list[Quad]:
    """The quads with another object, or none, in the place of the first with that predicate."""
    first = min((quad for quad in quads if quad.predicate.value == predicate), key=str)
    rest = [quad for quad in quads if quad != first]
    return rest if value is None else [*rest, Quad(first.subject, first.predicate, value, first.graph_name)]


@pytest.mark.parametrize(("predicate", "value", "says"), [
    (PREFIXES["oa"] + "exact", Literal("Nobody said this."), "is not text"),
    (PREFIXES["oa"] + "start", Literal(3), "is not text"),
    (PREFIXES["oa"] + "end", None, "1 places"),
    (CON + "evidence", None, "0 pieces"),
    (CON + "evidence", NamedNode("https://w3id.org/concord/id/evidence/none"), "0 places"),
    (PREFIXES["oa"] + "hasSource", NamedNode("https://w3id.org/concord/id/doc/other"), "another document"),
    (PREFIXES["dcterms"] + "identifier", Literal("other"), "is not text"),
], ids=["quotation", "start", "no end", "no evidence", "unknown evidence", "another source", "another text"])
def test_inexact_evidence_is_seen(predicate: str, value: NamedNode | Literal | None, says: str,
                                  one: tuple[list[Quad], dict[str, str]]) -> None:
    """As it is, nothing is wrong; one quad changed, the facts that rest on it are named."""
    quads, texts = one
    facts, wrong = inexact_facts(quads, texts)
    assert facts > 10 and wrong == []
    facts, wrong = inexact_facts(changed(quads, predicate, value), texts)
    assert facts > 10 and wrong and any(says in line for line in wrong), wrong


def test_the_query_benchmark_asks_every_question() -> None:
    """benchmarks/query.py makes its store and ends with its figures; how fast is for a machine at rest to say."""
    done = subprocess.run([sys.executable, "benchmarks/query.py", "--triples", "15000", "--rounds", "1"], cwd=ROOT, capture_output=True,
                          text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=300)
    assert "median question" in done.stdout, done.stderr
    assert {line.split()[1] for line in done.stdout.splitlines() if line.startswith("| ")} >= {one.name for one in list_queries()}
