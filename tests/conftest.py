"""Fixtures of more than one test file."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.views.html import render_html
from tests.pages import CHROMIUM, Opened, SmallGraph


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        run = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        yield run
        run.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    pages: list[Opened] = []

    def start(graph: SmallGraph, fragment: str = "", **context: Any) -> Any:
        file = tmp_path / "graph.html"
        file.write_text(render_html(graph), encoding="utf-8")
        pages.append(Opened(browser, file, fragment, **context))
        return pages[-1].page

    yield start
    for one in pages:
        assert one.complaints == []
        one.context.close()
