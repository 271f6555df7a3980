"""A sentence -> how it is read."""
from __future__ import annotations

from pathlib import Path

import click

from kg.commands.inputs import lexicon_option, load, load_names, read_stdin, rules_option
from kg.errors import UsageError


@click.command()
@click.argument("sentence", metavar="SENTENCE")
@rules_option
@lexicon_option
def explain(sentence: str, rules: tuple[str, ...], lexicon: tuple[str, ...]) -> None:
    """Show how a sentence is read: mentions, clauses, the rules that fired, and where the nearest others stopped.

    \b
    Example:
      kg explain 'India and Japan agreed to deepen cooperation in space.'
    """
    from kg.explain import explain as explain_sentence

    text = read_stdin() if sentence == "-" else sentence
    if not text.strip():
        raise UsageError("the sentence is empty")
    known = load(tuple(Path(file) for file in rules)), load_names(tuple(Path(file) for file in lexicon))
    click.echo(explain_sentence(text, *known).to_text().rstrip("\n"))
