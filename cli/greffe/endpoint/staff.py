"""The workers of an endpoint: how many, of which store, and one always ready to step in."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from greffe.endpoint.process import Served, Worker
from greffe.errors import GreffeError

if TYPE_CHECKING:
    from greffe.endpoint.limits import Limits
    from greffe.endpoint.metrics import Metrics

_PAUSE: Final = 1.0


class Staff:
    """Workers that can be called, replaced and let go."""

    def __init__(self, served: Served, limits: Limits, metrics: Metrics) -> None:
        """Begin without workers; ``open`` starts them."""
        self.served = served
        self._limits = limits
        self._metrics = metrics
        self._ready: list[Worker] = []
        self._all: set[Worker] = set()
        self._starting: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        """Return how many workers are running."""
        return sum(worker.alive for worker in self._all)

    async def open(self) -> None:
        """Start the workers; raise ``StoreError`` when the store cannot be served."""
        self._ready = await self._start(self._limits.workers + 1)

    def close(self) -> None:
        """End every worker."""
        if self._starting is not None:
            self._starting.cancel()
        for worker in tuple(self._all):
            worker.kill()

    async def switch(self, served: Served) -> None:
        """Serve another store from now on; what is under way ends on the one it began on.

        Raises ``StoreError``, and goes on with the store there was, when it cannot be served.
        """
        fresh = await self._start(self._limits.workers + 1, served)
        before, self._ready, self.served = self._ready, fresh, served
        for worker in before:
            self.discard(worker)

    async def current(self, worker: Worker | None) -> Worker | None:
        """Return a worker of the store that is served: this one if it is, else another.

        None when none can be started; after a pause, so that trying again costs little.
        """
        if worker is not None:
            if self._is_current(worker):
                return worker
            self.discard(worker)
        while self._ready:
            spare = self._ready.pop()
            if self._is_current(spare):
                self._refill()
                return spare
            self.discard(spare)
        try:
            return (await self._start(1))[0]
        except (GreffeError, OSError):
            await asyncio.sleep(_PAUSE)
            return None

    def discard(self, worker: Worker) -> None:
        """End a worker, whatever it does; one whose engine is elsewhere may linger."""
        worker.let_go()
        self._all = {each for each in self._all if each.alive or each.lingers}

    def _is_current(self, worker: Worker) -> bool:
        return worker.alive and worker.served == self.served

    def _refill(self) -> None:
        if not self._ready and (self._starting is None or self._starting.done()):
            self._starting = asyncio.create_task(self._add_one())

    async def _add_one(self) -> None:
        with suppress(GreffeError, OSError):
            self._ready.extend(await self._start(1))

    async def _start(self, count: int, served: Served | None = None) -> list[Worker]:
        store = served or self.served
        workers = await asyncio.gather(*(Worker.start(store, self._limits) for _ in range(count)))
        self._all.update(workers)
        self._metrics.started += count
        return workers
