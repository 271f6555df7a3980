"""Other people's SPARQL servers: a query or a graph in, an answer out, over SPARQL 1.1 Protocol and Graph Store Protocol.

https://www.w3.org/TR/sparql11-protocol/, https://www.w3.org/TR/sparql11-http-rdf-update/; docs/servers.md says how each is reached.
Only what can be done twice without harm is tried again: queries, and PUT, which replaces a graph.
"""
from __future__ import annotations

import ipaddress
import os
import re
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg import queries
from kg.errors import LimitReached, QueryError, Refused, StoreError, UsageError
from kg.guard import Answer, Limits, prepare
from kg.vocabulary import BASE, prefixes

if TYPE_CHECKING:
    import httpx
    from pyoxigraph import Quad

TRIES = 3
WAITS = (0.5, 2.0)  # seconds before the second and the third try
LONGEST_WAIT = 10.0  # seconds that a server may ask for
BUSY = frozenset((429, 502, 503, 504))
ROWS_WANTED = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
TRIPLES_WANTED = "application/n-triples, text/turtle;q=0.8"
TYPES = {"application/sparql-results+json": "json", "application/json": "json", "application/sparql-results+xml": "xml",
         "application/xml": "xml", "application/n-triples": "ntriples", "text/plain": "ntriples", "text/turtle": "turtle",
         "text/tab-separated-values": "tsv"}
ASKED = "__ASK_RETVAL"  # Virtuoso answers ASK with a row of this one variable
ESCAPED = re.compile(r"\\(.)")
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def is_remote(store: str) -> bool:
    """True for the address of a server."""
    return store.startswith(("http://", "https://"))


