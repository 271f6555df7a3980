"""What is taken away from graph.html: files read back by their own parsers, and paper."""
from __future__ import annotations

import csv
import io
from typing import Any
from xml.etree import ElementTree

import pyoxigraph

import kg
from tests.pages import ROOT, example, saved


def test_what_is_seen_can_be_taken_away(opened: Any) -> None:
    """CSV, Turtle, SVG and PNG hold what is drawn and nothing else; each is read back by its own parser."""
    page = opened(example(), "#rel=condemns")
    table = list(csv.DictReader(io.StringIO(saved(page, "#b-csv").decode("utf-8-sig"))))
    assert [(row["subject"], row["relation"], row["object"], row["negated"]) for row in table] == [
        ("Gondor", "condemns", "piracy", "false"), ("Árnor", "condemns", "piracy", "true")]
    store = pyoxigraph.Store()
    store.load(saved(page, "#b-ttl"), pyoxigraph.RdfFormat.TURTLE)
    answer = store.query("""PREFIX con: <https://w3id.org/concord/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?who ?text WHERE { ?f a con:Fact ; con:relation con:condemns ; con:subject/rdfs:label ?who ;
        con:evidence/oa:hasSelector/oa:exact ?text } ORDER BY ?who""")
    assert [tuple(t.value for t in row) for row in answer] == [("Gondor", "Gondor condemns piracy."), ("Árnor", "Árnor condemns piracy.")]
    picture = ElementTree.fromstring(saved(page, "#b-svg"))
    names = {node.text for node in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert names == {"Gondor", "piracy", "Árnor", "trade"}
    assert sum(1 for _ in picture.iter("{http://www.w3.org/2000/svg}g")) == page.evaluate("concord.shown().lines") == 3
    assert saved(page, "#b-png").startswith(b"\x89PNG")


def test_turtle_has_the_names_of_graph_trig(opened: Any) -> None:
    """Facts of a real document have the same IRIs and the same subject, relation and object in the page's Turtle as in the graph."""
    graph = kg.build([kg.read(ROOT / "examples/kenya-ethiopia-2024.txt")])
    page = opened(graph)
    page.evaluate("document.getElementById('b-more').click()")
    mine = pyoxigraph.Store()
    mine.load(saved(page, "#b-ttl"), pyoxigraph.RdfFormat.TURTLE)
    names = ("subject", "relation", "object", "negated", "status", "topic")
    wanted = [pyoxigraph.NamedNode(f"https://w3id.org/concord/ontology#{name}") for name in names]
    found = {q.triple for name in wanted for q in mine.quads_for_pattern(None, name, None)}
    theirs = {q.triple for name in wanted for q in graph.store.quads_for_pattern(None, name, None)}
    assert len(found) > 60 and found <= theirs


def test_print(opened: Any) -> None:
    """On paper the page is light, shows drawing, evidence and table in full, and no buttons."""
    page = opened(example(), "#node=arnor&view=table", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".tools").is_hidden() and page.locator(".search").is_hidden() and page.locator(".card .acts").first.is_hidden()
    assert page.locator("#canvas canvas").is_visible() and page.locator("#rows tr").count() == 5
    assert page.evaluate("document.getElementById('panel').scrollHeight <= document.getElementById('panel').clientHeight + 1")
    assert page.pdf().startswith(b"%PDF")
