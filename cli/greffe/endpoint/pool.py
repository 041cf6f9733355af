"""Who gets a worker: quick queries first, slow ones aside, every client in its turn.

There are two lanes.  Every query starts in the first, where a client that we do not know yet has
one under way at a time: nobody begins by taking every worker.  A query that runs on too long is set
aside: its worker goes on at the lowest priority in the second lane, a fresh one takes its place,
and for a while its client's queries start in the second lane too, one at a time.  Where that is
full, the query is ended and waits there for its turn: nothing is lost but time.

An engine elsewhere goes on with what is ended here.  Before one, a query that began goes on whether
its client waits or not, nothing is begun twice, and whoever has left a query behind may ask only
the questions of the library until the engine is done with it.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from greffe.endpoint.behind import Behind
from greffe.endpoint.fairness import Ticket, Turns
from greffe.endpoint.problems import Problem, busy, internal
from greffe.errors import GreffeError

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from greffe.endpoint.frames import Head
    from greffe.endpoint.limits import Limits
    from greffe.endpoint.metrics import Metrics
    from greffe.endpoint.process import Reply, Worker
    from greffe.endpoint.staff import Staff

_MOMENT: Final = 0.01
_TOO_MUCH: Final = ("time", "memory")
_FREE: Final = "query"
"""The kind of job that is a stranger's own words; the others are of our making."""


