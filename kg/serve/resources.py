"""A node's IRI in, what the graph says of it out: for pages as plain records, for programs as RDF."""
from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.guard import Guard
from kg.views.account import slug_of
from kg.vocabulary import CON, ONTOLOGY_GRAPH, PREFIXES, prefixes

MOST = 300  # facts and documents on a page


@dataclass(frozen=True, slots=True)
class Link:
    """A node or text as a page shows it: its label, and its IRI or ""."""

    label: str
    iri: str = ""


@dataclass(slots=True)
class FactRow:
    """A fact as a page shows it."""

    iri: str
    subject: list[Link]
    relation: str
    object: Link
    status: str
    negated: bool
    quote: str
    document: Link
    date: str
    where: str = ""  # address of its sentence in its document, without the document's own
    note: str = ""  # what a reader amended, and why


@dataclass(slots=True)
class CorrectionRow:
    """A correction as a page shows it."""

    iri: str
    fact: str
    verdict: str
    read: str
    why: str
    by: str
    quote: str
    document: Link


@dataclass(slots=True)
class Resource:
    """A node with its label, kinds, properties, facts, and the documents it issued."""

    iri: str
    label: str
    kinds: list[str] = field(default_factory=list)
    properties: list[tuple[str, Link]] = field(default_factory=list)
    facts: list[FactRow] = field(default_factory=list)
    more: bool = False
    corrections: list[CorrectionRow] = field(default_factory=list)


def rows(guard: Guard, sparql: str) -> list[dict[str, str]]:
    """Bindings of a query of our own, as texts."""
    found = json.loads(guard.ask(sparql, rows="json").data)["results"]["bindings"]
    return [{name: value["value"] for name, value in row.items()} for row in found]


def node(iri: str) -> str:
    """An IRI as SPARQL writes it; raises ValueError for what is none."""
    return str(NamedNode(iri))


def about(guard: Guard, iri: str, triples: str) -> bytes:
    """All triples of a node, of what is written in it where it is a document, and the names of what they lead to."""
    this = node(iri)
    return guard.ask(f"""CONSTRUCT {{ {this} ?p ?o . ?s ?q {this} . ?o rdfs:label ?l }} WHERE {{
        {{ {this} ?p ?o . OPTIONAL {{ ?o rdfs:label ?l FILTER(ISIRI(?o)) }} }}
        UNION {{ SELECT ?s ?q WHERE {{ ?s ?q {this} }} LIMIT 5000 }} }}""", triples=triples).data


def graph(guard: Guard, iri: str | None, triples: str) -> bytes | None:
    """All triples of a graph of the store, or of their union; None where there is no such graph."""
    if iri is None:
        return guard.ask("CONSTRUCT WHERE { ?s ?p ?o }", triples=triples).data
    if not json.loads(guard.ask(f"ASK {{ GRAPH {node(iri)} {{ ?s ?p ?o }} }}", rows="json").data)["boolean"]:
        return None
    return guard.ask("CONSTRUCT WHERE { ?s ?p ?o }", triples=triples, default_graphs=(iri,)).data


def find(guard: Guard, words: str) -> list[dict[str, str]]:
    """Nodes and documents with these words in a name, shortest name first: iri, name, kind."""
    tests = " ".join(f"FILTER(CONTAINS(LCASE(STR(?known)), LCASE({Literal(word)})))" for word in words.split()[:10])
    return rows(guard, f"""SELECT ?iri (SAMPLE(?k) AS ?kind) (MIN(?shown) AS ?name) WHERE {{
        ?iri rdfs:label|skos:altLabel|skos:hiddenLabel|skos:prefLabel|dcterms:title|dcterms:identifier ?known {tests}
        OPTIONAL {{ ?iri rdfs:label|dcterms:title ?label }} BIND(COALESCE(?label, ?known) AS ?shown)
        ?iri a ?class . FILTER(?class NOT IN (con:Node, con:Actor))
        BIND(REPLACE(STR(?class), "^.*[#/]", "") AS ?k) }} GROUP BY ?iri ORDER BY STRLEN(?name) ?name ?iri LIMIT {MOST}""")


