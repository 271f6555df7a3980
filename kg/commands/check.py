"""Rules -> what is wrong with them."""
from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from kg.commands.inputs import Batch, lexicon_option, load, rules_option
from kg.commands.messages import plural, say

FOUND = 1  # the exit code where there are findings


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option("--format", "style", type=click.Choice(("text", "json")), default="text", show_default=True, help="How findings are written.")
@rules_option
@lexicon_option
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], style: str, rules: tuple[str, ...], lexicon: tuple[str, ...]) -> None:
    """Check rules: find those that are dead, duplicate, clashing or unproven; run every example, alone and with all other rules.

    With --rules, your own rules are checked (beside the built-in ones), otherwise the built-in ones. Where documents are given, a rule
    that finds nothing in them is dead too. The exit code is 1 where something was found.

    \b
    Examples:
      kg check
      kg check --rules my.yaml
      kg check --rules my.yaml statements/
    """
    from kg.check import KINDS, check_rules

    loaded = load(tuple(Path(file) for file in rules))
    batch = Batch(files)
    fired = {fact.rule for reading in batch.readings(1, rules, lexicon) for fact in reading.facts} if files else None
    faults = check_rules(loaded, rules, fired)
    if style == "json":
        for fault in faults:
            sys.stdout.write(json.dumps({"kind": fault.kind, "rule": fault.rule, "file": fault.file, "message": fault.message},
                                        ensure_ascii=False) + "\n")
    else:
        for fault in faults:
            click.echo(" ".join(str(fault).split()))
    count = sum(not rules or rule.file in rules for rule in loaded.all)
    parts = [f"{number} {kind}" for kind in KINDS if (number := sum(fault.kind == kind for fault in faults))]
    say(f"{plural(count, 'rule')} checked: {', '.join(parts) or 'nothing found'}")
    batch.code = max(batch.code, FOUND if faults else 0)
    batch.finish(context)
