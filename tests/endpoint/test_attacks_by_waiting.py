"""Clients that do not send, do not read, or come in crowds: cut off."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from tests.served import QUERY, Endpoint, limited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASK = "ASK {}"
TOO_MUCH = (413, 503, 504)
SOON = 15.0
"""Seconds, on a busy machine, in which a client that had one second is cut off."""


@pytest.fixture(scope="module")
def impatient(cache: Path) -> Iterator[Endpoint]:
    """Serve with a second to send a request, one to read an answer, and few connections."""
    assert cache.is_dir()
    with limited(receive=1.0, stalled=1.0, idle=1, connections_each=20) as endpoint:
        yield endpoint


POST = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\n"
SLOW = {
    "nothing": b"",
    "half-a-line": b"GET /spa",
    "half-a-head": b"GET /health HTTP/1.1\r\nHost: x\r\nX: ",
    "half-a-body": f"{POST}Content-Length: 99\r\n\r\nASK".encode(),
    "endless-chunks": f"{POST}Transfer-Encoding: chunked\r\n\r\n1\r\nA\r\n".encode(),
}


@pytest.mark.parametrize("name", SLOW)
def test_half_open_connections(impatient: Endpoint, name: str) -> None:
    """Who does not send a whole request in time is cut off."""
    begin = time.monotonic()
    impatient.raw(SLOW[name], 20)
    assert time.monotonic() - begin < SOON


def test_drop_by_drop(impatient: Endpoint) -> None:
    """Sending a byte now and then does not help: the whole request has its time."""
    begin = time.monotonic()
    with socket.create_connection(impatient.at, timeout=10) as connection:
        cut = any(not _sent(connection, byte) for byte in b"GET /health HTTP/1.1\r\n" + b"x" * 400)
    assert cut
    assert time.monotonic() - begin < SOON


def _sent(connection: socket.socket, byte: int) -> bool:
    time.sleep(0.1)
    try:
        connection.sendall(bytes([byte]))
    except OSError:
        return False
    return True


def test_idle_connections_end(impatient: Endpoint) -> None:
    """A connection on which nothing more is asked is closed."""
    begin = time.monotonic()
    answer = impatient.raw(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n", 20)
    assert (b" 200 " in answer, time.monotonic() - begin < SOON) == (True, True)


def test_who_does_not_read_is_cut_off(impatient: Endpoint) -> None:
    """An answer that its client leaves unread is not kept for ever."""
    query = urlencode({"query": "SELECT * { ?s ?p ?o }"})
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(impatient.at)
        connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        deadline = time.monotonic() + SOON
        while _metric(impatient, "unread_bytes") == 0 and time.monotonic() < deadline:
            time.sleep(0.05)
        while _metric(impatient, "unread_bytes") > 0 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert time.monotonic() < deadline


def _metric(endpoint: Endpoint, name: str) -> float:
    lines = endpoint.ask("/metrics").text.splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith(f"greffe_{name} "))


def test_a_crowd_of_one(impatient: Endpoint) -> None:
    """A client has so many connections and no more; another client is not concerned."""
    crowd = [
        socket.create_connection(impatient.at, source_address=("127.0.0.3", 0)) for _ in range(40)
    ]
    try:
        assert impatient.query(ASK, source="127.0.0.4").status == 200
    finally:
        for connection in crowd:
            connection.close()


def test_forwarded_names_are_not_believed(impatient: Endpoint) -> None:
    """Without a proxy that is trusted, nobody is somebody else by saying so.

    A client's first slow query is set aside; its second starts aside, and is not counted again.
    """
    product = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert impatient.query(product, x_forwarded_for="9.9.9.9").status in TOO_MUCH
    before = _metric(impatient, "set_aside_total")
    assert impatient.query(product, x_forwarded_for="8.8.8.8").status in TOO_MUCH
    assert (before >= 1, _metric(impatient, "set_aside_total")) == (True, before)
