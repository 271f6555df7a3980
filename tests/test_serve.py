"""`kg serve` as its users meet it: a real process on loopback, asked over HTTP; the query operations of the SPARQL 1.1 Protocol."""
from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, parse, parse_query_results

import kg

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
BASE = "https://w3id.org/concord/id/"
BAD = "Joint Statement of India & Japan <script>alert(1)</script>"
TEXT = f"""{BAD}

New Delhi, 20 August 2024

India and Japan agreed to deepen cooperation in <b onclick=alert(1)>space</b>. The two sides condemned the attack on the harbour.
"""
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Served:
    """A server that runs: its port, its process, and the folder it serves."""

    port: int
    process: subprocess.Popen[str]
    folder: Path

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body.encode() if isinstance(body, str) else body, names)
            got = connection.getresponse()
            return Reply(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str = "*/*") -> Reply:
        return self.ask("GET", path, Accept=accept)

    def sparql(self, query: str, accept: str = "*/*", **more: str) -> Reply:
        return self.get("/sparql?" + urlencode({"query": query, **more}), accept)


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Served]:
    """Run `kg serve` on a free port until the block ends."""
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stderr
        line = process.stderr.readline()
        while "serving on" not in line and line:
            line = process.stderr.readline()
        found = re.search(r":(\d+)/ ", line)
        assert found, line
        yield Served(int(found[1]), process, folder)
    finally:
        process.terminate()
        process.wait(20)
        assert process.stderr
        process.stderr.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder of the examples about India, and of a document with hostile words."""
    target = tmp_path_factory.mktemp("served") / "out"
    documents = [kg.read(path) for path in sorted((ROOT / "examples").glob("india-*.txt"))]
    kg.build([*documents, kg.read(text=TEXT, id="hostile")]).save(target)
    return target


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serving(folder, "--workers", "2", "--timeout", "2", "--max-rows", "5000") as running:
        yield running


# ---- the protocol: the cases of the W3C's protocol tests for queries, written as requests of our own

GRAPHS = tuple(f"{BASE}doc/india-japan-2plus2-{year}" for year in (2019, 2022))
SOME = "SELECT ?d WHERE { ?d a con:Document }"
TWO = "ASK { ?d a con:Document GRAPH ?g { ?e a con:Document } FILTER(?d != ?e) }"
EACH = "SELECT DISTINCT ?g { GRAPH ?g { ?d a con:Document } }"
ONLY = "ASK { ?d dcterms:identifier 'india-japan-2plus2-2019' }"


def graphs(**many: Any) -> str:
    return urlencode([(name.replace("_", "-"), value) for name, values in many.items() for value in values])


PROTOCOL: dict[str, tuple[str, str, str | bytes | None, dict[str, str], int, str]] = {
    # name: method, address, body, headers, status, what the body must match
    "query_get": ("GET", "/sparql?query=ASK%20%7B%7D", None, {}, 200, r'"boolean":true'),
    "query_post_form": ("POST", "/sparql", "query=ASK%20%7B%7D", {"Content_Type": FORM}, 200, r'"boolean":true'),
    "query_post_direct": ("POST", "/sparql", "ASK {}", {"Content_Type": DIRECT}, 200, r'"boolean":true'),
    "query_post_form_utf8": ("POST", "/sparql", "query=ASK%20%7B%7D", {"Content_Type": f"{FORM}; charset=UTF-8"}, 200, "true"),
    "query_post_direct_utf8": ("POST", "/sparql", "SELECT ('Türkiye' AS ?x) {}".encode(), {"Content_Type": f"{DIRECT}; charset=utf-8"}, 200,
                               "Türkiye"),
    "query_dataset_default_graph_get": ("GET", f"/sparql?query={quote(ONLY)}&{graphs(default_graph_uri=GRAPHS[:1])}", None, {}, 200,
                                        "true"),
    "query_dataset_other_graph_get": ("GET", f"/sparql?query={quote(ONLY)}&{graphs(default_graph_uri=GRAPHS[1:])}", None, {}, 200, "false"),
    "query_dataset_default_graph_post": ("POST", f"/sparql?{graphs(default_graph_uri=GRAPHS[:1])}", ONLY, {"Content_Type": DIRECT}, 200,
                                         "true"),
    "query_dataset_default_graphs_get": ("GET", f"/sparql?query={quote(ONLY)}&{graphs(default_graph_uri=GRAPHS)}", None, {}, 200, "true"),
    "query_dataset_default_graphs_post": ("POST", "/sparql", f"query={quote(ONLY)}&{graphs(default_graph_uri=GRAPHS)}",
                                          {"Content_Type": FORM}, 200, "true"),
    "query_dataset_named_graphs_get": ("GET", "/sparql?" + urlencode({"query": "ASK { GRAPH ?g { ?d a con:Document } }"}) + "&"
                                       + graphs(named_graph_uri=GRAPHS), None, {}, 200, "true"),
    "query_dataset_named_graphs_post": ("POST", f"/sparql?{graphs(named_graph_uri=GRAPHS)}",
                                        EACH, {"Content_Type": DIRECT}, 200, "2019.*2022|2022.*2019"),
    "query_dataset_named_is_not_default": ("GET", f"/sparql?query={quote(ONLY)}&{graphs(named_graph_uri=GRAPHS)}", None, {}, 200, "false"),
    "query_dataset_full": ("GET", "/sparql?" + urlencode({"query": TWO}) + "&"
                           + graphs(default_graph_uri=GRAPHS[:1], named_graph_uri=GRAPHS[1:]), None, {}, 200, "true"),
    "query_dataset_unknown_graph": ("GET", f"/sparql?query={quote(ONLY)}&default-graph-uri=http://nowhere.example/", None, {}, 200,
                                    "false"),
    "query_dataset_bad_graph": ("GET", f"/sparql?query={quote(ONLY)}&default-graph-uri=%3Cx%20y", None, {}, 400, ""),
    "query_content_type_select": ("GET", f"/sparql?query={quote(SOME)}", None, {"Accept": "application/sparql-results+xml"}, 200,
                                  "<sparql"),
    "query_content_type_ask": ("GET", "/sparql?query=ASK%7B%7D", None, {"Accept": "application/sparql-results+xml"}, 200, "<boolean>true"),
    "query_content_type_describe": ("GET", f"/sparql?query={quote('DESCRIBE actor:india')}", None, {"Accept": "text/turtle"}, 200, "India"),
    "query_content_type_construct": ("GET", f"/sparql?query={quote('CONSTRUCT WHERE { actor:india ?p ?o }')}", None,
                                     {"Accept": "application/rdf+xml"}, 200, "<rdf:RDF"),
    "query_multiple_parameters_order": ("GET", f"/sparql?foo=1&query={quote(ONLY)}&bar=2", None, {}, 200, "true"),
    "query_multiple_dataset": ("POST", f"/sparql?{graphs(default_graph_uri=GRAPHS[:1])}", f"ASK FROM <{GRAPHS[1]}> {{ ?s ?p ?o }}",
                               {"Content_Type": DIRECT}, 403, "FROM is refused"),  # ours: never another graph than the one that is meant
    "query_options": ("OPTIONS", "/sparql", None, {}, 204, "^$"),
    "query_get_charset": ("GET", "/sparql?query=ASK%20%7B%7D", None, {"Accept_Charset": "utf-8"}, 200, "true"),
    "query_head": ("HEAD", "/sparql?query=ASK%20%7B%7D", None, {}, 200, "^$"),
    "bad_query_method": ("PUT", "/sparql?query=ASK%20%7B%7D", None, {}, 405, "GET or POST"),
    "bad_query_method_delete": ("DELETE", "/sparql?query=ASK%20%7B%7D", None, {}, 405, "GET or POST"),
    "bad_multiple_queries": ("GET", "/sparql?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", None, {}, 400, "more than one"),
    "bad_multiple_queries_form": ("POST", "/sparql", "query=ASK%20%7B%7D&query=ASK%20%7B%7D", {"Content_Type": FORM}, 400, "more than one"),
    "bad_query_in_both": ("POST", "/sparql?query=ASK%20%7B%7D", "ASK {}", {"Content_Type": DIRECT}, 400, "twice"),
    "bad_query_wrong_media_type": ("POST", "/sparql", "ASK {}", {"Content_Type": "text/plain"}, 415, "text/plain"),
    "bad_query_missing_form_type": ("POST", "/sparql", "query=ASK%20%7B%7D", {}, 415, ""),
    "bad_query_missing_direct_type": ("POST", "/sparql", "ASK {}", {}, 415, ""),
    "bad_query_non_utf8": ("POST", "/sparql", "ASK {}".encode("utf-16"), {"Content_Type": DIRECT}, 400, "UTF-8"),
    "bad_query_latin1": ("POST", "/sparql", "ASK { ?s ?p 'é' }".encode("latin-1"), {"Content_Type": DIRECT}, 400, "UTF-8"),
    "bad_query_form_latin1": ("POST", "/sparql", "query=ASK%20%7B%20%3Fs%20%3Fp%20'%E9'%7D", {"Content_Type": FORM}, 400, "UTF-8"),
    "bad_query_charset": ("POST", "/sparql", "ASK {}", {"Content_Type": f"{DIRECT}; charset=utf-16"}, 400, "UTF-8"),
    "bad_query_syntax": ("GET", "/sparql?query=ASK%20%7B", None, {}, 400, "SPARQL: line 1"),
    "bad_query_empty": ("GET", "/sparql?query=", None, {}, 400, "SPARQL"),
    "bad_query_missing": ("POST", "/sparql", "foo=1", {"Content_Type": FORM}, 400, "no query"),
    "bad_query_format": ("GET", "/sparql?query=ASK%20%7B%7D&format=exe", None, {}, 400, "no format"),
    "bad_query_many_fields": ("GET", "/sparql?query=ASK%20%7B%7D" + "&a=1" * 300, None, {}, 400, "fields"),
    "update_form": ("POST", "/sparql", "update=DROP%20ALL", {"Content_Type": FORM}, 403, "read-only"),
    "update_get": ("GET", "/sparql?update=DROP%20ALL", None, {}, 403, "read-only"),
    "update_direct": ("POST", "/sparql", "DROP ALL", {"Content_Type": "application/sparql-update"}, 403, "read-only"),
    "update_as_query": ("POST", "/sparql", "DROP ALL", {"Content_Type": DIRECT}, 403, "refused"),
    "service": ("POST", "/sparql", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", {"Content_Type": DIRECT}, 403, "SERVICE"),
    "no_format_of_ours": ("GET", "/sparql?query=ASK%20%7B%7D", None, {"Accept": "image/png"}, 406, "formats"),
    "graph_as_rows": ("GET", f"/sparql?query={quote('CONSTRUCT WHERE { actor:india ?p ?o }')}", None, {"Accept": "text/csv"}, 406, "graph"),
    "too_long_a_query": ("POST", "/sparql", "#" * 300_000, {"Content_Type": DIRECT}, 403, "longer"),
    "too_large_a_request": ("POST", "/sparql", "#" * 1_200_000, {"Content_Type": DIRECT}, 413, "larger"),
    "too_long_an_address": ("GET", "/sparql?query=" + "a" * 40_000, None, {}, 414, "longer"),
    "too_many_rows": ("GET", f"/sparql?query={quote('SELECT * { ?a ?b ?c . ?d ?e ?f }')}", None, {}, 422, "5,000 rows"),
}


@pytest.mark.parametrize("case", PROTOCOL)
def test_the_protocol(case: str, served: Served) -> None:
    """A request of the protocol has the answer, or the refusal, that the protocol says."""
    method, path, body, headers, status, matches = PROTOCOL[case]
    got = served.ask(method, path, body, **headers)
    assert got.status == status, got.text
    assert re.search(matches, got.text, re.S), got.text
    if status >= 400:
        assert got.kind == "text/plain" and "Traceback" not in got.text and len(got.text) < 600


ROWS = {"application/sparql-results+json": QueryResultsFormat.JSON, "application/sparql-results+xml": QueryResultsFormat.XML,
        "text/tab-separated-values": QueryResultsFormat.TSV}
TRIPLES = {"text/turtle": RdfFormat.TURTLE, "application/n-triples": RdfFormat.N_TRIPLES, "application/ld+json": RdfFormat.JSON_LD,
           "application/rdf+xml": RdfFormat.RDF_XML}


@pytest.mark.parametrize("accept, kind", [
    *((media, media) for media in ROWS), ("text/csv", "text/csv"), ("*/*", "application/sparql-results+json"),
    ("application/json", "application/sparql-results+json"), ("application/xml", "application/sparql-results+xml"),
    ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"), ("text/*", "text/csv"),
    ("text/csv;q=0, */*;q=0.1", "application/sparql-results+json"), ("TEXT/CSV", "text/csv"), ("image/png, text/csv;q=x, */*;q=0.2",
                                                                                             "application/sparql-results+json"),
])
def test_rows_in_the_format_that_is_accepted(accept: str, kind: str, served: Served) -> None:
    """The format wanted most is given, and says the same in each."""
    got = served.sparql(SOME, accept)
    assert (got.status, got.kind, got.headers["vary"]) == (200, kind, "Accept, Accept-Encoding")
    if kind == "text/csv":
        assert len(got.text.split()) == 5
    else:
        assert len(list(parse_query_results(got.body, format=ROWS[kind]))) == 4  # type: ignore[arg-type]


@pytest.mark.parametrize("accept, kind", [*((media, media) for media in TRIPLES), ("*/*", "text/turtle"),
                                          ("text/plain", "application/n-triples")])
@pytest.mark.parametrize("path", ["/sparql?" + urlencode({"query": "CONSTRUCT WHERE { actor:india ?p ?o }"}), "/id/actor/india",
                                  "/id/doc/india-japan-2plus2-2019", "/node?iri=" + quote("https://w3id.org/concord/topics#maritime-security")])
def test_graphs_and_nodes_in_the_format_that_is_accepted(path: str, accept: str, kind: str, served: Served) -> None:
    """CONSTRUCT and the addresses of nodes give RDF that parses."""
    if not path.startswith("/sparql") and accept == "*/*":
        kind = "text/html"  # who does not mind is taken for a person
    got = served.get(path, accept)
    assert (got.status, got.kind) == (200, kind), got.text
    if kind in TRIPLES:
        assert len(list(parse(got.body, format=TRIPLES[kind]))) > 1


def test_the_service_describes_itself(served: Served) -> None:
    """A bare GET of the endpoint is answered with a service description for programs, and with the editor for people."""
    sd = "http://www.w3.org/ns/sparql-service-description#"
    got = served.get("/sparql", "text/turtle")
    found = {(quad.predicate.value, getattr(quad.object, "value", "")) for quad in parse(got.body, format=RdfFormat.TURTLE)}
    assert (f"{sd}endpoint", f"http://127.0.0.1:{served.port}/sparql") in found
    assert {(f"{sd}supportedLanguage", f"{sd}SPARQL11Query"), (f"{sd}feature", f"{sd}UnionDefaultGraph")} <= found
    assert served.get("/sparql", "text/html,*/*;q=0.8").kind == "text/html"


# ---- limits and defence

def test_a_query_without_end_is_ended_while_others_are_answered(served: Served) -> None:
    """It is refused after its time, and whoever asks meanwhile has to wait for no one."""
    long: list[tuple[Reply, float]] = []

    def ask() -> None:
        begun = time.perf_counter()
        got = served.sparql("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
        long.append((got, time.perf_counter() - begun))

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(0.2)
    begun = time.perf_counter()
    assert served.sparql("ASK {}").status == 200
    assert time.perf_counter() - begun < 1
    thread.join()
    assert long[0][0].status == 422 and "2 seconds" in long[0][0].text and long[0][1] < 4


@pytest.mark.parametrize("path", ["/", "/sparql", "/id/actor/india", "/id/doc/hostile", "/documents", "/static/style.css", "/health",
                                  "/nothing", "/graph"])
def test_every_answer_has_its_security_headers(path: str, served: Served) -> None:
    """No sniffing, no frames, no scripts but our own, no word to others of who asked, and no leave for other origins."""
    got = served.get(path, "text/html")
    assert got.headers["x-content-type-options"] == "nosniff" and got.headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in got.headers["content-security-policy"]
    if path != "/graph":  # it has a policy of its own in the page
        assert "default-src 'none'" in got.headers["content-security-policy"] and "unsafe" not in got.headers["content-security-policy"]
    assert "access-control-allow-origin" not in got.headers and "server" not in got.headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", ""])
def test_a_name_that_is_not_ours_is_refused(host: str, served: Served) -> None:
    """A page elsewhere that points its name at this machine (DNS rebinding) reads nothing."""
    assert served.ask("GET", "/sparql?query=ASK%7B%7D", Host=host).status == 421
    assert served.ask("GET", "/health", Host=f"localhost:{served.port}").status == 200


@pytest.mark.parametrize("path", [
    "/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/....//app.py", "/static//etc/passwd",
    "/../../etc/passwd",
    "/id/../../etc/passwd",
    "/id/..%2f..%2fetc%2fpasswd", "/id//etc/passwd", "/id/doc/..%5c..%5cx", "/graph/../concord.json", "/concord.json",
    "/store/CURRENT", "/texts/hostile.txt", "/static/base.html.j2", "/id/actor/%00", "/id/actor/india%3E%20%3Chttp://x",
    "/questions/..%2fx",
    "/node?iri=file:///etc/passwd", "/node?iri=http://x%3E%7D", "/documents?page=-1", "/documents?page=9999999999", "/id/actor/nobody",
])
def test_no_path_leads_out(path: str, served: Served) -> None:
    """Only what is named is served."""
    got = served.get(path)
    assert got.status in (400, 404), got.text
    assert "root:" not in got.text and "import " not in got.text


def test_a_request_that_never_says_its_length_is_cut_off(served: Served) -> None:
    """A body in pieces is counted as it comes."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as line:
        line.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
                     b"Transfer-Encoding: chunked\r\n\r\n")
        piece = b"10000\r\n" + b"#" * 0x10000 + b"\r\n"
        with suppress(OSError):
            for _ in range(64):
                line.sendall(piece)
            line.sendall(b"0\r\n\r\n")
        with suppress(ConnectionResetError):
            assert b" 413 " in line.recv(1000)
    assert served.get("/health").status == 200


