"""An engine that answers surveys as a good one, and queries that name a case as that case wants."""

from __future__ import annotations

import http.server
import json
import socket
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from tests.remote.conftest import Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GRAPH = "https://w3id.org/greffe/id/x/register"
JSON = {"Content-Type": "application/sparql-results+json"}
FOREVER = "forever"
ENDLESS = "endless"
_ROW = '{"n": {"type": "literal", "value": "' + "x" * 1000 + '"}}'


@dataclass
class Engine:
    """What was asked of the engine, beside surveys, and whether it was left waiting."""

    address: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    sent: int = 0
    persons: bool = False
    confidential: bool = False
    down: bool = False
    token: str = ""


def table(*values: str) -> bytes:
    """Return a table of one column."""
    rows = [{"n": {"type": "literal", "value": value}} for value in values]
    return json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": rows}}).encode()


def case(name: str) -> str:
    """Return the pattern by which a query names a case."""
    return f"?n <urn:case:{name}> ?o"


class _Handler(http.server.BaseHTTPRequestHandler):
    engine: Engine
    cases: Mapping[str, Said | str]

    def do_POST(self) -> None:
        given = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.engine.token not in self.headers.get("Authorization", ""):
            self._answer(Said(401))
            return
        named = [name for name in self.cases if f"<urn:case:{name}>" in given["query"][0]]
        if named:
            self.engine.asked.append(given)
            self._misbehave(self.cases[named[0]])
        elif self.engine.down:
            self._answer(Said(503))
        else:
            self._answer(_surveyed(self.engine, given["query"][0]))

    def _misbehave(self, wanted: Said | str) -> None:
        if wanted == FOREVER:
            self._wait_to_be_left()
        elif wanted == ENDLESS:
            self._pour()
        elif isinstance(wanted, Said):
            self._answer(wanted)

    def _answer(self, said: Said) -> None:
        if not said.status:
            self.close_connection = True
            return
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(said.body)

    def _wait_to_be_left(self) -> None:
        self.connection.settimeout(30)
        with suppress(OSError):
            if self.connection.recv(1, socket.MSG_PEEK) == b"":
                self.engine.left.set()

    def _pour(self) -> None:
        self.send_response(200)
        self.end_headers()
        end = time.monotonic() + 30
        with suppress(ConnectionError):
            piece = ('{"head": {"vars": ["n"]}, "results": {"bindings": [' + _ROW).encode()
            while time.monotonic() < end:
                self.wfile.write(piece)
                self.engine.sent += len(piece)
                piece = ("," + _ROW).encode() * 10
            return
        self.engine.left.set()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def engine(cases: Mapping[str, Said | str]) -> Iterator[Engine]:
    """Run the engine on the loopback."""
    found = Engine()
    handler = type("Handler", (_Handler,), {"engine": found, "cases": cases})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    found.address = f"http://127.0.0.1:{server.server_port}/sparql"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _surveyed(found: Engine, query: str) -> Said:
    """Answer what a survey asks: no record, one graph of one statement, in the union."""
    if query.lstrip().startswith("ASK") or "\nASK" in query:
        answers = {"greffe:confidential": found.confidential, "foaf:Person": found.persons}
        told = next((value for word, value in answers.items() if word in query), True)
        return Said(200, JSON, json.dumps({"head": {}, "boolean": told}).encode())
    if "?s ?p ?o" in query:
        row = {name: {"type": "uri", "value": GRAPH} for name in "spo"}
        return Said(200, JSON, _table(["s", "p", "o"], [row]))
    if "COUNT" in query:
        return Said(200, JSON, table("0"))
    return Said(200, JSON, _table(["mark"], []))


def _table(names: list[str], rows: list[dict[str, dict[str, str]]]) -> bytes:
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()
