"""A graph -> a page or a picture."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import click

from kg.commands.inputs import find_store, open_graph
from kg.commands.messages import say
from kg.commands.query import question
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

FORMATS = ("html", "svg", "png")


@click.command()
@click.argument("path", metavar="PATH")
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE...]")
@click.option("-o", "--output", required=True, metavar="FILE", help="What to write: .html, .svg or .png.")
@click.option("--format", "style", type=click.Choice(FORMATS), help="What is written. [default: as FILE ends, else html]")
@click.option("--query", "query", metavar="QUERY|NAME", help="Draw only the facts behind the answers of a question, with its parameters.")
@click.option("--compare", nargs=2, metavar="BEFORE AFTER", help="Show two sides compared, each a document's id or a date: "
                                                               "up to the first, from the second on.")
def view(path: str, parameters: tuple[str, ...], output: str, style: str | None, query: str | None,
         compare: tuple[str, str] | None) -> None:
    """Draw a graph as one self-contained page or as a still picture. PATH is a folder that kg build made, a store or an RDF file.

    \b
    Examples:
      kg view out -o graph.html
      kg view out -o graph.svg
      kg view out -o partners.html --query who-cooperates-with actor=India
      kg view out -o change.html --compare 2022 2023
      kg view out -o change.png --compare 2022 2023
    """
    target = Path(output)
    if target.is_dir():
        raise UsageError(f"{target}: is a folder; -o takes the name of a page, such as {target / 'graph.html'}")
    if not target.parent.is_dir():
        raise UsageError(f"{target.parent}: no such folder")
    ending = target.suffix.lower().lstrip(".")
    style = style or (ending if ending in FORMATS else "html")
    if parameters and not query:
        raise UsageError(f"'{parameters[0]}': parameters belong to --query")
    graph: Any = open_graph(find_store(path))
    title = ""
    if query:
        from kg.views.part import part_of

        text, values = question(query, parameters)
        graph = part_of(graph, text, **values)
        title = " ".join((query, *parameters)) if text == query and "{" not in text else ""
    if compare:
        known(graph, *compare)
    from kg.store.durable import write_beside

    write_beside(target, drawn(graph, style, title, compare))
    say(f"written: {target}")


def drawn(graph: Any, style: str, title: str, compare: tuple[str, str] | None) -> bytes:
    """The page or picture as bytes."""
    from kg.views.html import render_html

    if style == "html":
        start = urlencode({"before": compare[0], "after": compare[1]}) if compare else ""
        return render_html(graph, title, start).encode("utf-8")
    from kg.views.picture import render_png, render_svg

    return render_png(graph, title, compare) if style == "png" else render_svg(graph, title, compare).encode("utf-8")


def known(graph: KnowledgeGraph, *sides: str) -> None:
    """Raises UsageError where a side is neither the id of one of the documents nor a date."""
    import difflib

    from kg.views.compare import DATE

    ids = [document.id for document in graph.documents]
    for text in sides:
        if text not in ids and not DATE.fullmatch(text):
            near = difflib.get_close_matches(text, ids, 1)
            raise UsageError(f"'{text}' is neither a document of this graph nor a date (2024, 2024-08, 2024-08-20)"
                             + (f"; nearest: '{near[0]}'" if near else ""))
