"""The ontology under OWL 2 RL: what follows from it, that real graphs do not contradict it, and that wrong ones do."""
from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import owlrl
import pytest
from pyoxigraph import RdfFormat, serialize
from rdflib import Graph, URIRef

import kg
from kg.vocabulary import ONTOLOGY_GRAPH, PREFIXES, ontology_file

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = ("concord.ttl", "topics.ttl", "plover.ttl")
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
# What the vocabularies that the ontology leans on say of themselves, and what a reasoner would load of them.
AXIOMS = HEAD + """
skos:Collection owl:disjointWith skos:Concept, skos:ConceptScheme .
skos:Concept owl:disjointWith skos:ConceptScheme .
skos:OrderedCollection rdfs:subClassOf skos:Collection .
skos:broader rdfs:subPropertyOf skos:broaderTransitive ; rdfs:domain skos:Concept ; rdfs:range skos:Concept .
skos:broaderTransitive a owl:TransitiveProperty .
skos:inScheme rdfs:range skos:ConceptScheme .
skos:memberList rdfs:domain skos:OrderedCollection .
prov:Entity owl:disjointWith prov:Activity .
prov:wasAttributedTo rdfs:domain prov:Entity ; rdfs:range prov:Agent .
prov:wasGeneratedBy rdfs:domain prov:Entity ; rdfs:range prov:Activity .
org:memberOf owl:inverseOf org:hasMember .
org:holds owl:inverseOf org:heldBy ; rdfs:range org:Post .
org:Membership owl:disjointWith org:Organization, org:Post .
"""


def closure(*texts: str) -> Graph:
    """The ontology, the axioms and the texts (Turtle), with all that follows from them."""
    graph = Graph()
    for name in FILES:
        graph.parse(ontology_file(name))
    for text in (AXIOMS, *texts):
        graph.parse(data=text, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def contradictions(graph: Graph) -> list[str]:
    """What the reasoner objects to."""
    return sorted(str(text) for text in graph.objects(None, URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")))


def as_turtle(quads: Iterable) -> str:
    """The triples of the quads outside the ontology's own graph."""
    triples = {quad.triple for quad in quads if getattr(quad.graph_name, "value", "") != ONTOLOGY_GRAPH}
    return (serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES) or b"").decode()


@cache
def real_graph() -> Graph:
    """Documents of the examples, read, built and closed."""
    files = sorted(EXAMPLES.glob("*.txt"))[:4]
    return closure(as_turtle(kg.build([kg.read(file) for file in files]).quads()))


def term(name: str) -> URIRef:
    """The IRI of a prefixed name."""
    prefix, rest = name.split(":", 1)
    return URIRef(PREFIXES[prefix] + rest)


def test_a_real_graph_contradicts_nothing() -> None:
    """Built graphs keep to domains, ranges, disjoint classes and characters of properties."""
    assert contradictions(real_graph()) == []


@pytest.mark.parametrize(("above", "below"), [
    ("prov:wasAttributedTo", "con:speaker"), ("dcterms:creator", "con:issuedBy"), ("dcterms:subject", "con:topic"),
    ("org:holds", "con:holdsOffice"), ("skos:broader", "con:family"), ("skos:relatedMatch", "con:plover"), ("schema:sha256", "con:sha256"),
])
def test_other_vocabularies_find_our_data(above: str, below: str) -> None:
    """Who asks in the words of PROV-O, ORG, SKOS, Dublin Core or schema.org gets at least our answers."""
    ours = set(real_graph().subject_objects(term(below)))
    assert ours and ours <= set(real_graph().subject_objects(term(above)))


@pytest.mark.parametrize("triple", [
    "con:completed con:firmerThan con:discussed", "con:agreed con:firmerThan con:intended", "con:condemns skos:broader con:stance",
    "plover:AGREE skos:broaderTransitive plover:verbal-cooperation", "id:run a prov:Activity", "id:a con:cooperatesWith id:b",
    "id:b org:memberOf id:g", "id:g con:hasMember id:b", "id:g schema:member id:b", "id:b a prov:Agent", "id:p a schema:Person",
    "id:o con:officeHeldBy id:p", "id:o a org:Post",
])
def test_what_follows(triple: str) -> None:
    """Inverse, symmetric and transitive properties, super-properties and classes."""
    subject, predicate, value = (term("rdf:type") if part == "a" else term(part) for part in triple.split())
    assert (subject, predicate, value) in small_graph()


@cache
def small_graph() -> Graph:
    """A few triples as a document would yield them."""
    return closure(HEAD + "id:run a con:Run . id:b con:cooperatesWith id:a ; con:memberOf id:g . id:p con:holdsOffice id:o .")


SPOILED = {  # what is wrong: its triples, and a name that the objection must have
    "event-that-condemns": ("id:event1 a con:Event ; con:condemns id:x1 .", "event1"),
    "country-and-organization": ("id:land2 a con:Country, con:Organization .", "land2"),
    "member-of-itself": ("id:group3 con:memberOf id:group3 .", "group3"),
    "members-of-each-other": ("id:group4 con:memberOf id:bloc4 . id:bloc4 con:memberOf id:group4 .", "bloc4"),
    "office-that-is-a-person": ("id:person5 a con:Person . id:somebody5 con:holdsOffice id:person5 .", "person5"),
    "document-as-subject": ("id:doc6 a con:Document . id:fact6 con:subject id:doc6 .", "doc6"),
    "run-that-is-quoted": ("id:run7 a con:Run ; prov:wasGeneratedBy id:other7 .", "run7"),
    "scheme-that-is-a-collection": ("id:ladder8 a skos:ConceptScheme ; skos:memberList () .", "ladder8"),
    "rung-as-event-type": ("id:fact9 con:eventType con:agreed .", "agreed"),
    "attack-on-itself": ("id:land10 con:attacks id:land10 .", "land10"),
}


@cache
def spoiled_graph() -> Graph:
    """All that is wrong, at once: each case has names of its own."""
    return closure(HEAD + "\n".join(text for text, _ in SPOILED.values()))


@pytest.mark.parametrize("case", SPOILED)
def test_a_wrong_graph_is_contradicted(case: str) -> None:
    """Each wrong statement is objected to by name, so that consistency is not for want of axioms."""
    assert [text for text in contradictions(spoiled_graph()) if SPOILED[case][1] in text]
