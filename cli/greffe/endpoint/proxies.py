"""The proxies before a server, whose word is taken for who the client is."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from greffe.errors import UsageError
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

Network = IPv4Network | IPv6Network


def networks(told: Iterable[str]) -> tuple[Network, ...]:
    """Return the networks that addresses (``10.0.0.7``) or networks (``10.0.0.0/8``) stand for.

    Raises ``UsageError`` for a name: who answers to one may change.
    """
    return tuple(map(_network, told))


def is_among(address: str, believed: tuple[Network, ...]) -> bool:
    """Return whether an address is in one of these networks."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return any(found in network for network in believed)


def _network(told: str) -> Network:
    try:
        return ip_network(told.strip(), strict=False)
    except ValueError:
        raise UsageError(
            Text(
                f"--proxy : « {told} » n’est ni une adresse IP ni un réseau.",
                f"--proxy: '{told}' is neither an IP address nor a network.",
            ),
            Text(
                "Donnez par exemple 127.0.0.1 ou 10.0.0.0/8.",
                "Give for example 127.0.0.1 or 10.0.0.0/8.",
            ),
        ) from None
