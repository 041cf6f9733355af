"""Answers over HTTP: their types, what caches may do with them, and how they leave."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from greffe.endpoint import negotiation, told
from greffe.endpoint.problems import MEDIA_TYPE, Problem, busy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from greffe.endpoint.limits import Limits
    from greffe.endpoint.process import Reply
    from greffe.language import Language

CHANGING: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\b|\\u", re.IGNORECASE)
"""What makes the same query of the same data answer differently."""

DATA: Final = "Greffe-Data-Version"
_CODINGS: Final = "Accept-Encoding"
_TEXT: Final = re.compile(r"text/|application/(?:xml|atom\+xml)$")
_RETRY: Final = "5"
_PASSING: Final = ("busy", "unreachable", "withheld")


class Outbox:
    """The answers that are kept until their clients have read them, and how large they may be."""

    def __init__(self, limits: Limits) -> None:
        """Begin with nothing kept."""
        self._limits = limits
        self._held: Counter[str] = Counter()

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return self._held.total()

    @contextmanager
    def holding(self, client: str, size: int) -> Iterator[None]:
        """Keep an answer for a client; raise ``Problem`` (busy) when too much is kept already."""
        over = self.size + size > self._limits.unread
        if self.size and (over or self._held[client] + size > self._limits.unread_each):
            raise busy()
        self._held[client] += size
        try:
            yield
        finally:
            self._held[client] -= size
            if not self._held[client]:
                del self._held[client]


class Held(Response):
    """An answer that counts as kept until it is sent."""

    outbox: Outbox
    client: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""
        with self.outbox.holding(self.client, len(self.body)):
            await super().__call__(scope, receive, send)


def tag(version: str, *parts: str) -> str:
    """Return a weak entity tag for what these parts ask of a version of the data."""
    digest = sha256("\0".join((version, *parts)).encode("utf-8", "surrogatepass"))
    return f'W/"{digest.hexdigest()[:32]}"'


def is_known(request: Request, entity: str) -> bool:
    """Return whether the client has this already (RFC 9110, 13.1.2: ``If-None-Match``)."""
    known = ",".join(request.headers.getlist("if-none-match"))
    opaque = entity.removeprefix("W/")
    return any(each.strip().removeprefix("W/") == opaque for each in known.split(","))


def unchanged(entity: str, vary: str) -> Response:
    """Return 304: what the client has is what it would get."""
    return Response(status_code=304, headers={"ETag": entity, "Vary": vary} | _REVALIDATE)


def answered(reply: Reply, outbox: Outbox, client: str, vary: str, entity: str | None) -> Response:
    """Return the answer that a reply is; without an ``entity`` tag nobody may keep it."""
    headers = {"Vary": vary} | ({DATA: reply.version} if reply.version else {})
    headers |= _REVALIDATE | {"ETag": entity} if entity else {"Cache-Control": "no-store"}
    if reply.coding:
        headers["Content-Encoding"] = reply.coding
    response = Held(reply.body, headers=headers, media_type=None)
    response.headers["Content-Type"] = content_type(reply.media_type)
    response.outbox, response.client = outbox, client
    return response


def content_type(media_type: str) -> str:
    """Return a media type with its charset, where it has one."""
    return f"{media_type}; charset=utf-8" if _TEXT.match(media_type) else media_type


def problem(request: Request, found: Problem) -> Response:
    """Return a problem document in the client's language; a browser gets it as a page."""
    language = language_of(request)
    headers = {"Content-Language": language, "Cache-Control": "no-store"}
    headers["Vary"] = "Accept, Accept-Language"
    if found.kind in _PASSING:
        headers["Retry-After"] = _RETRY
    if told.wants_page(accept(request)):
        headers["Content-Security-Policy"] = told.PAGE_POLICY
        return Response(told.page(found, language), found.status, headers, told.PAGE)
    return Response(found.document(language), found.status, headers, MEDIA_TYPE)


class Fixed:
    """A JSON document that stays as it is while the server runs, packed once."""

    def __init__(self, value: object) -> None:
        """Keep a value as JSON."""
        self._body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        self._packed = gzip.compress(self._body, mtime=0)
        self._entity = tag("", self._body.decode())

    def answer(self, request: Request) -> Response:
        """Return the document, or 304 where the client has it."""
        if is_known(request, self._entity):
            return unchanged(self._entity, _CODINGS)
        headers = _REVALIDATE | {"ETag": self._entity, "Vary": _CODINGS}
        if not wants_gzip(request):
            return Response(self._body, 200, headers, "application/json")
        packed = headers | {"Content-Encoding": "gzip"}
        return Response(self._packed, 200, packed, "application/json")


def language_of(request: Request) -> Language:
    """Return the language that a client prefers."""
    return negotiation.language(request.headers.get("accept-language", ""))


def accept(request: Request) -> str:
    """Return all that the client accepts as one header (RFC 9110, 5.2)."""
    return ",".join(request.headers.getlist("accept"))


def wants_gzip(request: Request) -> bool:
    """Return whether the client takes gzip."""
    return negotiation.takes_gzip(",".join(request.headers.getlist("accept-encoding")))


_REVALIDATE: Final = {"Cache-Control": "public, no-cache"}
