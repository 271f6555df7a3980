"""The addresses of the server, and what answers at each.

Handlers wait for the store in threads of their own; everything else is quick. Only files named in `FILES` are served: there is no
folder to climb out of.
"""
from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import KgError, UsageError
from kg.guard import Guard, Limits, prepare
from kg.queries import find_question
from kg.serve import protocol, resources
from kg.serve.defence import LOOPBACK, App, Defence
from kg.serve.negotiation import HTML, TRIPLES, choose, media_type
from kg.serve.pages import HERE, Pages
from kg.vocabulary import ontology_file

T = TypeVar("T")
FILES = {"style.css": "text/css", "editor.js": "text/javascript", "account.css": "text/css"}
PATH = re.compile(r"[A-Za-z0-9][\w.~%-]*(?:/[\w.~%-]+)*")
WAITING = 128  # requests that may wait for a worker at a time
GRAPH_FACTS = 50_000  # facts up to which the page of the graph is drawn on request
LIMITS = Limits(seconds=10, rows=100_000, bytes=64 * 2**20, memory=2**30)
Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a store is served: where, to how many at a time, and to which pages of others."""

    store: Path
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 4
    limits: Limits = LIMITS
    origins: tuple[str, ...] = ()


class Server:
    """The handlers, with the guarded store behind them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.guard = Guard(settings.store, settings.limits, workers=settings.workers, spare=1)
        self.pages = Pages(self.guard, settings.store)
        self.threads: anyio.CapacityLimiter | None = None
        self.graph: tuple[object, bytes] | None = None

    async def wait(self, work: Callable[..., T], *arguments: Any) -> T:
        """Run what blocks in a thread."""
        if self.threads is None:
            self.threads = anyio.CapacityLimiter(WAITING)
        return await anyio.to_thread.run_sync(work, *arguments, limiter=self.threads)

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Open the store before the first request, end its processes after the last."""
        try:
            await self.wait(self.guard.ask, "ASK {}")
            yield
        finally:
            self.guard.close()

    # ---- SPARQL

    async def sparql(self, request: Request) -> Response:
        """The endpoint; without a query, the editor for people and the service description for programs."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(protocol.METHODS)})
        wanted = await protocol.asked(request)
        if wanted.query is None or (request.method == "GET" and not wanted.style and protocol.wants_page(request)):
            if protocol.wants_page(request):
                return html(await self.wait(self.pages.editor))
            return Response(protocol.service_description(str(request.url.replace(query=""))), media_type="text/turtle; charset=utf-8",
                            headers={"Vary": "Accept"})
        return await self.wait(protocol.answer, self.guard, wanted, request)

    async def question(self, request: Request) -> Response:
        """A named question, as a page with its answer or in the format that is asked for."""
        try:
            asked = find_question(request.path_params["name"])
        except UsageError as error:
            raise protocol.Bad(404, str(error)) from error
        given = {name: value for name, value in request.query_params.items() if name != "format" and value.strip()}
        style = request.query_params.get("format", "")
        if style or not protocol.wants_page(request):
            wanted = protocol.Asked(asked.name, style=style)
            return await self.wait(protocol.answer, self.guard, wanted, request, given)

        def page() -> tuple[str, int]:
            if asked.needed and not given:
                return self.pages.question(asked, given, "", None), 200
            try:
                sparql = prepare(asked.name, given, self.guard.base)
                return self.pages.question(asked, given, sparql, self.guard.ask(sparql, rows="json")), 200
            except KgError as error:
                return self.pages.question(asked, given, "", None, str(error)), protocol.status_of(error)

        text, status = await self.wait(page)
        return html(text, status)

    # ---- pages

    async def home(self, request: Request) -> Response:
        """What is in the graph, and where to begin."""
        return html(await self.wait(self.pages.home))

    async def documents(self, request: Request) -> Response:
        """The list of documents."""
        return html(await self.wait(self.pages.documents, page_number(request)))

    async def actors(self, request: Request) -> Response:
        """The list of actors."""
        return html(await self.wait(self.pages.actors, page_number(request)))

    async def entity(self, request: Request) -> Response:
        """A node of the data: /id/actor/india is <base>actor/india."""
        path = unquote(request.scope["raw_path"].decode("ascii", "replace")).removeprefix("/id/")
        if not PATH.fullmatch(path) or ".." in path:
            raise protocol.Bad(404, "no such node")
        return await self.show(request, self.guard.base + path)

    async def node(self, request: Request) -> Response:
        """A node by its IRI: /node?iri=..."""
        iri = request.query_params.get("iri", "")
        if not re.match(r"(?:https?://|urn:)", iri) or len(iri) > 2000:
            raise protocol.Bad(400, "an IRI is needed: /node?iri=https://...")
        return await self.show(request, iri)

    async def show(self, request: Request, iri: str) -> Response:
        """A node as a page or as RDF, whichever is wanted more."""
        style = choose(request.headers.get("accept", ""), HTML | TRIPLES)
        named = request.query_params.get("format")
        if named:
            style = named if named in TRIPLES else None
        if style is None:
            raise protocol.Bad(406, "a node is given as HTML, Turtle, N-Triples, JSON-LD or RDF/XML")

        def made() -> Response:
            try:
                known = resources.is_known(self.guard, iri)
            except ValueError as error:
                raise protocol.Bad(404, "no such node") from error
            if not known:
                raise protocol.Bad(404, "no such node")
            if style == "html":
                is_document = iri.startswith(f"{self.guard.base}doc/")
                return html(self.pages.document(iri) if is_document else self.pages.node(iri))
            return protocol.given_as(resources.about(self.guard, iri, style), media_type(style), request)

        return await self.wait(made)

    async def find(self, request: Request) -> Response:
        """What has these words in its name: /find?q=..."""
        words = " ".join(request.query_params.get("q", "").split())[:200]
        return html(await self.wait(self.pages.find, words))

    async def where(self, request: Request) -> Response:
        """The place of a sentence in its document, or a document: /where?document=ID&sentence=TEXT, as a row of an answer has them."""
        document, sentence = (request.query_params.get(name, "") for name in ("document", "sentence"))
        place = await self.wait(self.pages.place, document, sentence)
        if not place:
            raise protocol.Bad(404, "no such sentence")
        return RedirectResponse(place, 303)

    async def data(self, request: Request) -> Response:
        """A whole graph, as the Graph Store Protocol reads it: /data?graph=IRI, or /data?default for the union of all."""
        graph, default = request.query_params.get("graph"), "default" in request.query_params
        if (graph is None) == (not default):
            raise protocol.Bad(400, "a graph is needed: /data?graph=https://..., or /data?default")
        named = request.query_params.get("format", "")
        style = (named if named in TRIPLES else None) if named else choose(request.headers.get("accept", ""), TRIPLES)
        if style is None:
            raise protocol.Bad(406, "a graph is given as Turtle, N-Triples, JSON-LD or RDF/XML")

        def made() -> Response:
            try:
                found = resources.graph(self.guard, graph, style)
            except ValueError as error:
                raise protocol.Bad(400, "that is no IRI") from error
            if found is None:
                raise protocol.Bad(404, "no such graph")
            return protocol.given_as(found, media_type(style), request)

        return await self.wait(made)

    async def drawn(self, request: Request) -> Response:
        """The page of the graph: the one in the build folder, else a drawing of the store."""
        return await self.wait(self.draw, request)

    def draw(self, request: Request) -> Response:
        file = self.settings.store / "graph.html"
        page = protocol.given_as(file.read_bytes() if file.is_file() else self.drawing(), "text/html", request)
        # its own policy, which allows nothing but its own scripts, stands in the page
        page.headers["Content-Security-Policy"] = "frame-ancestors 'none'"
        return page

    def drawing(self) -> bytes:
        """The page of the graph as it is now, drawn once."""
        if resources.counts(self.guard)["facts"] > GRAPH_FACTS:
            raise protocol.Bad(422, f"the graph has more than {GRAPH_FACTS:,} facts: too many for one page; draw a part of it with kg view")
        if self.graph is None or self.graph[0] != self.guard.generation:
            from kg.graph import KnowledgeGraph

            graph = KnowledgeGraph.load(self.settings.store)
            self.graph = self.guard.generation, graph.to_html().encode("utf-8", "replace")
        return self.graph[1]

    # ---- files and health

    async def file(self, request: Request) -> Response:
        """One of the few files that pages need."""
        name = request.path_params["name"]
        if name not in FILES:
            raise HTTPException(404)
        folder = HERE.parent / "views" if name == "account.css" else HERE
        return Response((folder / name).read_bytes(), media_type=FILES[name], headers={"Cache-Control": "no-cache"})

    async def ontology(self, request: Request) -> Response:
        """The ontology and the topics, as Turtle."""
        name = "topics.ttl" if request.url.path == "/topics" else "concord.ttl"
        return Response(ontology_file(name).read_bytes(), media_type="text/turtle; charset=utf-8")

    async def health(self, request: Request) -> Response:
        """200 where the store answers, 503 where it does not."""
        try:
            await self.wait(self.guard.ask, "ASK {}")
        except KgError as error:
            return JSONResponse({"status": "failing", "reason": str(error)}, 503)
        return JSONResponse({"status": "ok"})

    async def error(self, request: Request, error: Exception) -> Response:
        """An error of ours or of the framework as a page or a line of text."""
        if isinstance(error, KgError):
            plain, status, reason = protocol.explain(error), protocol.status_of(error), str(error)
        else:
            assert isinstance(error, HTTPException)
            status, reason = error.status_code, error.detail
            plain = Response(f"{reason}\n", status, headers=error.headers, media_type="text/plain")
        is_page = not request.url.path.startswith("/sparql") and request.method == "GET" and protocol.wants_page(request)
        return html(self.pages.wrong(status, reason), status) if is_page else plain