class Pool:
    """Two lanes of workers, and the lines before them."""

    def __init__(self, staff: Staff, limits: Limits, metrics: Metrics) -> None:
        """Take the workers of a staff; ``open`` begins."""
        self.staff = staff
        self._limits = limits
        self._metrics = metrics
        most = limits.queue, limits.queue_each
        self.quick = Turns(*most, share=limits.workers)
        self.slow = Turns(*most, share=1)
        self.behind = Behind(limits.behind)
        elsewhere = staff.served.elsewhere
        self._places = asyncio.Semaphore(limits.behind if elsewhere else limits.workers)
        self._suspects: dict[str, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._open: set[Ticket] = set()

    def open(self) -> None:
        """Begin to answer."""
        for _ in range(self._limits.workers):
            self._begin(self._run_quick())
            self._begin(self._run_slow())

    async def close(self) -> None:
        """Stop answering; whoever still waits is told that we are busy."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for ticket in self._open:
            ticket.fail(busy())

    async def submit(self, client: str, job: Head) -> Reply:
        """Do a job in the client's turn; raise ``Problem`` when it cannot be done.

        When the caller is cancelled, so is the job, even while it runs; not before an engine.
        """
        ticket = Ticket(client, job)
        if self._is_refused(ticket):
            raise busy()
        self._open.add(ticket)
        late = asyncio.get_running_loop().call_later(self._limits.waiting, ticket.give_up)
        try:
            (self.slow if self._is_suspect(client) else self.quick).put(ticket)
            return await asyncio.shield(ticket.reply)
        except asyncio.CancelledError:
            if ticket.started and self.staff.served.elsewhere:
                ticket.reply.add_done_callback(_unheard)
            else:
                ticket.reply.cancel()
            raise
        finally:
            late.cancel()
            self._open.discard(ticket)

    async def _run_quick(self) -> None:
        worker: Worker | None = None
        while True:
            ticket = await self.quick.next()
            worker = await self._serve_quick(await self.staff.current(worker), ticket)
            self.quick.done(ticket)

    async def _serve_quick(self, worker: Worker | None, ticket: Ticket) -> Worker | None:
        """Answer a ticket, or set it aside; return the worker if it is still ours."""
        if worker is None or ticket.settled:
            ticket.fail(internal())
            return worker
        work = _started(worker, ticket)
        await self._while_quick(worker, work, ticket)
        if work.done() or ticket.settled:
            await self._finish(worker, work, ticket)
            return worker
        await self._set_aside(worker, work, ticket)
        return None

    async def _while_quick(self, worker: Worker, work: asyncio.Task[Reply], ticket: Ticket) -> None:
        """Wait for a reply as long as the work for it is little, however long others hold it up."""
        left = self._limits.quick
        while left > 0 and not (work.done() or ticket.settled):
            first = asyncio.FIRST_COMPLETED
            patience = max(left, _MOMENT)
            await asyncio.wait({work, ticket.reply}, timeout=patience, return_when=first)
            left = self._limits.quick - worker.spent()

    async def _run_slow(self) -> None:
        worker: Worker | None = None
        while True:
            ticket = await self.slow.next()
            async with self._places:
                worker = await self.staff.current(worker)
                if worker is None:
                    ticket.fail(internal())
                elif self._is_refused(ticket):
                    ticket.fail(busy())
                elif not ticket.settled:
                    worker.slow_down()
                    await self._finish(worker, _started(worker, ticket), ticket)
            self.slow.done(ticket)

    async def _set_aside(self, worker: Worker, work: asyncio.Task[Reply], ticket: Ticket) -> None:
        """Let a query go on in the second lane, or wait there to begin again."""
        self._metrics.set_aside += 1
        self._suspect(ticket.client)
        for waiting in self.quick.withdraw(ticket.client):
            self._put_aside(waiting)
        if not self._places.locked():
            await self._places.acquire()
            worker.slow_down()
            self._begin(self._go_on(worker, work, ticket))
            return
        work.cancel()
        self._let_go(worker, ticket)
        if self.staff.served.elsewhere:
            ticket.fail(busy())
            return
        ticket.started = False
        self._put_aside(ticket)

    def _put_aside(self, ticket: Ticket) -> None:
        try:
            self.slow.put(ticket)
        except Problem as problem:
            ticket.fail(problem)

    async def _go_on(self, worker: Worker, work: asyncio.Task[Reply], ticket: Ticket) -> None:
        self.slow.hold(ticket)
        try:
            await self._finish(worker, work, ticket)
        finally:
            self._places.release()
            self.staff.discard(worker)
            self.slow.done(ticket)

    def _let_go(self, worker: Worker, ticket: Ticket) -> None:
        """End a worker; if it lingers, its client's other queries are not begun."""
        self.staff.discard(worker)
        if worker.lingers:
            self.behind.add(worker, ticket.client)
            for lane in (self.quick, self.slow):
                for waiting in lane.withdraw(ticket.client):
                    waiting.fail(busy())

    async def _finish(self, worker: Worker, work: asyncio.Task[Reply], ticket: Ticket) -> None:
        """Bring the reply to whoever waits; end the worker if nobody does."""
        try:
            await asyncio.wait({work, ticket.reply}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                self._let_go(worker, ticket)
            reply = await work
        except Problem as problem:
            if problem.kind in _TOO_MUCH:
                self._suspect(ticket.client)
            if not worker.alive:
                self._let_go(worker, ticket)
            ticket.fail(problem)
        except (GreffeError, OSError):
            ticket.fail(internal())
        except asyncio.CancelledError:
            self.staff.discard(worker)
            ticket.fail(busy())
            raise
        else:
            ticket.succeed(reply)
            if not self._is_suspect(ticket.client):
                self.quick.trust(ticket.client)

    def _is_refused(self, ticket: Ticket) -> bool:
        """Return whether it waits for what the engine elsewhere was left with."""
        trusted = self.quick.trusts(ticket.client)
        return ticket.job["kind"] == _FREE and self.behind.refuses(ticket.client, trusted=trusted)

    def _suspect(self, client: str) -> None:
        self._suspects[client] = time.monotonic() + self._limits.suspicion
        self.quick.distrust(client)

    def _is_suspect(self, client: str) -> bool:
        now = time.monotonic()
        for name in [name for name, until in self._suspects.items() if until <= now]:
            del self._suspects[name]
        return client in self._suspects

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _unheard(reply: asyncio.Future[Reply]) -> None:
    """Take a problem that nobody waits for any more, of which asyncio would tell as of a fault."""
    if not reply.cancelled():
        reply.exception()


def _started(worker: Worker, ticket: Ticket) -> asyncio.Task[Reply]:
    ticket.started = True
    return asyncio.create_task(worker.ask(ticket.job))
