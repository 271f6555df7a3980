"""The documents of a store."""
from __future__ import annotations

import csv
import io
import json
import sys

import click

from kg.commands.inputs import find_store, store_option
from kg.errors import UsageError

COLUMNS = ("id", "date", "kind", "facts", "title", "sha256", "source", "read_by")


@click.command()
@store_option
@click.option("--format", "style", type=click.Choice(("table", "csv", "jsonl")), default="table", show_default=True,
              help="How they are written.")
def list(store: str | None, style: str) -> None:
    """List the documents of a store: name, date, kind, number of facts, title; csv and jsonl tell more.

    \b
    Examples:
      kg list --store out
      kg list --store out --format csv > documents.csv
    """
    from kg.store import at
    from kg.store.generation import read_records
    from kg.views.tables import escape_cell, rows_table

    folder = find_store(store)
    generation = at(folder)
    if generation is None:
        raise UsageError(f"{folder}: is no store; 'kg add --store DIR FILE...' makes one")
    found = []
    for record in read_records(generation).values():
        about = record.document
        values = (about.id, about.date, about.kind, record.facts, about.title, record.sha256, about.source, record.read_by)
        found.append(dict(zip(COLUMNS, values, strict=True)))
    if style == "jsonl":
        sys.stdout.write("".join(json.dumps(row, ensure_ascii=True) + "\n" for row in found))
    elif style == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows([escape_cell(str(value)) for value in row.values()] for row in found)
        sys.stdout.write(out.getvalue())
    elif found:
        sys.stdout.write(rows_table(COLUMNS[:5], [[row[name] for name in COLUMNS[:5]] for row in found]))
