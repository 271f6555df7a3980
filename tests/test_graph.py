"""KnowledgeGraph: asking, drawing, and what is refused."""
from __future__ import annotations

import csv
import json
import subprocess
import sys

import pytest
from pyoxigraph import NamedNode

from kg import queries
from kg.corrections import Correction
from kg.errors import KgError, QueryError, Refused, UsageError
from kg.graph import KnowledgeGraph
from kg.model import Document, Fact, Mention, Reading

PARTIES = ("India", "Japan")
LINES = {
    "talks": "India and Japan agreed to deepen cooperation in maritime security.",
    "terror": "They condemned acts of terrorism.",
    "call": "The Ministers called on Russia to withdraw.",
    "worry": "They were concerned about coercion.",
    "meet": "The meeting was held in New Delhi.",
    "sign": "They signed the Agreement on Supplies.",
    "deny": "India did not agree to open ports.",
}


def reading(doc: str, date: str) -> Reading:
    """A small document with facts of many kinds."""
    text = " ".join(LINES.values())

    def fact(line: str, subject: tuple[str, ...], relation: str, target: str, status: str | None = None, kind: str = "matter",
             **more) -> Fact:
        start = text.index(LINES[line])
        more.setdefault("speaker", PARTIES)
        end = start + len(LINES[line])
        return Fact(doc, start, end, subject, relation, target, status, quote=LINES[line], object_kind=kind, rule="r", **more)

    facts = (
        fact("talks", PARTIES, "agreesTo", "deepen cooperation in maritime security", "agreed", topics=("maritime-security",)),
        fact("talks", ("India",), "cooperatesWith", "Japan", "agreed", "country"),
        fact("terror", PARTIES, "condemns", "acts of terrorism", topics=("counter-terrorism",)),
        fact("terror", PARTIES, "supports", "victims of terrorism", topics=("counter-terrorism",)),
        fact("call", PARTIES, "callsOn", "Russia", kind="country"),
        fact("worry", PARTIES, "expressesConcernOver", "coercion", topics=("status-quo",)),
        fact("meet", ("meeting",), "heldIn", "New Delhi", kind="place", subject_kind="event"),
        fact("meet", ("meeting",), "heldOn", date, kind="date", subject_kind="event"),
        fact("meet", ("S. Jaishankar",), "holdsOffice", "External Affairs Minister of India", kind="office", subject_kind="person"),
        fact("meet", ("S. Jaishankar",), "represents", "India", kind="country", subject_kind="person"),
        fact("sign", PARTIES, "signs", "Agreement on Supplies", "completed", "instrument"),
        fact("deny", ("India",), "agreesTo", "open ports", "agreed", negated=True),
    )
    return Reading(Document(doc, text, f"Statement {doc}", date, parties=PARTIES), (), (Mention(0, 5, "country", "India"),), facts)


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    one, two = reading("b-2024", "2024-08-20"), reading("a-2022", "2022-09-08")
    wrong = next(fact for fact in one.facts if fact.relation == "callsOn")
    said = Correction(wrong.id, one.document.sha256, "amend", "it was a demand", wrong, {"status": "completed"})
    return KnowledgeGraph([one, two], corrections=[said])


def test_india_cooperates_with_japan(graph: KnowledgeGraph) -> None:
    """The direct triple is there, both ways, however actors are written."""
    for who, whom in (("actor:india", "actor:japan"), ("actor:japan", "actor:india"), ("id:actor/india", "id:actor/japan")):
        assert graph.query(f"ASK {{ {who} con:cooperatesWith {whom} }}") == True  # noqa: E712 - what ASK answers


