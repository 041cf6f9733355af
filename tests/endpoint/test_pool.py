"""Two lanes of workers: who is quick goes on, who is slow is set aside, and nobody is forgotten."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import pytest

from greffe.endpoint.limits import Limits
from greffe.endpoint.metrics import Metrics
from greffe.endpoint.pool import Pool
from greffe.endpoint.problems import Problem, over_time
from greffe.endpoint.process import Reply, Served

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from greffe.endpoint.staff import Staff

REPLY = Reply("text/csv", None, 0, b"", "v")
HERE = Served("/store", "v", 1, ())
ELSEWHERE = Served("http://engine.test/", "v", None, (), elsewhere=True)
LIMITS = Limits(workers=2, quick=0.05, waiting=5.0)
QUICK = {"kind": "query", "takes": 0.0}
SLOW = {"kind": "query", "takes": 0.3}
ENDLESS = {"kind": "query", "takes": 60.0}
TOO_LONG = {"kind": "query", "takes": 0.0, "problem": True}


@dataclass(eq=False)
class Pretended:
    """A worker that takes as long as a job says; what it spends is the time it takes."""

    slowed: bool = False
    alive: bool = True
    lingers: bool = False
    begin: float = 0.0

    async def ask(self, job: dict[str, Any]) -> Reply:
        """Take the time of the job."""
        self.begin = asyncio.get_running_loop().time()
        await asyncio.sleep(job["takes"])
        if job.get("problem"):
            raise over_time(1)
        return REPLY

    def spent(self) -> float:
        """Return the time since the job began."""
        return asyncio.get_running_loop().time() - self.begin

    def slow_down(self) -> None:
        """Remember that others go first."""
        self.slowed = True


@dataclass
class Employed:
    """A staff of pretended workers; those before an engine ``elsewhere`` linger."""

    served: Served = HERE
    workers: list[Pretended] = field(default_factory=list)
    refuses: bool = False

    async def current(self, worker: Pretended | None) -> Pretended | None:
        """Return the worker, or a new one."""
        if self.refuses:
            return None
        if worker is None or not worker.alive:
            worker = Pretended()
            self.workers.append(worker)
        return worker

    def discard(self, worker: Pretended) -> None:
        """End a worker."""
        worker.alive = False
        worker.lingers = self.served.elsewhere


def pooled(
    work: Callable[[Pool, Employed, Metrics], Awaitable[None]], limits: Limits = LIMITS
) -> None:
    """Do some work with a pool that is open."""

    async def run() -> None:
        staff, metrics = Employed(), Metrics()
        pool = Pool(cast("Staff", staff), limits, metrics)
        pool.open()
        try:
            await work(pool, staff, metrics)
        finally:
            await pool.close()

    asyncio.run(run())


async def kind(pool: Pool, client: str, job: dict[str, Any]) -> str:
    """Return what becomes of a job: ``done``, or the kind of its problem."""
    try:
        await pool.submit(client, job)
    except Problem as problem:
        return problem.kind
    return "done"


def test_quick_queries_stay_in_the_first_lane() -> None:
    """They are answered one after the other by the same workers, none of which is slowed down."""

    async def work(pool: Pool, staff: Employed, metrics: Metrics) -> None:
        for _ in range(20):
            assert await pool.submit("a", QUICK) is REPLY
        assert len(staff.workers) <= 2
        assert not any(worker.slowed for worker in staff.workers)
        assert metrics.set_aside == 0

    pooled(work)


def test_a_slow_query_is_answered_all_the_same() -> None:
    """It goes on aside, by its worker, which from then on lets others go first."""

    async def work(pool: Pool, staff: Employed, metrics: Metrics) -> None:
        assert await kind(pool, "a", SLOW) == "done"
        assert metrics.set_aside == 1
        assert staff.workers[0].slowed

    pooled(work)


def test_after_a_slow_query_its_client_is_aside() -> None:
    """Its next ones start in the second lane, and are not set aside again."""

    async def work(pool: Pool, _: Employed, metrics: Metrics) -> None:
        assert [await kind(pool, "a", SLOW) for _ in range(3)] == ["done"] * 3
        assert metrics.set_aside == 1

    pooled(work)


def test_suspicion_ends() -> None:
    """After some time a client's queries start in the first lane again."""

    async def work(pool: Pool, _: Employed, metrics: Metrics) -> None:
        await pool.submit("a", SLOW)
        await asyncio.sleep(0.2)
        await pool.submit("a", SLOW)
        assert metrics.set_aside == 2

    pooled(work, Limits(quick=0.05, suspicion=0.1))


