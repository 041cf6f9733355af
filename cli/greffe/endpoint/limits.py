"""How much of everything one request, one client and the whole endpoint may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits that hold whatever a client sends; times are in seconds, sizes in bytes.

    ``time`` and ``memory`` bound the evaluation of one query, ``rows`` and ``bytes`` its answer.
    A query that has worked for ``quick`` goes on at the lowest priority, and its client's next ones
    do too for ``suspicion``.  ``waiting`` bounds the wait for a turn, ``queue`` and ``queue_each``
    how many wait, in all and for one client.  ``receive`` bounds the time that a request takes to
    arrive, ``stalled`` how long a client may leave an answer unread; ``unread`` and
    ``unread_each`` bound the answers that are kept for clients meanwhile.  Before an engine,
    ``behind`` bounds the queries that were given up and that it still works on.
    """

    workers: int = 2
    time: float = 10.0
    memory: int = 1 << 30
    rows: int = 200_000
    bytes: int = 32 << 20
    quick: float = 0.25
    suspicion: float = 60.0
    waiting: float = 10.0
    queue: int = 512
    queue_each: int = 128
    request: int = 1 << 20
    head: int = 64 << 10
    receive: float = 15.0
    stalled: float = 10.0
    idle: int = 5
    connections: int = 1024
    connections_each: int = 128
    unread: int = 256 << 20
    unread_each: int = 96 << 20
    behind: int = 8
