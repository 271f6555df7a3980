"""What people see: a template and its values in, a page out. Nothing here is raw HTML; Jinja2 escapes every value."""
from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from kg.account import corrected_account, give_account
from kg.corrections import Correction
from kg.errors import StoreError
from kg.guard import Answer, Guard
from kg.model import Document, Fact
from kg.queries import Question, list_queries
from kg.serve import resources
from kg.vocabulary import ONTOLOGY_GRAPH, prefixes

HERE = Path(__file__).parent
PAGE = 50  # documents or actors on a page
MOST_ROWS = 2000  # rows that a page shows; the formats give all
LONGEST_SENTENCE = 2000  # characters of a sentence that a row links to its place: it travels in the address
MOST_TEXT = 1_000_000  # characters of a document that is read again for its page


class Pages:
    """Makes the pages of one server."""

    def __init__(self, guard: Guard, store: Path) -> None:
        self.guard, self.store = guard, store

    def render(self, template: str, **values: Any) -> str:
        """A page; `link` turns an IRI into its address on this server."""
        page = environment().get_template(template).render(link=self.link, questions=list_queries(), **values)
        return page.encode("utf-8", "replace").decode("utf-8")

    def link(self, iri: str) -> str:
        """Where this server shows a node: data under /id/, other nodes of the graph by their IRI; a web address outside stays as it is."""
        base = self.guard.base
        if iri.startswith(base):
            return "/id/" + quote(iri[len(base):], safe="/-._~")
        if iri.startswith(ONTOLOGY_GRAPH.rsplit("/", 1)[0] + "/"):
            return "/node?" + urlencode({"iri": iri})
        return iri if iri.startswith(("https://", "http://")) else ""

    def home(self) -> str:
        """Numbers, questions, and the newest documents."""
        return self.render("home.html.j2", title="Concord", counts=resources.counts(self.guard),
                           documents=resources.documents(self.guard, 0, 10), actors=resources.actors(self.guard, 0, 12))

    def documents(self, page: int) -> str:
        """A page of the list of documents."""
        found = resources.documents(self.guard, page * PAGE, PAGE + 1)
        return self.render("list.html.j2", title="Documents", page=page, more=len(found) > PAGE, address="/documents",
                           rows=[(row.get("title") or resources.local(row["doc"]), row["doc"], row.get("date", ""), row["facts"])
                                 for row in found[:PAGE]])

    def actors(self, page: int) -> str:
        """A page of the list of actors."""
        found = resources.actors(self.guard, page * PAGE, PAGE + 1)
        return self.render("list.html.j2", title="Actors", page=page, more=len(found) > PAGE, address="/actors",
                           rows=[(row["name"], row["actor"], "", row["facts"]) for row in found[:PAGE]])

    def node(self, iri: str) -> str:
        """The page of a node that is no document."""
        found = resources.resource(self.guard, iri)
        title = found.label
        if "Fact" in found.kinds and found.facts:
            one = found.facts[0]
            title = f"{', '.join(link.label for link in one.subject)} {'not: ' if one.negated else ''}{one.relation} {one.object.label}"
        return self.render("node.html.j2", title=title, node=replace(found, label=title))

    def document(self, iri: str) -> str:
        """The page of a document: its sentences with their facts, or its facts alone where the text is not at hand."""
        from kg.views.account import account_fragment

        known = resources.resource(self.guard, iri)
        title = next((link.label for name, link in known.properties if name == "dcterms:title"), known.label)
        identifier = next((link.label for name, link in known.properties if name == "dcterms:identifier"), known.label)
        document, corrections = text_of(self.store, identifier)
        if document is None or len(document.text) > MOST_TEXT:
            known.facts, known.more = resources.facts(self.guard, f"?fact prov:wasQuotedFrom {resources.node(iri)} .")
            known.corrections = resources.corrections(self.guard, f"?doc = {resources.node(iri)}")
            return self.render("node.html.j2", title=title, node=replace(known, label=title))
        account = corrected_account(give_account(document), self.facts_of(iri), corrections, "the graph holds no fact of this sentence")
        return self.render("document.html.j2", title=title, account=account_fragment(account), iri=iri)

    def facts_of(self, iri: str) -> list[Fact]:
        """The facts of a document as they stand in the graph."""
        from pyoxigraph import Quad, RdfFormat, parse

        from kg.rdf import quads_to_facts

        graph = resources.node(iri)
        data = self.guard.ask(f"""CONSTRUCT {{ ?s ?p ?o . ?n rdfs:label ?l }} WHERE {{
            {{ GRAPH {graph} {{ ?s ?p ?o }} }} UNION {{ GRAPH {graph} {{ ?fact con:speaker ?n }} ?n rdfs:label ?l }} }}""",
                              triples="ntriples").data
        quads = [Quad(q.subject, q.predicate, q.object) for q in parse(data, format=RdfFormat.N_TRIPLES)]
        return quads_to_facts(quads)[1]

    def question(self, question: Question, given: Mapping[str, str], sparql: str, answer: Answer | None, error: str = "") -> str:
        """A named question with its parameters and its answer as a table."""
        names, table = table_of(answer) if answer else ([], [])
        address = f"/questions/{question.name}?"
        formats = [(style, address + urlencode({**given, "format": style})) for style in ("csv", "tsv", "json", "xml")]
        def place(names: list[str], row: list[dict[str, str]], name: str) -> str:
            held = dict(zip(names, (cell["value"] for cell in row), strict=True))
            return place_of(name, held)

        return self.render("question.html.j2", title=question.question, question=question, given=given, sparql=sparql, names=names,
                           rows=table[:MOST_ROWS], count=len(table), most=MOST_ROWS, formats=formats, error=error,
                           remarks=self.remarks(question, table), place=place,
                           answered=answer is not None)

    def remarks(self, question: Question, table: list[list[dict[str, str]]]) -> list[str]:
        """What readers corrected in an answer; the question about corrections says it itself."""
        from kg.graph import remarks

        cells = {cell["value"] for row in table for cell in row}
        return remarks(self.guard, cells) if question.name != "corrections" else []

    def find(self, words: str) -> str:
        """What has these words in its name."""
        found = resources.find(self.guard, words) if words else []
        return self.render("find.html.j2", title="Find", words=words, rows=found, most=resources.MOST)

    def place(self, document: str, sentence: str) -> str:
        """Where this server shows a sentence, or a document; "" where there is none."""
        found = resources.sentence(self.guard, document, sentence)
        return self.link(found[0]) + found[1] if found else ""

    def editor(self) -> str:
        """The page on which SPARQL is written."""
        return self.render("editor.html.j2", title="SPARQL", prefixes=prefixes(self.guard.base), base=self.guard.base)

    def wrong(self, status: int, reason: str) -> str:
        """A page that says what is wrong."""
        return self.render("wrong.html.j2", title=f"{status}", reason=reason)