@pytest.mark.parametrize("job", [TOO_LONG, TOO_LONG | {"takes": 0.2}])
def test_suspicion_is_renewed_by_what_goes_over_a_limit(job: dict[str, Any]) -> None:
    """Whoever is ended for time or memory is a suspect from then on, in whichever lane it was."""

    async def work(pool: Pool, staff: Employed, _: Metrics) -> None:
        assert await kind(pool, "a", job) == "time"
        await pool.submit("a", QUICK)
        assert any(worker.slowed for worker in staff.workers)

    pooled(work)


def test_a_stranger_holds_one_worker() -> None:
    """However many endless queries a new client sends at once, another is answered meanwhile."""

    async def work(pool: Pool, _: Employed, __: Metrics) -> None:
        hostile = [asyncio.create_task(kind(pool, "a", ENDLESS)) for _ in range(10)]
        await asyncio.sleep(0)
        began = asyncio.get_running_loop().time()
        assert await kind(pool, "b", QUICK) == "done"
        assert asyncio.get_running_loop().time() - began < 5
        for task in hostile:
            task.cancel()
        await asyncio.gather(*hostile, return_exceptions=True)

    pooled(work, Limits(workers=2, quick=10.0))


def test_when_the_second_lane_is_full_a_query_begins_again() -> None:
    """Its worker is ended, and it is answered when its turn comes there."""

    async def work(pool: Pool, staff: Employed, metrics: Metrics) -> None:
        found = await asyncio.gather(*(kind(pool, name, SLOW) for name in "abcd"))
        assert found == ["done"] * 4
        assert metrics.set_aside == 4
        assert any(not worker.alive for worker in staff.workers)

    pooled(work)


def test_who_waits_too_long_is_told() -> None:
    """A turn that does not come in time is a busy endpoint; who has begun is not concerned."""

    async def work(pool: Pool, _: Employed, __: Metrics) -> None:
        first = asyncio.create_task(kind(pool, "a", SLOW | {"takes": 0.5}))
        await asyncio.sleep(0.02)
        second = await kind(pool, "b", QUICK)
        assert (await first, second) == ("done", "busy")

    pooled(work, Limits(workers=1, quick=9.0, waiting=0.1))


def test_who_leaves_ends_its_query() -> None:
    """The worker of a query that nobody waits for any more is ended."""

    async def work(pool: Pool, staff: Employed, _: Metrics) -> None:
        task = asyncio.create_task(pool.submit("a", ENDLESS))
        await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.sleep(0.02)
        assert [worker.alive for worker in staff.workers] == [False]
        assert await kind(pool, "b", QUICK) == "done"

    pooled(work, Limits(quick=30.0))


def test_without_workers_a_fault_is_told() -> None:
    """When none can be started the query fails honestly, in either lane."""

    async def work(pool: Pool, staff: Employed, _: Metrics) -> None:
        await pool.submit("a", SLOW)
        staff.refuses = True
        assert [await kind(pool, name, QUICK) for name in "ab"] == ["internal"] * 2

    pooled(work)


def test_at_its_end_whoever_waits_is_told() -> None:
    """Closing leaves nobody waiting for ever."""

    async def work(pool: Pool, _: Employed, __: Metrics) -> None:
        waiting = [asyncio.create_task(kind(pool, name, ENDLESS)) for name in "ab"]
        await asyncio.sleep(0.02)
        await pool.close()
        assert await asyncio.wait_for(asyncio.gather(*waiting), 5) == ["busy", "busy"]

    pooled(work, Limits(quick=30.0))
