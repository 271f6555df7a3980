"""graph.html in Firefox: the controls, the evidence, the address, the files saved; no request, no word on the console."""
from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph
import pytest

import kg
from kg.views.html import render_html
from tests.firefox import FIREFOX, Firefox, firefox
from tests.pages import HOSTILE, ROOT, SmallGraph, example


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Firefox, Path]]:
    if not FIREFOX:
        pytest.skip("no firefox on this machine")
    pytest.importorskip("websockets", reason="websockets is not installed")
    folder = tmp_path_factory.mktemp("firefox")
    with firefox(folder) as run:
        yield run, folder


@pytest.fixture
def shown(running: tuple[Firefox, Path], tmp_path: Path) -> Iterator[Any]:
    """Opens a graph's page; nothing may be written to the console or asked of a network until the test is over."""
    browser, _ = running

    def start(graph: Any, fragment: str = "") -> Firefox:
        file = tmp_path / "graph.html"
        file.write_text(render_html(graph), encoding="utf-8")
        browser.open(file, fragment)
        return browser

    browser.complaints.clear()
    yield start
    browser.run("1")  # what came last is read too
    assert browser.complaints == []


def test_search_panel_and_keys(shown: Any) -> None:
    """A name is found by keyboard, its facts are read one by one, and Escape closes them."""
    page = shown(example())
    page.press("/", *"arnor", "Enter")
    page.until("location.hash.includes('node=')")
    assert page.texts("#panel h2") == ["Árnor"] and len(page.texts(".card")) == 3
    assert page.texts(".card mark")[0] == "safe roads"
    page.press("n")
    assert page.texts("#where") == ["2 of 3 facts"]
    page.press("Escape")
    assert page.run("document.getElementById('panel').hidden")
    page.press("?")
    assert page.run("document.getElementById('help').open")
    page.press("Escape", "t")
    assert len(page.texts("#rows tr")) == 5


def test_pointer(shown: Any) -> None:
    """Tooltip, click on a point and on a line, a dragged point, and undo."""
    page = shown(example())
    x, y = page.run("concord.onScreen('gondor')")
    page.mouse((x, y))
    page.until("!document.getElementById('tip').hidden")
    assert page.texts("#tip") == ["Gondor · 1 fact"]
    page.mouse((x, y), (x + 20, y + 10), (x + 40, y + 30), drag=True)
    page.until(f"(([x, y]) => Math.hypot(x - {x}, y - {y}) > 20)(concord.onScreen('gondor'))")
    page.press("Control+z")
    page.until(f"(([x, y]) => Math.hypot(x - {x}, y - {y}) < 2)(concord.onScreen('gondor'))")
    page.mouse(page.run("concord.onScreen('rohan', 'safe roads')"), click=True)
    page.until("location.hash.startsWith('#line=')")
    assert page.texts("#panel h2") == ["Rohan — safe roads"]
    page.press("Escape")
    page.until("document.getElementById('panel').hidden")


def test_filters_and_address(shown: Any) -> None:
    """A filter narrows what is shown, the address keeps it, and a page opened with that address shows the same."""
    page = shown(example())
    page.run("document.querySelectorAll('#facets details').forEach((d) => { d.open = true; })")
    page.run("[...document.querySelectorAll('[data-facet=rel]')].find((b) => b.innerText.includes('condemns')).click()")
    assert page.texts("#count") == ["2 of 5 facts"]
    fragment = page.run("location.hash.slice(1)")
    page.click("#b-reset")
    assert page.texts("#count") == ["5 facts"]
    assert shown(example(), fragment).texts("#count") == ["2 of 5 facts"]
    assert shown(example(), "before=two&after=one").texts("#tally .pill") == ["2 before only", "3 new", "0 on both sides"]


def test_document_and_path(shown: Any) -> None:
    """A real document: its proof-reader's copy opens at the fact's sentence; the path between two names is listed."""
    page = shown(kg.build([kg.read(ROOT / "examples/kenya-ethiopia-2024.txt")]), "node=kenya&path=ethiopia")
    assert page.texts(".way li")[0] == "Kenya" and page.texts(".way li")[-1] == "Ethiopia"
    page.click(".card .acts button")
    assert page.texts("#reader li.here .said") == page.texts("#panel .card blockquote")[:1]


def test_saved_files(shown: Any, running: tuple[Firefox, Path]) -> None:
    """CSV, Turtle, SVG and PNG are saved and read back by their own parsers."""
    page, folder = shown(example(), "rel=condemns"), running[1] / "saved"

    def saved(button: str, name: str) -> bytes:
        page.click("#b-save")
        page.click(button)
        end = time.monotonic() + 20
        while not (folder / name).exists() or not (folder / name).stat().st_size or list(folder.glob("*.part")):
            assert time.monotonic() < end, name
            time.sleep(0.02)
        return (folder / name).read_bytes()

    rows = list(csv.DictReader(io.StringIO(saved("#b-csv", "facts.csv").decode("utf-8-sig"))))
    assert [(row["subject"], row["relation"], row["object"]) for row in rows] == [
        ("Gondor", "condemns", "piracy"), ("Árnor", "condemns", "piracy")]
    store = pyoxigraph.Store()
    store.load(saved("#b-ttl", "facts.ttl"), pyoxigraph.RdfFormat.TURTLE)
    assert len(store) > 20
    names = {node.text for node in ElementTree.fromstring(saved("#b-svg", "graph.svg")).iter("{http://www.w3.org/2000/svg}text")}
    assert {"Gondor", "piracy", "Árnor"} <= names
    assert saved("#b-png", "graph.png").startswith(b"\x89PNG")


def test_hostile_words_run_nowhere(shown: Any) -> None:
    """Hostile names, titles and addresses: every panel opened, nothing run."""
    graph = SmallGraph()
    for n, bad in enumerate(HOSTILE):
        graph.add(f"{n}{bad}", [(bad, "welcomes", f"{bad} {n}")], source=bad, title=bad, topics=(bad,), speaker=(bad,), rule=bad)
    page = shown(graph, "view=table")
    assert page.run("""(() => {
        let seen = 0;
        for (const b of [...document.querySelectorAll("#rows button")]) { b.click(); seen += document.querySelector(".card") !== null; }
        return seen;
    })()""") == len(HOSTILE)
    assert page.run("[window.hit ?? 0, document.querySelectorAll('#panel img, #panel script, a[href^=\"javascript\" i]').length]") == [0, 0]
