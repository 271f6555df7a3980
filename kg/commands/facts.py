"""Documents -> facts on standard output."""
from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from kg.commands.inputs import Batch, corrections_option, files_argument, jobs_option, kept_corrections, lexicon_option, rules_option

if TYPE_CHECKING:
    from kg.corrections import Correction
    from kg.model import Reading

FORMATS = ("jsonl", "csv", "tsv", "table")


@click.command()
@files_argument
@click.option("--format", "style", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="How facts are written.")
@corrections_option
@jobs_option
@rules_option
@lexicon_option
@click.pass_context
def facts(context: click.Context, files: tuple[str, ...], style: str, store: str | None, jobs: int, rules: tuple[str, ...],
          lexicon: tuple[str, ...]) -> None:
    """Write the facts of documents to standard output, in the order given.

    With --corrections, facts that were amended carry the reason, and those that were rejected are told on standard error.

    \b
    Examples:
      kg facts statement.txt
      kg facts --format table statement.txt
      cat statement.txt | kg facts - --format csv > facts.csv
    """
    from kg.views import VIEWS

    batch = Batch(files)
    write = VIEWS[style].load()
    kept = kept_corrections(store)
    readings = (corrected(reading, kept) for reading in batch.readings(jobs, rules, lexicon))
    if style == "jsonl":  # as soon as a document is read, so that memory does not grow with their number
        for reading in readings:
            sys.stdout.write(write(reading.facts))
            sys.stdout.flush()
    else:
        found = [fact for reading in readings for fact in reading.facts]
        if found or not batch.failed:
            sys.stdout.write(write(found))
    batch.finish(context)


def corrected(reading: Reading, kept: dict[str, list[Correction]]) -> Reading:
    """A reading with the corrections of its document; what is rejected is said."""
    from kg.commands.messages import say
    from kg.corrections import correct, rejected

    own = kept.get(reading.document.id)
    if not own:
        return reading
    facts, done = correct(reading.facts, own, reading.document.sha256)
    for one in rejected(done):
        was = one.original
        say(f"{was.doc}: {'; '.join(was.subject)} {was.relation} {was.object}: {one.note}")
    return replace(reading, facts=tuple(facts))
