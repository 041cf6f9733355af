"""Measure how the site of the bundled data is written, and brought up to date.

    python -m benchmarks.incremental [--runs N] [--write]

The command runs as a process of its own, each time upon what the time before left: from nothing,
with nothing changed, with another word in one cell of the register.  Figures are medians.  Exits 1
when an update takes longer than its limit.  ``--write`` keeps the table in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks.measuring import ROOT, keep, machine, processor

if TYPE_CHECKING:
    from collections.abc import Sequence

RUNS: Final = 5
SECONDS: Final = 2.0
CELL: Final = "BDIM permet également la possibilité"
"""Words of one cell of the register, which become others at each run."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run of the command took: seconds by the clock, and of the processors."""

    wall: float
    processor: float


def run(workspace: Path, folder: Path, cache: Path) -> Cost:
    """Write the site of a workspace; raise ``CalledProcessError`` when the command fails."""
    command = [sys.executable, "-m", "greffe.app", "--workspace", str(workspace)]
    used, begun = processor(), time.perf_counter()
    subprocess.run(
        [*command, "site", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"GREFFE_CACHE": str(cache)},
        check=True,
    )
    return Cost(time.perf_counter() - begun, processor() - used)


def touch(workspace: Path, number: int) -> None:
    """Change a word of one cell of the register; ``ValueError`` if the cell is not there."""
    register = workspace / "mifi" / "register.ttl"
    before, found, after = register.read_text(encoding="utf-8").partition(CELL)
    if not found:
        raise ValueError(register)
    rest = after.removeprefix(f" {number - 1}")
    register.write_text(f"{before}{CELL} {number}{rest}", encoding="utf-8")


def measure(place: Path, runs: int) -> dict[str, list[Cost]]:
    """Return what each kind of run cost, time after time."""
    found: dict[str, list[Cost]] = {"from nothing": [], "nothing changed": [], "one cell": []}
    workspace, folder, cache = place / "workspace", place / "site", place / "cache"
    shutil.copytree(ROOT / "data", workspace)
    for number in range(1, runs + 1):
        for made in (folder, cache):
            shutil.rmtree(made, ignore_errors=True)
        found["from nothing"].append(run(workspace, folder, cache))
        found["nothing changed"].append(run(workspace, folder, cache))
        touch(workspace, number)
        found["one cell"].append(run(workspace, folder, cache))
    return found


def table(found: dict[str, list[Cost]]) -> str:
    """Return the medians as a table in Markdown."""
    rows = "".join(
        f"| {name} | {median(each.wall for each in costs):.2f} "
        f"| {median(each.processor for each in costs):.2f} |\n"
        for name, costs in found.items()
    )
    return f"| run | wall (s) | processor (s) |\n| --- | ---: | ---: |\n{rows}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print; return 1 when an update takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--write", action="store_true", help="keep the table in the report")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        found = measure(Path(place), chosen.runs)
    print(made := table(found))
    if chosen.write:
        text = (
            "## A site brought up to date\n\nThe bundled data, whole processes, medians of "
            f"{chosen.runs}.\nMade by `python -m benchmarks.incremental --write`.\n\n"
            f"{machine('pyoxigraph')}\n\n{made}"
        )
        keep("incremental", text)
    return 0 if median(each.wall for each in found["one cell"]) <= SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
