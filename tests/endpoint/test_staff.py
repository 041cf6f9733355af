"""Workers are there when they are needed, of the store that is served, and go when they should."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from greffe.endpoint import staff as module
from greffe.endpoint.limits import Limits
from greffe.endpoint.metrics import Metrics
from greffe.endpoint.process import Served
from greffe.endpoint.staff import Staff
from greffe.errors import StoreError
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

OLD = Served("/old", "1", 1, ())
NEW = Served("/new", "2", 2, ())


@dataclass(eq=False)
class Pretended:
    """A worker that does nothing but be there."""

    served: Served
    alive: bool = True
    lingers: bool = False

    def kill(self) -> None:
        """Be gone."""
        self.alive = self.lingers = False

    def let_go(self) -> None:
        """Be gone, or stay before an engine that is still at work."""
        self.alive = False
        self.lingers = self.served.elsewhere


class Started:
    """What stands for the class of workers: starts them, or refuses to."""

    def __init__(self) -> None:
        """Begin with none started."""
        self.workers: list[Pretended] = []
        self.refuses = False

    async def start(self, served: Served, limits: Limits) -> Pretended:
        """Start a worker."""
        del limits
        await asyncio.sleep(0)
        if self.refuses:
            raise StoreError(Text("non", "no"))
        self.workers.append(Pretended(served))
        return self.workers[-1]

    @property
    def running(self) -> list[str]:
        """The versions of the workers that are running."""
        return [worker.served.version for worker in self.workers if worker.alive]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Let workers be pretended, and nobody wait."""
    found = Started()
    monkeypatch.setattr(module, "Worker", found)
    monkeypatch.setattr(module, "_PAUSE", 0.0)
    return found


def staffed(work: Callable[[Staff], Awaitable[None]]) -> Metrics:
    """Do some work with a staff that is open; return what was counted."""
    metrics = Metrics()

    async def run() -> None:
        found = Staff(OLD, Limits(workers=2), metrics)
        await found.open()
        try:
            await work(found)
        finally:
            found.close()

    asyncio.run(run())
    return metrics


def test_one_more_than_needed_is_ready(started: Started) -> None:
    """So that one can step in at once; all are counted."""

    async def work(staff: Staff) -> None:
        assert len(staff) == 3

    assert staffed(work).started == 3
    assert started.running == []


def test_a_worker_that_is_well_is_kept(started: Started) -> None:
    """Who comes back with a worker of the store that is served goes on with it."""

    async def work(staff: Staff) -> None:
        worker = await staff.current(None)
        assert await staff.current(worker) is worker

    staffed(work)
    assert len(started.workers) == 3


def test_a_worker_that_is_gone_is_replaced(started: Started) -> None:
    """Another takes its place, and when none is ready any more, the next one is started."""

    async def work(staff: Staff) -> None:
        worker = None
        for _ in range(8):
            worker = await staff.current(worker)
            assert worker is not None
            assert worker.alive
            worker.kill()
            await asyncio.sleep(0.01)

    staffed(work)
    assert len(started.workers) >= 8


def test_a_spare_that_died_is_passed_over(started: Started) -> None:
    """Nobody is given a worker that is gone, even when all have gone meanwhile."""

    async def work(staff: Staff) -> None:
        for each in started.workers:
            each.kill()
        worker = await staff.current(None)
        assert worker is not None
        assert worker.alive

    staffed(work)


def test_when_none_can_be_started_nobody_waits_for_ever(started: Started) -> None:
    """None is given; when they can be started again, one is."""

    async def work(staff: Staff) -> None:
        for each in started.workers:
            each.kill()
        started.refuses = True
        assert await staff.current(None) is None
        started.refuses = False
        assert await staff.current(None) is not None

    staffed(work)


def test_a_store_that_cannot_be_served_is_told(started: Started) -> None:
    """At the start, that is an error."""
    started.refuses = True

    async def work(_: Staff) -> None:
        raise AssertionError

    with pytest.raises(StoreError):
        staffed(work)


def test_a_new_store_is_served_by_new_workers(started: Started) -> None:
    """Those who wait for work go at once; one that is at work ends it, then is replaced."""

    async def work(staff: Staff) -> None:
        busy = await staff.current(None)
        await asyncio.sleep(0.01)
        await staff.switch(NEW)
        assert busy is not None
        assert busy.alive
        assert started.running.count("1") == 1
        following = await staff.current(busy)
        assert following is not None
        assert (following.served, busy.alive, staff.served) == (NEW, False, NEW)

    staffed(work)


def test_a_new_store_that_cannot_be_served_changes_nothing(started: Started) -> None:
    """What was served still is, by the workers there were."""

    async def work(staff: Staff) -> None:
        started.refuses = True
        with pytest.raises(StoreError):
            await staff.switch(NEW)
        started.refuses = False
        assert (staff.served, started.running) == (OLD, ["1", "1", "1"])

    staffed(work)


def test_at_the_end_all_are_gone(started: Started) -> None:
    """Closing ends every worker, at work or not."""

    async def work(staff: Staff) -> None:
        await staff.current(None)
        await asyncio.sleep(0.01)
        assert len(started.running) >= 3

    staffed(work)
    assert started.running == []
