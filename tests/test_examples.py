"""The example documents are read rightly, yield facts with evidence, and the quickstart and the queries run; input: examples/."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import kg

EXAMPLES = Path(__file__).parent.parent / "examples"
IDS = sorted(path.stem for path in EXAMPLES.glob("*.txt"))
QUERIES = sorted(EXAMPLES.glob("queries/*.rq"))
NOTE = "Written for Concord from public facts, with some particulars made up; this is not the official text."

KNOWN = {  # id: parties, date, kind
    "asean-australia-2024": ({"ASEAN", "Australia"}, "2024-03-06", "declaration"),
    "brazil-argentina-2023": ({"Argentina", "Brazil"}, "2023-01-23", "declaration"),
    "cambodia-thailand-ceasefire-2025": ({"Cambodia", "Thailand"}, "2025-07-28", "declaration"),
    "eu-japan-summit-2023": ({"EU", "Japan"}, "2023-07-13", "joint statement"),
    "g7-hiroshima-2023": ({"G7"}, "2023-05-20", "joint statement"),
    "india-japan-2plus2-2019": ({"India", "Japan"}, "2019-11-30", "joint statement"),
    "india-japan-2plus2-2022": ({"India", "Japan"}, "2022-09-08", "joint statement"),
    "india-japan-2plus2-2024": ({"India", "Japan"}, "2024-08-20", "joint statement"),
    "japan-korea-2023-news": ({"Japan", "South Korea"}, "2023-03-16", "news report"),
    "kenya-ethiopia-2024": ({"Ethiopia", "Kenya"}, "2024-02-28", "communiqué"),
    "quad-leaders-2024": ({"Quad"}, "2024-09-21", "joint statement"),
    "us-japan-communique-1961": ({"Japan", "United States"}, "1961-06-22", "communiqué"),
}


@pytest.fixture(scope="module")
def graph() -> kg.KnowledgeGraph:
    """The graph of all example documents."""
    return kg.build([kg.read(EXAMPLES / f"{name}.txt") for name in IDS])


def test_every_example_is_in_the_table() -> None:
    """No example document goes unchecked, and none is missing."""
    assert sorted(KNOWN) == IDS


@pytest.mark.parametrize("name", IDS)
def test_example_says_that_it_is_ours(name: str) -> None:
    """Each example has 150 to 500 words and says that it is not the official text."""
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    assert NOTE in text.splitlines()
    assert 150 <= len(text.split()) <= 500


@pytest.mark.parametrize("name", KNOWN)
def test_parties_date_and_kind(name: str) -> None:
    """Who speaks, when, and in what kind of document is found from the text itself."""
    parties, date, kind = KNOWN[name]
    document = kg.read(EXAMPLES / f"{name}.txt")
    assert document.id == name
    assert document.title == document.text.splitlines()[0]
    assert (set(document.parties), document.date, document.kind) == (parties, date, kind)


@pytest.mark.parametrize("name", IDS)
def test_facts_have_evidence(name: str) -> None:
    """Each example yields facts; the quote of each is the text at its offsets and names who speaks and what was said."""
    document = kg.read(EXAMPLES / f"{name}.txt")
    facts = kg.extract(document)
    assert len(facts) >= 10
    for fact in facts:
        assert fact.doc == name
        assert document.text[fact.start:fact.end] == fact.quote
        assert fact.subject and fact.object
        assert NOTE not in fact.quote


def test_quickstart_runs(tmp_path: Path) -> None:
    """quickstart.py runs as a process of its own, names a partner of Japan and writes a page."""
    page = tmp_path / "graph.html"
    run = subprocess.run([sys.executable, str(EXAMPLES / "quickstart.py"), str(page)], cwd=tmp_path, capture_output=True, text=True,
                         encoding="utf-8", timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    assert "India" in run.stdout and " edges" in run.stdout
    assert "<html" in page.read_text(encoding="utf-8")[:500].lower()


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_query_answers(query: Path, graph: kg.KnowledgeGraph) -> None:
    """Each example query opens with its question and has answers without typed prefixes."""
    text = query.read_text(encoding="utf-8")
    assert text.startswith("# ") and text.splitlines()[0].endswith("?")
    assert "PREFIX" not in text
    assert list(graph.query(text))


def test_readme_names_every_file() -> None:
    """examples/README.md lists every document and query, and nothing that is not there."""
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for path in [*EXAMPLES.glob("*.txt"), *QUERIES]:
        assert f"{path.name}`" in readme
