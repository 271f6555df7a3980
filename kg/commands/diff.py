"""Two statements or builds -> what changed between them."""
from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from kg.commands.inputs import Batch, lexicon_option, rules_option
from kg.commands.messages import nearest_file
from kg.errors import UsageError
from kg.model import Fact


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "style", type=click.Choice(("text", "json")), default="text", show_default=True, help="How changes are written.")
@rules_option
@lexicon_option
@click.pass_context
def diff(context: click.Context, old: str, new: str, style: str, rules: tuple[str, ...], lexicon: tuple[str, ...]) -> None:
    """Show what changed between two statements or two builds: facts gained, lost, firmer or weaker on the commitment ladder.

    OLD and NEW are each a document, a folder of documents, a folder that kg build made, or facts that were written before (*.jsonl). Facts
    belong together where relation, subject and the words of the object do; "explored X" and "agreed X" are one matter, become firmer.
    No difference is an answer too: the exit code is 0.

    \b
    Examples:
      kg diff statement-2022.txt statement-2024.txt
      kg diff out-before out-after --format json
    """
    from kg.diff import KINDS, as_text, compare

    sides = []
    code = 0
    for given in (old, new):
        batch = Batch([given])
        sides.append(facts_of(given, batch, rules, lexicon))
        code = max(code, batch.code)
        if batch.failed:
            context.exit(code)
    changes = compare(*sides)
    if style == "json":
        counts = {kind: sum(change.kind == kind for change in changes) for kind in KINDS}
        data = {"schema": 1, "old": old, "new": new, "counts": counts, "changes": [c.as_dict() for c in changes if c.kind != "same"]}
        sys.stdout.write(json.dumps(data, ensure_ascii=True, indent=1) + "\n")
    else:
        click.echo(as_text(changes), nl=False)
    context.exit(code)


def facts_of(given: str, batch: Batch, rules: tuple[str, ...], lexicon: tuple[str, ...]) -> list[Fact]:
    """The facts of one side, whatever it is."""
    from kg.store import is_build

    path = Path(given)
    if path.is_dir() and is_build(path):
        path = path / "facts.jsonl"
    if path.suffix != ".jsonl":
        return [fact for reading in batch.readings(1, rules, lexicon) for fact in reading.facts]
    if not path.is_file():
        raise UsageError(f"{path}: no such file{nearest_file(str(path))}")
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
        if line.strip():
            try:
                found.append(Fact.from_dict(json.loads(line)))
            except (ValueError, TypeError, KeyError) as error:
                raise UsageError(f"{path}:{number}: not a fact; docs/facts.md has the keys") from error
    return found
