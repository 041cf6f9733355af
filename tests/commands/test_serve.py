"""``greffe serve`` as people start it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.served import CLI, serving

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


def started(*arguments: object) -> tuple[int, str]:
    """Start the server in a process of its own, and return how it ended and what it said."""
    command = [sys.executable, "-m", "greffe.app", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(CLI)}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, timeout=60
    )
    return done.returncode, done.stderr


def test_a_port_that_is_taken(cache: Path) -> None:
    """A port that something else has is an error that says so, not a trace."""
    assert cache.is_dir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = started("serve", "--port", port)
    assert (code, f"127.0.0.1:{port}" in said, "Traceback" in said) == (2, True, False)


def test_data_that_cannot_be_read(cache: Path, sample_dir: Path) -> None:
    """Faulty data are told as by every command, with their place, and nothing is served."""
    assert cache.is_dir()
    register = sample_dir / "exemple" / "register.ttl"
    register.write_text("this is not Turtle")
    code, said = started("--workspace", sample_dir, "serve", "--port", 0)
    assert (code, str(register) in said, "Traceback" in said) == (2, True, False)


@pytest.mark.parametrize(
    "option", [("--port", "70000"), ("--workers", "0"), ("--time-limit", "0"), ("--max-rows", "x")]
)
def test_limits_make_sense(greffe: Callable[..., Outcome], option: tuple[str, str]) -> None:
    """A limit that would let nothing through is refused."""
    assert greffe("serve", *option).code == 2


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--base-url", "registres.example.ca", "« registres.example.ca » n’est pas l’adresse"),
        ("--base-url", "", "«  » n’est pas l’adresse"),
        ("--proxy", "mandataire", "« mandataire » n’est ni une adresse IP ni un réseau"),
        ("--site", "nulle-part", "nulle-part : aucun site n’y est."),
        ("--restart-engine", "true", "--restart-engine ne sert que devant un moteur."),
    ],
)
def test_surroundings_that_are_none(
    greffe: Callable[..., Outcome], option: str, value: str, told: str
) -> None:
    """An address, a proxy or a site that is none is told before anything is compiled."""
    outcome = greffe("serve", option, value)
    assert (outcome.code, told in outcome.err) == (2, True)


def test_a_command_without_an_end(greffe: Callable[..., Outcome]) -> None:
    """A quotation that nothing closes is told before the engine is asked anything."""
    engine = ("--endpoint", "http://127.0.0.1:9/query")
    outcome = greffe("serve", *engine, "--restart-engine", "echo 'a")
    assert (outcome.code, "guillemet sans fin dans « echo 'a »" in outcome.err) == (2, True)


def test_without_the_extra(greffe: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the server is not installed, the message says how to install it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    outcome = greffe("serve")
    assert (outcome.code, "-e '.[serve]'" in outcome.err) == (2, True)
