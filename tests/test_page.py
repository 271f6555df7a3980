"""graph.html in a real browser: it draws, finds, filters and shows evidence, loads nothing, and runs nothing that a document says."""
from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import shutil
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph
import pytest

import kg
from kg.account import give_account
from kg.model import Document, Fact
from kg.views.account import account_fragment
from kg.views.html import page_data, render_html
from kg.views.layout import place

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
RUN = "window.hit=1"
HOSTILE = [
    # elements that run or load
    f"</script><script>{RUN}</script>", f"<script>{RUN}</script>", f"<scr<script>ipt>{RUN}</script>",
    "<script src=//evil.example/x.js></script>",
    f"<script type=module>{RUN}</script>", f"<img src=x onerror={RUN}>", f"<img src=x onerror='{RUN}'//", f"<IMG SRC=x OnErRoR={RUN}>",
    f"<svg onload={RUN}>", f"<svg><script>{RUN}</script></svg>", f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{RUN}'><text>x</text></a></svg>",
    f"<svg><foreignObject><img src=x onerror={RUN}></foreignObject></svg>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>", f"<body onload={RUN}>", f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}>", f"<details open ontoggle={RUN}>x</details>", f"<input autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>", f"<iframe src='javascript:parent.{RUN}'></iframe>",
    f"<object data='javascript:{RUN}'>",
    f"<embed src='javascript:{RUN}'>", f"<form action='javascript:{RUN}'><button>x</button></form>", f"<a href='javascript:{RUN}'>x</a>",
    f"<button formaction='javascript:{RUN}'>x</button>", f"<template><script>{RUN}</script></template>",
    f"<noscript><img src=x onerror={RUN}></noscript>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>", "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';*{display:none}</style>", f"<marquee onstart={RUN}>",
    f"<div style=animation-name:x onanimationstart={RUN}>",
    # what breaks out of attributes, comments, CDATA, JSON, templates and escapes
    f"' onmouseover={RUN} x='", " autofocus onfocus={RUN} x=", f"\"'`${{{RUN}}}", "<!--<script>", f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    "]]>", "}}]}}</script><script>{RUN}</script>', f'\\", "{{ 7*7 }}{% raw %}", "{{constructor.constructor('window.hit=1')()}}",
    "${7*7}#{7*7}<%= 7*7 %>",
    f"&lt;b onmouseover={RUN}&gt;", f"&#60;img src=x onerror={RUN}&#62;", f"\\u003cimg src=x onerror={RUN}\\u003e",
    f"%3Cimg%20src=x%20onerror={RUN}%3E",
    # addresses
    f"javascript:{RUN}", f"JaVaScRiPt\t:{RUN}", f"\x01javascript:{RUN}", f"data:text/html,<script>{RUN}</script>", f"vbscript:{RUN}",
    f"https://evil.example/\njavascript:{RUN}",
    # characters
    f"\u2028{RUN}\u2029", "\u202egnp.exe\u2066", "\ud800", "\x00\x1b[31m\x9b", "__proto__", "constructor",
    "\ufeff=HYPERLINK(\"//evil.example\")",
]
assert len(HOSTILE) >= 60


