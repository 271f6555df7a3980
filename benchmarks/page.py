"""The page in headless Chromium: how soon it is drawn and can be used, and how smoothly it is dragged, beside plain pyvis.

    python benchmarks/page.py [--sizes 200,2000,10000] [--runs 3] [--wait 60] [--sigma FOLDER] [--json FILE]

The graph is made up: N names, a fifth of them countries, the rest matters, each met at least twice, joined by two facts a name with a few
hubs. "write": processor time from the graph to the file. "drawn": from the start of navigation to the first complete picture; the page
answers from then on. "all drawn": where a large graph starts with its actors, what it takes to draw every name after a click on "Show
more". "frame": time between pictures while the view is dragged, median and 95th percentile. pyvis writes the same nodes and edges with
cdn_resources="in_line" and its defaults; its requests to a network are refused at once. `--sigma`, the node_modules of `npm install sigma
graphology`, adds sigma.js (WebGL) with our places, as plain as it comes. Times are medians of the runs, in milliseconds.
"""
from __future__ import annotations

import argparse
import functools
import json
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from kg.model import Document, Fact
from kg.views.html import page_data, render_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FRAMES = """() => new Promise((done) => {
    const times = []; let last = performance.now();
    const until = performance.now() + 2000;
    const tick = (now) => { times.push(now - last); last = now; if (now < until) requestAnimationFrame(tick); else done(times.slice(1)); };
    requestAnimationFrame(tick);
})"""
AIMS = {("drawn", 2000): 1500, ("drawn", 10000): 4000, ("all drawn", 10000): 4000, ("write", 10000): 2000}


