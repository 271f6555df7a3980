"""What every request passes: the name under which it asks for this server, the size it may have, and the headers of its answer."""
from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; "
          "base-uri 'none'; frame-ancestors 'none'")
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
BODY = 1 << 20  # bytes of a request
TARGET = 1 << 15  # bytes of an address with its query


class Defence:
    """The outermost layer. `hosts` are the names by which this server may be called, None for any.

    A page elsewhere can point its own name at 127.0.0.1 and ask with it (DNS rebinding); it still sends that name as Host.
    """

    def __init__(self, app: App, hosts: frozenset[str] | None, open_to_others: bool) -> None:
        self.app, self.hosts = app, hosts
        self.headers = HEADERS | {"cross-origin-resource-policy": "cross-origin" if open_to_others else "same-origin"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if self.hosts is not None and host_name(given.get(b"host", "")) not in self.hosts:
            await refuse(send, 421, "this server does not go by that name")
            return
        if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > TARGET:
            await refuse(send, 414, f"the address is longer than {TARGET:,} bytes; send the query with POST")
            return
        length = given.get(b"content-length", "")
        if length.isdigit() and int(length) > BODY:
            await drain(receive)
            await refuse(send, 413, f"the request is larger than {BODY:,} bytes")
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                own = self.headers | ({} if b"content-security-policy" in names else {"content-security-policy": POLICY})
                message["headers"] = [*message["headers"], *((name.encode(), value.encode()) for name, value in own.items())]
            await send(message)

        await self.app(scope, receive, send_guarded)


async def drain(receive: Receive) -> None:
    """Read on for a while: who is hung up on in the middle of sending does not hear why."""
    left = 16 * BODY
    while left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
        if not message.get("more_body"):
            return


def host_name(host: str) -> str:
    """The name in a Host header, without its port.

    >>> host_name("localhost:8080"), host_name("[::1]:8080"), host_name("[::1]")
    ('localhost', '::1', '::1')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


async def refuse(send: Send, status: int, reason: str) -> None:
    body = reason.encode() + b"\n"
    headers = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(body)), "connection": "close"} | HEADERS
    await send({"type": "http.response.start", "status": status, "headers": [(k.encode(), v.encode()) for k, v in headers.items()]})
    await send({"type": "http.response.body", "body": body})
