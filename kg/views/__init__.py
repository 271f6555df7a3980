"""What a graph can be written as: a table of views, each a function from a KnowledgeGraph (or facts) to text.

A new output is one file in this folder and one line in `VIEWS`. The modules are imported where they are used, so that asking for
facts as CSV does not load pyvis.
"""
from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

from kg.errors import UsageError


class View(NamedTuple):
    """Where a view is implemented and how a file of it ends."""

    module: str
    function: str
    suffix: str
    takes: str  # "graph" or "facts"

    def load(self) -> Callable[..., str]:
        """The function itself."""
        return getattr(import_module(self.module), self.function)


VIEWS: dict[str, View] = {
    "html": View("kg.views.html", "render_html", ".html", "graph"),
    "jsonl": View("kg.views.tables", "facts_jsonl", ".jsonl", "facts"),
    "csv": View("kg.views.tables", "facts_csv", ".csv", "facts"),
    "tsv": View("kg.views.tables", "facts_tsv", ".tsv", "facts"),
    "table": View("kg.views.tables", "facts_table", ".txt", "facts"),
    "trig": View("kg.views.linked", "render_trig", ".trig", "graph"),
    "nquads": View("kg.views.linked", "render_nquads", ".nq", "graph"),
    "jsonld": View("kg.views.jsonld", "render_jsonld", ".jsonld", "graph"),
    "turtle": View("kg.views.linked", "render_turtle", ".ttl", "graph"),
    "ntriples": View("kg.views.linked", "render_ntriples", ".nt", "graph"),
    "trig12": View("kg.views.rdf12", "render_trig", ".12.trig", "graph"),
    "nquads12": View("kg.views.rdf12", "render_nquads", ".12.nq", "graph"),
    "turtle12": View("kg.views.rdf12", "render_turtle", ".12.ttl", "graph"),
    "ntriples12": View("kg.views.rdf12", "render_ntriples", ".12.nt", "graph"),
    "graphml": View("kg.views.network", "render_graphml", ".graphml", "graph"),
    "gexf": View("kg.views.network", "render_gexf", ".gexf", "graph"),
    "plover": View("kg.views.events", "events", ".plover.tsv", "graph"),
    "corrections": View("kg.views.tables", "corrections_csv", ".corrections.csv", "graph"),
    "csl": View("kg.views.citations", "render_csl", ".json", "graph"),
}


def render(name: str, graph: Any) -> str:
    """A graph in the named view; raises UsageError with the names there are."""
    view = VIEWS.get(name)
    if view is None:
        raise UsageError(f"no view is called {name!r}; there are {', '.join(VIEWS)}")
    return view.load()(graph if view.takes == "graph" else graph.facts)
