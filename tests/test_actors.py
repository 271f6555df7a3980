"""The actors of the lexicon as linked data: complete, valid, consistent, and the same nodes as in the graphs of documents."""
from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse, serialize
from rdflib import Graph

import kg
from kg.actors import DATASET, FORMATS, actor_triples, actors, members, offices, render_actors
from kg.cli import cli
from kg.errors import UsageError
from kg.naming import slug
from kg.validation import validate_quads
from kg.vocabulary import BASE, CON, PREFIXES, ontology_file, prefixes, triples
from tests.test_ontology_reasoning import closure, contradictions

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
SKOS, ORG = PREFIXES["skos"], PREFIXES["org"]
SOME = ("Quad", "SEATO", "EU", "Soviet Union", "Hong Kong", "UN Security Council", "Hezbollah", "Kosovo")  # each kind, ended ones too


@cache
def every() -> tuple[Triple, ...]:
    """All that the lexicon says."""
    return tuple(actor_triples())


@cache
def store() -> Store:
    """The actors beside the ontology."""
    made = Store()
    made.load(input=render_actors().encode(), format=RdfFormat.TURTLE)
    made.load(path=str(ontology_file("concord.ttl")), format=RdfFormat.TURTLE)
    return made


def ask(query: str) -> list[tuple[str, ...]]:
    """The answers, as texts, to a question in SPARQL."""
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())
    return [tuple(term.value for term in row) for row in store().query(head + query)]


def told(predicate: str) -> dict[str, list[str]]:
    """Subject -> values of a predicate."""
    found: dict[str, list[str]] = {}
    for triple in every():
        if triple.predicate.value == predicate:
            found.setdefault(triple.subject.value, []).append(triple.object.value)
    return found


def test_all_actors_with_their_codes() -> None:
    """Each entry is a node of its own (OPEC+ is not OPEC) with its ISO 3166 codes and its Wikidata item."""
    nodes = {name: f"{BASE}actor/{slug(name)}" for name in actors()}
    assert len(set(nodes.values())) == len(nodes) > 900
    codes, items = told(SKOS + "notation"), told(SKOS + "exactMatch")
    for name, entry in actors().items():
        assert sorted(codes.get(nodes[name], ())) == sorted(str(entry[key]) for key in ("iso2", "iso3") if key in entry), name
        assert items.get(nodes[name], []) == [f"http://www.wikidata.org/entity/{entry[key]}" for key in ("wikidata",) if key in entry], name
    assert set(nodes.values()) <= told(PREFIXES["rdfs"] + "isDefinedBy").keys()


def test_labels_keep_the_rules_of_skos() -> None:
    """One preferred label an actor, in English, and no other label is the same."""
    preferred, other = told(SKOS + "prefLabel"), told(SKOS + "altLabel")
    assert all(len(labels) == 1 for labels in preferred.values())
    assert [node for node, labels in preferred.items() if set(labels) & set(other.get(node, ()))] == []


def test_every_membership_is_there_with_its_dates() -> None:
    """As many memberships as the lexicon has, each with the dates it has, and a direct link where it holds today."""
    listed = [(group, *member) for group, entry in actors().items() for member in members(entry)]
    node = {(group, name): f"{BASE}membership/{slug(group)}-{slug(name)}" for group, name, _, _ in listed}
    assert len(set(node.values())) == len(listed) > 1000
    begins, ends = told(CON + "from"), told(CON + "until")
    for group, name, start, end in listed:
        assert (begins.get(node[group, name], [""]), ends.get(node[group, name], [""])) == ([start], [end])
    now = Counter((s, o) for s, values in told(ORG + "memberOf").items() for o in values)
    ended = {name for name, entry in actors().items() if entry.get("to")}
    assert now == Counter((f"{BASE}actor/{slug(name)}", f"{BASE}actor/{slug(group)}") for group, name, _, end in listed
                          if not end and not {group, name} & ended)


@pytest.mark.parametrize(("question", "answers"), [
    ("SELECT ?who { actor:quad ^org:memberOf/rdfs:label ?who }", {"Australia", "India", "Japan", "United States"}),
    ("SELECT ?when { [] org:member actor:united-kingdom ; org:organization actor:eu ; org:memberDuring/time:hasEnd/time:inXSDDate ?when }",
     {"2020-01-31"}),
    ("SELECT ?who { ?x org:organization actor:asean ; org:member/rdfs:label ?who ; con:from ?day FILTER (SUBSTR(?day, 1, 4) > '1990') }",
     {"Vietnam", "Laos", "Myanmar", "Cambodia", "Timor-Leste"}),
    ("SELECT ?office { ?x org:postIn actor:ireland ; skos:prefLabel ?office }", {"Taoiseach of Ireland", "Tánaiste of Ireland"}),
    ("SELECT ?item { ?x skos:notation 'JPN' ; skos:exactMatch ?item }", {"http://www.wikidata.org/entity/Q17"}),
    ("SELECT ?whole { actor:hong-kong con:parent/rdfs:label ?whole }", {"China"}),
    ("SELECT ?name { actor:soviet-union skos:altLabel ?name ; con:until '1991-12-26' FILTER (STRLEN(?name) = 4) }", {"USSR"}),
], ids=["members", "end", "since", "offices", "code", "parent", "former"])
def test_what_one_can_ask(question: str, answers: set[str]) -> None:
    """Members today and at a date, offices, codes, parents."""
    assert {row[0] for row in ask(question)} == answers