class Made:
    """A made-up graph of `count` names, the same each time."""

    def __init__(self, count: int) -> None:
        pick = random.Random(1)
        names = [f"Land {i}" if i < count // 5 else f"matter {i}" for i in range(count)]
        self.graph = nx.MultiDiGraph()
        for i, name in enumerate(names):
            self.graph.add_node(name, label=name, kind="country" if i < count // 5 else "matter", iso3="", aliases=())
        self.facts, text = [], ""
        for i in range(2 * count):
            subject = names[min(int(pick.paretovariate(0.7)) - 1, count // 5 - 1)] if i % 3 else names[pick.randrange(count // 5)]
            thing = names[i % count]
            if thing == subject:
                continue
            quote = f"{subject} welcomes {thing}."
            fact = Fact("made", len(text), len(text) + len(quote), (subject,), "welcomes", thing, quote=quote)
            text += quote + "\n"
            self.facts.append(fact)
            self.graph.add_edge(subject, thing, key=fact.id, relation="welcomes", negated=False, status=None)
        self.documents = [Document("made", text, "A made-up graph", "2024-05-01")]

    def network(self) -> nx.MultiDiGraph:
        return self.graph


def write_ours(made: Made, file: Path) -> None:
    file.write_text(render_html(made), encoding="utf-8")


def write_pyvis(made: Made, file: Path) -> None:
    """What pyvis writes of the same nodes and edges; its lists are filled directly, which is its fastest way."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    number = {name: i for i, name in enumerate(made.graph)}
    net.nodes.extend({"id": i, "label": name, "shape": "dot"} for name, i in number.items())
    net.edges.extend({"from": number[a], "to": number[b], "title": "welcomes"} for a, b in made.graph.edges())
    file.write_text(net.generate_html(), encoding="utf-8")


def write_sigma(made: Made, file: Path, modules: Path) -> None:
    """All nodes and lines at our places on sigma.js, which draws by WebGL."""
    data = page_data(made)
    scripts = [(modules / name).read_text("utf-8") for name in ("graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js")]
    nodes = [[n["id"], n["label"], n["x"], -n["y"], n["size"] / 6] for n in data["nodes"]]
    links = [[e["from"], e["to"]] for e in data["edges"]]
    file.write_text(f"""<!doctype html><meta charset="utf-8"><div id="sigma" style="width:100vw;height:100vh"></div>
        <script>{scripts[0]}</script><script>{scripts[1]}</script><script>
        const graph = new graphology.Graph();
        for (const [id, label, x, y, size] of {json.dumps(nodes)}) graph.addNode(id, {{ label, x, y, size, color: "#2f6db5" }});
        for (const [a, b] of {json.dumps(links)}) graph.addEdge(a, b, {{ size: 1, color: "#ccc" }});
        const drawing = new (Sigma.Sigma || Sigma.default || Sigma)(graph, document.getElementById("sigma"));
        requestAnimationFrame(() => requestAnimationFrame(() => {{ document.documentElement.dataset.ready = performance.now(); }}));
        </script>""", encoding="utf-8")


def drawn_ours(page: Page, wait: float) -> float:
    page.wait_for_selector("html[data-ready]", timeout=wait * 1000)
    return float(page.evaluate("Number(document.documentElement.dataset.ready)"))


def drawn_pyvis(page: Page, wait: float) -> float:
    """Until the loading bar is gone and a picture is there: pyvis draws when its simulation has come to rest."""
    return float(page.evaluate("""(wait) => new Promise((done, fail) => {
        const end = performance.now() + wait * 1000;
        const look = () => {
            const network = globalThis.network;
            if (network && network.physics.stabilized) { network.once("afterDrawing", () => done(performance.now())); network.redraw(); }
            else if (performance.now() > end) fail(new Error("too long")); else setTimeout(look, 20);
        };
        look();
    })""", wait))


def measure(browser: Browser, file: Path, drawn: Callable[[Page, float], float], wait: float, canvas: str) -> dict[str, float]:
    """One visit: figures in milliseconds; those that were not reached in time are left out."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    found: dict[str, float] = {}
    try:
        page.goto(file.as_uri(), wait_until="commit", timeout=wait * 1000)
        found["drawn"] = drawn(page, wait)
        found |= frames(page, canvas, "frame")
        if page.locator("#b-more").is_visible():
            before = page.evaluate("performance.now()")
            page.evaluate("document.getElementById('b-more').click()")
            page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            found["all drawn"] = page.evaluate("performance.now()") - before
            page.wait_for_timeout(600)  # the view glides to the whole
            found |= frames(page, "#canvas", "frame, all")
    except BrowserError as error:
        if "too long" not in str(error) and "Timeout" not in str(error):
            raise
    finally:
        page.close()
    return found


def frames(page: Page, canvas: str, name: str) -> dict[str, float]:
    """Times between pictures while the empty part of the drawing is dragged to and fro."""
    box = page.locator(canvas).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.down()
    page.evaluate(f"() => {{ globalThis.seen = ({FRAMES})(); }}")
    start, turn = time.monotonic(), 0
    while time.monotonic() - start < 2:
        turn += 1
        page.mouse.move(box["x"] + 4 + 9 * (turn % 30), box["y"] + 4 + 5 * (turn % 20))
    times = sorted(page.evaluate("globalThis.seen"))
    page.mouse.up()
    return {name: statistics.median(times), f"{name} 95%": times[int(len(times) * 0.95)]} if times else {}


def main() -> int:
    """Measure and print; exit code 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description="Time the page in headless Chromium beside plain pyvis.")
    parser.add_argument("--sizes", default="200,2000,10000", help="numbers of names, with commas")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--wait", type=float, default=60, help="seconds after which a page is given up")
    parser.add_argument("--sigma", type=Path, default=None, help="a node_modules with sigma and graphology")
    parser.add_argument("--json", type=Path, default=None, help="write the figures here too")
    options = parser.parse_args()
    if not CHROMIUM:
        print("no chromium on this machine", file=sys.stderr)
        return 2
    table: dict[str, dict[str, Any]] = {}
    missed = []
    with sync_playwright() as started, tempfile.TemporaryDirectory() as folder:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        for size in map(int, options.sizes.split(",")):
            made = Made(size)
            engines: list[tuple[str, Callable[[Made, Path], None], Callable[[Page, float], float], str]] = [
                ("concord", write_ours, drawn_ours, "#canvas"), ("pyvis", write_pyvis, drawn_pyvis, "#mynetwork")]
            if options.sigma:
                engines.append(("sigma", functools.partial(write_sigma, modules=options.sigma), drawn_ours, "#sigma"))
            for name, write, drawn, canvas in engines:
                file = Path(folder) / f"{name}-{size}.html"
                write(Made(20), file)  # imports are not what is timed
                took = []
                for _ in range(options.runs):
                    begun = time.process_time()  # one thread; whatever else the machine does is left out
                    write(made, file)
                    took.append(1000 * (time.process_time() - begun))
                row: dict[str, Any] = {"write": round(statistics.median(took)), "MB": round(file.stat().st_size / 1e6, 2)}
                visits: list[dict[str, float]] = []
                for _ in range(options.runs):
                    visits.append(measure(browser, file, drawn, options.wait, canvas))
                    if "drawn" not in visits[-1]:
                        break
                for key in dict.fromkeys(key for visit in visits for key in visit):
                    row[key] = round(statistics.median(visit[key] for visit in visits if key in visit), 1)
                row.setdefault("drawn", f"over {options.wait * 1000:.0f}")
                table[f"{name} {size}"] = row
                print(f"{name:8} {size:6,}  " + "  ".join(f"{key} {value}" for key, value in row.items()), flush=True)
                if name == "concord":
                    missed += [f"{key} at {size:,}: {row[key]}, aim {aim}" for (key, at), aim in AIMS.items()
                               if at == size and not (isinstance(row[key], int | float) and row[key] <= aim)]
        browser.close()
    if options.json:
        options.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    for line in missed:
        print(f"aim missed: {line}")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
