"""Queries that were given up here, and on which an engine elsewhere is still at work.

An engine is not told to stop: most take no notice of a connection that is closed.  So that what a
client leaves to it is bounded all the same, the connection of such a query is kept until the engine
is done, and who has left one waits for that.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greffe.endpoint.process import Worker


class Behind:
    """The workers that linger, each with its client and the moment when it was given up.

    When there are ``most``, only clients that have been quick are served; at twice as many, nobody.
    """

    def __init__(self, most: int) -> None:
        """Begin with none."""
        self._most = most
        self._left: dict[Worker, tuple[str, float]] = {}

    def __len__(self) -> int:
        """Return how many there are now."""
        self._left = {worker: told for worker, told in self._left.items() if worker.lingers}
        return len(self._left)

    def add(self, worker: Worker, client: str) -> None:
        """Keep a worker in view until its engine is done."""
        self._left.setdefault(worker, (client, time.monotonic()))

    def refuses(self, client: str, *, trusted: bool) -> bool:
        """Return whether a client may ask nothing now: it has left one, or too many are there."""
        count = len(self)
        own = any(client == other for other, _ in self._left.values())
        return own or count >= (2 if trusted else 1) * self._most

    def longest(self) -> float:
        """Return for how many seconds the engine has been at work on the first of them."""
        if not len(self):
            return 0.0
        return time.monotonic() - min(since for _, since in self._left.values())
