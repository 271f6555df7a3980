"""Validation: the native check and pySHACL agree, on the examples and on each way to spoil them."""
from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize
from rdflib import Graph, Namespace

import kg
from kg.commands.validate import validate as command
from kg.model import Document, Fact
from kg.reading import Reading
from kg.validation import validate, validate_quads
from kg.vocabulary import BASE, CON, PREFIXES, ontology_file

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
TEXT = "Arnor and Gondor welcomed safe roads."
FACT = Fact("one", 0, len(TEXT), ("Arnor",), "welcomes", "safe roads", quote=TEXT)
XSD, OA, DCTERMS, RDF = (PREFIXES[name] for name in ("xsd", "oa", "dcterms", "rdf"))
SH = Namespace("http://www.w3.org/ns/shacl#")


def graph_of(fact: Fact = FACT) -> kg.KnowledgeGraph:
    """A graph of one fact."""
    return kg.KnowledgeGraph([Reading(Document("one", TEXT, date="2024-08", parties=("Arnor",)), (), (), (fact,))])


def triples_of(graph: kg.KnowledgeGraph) -> set[Triple]:
    return {Triple(q.subject, q.predicate, q.object) for q in graph.quads()}


def by_pyshacl(triples: set[Triple]) -> set[str]:
    """The nodes that pySHACL finds wrong."""
    data = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=Graph().parse(ontology_file("shapes.ttl")))
    found = {str(node) for node in report.objects(None, SH.focusNode)}
    assert conforms == (not found)
    return found


def test_the_examples_are_valid() -> None:
    """The graph of the examples keeps to the shapes, by both checks."""
    graph = kg.build(kg.read(path) for path in EXAMPLES)
    assert validate(graph) == []
    assert by_pyshacl(triples_of(graph)) == set()


DOC = BASE + "doc/one"


@pytest.mark.parametrize(("predicate", "value"), [
    (CON + "evidence", None), (CON + "object", None), (CON + "subject", None), (CON + "subject", Literal("Arnor")),
    (CON + "relation", NamedNode(CON + "sings")), (CON + "status", NamedNode(CON + "hoped")), (CON + "negated", Literal("no")),
    (CON + "sha256", Literal("abc")), (CON + "issuedBy", NamedNode(DOC)), (DCTERMS + "issued", Literal("last May")),
    (DCTERMS + "issued", Literal("2024-02-31", datatype=NamedNode(XSD + "date"))), (OA + "exact", Literal("")), (OA + "exact", None),
    (OA + "start", Literal("-1", datatype=NamedNode(XSD + "integer"))), (OA + "start", Literal("99", datatype=NamedNode(XSD + "integer"))),
    (OA + "hasSelector", None), (CON + "topic", NamedNode(DOC)),
], ids=str)
def test_both_find_what_is_spoiled(predicate: str, value: NamedNode | Literal | None) -> None:
    """A statement that is taken away, or replaced by a wrong one, is found at the same nodes by the native check and by pySHACL."""
    triples = triples_of(graph_of())
    ours = {t for t in triples if t.predicate.value == predicate and t.subject.value.startswith(BASE)}
    nodes = {t.subject for t in ours} or {NamedNode(f"{BASE}fact/{FACT.id}")}
    triples -= ours
    if value is not None:
        triples |= {Triple(node, NamedNode(predicate), value) for node in nodes}
    found = {one.node for one in validate_quads(triples)}
    assert found == by_pyshacl(triples)
    assert found & {node.value for node in nodes}


def test_a_quote_is_its_slice() -> None:
    """A quotation that does not stand at its offsets is found, which SHACL alone cannot."""
    (one,) = validate(graph_of(Fact("one", 1, 9, ("Arnor",), "welcomes", "safe roads", quote="Rohan")))
    assert "text[1:9]" in one.message


def test_the_command(tmp_path: Path) -> None:
    """A valid build leaves with 0 and a spoiled file with 1, the node on standard output."""
    graph_of().save(tmp_path / "out")
    assert CliRunner().invoke(command, [str(tmp_path / "out")]).exit_code == 0
    spoiled = [line for line in graph_of().export("nquads").splitlines(keepends=True) if f"<{CON}evidence>" not in line or BASE not in line]
    (tmp_path / "spoiled.nq").write_bytes("".join(spoiled).encode())
    done = CliRunner().invoke(command, [str(tmp_path / "spoiled.nq")])
    assert done.exit_code == 1 and f"fact/{FACT.id}" in done.output and "no fact without evidence" in done.output
