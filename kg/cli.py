"""Arguments in; data on standard output, messages on standard error, an exit code out.

One command is one function, whose docstring is its help (docs/cli.md is made from them). Everything heavy is imported where it
is used. No error that a user can cause ends in a traceback: it is one line that says what to do.
"""
from __future__ import annotations

import difflib
import io
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import __version__
from kg.errors import InputError, KgError, Refused, UsageError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph, Result
    from kg.model import Document, Reading
    from kg.rules import Rules

FORMATS = ("jsonl", "csv", "tsv", "table")
ANSWERS = ("table", "csv", "tsv", "json")
STORES = ("out", "concord-store")
WINDOW = 8  # documents under way for each process: memory does not grow with their number


def say(message: str) -> None:
    """Write one line to standard error."""
    click.echo(message, err=True)


def complain(message: object) -> None:
    """Write one error to standard error, on one line."""
    say(f"kg: {' '.join(str(message).split())}")


class Commands(click.Group):
    """The commands in the order in which one uses them, with the nearest name suggested for a wrong one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            near = difflib.get_close_matches(args[0], self.commands, 1)
            remedy = f"nearest: '{near[0]}'" if near else f"commands are {', '.join(self.commands)}"
            raise click.UsageError(f"no command '{args[0]}'; {remedy}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
def cli() -> None:
    """Read diplomatic joint statements and write down who said, promised or did what, with whom and how firmly.

    A FILE is a text or Markdown file in UTF-8, a folder of them, or - for standard input. Data goes to
    standard output, messages go to standard error.

    \b
    Exit codes: 0 done; 1 some inputs failed, the others are done; 2 usage (also: no such file, unknown
    query or format, syntax error in a query or rule file); 3 refused; 4 store broken or locked.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default that of this process (on Windows click expands *.txt in it), and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console that is not UTF-8 must not end a run at "Türkiye"
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace", newline="\n")
    try:
        code = cli.main(args=None if arguments is None else list(arguments), prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except KgError as error:
        complain(error)
        return error.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "kg"
        complain(f"{error.format_message().rstrip('.')} (see '{command} --help')")
        return UsageError.exit_code
    except click.ClickException as error:
        complain(error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        return 130
    except BrokenPipeError:  # the reader has gone ("kg facts ... | head"): there is no one left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or error)
        return 1
    return code if isinstance(code, int) else 0


class Batch:
    """The documents of a command: those that can be read come out, those that cannot are reported, counted and listed."""

    def __init__(self, files: Sequence[str]) -> None:
        self.code = 0
        self.failed: list[str] = []
        self.files = []
        for file in files:
            if file != "-" and not os.path.lexists(file):
                self.fail(UsageError(f"{file}: no such file or folder{nearest_file(file)}"))
            else:
                self.files.append(file)

    def fail(self, error: KgError) -> None:
        complain(error)
        self.failed.append(str(error))
        self.code = max(self.code, error.exit_code)

    def documents(self) -> Iterator[Document]:
        from kg.documents import read_many

        if not self.files:
            return
        for item in read_many(self.files):
            if isinstance(item, InputError):
                self.fail(item)
            else:
                yield item

    def readings(self, jobs: int, rules: Sequence[str] = ()) -> Iterator[Reading]:
        """What was read in each document, in the order given."""
        extra = tuple(Path(file) for file in rules)
        load(extra)  # a broken rule file ends the command before the first document is read
        documents = show_progress(self.documents())
        if jobs == 1:
            for document in documents:
                yield read(document, extra)
            return
        from concurrent.futures import Future, ProcessPoolExecutor

        with ProcessPoolExecutor(jobs) as pool:
            waiting: deque[Future[Reading]] = deque()
            for document in documents:
                waiting.append(pool.submit(read, document, extra))
                if len(waiting) >= jobs * WINDOW:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def finish(self, context: click.Context) -> None:
        """Leave with the right code; a batch lists its failures at its end."""
        sys.stdout.flush()
        if self.failed and len(self.files) > 1:
            say(f"kg: {len(self.failed)} of the inputs failed:")
            for line in self.failed:
                say(f"  {line}")
        context.exit(self.code)


def nearest_file(file: str) -> str:
    path = Path(file)
    try:
        names = sorted(os.listdir(path.parent))[:10_000]
    except OSError:
        return ""
    near = difflib.get_close_matches(path.name, names, 1)
    return f"; nearest: '{path.parent / near[0]}'" if near else ""


def load(extra: tuple[Path, ...]) -> Rules:
    from kg.rules import load_rules

    for path in extra:
        if not path.is_file():
            raise UsageError(f"{path}: no such rule file{nearest_file(str(path))}")
    return load_rules(extra)


def read(document: Document, extra: tuple[Path, ...]) -> Reading:
    """Read one document; runs in a process of its own under -j."""
    from kg.reading import read_document

    return read_document(document, load(extra))


def show_progress(documents: Iterable[Document]) -> Iterator[Document]:
    """Pass documents through; on a terminal, show on standard error which one is being read."""
    if not sys.stderr.isatty():
        yield from documents
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("reading ...") as status:
        for number, document in enumerate(documents, 1):
            status.update(f"reading {number}: {escape(document.id)}")
            yield document


def jobs_option(function: Any) -> Any:
    return click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
                        help="Read documents in N processes.")(function)


def rules_option(function: Any) -> Any:
    return click.option("--rules", "rules", multiple=True, metavar="FILE.yaml",
                        help="Load your own rules beside the built-in ones (can be given more than once).")(function)


files_argument = click.argument("files", nargs=-1, required=True, metavar="FILE...")


@cli.command()
@files_argument
@click.option("--format", "style", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="How facts are written.")
@jobs_option
@rules_option
@click.pass_context
def facts(context: click.Context, files: tuple[str, ...], style: str, jobs: int, rules: tuple[str, ...]) -> None:
    """Write the facts of documents to standard output, in the order given.

    \b
    Examples:
      kg facts statement.txt
      kg facts --format table statement.txt
      cat statement.txt | kg facts - --format csv > facts.csv
    """
    from kg.views import VIEWS

    batch = Batch(files)
    write = VIEWS[style].load()
    readings = batch.readings(jobs, rules)
    if style == "jsonl":  # as soon as a document is read, so that memory does not grow with their number
        for reading in readings:
            sys.stdout.write(write(reading.facts))
            sys.stdout.flush()
    else:
        found = [fact for reading in readings for fact in reading.facts]
        if found or not batch.failed:
            sys.stdout.write(write(found))
    batch.finish(context)


@cli.command()
@files_argument
@click.option("-o", "--output", "folder", required=True, metavar="DIR", help="The folder to build; made where it is missing.")
@click.option("--force", is_flag=True, help="Build into DIR even if it holds something that is not Concord's.")
@jobs_option
@rules_option
@click.pass_context
def build(context: click.Context, files: tuple[str, ...], folder: str, force: bool, jobs: int, rules: tuple[str, ...]) -> None:
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
    from kg.store import may_write

    try:
        may_write(target, force)
    except Refused as error:
        raise Refused(f"{target}: holds something that is not Concord's; choose another folder, or say --force") from error
    batch = Batch(files)
    graph = Graph(batch.readings(jobs, rules))
    if not graph.documents:
        complain("nothing was read, so nothing was built")
        batch.code = batch.code or InputError.exit_code
        batch.finish(context)
    page = graph.to_html()  # before anything is written: where it fails, nothing has changed
    graph.save(target, force=force)
    (target / "graph.html").write_text(page, encoding="utf-8", errors="replace", newline="\n")
    count = len(graph.facts)
    say(f"{plural(len(graph.documents), 'document')}, {plural(count, 'fact')} in {target}: facts.jsonl, graph.trig, graph.html, store/")
    batch.finish(context)


def plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


@cli.command()
@click.argument("query", required=False, metavar="QUERY|NAME")
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE...]")
@click.option("--store", metavar="PATH", help="A folder that kg build made, a store or an RDF file. [default: $CONCORD_STORE, else "
                                              "./out, else ./concord-store]")
