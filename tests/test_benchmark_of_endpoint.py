"""The benchmark of the endpoint asks what has answers, attacks for real, judges by its limit."""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from benchmarks import endpoint
from benchmarks.endpoint import HERE, Outcome, report
from benchmarks.hostile import HEAVY, Hostile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

needs_wrk = pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk is not installed")


@pytest.fixture(scope="module")
def running(cache: Path) -> Iterator[str]:
    """Serve the bundled data as the benchmark does."""
    assert cache.is_dir()
    with endpoint.serving(None) as (root, _):
        yield root


def outcome(p99: float, wrong: int = 0, failed: int = 0) -> Outcome:
    """Return an outcome of which only the slowest answers and the faults matter."""
    return Outcome(100, 2.0, 1.0, p99, p99, 0, wrong, failed, 80.0)


def options() -> argparse.Namespace:
    """Return the shortest run."""
    return argparse.Namespace(seconds=1, connections=8, workspace=None, write=False)


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
    ],
)
def test_it_judges(
    monkeypatch: pytest.MonkeyPatch, quiet: Outcome, attacked: Outcome, code: int
) -> None:
    """Three times as slow for the others is the most; a wrong or missing answer is a failure."""
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