def sentence(guard: Guard, document: str, text: str) -> tuple[str, str] | None:
    """IRI of a document and anchor of a sentence in it, "" where none is asked for; None where there is no such sentence."""
    which = f"?doc dcterms:identifier {Literal(document)} ." if document else ""
    if not text:
        found = rows(guard, f"SELECT ?doc {{ {which} }} LIMIT 1") if document else []
        return (found[0]["doc"], "") if found else None
    found = rows(guard, f"""SELECT ?doc ?id ?start WHERE {{ {which} ?quote oa:exact {Literal(text)} .
        ?evidence oa:hasSelector ?quote, ?position ; oa:hasSource ?doc . ?position oa:start ?start . ?doc dcterms:identifier ?id }}
        ORDER BY ?doc ?start LIMIT 1""")
    return (found[0]["doc"], anchor(found[0])) if found else None


def anchor(row: dict[str, str]) -> str:
    """The anchor of a sentence on the page of its document, of a row with id and start."""
    return f"#s-{slug_of(row['id'])}-{row['start']}" if "start" in row and "id" in row else ""


def is_known(guard: Guard, iri: str) -> bool:
    """True where the graph says something of or with the node."""
    this = node(iri)
    return bool(json.loads(guard.ask(f"ASK {{ {{ {this} ?p ?o }} UNION {{ ?s ?q {this} }} }}", rows="json").data)["boolean"])


