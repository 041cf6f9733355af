"""The same course for every engine: have the data in it, start it, ask it everything."""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from benchmarks.processes import MEBI, Cost, greatest, measure, processor_of, tree
from benchmarks.rivals.engine import Unanswered, environment
from benchmarks.rivals.figures import Asked, Load, text_digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from benchmarks.rivals.engine import Answer, Engine, Place, Running

RUNS: Final = 3
ENOUGH: Final = 2.0
"""A question is asked again so many times, unless it has taken so many seconds."""
STARTS: Final = 3


def filled(engine: Engine, place: Place, statements: int) -> Load:
    """Make the store of an engine anew; raise ``CalledProcessError`` when it cannot be made."""
    shutil.rmtree(place.store, ignore_errors=True)
    place.store.mkdir(parents=True)
    output = place.store.with_suffix(".log")
    cost = measure(engine.filling(place), output, environment=environment(), made=(0,))
    return Load(statements, cost, size(place.store))


def size(store: Path) -> float:
    """Return how many mebibytes the files of a folder have."""
    return sum(each.stat().st_size for each in store.rglob("*") if each.is_file()) / MEBI / MEBI


@dataclass(slots=True)
class Course:
    """The questions as they are asked of one engine; ``memory`` (KiB) is the most it has held."""

    engine: Engine
    place: Place
    limit: float
    starts: int = STARTS
    memory: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    unanswered: dict[str, str] = field(default_factory=dict)

    def run(self, queries: Mapping[str, str], cold: tuple[float, float] | None = None) -> Asked:
        """Ask the first question from nothing, then all; raise ``Unanswered`` if it cannot start.

        What a ``cold`` start takes may be known already.  An engine that was too late is started
        again: it may still be at work.
        """
        if cold is None:
            cold = self._cold(next(iter(queries.values())))
        waiting = list(queries.items())
        while waiting:
            with self._running() as running:
                while waiting:
                    name, query = waiting.pop(0)
                    try:
                        self.answers[name] = self._warm(running, query)
                    except Unanswered as fault:
                        self.unanswered[name] = str(fault)
                        if fault.late:
                            break
        texts = {name: text_digest(query) for name, query in queries.items()}
        return Asked(cold, self.memory / MEBI, self.answers, self.unanswered, texts)

    def start(self) -> Cost:
        """Return what it takes until the engine can be asked."""
        begin = time.perf_counter()
        with self._running() as running:
            wall = time.perf_counter() - begin
            return Cost(wall, tree(running.pid)[1], greatest(running.pid) / MEBI)

    @contextmanager
    def _running(self) -> Iterator[Running]:
        with self.engine.running(self.place) as running:
            try:
                yield running
            finally:
                self.memory = max(self.memory, greatest(running.pid))

    def _cold(self, query: str) -> tuple[float, float]:
        """Return the times, the clock's and the processor's, from the start to an answer."""
        times = []
        for _ in range(self.starts if self.engine.keeps else 1):
            begin = time.perf_counter()
            with self._running() as running:
                running.ask(query, self.limit)
                times.append((time.perf_counter() - begin, processor_of(running.pid)))
        return sorted(times)[len(times) // 2]

    def _warm(self, running: Running, query: str) -> Answer:
        """Ask once to warm up, then again, and return the quickest; what is slow is asked once."""
        answer = running.ask(query, self.limit)
        again: list[Answer] = []
        spent = answer.wall
        while len(again) < RUNS and spent < ENOUGH:
            again.append(running.ask(query, self.limit))
            spent += again[-1].wall
        return min(again, key=lambda each: each.processor, default=answer)
