"""Work that another process does while this one goes on.

The other begins as a copy of this one (``fork``), which is safe where nothing else runs in it:
on Linux, in a process of one thread.  Elsewhere the work is done at once, in this process.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

Done = TypeVar("Done")
_THREADS: Final = Path("/proc/self/task")


class Aside(Generic[Done]):
    """One piece of work, begun when this is made."""

    def __init__(self, do: Callable[[], Done], *, apart: bool = True) -> None:
        """Begin the work: ``apart``, in a process of its own where that can be.

        What it gives or raises must be able to travel (``pickle``) when it does.
        """
        self._told: list[tuple[Any, BaseException | None]] = []
        self._reader: Connection | None = None
        if apart and can_be_apart():
            self._reader = _begun(do)
        else:
            self._told.append((do(), None))

    def result(self) -> Done:
        """Wait for what the work gives, and return it; raise what it raised."""
        if not self._told:
            assert self._reader is not None  # noqa: S101 - begun apart
            self._told.append(self._reader.recv())
        made, error = self._told[0]
        if error is not None:
            raise error
        return made  # type: ignore[no-any-return]


def can_be_apart() -> bool:
    """Return whether a copy of this process can work by itself."""
    return sys.platform == "linux" and sum(1 for _ in _THREADS.iterdir()) == 1


def _begun(do: Callable[[], object]) -> Connection:
    from multiprocessing import get_context

    context = get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    context.Process(target=_tell, args=(do, writer), daemon=True).start()
    writer.close()
    return reader


def _tell(do: Callable[[], object], writer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever waits for this stops it
    try:
        writer.send((do(), None))
    except BaseException as error:  # noqa: BLE001 - raised again where the result is asked for
        writer.send((None, error))
