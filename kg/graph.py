"""Readings in, a KnowledgeGraph out: what users hold, ask, draw and save."""
from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, StoreError, UsageError
from kg.model import Document, Fact, Reading

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pyoxigraph import Quad, Store, Triple
    from rdflib import Dataset

    from kg.corrections import Correction
    from kg.guard import Guard
    from kg.remote import Endpoint


class Row(tuple):
    """One answer: a tuple in the order of the variables, whose values can also be had by name (`row["who"]`)."""

    variables: tuple[str, ...]

    def __new__(cls, values: Iterable[Any], variables: tuple[str, ...]) -> Row:
        row = super().__new__(cls, values)
        row.variables = variables
        return row

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            if key.lstrip("?") not in self.variables:
                raise KeyError(key)
            return super().__getitem__(self.variables.index(key.lstrip("?")))
        return super().__getitem__(key)

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a variable, or `default` where there is no such variable."""
        return self[name] if name in self.variables else default

    def keys(self) -> tuple[str, ...]:
        """The variables; `dict(row)` works."""
        return self.variables

    def as_dict(self) -> dict[str, Any]:
        """Variable -> value."""
        return dict(zip(self.variables, self))


class Result:
    """What a query answers: rows for SELECT, true or false for ASK, triples for CONSTRUCT and DESCRIBE.

    `kind` is "rows", "boolean" or "triples". Values of rows are Python's own: IRIs and texts as str, numbers and truth values as
    such, None where a variable is not bound; `terms` keeps the RDF terms.
    """

    def __init__(self, answer: Any) -> None:
        from pyoxigraph import QueryBoolean, QuerySolutions

        self.variables: tuple[str, ...] = ()
        self.terms: list[tuple] = []
        self.rows: list[Row] = []
        self.triples: list[Triple] = []
        self.boolean: bool | None = None
        self.remarks: list[str] = []  # what readers corrected in the facts and sentences of the answer
        self.sources: dict[str, tuple[str, str]] = {}  # document id -> title and address, for links in a notebook
        if isinstance(answer, QueryBoolean):
            self.kind, self.boolean = "boolean", bool(answer)
        elif isinstance(answer, QuerySolutions):
            self.kind = "rows"
            self.variables = tuple(v.value for v in answer.variables)
            self.terms = [tuple(solution) for solution in answer]
            self.rows = [Row((python_value(term) for term in terms), self.variables) for terms in self.terms]
        else:
            self.kind, self.triples = "triples", sorted(set(answer), key=str)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.triples if self.kind == "triples" else self.rows)

    def __len__(self) -> int:
        return len(self.triples) if self.kind == "triples" else len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.boolean) if self.kind == "boolean" else len(self) > 0

    def __eq__(self, other: object) -> bool:
        if isinstance(other, bool) and self.kind == "boolean":
            return self.boolean == other
        return self is other

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return f"<Result {self.boolean}>" if self.kind == "boolean" else f"<Result of {len(self)} {self.kind}>"

    def cells(self) -> set[str]:
        """All IRIs and texts in the answer."""
        return {term_text(term) for row in (self.triples or self.terms) for term in row}

    def _repr_html_(self) -> str:
        """The answers as a table, in a notebook."""
        from kg.views.notebook import answer_html

        return answer_html(self, self.sources)

    def to_csv(self) -> str:
        """SPARQL 1.1 results in CSV, safe to open in a spreadsheet; triples as N-Triples terms in three columns."""
        import csv
        import io

        from kg.views.tables import escape_cell

        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        if self.kind == "boolean":
            writer.writerow(["boolean"])
            writer.writerow(["true" if self.boolean else "false"])
        elif self.kind == "triples":
            writer.writerow(["subject", "predicate", "object"])
            writer.writerows([escape_cell(term_text(term)) for term in triple] for triple in self.triples)
        else:
            writer.writerow(self.variables)
            writer.writerows([escape_cell(term_text(term)) for term in terms] for terms in self.terms)
        return out.getvalue()

    def to_json(self) -> str:
        """SPARQL 1.1 results in JSON; triples as rows of subject, predicate and object."""
        import json

        if self.kind == "boolean":
            return json.dumps({"head": {}, "boolean": self.boolean}) + "\n"
        names: tuple[str, ...] = ("subject", "predicate", "object") if self.kind == "triples" else self.variables
        rows: Iterable[Iterable] = self.triples if self.kind == "triples" else self.terms
        bindings = [{name: json_term(term) for name, term in zip(names, row) if term is not None} for row in rows]
        return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}, ensure_ascii=False, indent=1) + "\n"

    def to_ntriples(self) -> str:
        """The triples of CONSTRUCT or DESCRIBE, sorted, one a line."""
        return "".join(f"{triple} .\n" for triple in self.triples)


def ask(guard: Guard | Endpoint, sparql_or_name: str, parameters: dict[str, Any]) -> Result:
    """What a guarded store answers to SPARQL or to the name of a question; raises what `KnowledgeGraph.query` does."""
    from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

    answer = guard.query(sparql_or_name, parameters)
    try:
        if answer.kind == "triples":
            form = RdfFormat.TURTLE if answer.style == "turtle" else RdfFormat.N_TRIPLES
            return Result(quad.triple for quad in parse(answer.data, format=form))
        results = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}
        return Result(parse_query_results(answer.data, format=results[answer.style]))
    except (SyntaxError, ValueError) as error:  # of another server
        raise StoreError(f"the answer cannot be read: {' '.join(str(error).split())[:200]}") from error


CORRECTED = """SELECT ?fact ?result ?read ?verdict ?why ?by ?sentence WHERE {
  ?correction a con:Correction ; con:met true ; con:corrects ?fact ; con:wasRead ?read ; con:verdict ?verdict ;
    con:why ?why ; oa:exact ?sentence .
  OPTIONAL { ?correction con:result ?result } OPTIONAL { ?correction con:correctedBy ?by }
} ORDER BY ?sentence ?fact"""


def remarks(source: Guard | Endpoint, cells: Collection[str]) -> list[str]:
    """What readers corrected in the facts and sentences that an answer names, one line each: what was read, the verdict and the reason."""
    if not cells:
        return []
    try:
        found = ask(source, CORRECTED, {}).rows
    except KgError as error:  # the answer itself is there and is not lost for this
        return [f"what readers corrected could not be asked: {error}"]
    return [f"{row['verdict']}ed by {row['by'] or 'a reader'}: {row['read']}: {row['why']}" for row in found
            if row["fact"] in cells or row["result"] in cells or row["sentence"] in cells]


def term_text(term: Any) -> str:
    """A term without its syntax: the IRI or the text; "" for none."""
    return "" if term is None else getattr(term, "value", None) or ("" if hasattr(term, "value") else str(term))


def python_value(term: Any) -> Any:
    """A term as a Python value."""
    from pyoxigraph import Literal

    if not isinstance(term, Literal):
        return term_text(term) if term is not None else None
    kind = term.datatype.value.rsplit("#", 1)[-1]
    if kind == "boolean":
        return term.value in ("true", "1")
    if kind in ("integer", "nonNegativeInteger", "int", "long") and re.fullmatch(r"[+-]?\d{1,30}", term.value):
        return int(term.value)
    if kind in ("decimal", "double", "float") and re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", term.value):
        return float(term.value)
    return term.value


def json_term(term: Any) -> dict[str, str]:
    """A term as SPARQL results in JSON write it."""
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "literal", "value": str(term)}
    data = {"type": "literal", "value": term.value}
    if term.language:
        return data | {"xml:lang": term.language}
    datatype = term.datatype.value
    return data if datatype.endswith("XMLSchema#string") else data | {"datatype": datatype}


class KnowledgeGraph:
    """Documents and their facts as one graph.

    Made from readings (`kg.build`), or loaded from what was saved (`KnowledgeGraph.load`). Documents and facts are sorted, so the order
    in which readings come makes no difference.
    """

    def __init__(self, readings: Iterable[Reading] = (), *, base: str | None = None, corrections: Iterable[Correction] = (),
                 read_by: str = "") -> None:
        from kg.corrections import correct
        from kg.rdf import fact_order
        from kg.store.records import Holding, named_once
        from kg.vocabulary import BASE

        self.base = base or BASE
        said: dict[str, list[Correction]] = {}
        for one in corrections:
            said.setdefault(one.doc, []).append(one)
        held: dict[str, Holding] = {}
        for reading in readings:
            document = reading.document
            if document.id in held and held[document.id].document.sha256 != document.sha256:
                raise UsageError(f"two different documents have the id '{document.id}'; give each an id of its own")
            facts, kept = correct(reading.facts, said[document.id], document.sha256) if document.id in said else (reading.facts, ())
            named = named_once(reading.mentions, document.text)
            held[document.id] = Holding(document, tuple(sorted(facts, key=fact_order)), named, read_by, tuple(kept))
        self._holdings = [held[key] for key in sorted(held)]
        self.documents: list[Document] = [holding.document for holding in self._holdings]
        self.facts: list[Fact] = sorted((fact for holding in self._holdings for fact in holding.facts), key=fact_order)
        self.corrections: list[Correction] = [one for holding in self._holdings for one in holding.corrections]
        self._store: Store | None = None
        self._path: Path | None = None  # of the folder or file it was loaded from, or was written to for its guard
        self._guard: Guard | None = None

    def __repr__(self) -> str:
        return f"<KnowledgeGraph of {len(self.documents)} documents, {len(self.facts)} facts>"

    def __len__(self) -> int:
        return len(self.facts)

    # ---- asking

    @property
    def store(self) -> Store:
        """The graph as a pyoxigraph store: in memory, or the read-only database it was loaded from."""
        if self._store is None:
            from pyoxigraph import Store

            store = Store()
            store.bulk_extend(self.quads())
            self._store = store
        return self._store

    def quads(self) -> Iterator[Quad]:
        """All quads, of the ontology and of each document, in no promised order (`kg.rdf.to_trig` sorts)."""
        if self._store is not None:
            yield from self._store
        else:
            from kg.store.change import whole_quads

            yield from whole_quads(self._holdings, self.base)

    def query(self, sparql_or_name: str, **parameters: Any) -> Result:
        """Ask in SPARQL, or by the name of a question with its parameters: `query("who-cooperates-with", actor="India")`.

        Prefixes (con:, actor:, doc:, topic:, skos:, dcterms:, prov:, oa: ...) are known; the default graph is the union of all documents.
        In SPARQL of one's own a parameter binds the variable of that name: a str as text, or any pyoxigraph term.
        It is evaluated in a process of its own, under limits (kg/guard/). Raises QueryError for a syntax error, UsageError for an
        unknown name, Refused for SERVICE, FROM and updates, LimitReached for what takes too much time, memory or rows.
        """
        from kg.views.notebook import sources_of

        answer = ask(self.guard, sparql_or_name, parameters)
        answer.sources = sources_of(self)
        if self.corrections:
            answer.remarks = remarks(self.guard, answer.cells())
        return answer

    @property
    def guard(self) -> Guard:
        """The process in which the graph is asked; a graph in memory is written to a temporary folder for it."""
        if self._guard is None:
            from kg.guard import Guard as Asked

            if self._path is None:
                from pyoxigraph import Store

                self._path = Path(tempfile.mkdtemp(prefix="concord-"))
                database = Store(str(self._path))
                database.bulk_extend(self.store)
                database.flush()
                del database  # closes it, so that the worker may open it
                self._guard = Asked(self._path, base=self.base, temporary=True)
            else:
                self._guard = Asked(self._path, base=self.base)
        return self._guard

    # ---- seeing

    def _repr_html_(self) -> str:
        """The page, in a notebook."""
        from kg.views.notebook import graph_frame

        return graph_frame(self)

    def facts_html(self) -> str:
        """The facts as an HTML table, each with its sentence and a link to its document's address."""
        from kg.views.notebook import facts_html, sources_of

        return facts_html(self.facts, sources_of(self))

    def network(self) -> MultiDiGraph:
        """A networkx MultiDiGraph: one edge per fact and pair of subject and object, keyed by the fact's id.

        Nodes are named by the local part of their IRI ("actor/india") and have label, kind, iso3 and aliases; topics are "topic:climate".
        Edges have relation, family, symmetric, status, date, doc, negated, speaker, topics, fact, evidence (the sentence) and correction.
        """
        import networkx

        from kg.rdf import fact_order
        from kg.vocabulary import TOPIC, relations

        graph = networkx.MultiDiGraph()
        nodes = self._nodes()
        table = relations()
        dates = {document.id: document.date for document in self.documents}
        ends = self._ends()

        def node(iri: str) -> str:
            key = iri.removeprefix(self.base) if iri.startswith(self.base) else f"topic:{iri.removeprefix(TOPIC)}"
            if key not in graph:
                kind = "date" if key.startswith("date/") else "matter"
                graph.add_node(key, **nodes.get(iri, {"label": key.removeprefix("date/"), "kind": kind, "iso3": "", "aliases": ()}))
            return key

        for fact in sorted(self.facts, key=fact_order):
            if fact.id not in ends:
                continue
            subjects, target = ends[fact.id]
            known = table[fact.relation]
            for subject in subjects:
                if subject == target:
                    continue
                graph.add_edge(node(subject), node(target), key=fact.id, fact=fact.id, relation=fact.relation, family=known.family,
                               symmetric=known.symmetric, status=fact.status, date=dates.get(fact.doc, ""), doc=fact.doc,
                               negated=fact.negated, speaker=fact.speaker, topics=fact.topics, evidence=fact.quote,
                               correction=fact.correction)
        return graph

    def _nodes(self) -> dict[str, dict[str, Any]]:
        """IRI -> label, kind, iso3, aliases of every node of the graph."""
        from pyoxigraph import NamedNode

        from kg.minting import KINDS
        from kg.rdf import quad_texts
        from kg.vocabulary import PREFIXES, TOPIC, topics

        label, kind = PREFIXES["rdfs"] + "label", PREFIXES["rdf"] + "type"
        notation, other = PREFIXES["skos"] + "notation", PREFIXES["skos"] + "altLabel"
        found: dict[str, dict[str, set[str]]] = {}
        for predicate in (label, kind, notation, other):
            for _, iri, _, value in quad_texts(self.store.quads_for_pattern(None, NamedNode(predicate), None)):
                if iri.startswith(self.base):
                    found.setdefault(iri, {}).setdefault(predicate, set()).add(value)
        nodes: dict[str, dict[str, Any]] = {}
        for iri in sorted(found):
            data = found[iri]
            kinds = {KINDS[k] for k in data.get(kind, ()) if k in KINDS}
            if not kinds:
                continue
            # a person whom another document knows only as an actor is a person
            kinds = kinds - {"actor"} or kinds
            names = sorted(data.get(label, ()))
            iso = [code for code in sorted(data.get(notation, ())) if len(code) == 3]
            shortest = min(names, key=lambda n: (len(n), n)) if names else iri.removeprefix(self.base)
            nodes[iri] = {"label": shortest, "kind": min(kinds), "iso3": iso[0] if iso else "",
                          "aliases": tuple(sorted(data.get(other, set()) | set(names)))}
        for topic in topics().values():
            nodes[TOPIC + topic.id] = {"label": topic.label, "kind": "topic", "iso3": "", "aliases": ()}
        return nodes

    def _ends(self) -> dict[str, tuple[list[str], str]]:
        """Fact id -> IRIs of its subjects, IRI of its object; dates become nodes of their own."""
        from pyoxigraph import Literal, NamedNode

        from kg.rdf import quad_texts
        from kg.vocabulary import CON

        subjects: dict[str, set[str]] = {}
        targets: dict[str, str] = {}
        start = f"{self.base}fact/"
        for _, fact, _, value in quad_texts(self.store.quads_for_pattern(None, NamedNode(CON + "subject"), None)):
            subjects.setdefault(fact.removeprefix(start), set()).add(value)
        for quad in self.store.quads_for_pattern(None, NamedNode(CON + "object"), None):
            (_, fact, _, value), = quad_texts([quad])
            targets[fact.removeprefix(start)] = f"{self.base}date/{value}" if isinstance(quad.object, Literal) else value
        return {key: (sorted(subjects.get(key, ())), target) for key, target in targets.items()}

    def dataset(self) -> Dataset:
        """The graph as an rdflib Dataset whose default graph is the union of all; a view on the store, not a copy."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        from kg.vocabulary import prefixes

        view = Dataset(store=OxigraphStore(store=self.store), default_union=True)
        for prefix, iri in prefixes(self.base).items():
            view.bind(prefix, iri, replace=True)
        return view

    def to_html(self, path: str | Path | None = None) -> str:
        """One self-contained page; written to `path` where it is given. Returns the page."""
        from kg.store.durable import write_beside
        from kg.views.html import render_html

        page = render_html(self)
        if path is not None:
            write_beside(Path(path), page.encode("utf-8", "replace"))
        return page

    # ---- keeping

    def export(self, style: str, path: str | Path | None = None) -> str:
        """The graph in a format of docs/exports.md ("trig", "graphml", "csl" ...), written to `path` too if given, whole or not at all.

        Raises UsageError for a format that does not exist.
        """
        from kg.store.durable import write_beside
        from kg.views import render

        text = render(style, self)
        if path is not None:
            write_beside(Path(path), text.encode("utf-8"))
        return text

    def save(self, folder: str | Path, force: bool = False) -> None:
        """Write a store's folder (kg/store says what is in it), whole or not at all; without `force` only into an empty one or a store."""
        from kg.store import write_build

        write_build(folder, self._holdings, self._store if self._store is not None else self.quads(), base=self.base, force=force)

    @classmethod
    def load(cls, path: str | Path) -> KnowledgeGraph:
        """Open what `save`, `kg build` or `kg add` wrote, a database folder or an RDF file; a database is opened read-only.

        A graph stays as it was when it was loaded, whatever is written meanwhile.
        """
        from pyoxigraph import NamedNode

        from kg import store
        from kg.rdf import quads_to_corrections, quads_to_facts
        from kg.store.generation import read_holdings
        from kg.store.records import Holding
        from kg.vocabulary import CON, PREFIXES

        graph = cls()
        generation = store.at(path)
        graph._path = generation.path if generation else Path(path)
        graph._store = store.open_store(graph._path)
        if generation:
            graph._holdings = read_holdings(generation)
            graph.documents = [holding.document for holding in graph._holdings]
            graph.facts = [fact for holding in graph._holdings for fact in holding.facts]
            graph.corrections = [one for holding in graph._holdings for one in holding.corrections]
            graph.base = generation.base
            return graph
        graph.documents, graph.facts = quads_to_facts(graph._store)
        graph.corrections = quads_to_corrections(graph._store)
        facts: dict[str, list[Fact]] = {document.id: [] for document in graph.documents}
        for fact in graph.facts:
            facts.setdefault(fact.doc, []).append(fact)
        graph._holdings = [Holding(document, tuple(facts[document.id])) for document in graph.documents]
        document = NamedNode(CON + "Document")
        for quad in graph._store.quads_for_pattern(None, NamedNode(PREFIXES["rdf"] + "type"), document):
            graph.base = getattr(quad.subject, "value", "").rpartition("doc/")[0] or graph.base
            break
        return graph
