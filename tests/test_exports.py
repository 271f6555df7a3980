"""Exports: what is written is read back by the format's own readers, with names that were made to break them."""
from __future__ import annotations

import io
import json
from pathlib import Path
from random import Random

import networkx
import pytest
import rdflib
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

import kg
from kg.cli import cli  # a command that is run without it keeps a help of its own for the rest of the process
from kg.errors import UsageError
from kg.model import Document, Fact
from kg.reading import Reading
from kg.views import VIEWS
from kg.views.jsonld import published
from kg.views.rdf12 import reifiers
from kg.vocabulary import BASE, CON, described, local

TEXT = "Arnor and Gondor welcomed safe roads."
HOSTILE = ('a "quoted" \\ name', "line\nbreak\r\ttab", "\U0001f54a\ufe0f peace", "<b>&amp;</b> ]]>", "=1+1",
           "'''\"\"\"", "\x00\x01\x7f\ufffe", "\ud800", "e\u0301 \u202e rtl", "@prefix : <x> .", "{}", "")


def graph_of(*names: str) -> kg.KnowledgeGraph:
    """A graph of two documents whose subjects, objects, titles and ids are such names."""
    readings = []
    for doc in ("one", "two " + (names[0] if names else "")):
        facts = tuple(Fact(doc, 0, len(TEXT), ("Arnor", name), "welcomes", f"{name} roads", quote=TEXT) for name in names)
        readings.append(Reading(Document(doc, TEXT, names[-1], "2024-08", parties=("Arnor", *names)), (), (), facts))
    return kg.KnowledgeGraph(readings)


REIFIES = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"


def check_rdf(graph: kg.KnowledgeGraph) -> None:
    """Every RDF format read back against the graph itself; RDF 1.2 has reifiers besides."""
    dataset = set(graph.quads())
    for name, style in (("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD),
                        ("trig12", RdfFormat.TRIG), ("nquads12", RdfFormat.N_QUADS)):
        read = set(parse(graph.export(name).encode(), format=style))
        assert read == dataset | (set(reifiers(graph)) if name.endswith("12") else set()), name
    union = {q.triple for q in dataset}
    for name, style in (("turtle", RdfFormat.TURTLE), ("ntriples", RdfFormat.N_TRIPLES),
                        ("turtle12", RdfFormat.TURTLE), ("ntriples12", RdfFormat.N_TRIPLES)):
        said = [q.triple for q in parse(graph.export(name).encode(), format=style) if q.predicate.value != REIFIES]
        assert set(said) == union and len(said) == len(union), name


def test_rdf_reads_back() -> None:
    """Hostile names come back as they were, from all formats."""
    check_rdf(graph_of(*HOSTILE))


PIECES = ("", "  ", '"', "\\", "\n", "\r\n", "\t", "\\u0041", "'''", "<<(", "]]>", "@en", "_:", "\u2028", "\ufeff")


def any_label(random: Random) -> str:
    """A label of any characters, those that formats stumble over above all."""
    ranges = ((1, 0x180), (0x2000, 0x2100), (0x1F300, 0x1FAFF))
    return random.choice(PIECES) + "".join(chr(random.randrange(*random.choice(ranges))) for _ in range(random.randrange(12)))


def test_ten_thousand_labels_read_back(tmp_path: Path) -> None:
    """Ten thousand random labels come back from all formats; they are the same ones on every run."""
    random = Random(2024)
    label, home = NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), NamedNode(BASE + "nodes")
    quads = [Quad(NamedNode(f"{BASE}matter/m{n}"), label, Literal(any_label(random), language=random.choice(("en", "pt-br", None))), home)
             for n in range(10_000)]
    (tmp_path / "labels.nq").write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
    graph = kg.KnowledgeGraph.load(tmp_path / "labels.nq")
    assert set(graph.quads()) == set(quads)
    check_rdf(graph)


STRANGE = """@prefix x: <oa:x/> . @prefix con: <https://w3id.org/concord/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
_:a con:relation con:signs, con:title, con:x-y, <con:signs>, "signs" ; con:label "label" ; con:start 05, 7.50, 1e3, "x"^^xsd:integer .
x:g { x:s a x:T, "no class", _:a ; con:subject <urn:s>, <id:actor/a>, "India", 7, true, "true"^^<urn:t> ; con:number "1", 2.5, "2.5" ;
      <http://a/b?c=d&e#f> <https://w3id.org/concord/id/>, <https://w3id.org/concord/id/a:b>, <https://w3id.org/concord/id//a>, (1 2) ;
      con:object "2024-08-20"^^xsd:date, "x"@en-gb ; con:from 123456789012345678901234567890, -0, 9007199254740993 . }
"""


