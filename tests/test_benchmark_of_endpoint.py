"""The benchmark of the endpoint asks what has answers, attacks for real, judges by its limit."""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from benchmarks import endpoint
from benchmarks.endpoint import HERE, Behind, Outcome, report
from benchmarks.fronts import ENGINES, MEMORY, Kept, serving
from benchmarks.hostile import HEAVY, Hostile
from benchmarks.rivals.servers import free_port, listens

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

needs_wrk = pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk is not installed")


@pytest.fixture(scope="module")
def running(cache: Path) -> Iterator[str]:
    """Serve the bundled data as the benchmark does."""
    assert cache.is_dir()
    with serving(None) as (root, _):
        yield root


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep the synthetic body and the stores of one engine for the next."""
    return tmp_path_factory.mktemp("bodies")


def outcome(p99: float, wrong: int = 0, failed: int = 0) -> Outcome:
    """Return an outcome of which only the slowest answers and the faults matter."""
    return Outcome(100, 2.0, 1.0, p99, p99, 0, wrong, failed, 80.0)


def options(before: str | None = None) -> argparse.Namespace:
    """Return the shortest run."""
    return argparse.Namespace(
        seconds=1, connections=8, workspace=None, write=False, before=before, folder=None
    )


def test_every_address_has_an_answer(running: str) -> None:
    """What is measured is answered: each address is listed with the size of its answer."""
    lines = list(endpoint.expected(running))
    assert len(lines) == len(set(endpoint.addresses())) == 15
    assert all(re.fullmatch(r"[1-9]\d* /\S+", line) for line in lines)


def test_an_address_without_an_answer_is_a_fault(
    running: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Errors are quick: a benchmark that counted them would flatter."""
    monkeypatch.setattr(endpoint, "addresses", lambda: ["/sparql?query=SELECT"])
    with pytest.raises(ValueError, match="400 /sparql"):
        list(endpoint.expected(running))


@needs_wrk
def test_a_run_is_counted(running: str, tmp_path: Path) -> None:
    """It asks, all is answered, and no answer is of another size than expected."""
    lines = tmp_path / "addresses"
    lines.write_text("\n".join(endpoint.expected(running)))
    told = endpoint.load(running, 1, lines, options())
    found = Outcome(**told)
    assert (found.wrong, found.refused, found.failed) == (0, 0, 0)
    assert found.requests > 0
    assert found.p50 <= found.p99 <= found.worst


@needs_wrk
def test_wrong_answers_are_counted(running: str, tmp_path: Path) -> None:
    """An answer of a size that none should have is wrong; one that is no answer is refused."""
    lines = tmp_path / "addresses"
    lines.write_text("1 /health\n1 /nothing\n")
    found = Outcome(**endpoint.load(running, 1, lines, options()))
    assert found.wrong > 0
    assert found.refused > 0


def test_the_hostile_client_is_answered_honestly(running: str) -> None:
    """It gets nothing but refusals and its limits, and the endpoint lives."""
    with endpoint.attacking(running) as told:
        next(endpoint.expected(running))
    statuses = re.findall(r'"([^"]+)": \d+', told["others"])
    assert set(statuses) <= {"200", "413", "503", "504", "ConnectionResetError", "TimeoutError"}
    assert len(list(endpoint.expected(running))) == 15


def test_the_hostile_client_ends_when_told(tmp_path: Path) -> None:
    """It stops at once, even when nobody answers, and tells what it met."""
    script = [sys.executable, str(HERE / "hostile.py"), "127.0.0.1", "1", "--half-open", "1"]
    with (tmp_path / "told").open("wb") as told:
        process = subprocess.Popen(script, stdout=told, stderr=told)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert "ConnectionRefusedError" in (tmp_path / "told").read_text()


def test_every_kind_of_attack_is_there() -> None:
    """Products, paths, long lists of values and patterns that grow are sent, and none is small."""
    assert {"product", "deep path", "values", "regex"} <= set(HEAVY)
    assert len(HEAVY["values"]) > 1 << 20
    assert Hostile("127.0.0.1", 1, "127.0.0.66").statuses == {}


