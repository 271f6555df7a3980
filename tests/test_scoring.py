"""`kg score` gives the figures that the contract (docs/scoring.md) asks for, and the same as the contract's own scorer."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.likeness import likeness
from kg.scoring import make_claim, score

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "benchmark"
GOLD = {"doc": "a", "start": 0, "end": 100, "subject": ["India", "Japan"], "relation": "agreesTo", "object": "deepen cooperation in space",
        "status": "agreed", "speaker": ["India", "Japan"]}


def gold(**changes: object) -> dict:
    return {**GOLD, **changes}


SAID = [  # what is changed in the gold fact, what is changed in the found one, (gold, predicted, matched)
    pytest.param({}, {}, (1, 1, 1), id="the same"),
    pytest.param({}, {"subject": ["Japan", "India"]}, (1, 1, 1), id="subjects in another order"),
    pytest.param({}, {"subject": ["India"]}, (1, 1, 0), id="another subject"),
    pytest.param({"alt_subject": [["India"]]}, {"subject": ["India"]}, (1, 1, 1), id="a subject that is accepted too"),
    pytest.param({}, {"relation": "commitsTo"}, (1, 1, 0), id="another relation"),
    pytest.param({"alt": ["commitsTo"]}, {"relation": "commitsTo"}, (1, 1, 1), id="a relation that is accepted too"),
    pytest.param({}, {"object": "the deepening of co-operation on space"}, (1, 1, 1), id="the same words, inflected"),
    pytest.param({}, {"object": "build a bridge"}, (1, 1, 0), id="another object"),
    pytest.param({}, {"negated": True}, (1, 1, 0), id="denied"),
    pytest.param({}, {"start": 90, "end": 200}, (1, 1, 0), id="another sentence"),
    pytest.param({}, {"start": 10, "end": 95}, (1, 1, 1), id="the sentence, split otherwise"),
    pytest.param({"optional": True}, {}, (0, 0, 0), id="optional and found"),
    pytest.param({"optional": True}, {"object": "build a bridge"}, (0, 1, 0), id="optional and not found"),
    pytest.param({"relation": "other"}, {}, (0, 1, 0), id="of no kind"),
    pytest.param({"relation": "cooperatesWith", "subject": ["India"], "object": "Japan"},
                 {"relation": "cooperatesWith", "subject": ["Japan"], "object": "the Republic of India"}, (1, 1, 0), id="a name not known"),
    pytest.param({"relation": "cooperatesWith", "subject": ["South Korea"], "object": "U.S."},
                 {"relation": "cooperatesWith", "subject": ["USA"], "object": "Republic of Korea"}, (1, 1, 1), id="ends swapped"),
    pytest.param({"relation": "heldOn", "subject": ["the second round of talks"], "object": "2024-08"},
                 {"relation": "heldOn", "subject": ["second talks round"], "object": "2024-08-20"}, (1, 1, 1),
                 id="an event and a longer date"),
]


@pytest.mark.parametrize(("right", "found", "numbers"), SAID)
def test_what_matches(right: dict, found: dict, numbers: tuple[int, int, int]) -> None:
    """One gold fact against one that was found."""
    row = score({"a": [make_claim(gold(**right))]}, {"a": [make_claim(gold(**found))]}).rows["all"]
    assert (row.gold, row.predicted, row.matched) == numbers


def test_one_gold_fact_is_matched_once() -> None:
    """Of two alike the nearer one counts, and the other is wrong; a rule is held against the gold facts of its relation."""
    report = score({"a": [make_claim(gold()), make_claim(gold(start=200, end=300))]},
                   {"a": [make_claim(gold(rule="one")), make_claim(gold(rule="two", object="deepen space cooperation soon"))]})
    assert report.rows["all"].as_dict() == {"gold": 2, "predicted": 2, "matched": 1, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert (report.rows["rule one"].precision, report.rows["rule one"].recall, report.rows["rule two"].precision) == (1.0, 0.5, 0.0)
    assert report.attributes == {"status": (1, 1), "speaker": (1, 1)}


def test_likeness_is_symmetric() -> None:
    """Which of two phrases comes first does not matter."""
    phrases = ["India", "the deepening of trade", "trade", "2024", "2024-08-20", "", "—", "and", "Türkiye", "Turkey"]
    assert all(likeness(a, b) == likeness(b, a) for a in phrases for b in phrases)


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_the_command(tmp_path: Path) -> None:
    """Documents are read and scored; the facts written before give the same; tables can be chosen; errors are one line."""
    read = run("score", "--format", "json", "tests/gold", "examples")
    assert read.returncode == 0, read.stderr
    (tmp_path / "facts.jsonl").write_text(run("facts", "examples").stdout, encoding="utf-8")
    written = run("score", "--format", "json", "tests/gold", str(tmp_path / "facts.jsonl"))
    assert json.loads(read.stdout) == json.loads(written.stdout)
    tables = {key.split()[0] for key in json.loads(read.stdout)}
    assert tables == {"all", "family", "relation", "rule", "doc", "ignoring", "strict", "attribute"}
    table = run("score", "--by", "rule", "tests/gold", "examples").stdout
    assert "rule agree-to" in table and "relation agreesTo" not in table
    (tmp_path / "bad.jsonl").write_text('{"start": 1}\n', encoding="utf-8")
    bad = str(tmp_path / "bad.jsonl")
    for arguments, words in ((("nowhere", "examples"), "no such file"), ((bad, "examples"), "bad.jsonl:1: not a fact"),
                             (("tests/gold", "README.md"), "none of the documents")):
        wrong = run("score", *arguments)
        assert (wrong.returncode, wrong.stdout) == (2, "") and words in wrong.stderr and len(wrong.stderr.splitlines()) == 1, wrong.stderr


@pytest.mark.skipif(not SHARED.is_dir(), reason="the contract's scorer lies outside this repository (../shared/benchmark) and is not here")
@pytest.mark.parametrize("texts", ["examples", "work"])
def test_the_figures_are_those_of_the_contract(texts: str, tmp_path: Path) -> None:
    """On the examples' gold and on that of the shared documents, every figure is the one that score.py gives."""
    if texts == "examples":
        golds, files = ROOT / "tests" / "gold", [str(ROOT / "examples")]
    else:
        golds = SHARED / "gold"
        names = (SHARED / "WORK").read_text(encoding="utf-8").replace("\n", ",").split(",")
        files = [str(SHARED / "texts" / f"{name}.txt") for name in names if name.strip()]
    facts = tmp_path / "facts.jsonl"
    facts.write_text(run("facts", *files).stdout, encoding="utf-8")
    own = tmp_path / "gold"
    own.mkdir()
    for file in files if texts == "work" else []:
        (own / f"{Path(file).stem}.jsonl").write_bytes((golds / f"{Path(file).stem}.jsonl").read_bytes())
    golds = own if texts == "work" else golds
    theirs = subprocess.run([sys.executable, str(SHARED / "score.py"), str(golds), str(facts), "--json"], capture_output=True, text=True,
                            encoding="utf-8", timeout=120, check=True)
    ours = run("score", "--format", "json", str(golds), str(facts))
    assert ours.returncode == 0, ours.stderr
    figures = {key: row for key, row in json.loads(ours.stdout).items() if not key.startswith("rule ")}
    assert figures == json.loads(theirs.stdout)