class SmallGraph:
    """Documents, facts and a network, as KnowledgeGraph has them."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.facts: list[Fact] = []
        self.graph = nx.MultiDiGraph()

    def network(self) -> nx.MultiDiGraph:
        return self.graph

    def add(self, doc: str, words: list[tuple[str, str, str]], source: str = "", date: str = "2024-05-01", **more: Any) -> None:
        """A document with one sentence for each (subject, relation, object)."""
        text, title = "\U0001f30d\n", more.pop("title", f"Statement {doc}")
        for subject, relation, thing in words:
            start = len(text)
            quote = f"{subject} {relation} {thing}."
            text += quote + "\n"
            at = start + len(subject) + 1
            fact = Fact(doc, start, start + len(quote), (subject,), relation, thing, quote=quote, trigger=(at, at + len(relation)),
                        object_span=(at + len(relation) + 1, start + len(quote) - 1), **more)
            self.facts.append(fact)
            self.graph.add_node(f"actor:{subject}", label=subject, kind="country", iso3="", aliases=["Alias of " + subject])
            self.graph.add_node(f"thing:{thing}", label=thing, kind="matter")
            self.graph.add_edge(f"actor:{subject}", f"thing:{thing}", key=fact.id, relation=relation, negated=fact.negated,
                                status=fact.status)
        self.documents.append(Document(doc, text, title, date, parties=("Árnor",), source=source))


def example() -> SmallGraph:
    graph = SmallGraph()
    graph.add("one", [("Árnor", "welcomes", "safe roads"), ("Gondor", "condemns", "piracy"), ("Árnor", "agreesTo", "a harbour fund")],
              source="https://example.org/one", status="agreed", topics=("trade",), speaker=("Árnor",), rule="welcome")
    graph.add("two", [("Rohan", "explores", "safe roads"), ("Árnor", "condemns", "piracy")], date="2022-01-03", status="explored",
              negated=True)
    return graph


def large(count: int) -> SmallGraph:
    graph = SmallGraph()
    graph.add("many", [(f"Land {i % 40}", "welcomes", f"matter {i % (count - 40)}") for i in range(2 * count)])
    return graph


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        run = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        yield run
        run.close()


class Opened:
    """A page, with whatever it complained of or tried to load."""

    def __init__(self, browser: Any, folder: Path, graph: SmallGraph, fragment: str = "", **context: Any) -> None:
        file = folder / "graph.html"
        file.write_text(render_html(graph), encoding="utf-8")
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **context})
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.complaints: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text))
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("dialog", lambda d: (self.complaints.append("dialog"), d.dismiss()))
        self.page.on("request", lambda r: self.complaints.append(r.url) if not r.url.startswith(("file:", "blob:", "data:")) else None)
        self.page.goto(file.as_uri() + (f"#{fragment.lstrip('#')}" if fragment else ""))
        self.page.wait_for_selector("html[data-ready]", timeout=15_000)


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    pages: list[Opened] = []

    def start(graph: SmallGraph, fragment: str = "", **context: Any) -> Any:
        pages.append(Opened(browser, tmp_path, graph, fragment, **context))
        return pages[-1].page

    yield start
    for one in pages:
        assert one.complaints == []
        one.context.close()


def test_same_bytes() -> None:
    """The same graph gives the same page, and nothing in it names a network address to load from."""
    html = render_html(example())
    assert html == render_html(example())
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=(?!\"data:)", html)
    policy = unescape(re.search(r'Security-Policy" content="([^"]*)"', html)[1])  # type: ignore[index]
    assert policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in policy


def test_sentences_are_slices() -> None:
    """Offsets count UTF-16 units, as scripts do, also behind a character that takes two."""
    data = page_data(example())
    units = data["docs"][0][7].encode("utf-16-le")
    sentences = [units[2 * start:2 * end].decode("utf-16-le") for number, start, end in data["sentences"] if number == 0]
    assert sentences == ["Árnor welcomes safe roads.", "Gondor condemns piracy.", "Árnor agreesTo a harbour fund."]


def test_layout_is_apart_and_the_same() -> None:
    """Positions repeat, and no two points share a place."""
    links = [(0, i, 1.0) for i in range(1, 600)]
    first = place(600, links)
    assert first == place(600, links)
    assert len(set(first)) == 600
    assert place(0, []) == [] and place(1, []) == [(0, 0)]


def test_search_ignores_accents(opened: Any) -> None:
    """'arnor' finds Árnor; its panel holds its sentences with the object's words marked."""
    page = opened(example())
    page.keyboard.press("/")
    page.keyboard.type("arnor")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Árnor"
    assert page.locator(".card").count() == 3
    assert page.locator(".card blockquote").first.inner_text() == "Árnor welcomes safe roads."
    assert page.locator(".card mark").first.inner_text() == "safe roads"
    assert page.locator(".card a").first.get_attribute("href") == "https://example.org/one"
    assert "node=actor" in page.evaluate("location.hash")
    assert page.locator("#where").inner_text() == "1 of 3 facts"
    page.keyboard.press("n")
    assert page.locator("#where").inner_text() == "2 of 3 facts"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


def test_alias_is_found(opened: Any) -> None:
    """A name is found by its alias too."""
    page = opened(example())
    page.fill("#search", "alias of rohan")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Rohan"


def until(page: Any, seen: str) -> None:
    """Wait until an expression is true; the page's own policy forbids Playwright's wait_for_function to evaluate text more than once."""
    end = time.monotonic() + 10
    while not page.evaluate(seen):
        assert time.monotonic() < end, seen
        page.wait_for_timeout(20)


def where(page: Any, *keys: str) -> tuple[float, float]:
    """Where a point, or the middle of the line between two, lies on the screen."""
    x, y = page.evaluate("keys => concord.onScreen(...keys)", list(keys))
    return x, y


