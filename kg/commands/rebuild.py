"""The texts of a store -> the store, read again."""
from __future__ import annotations

import click

from kg.commands.add import say_gone
from kg.commands.inputs import Batch, find_store, jobs_option, lexicon_option, rules_option, store_option
from kg.commands.messages import plural, say
from kg.errors import StoreError
from kg.model import Fact


@click.command()
@store_option
@click.option("--show", is_flag=True, help="Write each fact gained (+) or lost (-) to standard output.")
@click.option("--leave-out-damaged", "leave_out", is_flag=True, help="Go on without the documents whose texts are damaged.")
@jobs_option
@rules_option
@lexicon_option
@click.pass_context
def rebuild(context: click.Context, store: str | None, show: bool, leave_out: bool, jobs: int, rules: tuple[str, ...],
            lexicon: tuple[str, ...]) -> None:
    """Read the texts of a store again, with today's rules, and say which facts are gained and lost. Mends a damaged store too.

    \b
    Corrections are done again. Only the texts are needed: facts and database are made anew.

    \b
    Examples:
      kg rebuild --store out
      kg rebuild --store out --rules my.yaml --show
    """
    from kg.store.change import Writer
    from kg.store.rebuild import described_anew, rest
    from kg.store.rebuild import rebuild as make_again
    from kg.store.records import reader

    folder = find_store(store)
    batch = Batch(())
    with Writer(folder, "kg rebuild", broken=True) as writer:
        left = rest(writer)
        for line in (*left.notes, *left.damaged):
            say(line)
        if left.damaged and not leave_out:
            raise StoreError(f"{folder}: {plural(len(left.damaged), 'damaged text')}, so nothing was changed; give the documents again "
                             "with 'kg add', or go on without them with --leave-out-damaged")
        readings = batch.readings(jobs, rules, lexicon, (described_anew(document) for document in left.documents))
        changes = make_again(writer, readings, reader(rules, lexicon))
        documents, facts, gone = len(writer.records), sum(record.facts for record in writer.records.values()), set(writer.views_gone)
        resting = [one for held in writer.corrections.values() for one in held if not one.met]
    for change in changes:
        say(f"{change.id}: {plural(len(change.gained), 'fact')} gained, {len(change.lost)} lost, {change.changed} changed")
        if show:
            for sign, listed in (("+", change.gained), ("-", change.lost)):
                for fact in listed:
                    click.echo(f"{sign} {line_of(fact)}")
    for one in resting:
        say(f"{one.doc}: correction of {one.fact} finds no fact any more ({one.verdict}: {one.why})")
    say(f"{plural(documents, 'document')} read, {len(changes)} changed: {plural(sum(len(c.gained) for c in changes), 'fact')} gained, "
        f"{sum(len(c.lost) for c in changes)} lost; {plural(facts, 'fact')} in {folder}")
    say_gone(gone)
    context.exit(1 if left.damaged else 0)


def line_of(fact: Fact) -> str:
    """A fact on one line."""
    return " ".join(f"{fact.doc}: {'; '.join(fact.subject)} {'not ' if fact.negated else ''}{fact.relation} {fact.object}"
                    f"{' [' + fact.status + ']' if fact.status else ''}".split())
