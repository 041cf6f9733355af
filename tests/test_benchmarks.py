"""The benchmark measures what it says and judges by its limits."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from greffe.questions.collection import questions_dir
from greffe.store import open_store
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from types import ModuleType

FOLDER = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """Load the benchmark as a module."""
    spec = importlib.util.spec_from_file_location("benchmarks_run", FOLDER / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def times(bench: ModuleType, **wall: float) -> dict[str, object]:
    """Return measured times with the same processor time as wall time."""
    return {name: bench.Time(value, value) for name, value in wall.items()}


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        ({"typer": 10, "help": 30, "query": 20, "rdflib": 100}, True),
        ({"typer": 10, "help": 31, "query": 20, "rdflib": 100}, False),
        ({"typer": 10, "help": 30, "query": 20, "rdflib": 99}, False),
    ],
)
def test_limits_are_three_and_five(
    bench: ModuleType, wall: dict[str, float], expected: bool
) -> None:
    """Help within 3 times a bare import, a question at least 5 times faster than rdflib."""
    assert bench.kept(times(bench, **wall)) is expected


def test_the_report_names_the_machine_and_no_date(bench: ModuleType) -> None:
    """A table of times and one of ratios, with what they were measured on."""
    text = bench.report(times(bench, typer=10, help=20, query=40, rdflib=240), 7)
    assert text.startswith("## Cold starts\n")
    assert "Medians of 7 interleaved runs." in text
    assert "| `greffe --help` | 20 | 20 |" in text
    assert "| `greffe --help` / `import typer` | ≤ 3 | 2.0 | 2.0 |" in text
    assert "| rdflib / `greffe query` | ≥ 5 | 6.0 | 6.0 |" in text


def test_a_run_is_timed(bench: ModuleType) -> None:
    """Half a second of sleep is half a second of wall clock, and no work."""
    spent = bench.measure([sys.executable, "-c", "import time; time.sleep(0.5)"], {})
    assert spent.wall >= 500
    assert spent.processor < spent.wall


def test_a_command_that_fails_is_not_measured(bench: ModuleType) -> None:
    """A benchmark of errors would be fast and false."""
    with pytest.raises(subprocess.CalledProcessError):
        bench.measure([sys.executable, "-c", "raise SystemExit(3)"], {})


def test_both_sides_give_the_same_rows(bench: ModuleType, cache: Path) -> None:
    """The script that Greffe is measured against answers the same question with as many rows."""
    query = (questions_dir() / f"{bench.QUESTION}.rq").read_text(encoding="utf-8")
    expected = len(open_store(Workspace.at(), cache).select(query))
    command = bench.commands()["rdflib"]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert len(shown.splitlines()) == expected > 0