def test_no_actor_is_two_things_at_once() -> None:
    """No node, in all of it, is of two classes that the ontology keeps apart, nor a member of itself."""
    assert ask("SELECT ?x { ?a owl:disjointWith ?b . ?x a/rdfs:subClassOf* ?a . ?x a/rdfs:subClassOf* ?b }") == []
    assert ask("SELECT ?x { ?x org:memberOf ?x }") == []


def test_the_reasoner_agrees() -> None:
    """Some of each kind, closed under OWL 2 RL: nothing is contradicted, and memberships are seen from both sides."""
    graph = closure(render_actors(names=SOME))
    assert contradictions(graph) == []
    quad, india = (graph.resource(f"{BASE}actor/{name}").identifier for name in ("quad", "india"))
    assert (quad, graph.resource(ORG + "hasMember").identifier, india) in graph


def test_it_is_valid_by_both_checks_and_can_be_spoiled() -> None:
    """All of it keeps to the shapes by the native check, some by pySHACL too; a membership of nobody is found by both."""
    assert validate_quads([*every(), *triples("concord.ttl")]) == []
    some = set(actor_triples(SOME))
    gone = {t for t in some if t.predicate.value == ORG + "member" and t.subject.value.endswith("quad-india")}
    wrong = Triple(NamedNode(f"{BASE}membership/quad-japan"), NamedNode(CON + "from"), Literal("lately"))
    assert len(gone) == 1
    for data, bad in ((some, False), (some - gone | {wrong}, True)):
        graph = Graph().parse(data=serialize(data, format=RdfFormat.N_TRIPLES), format="nt")
        assert pyshacl.validate(graph, shacl_graph=Graph().parse(ontology_file("shapes.ttl")))[0] is not bad
        assert {one.node.rsplit("/", 1)[-1] for one in validate_quads(data)} == ({"quad-india", "quad-japan"} if bad else set())


def test_graphs_of_documents_have_the_same_nodes() -> None:
    """What the graph of the examples says of an actor of the lexicon is said here too, so that both can be loaded together."""
    graph = kg.build(kg.read(path) for path in EXAMPLES)
    ours = {f"{BASE}actor/{slug(name)}" for name in actors()}
    # a document may know a name, or not know the kind; it says under which names it met an actor and why they are one
    apart = {CON + "Actor", CON + "Person", SKOS + "altLabel", SKOS + "hiddenLabel", CON + "mergedBecause"}
    met = {quad.triple for quad in graph.quads() if quad.graph_name.value == f"{BASE}nodes" and quad.subject.value in ours}
    assert len({triple.subject for triple in met}) >= 20
    assert {t for t in met - set(every()) if not {t.predicate.value, t.object.value} & apart} == set()


def test_an_office_of_a_document_is_the_one_here() -> None:
    """A person introduced with an office that only one country has holds the office that is published."""
    text = "Joint Statement\n\nIrish Taoiseach Micheál Martin met External Affairs Minister of India S. Jaishankar."
    held = {fact.object for fact in kg.extract(kg.read(text=text, id="d")) if fact.relation == "holdsOffice"}
    assert held == {"Taoiseach of Ireland", "External Affairs Minister of India"} <= offices().keys()


@pytest.mark.parametrize("style", FORMATS)
def test_formats_hold_the_same(style: str) -> None:
    """Each format read back gives the same triples, and the same bytes when it is written again."""
    text = render_actors(style, ("Quad",))
    assert text == render_actors(style, ("quad",))
    assert {quad.triple for quad in parse(text.encode(), format=FORMATS[style])} == set(actor_triples(("Quad",)))


def test_the_command(tmp_path: Path) -> None:
    """An actor is found by any of its names; an unknown one is told."""
    done = CliRunner().invoke(cli, ["actors", "IND", "-o", str(tmp_path / "india.ttl")])
    assert done.exit_code == 0 and "actor:india" in (tmp_path / "india.ttl").read_text(encoding="utf-8")
    shown = CliRunner().invoke(cli, ["actors", "Quad", "--format", "ntriples"])
    assert shown.exit_code == 0 and f"<{DATASET}>" in shown.output and "/membership/quad-japan>" in shown.output
    with pytest.raises(UsageError, match="no actor"):
        render_actors(names=("Numenor",))