def resource(guard: Guard, iri: str) -> Resource:
    """A node with its properties and the facts in which it stands."""
    this = node(iri)
    found = Resource(iri, local(iri))
    for row in rows(guard, f"""SELECT DISTINCT ?p ?o ?l WHERE {{ {this} ?p ?o OPTIONAL {{ ?o rdfs:label ?l }} }}
                                 ORDER BY ?p ?o LIMIT {MOST}"""):
        key, value = row["p"], row["o"]
        if key == PREFIXES["rdf"] + "type":
            if value.startswith(CON) and value not in (CON + "Node", CON + "Actor"):
                found.kinds.append(value.removeprefix(CON))
        elif key in (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel"):
            found.label = value
        elif not (key.startswith(CON) and key[len(CON):] in relation_names()):
            found.properties.append((short(key, guard.base), Link(row.get("l") or short(value, guard.base), value)))
    found.facts, found.more = facts(guard, f"{{ ?fact con:subject {this} }} UNION {{ ?fact con:object {this} }} "
                                           f"UNION {{ ?fact con:speaker {this} }} UNION {{ ?fact con:topic {this} }} "
                                           f"UNION {{ BIND({this} AS ?fact) }}")
    name = str(Literal(found.label))
    found.corrections = corrections(guard, f"?fact = {this} || ?result = {this} || ?verdict = \"reject\" && (?words = {name} || "
                                           f"CONTAINS(CONCAT(\"; \", ?who, \"; \"), CONCAT(\"; \", {name}, \"; \")))")
    return found


def corrections(guard: Guard, which: str) -> list[CorrectionRow]:
    """The corrections that fit a condition on ?fact, ?result, ?doc, ?verdict, ?who and ?words, the latter two as they were read."""
    listed = rows(guard, f"""SELECT * WHERE {{
        ?c a con:Correction ; con:met true ; con:corrects ?fact ; con:verdict ?verdict ; con:wasRead ?read ; con:why ?why ;
           oa:exact ?quote ; prov:wasQuotedFrom ?doc .
        OPTIONAL {{ ?c con:result ?result }} OPTIONAL {{ ?c con:correctedBy ?by }} OPTIONAL {{ ?doc dcterms:title ?title }}
        BIND(STRBEFORE(?read, " | ") AS ?who) BIND(STRAFTER(STRAFTER(?read, " | "), " | ") AS ?words)
        FILTER({which}) }} ORDER BY ?doc ?c LIMIT {MOST}""")
    return [CorrectionRow(row["c"], row["fact"], row["verdict"], row["read"], row["why"], row.get("by", "a reader"), row["quote"],
                          Link(row.get("title") or local(row["doc"]), row["doc"])) for row in listed]


def facts(guard: Guard, pattern: str) -> tuple[list[FactRow], bool]:
    """The facts that fit a pattern for ?fact, newest document first, and whether there are more than are given."""
    made: dict[str, FactRow] = {}
    listed = rows(guard, f"""SELECT ?fact ?s ?sl ?r ?o ?ol ?status ?no ?quote ?start ?doc ?id ?title ?date ?note WHERE {{
        {{ SELECT DISTINCT ?fact ?doc ?date WHERE {{ {pattern}
            ?fact a con:Fact ; prov:wasQuotedFrom ?doc . OPTIONAL {{ ?doc dcterms:issued ?date }}
        }} ORDER BY DESC(STR(?date)) ?doc ?fact LIMIT {MOST + 1} }}
        ?fact con:subject ?s ; con:relation/rdfs:label ?r ; con:objectText ?ol ; con:object ?o ; con:negated ?no .
        OPTIONAL {{ ?fact con:evidence/oa:hasSelector/oa:exact ?quote }} OPTIONAL {{ ?fact con:evidence/oa:hasSelector/oa:start ?start }}
        OPTIONAL {{ ?doc dcterms:identifier ?id }}
        OPTIONAL {{ ?fact con:correctionNote ?note }}
        OPTIONAL {{ ?s rdfs:label ?sl }} OPTIONAL {{ ?fact con:status/skos:prefLabel ?status }} OPTIONAL {{ ?doc dcterms:title ?title }}
    }} ORDER BY DESC(STR(?date)) ?doc ?fact ?sl""")
    for row in listed:
        known = made.get(row["fact"])
        subject = Link(row.get("sl") or local(row["s"]), row["s"])
        if known is None:
            iri = row["o"] if "://" in row["o"] else ""
            made[row["fact"]] = FactRow(row["fact"], [subject], row["r"], Link(row["ol"], iri), row.get("status", ""), row["no"] == "true",
                                        row.get("quote", ""), Link(row.get("title") or local(row["doc"]), row["doc"]), row.get("date", ""),
                                        anchor(row), row.get("note", ""))
        elif subject not in known.subject:
            known.subject.append(subject)
    return list(made.values())[:MOST], len(made) > MOST


def documents(guard: Guard, first: int, many: int) -> list[dict[str, Any]]:
    """Documents with title, date and number of facts, newest first."""
    return list(rows(guard, f"""SELECT ?doc (SAMPLE(?t) AS ?title) (SAMPLE(?d) AS ?date) (COUNT(?fact) AS ?facts) WHERE {{
        ?doc a con:Document OPTIONAL {{ ?doc dcterms:title ?t }} OPTIONAL {{ ?doc dcterms:issued ?d }}
        OPTIONAL {{ ?fact prov:wasQuotedFrom ?doc }} }} GROUP BY ?doc ORDER BY DESC(STR(?date)) ?doc OFFSET {first} LIMIT {many}"""))


def actors(guard: Guard, first: int, many: int) -> list[dict[str, Any]]:
    """Actors with their names and the number of facts said of them, most first."""
    return list(rows(guard, f"""SELECT ?actor ?name (COUNT(DISTINCT ?fact) AS ?facts) WHERE {{
        ?fact con:subject ?actor . ?actor a con:Actor ; rdfs:label ?name }}
        GROUP BY ?actor ?name ORDER BY DESC(?facts) ?name OFFSET {first} LIMIT {many}"""))


def counts(guard: Guard) -> dict[str, int]:
    """Numbers of documents, facts and actors."""
    found = rows(guard, """SELECT ?documents ?facts ?actors WHERE {
        { SELECT (COUNT(*) AS ?documents) { ?d a con:Document } } { SELECT (COUNT(*) AS ?facts) { ?f a con:Fact } }
        { SELECT (COUNT(DISTINCT ?a) AS ?actors) { ?a a con:Actor } } }""")
    return {name: int(number) for name, number in found[0].items()}


def relation_names() -> frozenset[str]:
    from kg.vocabulary import relations

    return frozenset(relations())


def local(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rstrip("/#").rsplit("#", 1)[-1].rsplit("/", 1)[-1] or iri


def short(value: str, base: str) -> str:
    """An IRI with its prefix; anything else as it is."""
    for prefix, iri in sorted(prefixes(base).items(), key=lambda item: -len(item[1])):
        if value.startswith(iri) and value != ONTOLOGY_GRAPH:
            return f"{prefix}:{value[len(iri):]}"
    return value
