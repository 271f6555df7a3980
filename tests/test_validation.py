"""Validation: the native check and pySHACL agree, on the examples and on each way to spoil them."""
from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize
from rdflib import Graph, Namespace

import kg
from kg.cli import cli
from kg.model import Document, Fact
from kg.reading import Reading
from kg.validation import validate, validate_quads
from kg.vocabulary import BASE, CON, PREFIXES, ontology_file

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
SAID = "Arnor and Gondor welcomed safe roads."
TEXT = f"On the \"bridge\"\n\n{SAID} They met \U0001f54a in spring."
START = TEXT.index(SAID)
FACT = Fact("one", START, START + len(SAID), ("Arnor",), "welcomes", "safe roads", rule="welcome-thing", quote=SAID, paragraph=2)
XSD, OA, DCTERMS, RDF, PROV = (PREFIXES[name] for name in ("xsd", "oa", "dcterms", "rdf", "prov"))
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
    (OA + "hasSelector", None), (CON + "topic", NamedNode(DOC)), (CON + "issuedBy", None), (CON + "withoutParties", Literal("")),
    (CON + "direct", None), (CON + "direct", Literal("yes")), (CON + "rule", Literal(1)), (CON + "paragraph", Literal(0)),
    (CON + "paragraph", Literal("two")), (OA + "prefix", Literal("")), (OA + "prefix", Literal("\u20ac\t" * 17)),
    (OA + "suffix", Literal("a", language="en")), (OA + "suffix", NamedNode(DOC)), (CON + "version", None), (CON + "ruleSet", None),
    (CON + "ruleSet", Literal("1234")), (PROV + "wasAssociatedWith", NamedNode(DOC)), (PROV + "wasGeneratedBy", None),
    (CON + "speaker", NamedNode(DOC)), (CON + "speaker", Literal("Arnor")),
], ids=str)
def test_both_find_what_is_spoiled(predicate: str, value: NamedNode | Literal | None) -> None:
    """A statement that is taken away, or replaced by a wrong one, is found at the same nodes by the native check and by pySHACL."""
    triples = triples_of(graph_of())
    ours = {t for t in triples if t.predicate.value == predicate and t.subject.value.startswith(BASE)}
    nodes = {t.subject for t in ours} or {NamedNode(DOC if predicate == CON + "withoutParties" else f"{BASE}fact/{FACT.id}")}
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


def spoiled(predicate: str, value: Literal | None) -> kg.KnowledgeGraph:
    """The graph whose statements with a predicate are taken away or have another value."""
    graph = graph_of()
    for quad in [q for q in graph.store if q.predicate.value == predicate and q.subject.value.startswith(BASE)]:
        graph.store.remove(quad)
        if value is not None:
            graph.store.add(Quad(quad.subject, quad.predicate, value, quad.graph_name))
    return graph


@pytest.mark.parametrize(("predicate", "value", "message"), [
    (OA + "exact", Literal(SAID[1:]), "the quote is not"), (OA + "prefix", Literal('"bridge"\n'), "the prefix is not"),
    (OA + "suffix", Literal(" They met \U0001f54a on"), "the suffix is not"), (OA + "start", Literal(0), "the quote is not"),
    (CON + "sha256", Literal("0" * 64), "the hash is not"), (CON + "welcomes", None, "the triple is missing"),
    (CON + "direct", Literal(False), "no direct fact says this"),
    (CON + "relation", NamedNode(CON + "opposes"), "no direct fact says this"),
])
def test_texts_and_binary_triples_are_compared(predicate: str, value: Literal | None, message: str) -> None:
    """What SHACL cannot see: quotation, prefix, suffix and hash against the text, binary triples against the facts they come from."""
    assert validate(graph_of()) == []
    assert any(message in one.message for one in validate(spoiled(predicate, value)))


def test_the_command(tmp_path: Path) -> None:
    """A valid build leaves with 0 and a spoiled file with 1, the node on standard output."""
    graph_of().save(tmp_path / "out")
    assert CliRunner().invoke(cli, ["validate", str(tmp_path / "out")]).exit_code == 0
    spoiled = [line for line in graph_of().export("nquads").splitlines(keepends=True) if f"<{CON}evidence>" not in line or BASE not in line]
    (tmp_path / "spoiled.nq").write_bytes("".join(spoiled).encode())
    done = CliRunner().invoke(cli, ["validate", str(tmp_path / "spoiled.nq")])
    assert done.exit_code == 1 and f"fact/{FACT.id}" in done.output and "no fact without evidence" in done.output