@pytest.mark.parametrize("raw", [b"\x00\xff\xfe\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                                 b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                 b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
                                 b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n"], ids=lambda raw: raw[:20].hex())
def test_what_is_no_request_does_no_harm(raw: bytes, served: Served) -> None:
    """Broken requests are refused or hung up on; the next one is answered."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as line:
        try:
            line.sendall(raw)
            got = line.recv(1000)
        except ConnectionResetError:
            got = b""
    assert got == b"" or re.match(rb"HTTP/1.1 4\d\d", got), got
    assert served.get("/health").status == 200


# ---- pages

def test_every_link_of_every_page_leads_somewhere(served: Served) -> None:
    """Following the links of the pages, as a browser would, finds no broken one and no address elsewhere that loads anything."""
    waiting, seen = ["/"], set()
    while waiting and len(seen) < 120:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        got = served.get(path, "text/html,*/*;q=0.8")
        if got.status == 303:
            got = served.get(got.headers["location"].partition("#")[0], "text/html,*/*;q=0.8")
        assert got.status == 200, (path, got.text[:300])
        if got.kind != "text/html" or path == "/graph":
            continue
        assert not re.search(r"""<(?:script|link)[^>]*(?:src|href)=["']?(?:https?:)?//|<script(?![^>]*src=)|<[^>]*\s(?:on\w+|style)=""",
                             got.text), path
        fresh = [found.replace("&amp;", "&").partition("#")[0] for found in re.findall(r'href="(/[^"]*)"', got.text)]
        waiting += [found for found in fresh if found and found not in seen]
    assert {"/documents", "/actors", "/graph", "/sparql", "/id/actor/india", "/id/doc/hostile", "/questions/who-cooperates-with"} <= seen


def test_a_document_shows_its_sentences_and_facts(served: Served, folder: Path) -> None:
    """Every sentence of the text is on the page, those with facts beside them; hostile words are shown as words."""
    got = served.get("/id/doc/hostile", "text/html").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in got and "&lt;b onclick=alert(1)&gt;" in got
    assert "condemns" in got and "agreesTo" in got and "<mark" in got
    facts = [json.loads(line) for line in (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all(f"{fact['id']}" in got for fact in facts if fact["doc"] == "hostile")


def test_an_actor_has_names_and_facts(served: Served) -> None:
    """The page of an actor shows its kind, names, codes, and what is said of it with the sentence."""
    got = served.get("/id/actor/india", "text/html").text
    assert all(word in got for word in ("Country", "Republic of India", "IND", "cooperates with", "/id/actor/japan", "/id/doc/",
                                        "<blockquote"))


def test_a_named_question_is_one_click_away(served: Served) -> None:
    """Every question of `kg query --list` is linked on the first page, answers with its example, and in the other formats."""
    from kg.queries import list_queries

    home = served.get("/", "text/html").text
    for one in list_queries():
        assert f'href="/questions/{one.name}"' in home
        assert served.get(f"/questions/{one.name}", "text/html").status == 200
        given = urlencode(one.given)
        assert served.get(f"/questions/{one.name}?{given}", "text/html").status == 200
    got = served.get("/questions/who-cooperates-with?actor=India&format=csv")
    assert got.kind == "text/csv" and "Japan" in got.text
    assert served.get("/questions/who-cooperates-with?actor=India").kind == "application/sparql-results+json"
    assert served.get("/questions/who-cooperates-with?colour=red", "text/html").status == 400
    assert served.get("/questions/who-cooperats", "text/html").status == 404


def test_iris_are_dereferenced(served: Served) -> None:
    """The address of a node gives what the graph says of it: the same IRI is its subject."""
    quads = list(parse(served.get("/id/actor/india", "text/turtle").body, format=RdfFormat.TURTLE))
    assert NamedNode(f"{BASE}actor/india") in {quad.subject for quad in quads}
    assert len(list(parse(served.get("/ontology").body, format=RdfFormat.TURTLE))) > 100


def test_a_row_leads_to_its_sentence(served: Served) -> None:
    """A document's id and a sentence in an answer are links; what they lead to is the document's page at that sentence."""
    page = served.get("/questions/who-condemns", "text/html").text
    links = sorted(set(re.findall(r'href="(/where[^"]+)"', page)))
    assert len(links) >= 2
    for link in links:
        got = served.get(link.replace("&amp;", "&"))
        address, _, anchor = got.headers["location"].partition("#")
        shown = served.get(address, "text/html")
        assert (got.status, shown.status) == (303, 200)
        assert ("sentence=" in link) == bool(anchor) and f'id="{anchor}"' in shown.text or not anchor
    assert served.get("/where?sentence=nowhere").status == served.get("/where").status == 404


@pytest.mark.parametrize("words, names", [
    ("india", "India"), ("JAPAN 2+2", "Japan"), ("maritime security", "maritime security"), ('") }', ""), ("", "")])
def test_names_are_found(words: str, names: str, served: Served) -> None:
    """A part of a name finds what bears it, whatever else is typed."""
    got = served.get("/find?" + urlencode({"q": words}), "text/html")
    assert got.status == 200 and bool(names) == ('<ul class="rows">\n<li>' in got.text) and names in got.text


@pytest.mark.parametrize("style, form", [("text/turtle", RdfFormat.TURTLE), ("application/n-triples", RdfFormat.N_TRIPLES)])
def test_whole_graphs_are_read(style: str, form: RdfFormat, served: Served) -> None:
    """A graph of the store is given as the Graph Store Protocol says; the union is more than this server gives."""
    one, other = (set(parse(served.get("/data?" + urlencode({"graph": graph}), style).body, format=form)) for graph in GRAPHS)
    assert len(one) > 100 < len(other) and one != other
    assert (got := served.get("/data?default")).status == 422 and "5,000" in got.text
    assert served.get("/data?graph=http://nowhere.example/").status == 404
    assert served.get("/data").status == served.get("/data?graph=%3Cx%20y").status == served.get("/data?default&graph=x").status == 400
    assert served.get("/data?default", "image/png").status == 406


@pytest.mark.parametrize("path", ["/graph", "/data?" + urlencode({"graph": GRAPHS[0]}), "/id/actor/india?format=turtle",
                                  "/sparql?" + urlencode({"query": "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 500"})])
def test_answers_are_compressed_for_who_takes_that(path: str, served: Served) -> None:
    """With gzip accepted the answer is smaller, and the same."""
    plain, packed = served.get(path), served.ask("GET", path, Accept="*/*", Accept_Encoding="br, gzip;q=0.8")
    assert "content-encoding" not in plain.headers and packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body and len(packed.body) < len(plain.body) / 2
    assert "content-encoding" not in served.ask("GET", path, Accept_Encoding="gzip;q=0").headers


def test_health(served: Served) -> None:
    """`/health` says that the store answers."""
    got = served.get("/health")
    assert (got.status, json.loads(got.body)) == (200, {"status": "ok"})


def test_the_editor_in_a_browser(served: Served) -> None:
    """One click on a question asks it; a link into the editor carries its query; nothing is loaded from elsewhere, nothing is blocked."""
    if not CHROMIUM:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        page = browser.new_page()
        page.set_default_timeout(60_000)
        errors: list[str] = []
        addresses: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: addresses.append(request.url))
        root = f"http://127.0.0.1:{served.port}"
        page.goto(f"{root}/sparql")
        page.get_by_role("button", name="Which actors have most facts said of them?").click()
        page.wait_for_selector("#answer table")
        assert "India" in page.inner_text("#answer")
        page.fill("#query", "SELECT ?x { BIND('<img src=x onerror=alert(1)>' AS ?x) }")
        page.press("#query", "Control+Enter")
        page.locator("#answer td", has_text="onerror").wait_for()
        page.fill("#query", "SELECT * WHERE { ?s con:agrees")
        page.press("#query", "T")
        page.wait_for_selector("#choices li")
        page.press("#query", "Enter")
        assert "con:agreesTo" in page.input_value("#query")
        page.get_by_role("button", name="Who condemns whom or what?").click()
        page.locator("#answer th", has_text="sentence").wait_for()
        with page.expect_download() as saved:
            page.get_by_role("button", name="Download").click()
        assert saved.value.suggested_filename == "answer.csv" and "sentence" in Path(saved.value.path()).read_text("utf-8").splitlines()[0]
        sentence = page.locator("#answer td a[href*='sentence=']").last
        said = sentence.inner_text()
        sentence.click()
        assert page.locator("li:target .said").inner_text() == said
        page.goto(f"{root}/sparql")
        page.locator("#earlier summary").click()
        assert page.locator("#kept button").count() == 3
        page.locator("#kept button").first.click()
        page.locator("#answer th", has_text="sentence").wait_for()
        page.goto(f"{root}/questions/who-cooperates-with?actor=India")
        page.get_by_role("link", name="edit in SPARQL").click()
        page.wait_for_selector("#answer table")
        page.goto(f"{root}/id/doc/hostile")
        page.goto(f"{root}/graph")
        browser.close()
    assert errors == [] and all(address.startswith((root, "data:", "blob:")) for address in addresses), (errors, addresses)


# ---- running

def test_it_ends_cleanly(folder: Path, tmp_path: Path) -> None:
    """SIGTERM and SIGINT end it with 0, its processes with it; other origins ask only where that was allowed."""
    for name in (signal.SIGTERM, signal.SIGINT):
        with serving(folder, "--workers", "1", "--cors", "https://a.example") as running:
            got = running.ask("GET", "/sparql?query=ASK%7B%7D", Origin="https://a.example")
            assert got.headers["access-control-allow-origin"] == "https://a.example"
            assert "access-control-allow-origin" not in running.ask("GET", "/sparql?query=ASK%7B%7D", Origin="https://b.example").headers
            children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children")
            workers = children.read_text().split() if children.exists() else []
            running.process.send_signal(name)
            assert running.process.wait(10) == 0
            time.sleep(0.1)
            assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


def test_another_generation_is_served_at_once(tmp_path: Path) -> None:
    """A graph that is built again is read anew, without a restart."""
    kg.build([kg.read(text=TEXT, id="one")]).save(tmp_path / "out")
    with serving(tmp_path / "out", "--workers", "1") as running:
        assert "one" in running.sparql(SOME).text
        kg.build([kg.read(text=TEXT, id="two")]).save(tmp_path / "out")
        assert "two" in running.sparql(SOME).text and running.get("/id/doc/two", "text/html").status == 200


@pytest.mark.parametrize("options, code, says", [
    (("out", "--host", "0.0.0.0"), 3, "--public"), (("out", "--host", "::"), 3, "--public"),
    (("out", "--host", "example.org"), 3, "--public"),
    (("nothing",), 2, "no such store"), (("out", "--port", "PORT"), 2, "--port"), (("out", "--port", "70000"), 2, "70000"),
], ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value))
def test_what_cannot_be_served_is_said_in_one_line(options: tuple[str, ...], code: int, says: str, folder: Path, served: Served) -> None:
    """Addresses that others reach need --public; what is missing or taken is named."""
    arguments = [option.replace("PORT", str(served.port)) for option in options]
    done = subprocess.run([sys.executable, "-m", "kg", "serve", *arguments], cwd=folder.parent, capture_output=True, text=True, timeout=60,
                          env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == code and says in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr


def test_public_addresses_are_warned_of(folder: Path) -> None:
    """With --public it serves, and says what that means."""
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", "--host", "0.0.0.0", "--public", "--workers", "1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stderr
        assert "warning" in process.stderr.readline()
        assert "serving on" in process.stderr.readline()
    finally:
        process.terminate()
        process.communicate(timeout=20)
