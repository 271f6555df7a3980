"""The ontology -> its documentation."""
from __future__ import annotations

import click


@click.command()
@click.argument("term", required=False, metavar="[TERM]")
def ontology(term: str | None) -> None:
    """Write what the classes, relations, properties, event types and topics mean, as Markdown; or say it of one TERM.

    \b
    Examples:
      kg ontology > ontology.md
      kg ontology callsOn
      kg ontology topic:maritime-security
    """
    from kg.reference import reference, term_reference

    click.echo(reference() if term is None else term_reference(term), nl=False)