@pytest.mark.parametrize(
    ("quiet", "attacked", "code"),
    [
        (outcome(10), outcome(30), 0),
        (outcome(10), outcome(31), 1),
        (outcome(10, wrong=1), outcome(10), 1),
        (outcome(10), outcome(10, wrong=1), 1),
        (outcome(10), outcome(10, failed=1), 1),
        (outcome(10), replace(outcome(10), engine=Behind(9.0, 1, 0.0)), 0),
        (outcome(10), replace(outcome(10), engine=Behind(9.0, 1, 0.9)), 1),
    ],
)
def test_it_judges(
    monkeypatch: pytest.MonkeyPatch, quiet: Outcome, attacked: Outcome, code: int
) -> None:
    """Three times as slow for the others is the most; a wrong or missing answer is a failure.

    So is an engine that is still at work when all is over.
    """
    measured = {"in peace": quiet, "under attack": attacked}
    monkeypatch.setattr(endpoint, "measured", lambda _: measured)
    monkeypatch.setattr("shutil.which", lambda _: "wrk")
    assert code == endpoint.main([])


def test_without_wrk_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tool that is missing is named."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert endpoint.main([]) == 2
    assert "wrk" in capsys.readouterr().err


def test_the_table_says_how_much_was_felt() -> None:
    """Both runs, and how many times slower the others were under attack."""
    text = report({"in peace": outcome(10), "under attack": outcome(20)}, options())
    assert "## Endpoint" in text
    assert "p99 under attack / in peace: 2.0 (limit 3)" in text


def test_before_an_engine_the_table_says_what_that_took() -> None:
    """Which engine it was, what it held, how often it broke, and that it is idle in the end."""
    attacked = replace(outcome(20), engine=Behind(512.4, 3, 0.0))
    text = report({"in peace": outcome(10), "under attack": attacked}, options("virtuoso"))
    assert "## Endpoint before Virtuoso" in text
    assert "python benchmarks/endpoint.py --before virtuoso --write" in text
    assert "held 512 MiB at most and was started again 3 times" in text
    assert "used 0.00 processors" in text


def test_without_an_engine_nothing_is_said_of_one() -> None:
    """The table of the embedded store has no word of what is not there."""
    text = report({"in peace": outcome(10), "under attack": outcome(20)}, options())
    assert "engine" not in text


def test_an_engine_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What to install is said before anything is measured."""
    monkeypatch.setattr("benchmarks.rivals.servers.program", lambda _: None)
    monkeypatch.setattr("shutil.which", lambda _: "wrk")
    assert endpoint.main(["--before", "virtuoso"]) == 2
    assert "virtuoso-opensource" in capsys.readouterr().err


SERVER = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def log_message(self, *_): pass
http.server.HTTPServer.allow_reuse_address = True
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def test_an_engine_is_kept_up(tmp_path: Path) -> None:
    """Whoever ends it, by its own command too, finds it again as another process, until the end."""
    port = free_port()
    kept = Kept([sys.executable, "-c", SERVER, str(port)], port, tmp_path)
    keeper = kept.begin()
    try:
        assert listens(port)
        first, restarts = kept.pid, kept.restarts
        subprocess.run(shlex.split(kept.restart), check=True)
        end = time.monotonic() + 20
        while not (kept.pid != first and listens(port)) and time.monotonic() < end:
            time.sleep(0.05)
        assert (0, 1) == (restarts, kept.restarts)
        assert listens(port)
    finally:
        kept.end()
        keeper.join(20)
    assert not keeper.is_alive()
    assert not listens(port)


@needs_wrk
@pytest.mark.parametrize("name", ENGINES)
def test_a_front_is_measured_under_attack(
    name: str, monkeypatch: pytest.MonkeyPatch, bodies: Path
) -> None:
    """No answer is wrong, the front and the engine live, and what both held is told."""
    if ENGINES[name].missing():
        pytest.skip(str(ENGINES[name].missing()))
    monkeypatch.setattr(endpoint, "SETTLED", 0)
    monkeypatch.setattr(endpoint, "GLANCE", 0.2)
    found = endpoint.behind_front(options(name), bodies)
    quiet, attacked = found["in peace"], found["under attack"]
    assert quiet.requests > 0
    assert (0, 0) == (quiet.wrong, quiet.failed)
    assert 0 == attacked.wrong
    assert attacked.engine is not None
    assert 10 < attacked.engine.memory < MEMORY >> 20
