"""The real server in a process of its own, and clients that say exactly what they are told to."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    Pairs = Mapping[str, str] | Sequence[tuple[str, str]]

CLI = Path(__file__).parents[1] / "cli"
STARTING = 60.0
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def media_type(self) -> str:
        """The media type, without its charset."""
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Endpoint:
    """A server that is running: its root address and the number of its process."""

    root: str
    process: int

    @property
    def at(self) -> tuple[str, int]:
        """Host and port."""
        parts = urlsplit(self.root)
        return parts.hostname or "", parts.port or 0

    def ask(
        self,
        target: str,
        method: str = "GET",
        body: bytes | None = None,
        source: str = "127.0.0.1",
        **headers: str,
    ) -> Answer:
        """Send one request from an address and read the whole answer.

        Headers are named as Python names are: ``content_type`` is ``Content-Type``.
        """
        connection = HTTPConnection(*self.at, timeout=40, source_address=(source, 0))
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, target, body, named)
            return _read(connection.getresponse())
        finally:
            connection.close()

    def get(self, pairs: Pairs, path: str = "/sparql", **headers: str) -> Answer:
        """Ask by GET, with these parameters."""
        return self.ask(f"{path}?{urlencode(pairs)}", "GET", None, **headers)

    def query(self, text: str, **headers: str) -> Answer:
        """Ask a query by direct POST."""
        return self.ask("/sparql", "POST", text.encode(), content_type=QUERY, **headers)

    def form(self, pairs: Pairs, **headers: str) -> Answer:
        """Ask by form."""
        body = urlencode(pairs).encode()
        return self.ask("/sparql", "POST", body, content_type=FORM, **headers)

    def raw(self, content: bytes, wait: float = 20.0) -> bytes:
        """Send bytes as they are and return all that comes back before the connection ends."""
        with socket.create_connection(self.at, timeout=wait) as connection:
            connection.sendall(content)
            return _drained(connection)


def serving(*options: object, workspace: Path | None = None) -> AbstractContextManager[Endpoint]:
    """Run ``greffe serve`` on a free port of the loopback; yield it when it answers."""
    where = ["--workspace", str(workspace)] if workspace else []
    words = ("--lang", "en", *where, "serve", "--port", "0", *map(str, options))
    return _running("-m", "greffe.app", *words)


def limited(**limits: float) -> AbstractContextManager[Endpoint]:
    """Run a server of the bundled data with limits that the command line does not offer."""
    given = f"Options(port=0, watch=0, limits=Limits(**{limits!r}))"
    tell = "lambda root: print('At:', f'{root}sparql', flush=True)"
    imports = (
        "from greffe.endpoint.server import Options, run; from greffe.endpoint.limits import *"
    )
    return _running("-c", f"{imports}; run({given}, {tell})")


@contextmanager
def _running(*words: str) -> Iterator[Endpoint]:
    process = subprocess.Popen(
        [sys.executable, *words],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(CLI)},
        text=True,
    )
    try:
        yield Endpoint(_told_address(process), process.pid)
    finally:
        process.terminate()
        process.wait(30)
        if process.stdout is not None:
            process.stdout.close()


def _told_address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], STARTING)
    assert ready, "the server did not start"
    return process.stdout.readline().split(": ", 1)[1].strip().removesuffix("sparql")


def _read(response: HTTPResponse) -> Answer:
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, headers, response.read())


def _drained(connection: socket.socket) -> bytes:
    pieces = []
    try:
        while piece := connection.recv(1 << 16):
            pieces.append(piece)
    except (ConnectionError, TimeoutError):
        pass
    return b"".join(pieces)