def test_click_on_the_drawing(opened: Any) -> None:
    """A click on a point opens its facts, one on a line the facts of the line; the tooltip names what lies under the pointer."""
    page = opened(example())
    page.mouse.move(*where(page, "gondor"))
    page.wait_for_selector("#tip:not([hidden])")
    assert page.locator("#tip").inner_text() == "Gondor · 1 fact"
    page.mouse.click(*where(page, "gondor"))
    until(page, "location.hash.startsWith('#node=actor%3AGondor')")
    assert page.locator(".card").count() == 1
    page.keyboard.press("Escape")
    page.mouse.click(*where(page, "rohan", "safe roads"))
    until(page, "location.hash.startsWith('#line=')")
    assert page.locator("#panel h2").inner_text() == "Rohan — safe roads"


def test_path_between_two_actors(opened: Any) -> None:
    """'Path to' shows the shortest way, its facts in the order of the way, and the address keeps it; a filter that cuts it says so."""
    page = opened(example(), "#node=gondor&gone=topic:trade")
    page.locator("#b-path").click()
    page.keyboard.type("rohan")
    page.keyboard.press("Enter")
    assert page.locator(".way li").all_inner_texts() == ["Gondor", "piracy", "Árnor", "safe roads", "Rohan"]
    assert page.locator("#where").inner_text() == "1 of 4 facts"
    assert "path=actor%3ARohan" in page.evaluate("location.hash")
    assert "No way" in opened(example(), "#node=gondor&path=rohan&rel=condemns").locator("#panel .about").inner_text()


def test_pin_hide_undo(opened: Any) -> None:
    """A point can be dragged, pinned and hidden, forces leave pinned points alone, and undo takes every step back."""
    page = opened(example(), "#node=gondor", reduced_motion="reduce")
    shown = page.evaluate("concord.shown().nodes")
    start = where(page, "gondor")
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 60, start[1] + 40, steps=4)
    page.mouse.up()
    moved = where(page, "gondor")
    assert abs(moved[0] - start[0] - 60) < 8
    page.keyboard.press("i")
    assert page.locator("#b-pin").get_attribute("aria-pressed") == "true"
    page.locator("#b-move").click()
    x, y = where(page, "arnor")
    until(page, f"(([x, y]) => Math.hypot(x - {x}, y - {y}) > 2)(concord.onScreen('arnor'))")
    assert where(page, "gondor") == pytest.approx(moved, abs=1)
    page.locator("#b-move").click()
    page.keyboard.press("x")
    assert page.evaluate("concord.shown().nodes") < shown and "gone=actor%3AGondor" in page.evaluate("location.hash")
    for _ in range(4):  # hiding, moving, pinning, dragging
        page.keyboard.press("Control+z")
    assert page.evaluate("concord.shown().nodes") == shown and "pin=" not in page.evaluate("location.hash")
    assert where(page, "gondor") == pytest.approx(start, abs=2)


def test_two_sides_compared(opened: Any) -> None:
    """Two documents, or two times, become one picture: facts only before, new ones, and those on both sides are counted apart."""
    graph = example()
    graph.add("three", [("Árnor", "welcomes", "safe roads"), ("Rohan", "welcomes", "piracy")], date="2025-01-01")
    page = opened(graph, "#before=one&after=three")
    assert page.locator("#tally .pill").all_inner_texts() == ["2 before only", "1 new", "1 on both sides"]
    assert page.locator("#count").inner_text() == "5 of 7 facts"
    page.locator("#side-before").select_option("2022")
    page.locator("#side-after").select_option("2024")
    assert page.locator("#tally .pill").all_inner_texts() == ["2 before only", "4 new", "0 on both sides"]
    page.locator("#b-reset").click()
    assert page.locator("#count").inner_text() == "7 facts" and page.locator("#side-before").input_value() == ""


def test_filters_and_fragment(opened: Any) -> None:
    """A filter narrows the facts, counts follow, the address keeps it, and a fresh page with that address shows the same."""
    page = opened(example())
    page.get_by_text("Relation", exact=True).first.click()
    page.locator("[data-facet=rel]", has_text="condemns").click()
    assert page.locator("#count").inner_text() == "2 of 5 facts"
    assert "rel=condemns" in page.evaluate("location.hash")
    fragment = page.evaluate("location.hash")
    page.locator("#b-reset").click()
    assert page.locator("#count").inner_text() == "5 facts"
    assert opened(example(), fragment).locator("#count").inner_text() == "2 of 5 facts"
    assert opened(example(), "#from=2023&node=arnor&focus=1&rel=nonsense").locator("#count").inner_text() == "0 of 5 facts"
    assert opened(example(), "#from=2023").locator("#count").inner_text() == "3 of 5 facts"


