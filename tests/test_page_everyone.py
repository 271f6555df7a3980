"""graph.html for everyone: axe-core, less motion, a phone's width, and many names."""
from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from tests.pages import example, large, saved, until, where


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe(opened: Any, scheme: str) -> None:
    """axe-core finds nothing, not even of little weight, whatever is open, in light and dark."""
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
        worst = [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in found]
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
    before = where(page, "land-1")
    page.keyboard.press("g")  # forces: vis-network takes all the points, then gives them back
    until(page, f"(([x, y]) => Math.hypot(x - {before[0]}, y - {before[1]}) > 2)(concord.onScreen('land-1'))")
    page.keyboard.press("g")
    assert page.locator("#b-move").get_attribute("aria-pressed") == "false"
    assert int(page.evaluate("document.documentElement.dataset.ready")) < 6000


def test_many_points_are_ours(opened: Any) -> None:
    """Above 1,200 points the page paints them itself: tooltip, click, drag, undo, pin, SVG and filters are as in any graph."""
    page = opened(large(1500), reduced_motion="reduce")
    assert page.evaluate("concord.shown()") == {"nodes": 1500, "lines": 2920, "facts": 3000}
    until(page, "concord.onScreen('land-1') !== null")
    page.mouse.move(*where(page, "land-1"))
    page.wait_for_selector("#tip:not([hidden])")
    assert page.locator("#tip").inner_text() == "Land 1 · 75 facts"
    before = where(page, "land-1")
    page.mouse.down()
    page.mouse.move(before[0] + 40, before[1] + 30, steps=4)
    page.mouse.up()
    assert where(page, "land-1") == pytest.approx((before[0] + 40, before[1] + 30), abs=2)
    for name in ("land-1", "land-2"):  # one held by vis-network, one by the page
        _, green, blue, _ = colour(page, where(page, name))
        assert blue > green + 10, name
    page.keyboard.press("Control+z")
    assert where(page, "land-1") == pytest.approx(before, abs=2)
    page.mouse.click(*where(page, "land-2"))
    until(page, "location.hash.startsWith('#node=actor%3ALand+2')")
    page.keyboard.press("i")
    assert page.locator("#b-pin").get_attribute("aria-pressed") == "true"
    page.keyboard.press("f")
    assert page.evaluate("concord.shown().nodes") == 74
    page.keyboard.press("f")
    page.keyboard.press("f")
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    scale = page.evaluate("concord.scale()")
    page.mouse.move(700, 400)
    page.mouse.wheel(0, -300)
    until(page, f"concord.scale() > {scale}")
    picture = ElementTree.fromstring(saved(page, "#b-svg"))
    assert sum(1 for _ in picture.iter("{http://www.w3.org/2000/svg}g")) == 2920


def colour(page: Any, at: tuple[float, float]) -> tuple[int, int, int, int]:
    """The pixel of the drawing at a place of the screen."""
    return tuple(page.evaluate("""([x, y]) => {
        const canvas = document.querySelector("#canvas canvas"), box = canvas.getBoundingClientRect(), by = canvas.width / box.width;
        const one = document.createElement("canvas").getContext("2d");
        one.drawImage(canvas, Math.round((x - box.left) * by), Math.round((y - box.top) * by), 1, 1, 0, 0, 1, 1);
        return [...one.getImageData(0, 0, 1, 1).data];
    }""", list(at)))
