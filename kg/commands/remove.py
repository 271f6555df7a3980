"""Documents out of a store."""
from __future__ import annotations

import click

from kg.commands.add import say_gone
from kg.commands.inputs import find_store, store_option
from kg.commands.messages import plural, say


@click.command()
@click.argument("identifiers", nargs=-1, required=True, metavar="ID...")
@store_option
def remove(identifiers: tuple[str, ...], store: str | None) -> None:
    """Remove documents from a store: all of those named, or none. 'kg list' shows their names.

    \b
    Corrections of their facts are kept, and are done again if the text comes back. The state before stays
    on the disk until the next change.

    \b
    Example:
      kg remove --store out india-japan-2plus2-2019
    """
    from kg.store.change import Writer

    folder = find_store(store)
    with Writer(folder, "kg remove") as writer:
        writer.remove(identifiers)
        documents, facts, gone = len(writer.records), sum(record.facts for record in writer.records.values()), set(writer.views_gone)
    for one in dict.fromkeys(identifiers):
        say(f"{one}: removed")
    say(f"{plural(documents, 'document')}, {plural(facts, 'fact')} in {folder}")
    say_gone(gone)
