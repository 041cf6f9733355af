"""An engine that answers questions: where it finds the data, what fills it, how it is asked."""

from __future__ import annotations

import os
import shutil
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from benchmarks.measuring import ROOT
from benchmarks.processes import processor_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager

    from greffe.results.model import Table

PATIENCE: Final = 20
"""How many seconds of the clock a busy machine may take for one of the processor."""
PYTHON: Final = (sys.executable, "-m")
_HERE: Final = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Place:
    """So many bodies: their workspace, the same as N-Quads, and what one engine makes of them."""

    bodies: int
    workspace: Path
    dump: Path
    store: Path

    @property
    def parts(self) -> list[Path]:
        """The files of the dump."""
        return sorted(self.dump.glob("*.nq"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What one question took, in seconds, and what tells its rows from others."""

    wall: float
    processor: float
    rows: int
    digest: str


class Unanswered(Exception):
    """A question that an engine did not answer; ``late`` when it was still at work."""

    def __init__(self, reason: str, *, late: bool = False) -> None:
        """Say why."""
        super().__init__(reason)
        self.late = late


class Watch:
    """Sees to it that an engine does not work too long on one question."""

    def __init__(self, pid: int, limit: float) -> None:
        """Give a process so many seconds of the processor from now on, and longer by the clock."""
        self._pid, self._limit = pid, limit
        self._used, self._begin = processor_of(pid), time.monotonic()

    def check(self) -> None:
        """Raise ``Unanswered`` when the time is over."""
        spent = (time.monotonic() - self._begin) / PATIENCE
        with suppress(OSError):
            spent = max(spent, processor_of(self._pid) - self._used)
        if spent > self._limit:
            raise Unanswered(f"more than {self._limit:g} s", late=True)


class Running(Protocol):
    """An engine that is running."""

    @property
    def pid(self) -> int:
        """The number of its process."""
        ...

    def ask(self, query: str, limit: float) -> Answer:
        """Answer within so many seconds of the processor; raise ``Unanswered``."""
        ...


class Engine(Protocol):
    """An engine by its name; one that ``keeps`` nothing reads the data whenever it starts."""

    @property
    def name(self) -> str:
        """What the tables call it."""
        ...

    @property
    def keeps(self) -> bool:
        """Whether it has a store on disk."""
        ...

    def missing(self) -> str | None:
        """Return what to install before it can be measured."""
        ...

    def filling(self, place: Place) -> Sequence[str]:
        """Return the command that makes its store."""
        ...

    def running(self, place: Place) -> AbstractContextManager[Running]:
        """Run it over its store, or over the data."""
        ...


def program(name: str) -> str | None:
    """Return the path of a program: of this Python's environment, else of the system."""
    return shutil.which(name, path=os.pathsep.join((str(_HERE), os.environ.get("PATH", ""))))


def environment() -> Mapping[str, str]:
    """Return the environment in which the modules of the benchmarks can be run."""
    return os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "cli")))}


def digest(table: Table) -> str:
    """Return what tells the rows of a table from others, in whatever order they came."""
    found = sha256("\0".join(table.variables).encode())
    for row in sorted(map(repr, table.rows)):
        found.update(row.encode())
    return found.hexdigest()


def as_answer(told: Mapping[str, Any]) -> Answer:
    """Return an answer from its own account."""
    return Answer(**told)
