"""graph.html in a real browser: what it holds, and how one finds, filters and compares in it."""
from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest

from kg.views.html import page_data, render_html
from kg.views.layout import place
from kg.views.picture import render_svg
from tests.pages import example, until, where


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
    for sides, said in ((("one", "three"), "2 before only, 1 new, 1 on both sides"),
                        (("2022", "2024"), "2 before only, 4 new, 0 on both sides")):
        assert said in render_svg(graph, compare=sides)  # the still picture counts as the page does
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
