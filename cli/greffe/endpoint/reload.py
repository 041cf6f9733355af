"""Serving a new build when there is one, without dropping a request."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from greffe.endpoint.process import prepare
from greffe.errors import GreffeError
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.endpoint.service import Service

Look = tuple[tuple[str, int, int], ...]


class Watch:
    """What watches the content of a workspace and changes what a service serves."""

    def __init__(self, service: Service, root: Path | None, *, masked: bool) -> None:
        """Watch a workspace; None is the bundled one."""
        self._service = service
        self._root = root
        self._masked = masked
        self._seen: Look | None = None

    async def keep(self, interval: float) -> None:
        """Look every ``interval`` seconds, for ever."""
        self._seen = await asyncio.to_thread(self.look)
        while True:
            await asyncio.sleep(interval)
            self._stay_recent()
            now = await asyncio.to_thread(self.look)
            if now != self._seen:
                self._seen = now
                await self.renew()

    async def renew(self) -> None:
        """Compile the workspace and serve the result if it differs.

        Data that cannot be compiled are told on standard error, and what was served still is.
        """
        service = self._service
        try:
            served = await prepare(self._root, masked=self._masked)
            if served != service.staff.served:
                await service.staff.switch(served)
                service.metrics.reloads += 1
        except (GreffeError, OSError) as error:
            service.metrics.failed_reloads += 1
            sys.stderr.write(f"greffe: {error}\n")

    def look(self) -> Look:
        """Return what tells one state of the files from another, without reading them."""
        try:
            files = Workspace.at(self._root).files()
            told = ((file.name, file.path.stat()) for file in files)
            return tuple((name, each.st_size, each.st_mtime_ns) for name, each in told)
        except (GreffeError, OSError):
            return ()

    def _stay_recent(self) -> None:
        """Mark the store that is served as used, lest it be pruned from the cache."""
        with suppress(OSError):
            os.utime(self._service.staff.served.path)