def page_number(request: Request) -> int:
    """The number of the page of a list, from 0."""
    text = request.query_params.get("page", "0")
    if not re.fullmatch(r"\d{1,6}", text):
        raise protocol.Bad(400, "page is a number")
    return int(text)


def html(text: str, status: int = 200) -> Response:
    return HTMLResponse(text, status, headers={"Vary": "Accept", "Cache-Control": "no-cache"})


def application(settings: Settings) -> App:
    """The server as an ASGI application."""
    server = Server(settings)

    def get(path: str, handler: Handler, methods: Iterable[str] = ("GET",)) -> Route:
        return Route(path, handler, methods=list(methods))

    routes = [
        get("/", server.home), get("/documents", server.documents), get("/actors", server.actors), get("/graph", server.drawn),
        get("/sparql", server.sparql, ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")), get("/questions/{name}", server.question),
        get("/id/{path:path}", server.entity), get("/node", server.node),
        get("/find", server.find), get("/where", server.where), get("/data", server.data),
        get("/ontology", server.ontology), get("/topics", server.ontology), get("/health", server.health),
        get("/static/{name}", server.file),
    ]
    app: Any = Starlette(routes=routes, lifespan=server.lifespan, exception_handlers={KgError: server.error, HTTPException: server.error})
    if settings.origins:
        app = CORSMiddleware(app, allow_origins=list(settings.origins),
                             allow_methods=["GET", "POST"], allow_headers=["Accept", "Content-Type"])
    hosts = LOOPBACK | {settings.host} if settings.host in LOOPBACK or settings.host.startswith("127.") else None
    return Defence(app, hosts, bool(settings.origins))