FACETS = {  # a facet, one of its values, and how many facts pass it
    "family": ("objections", 2), "rel": ("welcomes", 2), "status": ("negated", 2),
    "topic": ("trade", 3), "doc": ("two", 2), "speaker": ("Árnor", 3)}


def test_every_filter(opened: Any) -> None:
    """Each facet narrows what is shown to as many facts as it says, the others' counts follow, and a second click takes it back."""
    graph = example()
    graph.add("three", [("Rohan", "welcomes", "piracy")], topics=("space",), speaker=("Gondor",), date="2025-01-01")
    page = opened(graph)
    page.evaluate("document.querySelectorAll('#facets details').forEach(d => { d.open = true })")
    for facet, (value, number) in FACETS.items():
        fragment = urlencode({facet: value})
        opened_by = page.evaluate("""([facet, number, fragment]) => {  // the option whose click gives this fragment
            for (const b of document.querySelectorAll(`[data-facet=${facet}]`)) {
                b.click();
                if (location.hash.slice(1) === fragment) {
                    const said = [b.querySelector(".n").textContent, document.getElementById("count").textContent];
                    const other = [...document.querySelectorAll("#facets .n")].map((n) => n.textContent).join();
                    b.click();
                    return [...said, other !== [...document.querySelectorAll("#facets .n")].map((n) => n.textContent).join()];
                }
                b.click();
            }
            return null;
        }""", [facet, number, fragment])
        assert opened_by == [str(number), f"{number} of 6 facts", True], facet
        assert page.locator("#count").inner_text() == "6 facts"
    page.locator("[data-kind=country]").click()
    assert page.evaluate("concord.shown().lines") == 0
    page.locator("[data-kind=country]").click()
    page.fill("#date-from", "2023")
    page.keyboard.press("Enter")
    assert page.locator("#count").inner_text() == "4 of 6 facts"


