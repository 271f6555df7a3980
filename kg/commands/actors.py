"""The lexicon -> its actors as linked data."""
from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.commands.messages import say


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--format", "style", type=click.Choice(("turtle", "ntriples", "jsonld")), default="turtle", show_default=True,
              help="What is written.")
@click.option("-o", "--output", metavar="FILE", help="Where it is written. [default: standard output]")
def actors(names: tuple[str, ...], style: str, output: str | None) -> None:
    """Write the actors that the lexicon knows as linked data: names, ISO 3166 codes, Wikidata, dated memberships, offices.

    With a NAME only that actor, with its memberships and members. Nodes bear the same addresses as in the graphs of documents.

    \b
    Examples:
      kg actors -o actors.ttl
      kg actors Quad ASEAN
      kg actors IND --format jsonld
    """
    from kg.actors import render_actors
    from kg.store.durable import write_beside

    text = render_actors(style, names)
    if output:
        write_beside(Path(output), text.encode("utf-8"))
        say(f"written: {output}")
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))
