"""Measure cold starts, whole processes, and print them as Markdown.

    python benchmarks/run.py [--runs N] [--write]

Each command is run once to warm the disk, then all in turn, N times; the figures are medians of
wall-clock time and of processor time, and their ratios are what counts: the commands run
interleaved, so that a busy moment of the machine weighs on all alike.  Exits 1 when a limit is
exceeded.  ``--write`` keeps the report in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import REPORT, keep

from greffe.questions.collection import questions_dir
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).resolve().parent
QUESTION = "outside-quebec"
HELP_LIMIT = 3.0
QUERY_LIMIT = 5.0
MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class Time:
    """What one run of a command took, in milliseconds."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Limit:
    """A ratio of two commands that has to stay on one side of a figure."""

    title: str
    numerator: str
    denominator: str
    figure: float
    at_least: bool

    def holds(self, ratio: float) -> bool:
        """Return whether the measured ratio is within the limit."""
        return ratio >= self.figure if self.at_least else ratio <= self.figure


LIMITS = (
    Limit("`greffe --help` / `import typer`", "help", "typer", HELP_LIMIT, at_least=False),
    Limit("rdflib / `greffe query`", "rdflib", "query", QUERY_LIMIT, at_least=True),
)
TITLES = {
    "typer": '`python -c "import typer"`',
    "help": "`greffe --help`",
    "query": f"`greffe query {QUESTION}`",
    "rdflib": "the same Turtle and question with rdflib (`benchmarks/with_rdflib.py`)",
}


def commands() -> dict[str, list[str]]:
    """Return the commands to measure, by name."""
    greffe = str(Path(sys.executable).with_name("greffe"))
    sources = [str(file.path) for file in Workspace.at().files()]
    query = str(questions_dir() / f"{QUESTION}.rq")
    return {
        "typer": [sys.executable, "-c", "import typer"],
        "help": [greffe, "--help"],
        "query": [greffe, "query", QUESTION],
        "rdflib": [sys.executable, str(HERE / "with_rdflib.py"), query, *sources],
    }


def measure(command: Sequence[str], environment: Mapping[str, str]) -> Time:
    """Run a command to its end; raise ``CalledProcessError`` when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    subprocess.run(command, check=True, env=dict(environment), capture_output=True)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
    return Time(wall * MILLISECONDS, used * MILLISECONDS)


def medians(runs: int) -> dict[str, Time]:
    """Run every command in turn, ``runs`` times, after one run that is not counted."""
    todo = commands()
    found: dict[str, list[Time]] = {name: [] for name in todo}
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache, "GREFFE_LANG": "fr"}
        environment.pop("GREFFE_CACHE", None)
        for command in todo.values():
            measure(command, environment)
        for _ in range(runs):
            for name, command in todo.items():
                found[name].append(measure(command, environment))
    return {
        name: Time(
            statistics.median(each.wall for each in times),
            statistics.median(each.processor for each in times),
        )
        for name, times in found.items()
    }


def report(times: Mapping[str, Time], runs: int) -> str:
    """Return the report in Markdown; it names the kind of machine and no date."""
    machine = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )
    lines = [
        "## Cold starts",
        "",
        "Whole processes, from the shell's point of view, on the bundled data.",
        "Made by `python benchmarks/run.py --write`.",
        "",
        f"Machine: {machine}. Medians of {runs} interleaved runs.",
        "",
        "| command | wall clock (ms) | processor (ms) |",
        "| --- | ---: | ---: |",
        *(
            f"| {TITLES[name]} | {spent.wall:.0f} | {spent.processor:.0f} |"
            for name, spent in times.items()
        ),
        "",
        "| ratio | limit | wall clock | processor |",
        "| --- | --- | ---: | ---: |",
        *(_ratio(limit, times) for limit in LIMITS),
    ]
    return "\n".join(lines) + "\n"


def kept(times: Mapping[str, Time]) -> bool:
    """Return whether every limit holds, by wall clock: that is what a person waits."""
    return all(
        limit.holds(times[limit.numerator].wall / times[limit.denominator].wall) for limit in LIMITS
    )


def _ratio(limit: Limit, times: Mapping[str, Time]) -> str:
    above, below = times[limit.numerator], times[limit.denominator]
    sign = "≥" if limit.at_least else "≤"
    return (
        f"| {limit.title} | {sign} {limit.figure:g} | {above.wall / below.wall:.1f} "
        f"| {above.processor / below.processor:.1f} |"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the report, and return 1 when a limit is exceeded."""
    parser = argparse.ArgumentParser(description="Measure cold starts against their limits.")
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--write", action="store_true", help=f"keep the report in {REPORT.name}")
    options = parser.parse_args(arguments)
    times = medians(options.runs)
    text = report(times, options.runs)
    print(text, end="")
    if options.write:
        keep("starts", text)
    return 0 if kept(times) else 1


if __name__ == "__main__":
    sys.exit(main())