EXPECTED = {
    "agreed-between": ({"actor": "India", "other": "Japan"}, "what", "deepen cooperation in maritime security"),
    "calls-on": ({"actor": "Russia"}, "addressee", "Russia"),
    "commitments": ({"actor": "Japan", "topic": "maritime", "least": "agreed"}, "what", "deepen cooperation in maritime security"),
    "concerns": ({"actor": "Japan", "topic": "security"}, "what", "coercion"),
    "corrections": ({}, "why", "it was a demand"),
    "denied": ({"actor": "India"}, "what", "open ports"),
    "documents": ({"actor": "Japan"}, "parties", "India, Japan"),
    "instruments": ({"actor": "India"}, "instrument", "Agreement on Supplies"),
    "meetings": ({"place": "New Delhi"}, "when", "2022-09-08"),
    "most-active": ({}, "who", "India"),
    "offices": ({"actor": "India"}, "office", "External Affairs Minister of India"),
    "relations-between": ({"actor": "India", "other": "Japan"}, "relation", "cooperates with"),
    "said-of": ({"actor": "Russia"}, "relation", "calls on"),
    "topic-facts": ({"topic": "counter-terrorism"}, "what", "acts of terrorism"),
    "topics-of-actor": ({"actor": "Japan"}, "topic", "counter-terrorism"),
    "who-condemns": ({"actor": "India", "topic": "security"}, "what", "acts of terrorism"),
    "who-cooperates-with": ({"actor": "India", "topic": "maritime-security"}, "who", "Japan"),
    "who-supports": ({"actor": "Japan"}, "what", "victims of terrorism"),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_questions_answer(graph: KnowledgeGraph, name: str) -> None:
    """A question finds what is there with its parameters, as much or more without, and no row twice."""
    parameters, variable, value = EXPECTED[name]
    needed = {key: parameters[key] for key in queries.find_question(name).needed}
    some, every = graph.query(name, **parameters), graph.query(name, **needed)
    assert value in [row[variable] for row in some]
    assert set(some.rows) <= set(every.rows)
    assert len(set(every.rows)) == len(every.rows)


def test_counts_are_not_multiplied_by_documents(graph: KnowledgeGraph) -> None:
    """A name that occurs in two documents is still one label."""
    (row,) = graph.query('SELECT (COUNT(*) AS ?n) WHERE { ?fact con:subject ?a . ?a rdfs:label "India" }')
    assert row["n"] == sum("India" in fact.subject for fact in graph.facts)


@pytest.mark.parametrize("name", ["India", "india", "Bharat", "IND", "Republic of India", "actor:india", "id:actor/india",
                                  "https://w3id.org/concord/id/actor/india", NamedNode("https://w3id.org/concord/id/actor/india")], ids=str)
def test_an_actor_may_be_named_in_many_ways(graph: KnowledgeGraph, name: object) -> None:
    """Names, codes and IRIs of an actor are understood."""
    assert graph.query("who-cooperates-with", actor=name).rows


@pytest.mark.parametrize("value", ['x" } SELECT * {', "a> } #", "\\", "?actor", "'; DROP", "\n", "http://a>b", "id:../x y"])
def test_parameters_cannot_break_out(graph: KnowledgeGraph, value: str) -> None:
    """A hostile value finds nothing or is refused as no IRI; it never becomes part of the query."""
    try:
        assert graph.query("who-cooperates-with", actor=value).rows == []
    except UsageError as error:
        assert "not an IRI" in str(error)


def test_parameters_bind_in_ones_own_sparql(graph: KnowledgeGraph) -> None:
    """A parameter binds the variable of its name."""
    asked = "SELECT DISTINCT ?a WHERE { ?a rdfs:label ?name }"
    assert [row["a"].rsplit("/", 1)[-1] for row in graph.query(asked, name="Japan")] == ["japan"]
    assert graph.query(asked, name='Ja"pan\\').rows == []


@pytest.mark.parametrize(("asked", "error", "says"), [
    ("SELECT ?x WHERE { ?x con:y ", QueryError, "line 1"),
    ("SELECT ?x\nWHERE { ?x ?y ?z } ORDER ?x", QueryError, "line 2"),
    ("SELECT * { ?x foo:bar ?y }", QueryError, "'foo:' is not declared"),
    ("what is this", QueryError, "SPARQL"),
    ("", QueryError, "SPARQL"),
    ("whocooperates", UsageError, "nearest: 'who-cooperates-with'"),
    ("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", Refused, "SERVICE"),
    ("SELECT * { service silent ?x { ?s ?p ?o } }", Refused, "SERVICE"),
    ("SELECT * { \\u0053ERVICE <http://localhost/> { ?s ?p ?o } }", Refused, "SERVICE"),
    ("SELECT * { FILTER(?a<?b).SERVICE<http://localhost/>{ ?s ?p ?o } }", Refused, "SERVICE"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", Refused, "FROM"),
    ("INSERT DATA { <a:a> <a:b> <a:c> }", Refused, "INSERT"),
    ("PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }", Refused, "DELETE"),
    ("LOAD <http://localhost/>", Refused, "LOAD"),
    ("DROP ALL", Refused, "DROP"),
    ("SELECT * {" + "{" * 5000 + "}" * 5001, Refused, "nested"),
    ("SELECT * { ?s ?p '" + "x" * 300_000 + "' }", Refused, "longer"),
], ids=range(17))
def test_bad_queries_end_in_one_clear_line(graph: KnowledgeGraph, asked: str, error: type[KgError], says: str) -> None:
    """What cannot or must not be asked raises its error with one line."""
    with pytest.raises(error, match=r".+") as caught:
        graph.query(asked)
    assert says in str(caught.value) and "\n" not in str(caught.value) and len(str(caught.value)) < 400


@pytest.mark.parametrize("asked", [
    'SELECT * { ?s ?p "SERVICE FROM INSERT" }', "SELECT * { ?s ?p ?o } # FROM here", "SELECT ?from ?service { ?from ?service ?o }",
    "PREFIX from: <http://a/> SELECT * { ?s from:load ?o }", "SELECT * { ?s ?p '''a'b''' FILTER(?s < ?p) }",
    "SELECT * { ?s ?p <http://a/#FROM> }",
])
def test_words_inside_strings_and_names_are_no_commands(graph: KnowledgeGraph, asked: str) -> None:
    """The guard looks at tokens, not at letters."""
    graph.query(asked)


def test_unknown_parameters_are_named(graph: KnowledgeGraph) -> None:
    """A misspelt parameter, topic or rung is answered with the nearest."""
    for parameters, says in (({"actr": "India"}, "nearest: 'actor'"), ({"topic": "maritim-security"}, "nearest: 'maritime-security'"),
                             ({"least": "agred"}, "nearest: 'agreed'")):
        with pytest.raises(UsageError, match=says):
            graph.query("commitments", **parameters)


def test_results_can_be_written(graph: KnowledgeGraph) -> None:
    """Answers come as tuples, by name, as CSV and as SPARQL's JSON."""
    result = graph.query("who-condemns", actor="India")
    assert result.variables == ("who", "what", "document", "date", "sentence") and len(result) == 2
    row = result.rows[0]
    assert row[0] == row["who"] == row.as_dict()["who"] == dict(row)["who"] == "India"
    lines = list(csv.reader(result.to_csv().splitlines()))
    assert lines[0] == list(result.variables) and lines[1][2] == "a-2022"
    bindings = json.loads(result.to_json())["results"]["bindings"]
    assert bindings[0]["who"] == {"type": "literal", "value": "India"}
    assert json.loads(graph.query("ASK { ?s ?p ?o }").to_json())["boolean"] is True
    built = graph.query("CONSTRUCT { ?a con:cooperatesWith ?b } WHERE { ?a con:cooperatesWith ?b }")
    assert len(built) == 2 and built.to_ntriples().count("\n") == 2


def test_network(graph: KnowledgeGraph) -> None:
    """One edge per fact and pair, keyed by the fact's id, with what there is to know."""
    network = graph.network()
    assert network.nodes["actor/india"] | {"aliases": ()} == {"label": "India", "kind": "country", "iso3": "IND", "aliases": ()}
    assert network.nodes["actor/s-jaishankar"]["kind"] == "person"
    edges = network.get_edge_data("actor/india", "actor/japan")
    assert len(edges) == 2
    for key, data in edges.items():
        fact = next(f for f in graph.facts if f.id == key)
        assert (data["relation"], data["status"], data["evidence"], data["doc"]) == (fact.relation, "agreed", LINES["talks"], fact.doc)
        assert data["symmetric"] and data["date"] and data["speaker"] == PARTIES and not data["negated"]
    assert {key for _, _, key in network.edges(keys=True)} == {fact.id for fact in graph.facts}


def test_dataset_is_an_rdflib_view(graph: KnowledgeGraph) -> None:
    """rdflib sees the same triples."""
    from rdflib import URIRef

    base, con = "https://w3id.org/concord/id/actor/", "https://w3id.org/concord/ontology#"
    assert (URIRef(base + "india"), URIRef(con + "cooperatesWith"), URIRef(base + "japan")) in graph.dataset()


def test_documents_of_one_id_must_be_one() -> None:
    """Two different texts under one id are refused; the same text twice is one document."""
    one, other = reading("a", "2022"), reading("a", "2022")
    assert len(KnowledgeGraph([one, other]).documents) == 1
    with pytest.raises(UsageError, match="two different documents"):
        KnowledgeGraph([one, Reading(Document("a", "Another text."), (), ())])


def test_an_empty_graph_answers() -> None:
    """No documents, no answers, no error."""
    assert KnowledgeGraph().query("documents").rows == [] and len(KnowledgeGraph().network()) == 0


def test_importing_is_quick() -> None:
    """rdflib, networkx and pyvis are loaded where they are used only."""
    code = "import sys, kg.graph, kg.rdf, kg.store; print(*[m for m in ('rdflib', 'networkx', 'pyvis', 'ruamel.yaml') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""
