"""The parts of an endpoint that is running, and how a request gets its answer from them."""

from __future__ import annotations

import asyncio
from dataclasses import InitVar, dataclass, field
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect

from greffe.endpoint import answers
from greffe.endpoint.answers import Outbox
from greffe.endpoint.connections import client_name
from greffe.endpoint.metrics import Metrics
from greffe.endpoint.pool import Pool
from greffe.endpoint.problems import Problem
from greffe.endpoint.staff import Staff

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from starlette.requests import Request
    from starlette.responses import Response

    from greffe.endpoint.frames import Head
    from greffe.endpoint.limits import Limits
    from greffe.endpoint.process import Reply, Served


@dataclass(slots=True)
class Service:
    """An endpoint; ``root`` is its address, ending with a slash.

    Before an engine elsewhere, ``out_of_reach`` tells that it cannot be asked, and ``withheld`` is
    what everyone is told while its data may not be shown.
    """

    served: InitVar[Served]
    limits: Limits
    root: str
    metrics: Metrics = field(default_factory=Metrics)
    staff: Staff = field(init=False)
    pool: Pool = field(init=False)
    outbox: Outbox = field(init=False)
    withheld: Problem | None = None
    out_of_reach: bool = False

    def __post_init__(self, served: Served) -> None:
        """Put the parts together to serve what is ``served`` at first; nothing is started."""
        self.staff = Staff(served, self.limits, self.metrics)
        self.pool = Pool(self.staff, self.limits, self.metrics)
        self.outbox = Outbox(self.limits)

    async def open(self) -> None:
        """Start the workers; raise ``StoreError`` when the store cannot be served."""
        await self.staff.open()
        self.pool.open()

    async def close(self) -> None:
        """End the workers."""
        await self.pool.close()
        self.staff.close()

    async def respond(
        self, request: Request, job: Head, key: tuple[str, ...] | None, vary: str
    ) -> Response:
        """Answer a request with a job; ``key`` is all that its answer depends on but the data.

        Without a key the answer may not be kept.  Raises ``Problem`` as the pool does.
        """
        if self.withheld is not None:
            raise self.withheld
        if self.staff.served.elsewhere and not self.staff.served.version:
            key = None
        if key is not None:
            known = answers.tag(self.staff.served.version, *key)
            if answers.is_known(request, known):
                return answers.unchanged(known, vary)
        client = client_name(request.client.host if request.client else "")
        packed = job | {"gzip": answers.wants_gzip(request)}
        reply = await unless_gone(request, self._done(client, packed))
        entity = None if key is None else answers.tag(reply.version, *key)
        return answers.answered(reply, self.outbox, client, vary, entity)

    async def _done(self, client: str, job: Head) -> Reply:
        """Do a job, and learn from it whether an engine elsewhere can be reached."""
        try:
            reply = await self.pool.submit(client, job)
        except Problem as problem:
            self.out_of_reach = self.out_of_reach or problem.kind == "unreachable"
            raise
        self.out_of_reach = self.out_of_reach and job["kind"] == "describe"
        return reply


async def unless_gone(request: Request, work: Coroutine[None, None, Reply]) -> Reply:
    """Do some work while the client is there; raise ``ClientDisconnect`` when it leaves."""
    doing = asyncio.create_task(work)
    gone = asyncio.create_task(_left(request))
    try:
        await asyncio.wait({doing, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise ClientDisconnect
        return await doing
    finally:
        doing.cancel()
        gone.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
