"""Documents -> a build folder."""
from __future__ import annotations

from pathlib import Path

import click

from kg.commands.inputs import Batch, files_argument, jobs_option, lexicon_option, rules_option
from kg.commands.messages import complain, plural, say
from kg.errors import InputError, Refused, StoreError


@click.command()
@files_argument
@click.option("-o", "--output", "folder", required=True, metavar="DIR", help="The folder to build; made where it is missing.")
@click.option("--force", is_flag=True, help="Build into DIR even if it holds something that is not Concord's.")
@jobs_option
@rules_option
@lexicon_option
@click.pass_context
def build(context: click.Context, files: tuple[str, ...], folder: str, force: bool, jobs: int, rules: tuple[str, ...],
          lexicon: tuple[str, ...]) -> None:
    """Build the knowledge graph of documents: DIR/facts.jsonl, graph.trig, graph.html and store/.

    \b
    The same documents give the same bytes (all but the files in store/), whatever their order.

    \b
    Examples:
      kg build examples/*.txt -o out
      kg build statements/ -o out -j 4
    """
    target = Path(folder)
    from kg.graph import KnowledgeGraph as Graph
    from kg.store import corrections_of, may_write
    from kg.store.durable import write_beside
    from kg.store.records import reader

    try:
        may_write(target, force)
    except Refused as error:
        raise Refused(f"{target}: holds something that is not Concord's; choose another folder, or say --force") from error
    batch = Batch(files)
    graph = Graph(batch.readings(jobs, rules, lexicon), corrections=corrections_of(target), read_by=reader(rules, lexicon))
    if not graph.documents:
        complain("nothing was read, so nothing was built")
        batch.code = batch.code or InputError.exit_code
        batch.finish(context)
    before = held(target)
    page = graph.to_html()  # before anything is written: where it fails, nothing has changed
    graph.save(target, force=force)
    write_beside(target / "graph.html", page.encode("utf-8", "replace"))
    count = len(graph.facts)
    if gone := sorted(before - {document.id for document in graph.documents}):
        shown = ", ".join(gone[:5]) + (", ..." if len(gone) > 5 else "")
        complain(f"{plural(len(gone), 'document')} of before no longer there: {shown}; 'kg add' keeps what a folder holds")
    say(f"{plural(len(graph.documents), 'document')}, {plural(count, 'fact')} in {target}: facts.jsonl, graph.trig, graph.html, store/")
    batch.finish(context)


def held(folder: Path) -> set[str]:
    """Ids of the documents that a build folder holds; none where there is no folder, or one that cannot be read."""
    from kg.store import at
    from kg.store.generation import read_records

    try:
        generation = at(folder)
        return set(read_records(generation)) if generation is not None else set()
    except StoreError:
        return set()
