"""A question -> its answers on standard output."""
from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.inputs import find_store, read_stdin
from kg.commands.messages import complain, nearest_file
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.graph import Result

ANSWERS = ("table", "csv", "tsv", "json")


@click.command()
@click.argument("query", required=False, metavar="QUERY|NAME")
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE...]")
@click.option("--store", metavar="PATH", help="A folder that kg build made, a store, an RDF file, or the address of a SPARQL "
                                              "server (http://...). [default: $CONCORD_STORE, else "
                                              "./out, else ./concord-store]")
@click.option("--format", "style", type=click.Choice(ANSWERS), default="table", show_default=True, help="How answers are written.")
@click.option("--timeout", type=click.FloatRange(0.1, 86_400), default=60, show_default=True, metavar="SECONDS",
              help="Give up on a query that takes longer.")
@click.option("--list", "listing", is_flag=True, help="List the named questions and their parameters.")
def query(query: str | None, parameters: tuple[str, ...], store: str | None, style: str, timeout: float,
          listing: bool) -> None:
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
    answer = asked(store, text, values, timeout)
    sys.stdout.write(answer_as(answer, style))
    sys.stdout.flush()
    for remark in answer.remarks if text != "corrections" else ():
        complain(remark)
    if answer.kind != "boolean" and not answer.rows:
        hint_names(values)


def asked(store: str | None, text: str, values: dict[str, str], timeout: float) -> Result:
    """The answer of a store, evaluated in a process of its own, or of another server."""
    from kg.graph import ask, remarks
    from kg.guard import Guard, Limits
    from kg.remote import Endpoint, is_remote

    limits = Limits(seconds=timeout)
    address = store or os.environ.get("CONCORD_STORE") or ""
    with Endpoint(address, limits) if is_remote(address) else Guard(find_store(store), limits) as source:
        answer = ask(source, text, values)
        answer.remarks = remarks(source, answer.cells())
        return answer


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
        parameters = "  ".join(f"{name}={example}" + " (needed)" * (name in one.needed) for name, example in examples)
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
