"""A graph -> a page."""
from __future__ import annotations

from pathlib import Path

import click

from kg.commands.inputs import find_store, open_graph
from kg.commands.messages import say
from kg.errors import UsageError


@click.command()
@click.argument("path", metavar="PATH")
@click.option("-o", "--output", required=True, metavar="FILE.html", help="The page to write.")
def view(path: str, output: str) -> None:
    """Draw a graph as one self-contained page. PATH is a folder that kg build made, a store or an RDF file.

    \b
    Example:
      kg view out -o graph.html
    """
    target = Path(output)
    if target.is_dir():
        raise UsageError(f"{target}: is a folder; -o takes the name of a page, such as {target / 'graph.html'}")
    if not target.parent.is_dir():
        raise UsageError(f"{target.parent}: no such folder")
    open_graph(find_store(path)).to_html(target)
    say(f"written: {target}")
