"""SPARQL 1.1 Protocol, query operation: GET, POST of a form, POST of the query itself; the service description on a bare GET.

https://www.w3.org/TR/sparql11-protocol/, https://www.w3.org/TR/sparql11-service-description/
"""
from __future__ import annotations

import gzip
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import Busy, KgError, LimitReached, QueryError, Refused, StoreError, UsageError
from kg.guard import Guard, prepare
from kg.serve.defence import BODY
from kg.serve.negotiation import HTML, LONGEST, ROWS, TRIPLES, choose, media_type, ranges

FIELDS = 200  # of a form
WORTH = 1400  # bytes from which an answer is compressed: less is one packet anyway
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class Bad(KgError):
    """A request that the protocol does not allow, with the status that says so."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: the query, None where there is none, the graphs it chooses, and the format it names."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    style: str = ""


def status_of(error: KgError) -> int:
    """The HTTP status that says what an error says."""
    if isinstance(error, Bad):
        return error.status
    for kind, status in ((Busy, 503), (LimitReached, 422), (Refused, 403), (QueryError, 400), (UsageError, 400), (StoreError, 500)):
        if isinstance(error, kind):
            return status
    return 500


def explain(error: KgError) -> Response:
    """An error as a line of text."""
    status = status_of(error)
    headers = {"Retry-After": "1"} if status == 503 else {"Allow": ", ".join(METHODS)} if status == 405 else {}
    return PlainTextResponse(f"{error}\n".encode("utf-8", "replace"), status, headers)


async def body_of(request: Request) -> bytes:
    """The body of a request, up to the limit."""
    held = b""
    try:
        async for piece in request.stream():
            held += piece
            if len(held) > BODY:
                raise Bad(413, f"the request is larger than {BODY:,} bytes")
    except ClientDisconnect as error:
        raise Bad(400, "the request ended before its end") from error
    return held


def fields(raw: bytes) -> list[tuple[str, str]]:
    """Names and values of a query string or form."""
    try:
        return parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except UnicodeDecodeError as error:
        raise Bad(400, "the request is not UTF-8") from error
    except ValueError as error:
        raise Bad(400, f"the request has more than {FIELDS} fields") from error


async def asked(request: Request) -> Asked:
    """What a request asks; raises Bad for one that is not of the protocol."""
    if request.method not in METHODS:
        raise Bad(405, f"{request.method} is not of the SPARQL protocol; use GET or POST")
    given = fields(request.scope["query_string"])
    if request.method == "POST":
        body = await body_of(request)
        kind, _, options = request.headers.get("content-type", "").partition(";")
        kind = kind.strip().lower()
        if kind == FORM:
            given = [*given, *fields(body.strip())]
        elif kind == QUERY:
            if "charset" in options.lower() and "utf-8" not in options.lower():
                raise Bad(400, "a query is sent in UTF-8")
            if any(name == "query" for name, _ in given):
                raise Bad(400, "a query was given twice, in the address and as the body")
            try:
                given.append(("query", body.decode("utf-8")))
            except UnicodeDecodeError as error:
                raise Bad(400, f"the query is not UTF-8 at byte {error.start}") from error
        elif kind == UPDATE:
            raise Bad(403, "updates are refused: this server is read-only")
        else:
            raise Bad(415, f"a query is posted as {FORM} or {QUERY}, not as '{kind[:60]}'")
    names = [name for name, _ in given]
    if "update" in names or "using-graph-uri" in names or "using-named-graph-uri" in names:
        raise Bad(403, "updates are refused: this server is read-only")
    queries = [value for name, value in given if name == "query"]
    if len(queries) > 1:
        raise Bad(400, "more than one query was given")
    if request.method == "POST" and not queries:
        raise Bad(400, "no query was given")
    style = next((value for name, value in given if name == "format"), "")
    if style and style not in ROWS and style not in TRIPLES:
        raise Bad(400, f"'{style[:40]}' is no format; formats are {', '.join((*ROWS, *TRIPLES))}")
    return Asked(queries[0] if queries else None, tuple(v for n, v in given if n == "default-graph-uri"),
                 tuple(v for n, v in given if n == "named-graph-uri"), style)


def wants_page(request: Request) -> bool:
    """True for a browser: it wants HTML more than data."""
    return choose(request.headers.get("accept", ""), TRIPLES | ROWS | HTML) == "html"


def given_as(data: bytes, kind: str, request: Request) -> Response:
    """Data as it is, or compressed for whom takes that; blocks while it compresses."""
    headers = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"}
    if len(data) >= WORTH and "gzip" in (name for name, quality in ranges(request.headers.get("accept-encoding", "")[:LONGEST]) if quality):
        data = gzip.compress(data, 5, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(data, media_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, headers=headers)


def answer(guard: Guard, wanted: Asked, request: Request, parameters: dict[str, str] | None = None) -> Response:
    """The answer to a query in the format that is wanted; blocks until it is there."""
    accept = request.headers.get("accept", "")
    rows = wanted.style if wanted.style in ROWS else choose(accept, ROWS)
    triples = wanted.style if wanted.style in TRIPLES else choose(accept, TRIPLES)
    if not rows and not triples:
        known = ", ".join(types[0] for types in (ROWS | TRIPLES).values())
        raise Bad(406, f"none of the formats that are accepted can be given; there are {known}")
    sparql = prepare(wanted.query or "", parameters, guard.base)
    found = guard.ask(sparql, rows=rows or "json", triples=triples or "turtle", default_graphs=wanted.default_graphs,
                      named_graphs=wanted.named_graphs)
    if not (triples if found.kind == "triples" else rows):
        raise Bad(406, "this query answers with " + ("a graph" if found.kind == "triples" else "rows or a truth value")
                  + "; accept a format for that")
    return given_as(found.data, media_type(found.style), request)


def service_description(endpoint: str) -> bytes:
    """What this endpoint can do, as Turtle."""
    formats = " ,\n        ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in (
        "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
        "JSON-LD", "RDF_XML"))
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix dcterms: <http://purl.org/dc/terms/> .

[] a sd:Service ;
    dcterms:title "Concord: a graph of diplomatic joint statements" ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat {formats} ;
    sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
""".encode()
