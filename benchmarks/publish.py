"""Measure how a site of many bodies is written: time, memory, and how much there is of it.

    python -m benchmarks.publish [--bodies N] [--from FOLDER] [--jobs N] [--once] [--write]

The bodies are synthetic, made in a temporary folder, or the first ones of a workspace that is there
(``--from``), which is copied.  Nothing is compiled beforehand.  The command runs as a process of
its own, with its workers; memory is the sum of the proportional set sizes of them all (Linux only),
looked at twice a second; processor time is that of them all.  Then one word of one register changes
and the command runs again, unless only ``--once`` is asked for.  Exits 1 when a limit for 300
bodies, scaled to fewer, is exceeded.  ``--write`` keeps the table in ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measuring import REPORT, keep, machine
from benchmarks.processes import family
from benchmarks.synthetic import generate

if TYPE_CHECKING:
    from collections.abc import Sequence

BODIES: Final = 300
SECONDS: Final = 600
MEGABYTES: Final = 1_500
PAUSE: Final = 0.5
KILO: Final = 1024
HEADING: Final = (
    "## Publication\n\nSynthetic bodies, each of the size of the MIFI.\n"
    "Made by `python -m benchmarks.publish --write`.\n\n"
)
CELL: Final = re.compile(r'(greffe:reasonText "[^" ]+) ')


@dataclass(frozen=True, slots=True)
class Measure:
    """What writing a site took: seconds, those of processors, megabytes at the highest, files."""

    seconds: float
    processor: float
    megabytes: float
    files: int

    def holds(self, bodies: int) -> bool:
        """Return whether the limits are kept: time in proportion to the bodies, memory for all."""
        return self.seconds <= SECONDS * bodies / BODIES and self.megabytes <= MEGABYTES

    def row(self, bodies: int, run: str) -> str:
        """Return a row of the table."""
        return (
            f"| {bodies} | {run} | {self.files} | {self.processor:.1f} | {self.seconds:.1f} "
            f"| {self.megabytes:.0f} |"
        )


def report(bodies: int, first: Measure, again: Measure | None = None) -> str:
    """Return the runs as a table in Markdown."""
    rows = [
        "| bodies | run | files | processor (s) | wall (s) | peak (MB) |",
        "| ---: | --- | ---: | ---: | ---: | ---: |",
        first.row(bodies, "the whole site"),
    ]
    rows += [] if again is None else [again.row(bodies, "one cell changed")]
    return "".join(f"{row}\n" for row in rows)


def touch(workspace: Path) -> None:
    """Add a word to the first reason that the first register gives; ``ValueError`` if none does."""
    register = min(workspace.glob("*/register.ttl"))
    text, count = CELL.subn(r"\1 aussi ", register.read_text(encoding="utf-8"), count=1)
    if not count:
        raise ValueError(register)
    register.write_text(text, encoding="utf-8")


def copied(workspace: Path, bodies: int, folder: Path) -> int:
    """Copy the first bodies of a workspace; return how many there were."""
    chosen = sorted(path for path in workspace.iterdir() if path.is_dir())[:bodies]
    for path in chosen:
        shutil.copytree(path, folder / path.name)
    return len(chosen)


def measure(workspace: Path, folder: Path, jobs: int, cache: Path) -> Measure:
    """Write the site of a workspace; raise ``CalledProcessError`` when the command fails.

    Stores are compiled into ``cache``.
    """
    command = [sys.executable, "-m", "greffe.app", "--workspace", str(workspace)]
    command += ["site", str(folder), "--jobs", str(jobs)]
    before, started, highest = processors(), time.monotonic(), 0.0
    environment = os.environ | {"GREFFE_CACHE": str(cache)}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as running:
        while running.poll() is None:
            highest = max(highest, sum(map(proportional, family(running.pid))))
            time.sleep(PAUSE)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    files = sum(1 for path in folder.rglob("*") if path.is_file())
    return Measure(time.monotonic() - started, processors() - before, highest, files)


def processors() -> float:
    """Return the processor seconds of every process that was started and has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def proportional(process: int) -> float:
    """Return the memory of a process in megabytes, its part of what it shares; 0 when it ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / KILO


def main(arguments: Sequence[str] | None = None) -> int:
    """Generate, write, print; return 1 when a limit is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bodies", type=int, default=BODIES)
    parser.add_argument("--from", dest="source", type=Path, help="take bodies that are there")
    parser.add_argument("--once", action="store_true", help="do not change a cell, nor run again")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--write", action="store_true", help=f"keep the table in {REPORT.name}")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        workspace, site, cache = (Path(place) / name for name in ("workspace", "site", "cache"))
        bodies = chosen.bodies
        if chosen.source is None:
            generate(workspace, bodies)
        else:
            bodies = copied(chosen.source, bodies, workspace)
        found = measure(workspace, site, chosen.jobs, cache)
        print(report(bodies, found), flush=True)
        again = None
        if not chosen.once:
            touch(workspace)
            again = measure(workspace, site, chosen.jobs, cache)
    table = report(bodies, found, again)
    print(table)
    if chosen.write:
        keep("publication", f"{HEADING}{machine('pyoxigraph')}\n\n{table}")
    return 0 if found.holds(bodies) else 1


if __name__ == "__main__":
    sys.exit(main())