class Endpoint:
    """A SPARQL server, asked like a Guard: `kg.graph.ask(Endpoint(url), "who-cooperates-with", {"actor": "India"})`.

    Name and password are taken from CONCORD_USER and CONCORD_PASSWORD (basic or digest, as the server wants), a token from CONCORD_TOKEN.
    `limits` bounds the time of a request with all its tries, and the bytes of its answer.
    """

    def __init__(self, url: str, limits: Limits | None = None, *, base: str | None = None,
                 environment: Mapping[str, str] = os.environ) -> None:
        try:
            import httpx
        except ImportError as error:
            raise UsageError("a remote store needs what is not installed: pip install 'concord-kg[remote]'") from error
        try:
            parts = urlsplit(url)
            host, user = parts.hostname, parts.username
        except ValueError as error:
            raise UsageError(f"{url}: not an address: {error}") from error
        if not host:
            raise UsageError(f"{url}: not an address of a server")
        if user:
            raise UsageError("a password in an address can be seen by others: use CONCORD_USER and CONCORD_PASSWORD")
        self.url, self.limits = url, limits or Limits()
        self.credentials = (environment.get("CONCORD_USER", ""), environment.get("CONCORD_PASSWORD", ""))
        self.token = environment.get("CONCORD_TOKEN", "")
        if (self.token or self.credentials[0]) and parts.scheme != "https" and not is_here(host):
            raise Refused(f"{host}: name, password or token are sent over https only")
        self.auth: httpx.Auth | None = None
        headers = {"User-Agent": "concord-kg"} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        timeout = httpx.Timeout(self.limits.seconds, connect=min(10.0, self.limits.seconds))
        # proxies come from the environment; a netrc file would send a password that no one asked for
        self.client = httpx.Client(timeout=timeout, headers=headers, follow_redirects=False, trust_env=not is_here(host))
        self._base = base

    def __enter__(self) -> Endpoint:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    @property
    def base(self) -> str:
        """The base of the IRIs of the data that is there."""
        if self._base is None:
            self._base = BASE
            found = self.ask("SELECT ?d WHERE { ?d a con:Document } LIMIT 1")
            match = re.search(rb"https?://[^\"<>\s]*?doc/", found.data.replace(b"\\/", b"/"))
            self._base = match[0].decode().removesuffix("doc/") if match else BASE
        return self._base

    def query(self, sparql_or_name: str, parameters: dict[str, Any] | None = None, *, rows: str = "json",
              triples: str = "ntriples") -> Answer:
        """The answer to SPARQL or a named question, as the server has written it."""
        return self.ask(prepare(sparql_or_name, parameters, self.base))

    def ask(self, sparql: str) -> Answer:
        """The answer to SPARQL that `prepare` has passed; known prefixes are written out as IRIs.

        Raises QueryError where the server does not take the query, Refused where it wants another name or password, LimitReached
        where time or size are exceeded, StoreError where it cannot be reached or does not answer in SPARQL.
        """
        form = next((token.upper() for kind, token, _ in queries.tokens(sparql)
                     if kind == "word" and token.upper() in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")), "SELECT")
        wanted = ROWS_WANTED if form in ("SELECT", "ASK") else TRIPLES_WANTED
        status, headers, data = self.send("POST", self.url, data={"query": written_out(sparql, self._base or BASE)}, accept=wanted)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        style = TYPES.get(kind)
        if status != 200:
            raise self.failure(status, headers, data)
        if style is None or (style in ("ntriples", "turtle")) != (form in ("CONSTRUCT", "DESCRIBE")):
            raise StoreError(f"{self.url}: answers with '{kind[:60]}', not with what was asked for; is it a SPARQL endpoint?")
        if form in ("CONSTRUCT", "DESCRIBE"):
            return Answer("triples", style, data)
        if form == "ASK" and ASKED.encode() in data:
            return Answer("boolean", "json", b'{"head":{},"boolean":%s}' % (b"true" if re.search(rb'[>"]1["<]', data) else b"false"))
        return Answer("boolean" if form == "ASK" else "rows", style, data)

    def upload(self, quads: Iterable[Quad], said: Callable[[str], None] = lambda _: None) -> tuple[int, int]:
        """Put each named graph in the place of the one of that name on the server, by the Graph Store Protocol.

        `url` is that of the graph store; `said` hears of each graph once it is there. Returns numbers of graphs and quads. After
        an error the graphs of which `said` heard are whole on the server, the others as they were; doing it again does no harm.
        """
        from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

        graphs: dict[str, list[Triple]] = {}
        for quad in quads:
            name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            graphs.setdefault(name, []).append(Triple(quad.subject, quad.predicate, quad.object))
        if self.credentials[0]:  # learn how the server wants the password before anything large is on its way
            self.send("GET", self.url, params={"graph": f"{self.base_of(graphs)}none"}, accept="text/turtle")
        count = 0
        for name in sorted(graphs):
            # N-Triples is Turtle, and Turtle is what every store must read
            content = serialize(sorted(set(graphs[name]), key=str), format=RdfFormat.N_TRIPLES)
            where = {"graph": name} if name else {"default": ""}
            status, headers, data = self.send("PUT", self.url, params=where, content=content, kind="text/turtle; charset=utf-8")
            if status not in (200, 201, 204):
                raise self.failure(status, headers, data)
            count += len(graphs[name])
            said(name or "default graph")
        return len(graphs), count

    @staticmethod
    def base_of(graphs: Iterable[str]) -> str:
        return next((name.rpartition("doc/")[0] for name in graphs if "doc/" in name), BASE)

    def send(self, method: str, url: str, *, accept: str = "*/*", kind: str = "", **content: Any) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body; tries again where the server cannot be reached or is busy."""
        import httpx

        headers = {"Accept": accept} | ({"Content-Type": kind} if kind else {})
        until = time.monotonic() + self.limits.seconds
        for turn in range(TRIES):
            wait = WAITS[min(turn, len(WAITS) - 1)]
            try:
                status, got, data = self.once(method, url, until, headers, content)
                if status not in BUSY or turn == TRIES - 1:
                    return status, got, data
                asked = got.get("retry-after", "")
                wait = min(LONGEST_WAIT, float(asked)) if asked.isdigit() else wait
            except httpx.TimeoutException as error:
                raise LimitReached(f"{self.url}: did not answer within {self.limits.seconds:g} seconds") from error
            except httpx.TransportError as error:
                if turn == TRIES - 1:
                    raise StoreError(f"{self.url}: cannot be reached: {' '.join(str(error).split())[:200]}") from error
            except httpx.InvalidURL as error:
                raise UsageError(f"{self.url}: not an address: {error}") from error
            if time.monotonic() + wait > until:
                raise StoreError(f"{self.url}: cannot be reached within {self.limits.seconds:g} seconds")
            time.sleep(wait)
        raise AssertionError

    def once(self, method: str, url: str, until: float, headers: dict[str, str],
             content: dict[str, Any]) -> tuple[int, Mapping[str, str], bytes]:
        """One try, with the password in the way in which the server wants it."""
        import httpx

        for _ in range(2):
            with self.client.stream(method, url, headers=headers, auth=self.auth or httpx.USE_CLIENT_DEFAULT, **content) as got:
                if got.status_code == 401 and self.auth is None and self.credentials[0]:
                    scheme = got.headers.get("www-authenticate", "").lower()
                    self.auth = (httpx.DigestAuth if "digest" in scheme else httpx.BasicAuth)(*self.credentials)
                    continue
                held, size = [], 0
                for piece in got.iter_bytes():
                    held.append(piece)
                    size += len(piece)
                    if size > self.limits.bytes:
                        raise LimitReached(f"{self.url}: the answer has more than {self.limits.bytes:,} bytes; add a LIMIT or ask for less")
                    if time.monotonic() > until:
                        raise LimitReached(f"{self.url}: did not answer within {self.limits.seconds:g} seconds")
                return got.status_code, got.headers, b"".join(held)
        raise AssertionError

    def failure(self, status: int, headers: Mapping[str, str], data: bytes) -> Exception:
        """What a status means, with the server's own words on one line."""
        words = re.sub(r"<[^>]*>", " ", data[:2000].decode("utf-8", "replace")) if "html" in headers.get("content-type", "") else ""
        said = " ".join(CONTROLS.sub(" ", words or data[:2000].decode("utf-8", "replace")).split())[:200]
        if status in (401, 403):
            return Refused(f"{self.url}: refuses ({status}): set CONCORD_USER and CONCORD_PASSWORD, or CONCORD_TOKEN")
        if 300 <= status < 400:
            return StoreError(f"{self.url}: has moved to {headers.get('location', 'another address')[:200]}; use that address")
        if status == 400:
            return QueryError(f"SPARQL: {self.url} says: {said}")
        if status in (404, 405, 415):
            return StoreError(f"{self.url}: is not the right address for this ({status}); see docs/servers.md")
        return StoreError(f"{self.url}: fails ({status}): {said}")


def is_here(host: str) -> bool:
    """True for the names and addresses of this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def written_out(sparql: str, base: str) -> str:
    """The query with known prefixes written out: another server does not know them, nor does each know `actor:a\\/b`."""
    known = prefixes(base)
    found = list(queries.tokens(sparql))
    declared = {token[:-1] for (_, word, _), (_, token, _) in pairwise(found) if word.upper() == "PREFIX"}
    made, last = [], 0
    for number, (kind, token, start) in enumerate(found):
        prefix, _, rest = token.partition(":")
        if kind != "name" or prefix not in known or prefix in declared or (number and found[number - 1][1].upper() == "PREFIX"):
            continue
        made += [sparql[last:start], "<" + known[prefix] + ESCAPED.sub(r"\1", rest) + ">"]
        last = start + len(token)
    return "".join(made) + sparql[last:]
