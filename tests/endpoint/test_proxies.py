"""Behind a proxy everyone comes by one address: clients are told apart by what the proxy says."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack
from ipaddress import ip_network
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import pytest
from tests.served import Endpoint, serving

from greffe.endpoint.proxies import is_among, networks
from greffe.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROXY: Final = "127.0.0.9"
STRANGER: Final = "127.0.0.8"
CROWD: Final = 150
"""More connections than one client may have, fewer than all together may."""

SOON: Final = 30.0
"""Seconds, on a busy machine, in which two slow queries are found to be slow."""

ASK: Final = "ASK {}"
_COUNT: Final = "greffe_set_aside_total "
PRODUCT: Final = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def behind(cache: Path) -> Iterator[Endpoint]:
    """Serve behind a proxy."""
    assert cache.is_dir()
    with serving("--watch", 0, "--proxy", PROXY) as endpoint:
        yield endpoint


def _connected(endpoint: Endpoint, source: str, stack: ExitStack) -> list[socket.socket]:
    """Open the connections of a crowd."""
    return [
        stack.enter_context(socket.create_connection(endpoint.at, 20, (source, 0)))
        for _ in range(CROWD)
    ]


def _is_answered(connection: socket.socket) -> bool:
    request = b"GET /health HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n"
    try:
        connection.sendall(request)
        return connection.recv(12) == b"HTTP/1.1 200"
    except ConnectionError:
        return False


def test_a_proxy_is_not_one_client(behind: Endpoint) -> None:
    """A proxy has more connections than a client may, and each of them is answered."""
    with ExitStack() as stack:
        assert all(map(_is_answered, _connected(behind, PROXY, stack)))


def test_a_stranger_is_one_client(behind: Endpoint) -> None:
    """Who is no proxy has the connections of one client, whatever it says of others."""
    with ExitStack() as stack:
        crowd = _connected(behind, STRANGER, stack)
        assert (True, False) == (_is_answered(crowd[0]), _is_answered(crowd[-1]))
        assert behind.query(ASK, source=PROXY).status == 200


def _set_aside(endpoint: Endpoint) -> float:
    lines = endpoint.ask("/metrics").text.splitlines()
    return next(float(each.split()[1]) for each in lines if each.startswith(_COUNT))


def test_the_word_of_a_proxy_counts(behind: Endpoint) -> None:
    """Two names that a proxy gives are two clients: the slow query of each is set aside.

    Had they one name, the second would start aside, and not be counted again.
    """
    before, deadline = _set_aside(behind), time.monotonic() + SOON
    with ExitStack() as stack:
        for number, name in enumerate(("192.0.2.1", "198.51.100.1"), start=1):
            connection = stack.enter_context(socket.create_connection(behind.at, SOON, (PROXY, 0)))
            connection.sendall(
                f"GET /sparql?{urlencode({'query': PRODUCT})} HTTP/1.1\r\n"
                f"Host: x\r\nX-Forwarded-For: {name}\r\n\r\n".encode()
            )
            while _set_aside(behind) < before + number and time.monotonic() < deadline:
                time.sleep(0.05)
    assert before + 2 == _set_aside(behind)


@pytest.mark.parametrize(
    ("address", "believed"),
    [
        ("10.1.2.3", True),
        ("11.1.2.3", False),
        ("2001:db8::5", True),
        ("2001:db9::5", False),
        ("fe80::1%eth0", False),
        ("localhost", False),
        ("", False),
    ],
)
def test_who_is_among_networks(address: str, *, believed: bool) -> None:
    """An address is in a network or not; a name and nothing are in none."""
    assert believed is is_among(address, networks(["10.0.0.0/8", "2001:db8::/32"]))


def test_an_address_is_a_network_of_one() -> None:
    """An address stands for itself, a network with more than its own bits for the network."""
    expected = (ip_network("127.0.0.1/32"), ip_network("10.0.0.0/8"), ip_network("::1/128"))
    assert expected == networks(["127.0.0.1", " 10.1.2.3/8", "::1"])


@pytest.mark.parametrize("told", ["proxy.example", "*", "", "10.0.0.0/33", "10.0.0", "unix:"])
def test_what_is_no_network_is_refused(told: str) -> None:
    """A name may come to mean another host, and everyone is not to be believed."""
    with pytest.raises(UsageError) as caught:
        networks([told])
    assert f"--proxy : « {told} » n’est ni une adresse IP ni un réseau." == caught.value.message.fr
