"""Before an engine, what is given up is kept in view, is bounded, and in the end is stopped."""

from __future__ import annotations

import asyncio
import gc
import json
import shlex
import socket
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pytest
from tests.endpoint.test_pool import (
    ELSEWHERE,
    ENDLESS,
    HERE,
    QUICK,
    SLOW,
    TOO_LONG,
    Employed,
    kind,
)
from tests.endpoint.upstreams import FOREVER, JSON, case, engine, table
from tests.remote.conftest import Said
from tests.served import QUERY, serving

from greffe.endpoint import restarting
from greffe.endpoint.behind import Behind
from greffe.endpoint.limits import Limits
from greffe.endpoint.metrics import Metrics
from greffe.endpoint.pool import Pool
from greffe.endpoint.process import Worker
from greffe.endpoint.restarting import Restarter

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.served import Endpoint

    from greffe.endpoint.staff import Staff

SILENT = f"SELECT ?n {{ {case('silent')} }}"
GOOD = f"SELECT ?n {{ {case('good')} }}"
CASES: dict[str, Said | str] = {"silent": FOREVER, "good": Said(headers=JSON, body=table("a"))}


@dataclass(eq=False)
class Lingering:
    """A worker whose engine is at work, or is done."""

    lingers: bool = True


def left(count: int, most: int = 2) -> tuple[Behind, list[Lingering]]:
    """Return so many queries left behind by as many clients, who are numbers from 0."""
    found, workers = Behind(most), [Lingering() for _ in range(count)]
    for number, worker in enumerate(workers):
        found.add(cast("Worker", worker), str(number))
    return found, workers


def test_nothing_is_left_at_first() -> None:
    """Everybody may ask, and no engine has been at work for any time."""
    found, _ = left(0)
    assert (0, 0.0) == (len(found), found.longest())
    assert not found.refuses("0", trusted=False)


def test_who_has_left_a_query_waits_until_the_engine_is_done() -> None:
    """Trusted or not; others do not wait for it."""
    found, (worker,) = left(1)
    assert [found.refuses("0", trusted=each) for each in (True, False)] == [True, True]
    assert not found.refuses("1", trusted=False)
    worker.lingers = False
    assert not found.refuses("0", trusted=False)


@pytest.mark.parametrize(
    ("count", "trusted", "refused"),
    [(1, False, False), (2, False, True), (2, True, False), (3, True, False), (4, True, True)],
)
def test_what_is_left_is_bounded(count: int, *, trusted: bool, refused: bool) -> None:
    """Beyond the bound only who has been quick may ask, and at twice as much nobody."""
    found, _ = left(count)
    assert refused is found.refuses("somebody", trusted=trusted)


def test_the_first_that_was_left_tells_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is since when the engine has been at work on something that nobody wants."""
    now = [100.0]
    monkeypatch.setattr("greffe.endpoint.behind.time.monotonic", lambda: now[0])
    found, workers = left(1)
    now[0] = 107.0
    found.add(cast("Worker", Lingering()), "another")
    found.add(cast("Worker", workers[0]), "0")
    assert found.longest() == 7.0
    workers[0].lingers = False
    assert found.longest() == 0.0


def fronted(work: Callable[[Pool, Employed], Awaitable[None]], limits: Limits) -> None:
    """Do some work with a pool that is open, before an engine elsewhere."""

    async def run() -> None:
        staff = Employed(served=ELSEWHERE)
        pool = Pool(cast("Staff", staff), limits, Metrics())
        pool.open()
        try:
            await work(pool, staff)
        finally:
            await pool.close()

    asyncio.run(run())


async def leaving(pool: Pool, client: str) -> None:
    """Ask what has no end, and leave at once."""
    task = asyncio.create_task(pool.submit(client, ENDLESS))
    await asyncio.sleep(0.02)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def test_who_leaves_cannot_ask_again_and_again() -> None:
    """The engine goes on, and so the query counts as under way: one of a stranger at a time."""

    async def work(pool: Pool, staff: Employed) -> None:
        for _ in range(20):
            await leaving(pool, "a")
        assert len(staff.workers) == 1
        assert await kind(pool, "b", QUICK) == "done"

    fronted(work, Limits(workers=2, quick=30.0))


def test_what_nobody_hears_is_no_noise() -> None:
    """The problem of a query whose client has left is not told as a fault of the server."""
    told: list[object] = []

    async def work(pool: Pool, _: Employed) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, fault: told.append(fault))
        task = asyncio.create_task(pool.submit("a", TOO_LONG | {"takes": 0.1}))
        await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        del task
        await asyncio.sleep(0.3)

    fronted(work, Limits(workers=2, quick=30.0))
    gc.collect()
    assert [] == told


def test_nothing_is_begun_twice() -> None:
    """Where there is no place aside a query is given up, and its client's other ones with it."""

    async def work(pool: Pool, staff: Employed) -> None:
        first = asyncio.create_task(kind(pool, "a", ENDLESS))
        await asyncio.sleep(0.2)
        second = asyncio.create_task(kind(pool, "b", ENDLESS))
        await asyncio.sleep(0)
        third = await kind(pool, "b", QUICK)
        assert (await second, third) == ("busy", "busy")
        assert [False, True] == [worker.lingers for worker in staff.workers[:2]]
        assert len(pool.behind) == 1
        first.cancel()

    fronted(work, Limits(workers=2, quick=0.05, behind=1, waiting=0.5))


