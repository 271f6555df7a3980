"""A sentence -> how it is read."""
from __future__ import annotations

from pathlib import Path

import click

from kg.commands.inputs import load, read_stdin, rules_option
from kg.errors import UsageError


@click.command()
@click.argument("sentence", metavar="SENTENCE")
@rules_option
def explain(sentence: str, rules: tuple[str, ...]) -> None:
    """Show how a sentence is read: mentions, clauses, the rules that fired, and where the nearest others stopped.

    \b
    Example:
      kg explain 'India and Japan agreed to deepen cooperation in space.'
    """
    from kg.explain import explain as explain_sentence
    from kg.lexicon import load_lexicon

    text = read_stdin() if sentence == "-" else sentence
    if not text.strip():
        raise UsageError("the sentence is empty")
    click.echo(explain_sentence(text, load(tuple(Path(file) for file in rules)), load_lexicon()).to_text().rstrip("\n"))
