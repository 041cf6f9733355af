"""An engine that does not end what was given up is started again, by a command of its operator."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greffe.endpoint.behind import Behind
    from greffe.endpoint.metrics import Metrics

GRACE: Final = 3.0
"""Seconds that an engine has to end a query that was given up, by a limit of its own."""

PAUSE: Final = 5.0
_GLANCE: Final = 0.5
_LONGEST: Final = 120.0

_RESTARTED: Final = "the engine was still at work on a query that was given up: started again ({})"
_FAILED: Final = "the engine could not be started again ({}: {})"


class Restarter:
    """Runs a command when a query has been left behind for too long."""

    def __init__(self, behind: Behind, command: Sequence[str], metrics: Metrics) -> None:
        """Watch over what is left behind; nothing is run yet."""
        self._behind = behind
        self._command = command
        self._metrics = metrics

    async def keep(self, pause: float = PAUSE) -> None:
        """Look for ever; between two restarts there is a pause, in which the engine comes back."""
        while True:
            await asyncio.sleep(_GLANCE)
            if self._behind.longest() > GRACE:
                await self.restart()
                await asyncio.sleep(pause)

    async def restart(self) -> None:
        """Run the command, and say on standard error that it was run, or why it failed."""
        self._metrics.restarts += 1
        told = " ".join(self._command)
        try:
            reason = await _run(self._command)
        except OSError as error:
            reason = str(error)
        found = _FAILED if reason else _RESTARTED
        sys.stderr.write(f"greffe: {found.format(told, reason)}.\n")


async def _run(command: Sequence[str]) -> str:
    """Run a command to its end; return why it failed, nothing when it did not.

    Raises ``OSError`` when there is no such program.
    """
    process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=DEVNULL)
    try:
        code = await asyncio.wait_for(process.wait(), _LONGEST)
    except TimeoutError:
        return f"more than {_LONGEST:g} s"
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return f"exit code {code}" if code else ""
