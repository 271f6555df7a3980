"""What the tests of graph.html share: a small graph, hostile words, and a page opened in Chromium that complains of nothing."""
from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import networkx as nx

from kg.model import Document, Fact

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


class Opened:
    """A page, with whatever it complained of or tried to load."""

    def __init__(self, browser: Any, file: Path, fragment: str = "", **context: Any) -> None:
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


def saved(page: Any, button: str) -> bytes:
    """What a button of the save menu gives."""
    page.locator("#b-save").click()
    with page.expect_download() as download:
        page.locator(button).click()
    return Path(download.value.path()).read_bytes()
