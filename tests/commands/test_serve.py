"""``greffe serve`` as people start it."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from tests.served import serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome


def test_it_tells_where_it_answers(cache: Path) -> None:
    """The address that is printed is that of the endpoint, and it answers."""
    assert cache.is_dir()
    with serving("--watch", 0) as endpoint:
        assert endpoint.root.startswith("http://127.0.0.1:")
        assert endpoint.ask("/sparql").status == 200


def test_the_public_address_is_used(cache: Path) -> None:
    """Behind a proxy, descriptions name the public address."""
    assert cache.is_dir()
    with serving("--watch", 0, "--base-url", "https://registres.example/donnees") as endpoint:
        assert endpoint.root == "https://registres.example/donnees/"


def test_a_port_that_is_taken(greffe: Callable[..., Outcome]) -> None:
    """A port that something else has is an error that says so, not a trace."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = greffe("serve", "--port", port)
    assert (outcome.code, f"127.0.0.1:{port}" in outcome.err) == (2, True)


def test_data_that_cannot_be_read(greffe: Callable[..., Outcome], sample_dir: Path) -> None:
    """Faulty data are told as by every command, with their place, and nothing is served."""
    register = sample_dir / "exemple" / "register.ttl"
    register.write_text("this is not Turtle")
    outcome = greffe("--workspace", sample_dir, "serve", "--port", 0)
    assert (outcome.code, str(register) in outcome.err) == (2, True)


@pytest.mark.parametrize(
    "option", [("--port", "70000"), ("--workers", "0"), ("--time-limit", "0"), ("--max-rows", "x")]
)
def test_limits_make_sense(greffe: Callable[..., Outcome], option: tuple[str, str]) -> None:
    """A limit that would let nothing through is refused."""
    assert greffe("serve", *option).code == 2


def test_without_the_extra(greffe: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the server is not installed, the message says how to install it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    outcome = greffe("serve")
    assert (outcome.code, "greffe[serve]" in outcome.err) == (2, True)
