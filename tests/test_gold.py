"""The gold facts in tests/gold are well formed, and the extractor scores well enough on them; input: tests/gold/*.jsonl."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace

import kg
from kg.model import LADDER
from kg.sentences import split_sentences

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
GOLD = sorted((ROOT / "tests" / "gold").glob("*.jsonl"))
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "benchmark" / "score.py"
CON = Namespace("https://w3id.org/concord/ontology#")
KEYS = {"doc", "start", "end", "subject", "relation", "object", "status", "speaker", "negated", "optional", "alt", "alt_subject"}
LOWEST_F1 = 0.70


def facts_of(path: Path) -> list[dict]:
    """The gold facts of one file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def relations() -> set[str]:
    """Local names of the relations of the ontology."""
    ontology = Graph().parse(ROOT / "ontology" / "concord.ttl")
    return {str(term).removeprefix(str(CON)) for term in ontology.subjects(RDF.type, CON.Relation)}


def test_there_are_five() -> None:
    """At least five example documents have gold facts."""
    assert len(GOLD) >= 5


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_lines_are_valid(path: Path, relations: set[str]) -> None:
    """Keys, relations and rungs exist, and no fact is written twice."""
    facts = facts_of(path)
    for fact in facts:
        assert set(fact) <= KEYS
        assert fact["doc"] == path.stem
        assert fact["subject"] and all(fact["subject"]) and fact["object"].strip()
        assert {fact["relation"], *fact.get("alt", ())} <= relations
        assert fact.get("status") in (None, *LADDER)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_spans_are_sentences(path: Path) -> None:
    """Every gold span is one sentence or list item of the document."""
    document = kg.read(EXAMPLES / f"{path.stem}.txt")
    spans = {(sentence.start, sentence.end) for sentence in split_sentences(document.text)}
    wrong = {document.text[fact["start"]:fact["end"]] for fact in facts_of(path) if (fact["start"], fact["end"]) not in spans}
    assert not wrong


@pytest.mark.skipif(not SHARED.is_dir(), reason="the scorer lies outside this repository (../shared/benchmark/score.py) and is not here")
def test_score(tmp_path: Path) -> None:
    """The extractor reaches the lowest F1 that is allowed on the gold facts of the examples."""
    predicted = tmp_path / "facts.jsonl"
    with predicted.open("w", encoding="utf-8") as file:
        for path in GOLD:
            for fact in kg.extract(kg.read(EXAMPLES / f"{path.stem}.txt")):
                file.write(json.dumps(fact.as_dict(), ensure_ascii=False) + "\n")
    run = subprocess.run([sys.executable, str(SCORER), str(ROOT / "tests" / "gold"), str(predicted), "--json"],
                         capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout)
    assert report["all"]["f1"] >= LOWEST_F1, {key: row["f1"] for key, row in report.items() if key.startswith("doc ")}
