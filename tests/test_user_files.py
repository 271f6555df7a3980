"""Users' own rules and names: read beside the built-in ones, checked with file, line and remedy, never trusted; the tutorial runs."""
from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.lexicon import load_lexicon
from kg.rules import load_rules, read_rules
from kg.sources import read_yaml

ROOT = Path(__file__).parent.parent
RULE = "- id: one\n  meaning: x.\n  relation: welcomes\n  patterns: [wave at THING]\n"
NAME = "- name: Coral Compact\n  kind: group\n"


def run(command: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """A shell command in which `kg` is this checkout's."""
    tools = cwd / ".bin"
    tools.mkdir(exist_ok=True)
    (tools / "kg").write_text(f"#!/bin/sh\nexec '{sys.executable}' -m kg \"$@\"\n", encoding="utf-8")
    (tools / "kg").chmod(0o755)
    return subprocess.run(["sh", "-c", command], cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120,
                          env=os.environ | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)} | env)


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell is needed")
def test_the_tutorial_runs_as_it_stands(tmp_path: Path) -> None:
    """Each file is saved, each command run; every line shown is among its output, in that order."""
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    steps = re.findall(r"Save this as `([\w.]+)`:\n\n```\w+\n(.*?)```|```console\n(.*?)```", text, re.DOTALL)
    assert len(steps) >= 8
    for name, content, session in steps:
        if name:
            (tmp_path / name).write_text(content, encoding="utf-8")
            continue
        for command, shown in re.findall(r"\$ (.*)\n((?:(?!\$ ).*\n)*)", session):
            done = run(command, tmp_path, COLUMNS="120")
            assert "Traceback" not in done.stderr
            output, at = done.stdout + done.stderr, 0
            for line in shown.splitlines():
                assert line in output[at:], f"$ {command}\n{line}\n---\n{output}"
                at = output.index(line, at) + len(line)


BROKEN_RULES = [  # the file, the line that is named, words of the message
    pytest.param(RULE.replace("welcomes", "welcoms"), 3, "nearest: 'welcomes'", id="relation"),
    pytest.param(RULE.replace("THING", "THNG"), 4, "'THNG' is no slot", id="slot"),
    pytest.param(RULE + RULE.replace("one", "two").replace("meaning", "meanin"), 6, "nearest: 'meaning'", id="key of the second entry"),
    pytest.param(RULE + "  status: maybe\n", 5, "no rung of the ladder", id="status"),
    pytest.param(RULE + "  voice: loud\n", 5, "one of any, active", id="voice"),
    pytest.param(RULE + "  finds:\n    - text: a\n    - txt: b\n", 7, "needs a 'text'", id="example"),
    pytest.param(RULE + "  finds:\n    - text: a\n      facts: Arnor welcomes b\n", 7, "is to be a list", id="facts of an example"),
    pytest.param(RULE + "  finds: yes\n", 5, "is to be a list", id="examples"),
    pytest.param(RULE + RULE, 5, "used twice", id="id twice"),
    pytest.param(RULE.replace("[wave at THING]", "\n    - wave at THING\n    - wave .."), 6, "a word is to follow '..'", id="pattern"),
    pytest.param("- extend: agre-to\n  patterns: [wave at THING]\n", 1, "nearest: 'agree-to'", id="nothing to extend"),
    pytest.param("- extend: agree-to\n  relation: welcomes\n", 2, "unknown key 'relation'", id="extending a relation"),
    pytest.param("- id: [a]\n", 1, "needs an 'id'", id="id is a list"),
    pytest.param("- id: 'a b'\n", 1, "letters, digits and hyphens", id="id with a space"),
    pytest.param(RULE.replace("welcomes", "[welcomes]"), 3, "is not in ontology", id="relation is a list"),
]


@pytest.mark.parametrize(("text", "line", "words"), BROKEN_RULES)
def test_a_broken_rule_is_named_by_file_and_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    """The message begins with file:line, and says what to do."""
    file = tmp_path / "my.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as error:
        load_rules((file,))
    assert str(error.value).startswith(f"{file}:{line}: ") and words in str(error.value), str(error.value)


BROKEN_NAMES = [
    pytest.param(NAME.replace("group", "club"), 2, "kind 'club' is unknown", id="kind"),
    pytest.param(NAME + "- nam: x\n", 3, "has no name", id="no name"),
    pytest.param(NAME + "  alias: [x]\n", 3, "unknown key 'alias'", id="key"),
    pytest.param(NAME + "  names: [CC, NO, 12]\n", 3, "list of strings", id="a number among names"),
    pytest.param(NAME + "  names: ['...']\n", 3, "no letter or digit", id="a name without letters"),
    pytest.param("- extend: Japn\n  names: [x]\n", 1, "nearest: 'Japan'", id="nothing to extend"),
    pytest.param("- extend: Japan\n  kind: country\n", 2, "unknown key 'kind'", id="extending a kind"),
]


