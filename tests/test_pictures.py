"""Still pictures, notebooks and parts of a graph: what `kg view` and KnowledgeGraph draw without a browser."""
from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

import kg
from kg.cli import run
from kg.errors import UsageError
from kg.graph import KnowledgeGraph
from kg.views.notebook import facts_html
from kg.views.part import part_of
from kg.views.picture import render_png, render_svg

ROOT = Path(__file__).parent.parent
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "Gondor</text><script>window.hit=1</script> & \"'\x00\u202e\ud800"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    names = ("india-japan-2plus2-2019", "india-japan-2plus2-2024", "quad-leaders-2024")
    return kg.build(kg.read(ROOT / f"examples/{name}.txt") for name in names)


@pytest.fixture(scope="module")
def built(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures") / "out"
    graph.save(folder)
    return folder


def test_svg_is_xml_and_the_same_each_time(graph: KnowledgeGraph) -> None:
    """The picture parses, has the actors' names and a legend of what is drawn, and repeats to the byte."""
    picture = render_svg(graph)
    assert picture == render_svg(graph)
    texts = [node.text for node in ElementTree.fromstring(picture).iter(f"{SVG}text")]
    assert {"India", "Japan", "Quad", "countries", "commitments"} <= set(texts)
    assert texts[1].endswith("2019-11-30 – 2024-09-21")


def test_svg_shows_what_the_page_shows(graph: KnowledgeGraph) -> None:
    """As many lines as the page draws at first, and no point without one."""
    from kg.views.html import page_data

    data = page_data(graph)
    drawn = {node["id"] for node in data["nodes"] if node.get("on")}
    lines = [edge for edge in data["edges"] if {edge["from"], edge["to"]} <= drawn]
    assert len(list(ElementTree.fromstring(render_svg(graph)).iter(f"{SVG}g"))) == len(lines) > 20
    assert {end for edge in lines for end in (edge["from"], edge["to"])} == drawn


def test_png(graph: KnowledgeGraph) -> None:
    """resvg draws the same picture in pixels, with text in it: without the names the file is another one."""
    import resvg_py

    picture = render_png(graph)
    assert picture.startswith(b"\x89PNG") and int.from_bytes(picture[16:20], "big") == 1600
    bare = re.sub(r"<text .*?</text>", "", render_svg(graph))
    assert len(picture) > len(bytes(resvg_py.svg_to_bytes(svg_string=bare))) + 10_000


def test_hostile_names_stay_text() -> None:
    """A title or name with markup is text in the picture and in a notebook's tables."""
    text = "India-Japan Joint Statement\n\nIndia and Japan agreed to deepen cooperation in space."
    document = kg.read(text=text, id=HOSTILE)
    graph = kg.build([document])
    picture = render_svg(graph, HOSTILE)
    assert {node.tag.removeprefix(SVG) for node in ElementTree.fromstring(picture).iter()} <= {
        "svg", "title", "rect", "text", "g", "line", "path", "circle", "polygon"}
    table = facts_html(graph.facts, {HOSTILE: (HOSTILE, "javascript:window.hit=1")})
    assert "<script" not in table and "href" not in table and "\x00" not in table


def test_part_behind_a_question(graph: KnowledgeGraph) -> None:
    """A named question's facts become a graph of their own, drawn like any other."""
    part = part_of(graph, "who-cooperates-with", actor="India")
    assert 0 < len(part.facts) < len(graph.facts)
    assert all(fact.relation == "cooperatesWith" and "India" in (*fact.subject, fact.object) for fact in part.facts)
    assert {key for _, _, key in part.network().edges(keys=True)} <= {fact.id for fact in part.facts}
    assert "India" in render_svg(part)


@pytest.mark.parametrize("sparql", [
    pytest.param("SELECT ?a ?b { ?a con:condemns ?b }", id="nodes of a row"),
    pytest.param("CONSTRUCT { ?a con:condemns ?b } WHERE { ?a con:condemns ?b }", id="triples"),
    pytest.param("SELECT ?text { ?fact con:relation con:condemns ; con:objectText ?text }", id="a fact that is not given"),
])
def test_part_behind_sparql(graph: KnowledgeGraph, sparql: str) -> None:
    """Facts are found by the nodes of a row, by triples, and by ?fact where it is only spoken of."""
    assert {fact.relation for fact in part_of(graph, sparql).facts} >= {"condemns"}


def test_sides_in_a_picture(graph: KnowledgeGraph) -> None:
    """Two documents in one picture: only what one of them says is drawn, in the colour and dash of its side, and counted apart."""
    picture = ElementTree.fromstring(render_svg(graph, compare=("india-japan-2plus2-2019", "india-japan-2plus2-2024")))
    said = next(text for node in picture.iter(f"{SVG}text") if "→" in (text := node.text or ""))
    before, new, both = map(int, re.findall(r"(\d+) (?:before only|new|on both sides)", said))
    facts = {doc: {(f.subject, f.relation, f.object, f.negated) for f in graph.facts if f.doc == f"india-japan-2plus2-{doc}"}
             for doc in ("2019", "2024")}
    old, later = facts["2019"], facts["2024"]
    assert (before, new, both) == (len(old - later), len(later - old), len(old & later))
    lines = list(picture.iter(f"{SVG}g"))
    assert {line.get("stroke") for line in lines} == {"#b3372f", "#23774a", "#596270"}
    assert {line[0].get("stroke-dasharray") for line in lines if line.get("stroke") == "#b3372f"} == {"3 5"}


def test_nothing_to_draw(graph: KnowledgeGraph) -> None:
    """A question that no fact stands behind is an error that says what to ask for."""
    with pytest.raises(UsageError, match=r"gives \?fact"):
        part_of(graph, "ASK { ?a con:condemns ?b }")


def test_view_command(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`kg view` writes pages, pictures, parts and comparisons; what does not fit together is a usage error."""
    question = ("--query", "who-cooperates-with", "actor=India")
    for name, more in (("a.svg", ()), ("a.png", ()), ("q.html", question), ("c.html", ("--compare", "2019", "2024")),
                       ("q.svg", question), ("c.svg", ("--compare", "2019", "2024")), ("qc.png", (*question, "--compare", "2019", "2024"))):
        assert run(["view", str(built), "-o", str(tmp_path / name), *more]) == 0
    assert 'before=2019\\u0026after=2024' in (tmp_path / "c.html").read_text("utf-8")
    assert "<title>who-cooperates-with actor=India" in (tmp_path / "q.html").read_text("utf-8")
    assert "who-cooperates-with actor=India" in {node.text for node in ElementTree.parse(tmp_path / "q.svg").iter(f"{SVG}text")}
    assert {"before only", "new"} <= {node.text for node in ElementTree.parse(tmp_path / "c.svg").iter(f"{SVG}text")}
    page = str(tmp_path / "x.html")
    for wrong, said in ((("--compare", "quad-leaders", "2024"), "nearest: 'quad-leaders-2024'"), (("actor=India",), "belong to --query"),
                        (("--format", "svg", "--compare", "1901", "2099"), "no facts on either side")):
        assert run(["view", str(built), "-o", page, *wrong]) == 2
        assert said in capsys.readouterr().err


def test_notebook(graph: KnowledgeGraph) -> None:
    """A graph shows its page in a frame without rights on the notebook; answers and facts are tables with marked sentences."""
    frame = graph._repr_html_()
    assert 'sandbox="allow-scripts' in frame and "allow-same-origin" not in frame
    assert unescape(re.search(r'srcdoc="([^"]*)"', frame)[1]) == graph.to_html()  # type: ignore[index]
    table = graph.query("who-cooperates-with", actor="India")._repr_html_()
    assert "<th scope=\"col\">sentence</th>" in table and "<td>Japan</td>" in table
    assert graph.facts_html().count("<mark>") > 20
