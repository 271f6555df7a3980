"""`kg check` finds dead, duplicate, clashing and unproven rules, and says of the built-in ones that there are none."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.check import check_rules
from kg.rules import load_rules

ROOT = Path(__file__).parent.parent
GOOD = """- id: frobnicate-thing
  meaning: A party frobnicates something.
  patterns: [frobnicate THING]
  relation: welcomes
  finds:
    - text: "The two sides frobnicated the bridge."
      facts: [Arnor+Gondor welcomes bridge]
    - text: "Arnor frobnicated the harbour."
      facts: [Arnor welcomes harbour]
  passes-by:
    - text: "The frobnication took a day."
      why: "a noun, and nobody does it"
"""
BAD = [  # what is replaced in GOOD, by what, the kind of finding, words of the message
    ("", "", "", ""),
    ("[frobnicate THING]", "[frobnicated THING]", "dead", "write 'frobnicate'"),
    ("[frobnicate THING]", "[frobnicate THING, quickly frobnicate THING]", "dead", "'quickly' is never read as a verb"),
    ("[frobnicate THING]", "[frobnicate THING, frobnicate THING into ACTOR]", "dead", "THING takes all that is left"),
    ("[frobnicate THING]", "[frobnicate THING, frobnicate|grok THING]", "duplicate", "says nothing that"),
    ("[frobnicate THING]", "[frobnicate THING, applaud THING]", "duplicate", "read by welcome-thing"),
    ("[frobnicate THING]", "[frobnicate THING, condemn THING]", "clash", "as condemns, so welcomes is never found"),
    ("    - text: \"Arnor frobnicated the harbour.\"\n      facts: [Arnor welcomes harbour]\n", "", "unproven", "two sentences"),
    ("[Arnor welcomes harbour]", "[Arnor welcomes bridge]", "unproven", "gives: Arnor welcomes harbour"),
    ("Arnor frobnicated the harbour", "Arnor applauded the harbour", "unproven", "not read by this rule"),
    ("      facts: [Arnor welcomes harbour]\n", "", "unproven", "names no facts"),
    ("The frobnication took a day.", "Arnor frobnicated the day.", "unproven", "it is to pass by"),
    ("      why: \"a noun, and nobody does it\"\n", "", "unproven", "why"),
]


def write(folder: Path, text: str) -> Path:
    file = folder / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(("old", "new", "kind", "words"), BAD, ids=[f"{kind}: {words}" if kind else "good" for _, _, kind, words in BAD])
def test_each_fault_is_found(tmp_path: Path, old: str, new: str, kind: str, words: str) -> None:
    """A good rule has no finding; each change of it that spoils it has one of the right kind, with what to do."""
    assert old in GOOD
    file = write(tmp_path, GOOD.replace(old, new) if old else GOOD)
    faults = check_rules(load_rules((file,)), [str(file)])
    if not kind:
        assert faults == []
    else:
        assert any(fault.kind == kind and words in fault.message for fault in faults), faults
        assert all(fault.rule == "frobnicate-thing" and fault.file == str(file) for fault in faults)


def test_the_built_in_rules_have_no_fault() -> None:
    """None is dead, duplicate, clashing or unproven."""
    assert [str(fault) for fault in check_rules(load_rules())] == []


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_the_command(tmp_path: Path) -> None:
    """0 where nothing is found, 1 with a line for each finding; a rule that finds nothing in the documents given is dead there."""
    write(tmp_path, GOOD)
    clean = run("check", "--rules", "mine.yaml", cwd=tmp_path)
    assert (clean.returncode, clean.stdout) == (0, ""), clean
    assert "1 rule checked: nothing found" in clean.stderr
    (tmp_path / "statement.txt").write_text("Joint Statement of India and Japan\n\nIndia and Japan welcomed peace.\n", encoding="utf-8")
    idle = run("check", "--rules", "mine.yaml", "statement.txt", "--format", "json", cwd=tmp_path)
    assert idle.returncode == 1 and [json.loads(line)["kind"] for line in idle.stdout.splitlines()] == ["dead"]
    write(tmp_path, GOOD.replace("frobnicate THING]", "condemn THING]"))
    found = run("check", "--rules", "mine.yaml", cwd=tmp_path)
    assert found.returncode == 1 and "mine.yaml: frobnicate-thing: clash:" in found.stdout and "Traceback" not in found.stderr