@click.option("--format", "style", type=click.Choice(ANSWERS), default="table", show_default=True, help="How answers are written.")
@click.option("--list", "listing", is_flag=True, help="List the named questions and their parameters.")
def query(query: str | None, parameters: tuple[str, ...], store: str | None, style: str, listing: bool) -> None:
    """Ask a graph a named question, or ask in SPARQL. Prefixes are known without being typed.

    QUERY is a question's name, SPARQL, a file that ends in .rq, or - for standard input.

    \b
    Examples:
      kg query --list
      kg query who-cooperates-with actor=India
      kg query --store out --format csv 'SELECT ?a WHERE { ?a con:condemns ?b }' > answers.csv
    """
    if listing:
        list_questions()
        return
    if not query:
        raise UsageError("say what to ask: a question's name (kg query --list) or SPARQL")
    text, values = question(query, parameters)
    answer = open_graph(find_store(store)).query(text, **values)
    sys.stdout.write(answer_as(answer, style))
    if answer.kind != "boolean" and not answer.rows:
        hint_names(values)


def hint_names(values: dict[str, str]) -> None:
    """Say of a question without answers which of the actors asked for are not known, with the nearest that are."""
    import difflib

    from kg.lexicon import load_lexicon

    lexicon = load_lexicon()
    for value in (v for k, v in values.items() if k in ("actor", "other", "a", "b", "one", "two") and not v.startswith("http")):
        if not lexicon.resolve(value):
            near = difflib.get_close_matches(value, [a.name for a in lexicon.actors], 1)
            complain(f"no actor named '{value}' is known" + (f"; nearest: '{near[0]}'" if near else ""))


