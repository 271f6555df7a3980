"""graph.html in a real browser: it draws, finds, filters and shows evidence, loads nothing, and runs nothing that a document says."""
from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.model import Document, Fact
from kg.views.html import page_data, render_html
from kg.views.layout import place

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HOSTILE = [
    "</script><script>window.hit=1</script>", "<img src=x onerror=window.hit=1>", "<svg onload=window.hit=1>", "\u2028window.hit=1\u2029",
    "javascript:window.hit=1", "{{ 7*7 }}{% raw %}", "\u202egnp.exe", "&lt;b onmouseover=window.hit=1&gt;", "<!--<script>", "]]>", "\ud800",
    "\"'`${window.hit=1}", "<a href='javascript:window.hit=1'>x</a>",
    "<iframe srcdoc='<script>parent.hit=1</script>'>", "\x00\x1b[31m", "__proto__",
]


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
        self.complaints: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text))
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("dialog", lambda d: (self.complaints.append("dialog"), d.dismiss()))
        self.page.on("request", lambda r: self.complaints.append(r.url) if not r.url.startswith(("file:", "blob:", "data:")) else None)
        self.page.goto(file.as_uri() + fragment)
        self.page.wait_for_selector("html[data-ready]", timeout=30_000)


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
    assert "node=actor" in page.url
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


def test_click_on_the_drawing(opened: Any) -> None:
    """A click on a point opens its facts, one on a line the facts of the line."""
    page = opened(example())
    page.wait_for_timeout(200)
    box = page.locator("#canvas").bounding_box()
    found = set()
    for x in range(int(box["x"]) + 60, int(box["x"] + box["width"]) - 60, 12):
        for y in range(int(box["y"]) + 20, int(box["y"] + box["height"]) - 80, 12):
            page.mouse.move(x, y)
            if page.locator("#tip").is_visible():
                page.mouse.click(x, y)
                address = page.evaluate("location.hash")  # page.url follows it a moment later
                found.add("line" if "line=" in address else "node" if "node=" in address else "")
                assert page.locator(".card").count() >= 1
                page.keyboard.press("Escape")
                if {"line", "node"} <= found:
                    return
    pytest.fail(f"only {found} could be clicked")


def test_filters_and_fragment(opened: Any) -> None:
    """A filter narrows the facts, counts follow, the address keeps it, and a fresh page with that address shows the same."""
    page = opened(example())
    page.get_by_text("Relation", exact=True).first.click()
    page.locator("[data-facet=rel]", has_text="condemns").click()
    assert page.locator("#count").inner_text() == "2 of 5 facts"
    assert "rel=condemns" in page.url
    fragment = "#" + page.url.split("#")[1]
    page.locator("#b-reset").click()
    assert page.locator("#count").inner_text() == "5 facts"
    assert opened(example(), fragment).locator("#count").inner_text() == "2 of 5 facts"
    assert opened(example(), "#from=2023&node=arnor&focus=1&rel=nonsense").locator("#count").inner_text() == "0 of 5 facts"
    assert opened(example(), "#from=2023").locator("#count").inner_text() == "3 of 5 facts"


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
    assert "fact=" in page.url


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


def test_citation_and_csv(opened: Any) -> None:
    """The citation names sentence, document and address; the CSV has a row a fact shown."""
    page = opened(example(), "#node=gondor", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy citation").first.click()
    page.wait_for_selector("#note:not([hidden])")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("“Gondor condemns piracy.” Statement one, 2024-05-01, https://example.org/one.")
    with page.expect_download() as download:
        page.locator("#b-csv").click()
    assert len(Path(download.value.path()).read_text("utf-8-sig").splitlines()) == 6
    with page.expect_download() as picture:
        page.locator("#b-png").click()
    assert Path(picture.value.path()).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone(opened: Any, scheme: str) -> None:
    """At 360 pixels nothing runs off the page, in light and dark."""
    page = opened(example(), "#node=arnor", viewport={"width": 360, "height": 700}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("#panel").is_visible()
    assert page.locator("html").get_attribute("data-theme") == scheme
    page.get_by_role("button", name="Filters").click()
    assert page.locator("#filters").is_visible()


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
    """2,000 points are drawn and ready soon: aimed at 1.5 s, with room here for slow machines."""
    page = opened(large(2000))
    assert int(page.evaluate("document.documentElement.dataset.ready")) < 6000


def test_hostile_words(opened: Any) -> None:
    """Nothing in names, titles, sentences, ids, addresses, topics or rules is run, in any panel, tooltip or dialog."""
    graph = SmallGraph()
    for n, bad in enumerate(HOSTILE):
        graph.add(f"{n}{bad}", [(bad, "welcomes" + bad, f"{bad} {n}")], source=bad if n % 2 else "javascript:window.hit=1",
                  title=bad, date=bad, topics=(bad,), speaker=(bad,), rule=bad, reason=bad, status=bad)
    assert json.loads(re.search(r'id="data">(.*?)</script>', render_html(graph), re.S)[1])["docs"]  # type: ignore[index]
    for one in page_data(graph)["docs"]:
        assert one[3] == ""
    page = opened(graph, "#node=" + "%3Cimg%20src=x%20onerror=window.hit=1%3E&rel=%3Cscript%3E")
    page.keyboard.press("t")
    for part in page.locator("#facets details").all():
        if part.get_attribute("open") is None:
            part.locator("summary").click()
    page.fill("#search", "<")
    page.keyboard.press("Escape")
    page.locator("#b-reset").click()
    assert page.locator("#rows tr").count() == len(HOSTILE)
    for row in page.locator("#rows button").all():
        row.click()
        page.get_by_role("button", name="Copy citation").first.click()
        page.get_by_role("button", name="Show in document").first.click()
        page.keyboard.press("Escape")
        assert page.locator("#panel a, #panel img, #panel script, #panel iframe, #reader img, #found img").count() == 0
    box = page.locator("#canvas").bounding_box()
    for i in range(40):
        page.mouse.move(box["x"] + box["width"] * (i % 8 + 1) / 9, box["y"] + box["height"] * (i // 8 + 1) / 6)
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None
