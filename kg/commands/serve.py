"""A store -> a web server on this machine."""
from __future__ import annotations

import ipaddress
import os

import click

from kg.commands.inputs import find_store
from kg.commands.messages import say
from kg.errors import Refused, UsageError


@click.command()
@click.argument("path", required=False, metavar="[PATH]")
@click.option("--store", metavar="PATH", help="The same as PATH.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any port that is free.")
@click.option("--public", is_flag=True, help="Allow an ADDRESS that other machines can reach.")
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN",
              help="Let pages of this origin ask (can be given more than once; * for all).")
@click.option("--workers", type=click.IntRange(1, 64), default=max(4, min(16, os.cpu_count() or 4)), show_default="4 or more", metavar="N",
              help="Evaluate N queries at a time.")
@click.option("--timeout", type=click.FloatRange(0.1, 3600), default=10, show_default=True, metavar="SECONDS",
              help="End a query that takes longer.")
@click.option("--max-rows", type=click.IntRange(1), default=100_000, show_default=True, metavar="N", help="Refuse an answer of more rows.")
@click.option("--memory", type=click.IntRange(16), default=1024, show_default=True, metavar="MIB", help="What one query may use (Linux).")
def serve(path: str | None, store: str | None, host: str, port: int, public: bool, origins: tuple[str, ...], workers: int, timeout: float,
          max_rows: int, memory: int) -> None:
    """Serve a graph on this machine: pages to read, named questions, a SPARQL endpoint. It is read-only.

    PATH is a folder that kg build made, a store or an RDF file. Ctrl-C ends it. It needs the extra serve: pip install 'concord-kg[serve]'.

    \b
    Examples:
      kg serve out
      kg serve out --port 8080 --timeout 5
      curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT ?a { ?a a con:Country }' http://127.0.0.1:8000/sparql
    """
    if path and store:
        raise UsageError("give the store once, as PATH or with --store")
    chosen = find_store(path or store)
    check_address(host, public)
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise UsageError("kg serve needs what is not installed: pip install 'concord-kg[serve]'") from error
    from kg.guard import Limits
    from kg.serve.app import Settings
    from kg.serve.run import run

    if public:
        say(f"kg: warning: {host} can be reached by other machines; there is no password and no encryption")
    limits = Limits(seconds=timeout, rows=max_rows, bytes=64 * 2**20, memory=memory * 2**20)
    run(Settings(chosen, host, port, workers, limits, origins))


def check_address(host: str, public: bool) -> None:
    """Refuse an address that others can reach unless it is said to be meant."""
    try:
        is_own = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_own = host == "localhost"
    if not is_own and not public:
        raise Refused(f"{host} can be reached by other machines: say --public if that is meant, and put a server with a password before it")