@pytest.mark.parametrize(("text", "line", "words"), BROKEN_NAMES)
def test_a_broken_name_is_named_by_file_and_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    """The message begins with file:line, and says what to do."""
    file = tmp_path / "names.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as error:
        load_lexicon(file)
    assert str(error.value).startswith(f"{file}:{line}: ") and words in str(error.value), str(error.value)


HOSTILE = {
    "nested lists": "[" * 3000,
    "nested lists without brackets": "- " * 5000 + "a",
    "nested mappings": "a: " + "{a: " * 2000,
    "twenty-five levels": "".join("  " * i + "a:\n" for i in range(25)),
    "aliases of aliases": "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 40)),
    "a list that holds itself": "- &a [*a]\n",
    "a tag of Python": "- !!python/object/apply:os.system [ls]\n",
    "a day that is none": "- id: 2020-13-45\n",
    "a number without end": "- id: " + "9" * 6000 + "\n",
    "bytes": "- id: !!binary aGVsbG8=\n",
    "a list as key": "- ? [a, b]\n  : c\n",
    "two documents": "- id: a\n---\n- id: b\n",
    "a file too large": "# " + "x" * 1_100_000,
    "a pattern too long": RULE.replace("wave at", "wave " + "at " * 100),
    "patterns without end": RULE.replace("[wave at THING]", "[" + "wave at THING, " * 1000 + "]"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    """It ends in a RuleError that names the file, within two seconds; nothing of it is run."""
    file = tmp_path / "my.yaml"
    file.write_text(HOSTILE[kind], encoding="utf-8")
    begun = time.perf_counter()
    for load in (lambda: read_rules(file, str(file)), lambda: load_lexicon(file)):
        with pytest.raises(RuleError, match=r"my\.yaml"):
            load()
    assert time.perf_counter() - begun < 4


def test_rules_are_overridden_and_extended_by_id(tmp_path: Path) -> None:
    """An entry with the id of a built-in rule takes its place; one that extends it keeps all and adds its own."""
    file = tmp_path / "my.yaml"
    file.write_text(RULE.replace("one", "agree-to") + "- extend: condemn-thing\n  patterns: [wag finger at THING]\n", encoding="utf-8")
    built, mine = load_rules(), load_rules((file,))
    assert mine["agree-to"].relation == "welcomes" and len(mine.all) == len(built.all)
    patterns = [pattern.source for pattern in mine["condemn-thing"].patterns]
    assert patterns == [*(pattern.source for pattern in built["condemn-thing"].patterns), "wag finger at THING"]
    assert mine["condemn-thing"].finds == built["condemn-thing"].finds


def test_names_are_overridden_and_extended(tmp_path: Path) -> None:
    """The same for actors; what is extended keeps its code and members."""
    file = tmp_path / "names.yaml"
    text = "- extend: Japan\n  names: [Land of the Rising Sun]\n- name: Quad\n  kind: group\n  members: [Japan]\n"
    file.write_text(text, encoding="utf-8")
    lexicon = load_lexicon(file)
    assert lexicon.resolve("land of the rising sun") == "Japan" and lexicon.entry("Japan").iso2 == "JP"
    assert lexicon.members("Quad") == ("Japan",)


def test_the_cache_is_data_only_and_known_by_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With CONCORD_CACHE the parsed file is kept as JSON; a changed file is read anew, a broken copy is written again."""
    monkeypatch.setenv("CONCORD_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "my.yaml"
    file.write_text(RULE, encoding="utf-8")
    first = read_yaml(file)
    (copy,) = (tmp_path / "cache").iterdir()
    assert json.loads(copy.read_text(encoding="utf-8")) == first == read_yaml(file)
    copy.write_text("[{", encoding="utf-8")
    assert read_yaml(file) == first and json.loads(copy.read_text(encoding="utf-8")) == first
    file.write_text(RULE.replace("one", "two"), encoding="utf-8")
    assert read_yaml(file)[0]["id"] == "two" and len(list((tmp_path / "cache").iterdir())) == 2
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "cache").write_text("a file is no folder", encoding="utf-8")
    assert read_yaml(file)[0]["id"] == "two"
