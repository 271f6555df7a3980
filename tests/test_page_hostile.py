"""Hostile words in graph.html: nothing that a document, a rule or a name says is run."""
from __future__ import annotations

import csv
import dataclasses
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph
import pytest

from kg.errors import KgError
from kg.rules import load_rules
from kg.views.html import page_data, render_html
from tests.pages import HOSTILE, Opened, SmallGraph, saved


def test_hostile_words(opened: Any) -> None:
    """Nothing in names, titles, sentences, ids, addresses, topics or rules is run, in any panel, tooltip, dialog or file."""
    graph = SmallGraph()
    for n, bad in enumerate(HOSTILE):
        graph.add(f"{n}{bad}", [(bad, "welcomes" + bad, f"{bad} {n}")], source=bad if n % 2 else "javascript:window.hit=1",
                  title=bad, date=bad, topics=(bad,), speaker=(bad,), rule=bad, reason=bad, status=bad)
    graph.facts = [dataclasses.replace(fact, object_kind=fact.object) for fact in graph.facts]
    assert json.loads(re.search(r'id="data">(.*?)</script>', render_html(graph), re.S)[1])["docs"]  # type: ignore[index]
    for one in page_data(graph)["docs"]:
        assert one[3] == ""
    page = opened(graph, "#node=%3Cimg%20src=x%20onerror=window.hit=1%3E&rel=%3Cscript%3E&before=%3Cb%3E&after=%3Cb%3E"
                         "&gone=__proto__&hide=__proto__")
    page.locator("#b-reset").click()
    page.keyboard.press("t")
    page.fill("#search", "<")
    page.keyboard.press("Escape")
    assert page.locator("#rows tr").count() == len(HOSTILE)
    strange = ("script:not([type]), body template template, img, iframe, object, embed, form[action], meta:not([charset]), base, style, "
               "svg script, [onerror], [onload], [onfocus], [onmouseover], [srcdoc]")
    mine = page.evaluate("q => document.querySelectorAll(q).length", strange)
    opened_cards = page.evaluate("""() => {  // the panel and the document of every fact; then names and filters
        let seen = 0;
        const click = (q) => document.querySelector(q)?.click();
        document.querySelectorAll("#facets details").forEach((d) => { d.open = true; });
        for (const b of [...document.querySelectorAll("#rows button")]) {
            b.click(); seen += document.querySelectorAll(".card").length > 0;
            for (const a of document.querySelectorAll(".card .acts button")) a.click();
            document.getElementById("reader").close();
        }
        click("#b-names");
        for (const b of [...document.querySelectorAll("#rows button")].slice(0, 40)) b.click();
        for (const b of [...document.querySelectorAll("#facets button.opt")].slice(0, 90)) b.click();
        return seen;
    }""")
    assert opened_cards == len(HOSTILE)
    page.keyboard.press("Escape")
    for n in range(0, len(HOSTILE), 9):
        page.evaluate("key => { location.hash = '#node=' + encodeURIComponent(key) }", f"actor:{HOSTILE[n]}")
        at = page.evaluate("key => concord.onScreen(key)", f"actor:{HOSTILE[n]}")
        if at:
            page.mouse.move(*at)
    for button in ("#b-svg", "#b-csv", "#b-ttl"):
        data = saved(page, button)
        if button == "#b-svg":
            tags = {node.tag.rpartition("}")[2] for node in ElementTree.fromstring(data).iter()}
            assert tags <= {"svg", "title", "rect", "g", "line", "path", "circle", "polygon", "text"}
        elif button == "#b-ttl":
            pyoxigraph.Store().load(data, pyoxigraph.RdfFormat.TURTLE)
    assert page.evaluate("q => document.querySelectorAll(q).length", strange) == mine
    assert page.evaluate("document.querySelectorAll('a[href^=\"javascript\" i], a[href^=data]').length") == 0
    assert page.evaluate("window.hit") is None
    assert page.evaluate("({}).polluted") is None


