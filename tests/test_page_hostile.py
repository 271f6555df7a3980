"""Hostile words in graph.html: nothing that a document, a rule or a name says is run."""
from __future__ import annotations

import dataclasses
import json
import re
from typing import Any
from xml.etree import ElementTree

import pyoxigraph

from kg.views.html import page_data, render_html
from tests.pages import HOSTILE, SmallGraph, saved


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
