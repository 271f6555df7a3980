"""What a reader says of facts -> corrections in a store."""
from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.add import say_gone
from kg.commands.inputs import find_store, read_stdin, store_option
from kg.commands.messages import nearest_file, plural, say
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.corrections import Correction
    from kg.store.change import Writer


@click.command()
@click.argument("fact", required=False, metavar="[FACT]")
@store_option
@click.option("--reject", is_flag=True, help="The fact is wrong and goes.")
@click.option("--amend", "amendments", multiple=True, metavar="KEY=VALUE", help="Put VALUE in the place of what was read (more than once: "
              "several keys). Several subjects are joined with ';'.")
@click.option("--undo", is_flag=True, help="Take a correction back.")
@click.option("--why", default="", metavar="TEXT", help="The reason; needed.")
@click.option("--by", default="", metavar="NAME", help="Who says so.")
@click.option("--list", "listing", is_flag=True, help="List the corrections.")
@click.option("--review", is_flag=True, help="Write all facts as a CSV table to be reviewed to standard output.")
@click.option("--document", default="", metavar="ID", help="Only this document's facts, with --review.")
@click.option("--reviewed", default="", metavar="FILE.csv", help="Do what a reviewed table says: all of it, or nothing.")
def correct(fact: str | None, store: str | None, reject: bool, amendments: tuple[str, ...], undo: bool, why: str, by: str, listing: bool,
            review: bool, document: str, reviewed: str) -> None:
    """Correct a fact, or many in a table. FACT is its id, as facts.jsonl, the page and the tables show it.

    \b
    Corrections are kept beside the text: they are done again when the text is read again by other rules, and
    are shown with their reason wherever the facts are. In a table, write 'reject' or 'amend' under verdict, the
    reason under why, and what is right over what is wrong.

    \b
    Keys: subject, relation, object, status, speaker, negated, topics, object_kind, subject_kind.

    \b
    Examples:
      kg correct 0123456789abcdef --amend status=committed --why 'The text says "will", not "hope to".'
      kg correct 0123456789abcdef --reject --why 'This is a quotation from 1998.'
      kg correct --review --document india-japan-2plus2-2019 > review.csv
      kg correct --reviewed review.csv --by 'A. Reader'
    """
    from kg.store.change import Writer
    from kg.store.review import reviewed as read_table

    folder = find_store(store)
    chosen = [name for name, given in (("--reject", reject), ("--amend", bool(amendments)), ("--undo", undo), ("--list", listing),
                                       ("--review", review), ("--reviewed", bool(reviewed))) if given]
    if len(chosen) != 1:
        raise UsageError("say one of --reject, --amend, --undo, --list, --review and --reviewed" + (f", not {' and '.join(chosen)}"
                                                                                                    if chosen else ""))
    if listing or review:
        sys.stdout.write(shown(folder, review, document))
        return
    if not reviewed and not fact:
        raise UsageError("say which fact: its id stands in facts.jsonl and in the table of 'kg correct --review'")
    table = read_stdin() if reviewed == "-" else read_file(reviewed) if reviewed else ""
    with Writer(folder, "kg correct") as writer:
        wanted: dict[str, Correction | None]
        if reviewed:
            hashes = {record.id: record.sha256 for record in writer.records.values()}
            wanted = dict(read_table(table, writer.facts(), hashes, by))
        else:
            assert fact
            wanted = {fact: None if undo else one_correction(writer, fact, reject, amendments, why, by)}
        if wanted:
            writer.correct(wanted)
        gone = set(writer.views_gone)
    say(f"{plural(len(wanted), 'correction')} {'taken back' if undo else 'made'} in {folder}")
    say_gone(gone)


def one_correction(writer: Writer, fact: str, reject: bool, amendments: tuple[str, ...], why: str, by: str) -> Correction:
    """The correction that the options ask for."""
    import difflib

    from kg.corrections import AMEND, REJECT
    from kg.store.review import correction

    changes = {}
    for text in amendments:
        key, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"'{text}': an amendment is written key=value")
        changes[key.strip()] = value
    facts = {one.id: one for one in writer.facts()}
    if fact not in facts:
        before = writer.find_correction(fact)
        if before and not before.result:
            raise UsageError(f"fact '{fact}' is rejected already ({before.why}); --undo takes that back")
        near = difflib.get_close_matches(fact, facts, 1)
        raise UsageError(f"no fact '{fact}' in the store" + (f"; nearest: '{near[0]}'" if near else ""))
    found = facts[fact]
    return correction(found, REJECT if reject else AMEND, changes, " ".join(why.split()), writer.records[found.doc].sha256, by)


def shown(folder: Path, review: bool, document: str) -> str:
    """The table to be reviewed, or the list of corrections."""
    from kg.graph import KnowledgeGraph
    from kg.store import at
    from kg.store.generation import read_corrections
    from kg.store.review import review_table
    from kg.views.tables import rows_table

    generation = at(folder)
    if generation is None:
        raise UsageError(f"{folder}: is no store; 'kg add --store DIR FILE...' makes one")
    if review:
        graph = KnowledgeGraph.load(folder)
        if document and document not in {one.id for one in graph.documents}:
            raise UsageError(f"no document '{document}' in {folder}; 'kg list' shows their names")
        return review_table(fact for fact in graph.facts if not document or fact.doc == document)
    rows = [(one.fact, one.doc, one.verdict if one.met else f"{one.verdict} (rests)", f"{'; '.join(one.original.subject)} "
             f"{one.original.relation} {one.original.object}", "; ".join(f"{k}={v}" for k, v in one.as_dict()["change"].items()), one.why,
             one.by) for one in read_corrections(generation)]
    return rows_table(("fact", "document", "verdict", "was read", "amended", "why", "by"), rows) if rows else ""


def read_file(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: not UTF-8 at byte {error.start}; save the table as CSV in UTF-8") from error
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}{nearest_file(name)}") from error
