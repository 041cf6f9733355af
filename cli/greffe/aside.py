"""Work that another process does while this one goes on.

The other begins as a copy of this one (``fork``), which is safe where nothing else runs in it:
on Linux, in a process of one thread.  Elsewhere the work is done here, when its result is asked.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    Tell = Callable[[int, int], None]
    """What hears how many of how many steps are done."""

Done = TypeVar("Done")
_THREADS: Final = Path("/proc/self/task")
_PERCENT: Final = 100


class Aside(Generic[Done]):
    """One piece of work, which is told how far it has come."""

    def __init__(self, do: Callable[[Tell], Done], *, apart: bool = True) -> None:
        """Begin the work: ``apart``, in a process of its own where that can be.

        What it gives or raises must be able to travel (``pickle``) when it does.
        """
        self._do = do
        self._told: list[tuple[Any, BaseException | None]] = []
        self._reader = _begun(do) if apart and can_be_apart() else None

    def result(self, tell: Tell = lambda _done, _all: None) -> Done:
        """Wait for what the work gives, and return it; raise what it raised.

        Meanwhile ``tell`` hears how far the work has come.
        """
        if not self._told:
            heard = _done(self._do, tell) if self._reader is None else _heard(self._reader, tell)
            self._told.append(heard)
        made, error = self._told[0]
        if error is not None:
            raise error
        return made  # type: ignore[no-any-return]


def can_be_apart() -> bool:
    """Return whether a copy of this process can work by itself."""
    return sys.platform == "linux" and sum(1 for _ in _THREADS.iterdir()) == 1


def _begun(do: Callable[[Tell], object]) -> Connection:
    from multiprocessing import get_context

    context = get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    context.Process(target=_work, args=(do, writer), daemon=True).start()
    writer.close()
    return reader


def _work(do: Callable[[Tell], object], writer: Connection) -> None:
    """Do the work in a process of its own: send each percent of it, then what it gives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever waits for this stops it
    last = -1

    def tell(done: int, every: int) -> None:
        nonlocal last
        reached = _PERCENT * done // max(every, 1)
        if reached != last:
            last = reached
            writer.send(reached)

    writer.send(_done(do, tell))


def _done(do: Callable[[Tell], object], tell: Tell) -> tuple[object, BaseException | None]:
    try:
        return do(tell), None
    except BaseException as error:  # noqa: BLE001 - raised again where the result is asked for
        return None, error


def _heard(reader: Connection, tell: Tell) -> tuple[Any, BaseException | None]:
    """Wait for what the other process gives; raises ``EOFError`` when it ends without a word."""
    while isinstance(heard := reader.recv(), int):
        tell(heard, _PERCENT)
    return heard  # type: ignore[no-any-return]
