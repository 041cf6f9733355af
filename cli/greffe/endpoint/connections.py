"""Connections that do not wait for ever: slow senders, slow readers and crowds are cut off."""

from __future__ import annotations

from collections import Counter
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from greffe.endpoint.proxies import is_among

if TYPE_CHECKING:
    import asyncio

    from greffe.endpoint.limits import Limits
    from greffe.endpoint.metrics import Metrics
    from greffe.endpoint.proxies import Network

_WAITING: tuple[Any, ...] = (h11.IDLE, h11.SEND_BODY)


def client_name(address: str) -> str:
    """Return what tells one client from another: an address, of IPv6 the network it is in."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    mapped = getattr(found, "ipv4_mapped", None)
    if found.version == 4 or mapped:  # noqa: PLR2004 - the version of a protocol
        return str(mapped or found)
    return str(ip_network(f"{found}/64", strict=False).network_address)


def guarded(limits: Limits, metrics: Metrics, proxies: tuple[Network, ...] = ()) -> type[Guarded]:
    """Return the protocol of a server with these limits, behind these proxies."""
    members = {"limits": limits, "metrics": metrics, "proxies": proxies, "crowd": Counter()}
    return type("GuardedHere", (Guarded,), members)


class Guarded(H11Protocol):
    """One connection of uvicorn's HTTP/1.1, with deadlines for its client.

    A request must have arrived ``limits.receive`` after it began, and what is sent must be read:
    a client that takes nothing for ``limits.stalled`` is cut off.  A client may have
    ``limits.connections_each`` connections, all together ``limits.connections``.  A proxy is not
    one client: it has the connections of all who come through it, whose queries are counted.
    """

    limits: Limits
    metrics: Metrics
    proxies: tuple[Network, ...]
    crowd: Counter[str]
    _arrival: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None
    _name = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Count the connection in; cut it off when there are too many."""
        super().connection_made(transport)
        address = self.client[0] if self.client else ""
        self._name = client_name(address)
        self.crowd[self._name] += 1
        too_many = self.crowd[self._name] > self.limits.connections_each
        if (
            too_many and not is_among(address, self.proxies)
        ) or self.crowd.total() > self.limits.connections:
            self._cut_off()
        else:
            self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count the connection out."""
        self.crowd[self._name] -= 1
        if not self.crowd[self._name]:
            del self.crowd[self._name]
        self._arrived()
        self._read()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; a request that has begun must end in time."""
        if self.conn.their_state in _WAITING:
            self._expect()
        super().data_received(data)
        if self.conn.their_state not in _WAITING:
            self._arrived()

    def on_response_complete(self) -> None:
        """Let the client read the rest of a last answer, but not for ever."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._must_read()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection on which nothing more is asked."""
        super().timeout_keep_alive_handler()
        self._must_read()

    def pause_writing(self) -> None:
        """Give a client that does not read some time."""
        super().pause_writing()
        self._must_read()

    def resume_writing(self) -> None:
        """Go on: the client has read."""
        self._read()
        super().resume_writing()

    def _expect(self) -> None:
        if self._arrival is None:
            self._arrival = self.loop.call_later(self.limits.receive, self._cut_off)

    def _arrived(self) -> None:
        if self._arrival is not None:
            self._arrival.cancel()
            self._arrival = None

    def _must_read(self) -> None:
        if self._reading is None:
            self._reading = self.loop.call_later(self.limits.stalled, self._cut_off)

    def _read(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _cut_off(self) -> None:
        self.metrics.cut_off += 1
        self.transport.abort()
