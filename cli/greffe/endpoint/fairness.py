"""Whose turn it is: one line for each client, served in rotation, none too long."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from greffe.endpoint.problems import busy

if TYPE_CHECKING:
    from greffe.endpoint.frames import Head
    from greffe.endpoint.problems import Problem
    from greffe.endpoint.process import Reply

_REMEMBERED: Final = 10_000


@dataclass(eq=False, slots=True)
class Ticket:
    """A job that waits for its turn, then for its reply."""

    client: str
    job: Head
    reply: asyncio.Future[Reply] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    started: bool = False

    @property
    def settled(self) -> bool:
        """Whether the reply is there, or nobody waits for it any more."""
        return self.reply.done()

    def succeed(self, reply: Reply) -> None:
        """Bring the reply, if anybody still waits for it."""
        if not self.settled:
            self.reply.set_result(reply)

    def fail(self, problem: Problem) -> None:
        """Say what went wrong, if anybody still waits."""
        if not self.settled:
            self.reply.set_exception(problem)

    def give_up(self) -> None:
        """Stop waiting for a turn that has not come."""
        if not self.started:
            self.fail(busy())


class Turns:
    """Tickets that wait, by client; the client that was served longest ago is next.

    ``most`` tickets may wait, ``most_each`` of one client; ``share`` of one client may be under
    way at a time once it is trusted, one before.
    """

    def __init__(self, most: int, most_each: int, share: int) -> None:
        """Begin with nobody waiting."""
        self._lines: OrderedDict[str, deque[Ticket]] = OrderedDict()
        self._under_way: Counter[str] = Counter()
        self._idle: deque[asyncio.Future[Ticket]] = deque()
        self._most = most
        self._most_each = most_each
        self._share = share
        self._trusted: OrderedDict[str, None] = OrderedDict()

    def __len__(self) -> int:
        """Return how many tickets wait."""
        return sum(map(len, self._lines.values()))

    def put(self, ticket: Ticket) -> None:
        """Take a ticket; raise ``Problem`` (busy) when the line is full."""
        line = self._lines.setdefault(ticket.client, deque())
        if len(line) >= self._most_each or len(self) >= self._most:
            self._forget_settled()
        if len(line) >= self._most_each or len(self) >= self._most:
            if not line:
                del self._lines[ticket.client]
            raise busy()
        line.append(ticket)
        self._lines.setdefault(ticket.client, line)
        self._hand_out()

    async def next(self) -> Ticket:
        """Wait for the next ticket; ``done`` must be called when it is no longer under way."""
        asked: asyncio.Future[Ticket] = asyncio.get_running_loop().create_future()
        self._idle.append(asked)
        self._hand_out()
        return await asked

    def hold(self, ticket: Ticket) -> None:
        """Count a ticket that began elsewhere as under way, until ``done`` is called."""
        self._under_way[ticket.client] += 1

    def done(self, ticket: Ticket) -> None:
        """Say that a ticket is no longer under way."""
        self._under_way[ticket.client] -= 1
        if self._under_way[ticket.client] <= 0:
            del self._under_way[ticket.client]
        self._hand_out()

    def trust(self, client: str) -> None:
        """Let a client have its share from now on; the one trusted longest ago may be forgotten."""
        self._trusted[client] = None
        self._trusted.move_to_end(client)
        if len(self._trusted) > _REMEMBERED:
            self._trusted.popitem(last=False)

    def trusts(self, client: str) -> bool:
        """Return whether a client has its share."""
        return client in self._trusted

    def distrust(self, client: str) -> None:
        """Let a client have one ticket under way at a time."""
        self._trusted.pop(client, None)

    def withdraw(self, client: str) -> list[Ticket]:
        """Take a client's waiting tickets out of the line, and return them in order."""
        return [ticket for ticket in self._lines.pop(client, ()) if not ticket.settled]

    def _hand_out(self) -> None:
        while self._idle:
            if self._idle[0].done():
                self._idle.popleft()
                continue
            ticket = self._take()
            if ticket is None:
                return
            self._idle.popleft().set_result(ticket)

    def _take(self) -> Ticket | None:
        for client in list(self._lines):
            line = self._lines[client]
            while line and line[0].settled:
                line.popleft()
            if not line:
                del self._lines[client]
            elif self._under_way[client] < (self._share if client in self._trusted else 1):
                ticket = line.popleft()
                self._under_way[client] += 1
                self._lines.move_to_end(client)
                if not line:
                    del self._lines[client]
                return ticket
        return None

    def _forget_settled(self) -> None:
        for line in self._lines.values():
            waiting = [ticket for ticket in line if not ticket.settled]
            line.clear()
            line.extend(waiting)