def test_a_dataset_that_is_not_ours(tmp_path: Path) -> None:
    """Blank nodes, lists, words used otherwise, and IRIs whose scheme is a prefix of ours come back from JSON-LD and TriG."""
    (tmp_path / "x.trig").write_text(STRANGE, encoding="utf-8")
    graph = kg.KnowledgeGraph.load(tmp_path / "x.trig")
    wanted = Dataset(graph.quads())
    assert len(wanted) > 30
    wanted.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    for name, style in (("jsonld", RdfFormat.JSON_LD), ("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS)):
        read = Dataset(parse(graph.export(name).encode(), format=style))
        read.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
        assert read == wanted, name


def test_jsonld_is_in_the_published_words() -> None:
    """A fact in JSON-LD reads as its record, in the published context; rdflib reads the same triples from it."""
    graph = graph_of("Rohan")
    data = json.loads(graph.export("jsonld"))
    assert data["@context"] == published()
    fact = next(node for home in data["@graph"] for node in home.get("@graph", ()) if node.get("@type") == "Fact")
    assert fact | {"relation": "welcomes", "direct": True, "subject": ["id:actor/arnor", "id:actor/rohan"]} == fact
    view = rdflib.Dataset(default_union=True).parse(data=json.dumps(data), format="json-ld")
    assert {(str(s), str(p), str(o)) for s, p, o, _ in view.quads()} == {
        (q.subject.value, q.predicate.value, q.object.value) for q in graph.quads()}  # type: ignore[union-attr]


def test_the_context_agrees_with_the_ontology() -> None:
    """A term of Concord's own is in the ontology, and one whose values are read as IRIs is a property that has such."""
    table = described("concord.ttl")
    for term, entry in published().items():
        if isinstance(entry, dict) and entry["@id"].startswith("con:"):
            kinds = {local(kind) for kind in table[CON + entry["@id"].removeprefix("con:")]["type"]}
            assert (entry["@type"] in ("@id", "@vocab")) == bool(kinds & {"ObjectProperty", "Property"}), term


def test_triples_are_reified_by_their_facts() -> None:
    """In RDF 1.2 a query finds the sentences of a binary triple through its reifiers."""
    graph = graph_of("Rohan")
    store = Store()
    store.load(graph.export("trig12").encode(), format=RdfFormat.TRIG)
    rows = store.query(f"""PREFIX con: <{CON}> PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT DISTINCT ?fact ?sentence {{ ?fact <{REIFIES}> <<( <{BASE}actor/arnor> con:welcomes <{BASE}matter/rohan-road> )>> ;
        con:evidence/oa:hasSelector/oa:exact ?sentence }}""", use_default_graph_as_union=True)
    found = {(row["fact"].value.removeprefix(f"{BASE}fact/"), row["sentence"].value) for row in rows}  # type: ignore[union-attr,index]
    assert found == {(f.id, TEXT) for f in graph.facts}


def test_jsonld_refuses_triple_terms(tmp_path: Path) -> None:
    """A file of RDF 1.2 loads; as JSON-LD it cannot be written, and that is said with the format that can."""
    (tmp_path / "x.trig").write_text(graph_of("Rohan").export("trig12"), encoding="utf-8")
    graph = kg.KnowledgeGraph.load(tmp_path / "x.trig")
    assert "<<(" in graph.export("trig")
    with pytest.raises(UsageError, match="trig12"):
        graph.export("jsonld")


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=20))
def test_any_names_read_back(names: list[str]) -> None:
    """Whatever the names, RDF read back is the same graph."""
    check_rdf(graph_of(*names))


@pytest.mark.parametrize("name", VIEWS)
def test_the_same_bytes(name: str) -> None:
    """The same documents give the same bytes in every format, half surrogate pairs and all; a graph that was built anew included."""
    assert graph_of(*HOSTILE).export(name).encode("utf-8") == graph_of(*HOSTILE).export(name).encode("utf-8")


@pytest.mark.parametrize(("name", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)])
def test_networks_read_back(name: str, read: object) -> None:
    """networkx finds the same nodes and as many edges, each with an id of its own, and no clock in the file."""
    graph = graph_of(*HOSTILE)
    text = graph.export(name)
    back = read(io.BytesIO(text.encode()))  # type: ignore[operator]
    network = graph.network()
    assert set(back) == set(network) and back.number_of_edges() == network.number_of_edges() > 0
    assert {data["relation"] for *_, data in back.edges(data=True)} == {"welcomes"}
    assert "lastmodified" not in text


def test_bibliography() -> None:
    """Documents become CSL-JSON items with issuers and a date as exact as the text's."""
    one, two = json.loads(graph_of("Rohan").export("csl"))
    assert one == {"id": "one", "type": "document", "title": "Rohan", "genre": "joint statement", "language": "en",
                   "author": [{"literal": "Arnor"}, {"literal": "Rohan"}], "issued": {"date-parts": [[2024, 8]]}}
    assert two["id"] != one["id"]


def test_the_command_writes_by_ending(tmp_path: Path) -> None:
    """The file's ending names the format, the file is as the API writes it, and nothing is left beside it."""
    graph = graph_of("Rohan")
    graph.save(tmp_path / "out")
    for name in ("trig", "turtle", "turtle12", "plover", "graphml", "csv", "csl"):
        target = tmp_path / f"x{VIEWS[name].suffix}"
        done = CliRunner().invoke(cli, ["export", str(tmp_path / "out"), "-o", str(target)])
        assert done.exit_code == 0, done.output
        assert target.read_bytes().decode() == kg.KnowledgeGraph.load(tmp_path / "out").export(name)
    assert len(list(tmp_path.iterdir())) == 8


def test_unknown_endings_are_told(tmp_path: Path) -> None:
    """An ending that no format has is a usage error that names those there are."""
    graph_of("Rohan").save(tmp_path / "out")
    done = CliRunner().invoke(cli, ["export", str(tmp_path / "out"), "-o", str(tmp_path / "x.doc")])
    assert isinstance(done.exception, UsageError) and ".trig" in str(done.exception)
