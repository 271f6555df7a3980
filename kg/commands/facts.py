"""Documents -> facts on standard output."""
from __future__ import annotations

import sys

import click

from kg.commands.inputs import Batch, files_argument, jobs_option, lexicon_option, rules_option

FORMATS = ("jsonl", "csv", "tsv", "table")


@click.command()
@files_argument
@click.option("--format", "style", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="How facts are written.")
@jobs_option
@rules_option
@lexicon_option
@click.pass_context
def facts(context: click.Context, files: tuple[str, ...], style: str, jobs: int, rules: tuple[str, ...], lexicon: tuple[str, ...]) -> None:
    """Write the facts of documents to standard output, in the order given.

    \b
    Examples:
      kg facts statement.txt
      kg facts --format table statement.txt
      cat statement.txt | kg facts - --format csv > facts.csv
    """
    from kg.views import VIEWS

    batch = Batch(files)
    write = VIEWS[style].load()
    readings = batch.readings(jobs, rules, lexicon)
    if style == "jsonl":  # as soon as a document is read, so that memory does not grow with their number
        for reading in readings:
            sys.stdout.write(write(reading.facts))
            sys.stdout.flush()
    else:
        found = [fact for reading in readings for fact in reading.facts]
        if found or not batch.failed:
            sys.stdout.write(write(found))
    batch.finish(context)
