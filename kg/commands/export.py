"""A graph -> a file for other programs."""
from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.commands.inputs import find_store, open_graph
from kg.commands.messages import say
from kg.errors import UsageError
from kg.views import VIEWS


@click.command()
@click.argument("path", metavar="PATH")
@click.option("--format", "style", type=click.Choice(tuple(VIEWS)), help="What is written. [default: as FILE ends, else trig]")
@click.option("-o", "--output", metavar="FILE", help="Where it is written. [default: standard output]")
def export(path: str, style: str | None, output: str | None) -> None:
    """Write a graph for other programs: RDF, network, table or bibliography. PATH is a folder that kg build made, a store or an RDF file.

    FILE is written beside and renamed, so that it is never half there. docs/exports.md says what each format holds.

    \b
    Examples:
      kg export out -o graph.ttl
      kg export out --format jsonld > graph.jsonld
      kg export out -o actors.gexf
      kg export out -o annotated.12.ttl
      kg export out --format csl -o zotero.json
    """
    target = Path(output) if output else None
    if target and target.is_dir():
        raise UsageError(f"{target}: is a folder; -o takes the name of a file, such as {target / 'graph.trig'}")
    if target and not target.parent.is_dir():
        raise UsageError(f"{target.parent}: no such folder")
    if style is None:
        style = style_of(target) if target else "trig"
    text = open_graph(find_store(path)).export(style, target)
    if target:
        say(f"written: {target}")
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))


def style_of(target: Path) -> str:
    """The format in whose ending a file's name ends, the longest that does."""
    fitting = [name for name, view in VIEWS.items() if target.name.lower().endswith(view.suffix)]
    if not fitting:
        endings = ", ".join(view.suffix for view in VIEWS.values())
        raise UsageError(f"{target}: no format ends in '{target.suffix}'; name one with --format, or use {endings}")
    return max(fitting, key=lambda name: len(VIEWS[name].suffix))
