"""Documents -> the account of what was understood in them."""
from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.inputs import (
    Batch,
    corrections_option,
    files_argument,
    jobs_option,
    kept_corrections,
    lexicon_option,
    load,
    load_names,
    rules_option,
)
from kg.commands.messages import plural, say
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.account import Account
    from kg.corrections import Correction
    from kg.model import Document

FORMATS = ("text", "html", "json")


@click.command()
@files_argument
@click.option("--format", "style", type=click.Choice(FORMATS),
              help="How the account is written. [default: html where -o ends so, else text]")
@click.option("-o", "--output", metavar="FILE", help="Write here and not to standard output; FILE.html is a page for a browser.")
@click.option("--summary", is_flag=True, help="Only the coverage of all documents together, with the reasons ranked.")
@corrections_option
@jobs_option
@rules_option
@lexicon_option
@click.pass_context
def account(context: click.Context, files: tuple[str, ...], style: str | None, output: str | None, summary: bool, store: str | None,
            jobs: int, rules: tuple[str, ...], lexicon: tuple[str, ...]) -> None:
    """Account for every sentence of documents: its facts, or the reason why it has none; and the coverage in numbers.

    A sentence that should have had a fact is marked "!", with the word at which the nearest rule stopped; one that need not have one
    (a heading, a lead-in, a hypothetical) is marked "-". Words of an object stand in [brackets], on a terminal in colour.

    \b
    Examples:
      kg account statement.txt
      kg account statement.txt -o account.html
      kg account --summary statements/
    """
    from kg.account import count
    from kg.views.account import account_html, account_json, account_text, coverage_text

    style = style or ("html" if output and output.lower().endswith((".html", ".htm")) else "text")
    if summary and style == "html":
        raise UsageError("--summary is text or JSON; without it, -o account.html has the coverage too")
    if output and not Path(output).parent.is_dir():
        raise UsageError(f"{Path(output).parent}: no such folder")
    if output and Path(output).is_dir():
        raise UsageError(f"{output}: is a folder; -o takes the name of a file, such as {Path(output) / 'account.html'}")
    color = output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    batch = Batch(files)
    kept = kept_corrections(store)
    accounts = (corrected(one, kept) for one in batch.each(give, jobs, rules, lexicon))
    if summary and style == "json":
        import json

        pieces = [json.dumps(count(accounts).as_dict(), ensure_ascii=False) + "\n"]
    elif summary and style == "text":
        pieces = [coverage_text(count(accounts), color)]
    elif style == "html":
        if not output:
            raise UsageError("a page is written to a file: say -o account.html")
        every = list(accounts)
        pieces = [account_html(every)] if every else []
    elif style == "json":
        pieces = (account_json(one) for one in accounts)  # type: ignore[assignment]
    else:
        width = max(60, min(120, shutil.get_terminal_size((100, 24)).columns))
        pieces = (account_text(one, width, color) + "\n" for one in accounts)  # type: ignore[assignment]
    if output:
        text = "".join(pieces)
        if text:
            from kg.store.durable import write_beside

            write_beside(Path(output), text.encode("utf-8", "replace"))
            say(f"written: {output} ({plural(len(files), 'input')})")
    else:
        for piece in pieces:
            sys.stdout.write(piece)
            sys.stdout.flush()
    batch.finish(context)


def give(document: Document, rules: tuple[Path, ...], lexicon: tuple[Path, ...]) -> Account:
    """The account of one document; runs in a process of its own under -j."""
    from kg.account import give_account

    return give_account(document, load(rules), load_names(lexicon))


def corrected(account: Account, kept: dict[str, list[Correction]]) -> Account:
    """The account with the corrections of its document done."""
    from kg.account import corrected_account
    from kg.corrections import correct

    own = kept.get(account.document.id)
    if not own:
        return account
    facts, done = correct([fact for line in account.lines for fact in line.facts], own, account.document.sha256)
    return corrected_account(account, facts, done, "")
