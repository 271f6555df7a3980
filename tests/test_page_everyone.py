"""graph.html for everyone: axe-core, less motion, a phone's width, and many names."""
from __future__ import annotations

from typing import Any

import pytest

from tests.pages import example, large, where


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
