"""A store -> a graph store elsewhere."""
from __future__ import annotations

import click

from kg.commands.inputs import find_store
from kg.commands.messages import plural, say
from kg.errors import UsageError


@click.command()
@click.argument("url", metavar="URL")
@click.option("--store", metavar="PATH", help="A folder that kg build made, a store or an RDF file. [default: as for kg query]")
@click.option("--timeout", type=click.FloatRange(1, 86_400), default=120, show_default=True, metavar="SECONDS", help="For each graph.")
def upload(url: str, store: str | None, timeout: float) -> None:
    """Put a graph on another SPARQL server, by the Graph Store Protocol: each document's graph replaces the one of its name there.

    URL is that of the graph store; docs/servers.md has it for Fuseki, GraphDB, Oxigraph, QLever, Virtuoso and Neptune. Name and password
    are taken from CONCORD_USER and CONCORD_PASSWORD, a token from CONCORD_TOKEN. It needs the extra remote.

    \b
    Example:
      kg upload --store out http://127.0.0.1:7878/store
    """
    from kg.guard import Limits
    from kg.remote import Endpoint, is_remote
    from kg.store import open_store

    if not is_remote(url):
        raise UsageError(f"{url}: not an address; it begins with http:// or https://")
    quads = open_store(find_store(store))
    with Endpoint(url, Limits(seconds=timeout)) as endpoint:
        graphs, triples = endpoint.upload(quads)
    say(f"{plural(graphs, 'graph')}, {plural(triples, 'triple')} put to {url}")
