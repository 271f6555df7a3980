"""A graph -> what breaks the shapes of the ontology."""
from __future__ import annotations

import click

from kg.commands.inputs import find_store, open_graph
from kg.commands.messages import plural, say


@click.command()
@click.argument("path", metavar="PATH")
@click.pass_context
def validate(context: click.Context, path: str) -> None:
    """Check a graph against ontology/shapes.ttl, and each quotation against its text. PATH is a build's folder, a store or an RDF file.

    \b
    Writes node, property and what is wrong, separated by tabs; leaves with 1 where something is.

    \b
    Example:
      kg validate out
      kg validate graph.trig
    """
    from kg.validation import validate as check

    found = check(open_graph(find_store(path)))
    for one in found:
        click.echo("\t".join((one.node, one.path, one.message)))
    say(f"{path}: {plural(len(found), 'finding')}" if found else f"{path}: valid")
    context.exit(1 if found else 0)
