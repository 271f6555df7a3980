"""The process in which queries are evaluated: a store is opened, the doors are locked, and requests are answered one after another.

Run by kg/guard/pool.py as a program. A frame is a letter, the length of what follows (4 bytes, little end first), and that.
In: the settings, then requests, both JSON. Out: `H` the store is open (JSON), `D` a piece of the answer, `E` its end (JSON), `X` an
error (JSON: error, message).
"""
from __future__ import annotations

import json
import struct
import sys
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyoxigraph import Store

PIECE = 1 << 16


class TooMuch(ValueError):
    """The answer has more rows or bytes than it may."""


class Sink:
    """Sends what is written to it, in pieces, and stops when there are too many rows or bytes of them.

    Rows are counted by what ends them in each format. An object without bound variables in JSON is counted as one row more or less
    where a text holds the same signs; the count is a limit, not an answer.
    """

    def __init__(self, out: IO[bytes], style: str, rows: int, size: int) -> None:
        self.out, self.style, self.rows, self.size = out, style, rows, size
        self.held: list[bytes] = []
        self.waiting = self.sent = self.count = 0
        self.quoted = False  # inside a quoted cell of CSV
        self.end = b""

    def write(self, data: bytes) -> int:
        """Take a piece of the answer."""
        self.count_rows(bytes(data))
        self.sent += len(data)
        if self.count > self.rows:
            raise TooMuch(f"the answer has more than {self.rows:,} rows; add a LIMIT or ask for less")
        if self.sent > self.size:
            raise TooMuch(f"the answer has more than {self.size:,} bytes; add a LIMIT or ask for less")
        self.held.append(bytes(data))
        self.waiting += len(data)
        if self.waiting >= PIECE:
            self.flush()
        return len(data)

    def count_rows(self, data: bytes) -> None:
        if self.style == "csv":
            parts = data.split(b'"')
            for number, part in enumerate(parts):
                if number:
                    self.quoted = not self.quoted
                if not self.quoted:
                    self.count += part.count(b"\n")
        elif self.style == "json":
            joined = self.end + data
            self.count += joined.count(b'}},{"') + joined.count(b",{}")
            self.end = joined[-4:] if not joined.endswith(b",{}") else b""
        elif self.style == "xml":
            joined = self.end + data
            self.count += joined.count(b"<result>")
            self.end = joined[-7:]
        else:
            self.count += data.count(b"\n")

    def flush(self) -> None:
        """Send what is held."""
        if self.held:
            send(self.out, b"D", b"".join(self.held))
            self.held, self.waiting = [], 0


def send(out: IO[bytes], letter: bytes, data: bytes) -> None:
    out.write(letter + struct.pack("<I", len(data)) + data)
    out.flush()


def receive(source: IO[bytes]) -> Any:
    """The next JSON frame, None at the end."""
    head = source.read(4)
    return json.loads(source.read(struct.unpack("<I", head)[0])) if len(head) == 4 else None


def answer(store: Store, request: dict[str, Any], out: IO[bytes]) -> dict[str, Any]:
    """Evaluate one query and send its answer; returns its kind and format."""
    from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, serialize

    chosen: dict[str, Any] = {"use_default_graph_as_union": True}
    if request["default_graphs"] or request["named_graphs"]:
        chosen = {"default_graph": [NamedNode(iri) for iri in request["default_graphs"]],
                  "named_graphs": [NamedNode(iri) for iri in request["named_graphs"]]}
    found = store.query(request["query"], prefixes=request["prefixes"], base_iri=request["base"], **chosen)
    rows, size = request["max_rows"], request["max_bytes"]
    if isinstance(found, QuerySolutions | QueryBoolean):
        style = request["rows"]
        sink = Sink(out, style, rows, size)
        found.serialize(sink, format=getattr(QueryResultsFormat, style.upper()))  # type: ignore[arg-type]
        kind = "boolean" if isinstance(found, QueryBoolean) else "rows"
    else:
        style, kind = request["triples"], "triples"
        held = set()
        for triple in found:
            held.add(triple)
            if len(held) > rows:
                raise TooMuch(f"the answer has more than {rows:,} triples; add a LIMIT or ask for less")
        sink = Sink(out, "bytes", sys.maxsize, size)
        form = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD,
                "rdfxml": RdfFormat.RDF_XML}[style]
        prefixes = request["prefixes"] if style in ("turtle", "jsonld") else None
        serialize(sorted(held, key=str), sink, format=form, prefixes=prefixes)  # type: ignore[arg-type]
    sink.flush()
    return {"kind": kind, "style": style}


def base_of(store: Store) -> str:
    """The base of the store's data: that of its first document, "" where there is none."""
    from pyoxigraph import NamedNode

    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for quad in store.quads_for_pattern(None, kind, NamedNode("https://w3id.org/concord/ontology#Document")):
        base, found, _ = getattr(quad.subject, "value", "").rpartition("doc/")
        if found:
            return base
    return ""


def main() -> None:
    """Serve until the other end is closed."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    settings = receive(source)
    sys.path[:] = settings["path"]
    from kg.errors import KgError
    from kg.guard.sandbox import bound_processor, lock
    from kg.store import open_store

    try:
        store = open_store(settings["store"])
        base = base_of(store)
    except KgError as error:
        send(out, b"X", json.dumps({"error": type(error).__name__, "message": str(error)}).encode())
        return
    import pyoxigraph  # all that is needed is loaded before the doors are locked

    pyoxigraph.parse_query_results(b'{"head":{},"boolean":true}', format=pyoxigraph.QueryResultsFormat.JSON)
    send(out, b"H", json.dumps({"base": base, "locked": lock(settings["memory"])}).encode())
    while (request := receive(source)) is not None:
        bound_processor(request["seconds"])
        try:
            letter, told = b"E", answer(store, request, out)
        except TooMuch as error:
            letter, told = b"X", {"error": "TooMuch", "message": str(error)}
        except MemoryError:
            letter, told = b"X", {"error": "Memory", "message": ""}
        except SyntaxError as error:
            letter, told = b"X", {"error": "Syntax", "message": str(error)}
        except (ValueError, RuntimeError, OSError) as error:
            letter, told = b"X", {"error": "Failed", "message": str(error)}
        send(out, letter, json.dumps(told).encode())


if __name__ == "__main__":
    main()
