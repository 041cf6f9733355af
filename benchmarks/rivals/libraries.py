"""Engines that are libraries: the embedded store of Greffe, and rdflib."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.rivals.asking import WORKER, worker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.rivals.asking import Worker
    from benchmarks.rivals.engine import Engine, Place


@dataclass(frozen=True, slots=True)
class Library:
    """A library that answers in a process of its own."""

    name: str
    keeps: bool

    def missing(self) -> str | None:
        """Return nothing: it is installed with Greffe."""

    def filling(self, place: Place) -> Sequence[str]:
        """Return the command that compiles the store from the Turtle files."""
        return [*WORKER, "compile", str(place.workspace), str(place.store)]

    @contextmanager
    def running(self, place: Place) -> Iterator[Worker]:
        """Run it over its store, or over the Turtle files."""
        from greffe.store.cache import compiled

        where = compiled(place.store)[0] if self.keeps else place.workspace
        with worker(self.name, str(where)) as running:
            yield running


GREFFE: Final[Engine] = Library("greffe", keeps=True)
RDFLIB: Final[Engine] = Library("rdflib", keeps=False)
