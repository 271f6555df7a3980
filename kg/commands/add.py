"""Documents -> a store."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import click

from kg.commands.inputs import Batch, files_argument, jobs_option, lexicon_option, rules_option, store_option, store_to_make
from kg.commands.messages import complain, plural, say
from kg.errors import InputError
from kg.model import Document

AT_ONCE = 256  # documents that become part of the store in one step


@click.command()
@files_argument
@store_option
@click.option("--replace", "replacing", is_flag=True, help="Let a document take the place of another text that has its name.")
@jobs_option
@rules_option
@lexicon_option
@click.pass_context
def add(context: click.Context, files: tuple[str, ...], store: str | None, replacing: bool, jobs: int, rules: tuple[str, ...],
        lexicon: tuple[str, ...]) -> None:
    """Add documents to a store, which is made where it is missing. A document that is there already is not read again.

    \b
    A document is known by its text, whatever its file is called. It is in the store, whole, when its line is
    written to standard error; documents come in steps of up to 256.

    \b
    Examples:
      kg add --store out statement.txt
      kg add --store archive statements/ -j 4
    """
    from kg.store.change import CLASH, SAME, Writer
    from kg.store.records import reader

    folder = store_to_make(store)
    batch = Batch(files)
    counts = dict.fromkeys(("added", "replaced", SAME), 0)
    gone: set[str] = set()
    with Writer(folder, "kg add", create=True) as writer:
        known = writer.known()

        def new() -> Iterator[Document]:
            for document in batch.documents():
                held = known.get(document.sha256)
                if held is None:
                    yield document
                else:
                    counts[SAME] += 1
                    writer.mend_text(document)
                    say(f"{document.id}: {SAME}" + (f" as {held}" if held != document.id else ""))

        readings = batch.readings(jobs, rules, lexicon, new())
        by = reader(rules, lexicon)
        while step := list(islice(readings, AT_ONCE)):
            for outcome in writer.add(step, replacing=replacing, read_by=by):
                if outcome.what == CLASH:
                    batch.fail(InputError(f"{outcome.id}: another text has this name in {folder}; rename the file, or say --replace"))
                    continue
                counts[outcome.what] += 1
                held = f" as {outcome.held}" if outcome.held and outcome.held != outcome.id else ""
                say(f"{outcome.id}: {outcome.what}{held or ('' if outcome.what == SAME else ', ' + plural(outcome.facts, 'fact'))}")
            gone.update(writer.views_gone)
        changed = counts["added"] + counts["replaced"]
        documents, found = len(writer.records), sum(record.facts for record in writer.records.values())
    say(f"{changed} changed: " + ", ".join(f"{count} {what}" for what, count in counts.items())
        + f"; {plural(documents, 'document')}, {plural(found, 'fact')} in {folder}")
    say_gone(gone)
    if not changed and not counts[SAME]:
        complain("nothing was added")
    batch.finish(context)


def say_gone(views: set[str]) -> None:
    """Say which files showed the state before and were taken away."""
    if views:
        say(f"{' and '.join(sorted(views))} showed the state before and {'are' if len(views) > 1 else 'is'} gone; "
            "'kg view' and 'kg export' write them again")
