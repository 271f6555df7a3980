"""The command line as a user meets it: real processes, their output, their exit codes. Run as a program, writes docs/cli.md."""
from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.cli import cli
from kg.commands import COMMANDS, load_command

ROOT = Path(__file__).parent.parent
TEXT = """Joint Statement of India and Japan

New Delhi, 20 August 2024

India and Japan agreed to deepen cooperation in space. The two sides condemned the attack on the harbour.
"""


def kg(*arguments: str, cwd: Path, stdin: str | bytes = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run `kg` in a process of its own."""
    raw = stdin.encode() if isinstance(stdin, str) else stdin
    clean = {k: v for k, v in os.environ.items() if k != "CONCORD_STORE"} | {"PYTHONPATH": str(ROOT)} | (env or {})
    done = subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=cwd, input=raw, capture_output=True, env=clean, timeout=120)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one document, statement.txt."""
    (tmp_path / "statement.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `kg build statement.txt -o out` was run."""
    place = tmp_path_factory.mktemp("built")
    (place / "statement.txt").write_text(TEXT, encoding="utf-8")
    done = kg("build", "statement.txt", "-o", "out", cwd=place)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    return place


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """The only line on standard error; never a traceback."""
    assert "Traceback" not in done.stderr, done.stderr
    found = done.stderr.splitlines()
    assert len(found) == 1, done.stderr
    return found[0]


def test_facts_are_json_lines_of_the_contract(folder: Path) -> None:
    """`kg facts FILE` writes one JSON object a fact, and nothing else, to standard output."""
    done = kg("facts", "statement.txt", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    facts = lines(done.stdout)
    assert facts[0].keys() >= {"schema", "id", "doc", "start", "end", "subject", "relation", "object", "status", "speaker", "negated"}
    assert all(fact["doc"] == "statement" and TEXT[fact["start"]:fact["end"]] == fact["quote"] for fact in facts)
    found = {(tuple(sorted(fact["subject"])), fact["relation"]) for fact in facts}
    assert (("India", "Japan"), "agreesTo") in found
    assert (("India", "Japan"), "condemns") in found


def test_standard_input_is_a_document(folder: Path) -> None:
    """`-` reads standard input, and the document is called stdin."""
    done = kg("facts", "-", cwd=folder, stdin=TEXT)
    assert done.returncode == 0, done.stderr
    assert {fact["doc"] for fact in lines(done.stdout)} == {"stdin"}


@pytest.mark.parametrize("style, separator", [("csv", ","), ("tsv", "\t")])
def test_tables_have_a_row_for_each_fact(folder: Path, style: str, separator: str) -> None:
    """CSV and TSV hold as many rows as there are facts, under one header."""
    written = kg("facts", "--format", style, "statement.txt", cwd=folder).stdout
    rows = list(csv.DictReader(io.StringIO(written, newline=""), delimiter=separator))
    assert len(rows) == len(lines(kg("facts", "statement.txt", cwd=folder).stdout))
    assert "agreesTo" in {row["relation"] for row in rows}


def test_table_is_for_reading(folder: Path) -> None:
    """`--format table` shows relations and names."""
    done = kg("facts", "--format", "table", "statement.txt", cwd=folder)
    assert done.returncode == 0 and "condemns" in done.stdout and "India" in done.stdout


def test_documents_come_in_the_order_given_whatever_the_number_of_processes(folder: Path) -> None:
    """`-j 2` gives the bytes of `-j 1`, in the order of the arguments."""
    for name in "zya":
        (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    files = ("z.txt", "a.txt", "y.txt")
    alone, both = (kg("facts", "-j", jobs, *files, cwd=folder) for jobs in ("1", "2"))
    assert alone.stdout == both.stdout != ""
    assert list(dict.fromkeys(fact["doc"] for fact in lines(alone.stdout))) == ["z", "a", "y"]


def test_build_writes_four_things(built: Path) -> None:
    """`kg build` writes facts, RDF, page and store, says so on standard error, and leaves nothing half made beside them."""
    assert {path.name for path in (built / "out").iterdir()} >= {"facts.jsonl", "graph.trig", "graph.html", "store"}
    assert {path.name for path in built.iterdir()} == {"statement.txt", "out"}
    written = lines((built / "out/facts.jsonl").read_text(encoding="utf-8"))
    assert sorted(written, key=str) == sorted(lines(kg("facts", "statement.txt", cwd=built).stdout), key=str)


def test_build_gives_the_same_bytes_in_any_order(folder: Path) -> None:
    """Two builds of the same documents in different order and with other processes are equal, byte by byte."""
    (folder / "other.txt").write_text(TEXT.replace("India", "Kenya").replace("Japan", "Ethiopia"), encoding="utf-8")
    kg("build", "statement.txt", "other.txt", "-o", "one", cwd=folder)
    kg("build", "other.txt", "statement.txt", "-j", "2", "-o", "two", cwd=folder)
    for name in ("facts.jsonl", "graph.trig", "graph.html"):
        assert (folder / "one" / name).read_bytes() == (folder / "two" / name).read_bytes(), name


def test_build_again_into_the_same_folder(built: Path) -> None:
    """A folder of Concord's is built again without a question."""
    assert kg("build", "statement.txt", "-o", "out", cwd=built).returncode == 0


def test_build_refuses_a_folder_of_others(folder: Path) -> None:
    """A folder that holds something else is left alone (3), unless --force is said."""
    (folder / "mine").mkdir()
    (folder / "mine/letter.doc").write_text("dear", encoding="utf-8")
    done = kg("build", "statement.txt", "-o", "mine", cwd=folder)
    assert done.returncode == 3 and "--force" in one_line(done)
    assert [path.name for path in (folder / "mine").iterdir()] == ["letter.doc"]
    assert kg("build", "statement.txt", "-o", "mine", "--force", cwd=folder).returncode == 0
    assert (folder / "mine/letter.doc").read_text(encoding="utf-8") == "dear"


def test_build_of_nothing_writes_nothing(folder: Path) -> None:
    """Where no document can be read there is no folder afterwards."""
    (folder / "empty.txt").write_text("", encoding="utf-8")
    assert kg("build", "empty.txt", "-o", "out", cwd=folder).returncode == 1
    assert not (folder / "out").exists()


@pytest.mark.parametrize("store", [("--store", "out"), ("--store", "out/store"), ("--store", "out/graph.trig"), ()],
                         ids=lambda s: " ".join(s) or "default")
def test_query_in_sparql(built: Path, store: tuple[str, ...]) -> None:
    """SPARQL is answered from a build folder, its store, its RDF file, and ./out by default; prefixes need not be typed."""
    done = kg("query", *store, "--format", "csv", "SELECT ?fact WHERE { ?fact con:relation con:condemns }", cwd=built)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2


def test_query_store_from_the_environment(built: Path, tmp_path: Path) -> None:
    """CONCORD_STORE names the store where --store does not."""
    done = kg("query", "--format", "json", "SELECT (COUNT(*) AS ?n) WHERE { ?fact a con:Fact }", cwd=tmp_path,
              env={"CONCORD_STORE": str(built / "out")})
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)


def test_query_by_name(built: Path) -> None:
    """A named question takes its parameters and finds that India cooperates with Japan."""
    done = kg("query", "who-cooperates-with", "actor=India", "--format", "csv", cwd=built)
    assert done.returncode == 0, done.stderr
    assert "Japan" in done.stdout


def test_query_list(tmp_path: Path) -> None:
    """At least twelve named questions are listed, without a store."""
    done = kg("query", "--list", cwd=tmp_path)
    assert done.returncode == 0 and len(done.stdout.splitlines()) >= 12


def test_query_for_an_unknown_actor_names_the_nearest(built: Path) -> None:
    """No answer for a name that nobody bears says so; it is still an answer."""
    done = kg("query", "--store", "out", "who-cooperates-with", "actor=Indai", cwd=built)
    assert done.returncode == 0
    assert "no actor named 'Indai' is known; nearest: 'India'" in done.stderr


def test_query_without_answers_is_done(built: Path) -> None:
    """No rows is an answer: 0."""
    assert kg("query", "SELECT ?a WHERE { ?a con:sanctions ?b }", cwd=built).returncode == 0


def test_view_writes_the_page(built: Path) -> None:
    """`kg view` draws the page of a build folder again."""
    done = kg("view", "out", "-o", "page.html", cwd=built)
    assert done.returncode == 0, done.stderr
    assert (built / "page.html").read_bytes() == (built / "out/graph.html").read_bytes()
    (built / "page.html").unlink()


def test_explain_names_the_rule_and_the_mentions(tmp_path: Path) -> None:
    """`kg explain` shows mentions and the rule that fired."""
    done = kg("explain", "India and Japan agreed to deepen cooperation in space.", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "agreesTo" in done.stdout and "India" in done.stdout


def test_rules_are_listed_and_shown(tmp_path: Path) -> None:
    """`kg rules` has one line a rule; `kg rules ID` shows patterns and examples; a wrong id is 2 with the nearest one."""
    listed = kg("rules", cwd=tmp_path).stdout.splitlines()
    first = listed[0].split()[0]
    shown = kg("rules", first, cwd=tmp_path)
    assert len(listed) > 20 and shown.returncode == 0 and "pattern" in shown.stdout and "finds" in shown.stdout
    wrong = kg("rules", first + "x", cwd=tmp_path)
    assert wrong.returncode == 2 and first in one_line(wrong)


RULE = """- id: applaud-loudly
  meaning: A party cheers.
  patterns: [{pattern}]
  relation: {relation}
"""


def test_own_rules(folder: Path) -> None:
    """A rule file of the user's is used beside the built-in ones."""
    (folder / "my.yaml").write_text(RULE.format(pattern="frobnicate THING", relation="welcomes"), encoding="utf-8")
    (folder / "own.txt").write_text(TEXT + "India and Japan frobnicated the new bridge.\n", encoding="utf-8")
    done = kg("facts", "--rules", "my.yaml", "own.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "applaud-loudly" in {fact["rule"] for fact in lines(done.stdout)}


# arguments, exit code, words of the one line on standard error
BAD = [
    pytest.param(("facts", "statment.txt"), 2, ("no such file", "statement.txt"), id="missing file, nearest suggested"),
    pytest.param(("facts",), 2, ("FILE",), id="no file"),
    pytest.param(("fact", "statement.txt"), 2, ("fact", "facts"), id="unknown command"),
    pytest.param(("facts", "--format", "cvs", "statement.txt"), 2, ("cvs", "csv"), id="unknown format"),
    pytest.param(("facts", "--frmat", "csv", "statement.txt"), 2, ("--format",), id="unknown option"),
    pytest.param(("facts", "empty.txt"), 1, ("empty.txt", "empty"), id="empty file"),
    pytest.param(("facts", "binary.txt"), 1, ("binary.txt",), id="binary file"),
    pytest.param(("facts", "latin.txt"), 1, ("latin.txt", "UTF-8"), id="wrong encoding"),
    pytest.param(("facts", "nothing"), 1, ("nothing",), id="empty folder"),
    pytest.param(("facts", "--rules", "broken.yaml", "statement.txt"), 2, ("broken.yaml:3",), id="broken rule file, line named"),
    pytest.param(("facts", "--rules", "unknown.yaml", "statement.txt"), 2, ("unknown.yaml", "applaud-loudly", "welcomes"),
                 id="unknown relation"),
    pytest.param(("facts", "--rules", "missing.yaml", "statement.txt"), 2, ("missing.yaml",), id="missing rule file"),
    pytest.param(("query", "--store", "nowhere", "SELECT * WHERE { ?a ?b ?c }"), 2, ("nowhere",), id="missing store"),
    pytest.param(("query", "SELECT * WHERE { ?a ?b ?c }"), 2, ("kg build",), id="no store at all"),
    pytest.param(("query",), 2, ("--list",), id="no query"),
    pytest.param(("view", "nowhere", "-o", "page.html"), 2, ("nowhere",), id="nothing to view"),
    pytest.param(("explain", ""), 2, ("empty",), id="empty sentence"),
    pytest.param(("build", "statement.txt", "-o", "statement.txt"), 2, ("folder",), id="output is a file"),
]


@pytest.mark.parametrize("arguments, code, words", BAD)
def test_bad_input_is_one_clear_line(folder: Path, arguments: tuple[str, ...], code: int, words: tuple[str, ...]) -> None:
    """What is wrong is said on one line of standard error, with the documented exit code and nothing on standard output."""
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "binary.txt").write_bytes(b"\x7fELF\x00\x01\x02" * 100)
    (folder / "latin.txt").write_bytes("T\xfcrkiye agreed.".encode("latin-1"))
    (folder / "nothing").mkdir()
    (folder / "broken.yaml").write_text("- id: a\n  meaning: b\n  patterns: [c: d: e\n", encoding="utf-8")
    (folder / "unknown.yaml").write_text(RULE.format(pattern="applaud THING", relation="welcoms"), encoding="utf-8")
    before = {path.name for path in folder.iterdir()}
    done = kg(*arguments, cwd=folder)
    line = one_line(done)
    assert (done.returncode, done.stdout) == (code, ""), done
    assert all(word.lower() in line.lower() for word in words), line
    assert {path.name for path in folder.iterdir()} == before


@pytest.mark.parametrize("query, words", [("SELECT ?a WHERE { ?a ", ()), ("who-cooperate-with", ("who-cooperates-with",))],
                         ids=["syntax", "name"])
def test_bad_query_is_one_clear_line(built: Path, query: str, words: tuple[str, ...]) -> None:
    """A syntax error and an unknown name are 2; the nearest name is suggested."""
    done = kg("query", query, cwd=built)
    line = one_line(done)
    assert (done.returncode, done.stdout) == (2, "")
    assert all(word in line for word in words), line


def test_a_broken_store_is_4(tmp_path: Path) -> None:
    """A store that cannot be opened is told from one that is not there."""
    (tmp_path / "out/store").mkdir(parents=True)
    (tmp_path / "out/facts.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "out/store/CURRENT").write_text("rubbish", encoding="utf-8")
    done = kg("query", "SELECT ?a WHERE { ?a ?b ?c }", cwd=tmp_path)
    assert done.returncode == 4, done
    one_line(done)


def test_in_a_batch_the_other_documents_are_done(folder: Path) -> None:
    """An empty and a missing file among others: the others come out, both failures are listed, the gravest code counts."""
    (folder / "empty.txt").write_text("", encoding="utf-8")
    some = kg("facts", "empty.txt", "statement.txt", cwd=folder)
    assert some.returncode == 1 and {fact["doc"] for fact in lines(some.stdout)} == {"statement"}
    more = kg("facts", "empty.txt", "gone.txt", "statement.txt", cwd=folder)
    assert more.returncode == 2 and more.stdout == some.stdout
    assert "empty.txt" in more.stderr and "gone.txt" in more.stderr and "Traceback" not in more.stderr


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell is needed")
def test_a_reader_that_leaves_early_is_no_error(folder: Path) -> None:
    """`kg facts ... | head -1` ends without a word."""
    (folder / "long.txt").write_text(TEXT + "India and Japan agreed to build a bridge.\n" * 3000, encoding="utf-8")
    done = subprocess.run(f"'{sys.executable}' -m kg facts long.txt | head -n 1", shell=True, cwd=folder, capture_output=True, timeout=120,
                          env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.stderr == b"" and done.stdout.count(b"\n") == 1


@pytest.mark.parametrize("arguments, limit", [
    pytest.param(("-m", "kg", "--version"), 0.3, id="kg --version"),
    pytest.param(("-c", "import kg"), 0.3, id="import kg"),
    pytest.param(("-m", "kg", "facts", "page.txt"), 1.0, id="kg facts on one page"),
])
def test_start_is_fast(folder: Path, arguments: tuple[str, ...], limit: float) -> None:
    """Best of five, in seconds of processor time (a busy machine is not our slowness), from a cold start of the interpreter."""
    page = TEXT + "The two sides reviewed progress in trade and agreed to meet again next year.\n\n" * 30
    (folder / "page.txt").write_text(page, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    times = []
    for _ in range(5):
        before = os.times()
        subprocess.run([sys.executable, *arguments], cwd=folder, check=True, capture_output=True, env=environment)
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert min(times) < limit, times


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str, tmp_path: Path) -> None:
    """`kg COMMAND --help` says what it does and shows how."""
    done = kg(name, "--help", cwd=tmp_path)
    assert done.returncode == 0 and "Example" in done.stdout and f"kg {name}" in done.stdout


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    """The ten lines in README.md run as they stand there."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    program = (ROOT / "README.md").read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr.decode()
    assert "cooperatesWith" in done.stdout.decode() and (tmp_path / "graph.html").is_file()


def cli_pages() -> str:
    """The text of docs/cli.md, from the help of the commands."""
    parts = ["# The command line\n\nMade from the commands' own help by `make docs`; a test says when it is old.\n"]
    top = click.Context(cli, info_name="kg", help_option_names=["-h", "--help"], max_content_width=100, terminal_width=100)
    parts.append(f"## kg\n\n```text\n{cli.get_help(top)}\n```\n")
    for name in COMMANDS:
        command = load_command(name)
        context = click.Context(command, info_name=name, parent=top, max_content_width=100, terminal_width=100)
        parts.append(f"## kg {name}\n\n```text\n{command.get_help(context)}\n```\n")
    parts.append("## Environment\n\n| variable | |\n|---|---|\n"
                 "| `CONCORD_STORE` | the store that `kg query` asks where `--store` is not given |\n"
                 "| `CONCORD_CACHE` | a folder for compiled copies of your own rule and lexicon files; else they are parsed each time |\n"
                 "| `NO_COLOR` | no colours on a terminal |\n")
    return "\n".join(parts)


def test_the_command_pages_are_current() -> None:
    """docs/cli.md is what the commands say of themselves; `make docs` writes it."""
    # Word by word: where lines break is click's affair.
    assert (ROOT / "docs/cli.md").read_text(encoding="utf-8").split() == cli_pages().split()


if __name__ == "__main__":
    (ROOT / "docs/cli.md").write_text(cli_pages(), encoding="utf-8", newline="\n")