def test_more_wait_aside_than_there_are_workers() -> None:
    """To wait for an engine costs little here: slow queries of several clients are all answered."""

    async def work(pool: Pool, _: Employed) -> None:
        found = await asyncio.gather(*(kind(pool, name, SLOW) for name in "abcd"))
        assert found == ["done"] * 4

    fronted(work, Limits(workers=2, quick=0.05))


def test_the_questions_of_the_library_are_answered_all_the_same() -> None:
    """They are of our making: who has left a query behind may still ask them."""

    async def work(pool: Pool, _: Employed) -> None:
        pool.behind.add(cast("Worker", Lingering()), "a")
        assert await kind(pool, "a", QUICK) == "busy"
        assert await kind(pool, "a", QUICK | {"kind": "question"}) == "done"

    fronted(work, Limits())


def test_over_a_store_nothing_is_left() -> None:
    """A query of ours ends with its worker."""

    async def work() -> int:
        staff = Employed(served=HERE)
        pool = Pool(cast("Staff", staff), Limits(quick=30.0), Metrics())
        pool.open()
        await leaving(pool, "a")
        await asyncio.sleep(0.02)
        await pool.close()
        assert [False] == [worker.alive for worker in staff.workers]
        return len(pool.behind)

    assert asyncio.run(work()) == 0


@pytest.mark.parametrize(("seconds", "lingers"), [(600, True), (0.3, False)])
def test_a_worker_lingers_until_the_engine_is_done(seconds: float, *, lingers: bool) -> None:
    """It is of no more use, but its process is there as long as the engine does not answer."""

    async def work() -> tuple[bool, bool, bool]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", f"import time; time.sleep({seconds}); print(1)"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        found = Worker(process, ELSEWHERE, Limits(time=0.1))
        told = await asyncio.gather(found.ask({}), return_exceptions=True)
        assert getattr(told[0], "kind", None) == "time"
        at_once = found.lingers
        for _ in range(100):
            if found.lingers == lingers:
                break
            await asyncio.sleep(0.1)
        later = found.lingers
        found.kill()
        await process.wait()
        return at_once, later, found.alive

    assert (True, lingers, False) == asyncio.run(work())


def metric(front: Endpoint, name: str) -> int:
    """Return one count of ``/metrics``."""
    lines = front.ask("/metrics").text.splitlines()
    return int(next(line for line in lines if line.startswith(f"greffe_{name} ")).split()[1])


def test_an_engine_that_goes_on_is_started_again(tmp_path: Path) -> None:
    """What nobody waits for is counted, keeps its client waiting, and ends by the command."""
    told = tmp_path / "restarted"
    command = shlex.join([sys.executable, "-c", f"open({str(told)!r}, 'a').write('x')"])
    with (
        engine(CASES) as odd,
        serving(
            *("--endpoint", odd.address, "--time-limit", 1.5, "--watch", 0),
            *("--restart-engine", command),
        ) as front,
    ):
        with socket.create_connection(front.at) as connection:
            head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\n"
            connection.sendall(f"{head}Content-Length: {len(SILENT)}\r\n\r\n{SILENT}".encode())
            time.sleep(0.3)
        end = time.monotonic() + 30
        while not metric(front, "left_behind") and time.monotonic() < end:
            time.sleep(0.1)
        refused = front.query(GOOD)
        assert (503, "busy") == (refused.status, json.loads(refused.body)["type"].split("/")[-1])
        assert front.query(GOOD, source="127.0.0.8").status == 200
        while not told.exists() and time.monotonic() < end:
            time.sleep(0.1)
        assert metric(front, "engine_restarts_total") == 1
        assert not odd.left.is_set()
    assert odd.left.wait(10)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ([sys.executable, "-c", "pass"], "started again"),
        ([sys.executable, "-c", "raise SystemExit(3)"], "exit code 3"),
        (["/nowhere/at-all"], "No such file"),
        ([sys.executable, "-c", "import time; time.sleep(60)"], "more than"),
    ],
)
def test_a_restart_is_told(
    command: list[str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """That it was made, or why it was not: the command failed, is not there, or does not end."""
    monkeypatch.setattr(restarting, "_LONGEST", 1.0)
    metrics = Metrics()
    asyncio.run(Restarter(Behind(1), command, metrics).restart())
    assert metrics.restarts == 1
    assert words in capsys.readouterr().err


def test_no_engine_is_started_again_without_need(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only when something has been left for longer than an engine has to end it; then again."""
    monkeypatch.setattr(restarting, "_GLANCE", 0.01)
    found, (worker,) = left(1)

    async def work(grace: float) -> int:
        monkeypatch.setattr(restarting, "GRACE", grace)
        metrics = Metrics()
        keeper = Restarter(found, [sys.executable, "-c", "pass"], metrics)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(keeper.keep(pause=0.01), 1)
        return metrics.restarts

    assert asyncio.run(work(3600)) == 0
    assert asyncio.run(work(0)) > 1
    worker.lingers = False
    assert asyncio.run(work(0)) == 0
