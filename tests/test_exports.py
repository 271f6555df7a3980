"""Exports: what is written is read back by the format's own readers, with names that were made to break them."""
from __future__ import annotations

import io
import json
from pathlib import Path

import networkx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Triple, parse

import kg
from kg.cli import cli  # a command that is run without it keeps a help of its own for the rest of the process
from kg.errors import UsageError
from kg.model import Document, Fact
from kg.reading import Reading
from kg.views import VIEWS

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


def check_rdf(graph: kg.KnowledgeGraph) -> None:
    """Every RDF format read back against the graph itself."""
    dataset = set(graph.quads())
    for name, style in (("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)):
        assert set(parse(graph.export(name).encode(), format=style)) == dataset, name
    union = {Triple(q.subject, q.predicate, q.object) for q in dataset}
    for name, style in (("turtle", RdfFormat.TURTLE), ("ntriples", RdfFormat.N_TRIPLES)):
        read = [Triple(q.subject, q.predicate, q.object) for q in parse(graph.export(name).encode(), format=style)]
        assert set(read) == union and len(read) == len(union), name


def test_rdf_reads_back() -> None:
    """Hostile names come back as they were, from all five formats."""
    check_rdf(graph_of(*HOSTILE))


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
    for name in ("trig", "turtle", "graphml", "csv", "csl"):
        target = tmp_path / f"x{VIEWS[name].suffix}"
        done = CliRunner().invoke(cli, ["export", str(tmp_path / "out"), "-o", str(target)])
        assert done.exit_code == 0, done.output
        assert target.read_bytes().decode() == kg.KnowledgeGraph.load(tmp_path / "out").export(name)
    assert len(list(tmp_path.iterdir())) == 6


def test_unknown_endings_are_told(tmp_path: Path) -> None:
    """An ending that no format has is a usage error that names those there are."""
    graph_of("Rohan").save(tmp_path / "out")
    done = CliRunner().invoke(cli, ["export", str(tmp_path / "out"), "-o", str(tmp_path / "x.doc")])
    assert isinstance(done.exception, UsageError) and ".trig" in str(done.exception)
