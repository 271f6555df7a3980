"""A store -> what is wrong with it."""
from __future__ import annotations

import click

from kg.commands.inputs import find_store, store_option
from kg.commands.messages import plural, say


@click.command()
@store_option
@click.pass_context
def verify(context: click.Context, store: str | None) -> None:
    """Check every byte of a store: texts, facts, corrections, and each triple of the database. What is wrong is listed.

    \b
    Leaves with 0 where nothing is wrong and with 1 where something is; each line says what mends it.

    \b
    Example:
      kg verify --store out
    """
    from kg.store.verify import problems

    folder = find_store(store)
    found = 0
    for problem in problems(folder):
        click.echo(problem)
        found += 1
    say(f"{folder}: {plural(found, 'problem')}" if found else f"{folder}: nothing is wrong")
    context.exit(1 if found else 0)
