"""Other people's SPARQL servers: Oxigraph and Virtuoso as processes on loopback, and servers that misbehave."""
from __future__ import annotations

import contextlib
import gzip
import http.server
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import KgError, LimitReached, QueryError, Refused, StoreError, UsageError
from kg.graph import ask
from kg.guard import Limits
from kg.queries import Question, list_queries
from kg.remote import Endpoint, written_out
from kg.store import open_store
from kg.vocabulary import BASE

ROOT = Path(__file__).parent.parent
OXIGRAPH = shutil.which("oxigraph", path=os.path.dirname(sys.executable)) or shutil.which("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
NOBODY: dict[str, str] = {}
DBA = {"CONCORD_USER": "dba", "CONCORD_PASSWORD": "dba"}
SETTINGS = """[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 100
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
FileExtend = 10
[Parameters]
ServerPort = 127.0.0.1:{own}
DisableUnixSocket = 1
NumberOfBuffers = 4000
DirsAllowed = .
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 4
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers."""
    for _ in range(600):
        assert process.poll() is None, f"{url}: has ended"
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url}: does not answer")


@pytest.fixture(scope="module")
def graph() -> kg.KnowledgeGraph:
    return kg.build(kg.read(path) for path in sorted((ROOT / "examples").glob("*.txt")))


