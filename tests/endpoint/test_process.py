"""The handle on a worker: what it says when its process ends, and of what it died."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from greffe.endpoint.limits import Limits
from greffe.endpoint.problems import Problem
from greffe.endpoint.process import Served, Worker
from greffe.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SERVED = Served("/nowhere", "abc", 7, ())
ENDLESS = "import time; time.sleep(600)"
SILENT = "pass"


async def worker(program: str, limits: Limits) -> Worker:
    """Return a handle on a process that runs a program instead of a worker."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        program,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    return Worker(process, SERVED, limits)


async def ended(found: Worker) -> None:
    """Wait for the process to be gone."""
    await found._process.wait()  # noqa: SLF001 - the worker has no need to tell


def died(program: str, limits: Limits | None = None) -> str:
    """Return the kind of problem that a job to such a process becomes."""

    async def work() -> str:
        found = await worker(program, limits or Limits())
        with pytest.raises(Problem) as raised:
            await found.ask({})
        found.kill()
        await ended(found)
        return raised.value.kind

    return asyncio.run(work())


def killing(number: signal.Signals) -> str:
    """Return a program that dies of a signal."""
    return f"import os; os.kill(os.getpid(), {int(number)})"


@pytest.mark.parametrize(
    ("program", "kind"),
    [
        (killing(signal.SIGALRM), "time"),
        (killing(signal.SIGKILL), "memory"),
        (killing(signal.SIGABRT), "memory"),
        (killing(signal.SIGSEGV), "memory"),
        (killing(signal.SIGTERM), "internal"),
        (SILENT, "internal"),
    ],
)
def test_the_signal_tells_of_what_a_worker_died(program: str, kind: str) -> None:
    """The alarm is for time; what the system ends was out of memory; all else is a fault."""
    assert kind == died(program)


def test_a_job_that_does_not_end_is_ended() -> None:
    """After the limit the worker is killed, and the client is told of the time."""
    assert died(ENDLESS, Limits(time=0.2)) == "time"


def test_a_worker_that_is_told_to_end_is_of_no_use() -> None:
    """It counts as gone at once, before the system has said so: no job is given to it."""

    async def work() -> tuple[bool, bool]:
        found = await worker(ENDLESS, Limits())
        before = found.alive
        found.kill()
        after = found.alive
        await ended(found)
        return before, after

    assert asyncio.run(work()) == (True, False)


def test_what_we_end_did_not_run_out_of_memory() -> None:
    """A job whose worker we end for another reason is not said to have taken too much."""

    async def work() -> str:
        found = await worker(ENDLESS, Limits())
        asking = asyncio.create_task(found.ask({}))
        await asyncio.sleep(0)
        found.kill()
        with pytest.raises(Problem) as raised:
            await asking
        return raised.value.kind

    assert asyncio.run(work()) == "internal"


@pytest.mark.parametrize("do", [Worker.kill, Worker.slow_down])
def test_what_is_gone_can_be_ended_again(do: Callable[[Worker], None]) -> None:
    """To end or slow down a process that is gone does nothing."""

    async def work() -> bool:
        found = await worker(SILENT, Limits())
        await ended(found)
        do(found)
        return found.alive

    assert asyncio.run(work()) is False


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A worker that cannot open its store never becomes one."""
    served = Served(str(tmp_path / "none"), "v", 0, ())
    with pytest.raises(StoreError, match="no process can serve this store"):
        asyncio.run(Worker.start(served, Limits()))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells of another")
@pytest.mark.parametrize(("program", "works"), [(ENDLESS, False), ("while True: pass", True)])
def test_work_is_counted_not_waiting(program: str, works: bool) -> None:
    """What a job has spent is the time of the processor: to wait for others costs nothing."""

    async def work() -> float:
        found = await worker(program, Limits(time=60))
        asking = asyncio.create_task(found.ask({}))
        for _ in range(300 if works else 10):
            await asyncio.sleep(0.1)
            if found.spent() > 0.5:
                break
        spent = found.spent()
        found.kill()
        await asyncio.gather(asking, return_exceptions=True)
        await ended(found)
        return spent

    assert (asyncio.run(work()) > 0.5) is works
