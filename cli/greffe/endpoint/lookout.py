"""Looking at an engine elsewhere: whether it answers, has new data, and may still be shown."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from greffe.endpoint.problems import Problem
from greffe.endpoint.process import Worker
from greffe.endpoint.surveying import fault, served
from greffe.errors import GreffeError
from greffe.language import Text

if TYPE_CHECKING:
    from greffe.endpoint.frames import Head
    from greffe.endpoint.service import Service

_PATIENCE: Final = 300.0
"""Seconds that a survey may take: an engine may count all that it has."""

_UNSEEN: Final = "?"
"""A version that no data have: everything is told anew."""


class Lookout:
    """What looks at the engine that a service stands before, from a worker of its own."""

    def __init__(self, service: Service, *, masked: bool) -> None:
        """Look for a service; ``masked`` where no natural person may be named."""
        self._service = service
        self._masked = masked
        self._worker: Worker | None = None

    async def keep(self, interval: float) -> None:
        """Look every ``interval`` seconds, for ever."""
        try:
            while True:
                await asyncio.sleep(interval)
                await self.look()
        finally:
            self._let_go()

    async def look(self) -> None:
        """Look once, and let the service know.

        An engine that cannot be asked is told of in ``/health``; data that may not be shown are
        withheld until they may; new data are served by new workers.
        """
        service = self._service
        before = service.staff.served
        try:
            told = await self._surveyed(_UNSEEN if service.withheld else before.version)
            service.out_of_reach = False
            if self._is_withheld(told) or "graphs" not in told:
                return
            now = served(before.path, told)
            if now != before:
                await service.staff.switch(now)
                service.metrics.reloads += 1
        except Problem as problem:
            self._let_go()
            service.out_of_reach = True
            service.metrics.failed_reloads += 1
            sys.stderr.write(f"greffe: {problem}\n")
        except (GreffeError, OSError) as error:
            service.metrics.failed_reloads += 1
            sys.stderr.write(f"greffe: {error}\n")

    async def _surveyed(self, known: str) -> Head:
        if self._worker is None or not self._worker.alive:
            limits = replace(self._service.limits, time=_PATIENCE)
            self._worker = await Worker.start(self._service.staff.served, limits)
        reply = await self._worker.ask({"kind": "survey", "known": known, "gzip": False})
        told: Head = json.loads(reply.body)
        return told

    def _is_withheld(self, told: Head) -> bool:
        """Withhold the data when they may not be shown, and no longer when they may."""
        service = self._service
        found = fault(service.staff.served.path, told, masked=self._masked)
        if found is not None and service.withheld is None:
            sys.stderr.write(f"greffe: {found}\n")
        service.withheld = None if found is None else Problem("withheld", *_WITHHELD)
        return found is not None

    def _let_go(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None


_WITHHELD: Final = (
    Text(
        "les données sont retenues : elles ne peuvent pas être montrées telles quelles.",
        "the data are withheld: they cannot be shown as they are.",
    ),
    Text("Réessayez plus tard.", "Try again later."),
)
