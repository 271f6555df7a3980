"""Screenshots of the page of the example documents, for docs/page.md.

    python benchmarks/gallery.py docs/gallery
"""
from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import kg
from kg.views.picture import render_png

ROOT = Path(__file__).parent.parent
COMPARED = ("india-japan-2plus2-2019", "india-japan-2plus2-2024")
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 720}
# name, fragment, size, light or dark, what is clicked
SHOTS = (
    ("graph", "node=india", {"width": 1400, "height": 860}, "light", ""),
    ("overview", "", WIDE, "light", ""),
    ("evidence-and-table", "node=japan&view=table", WIDE, "dark", ""),
    ("path", "node=kenya&path=eu", WIDE, "light", ""),
    ("compare", f"before={COMPARED[0]}&after={COMPARED[1]}", WIDE, "light", ""),
    ("document", "node=ethiopia", WIDE, "light", ".card .acts button"),
    ("help", "", WIDE, "dark", "#b-help"),
    ("phone", "node=india", PHONE, "light", ""),
    ("phone-dark", "view=names", PHONE, "dark", ""),
)


def main() -> int:
    """Write one PNG a shot into the folder named on the command line."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as made, sync_playwright() as started:
        page = Path(made) / "graph.html"
        graph = kg.build(kg.read(path) for path in sorted((ROOT / "examples").glob("*.txt")))
        graph.to_html(page)
        (folder / "compare-still.png").write_bytes(render_png(graph, "Two meetings of India and Japan", COMPARED))
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, fragment, size, scheme, click in SHOTS:
            view = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            view.goto(f"{page.as_uri()}#{fragment}")
            view.wait_for_selector("html[data-ready]")
            if click:
                view.locator(click).first.click()
            view.screenshot(path=folder / f"{name}.png")
            view.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
