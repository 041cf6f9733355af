"""Engines that are libraries: the embedded store of Greffe, and rdflib."""

from __future__ import annotations

import json
import select
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.rivals.engine import (
    GLANCE,
    PYTHON,
    Answer,
    Unanswered,
    Watch,
    as_answer,
    environment,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.rivals.engine import Engine, Place

_WORKER: Final = (*PYTHON, "benchmarks.rivals.worker")


@dataclass(frozen=True, slots=True)
class Worker:
    """A process with a library in it."""

    process: subprocess.Popen[str]

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self.process.pid

    def ask(self, query: str, limit: float) -> Answer:
        """Answer within so many seconds of the processor; raise ``Unanswered``."""
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise Unanswered("it has no ears")
        watch = Watch(self.pid, limit)
        stdin.write(json.dumps(query) + "\n")
        stdin.flush()
        while not select.select([stdout], [], [], GLANCE)[0]:
            watch.check()
        line = stdout.readline()
        if not line:
            raise Unanswered("it ended", late=True)
        told = json.loads(line)
        if "error" in told:
            raise Unanswered(told["error"])
        return as_answer(told)


@dataclass(frozen=True, slots=True)
class Library:
    """A library that answers in a process of its own."""

    name: str
    keeps: bool

    def missing(self) -> str | None:
        """Return nothing: it is installed with Greffe."""

    def filling(self, place: Place) -> Sequence[str]:
        """Return the command that compiles the store from the Turtle files."""
        return [*_WORKER, "compile", str(place.workspace), str(place.store)]

    @contextmanager
    def running(self, place: Place) -> Iterator[Worker]:
        """Run it over its store, or over the Turtle files."""
        from greffe.store.cache import compiled

        where = compiled(place.store)[0] if self.keeps else place.workspace
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            [*_WORKER, self.name, str(where)],
            stdin=pipe,
            stdout=pipe,
            env=environment(),
            text=True,
        )
        with process:
            try:
                if process.stdout is None or process.stdout.readline() != "ready\n":
                    raise Unanswered(f"{self.name} did not start")
                yield Worker(process)
            finally:
                process.kill()


GREFFE: Final[Engine] = Library("greffe", keeps=True)
RDFLIB: Final[Engine] = Library("rdflib", keeps=False)