def test_table_by_keyboard(opened: Any) -> None:
    """The table holds every fact, sorts, and opens a fact with Enter."""
    page = opened(example())
    page.keyboard.press("t")
    assert page.locator("#rows tr").count() == 5
    page.get_by_role("button", name="Object", exact=True).click()
    column = page.locator("#rows td:nth-child(4)").all_inner_texts()
    assert column == sorted(column)
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Object")
    page.locator("#rows button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".card").count() >= 1
    page.keyboard.press("m")
    assert page.locator("#rows tr").count() == 7 and page.locator("#rows tr").first.locator("td").all_inner_texts()[0] == "Árnor"
    page.locator("#rows button", has_text="Gondor").focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Gondor"
    page.keyboard.press("Control+z")
    assert "fact=" in page.evaluate("location.hash")


def test_proof_readers_copy(opened: Any) -> None:
    """'Show in document' opens the account of a real document: the same markup as `kg account` writes, at the fact's sentence, with a
    way back from each of its facts."""
    document = kg.read(ROOT / "examples/kenya-ethiopia-2024.txt")
    graph = kg.build([document])
    page = opened(graph, "#node=kenya")
    page.get_by_role("button", name="Show in document").first.click()
    here = page.locator("#reader li.here .said").inner_text()
    assert here == page.locator("#panel .card blockquote").first.inner_text()
    assert page.locator("#reader ol > li").count() == len(give_account(document).lines) > page.locator("#reader li.found").count()
    mine = page.evaluate("document.querySelector('template').innerHTML")
    assert re.sub(r"\s+", " ", unescape(mine)) == re.sub(r"\s+", " ", unescape(str(account_fragment(give_account(document)))))
    page.locator("#reader .facts button").nth(3).click()
    assert page.locator("#reader").is_hidden() and "fact=" in page.evaluate("location.hash")


def test_document_and_help(opened: Any) -> None:
    """'Show in document' opens the text at the sentence; '?' opens the help sheet; Escape closes both."""
    page = opened(example(), "#node=gondor")
    page.get_by_role("button", name="Show in document").first.click()
    assert page.locator("#reader .here").inner_text() == "Gondor condemns piracy."
    page.keyboard.press("Escape")
    assert page.locator("#reader").is_hidden()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()


KEYS = {  # a key, and what is seen after it (with Árnor chosen)
    "/": "document.activeElement.id === 'search'",
    "Escape": "byId('panel').hidden",
    "?": "byId('help').open",
    "n": "byId('where').textContent.startsWith('2 of')",
    "t": "!byId('table').hidden",
    "m": "byId('grid').className === 'names'",
    "l": "byId('filters').hidden",
    "d": "document.documentElement.dataset.theme === 'dark'",
    "f": "location.hash.includes('focus=1')",
    "i": "location.hash.includes('pin=')",
    "x": "location.hash.includes('gone=')",
    "w": "byId('search').placeholder === 'Path to whom?'",
    "s": "document.activeElement.id === 'b-png'",
    "r": "byId('reader').open",
    "c": "!byId('note').hidden",
    "g": "byId('b-move').ariaPressed === 'true'",
    "+": "concord.scale() > before",
    "-": "concord.scale() < before",
}


def test_every_key(opened: Any) -> None:
    """Each key of the help sheet does what the sheet says, and the sheet names every key."""
    page = opened(example(), "#node=arnor", permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce")
    named = page.evaluate("[...document.querySelectorAll('#help kbd')].map(k => k.textContent)")
    written = {"Escape": "Esc", "-": "−"}
    assert {written.get(key, key) for key in KEYS} | {"p", "u", "0", "a", "←", "↑", "→", "↓", "Enter"} == set(named)
    page.evaluate("globalThis.byId = (id) => document.getElementById(id)")
    for key, seen in KEYS.items():
        page.evaluate("""() => {
            document.querySelectorAll("dialog[open]").forEach((d) => d.close());
            document.activeElement.blur();
            byId("note").hidden = true;
            location.hash = `#node=arnor&n=${Math.random()}`;
        }""")
        until(page, "!byId('panel').hidden && location.hash === '#node=actor%3A%C3%81rnor'")
        page.evaluate("globalThis.before = concord.scale()")
        page.keyboard.press(key)
        until(page, seen)


def test_arrows_walk_over_the_drawing(opened: Any) -> None:
    """With the drawing in focus, arrow keys choose the next point and Enter goes to its evidence."""
    page = opened(example())
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#panel h2").inner_text() == "Árnor"
    seen = set()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.locator("#canvas").focus()
        page.keyboard.press(key)
        seen.add(page.locator("#panel h2").inner_text())
    assert len(seen) > 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"


def saved(page: Any, button: str) -> bytes:
    """What a button of the save menu gives."""
    page.locator("#b-save").click()
    with page.expect_download() as download:
        page.locator(button).click()
    return Path(download.value.path()).read_bytes()


def test_citation(opened: Any) -> None:
    """The citation names sentence, document and address."""
    page = opened(example(), "#node=gondor", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy citation").first.click()
    page.wait_for_selector("#note:not([hidden])")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("“Gondor condemns piracy.” Statement one, 2024-05-01, https://example.org/one.")


def test_what_is_seen_can_be_taken_away(opened: Any) -> None:
    """CSV, Turtle, SVG and PNG hold what is drawn and nothing else; each is read back by its own parser."""
    page = opened(example(), "#rel=condemns")
    table = list(csv.DictReader(io.StringIO(saved(page, "#b-csv").decode("utf-8-sig"))))
    assert [(row["subject"], row["relation"], row["object"], row["negated"]) for row in table] == [
        ("Gondor", "condemns", "piracy", "false"), ("Árnor", "condemns", "piracy", "true")]
    store = pyoxigraph.Store()
    store.load(saved(page, "#b-ttl"), pyoxigraph.RdfFormat.TURTLE)
    answer = store.query("""PREFIX con: <https://w3id.org/concord/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?who ?text WHERE { ?f a con:Fact ; con:relation con:condemns ; con:subject/rdfs:label ?who ;
        con:evidence/oa:hasSelector/oa:exact ?text } ORDER BY ?who""")
    assert [tuple(t.value for t in row) for row in answer] == [("Gondor", "Gondor condemns piracy."), ("Árnor", "Árnor condemns piracy.")]
    picture = ElementTree.fromstring(saved(page, "#b-svg"))
    names = {node.text for node in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert names == {"Gondor", "piracy", "Árnor", "trade"}
    assert sum(1 for _ in picture.iter("{http://www.w3.org/2000/svg}g")) == page.evaluate("concord.shown().lines") == 3
    assert saved(page, "#b-png").startswith(b"\x89PNG")


def test_turtle_has_the_names_of_graph_trig(opened: Any) -> None:
    """Facts of a real document have the same IRIs and the same subject, relation and object in the page's Turtle as in the graph."""
    graph = kg.build([kg.read(ROOT / "examples/kenya-ethiopia-2024.txt")])
    page = opened(graph)
    page.evaluate("document.getElementById('b-more').click()")
    mine = pyoxigraph.Store()
    mine.load(saved(page, "#b-ttl"), pyoxigraph.RdfFormat.TURTLE)
    names = ("subject", "relation", "object", "negated", "status", "topic")
    wanted = [pyoxigraph.NamedNode(f"https://w3id.org/concord/ontology#{name}") for name in names]
    found = {q.triple for name in wanted for q in mine.quads_for_pattern(None, name, None)}
    theirs = {q.triple for name in wanted for q in graph.store.quads_for_pattern(None, name, None)}
    assert len(found) > 60 and found <= theirs


def test_print(opened: Any) -> None:
    """On paper the page is light, shows drawing, evidence and table in full, and no buttons."""
    page = opened(example(), "#node=arnor&view=table", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".tools").is_hidden() and page.locator(".search").is_hidden() and page.locator(".card .acts").first.is_hidden()
    assert page.locator("#canvas canvas").is_visible() and page.locator("#rows tr").count() == 5
    assert page.evaluate("document.getElementById('panel').scrollHeight <= document.getElementById('panel').clientHeight + 1")
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_axe(opened: Any, scheme: str) -> None:
    """axe-core finds nothing serious or critical, whatever is open, in light and dark."""
    axe_core = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    graph = example()
    graph.add("three", [("Árnor", "welcomes", "safe roads")], date="2025-01-01")
    page = opened(graph, "#node=arnor&view=table&before=one&after=three", color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('#facets details').forEach(d => { d.open = true })")
    for prepare in ("0", "document.getElementById('b-save').click()", "document.getElementById('b-help').click()",
                    "document.getElementById('help').close(); document.querySelector('.card .acts button').click()",
                    "document.getElementById('reader').close(); location.hash = '#node=gondor&path=rohan&view=names'"):
        page.evaluate(prepare)
        found = axe_core.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        worst = [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in found if v["impact"] in ("serious", "critical")]
        assert worst == [], prepare


def test_reduced_motion(opened: Any) -> None:
    """Who asks for less motion sees none: no transitions, and the view jumps."""
    page = opened(example(), reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.getElementById('b-help')).transitionDuration") == "0s"
    before = page.evaluate("concord.scale()")
    page.keyboard.press("+")
    assert page.evaluate("concord.scale()") == pytest.approx(before * 1.35)


def fits(page: Any, part: str) -> None:
    box = page.locator(part).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360, part


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone(opened: Any, scheme: str) -> None:
    """At 360 pixels nothing runs off the page, in light and dark."""
    page = opened(example(), "#node=arnor", viewport={"width": 360, "height": 700}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("#panel").is_visible()
    assert page.locator("html").get_attribute("data-theme") == scheme
    fits(page, "#panel")
    page.get_by_role("button", name="Close evidence").click()
    fits(page, ".tools")
    page.locator("#b-save").click()
    fits(page, "#saves")
    page.get_by_role("button", name="Filters").click()
    assert page.locator("#filters").is_visible()
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("button", name="Table").click()
    for part in (".tools", "#search", "#table .scroll", "header nav"):
        fits(page, part)
    page.locator("#rows button").first.click()
    assert page.locator("#table").is_hidden() and page.locator("#panel").is_visible()


def test_the_rest_opens_on_demand(opened: Any) -> None:
    """In a large graph matters met once are not drawn until asked for."""
    graph = large(200)
    graph.add("more", [("Land 1", "welcomes", f"lonely matter {i}") for i in range(7)])
    page = opened(graph, "#node=land-1")
    assert "7 more" in page.locator("#b-all").inner_text()
    page.locator("#b-all").click()
    assert page.locator("#b-all").count() == 0
    assert opened(graph).locator("#b-more").inner_text() == "Show 7 more"


def test_two_thousand(opened: Any) -> None:
    """2,000 points are drawn and ready soon, and can be dragged: aimed at 1.5 s, with room here for slow machines."""
    page = opened(large(2000), reduced_motion="reduce")
    before = where(page, "land-1")
    page.mouse.move(270, 110)
    page.mouse.down()
    page.mouse.move(330, 150, steps=3)
    page.mouse.up()
    assert where(page, "land-1") == pytest.approx((before[0] + 60, before[1] + 40), abs=1)
    assert int(page.evaluate("document.documentElement.dataset.ready")) < 6000


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
