"""What readers corrected is seen in every view with its reason: rejected facts are struck out, amended ones say what they were."""
from __future__ import annotations

import csv
import html
import io
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.commands.account import account
from kg.commands.facts import facts
from kg.commands.query import query
from kg.corrections import Correction
from kg.guard import Guard
from kg.queries import find_question
from kg.serve.pages import Pages
from kg.store.change import Writer
from kg.store.review import correction
from kg.views.html import page_data
from kg.views.notebook import facts_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
TEXT = """Joint Statement of India and Japan

New Delhi, 20 August 2024

India and Japan agreed to deepen cooperation in space. The two sides condemned the attack on the harbour.
"""
REJECTED, AMENDED = 'it <was> "foreseen"', "it was the port & the quay"
NOTES = f"rejected by A. Reader: {REJECTED}", f"corrected (object was attack on the harbour): {AMENDED}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one document, in which one fact is rejected and another amended."""
    place = tmp_path_factory.mktemp("corrections")
    (place / "a.txt").write_text(TEXT, encoding="utf-8")
    kg.build([kg.read(place / "a.txt")]).save(place / "out")
    with Writer(place / "out", "test") as writer:
        sha256 = writer.records["a"].sha256
        wanted = {}
        for fact in writer.facts():
            if fact.relation == "agreesTo":
                wanted[fact.id] = correction(fact, "reject", {}, REJECTED, sha256, "A. Reader")
            elif fact.relation == "condemns":
                wanted[fact.id] = correction(fact, "amend", {"object": "attack on the port"}, AMENDED, sha256, "A. Reader")
        assert len(wanted) == 2
        writer.correct(wanted)
    return place


def command(name: object, *arguments: str) -> tuple[str, str]:
    done = CliRunner().invoke(name, list(arguments), catch_exceptions=False)  # type: ignore[arg-type]
    return done.stdout, done.stderr


def pages(folder: Path) -> dict[str, str]:
    """The pages of the server, by what they show."""
    graph = kg.KnowledgeGraph.load(folder / "out")
    struck = next(one.fact for one in graph.corrections if one.verdict == "reject")
    amended = next(fact.id for fact in graph.facts if fact.correction)
    with Guard(folder / "out") as guard:
        made = Pages(guard, folder / "out")
        question = find_question("who-condemns")
        answer = guard.query("who-condemns", rows="json")
        return {"document": made.document(f"{guard.base}doc/a"), "actor": made.node(f"{guard.base}actor/india"),
                "rejected fact": made.node(f"{guard.base}fact/{struck}"), "amended fact": made.node(f"{guard.base}fact/{amended}"),
                "question": made.question(question, {}, "", answer)}


@pytest.mark.parametrize(("view", "rejected", "amended"), [
    ("document", True, True), ("actor", True, True), ("rejected fact", True, False),
    ("amended fact", False, True), ("question", False, True)])
def test_pages_of_the_server_show_corrections(folder: Path, view: str, rejected: bool, amended: bool) -> None:
    """A document, an actor, a fact and a question show what was rejected (struck out) and amended, with the reason, as text."""
    raw = pages(folder)[view]
    assert "<was>" not in raw
    page = html.unescape(re.sub(r"<[^>]+>", "", raw))
    assert (REJECTED in page) == rejected and (AMENDED in page) == amended
    assert ("<del" in raw) == rejected


def test_exports_and_commands_show_corrections(folder: Path) -> None:
    """RDF, tables, network formats, graph.html, `kg facts`, `kg account`, `kg query` and notebooks carry the reasons."""
    graph, struck, amended = kg.KnowledgeGraph.load(folder / "out"), *NOTES
    for name in ("jsonl", "csv", "tsv", "graphml", "gexf", "turtle", "ntriples", "trig", "nquads", "jsonld"):
        text = html.unescape(graph.export(name)).replace('\\"', '"').replace('""', '"')
        assert amended in text, name
        assert (REJECTED in text) == (name in ("turtle", "ntriples", "trig", "nquads", "jsonld")), name
    rows = [*csv.DictReader(io.StringIO(graph.export("corrections"), newline=""))]
    assert [(row["verdict"], row["why"], row["by"]) for row in rows] == [("reject", REJECTED, "A. Reader"), ("amend", AMENDED, "A. Reader")]
    assert AMENDED in html.unescape(facts_html(graph.facts))
    answer = graph.query("who-condemns")
    assert len(answer.remarks) == 1 and AMENDED in answer.remarks[0] and AMENDED in html.unescape(answer._repr_html_())
    out, told = command(query, "--store", str(folder / "out"), "who-condemns")
    assert "attack on the port" in out and f"kg: amended by A. Reader: India; Japan | condemns | attack on the harbour: {AMENDED}" in told
    stored, file = ("--corrections", str(folder / "out")), str(folder / "a.txt")
    out, told = command(facts, *stored, "--format", "jsonl", file)
    assert amended in out and struck in told and "agreesTo" not in out
    out, _ = command(account, *stored, file)
    assert "x India + Japan agreesTo" in " ".join(out.split()) and struck in " ".join(out.split()) and amended in " ".join(out.split())


def test_rdf_brings_corrections_back(folder: Path) -> None:
    """A graph loaded from an RDF file knows what was corrected in it and why."""
    graph = kg.KnowledgeGraph.load(folder / "out")
    graph.export("nquads", folder / "graph.nq")
    again = kg.KnowledgeGraph.load(folder / "graph.nq")
    assert sorted(map(said, again.corrections)) == sorted(map(said, graph.corrections))
    assert [fact.correction for fact in again.facts if fact.correction] == [NOTES[1]]
    assert again.query("who-condemns").remarks == graph.query("who-condemns").remarks
    assert [row[6] for row in page_data(again)["rejected"]] == [NOTES[0]]


def said(one: Correction) -> tuple:
    return one.fact, one.verdict, one.why, one.by, one.doc, one.original.subject, one.original.relation, one.original.object, one.met


@pytest.mark.skipif(not CHROMIUM, reason="a browser is needed")
def test_graph_page_shows_corrections(folder: Path) -> None:
    """graph.html strikes out what was rejected and marks what was amended, in the panel, the table of facts and the proof-reader's copy."""
    from playwright.sync_api import sync_playwright

    file = folder / "graph.html"
    kg.KnowledgeGraph.load(folder / "out").to_html(file)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            page = browser.new_page()
            page.goto(f"{file.as_uri()}#node=actor/india&view=table")
            for place in ("#panel .card", "#rows tr"):
                assert NOTES[0] in page.locator(f"{place}.struck", has=page.locator("del")).inner_text(), place
                assert page.locator(f"{place}:not(.struck) .note").all_inner_texts() == [NOTES[1]], place
            page.locator("#panel .card:not(.struck) button", has_text="Show in document").first.click()
            assert page.locator("#reader .correction").all_inner_texts() == list(NOTES)
        finally:
            browser.close()
