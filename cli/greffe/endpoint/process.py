"""The server's handle on one worker process: start it, ask it, end it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.endpoint import frames
from greffe.endpoint.problems import Problem, internal, out_of_memory, over_time
from greffe.errors import StoreError
from greffe.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.endpoint.limits import Limits

GRACE: Final = 1.0
"""Seconds after the limit at which the system ends a worker that the server did not."""

LINGERING: Final = 3600.0
"""Seconds for which an engine elsewhere may be at work on a query that was given up."""

SLOWEST: Final = 19
"""The lowest priority there is."""

_PROCESSOR: Final = 2
"""With a process number, the clock of its processor time (Linux, clock_getcpuclockid(3))."""

_BUFFER: Final = 1 << 20
_STARTING: Final = 30.0
_PREPARING: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Served:
    """The compiled store that is served: its folder, its version, its size, its graphs.

    ``elsewhere``, it is an endpoint that is asked: ``path`` is its address, and without a
    ``version`` nobody knows when its data change; how many they are is not asked.
    """

    path: str
    version: str
    quads: int | None
    graphs: tuple[str, ...]
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer to a job, and the version of the data that it is made from."""

    media_type: str
    coding: str | None
    rows: int
    body: bytes
    version: str


class Worker:
    """One worker process, with the store that it has open.

    Before an engine elsewhere, a worker whose job is given up lingers until the engine is done with
    it: to close the connection would not end the query, and nobody would know that it goes on.
    """

    def __init__(self, process: asyncio.subprocess.Process, served: Served, limits: Limits) -> None:
        """Keep a process that is ready; ``start`` makes one."""
        self._process = process
        self._limits = limits
        self._ended = False
        self._busy = False
        self._leaving: asyncio.Task[None] | None = None
        self._begin = 0.0
        self.served = served

    @classmethod
    async def start(cls, served: Served, limits: Limits, nice: int = 0) -> Worker:
        """Start a worker and wait until it is ready; raise ``StoreError`` when it cannot be."""
        given = {
            "action": "serve",
            "path": served.path,
            "elsewhere": served.elsewhere,
            "version": served.version,
            "nice": nice,
            "time": limits.time,
            "alarm": LINGERING if served.elsewhere else limits.time + GRACE,
            "memory": limits.memory,
            "rows": limits.rows,
            "bytes": limits.bytes,
        }
        process = await _spawned(given)
        worker = cls(process, served, limits)
        try:
            async with asyncio.timeout(_STARTING):
                await frames.receive(_out(process))
        except (asyncio.IncompleteReadError, TimeoutError) as error:
            worker.kill()
            await process.wait()
            raise _cannot_start(served.path) from error
        except BaseException:
            worker.kill()
            raise
        return worker

    @property
    def alive(self) -> bool:
        """Whether the process is running, and nobody has told it to end."""
        return not self._ended and self._process.returncode is None

    @property
    def lingers(self) -> bool:
        """Whether its job was given up, and the engine elsewhere still works on it."""
        return self._leaving is not None and self._process.returncode is None

    async def ask(self, job: frames.Head) -> Reply:
        """Do a job; raise ``Problem`` when it cannot be done, or not within the limits.

        A worker whose job does not end by itself is let go, and is of no more use.
        """
        self._begin, self._busy = self._used(), True
        try:
            async with asyncio.timeout(self._limits.time):
                head, body = await self._exchange(job)
            self._busy = False
        except TimeoutError:
            self.let_go()
            raise over_time(self._limits.time) from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise self._epitaph(await self._process.wait()) from None
        except BaseException:
            self.let_go()
            raise
        if "problem" in head:
            if "fault" in head:
                sys.stderr.write(f"greffe: {head['fault']}\n")
            raise Problem.unpacked(head["problem"])
        return Reply(head["type"], head.get("coding"), head["rows"], body, self.served.version)

    def spent(self) -> float:
        """Return the processor time that the job has taken so far, in seconds.

        Where another engine does the work, it is the time that has passed.
        """
        return max(0.0, self._used() - self._begin)

    def slow_down(self) -> None:
        """Give the process only the time that nobody else wants; it cannot get its own back.

        Where the system has a class for that (Linux), its threads are in it too from now on; the
        lowest priority alone still takes its turns.
        """
        if not self.alive:
            return
        pid = self._process.pid
        os.setpriority(os.PRIO_PROCESS, pid, SLOWEST)
        if hasattr(os, "SCHED_IDLE"):
            os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))

    def let_go(self) -> None:
        """End the process: at once, or as soon as the engine elsewhere is done with its job."""
        if not (self._busy and self.served.elsewhere):
            self.kill()
        elif self._leaving is None:
            self._ended = True
            self._leaving = asyncio.create_task(self._see_off())

    async def _see_off(self) -> None:
        """Wait for the first of a reply, which nobody wants any more, and end the process."""
        await _out(self._process).read(1)
        self.kill()
        await self._process.wait()

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        self._ended = True
        if self._process.returncode is None:
            self._process.kill()

    async def _exchange(self, job: frames.Head) -> tuple[frames.Head, bytes]:
        stream = self._process.stdin
        if stream is None:
            raise ConnectionError
        stream.write(frames.packed(job))
        await stream.drain()
        return await frames.receive(_out(self._process))

    def _used(self) -> float:
        """Return the processor time that the process has used (Linux); elsewhere, the time."""
        if self.served.elsewhere or not sys.platform.startswith("linux"):
            return time.monotonic()
        try:
            return time.clock_gettime(~self._process.pid << 3 | _PROCESSOR)
        except OSError:
            return 0.0

    def _epitaph(self, code: int) -> Problem:
        """Return the problem that a worker died of: the signal tells."""
        if code == -signal.SIGALRM:
            return over_time(self._limits.time)
        if self._ended:
            return internal()
        if code in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGBUS):
            return out_of_memory(self._limits.memory)
        return internal()


async def prepare(workspace: Path | None, *, masked: bool) -> Served:
    """Compile the public view of a workspace in a process of its own.

    Raises ``StoreError`` with what that process says, when it cannot.
    """
    root = str(workspace) if workspace else None
    process = await _spawned({"action": "prepare", "workspace": root, "masked": masked, "nice": 10})
    try:
        async with asyncio.timeout(_PREPARING):
            head, _ = await frames.receive(_out(process))
    except (asyncio.IncompleteReadError, TimeoutError) as error:
        raise _cannot_start(str(workspace or "")) from error
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
    if "error" in head:
        raise StoreError(Text(*head["error"]), Text(*head["remedy"]) if head["remedy"] else None)
    return Served(head["path"], head["version"], head["quads"], tuple(head["graphs"]))


async def _spawned(given: frames.Head) -> asyncio.subprocess.Process:
    """Start a process that knows our package, and of the environment what it needs."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "greffe.endpoint.worker",
        json.dumps(given),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=_BUFFER,
        env=os.environ
        | {"MALLOC_ARENA_MAX": "2", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def _out(process: asyncio.subprocess.Process) -> asyncio.StreamReader:
    if process.stdout is None:
        raise ConnectionError
    return process.stdout


def _cannot_start(path: str) -> StoreError:
    return StoreError(
        Text(
            f"{path} : aucun processus ne peut servir cet entrepôt.",
            f"{path}: no process can serve this store.",
        ),
        Text(
            "Le message du processus est ci-dessus ; effacez le dossier de cache et relancez.",
            "The message of the process is above; remove the cache folder and start again.",
        ),
    )
