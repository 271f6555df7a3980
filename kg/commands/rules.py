"""The rules, or one of them."""
from __future__ import annotations

from pathlib import Path

import click

from kg.commands.inputs import load, rules_option


@click.command()
@click.argument("rule", required=False, metavar="[ID]")
@rules_option
def rules(rule: str | None, rules: tuple[str, ...]) -> None:
    """List the rules, or show one with its meaning, patterns and examples.

    \b
    Examples:
      kg rules
      kg rules agree-to
    """
    loaded = load(tuple(Path(file) for file in rules))
    if rule is None:
        width = max((len(r.id) for r in loaded.all), default=0)
        for one in loaded.all:
            click.echo(f"{one.id:<{width}}  {one.relation}  {one.meaning}")
        return
    one = loaded[rule]
    click.echo(f"{one.id} ({one.file})")
    click.echo(f"  meaning   {one.meaning}")
    click.echo(f"  relation  {one.relation}" + (f", status {one.status}" if one.status else ""))
    for pattern in one.patterns:
        click.echo(f"  pattern   {pattern.source}")
    for example in one.finds:
        click.echo(f"  finds     {example.text}")
        for fact in example.facts:
            click.echo(f"            -> {fact}")
    for example in one.passes_by:
        click.echo(f"  passes by {example.text}")
        click.echo(f"            because {example.why}")
