"""`kg diff` says what was gained, lost, firmer and weaker between two statements or two builds."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.diff import as_text, compare
from kg.model import Fact

ROOT = Path(__file__).parent.parent
HEAD = "Joint Statement of India and Japan\n\nNew Delhi, 20 August {year}\n\n"


def fact(relation: str, thing: str, status: str | None = None, subject: tuple[str, ...] = ("India", "Japan"), negated: bool = False,
         doc: str = "a") -> Fact:
    return Fact(doc, 0, 9, subject, relation, thing, status, negated=negated)


CASES = [
    pytest.param(fact("welcomes", "peace"), fact("welcomes", "the peace", doc="b"), "same", id="the same"),
    pytest.param(fact("explores", "a joint harbour", "explored"), fact("agreesTo", "joint harbour", "agreed"), "firmer", id="up"),
    pytest.param(fact("commitsTo", "joint harbour", "committed"), fact("discusses", "joint harbour", "discussed"), "weaker", id="down it"),
    pytest.param(fact("signs", "treaty", "intended"), fact("signs", "treaty", "completed"), "firmer", id="a deed, now done"),
    pytest.param(fact("cooperatesWith", "Japan", "agreed", ("India",)), fact("cooperatesWith", "India", "underway", ("Japan",)), "firmer",
                 id="ends of a symmetric relation"),
    pytest.param(fact("welcomes", "peace"), fact("condemns", "peace"), "lost gained", id="another relation"),
    pytest.param(fact("welcomes", "peace"), fact("welcomes", "peace", negated=True), "lost gained", id="denied"),
    pytest.param(fact("welcomes", "peace"), fact("welcomes", "peace", subject=("Kenya",)), "lost gained", id="others"),
    pytest.param(fact("welcomes", "peace"), fact("welcomes", "trade in fish"), "lost gained", id="another matter"),
    pytest.param(fact("welcomes", "peace"), None, "lost", id="lost"),
    pytest.param(None, fact("welcomes", "peace"), "gained", id="gained"),
]


@pytest.mark.parametrize(("old", "new", "kinds"), CASES)
def test_a_pair_of_facts(old: Fact | None, new: Fact | None, kinds: str) -> None:
    """One fact on each side, and what becomes of them; the other way round firmer is weaker and gained is lost."""
    before, after = [old] if old else [], [new] if new else []
    assert sorted(change.kind for change in compare(before, after)) == sorted(kinds.split())
    turned = {"firmer": "weaker", "weaker": "firmer", "gained": "lost", "lost": "gained", "same": "same"}
    assert sorted(change.kind for change in compare(after, before)) == sorted(turned[kind] for kind in kinds.split())


def test_each_fact_stands_in_one_change() -> None:
    """Pairs are one to one, the nearest first, and nothing gets lost."""
    old = [fact("agreesTo", "open a harbour", "agreed"), fact("agreesTo", "open a harbour in Goa", "agreed")]
    new = [fact("agreesTo", "open a harbour in Goa", "agreed"), fact("intendsTo", "open a harbour", "intended"), fact("sees", "peace")]
    changes = compare(old, new)
    assert [change.kind for change in changes] == ["gained", "weaker", "same"]
    assert as_text(changes).endswith("1 gained, 0 lost, 0 firmer, 1 weaker, 1 same\n")


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_the_command(tmp_path: Path) -> None:
    """Two documents, two builds and facts written before give the same difference; no difference is 0 too."""
    texts = {"old": "India and Japan explored a joint harbour. The two sides condemned piracy.\n",
             "new": "India and Japan agreed to a joint harbour. The two sides welcomed peace.\n"}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(HEAD.format(year=2024) + text, encoding="utf-8")
        (tmp_path / f"{name}.jsonl").write_text(run("facts", f"{name}.txt", cwd=tmp_path).stdout, encoding="utf-8")
    done = run("diff", "old.txt", "new.txt", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"] == {"gained": 1, "lost": 1, "firmer": 1, "weaker": 0, "same": 0}
    written = run("diff", "old.jsonl", "new.txt", "--format", "json", cwd=tmp_path)
    assert json.loads(written.stdout)["changes"] == json.loads(done.stdout)["changes"]
    assert run("build", "old.txt", "-o", "out", cwd=tmp_path).returncode == 0
    same = run("diff", "out", "old.txt", cwd=tmp_path)
    assert same.returncode == 0 and same.stdout.startswith("0 gained, 0 lost, 0 firmer, 0 weaker")
    wrong = run("diff", "old.txt", "gone.txt", cwd=tmp_path)
    assert wrong.returncode == 2 and "no such file" in wrong.stderr and "Traceback" not in wrong.stderr
