"""What every answer has around it: headers for browsers and other hosts, counts, small pieces."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from greffe.endpoint.metrics import Metrics

PIECE: Final = 1 << 17
"""Bytes that are handed over at a time, so that a client that does not read is noticed."""

POLICY: Final = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'; object-src 'none'"
)
"""The content security policy of the site's pages; the site's own rules have the same."""

DATA_POLICY: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""The policy of everything that is no page: should a browser show it, it can do nothing."""

_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Greffe-Data-Version, Retry-After, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_FRAMES: Final = {b"content-length", b"transfer-encoding"}
_POSTED: Final = "/sparql"
_PREFLIGHT: Final = {
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Envelope:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, root: str = "/") -> None:
        """Go around an application that clients find at an address, ``root``."""
        self._app = app
        self._metrics = metrics
        self._folder = urlsplit(root).path.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight request; complete and count the answer to any other."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin, status = time.perf_counter(), 500
        is_last = {name for name, _ in scope["headers"]} >= _FRAMES

        async def complete(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(message, is_last=is_last)
                if self._folder:
                    _lead_into(self._folder, message)
            await _in_pieces(message, send)

        try:
            if scope["method"] == "OPTIONS":
                await _preflight(scope["path"], complete)
            else:
                await self._app(scope, receive, complete)
        finally:
            route = getattr(scope.get("endpoint"), "__name__", "other")
            self._metrics.record(route, status, time.perf_counter() - begin)


def _add_headers(message: Message, *, is_last: bool) -> None:
    """Add what every answer has; after one that ``is_last`` the connection is closed.

    That is so where the end of a request was told in two ways (RFC 9112, 6.1): what comes after it
    may not be one.
    """
    headers = MutableHeaders(scope=message)
    if is_last:
        headers["Connection"] = "close"
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    is_page = headers.get("content-type", "").startswith("text/html")
    headers.setdefault("Content-Security-Policy", POLICY if is_page else DATA_POLICY)


def _lead_into(folder: str, message: Message) -> None:
    """Let what leads to another address of ours lead to where a proxy shows it."""
    headers = MutableHeaders(scope=message)
    if headers.get("location", "").startswith("/"):
        headers["Location"] = folder + headers["location"]
    if "link" in headers:
        headers["Link"] = headers["link"].replace("</", f"<{folder}/")


async def _preflight(path: str, send: Send) -> None:
    methods = "GET, HEAD, POST" if path == _POSTED else "GET, HEAD"
    told = {"Allow": f"{methods}, OPTIONS", "Access-Control-Allow-Methods": methods}
    headers = [(k.lower().encode(), v.encode()) for k, v in (told | _PREFLIGHT).items()]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _in_pieces(message: Message, send: Send) -> None:
    body = message.get("body", b"")
    if message["type"] != "http.response.body" or len(body) <= PIECE:
        await send(message)
        return
    view = memoryview(body)
    for start in range(0, len(body), PIECE):
        more = start + PIECE < len(body) or message.get("more_body", False)
        piece = bytes(view[start : start + PIECE])
        await send({"type": "http.response.body", "body": piece, "more_body": more})