def list_questions() -> None:
    from kg.queries import list_queries

    questions = list_queries()
    width = max((len(one.name) for one in questions), default=0)
    for one in questions:
        examples = ((p.name, f"'{p.example}'" if " " in p.example else p.example) for p in one.parameters.values())
        parameters = "  ".join(f"{name}={example}" for name, example in examples)
        click.echo(f"{one.name:<{width}}  {one.question}" + (f"  [{parameters}]" if parameters else ""))


def question(query: str, parameters: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """The name or SPARQL text of what was given as QUERY, and the values of its parameters."""
    values = {}
    for text in parameters:
        name, equals, value = text.partition("=")
        if not equals or not name.isidentifier():
            raise UsageError(f"'{text}': a parameter is written name=value; SPARQL is one argument, in quotes")
        values[name] = value
    if query == "-":
        return read_stdin(), values
    if query.endswith(".rq"):
        try:
            return Path(query).read_text(encoding="utf-8-sig"), values
        except UnicodeDecodeError as error:
            raise UsageError(f"{query}: not UTF-8 at byte {error.start}") from error
        except OSError as error:
            raise UsageError(f"{query}: {error.strerror}{nearest_file(query)}") from error
    return query, values


def read_stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"standard input: not UTF-8 at byte {error.start}") from error


def answer_as(answer: Result, style: str) -> str:
    """An answer in the format asked for."""
    if style == "json":
        return answer.to_json()
    if style == "csv":
        return answer.to_csv()
    import csv

    header, *rows = csv.reader(io.StringIO(answer.to_csv(), newline=""))
    if style == "tsv":
        return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in (header, *rows))
    if answer.kind == "boolean":
        return f"{rows[0][0]}\n"
    if not rows:
        complain("no answers")
        return ""
    from kg.views.tables import rows_table

    return rows_table(header, [[short(cell) for cell in row] for row in rows])


def short(cell: str) -> str:
    """An IRI with its prefix, as one would type it; anything else as it is."""
    from kg.vocabulary import PREFIXES

    if cell.startswith(("https://", "http://")):
        for prefix, iri in PREFIXES.items():
            if cell.startswith(iri):
                return f"{prefix}:{cell[len(iri):]}"
    return cell


def open_graph(path: Path) -> KnowledgeGraph:
    from kg.graph import KnowledgeGraph as Graph

    return Graph.load(path)


def find_store(given: str | None) -> Path:
    """The store that was given, else that of CONCORD_STORE, else ./out, else ./concord-store."""
    chosen = given or os.environ.get("CONCORD_STORE")
    if chosen:
        if not os.path.lexists(chosen):
            raise UsageError(f"{chosen}: no such store or RDF file{nearest_file(chosen)}")
        return Path(chosen)
    for name in STORES:
        if Path(name).is_dir():
            return Path(name)
    raise UsageError("no store: build one with 'kg build FILE... -o out', or name one with --store or CONCORD_STORE")


@cli.command()
@click.argument("path", metavar="PATH")
@click.option("-o", "--output", required=True, metavar="FILE.html", help="The page to write.")
def view(path: str, output: str) -> None:
    """Draw a graph as one self-contained page. PATH is a folder that kg build made, a store or an RDF file.

    \b
    Example:
      kg view out -o graph.html
    """
    target = Path(output)
    if target.is_dir():
        raise UsageError(f"{target}: is a folder; -o takes the name of a page, such as {target / 'graph.html'}")
    if not target.parent.is_dir():
        raise UsageError(f"{target.parent}: no such folder")
    open_graph(find_store(path)).to_html(target)
    say(f"written: {target}")


@cli.command()
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


@cli.command()
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
