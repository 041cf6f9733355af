"""What a command costs, with all the processes that it starts: time, work and memory."""

from __future__ import annotations

import os
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

MEBI: Final = 1024
FAILED: Final = (0, 1)
"""Exit codes of a check that was made."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took: seconds, mebibytes; ``done`` unless it was cut short."""

    wall: float
    processor: float
    memory: float
    done: bool = True


def measure(command: Sequence[str], output: Path, limit: float | None = None) -> Cost:
    """Run a command, its output to a file, for at most ``limit`` seconds of work.

    Raises ``CalledProcessError`` when it fails.
    """
    begin, peak, used = time.perf_counter(), 0, 0.0
    with output.open("wb") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.DEVNULL)
        while True:
            resident, spent = tree(process.pid)
            peak, used = max(peak, resident, greatest(process.pid)), max(used, spent)
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            wall = time.perf_counter() - begin
            if pid:
                break
            if limit is not None and used > limit:
                process.kill()
                process.returncode = os.waitstatus_to_exitcode(os.wait4(process.pid, 0)[1])
                return Cost(wall, used, peak / MEBI, done=False)
            time.sleep(min(0.05, wall / 20))
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in FAILED:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak / MEBI)


def greatest(pid: int) -> int:
    """Return the most memory (KiB) that a process has held since it became this program.

    The system's account of a process that has ended (``ru_maxrss``) begins with what its parent
    held when it was started, which says nothing about the program.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) if found else 0


def tree(pid: int) -> tuple[int, float]:
    """Return the memory (KiB) of a process and its children, and the processor time of itself."""
    memory, ticks = 0, 0
    for child in (pid, *children(pid)):
        try:
            fields = (
                Path(f"/proc/{child}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            )
        except OSError:
            continue
        memory += int(fields[21]) * os.sysconf("SC_PAGE_SIZE") // MEBI
        ticks += int(fields[11]) + int(fields[12])
    return memory, ticks / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """Return the processes that a process has started, where the system tells."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [int(each) for each in found]
