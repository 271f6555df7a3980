"""What `kg serve` bears: many clients with mixed named questions, beside `oxigraph serve-read-only` on the same store in the same run.

    python benchmarks/serve.py [--clients 32] [--seconds 60] [--triples 100000] [--store FOLDER]

Each client keeps its connection and asks the next question as soon as it has the answer to the last. Questions are those of kg/queries/
with the example of their first parameter; both servers get the same text. Fails where an answer is not 200.
"""
from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from query import make_store

from kg import queries
from kg.guard import prepare
from kg.remote import written_out
from kg.vocabulary import BASE


def texts() -> list[bytes]:
    """The questions as bodies of a form."""
    made = []
    for one in queries.list_queries():
        if one.parameters:
            first = next(iter(one.parameters.values()))
            sparql = written_out(prepare(one.name, {first.name: first.example} | one.needed, BASE), BASE)
            made.append(urlencode({"query": sparql}).encode())
    return made


async def client(port: int, path: str, bodies: list[bytes], until: float, seed: int, times: list[float], errors: list[str]) -> None:
    """Ask one question after the other on one connection."""
    order = random.Random(seed)
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 24)
    try:
        while time.perf_counter() < until:
            body = order.choice(bodies)
            begun = time.perf_counter()
            head = (f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/sparql-results+json\r\n"
                    f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n").encode()
            writer.write(head + body)
            await writer.drain()
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = re.search(rb"content-length: (\d+)", head)
            if length:
                await reader.readexactly(int(length[1]))
            else:
                while (size := int(await reader.readline(), 16)):
                    await reader.readexactly(size + 2)
                await reader.readline()
            times.append(time.perf_counter() - begun)
            if b" 200 " not in head.split(b"\r\n")[0]:
                errors.append(head.split(b"\r\n")[0].decode())
    except (OSError, asyncio.IncompleteReadError) as error:
        errors.append(repr(error))
    finally:
        writer.close()


async def load(port: int, path: str, clients: int, seconds: float) -> tuple[list[float], list[str]]:
    """Times of all answers in seconds, and what went wrong."""
    times: list[float] = []
    errors: list[str] = []
    bodies, until = texts(), time.perf_counter() + seconds
    await asyncio.gather(*(client(port, path, bodies, until, seed, times, errors) for seed in range(clients)))
    return times, errors


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not start")


def main() -> int:
    """Print a table; 1 where an answer was missing."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--clients", type=int, default=32)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--triples", type=int, default=100_000)
    options.add_argument("--store", type=Path)
    given = options.parse_args()
    oxigraph = shutil.which("oxigraph", path=os.path.dirname(sys.executable)) or shutil.which("oxigraph")
    if not oxigraph:
        raise SystemExit("pip install oxigraph")
    failed = 0
    with tempfile.TemporaryDirectory() as place:
        folder = given.store or Path(place) / "store"
        size = make_store(folder, given.triples)
        print(f"{size:,} quads, {given.clients} clients, {given.seconds:g} s, {os.cpu_count()} processors, {len(texts())} questions\n")
        print("| server | answers | errors | answers/s | p50, ms | p99, ms |\n|---|--:|--:|--:|--:|--:|")
        for name in ("oxigraph serve-read-only", "kg serve"):
            port = free_port()
            if name == "kg serve":
                command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", str(port), "--timeout", "60"]
                path = "/sparql"
            else:
                command = [oxigraph, "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
                path = "/query"
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                wait_for(port)
                asyncio.run(load(port, path, 4, 2))  # warm
                begun = time.perf_counter()
                times, errors = asyncio.run(load(port, path, given.clients, given.seconds))
                took = time.perf_counter() - begun
            finally:
                process.terminate()
                process.wait(30)
            cuts = statistics.quantiles(times, n=100)
            print(f"| {name} | {len(times):,} | {len(errors)} | {len(times) / took:.0f} | {cuts[49] * 1000:.1f} | "
                  f"{cuts[98] * 1000:.1f} |", flush=True)
            for line in sorted(set(errors))[:5]:
                print(line, file=sys.stderr)
            failed += len(errors)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
