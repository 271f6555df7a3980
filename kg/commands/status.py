"""How a store is."""
from __future__ import annotations

import click

from kg.commands.inputs import find_store, store_option
from kg.commands.messages import plural
from kg.errors import UsageError


@click.command()
@store_option
def status(store: str | None) -> None:
    """Say what a store holds, whether other rules than today's read it, who writes to it, and which corrections rest.

    \b
    It looks at sizes and dates, not at every byte: that is 'kg verify'.

    \b
    Example:
      kg status --store out
    """
    from kg.store import at, database, locks
    from kg.store.generation import FACTS, read_corrections, read_records
    from kg.store.records import reader

    folder = find_store(store)
    generation = at(folder)
    if generation is None:
        raise UsageError(f"{folder}: is no store; 'kg add --store DIR FILE...' makes one")
    records, corrections = read_records(generation), read_corrections(generation)
    marker = generation.marker
    counts = ", ".join(plural(marker[key], noun) for key, noun in (("documents", "document"), ("facts", "fact"), ("quads", "triple")))
    click.echo(f"{folder}: {counts}")
    stale = [record.id for record in records.values() if record.read_by != reader()]
    click.echo(f"rules        {'the same as today' if not stale else f'{len(stale)} of the documents were read by others; kg rebuild'}")
    rest = [one for one in corrections if not one.met]
    click.echo(f"corrections  {len(corrections)}" + (f", {len(rest)} of which find no fact to correct" if rest else ""))
    for one in rest:
        click.echo(f"             {one.fact} ({one.doc}): {one.verdict}: {one.why}")
    if not (folder / FACTS).exists():
        click.echo(f"{FACTS}  is missing beside the store (a writer was stopped); the next change shows it again")
    holder = locks.holder(folder)
    click.echo(f"writer       {holder or 'none'}")
    problems = [*database.damage(generation.path, whole=False)]
    click.echo(f"files        {'as they were written' if not problems else '; '.join(problems) + '; kg rebuild'}")