@pytest.fixture(scope="module")
def folder(graph: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("remote") / "out"
    graph.save(target)
    return target


@contextlib.contextmanager
def serving(place: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Query address, graph store address and credentials of an `oxigraph serve` that keeps its data in a folder."""
    if not OXIGRAPH:
        pytest.skip("no oxigraph on this machine")
    root = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen([OXIGRAPH, "serve", "--location", str(place), "--bind", root, "--union-default-graph"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://{root}/", process)
        yield f"http://{root}/query", f"http://{root}/store", NOBODY
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, dict[str, str]]]:
    """One server for all tests that put things into it."""
    with serving(tmp_path_factory.mktemp("oxigraph")) as addresses:
        yield addresses


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Query address, graph store address and credentials of Virtuoso; it wants the password as a digest."""
    if not VIRTUOSO:
        pytest.skip("no virtuoso-t on this machine")
    place = tmp_path_factory.mktemp("virtuoso")
    port = free_port()
    (place / "v.ini").write_text(SETTINGS.format(port=port, own=free_port()), encoding="utf-8")
    process = subprocess.Popen([VIRTUOSO, "+foreground", "+configfile", "v.ini"], cwd=place, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D", process)
        yield f"http://127.0.0.1:{port}/sparql", f"http://127.0.0.1:{port}/sparql-graph-crud-auth", DBA
    finally:
        process.kill()
        process.wait(20)


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, folder: Path) -> tuple[str, str, dict[str, str]]:
    """One of the two with the graph of the examples in it, put there twice."""
    found: tuple[str, str, dict[str, str]] = request.getfixturevalue(request.param)
    quads = list(open_store(folder))
    for _ in range(2):  # the second time nothing changes
        told: list[str] = []
        with Endpoint(found[1], environment=found[2]) as store:
            assert store.upload(quads, told.append) == (len(told), len(quads))
        assert f"{BASE}doc/g7-hiroshima-2023" in told
    return found


def test_every_triple_arrives(server: tuple[str, str, dict[str, str]], graph: kg.KnowledgeGraph) -> None:
    """Each graph has as many triples there as here, letters of all alphabets included."""
    count = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    here = dict(graph.query(count).rows)
    with Endpoint(server[0]) as there:
        assert {name: number for name, number in ask(there, count, {}).rows if name in here} == here
        texts = "SELECT DISTINCT ?t WHERE { ?s dcterms:title ?t }"
        assert sorted(ask(there, texts, {}).rows) == sorted(graph.query(texts).rows)


QUESTIONS = list_queries()


def ways(one: Question) -> list[dict[str, str]]:
    """With what a question is asked: as little as may be, its first example, its worked example."""
    first = {key: value.example for key, value in list(one.parameters.items())[:1]}
    made = [one.needed, one.needed | first, one.given]
    return [given for number, given in enumerate(made) if given not in made[:number]]


@pytest.mark.parametrize("one", QUESTIONS, ids=[one.name for one in QUESTIONS])
def test_named_questions_have_the_same_answers(one: Question, server: tuple[str, str, dict[str, str]], graph: kg.KnowledgeGraph) -> None:
    """Every named question, asked in its ways, is answered alike by each server."""
    with Endpoint(server[0]) as there:
        for given in ways(one):
            assert sorted(ask(there, one.name, dict(given)).rows, key=str) == sorted(graph.query(one.name, **given).rows, key=str), given


@pytest.fixture(scope="module")
def fresh(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """An `oxigraph serve` of its own that was given graph.trig, as it stands in the build folder, and nothing else."""
    with serving(tmp_path_factory.mktemp("fresh")) as (query, store, _):
        wanted = urllib.request.Request(store, (folder / "graph.trig").read_bytes(), {"Content-Type": "application/trig"}, method="POST")
        with urllib.request.urlopen(wanted, timeout=60) as answer:
            assert answer.status == 204
        with Endpoint(query, base=BASE) as there:
            yield there


@pytest.mark.parametrize("one", QUESTIONS, ids=[one.name for one in QUESTIONS])
def test_the_trig_file_answers_elsewhere_as_here(one: Question, fresh: Endpoint, graph: kg.KnowledgeGraph) -> None:
    """Somebody who loads graph.trig into a server asks it every named question and gets Concord's answer, term by term and in its order."""
    for given in ways(one):
        here, there = graph.query(one.name, **given), ask(fresh, one.name, dict(given))
        assert (there.variables, there.terms) == (here.variables, here.terms), given
        assert here.terms or one.name == "corrections", given  # an empty answer would compare nothing


def test_the_trig_file_arrives_whole(fresh: Endpoint, graph: kg.KnowledgeGraph) -> None:
    """The server has exactly the quads of the graph."""
    count = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    assert dict(ask(fresh, count, {}).rows) == dict(graph.query(count).rows)
    assert sum(dict(graph.query(count).rows).values()) == len(set(graph.quads()))


def test_all_forms_and_errors(server: tuple[str, str, dict[str, str]]) -> None:
    """ASK, CONSTRUCT and DESCRIBE work, a syntax error says where it was found, and what the scan refuses is not sent."""
    with Endpoint(server[0]) as there:
        assert ask(there, "ASK { actor:india a con:Country }", {}) == True  # noqa: E712
        assert ask(there, "ASK { actor:atlantis a con:Country }", {}) == False  # noqa: E712
        assert "India" in str(ask(there, "CONSTRUCT WHERE { actor:india rdfs:label ?o }", {}).triples)
        assert ask(there, "DESCRIBE actor:india", {}).triples
        with pytest.raises(QueryError, match="says"):
            ask(there, "SELECT * WHERE { ?s ?p }", {})
        with pytest.raises(Refused):
            ask(there, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", {})
        with pytest.raises(Refused):
            ask(there, "DROP ALL", {})


def kg_command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("CONCORD_")} | {"PYTHONPATH": str(ROOT)} | environment
    return subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, env=clean, timeout=120)


def test_on_the_command_line(server: tuple[str, str, dict[str, str]], folder: Path) -> None:
    """`kg upload` puts a graph there, and `kg query --store http://...` and CONCORD_STORE ask it."""
    done = kg_command("upload", "--store", str(folder), server[1], **server[2])
    assert done.returncode == 0 and "graphs" in done.stderr, done.stderr
    for options, environment in ((("--store", server[0]), {}), ((), {"CONCORD_STORE": server[0]})):
        done = kg_command("query", *options, "--format", "csv", "who-cooperates-with", "actor=India", **environment)
        assert done.returncode == 0 and "Japan" in done.stdout, done.stderr


def test_a_wrong_password_is_said(virtuoso: tuple[str, str, dict[str, str]], folder: Path) -> None:
    """Without a password, or with a wrong one, the upload is refused (3) in one line."""
    for given in (NOBODY, {"CONCORD_USER": "dba", "CONCORD_PASSWORD": "no"}):
        done = kg_command("upload", "--store", str(folder), virtuoso[1], **given)
        assert done.returncode == 3 and "CONCORD_USER" in done.stderr and len(done.stderr.splitlines()) == 1


# ---- servers that misbehave

JSON = "application/sparql-results+json"
YES = b'{"head":{},"boolean":true}'
Turn = Callable[[http.server.BaseHTTPRequestHandler], None]


def say(status: int, body: bytes = b"", **headers: str) -> Turn:
    def turn(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Type": JSON, "Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)
    return turn


def endless(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b" " * 65536)
    except OSError:
        pass


def dripping(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b" ")
            time.sleep(0.1)
    except OSError:
        pass


def hanging_up(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def scripted() -> Iterator[Callable[..., tuple[str, list[dict[str, str]]]]]:
    """A server that answers in turn as it is told, the last turn again and again; gives its address and the headers it saw."""
    servers = []

    def start(*turns: Turn) -> tuple[str, list[dict[str, str]]]:
        seen: list[dict[str, str]] = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                seen.append({k.lower(): v for k, v in self.headers.items()} | {"path": self.path})
                turns[min(len(seen), len(turns)) - 1](self)

            do_GET = do_PUT = do_POST

            def log_message(self, *_: object) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/sparql", seen

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("turns, error, says, tries", [
    ((say(503), say(200, YES)), None, "", 2),
    ((say(429, Retry_After="1"), say(200, YES)), None, "", 2),
    ((hanging_up, say(200, YES)), None, "", 2),
    ((say(503),), StoreError, "503", 3),
    ((say(500, b"boom\x1b[31m\n" * 500),), StoreError, "boom", 1),
    ((say(400, b"line 3: no"),), QueryError, "line 3: no", 1),
    ((say(401),), Refused, "CONCORD_TOKEN", 1),
    ((say(404),), StoreError, "address", 1),
    ((say(302, Location="http://elsewhere.example/"),), StoreError, "elsewhere", 1),
    ((say(200, b"<html>", Content_Type="text/html"),), StoreError, "text/html", 1),
    ((say(200, b"{nonsense"),), StoreError, "cannot be read", 1),
    ((endless,), LimitReached, "bytes", 1),
    ((say(200, gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"),), LimitReached, "bytes", 1),
    ((dripping,), LimitReached, "2 seconds", 1),
    ((lambda handler: time.sleep(4),), LimitReached, "2 seconds", 1),
], ids=["busy once", "busy with a time", "hung up once", "busy for ever", "broken", "syntax", "no password", "nothing there", "moved",
        "a page", "nonsense", "endless", "a bomb", "dripping", "silent"])
def test_what_servers_do(turns: tuple[Turn, ...], error: type[KgError] | None, says: str, tries: int,
                         scripted: Callable[..., tuple[str, list[dict[str, str]]]]) -> None:
    """What passes is tried again; all else is one clear line, within the time and the size that were allowed."""
    url, seen = scripted(*turns)
    begun = time.perf_counter()
    with Endpoint(url, Limits(seconds=4 if "503" in says else 2, bytes=5_000_000), base=BASE) as there:
        if error is None:
            assert ask(there, "ASK {}", {})
        else:
            with pytest.raises(error, match=says) as raised:
                ask(there, "ASK {}", {})
            assert len(str(raised.value)) < 500 and "\n" not in str(raised.value) and "\x1b" not in str(raised.value)
    assert len(seen) == tries and time.perf_counter() - begun < 5


def test_passwords_and_tokens(scripted: Callable[..., tuple[str, list[dict[str, str]]]]) -> None:
    """A token is sent, a password only once the server has asked for it; neither goes over plain http to other machines."""
    url, seen = scripted(say(200, YES))
    with Endpoint(url, base=BASE, environment={"CONCORD_TOKEN": "abc"}) as there:
        there.ask("ASK {}")
    assert seen[0]["authorization"] == "Bearer abc"
    url, seen = scripted(say(401, WWW_Authenticate='Basic realm="x"'), say(200, YES))
    with Endpoint(url, base=BASE, environment={"CONCORD_USER": "me", "CONCORD_PASSWORD": "pass"}) as there:
        there.ask("ASK {}")
        there.ask("ASK {}")
    assert ["authorization" in headers for headers in seen] == [False, True, True]
    for environment in ({"CONCORD_TOKEN": "abc"}, {"CONCORD_USER": "me"}):
        with pytest.raises(Refused, match="https"):
            Endpoint("http://example.org/sparql", environment=environment)
    with pytest.raises(UsageError, match="CONCORD_USER"):
        Endpoint("http://me:pass@example.org/sparql")


def test_no_server_there() -> None:
    """A port where no one listens is said (4) after the tries."""
    done = kg_command("query", "--store", f"http://127.0.0.1:{free_port()}/sparql", "ASK {}")
    assert done.returncode == 4 and "cannot be reached" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("given, sent", [
    ("ASK { actor:india ?p con:x }", f"ASK {{ <{BASE}actor/india> ?p <https://w3id.org/concord/ontology#x> }}"),
    ("ASK { id:actor\\/india ?p 'actor:india' } # con:x", f"ASK {{ <{BASE}actor/india> ?p 'actor:india' }} # con:x"),
    ("PREFIX con: <http://mine/> ASK { ?s con:x skos:note }",
     "PREFIX con: <http://mine/> ASK { ?s con:x <http://www.w3.org/2004/02/skos/core#note> }"),
    ("ASK { _:con ?p <con:x> . ?s ?con \"a\"@con }", "ASK { _:con ?p <con:x> . ?s ?con \"a\"@con }"),
    ("ASK { ?s other:x con:a/con:b }",
     "ASK { ?s other:x <https://w3id.org/concord/ontology#a>/<https://w3id.org/concord/ontology#b> }"),
])
def test_prefixes_are_written_out(given: str, sent: str) -> None:
    """Names with known prefixes become IRIs; texts, comments, tags and prefixes of the query's own stay."""
    assert written_out(given, BASE) == sent