def command(*arguments: str) -> None:
    """Run `kg` as a user does."""
    done = subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store made by the commands themselves of hostile files: names, titles, texts, addresses, users' names and rules, corrections."""
    folder = tmp_path_factory.mktemp("hostile")
    files, out = folder / "statements", folder / "out"
    files.mkdir()
    names, said = [], []
    for n, bad in enumerate(HOSTILE):
        names.append({"name": bad if re.search(r"\w", bad) else f"Group {n}", "kind": "group"})
        said.append(names[-1]["name"])
        words = " ".join(bad.replace("\ud800", "\ufffd").replace("\0", "").split())
        text = (f"Joint Statement of India and Japan on {words}\n\nSource: https://example.org/{words.replace(' ', '')}\n\n"
                f"New Delhi, 2 May 2024\n\nIndia and Japan welcomed the {words} plan.\n"
                f"{said[-1]} condemned the terrorist attack in Kenya.\nIndia waved at {said[-1]}.\n")
        stem = re.sub(r"[/\0\ud800]", "\u2044", bad)
        (files / f"{n}{stem}.txt").write_bytes(text.replace("\0", "").encode("utf-8", "replace"))
    # JSON is YAML
    (folder / "names.yaml").write_text(json.dumps(names), encoding="utf-8")
    rule = {"id": "go.ahead", "meaning": HOSTILE[0], "patterns": ["wave at THING"], "relation": "agreesTo",
            "finds": [{"text": "Arnor waved at the bridge.", "facts": ["Arnor agreesTo bridge"]}]}
    (folder / "rules.yaml").write_text(json.dumps([rule]), encoding="utf-8")
    command("build", str(files), "-o", str(out), "--lexicon", str(folder / "names.yaml"), "--rules", str(folder / "rules.yaml"))
    facts = [json.loads(line) for line in (out / "facts.jsonl").read_text("utf-8").split("\n") if line]
    chosen = list({fact["doc"]: fact for fact in facts}.values())
    with (folder / "review.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["fact", "verdict", "why", "object"])
        for fact, bad in zip(chosen, HOSTILE, strict=False):
            table.writerow([fact["id"], "amend", bad.replace("\ud800", "").replace("\0", "") or "why", "a harbour"])
    return folder


def open_everything(page: Any, every: int) -> int:
    """Open the panel of every fact and name, each document, each filter and some tooltips; how many panels were open."""
    page.locator("#b-table").click()
    seen = page.evaluate("""(every) => {
        let seen = 0;
        document.querySelectorAll("#facets details").forEach((d) => { d.open = true; });
        for (let more; (more = document.getElementById("b-rows")) && !more.hidden;) more.click();
        for (const b of [...document.querySelectorAll("#rows button")].filter((_, i) => i % every === 0)) {
            b.click(); seen += document.querySelector(".card") !== null;
            const show = [...document.querySelectorAll(".card .acts button")].find((a) => a.textContent === "Show in document");
            if (show && seen % 3 === 0) { show.click(); document.getElementById("reader").close(); }
        }
        document.getElementById("b-names").click();
        for (const b of [...document.querySelectorAll("#rows button")].slice(0, 40)) b.click();
        for (const b of [...document.querySelectorAll("#facets button.opt")].slice(0, 80)) { b.click(); b.click(); }
        return seen;
    }""", every)
    page.keyboard.press("Escape")
    for key in page.evaluate("JSON.parse(document.getElementById('data').textContent).nodes.filter((n) => n.on).map((n) => n.key)")[::8]:
        at = page.evaluate("key => concord.onScreen(key)", key)
        if at:
            page.mouse.move(*at)
    return int(seen)


def unharmed(browser: Any, file: Path, every: int) -> None:
    """The page of a file, with everything in it opened; nothing was run, loaded or said on the console, and no element came of words.

    Of the facts, one in `every` is opened.
    """
    view = Opened(browser, file)
    strange = ("script:not([type]), img, iframe, object, embed, form[action], meta:not([charset]), base, style, svg script, [onerror], "
               "[onload], [onfocus], [onmouseover], [srcdoc]")
    count = ("[document, ...[...document.querySelectorAll('template')].map((t) => t.content)]"
             f".map((d) => d.querySelectorAll(`{strange}`).length)")
    before = view.page.evaluate(count)
    assert not any(before[1:])  # proof-readers' copies
    assert open_everything(view.page, every) >= 5
    assert view.page.evaluate(count)[0] == before[0]
    assert view.page.evaluate("[window.hit ?? 0, ({}).polluted ?? 0]") == [0, 0]
    leads = view.page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
    assert all(re.match(r"https?:|#|$", lead) for lead in leads)
    assert view.complaints == []
    view.context.close()


def test_hostile_files_through_the_commands(hostile_store: Path, browser: Any) -> None:
    """`kg build` of hostile file names, titles, sentences, addresses and users' names; `kg correct`, `kg view`: 0 executed."""
    out = hostile_store / "out"
    facts = [json.loads(line) for line in (out / "facts.jsonl").read_text("utf-8").split("\n") if line]
    said = {name for fact in facts for name in (*fact["subject"], fact["object"])}
    assert len({fact["doc"] for fact in facts}) == len(HOSTILE) and len(said & set(HOSTILE)) > 40
    assert {"go.ahead"} <= {fact["rule"] for fact in facts}
    command("correct", "--store", str(out), "--reviewed", str(hostile_store / "review.csv"), "--by", HOSTILE[5])
    page = hostile_store / "view.html"
    first, *_, last = sorted({fact["doc"] for fact in facts})
    command("view", str(out), "-o", str(page))
    unharmed(browser, page, 2)
    command("view", str(out), "-o", str(page), "--compare", first, last)  # opens with two file names in its address
    unharmed(browser, page, 1)
    for picture in ("view.svg", "compare.svg"):
        command("view", str(out), "-o", str(hostile_store / picture), *(("--compare", first, last) if "c" in picture[0] else ()))
        tags = {node.tag.rpartition("}")[2] for node in ElementTree.parse(hostile_store / picture).iter()}
        assert tags <= {"svg", "title", "rect", "g", "line", "path", "circle", "polygon", "text"}


def test_hostile_rule_ids_are_refused(tmp_path: Path) -> None:
    """A rule's id is letters, digits, '.', '_' and '-': each of the hostile ones is an error that names the file."""
    for n, bad in enumerate(HOSTILE):
        file = tmp_path / f"{n}-rules.yaml"
        file.write_text(json.dumps([{"id": bad, "meaning": "x", "patterns": ["wave at THING"], "relation": "welcomes"}]), encoding="utf-8")
        if bad == "constructor":  # a harmless word, and a rule's id as good as any
            load_rules((file,))
            continue
        with pytest.raises(KgError, match=r"rules\.yaml"):
            load_rules((file,))


def test_hostile_rdf_files(hostile_store: Path, browser: Any) -> None:
    """`kg view` of an RDF file in which every literal of a rule, title, name, status and identifier is hostile: 0 executed."""
    store, bad = pyoxigraph.Store(), iter(HOSTILE * 400)
    file = hostile_store / "hostile.nq"
    command("export", str(hostile_store / "out"), "-o", str(file), "--format", "nquads")
    store.load(file.read_bytes(), pyoxigraph.RdfFormat.N_QUADS)
    kept = ("exact", "start", "end", "prefix", "suffix", "negated", "value")
    quads = []
    for quad in store:
        value = quad.object
        if isinstance(value, pyoxigraph.Literal) and not quad.predicate.value.endswith(kept) and value.datatype.value.endswith("#string"):
            value = pyoxigraph.Literal(next(bad).replace("\ud800", "\ufffd"))
        quads.append(pyoxigraph.Quad(quad.subject, quad.predicate, value, quad.graph_name))
    file.write_bytes(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS))
    command("view", str(file), "-o", str(hostile_store / "rdf.html"))
    unharmed(browser, hostile_store / "rdf.html", 5)
