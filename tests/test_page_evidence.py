"""Evidence, table, documents and keys of graph.html in a real browser."""
from __future__ import annotations

import re
from html import unescape
from typing import Any

import kg
from kg.account import give_account
from kg.views.account import account_fragment
from tests.pages import ROOT, example, until


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


def test_citation(opened: Any) -> None:
    """The citation names sentence, document and address."""
    page = opened(example(), "#node=gondor", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy citation").first.click()
    page.wait_for_selector("#note:not([hidden])")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("“Gondor condemns piracy.” Statement one, 2024-05-01, https://example.org/one.")
