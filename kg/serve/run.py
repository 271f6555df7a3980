"""Settings in, a server that runs until it is told to end: it says where it listens, and leaves with 0."""
from __future__ import annotations

import signal
import socket
import sys

import uvicorn

from kg.errors import KgError, UsageError
from kg.serve.app import Settings, application

GRACE = 5  # seconds for requests under way when the server is told to end
CONNECTIONS = 500
IDLE = 15  # seconds that a connection may be kept without a request


def run(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM; raises UsageError where the address is taken."""
    from kg.guard import Guard

    with Guard(settings.store, settings.limits) as first:  # what is wrong with the store is said before anyone can ask
        first.ask("ASK {}")
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
        except (OSError, UnicodeError) as error:
            said = getattr(error, "strerror", None) or str(error)
            raise UsageError(f"{settings.host}:{settings.port}: cannot listen there: {said}; choose another --port") from error
        host = f"[{settings.host}]" if family == socket.AF_INET6 else settings.host
        config = uvicorn.Config(application(settings), log_level="warning", access_log=False, server_header=False, lifespan="on",
                                limit_concurrency=CONNECTIONS, timeout_keep_alive=IDLE, timeout_graceful_shutdown=GRACE,
                                proxy_headers=False, ws="none", loop="asyncio", http="h11")
        server = Announced(config, f"http://{host}:{listener.getsockname()[1]}/")
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: None)  # uvicorn ends at a signal and then raises it again
        server.run(sockets=[listener])
    finally:
        listener.close()
    if not server.started:
        raise KgError("the server did not start")


class Announced(uvicorn.Server):
    """A server that says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self.address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say so."""
        await super().startup(sockets)
        if self.started:
            print(f"kg: serving on {self.address} (Ctrl-C ends it)", file=sys.stderr, flush=True)
