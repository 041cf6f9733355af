"""Measure how a site of many bodies is written: time, memory, and how much there is of it.

    python -m benchmarks.publish [--bodies N] [--jobs N]

The bodies are synthetic, made in a temporary folder.  The command runs as a process of its own,
with its workers; memory is the sum of the proportional set sizes of them all (Linux only), looked
at twice a second.  Exits 1 when a limit for 300 bodies, scaled to fewer, is exceeded.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.synthetic import generate

if TYPE_CHECKING:
    from collections.abc import Sequence

BODIES: Final = 300
SECONDS: Final = 600
MEGABYTES: Final = 1_500
PAUSE: Final = 0.5
KILO: Final = 1024


@dataclass(frozen=True, slots=True)
class Measure:
    """What writing a site took: seconds, megabytes at the highest, and the files written."""

    seconds: float
    megabytes: float
    files: int

    def holds(self, bodies: int) -> bool:
        """Return whether the limits are kept: time in proportion to the bodies, memory for all."""
        return self.seconds <= SECONDS * bodies / BODIES and self.megabytes <= MEGABYTES

    def report(self, bodies: int) -> str:
        """Return a table in Markdown."""
        return (
            "| bodies | files | seconds | peak memory (MB) |\n|---:|---:|---:|---:|\n"
            f"| {bodies} | {self.files} | {self.seconds:.1f} | {self.megabytes:.0f} |"
        )


def measure(workspace: Path, folder: Path, jobs: int) -> Measure:
    """Write the site of a workspace; raise ``CalledProcessError`` when the command fails."""
    command = [sys.executable, "-m", "greffe.app", "--workspace", str(workspace)]
    command += ["site", str(folder), "--jobs", str(jobs)]
    started, highest = time.monotonic(), 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            highest = max(highest, sum(map(proportional, family(running.pid))))
            time.sleep(PAUSE)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    files = sum(1 for path in folder.rglob("*") if path.is_file())
    return Measure(time.monotonic() - started, highest, files)


def family(process: int) -> list[int]:
    """Return a process and all those that it started, and they in turn."""
    found = [process]
    for each in found:
        try:
            children = Path(f"/proc/{each}/task/{each}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += map(int, children.split())
    return found


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
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        workspace = Path(place) / "workspace"
        generate(workspace, chosen.bodies)
        found = measure(workspace, Path(place) / "site", chosen.jobs)
    print(found.report(chosen.bodies))
    return 0 if found.holds(chosen.bodies) else 1


if __name__ == "__main__":
    sys.exit(main())