def place_of(name: str, row: Mapping[str, str]) -> str:
    """Where a cell of an answer leads that is no IRI: a document's id to its page, a sentence to its place there."""
    wanted = {key: row[key] for key in ("document", "sentence") if row.get(key)}
    if name == "document" and "document" in wanted:
        wanted.pop("sentence", None)
    return "/where?" + urlencode(wanted) if name in wanted and len(wanted[name]) <= LONGEST_SENTENCE else ""


def text_of(store: Path, identifier: str) -> tuple[Document | None, list[Correction]]:
    """A document with its text and its corrections, from a store; None where the text is not at hand or is damaged."""
    from kg.store import at
    from kg.store.generation import read_corrections, read_records, read_text

    try:
        generation = at(store) if store.is_dir() else None
        record = read_records(generation).get(identifier) if generation else None
        if not generation or not record:
            return None, []
        return read_text(generation.folder, record), [one for one in read_corrections(generation) if one.doc == identifier]
    except StoreError:
        return None, []


def table_of(answer: Answer) -> tuple[list[str], list[list[dict[str, str]]]]:
    """Names of the columns and cells of an answer in JSON."""
    data = json.loads(answer.data)
    if answer.kind == "boolean":
        return ["answer"], [[{"type": "literal", "value": "yes" if data["boolean"] else "no"}]]
    names = data["head"]["vars"]
    return names, [[row.get(name) or {"type": "literal", "value": ""} for name in names] for row in data["results"]["bindings"]]


@cache
def environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["local"] = resources.local
    return made
