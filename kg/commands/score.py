"""Gold facts and documents -> precision, recall and F1."""
from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

import click

from kg.commands.inputs import Batch, jobs_option, lexicon_option, rules_option
from kg.commands.messages import complain, nearest_file
from kg.errors import UsageError

GROUPS = ("family", "relation", "rule", "doc")


@click.command()
@click.argument("gold", metavar="GOLD")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--by", "groups", type=click.Choice(GROUPS), multiple=True, help="Only these tables (can be given more than once).")
@click.option("--format", "style", type=click.Choice(("text", "json")), default="text", show_default=True, help="How figures are written.")
@jobs_option
@rules_option
@lexicon_option
@click.pass_context
def score(context: click.Context, gold: str, files: tuple[str, ...], groups: tuple[str, ...], style: str, jobs: int,
          rules: tuple[str, ...], lexicon: tuple[str, ...]) -> None:
    """Score facts against gold facts: precision, recall and F1 by family, relation, rule and document.

    GOLD is a JSON Lines file of facts that a reader has written down, or a folder of them. A FILE is a document, which is read now, or
    facts that were written before (*.jsonl). Documents without gold facts are not scored. What matches what: docs/scoring.md.

    \b
    Examples:
      kg score tests/gold examples/
      kg score --by rule --rules my.yaml tests/gold examples/
      kg score gold.jsonl facts.jsonl
    """
    from kg.scoring import Claim, make_claim, read_claims
    from kg.scoring import score as compare

    if not Path(gold).exists():
        raise UsageError(f"{gold}: no such file or folder{nearest_file(gold)}")
    right = read_claims(Path(gold))
    found: dict[str, list[Claim]] = defaultdict(list)
    written = [file for file in files if file.endswith(".jsonl") and Path(file).is_file()]
    for file in written:
        for doc, claims in read_claims(Path(file)).items():
            found[doc] += claims
    batch = Batch([file for file in files if file not in written])
    for reading in batch.readings(jobs, rules, lexicon):
        found[reading.document.id] = [make_claim(fact.as_dict()) for fact in reading.facts]
    if not found and batch.failed:
        batch.finish(context)
    scored = {doc: claims for doc, claims in right.items() if doc in found or written}
    if not set(scored) & set(found):
        raise UsageError(f"{gold}: has facts of none of the documents; it knows {', '.join(sorted(right)[:5])}")
    for doc in sorted(set(right) - set(found)):
        complain(f"no fact was found in {doc}" if doc in scored else f"not scored, because no document of that name was given: {doc}")
    report = compare(scored, found)
    if style == "json":
        sys.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=1) + "\n")
        batch.finish(context)
    shown = groups or GROUPS
    sections = [[key for key in report.rows if key.split()[0] in ("all", "ignoring", "strict")]]
    sections += [sorted(key for key in report.rows if key.split(" ", 1)[0] == group) for group in shown]
    width = max((len(key) for section in sections for key in section), default=20) + 2
    lines = [f"{'':{width}}{'gold':>6}{'found':>7}{'right':>7}{'P':>8}{'R':>8}{'F1':>8}"]
    for number, section in enumerate(sections):
        lines += [""] if number else []
        for key in section:
            row = report.rows[key]
            lines.append(f"{key:{width}}{row.gold:6}{row.predicted:7}{row.matched:7}{row.precision:8.3f}{row.recall:8.3f}{row.f1:8.3f}")
    lines.append("")
    for key, (good, of) in report.attributes.items():
        lines.append(f"{'attribute ' + key:{width}}{of:6}{'':7}{good:7}{good / of if of else 0:8.3f}")
    click.echo("\n".join(lines))
    batch.finish(context)
