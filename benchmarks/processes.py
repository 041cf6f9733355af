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
    from collections.abc import Mapping, Sequence

MEBI: Final = 1024
MADE: Final = (0, 1)
"""Exit codes of a check that was made."""
_CPUCLOCK_SCHED: Final = 2


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took: seconds, mebibytes; ``done`` unless it was cut short."""

    wall: float
    processor: float
    memory: float
    done: bool = True


def measure(
    command: Sequence[str],
    output: Path,
    limit: float | None = None,
    environment: Mapping[str, str] | None = None,
    made: Sequence[int] = MADE,
) -> Cost:
    """Run a command, its output to a file, for at most ``limit`` seconds of work.

    Raises ``CalledProcessError`` when it ends with an exit code that is not one of ``made``.
    """
    begin, peak, used = time.perf_counter(), 0, 0.0
    quiet = subprocess.DEVNULL
    with output.open("wb") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=quiet, env=environment)
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
    if process.returncode not in made:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(wall, max(used, usage.ru_utime + usage.ru_stime), peak / MEBI)


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
    """Return the memory (KiB) and the processor time of a process and all that come from it.

    The time of those that have ended is their parent's.
    """
    memory, ticks = 0, 0
    for each in family(pid):
        try:
            fields = (
                Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            )
        except OSError:
            continue
        memory += int(fields[21]) * os.sysconf("SC_PAGE_SIZE") // MEBI
        ticks += sum(map(int, fields[11:15]))
    return memory, ticks / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """Return a process and all those that it started, and they in turn."""
    found = [pid]
    for each in found:
        found += children(each)
    return found


def children(pid: int) -> list[int]:
    """Return the processes that a process has started, where the system tells."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [int(each) for each in found]


def processor_of(pid: int) -> float:
    """Return the processor time of a process that is running, to the nanosecond.

    Raises ``OSError`` when there is none.  The number is that of ``clock_getcpuclockid``
    (POSIX.1-2017) as Linux makes it.
    """
    return time.clock_gettime((~pid << 3) | _CPUCLOCK_SCHED)
