"""Whose turn it is: rotation, shares and lines that are not too long."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.endpoint.fairness import Ticket, Turns
from greffe.endpoint.problems import Problem, busy
from greffe.endpoint.process import Reply

REPLY = Reply("text/csv", None, 0, b"", "v")


run = asyncio.run


async def served(arrivals: str, share: int = 9) -> str:
    """Return in which order clients are served, one letter each, when all have arrived."""
    turns = Turns(100, 100, share)
    for client in arrivals:
        turns.put(Ticket(client, {}))
    order = []
    for _ in arrivals:
        ticket = await turns.next()
        order.append(ticket.client)
        turns.done(ticket)
    return "".join(order)


@pytest.mark.parametrize(
    ("arrivals", "expected"),
    [("aaaab", "abaaa"), ("aabbcc", "abcabc"), ("abc", "abc"), ("aaa", "aaa")],
)
def test_clients_take_turns(arrivals: str, expected: str) -> None:
    """However many wait for one client, another waits for one of them only."""
    assert expected == run(served(arrivals))


@given(st.text("abc", max_size=30))
def test_everybody_is_served_once(arrivals: str) -> None:
    """Every ticket is served, each once, and a client's in their order."""
    assert sorted(arrivals) == sorted(run(served(arrivals)))


def test_a_share_is_not_exceeded() -> None:
    """A client with its share under way waits, and others go before it."""

    async def work() -> list[str]:
        turns = Turns(10, 10, share=1)
        for client in "aab":
            turns.put(Ticket(client, {}))
        first, second = await turns.next(), await turns.next()
        waiting = asyncio.create_task(turns.next())
        await asyncio.sleep(0)
        held = waiting.done()
        turns.done(first)
        third = await waiting
        return [first.client, second.client, str(held), third.client]

    assert run(work()) == ["a", "b", "False", "a"]


async def taken(turns: Turns, arrivals: str) -> str:
    """Return the clients whose tickets are handed out when nothing ends, one letter each."""
    for client in arrivals:
        turns.put(Ticket(client, {}))
    asked = [asyncio.create_task(turns.next()) for _ in arrivals]
    await asyncio.sleep(0)
    found = [each.result().client for each in asked if each.done()]
    for each in asked:
        each.cancel()
    return "".join(found)


def test_whom_we_do_not_know_has_one_under_way() -> None:
    """A new client never takes every worker, however many of its tickets wait."""
    assert "ab" == run(taken(Turns(9, 9, share=3), "aaaab"))


def test_whom_we_trust_has_its_share() -> None:
    """A client that is trusted has as many under way as its share allows."""

    async def work() -> str:
        turns = Turns(9, 9, share=3)
        turns.trust("a")
        return await taken(turns, "aaaab")

    assert "abaa" == run(work())


def test_trust_can_be_lost() -> None:
    """A client that is trusted no more is as one that we do not know."""

    async def work() -> str:
        turns = Turns(9, 9, share=3)
        turns.trust("a")
        turns.distrust("a")
        turns.distrust("never trusted")
        return await taken(turns, "aaab")

    assert "ab" == run(work())


def test_trust_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many clients are remembered; the one that was trusted longest ago is forgotten first."""
    monkeypatch.setattr("greffe.endpoint.fairness._REMEMBERED", 2)

    async def work() -> str:
        turns = Turns(99, 99, share=2)
        for client in "abac":
            turns.trust(client)
        return "".join(sorted(await taken(turns, "aabbcc")))

    assert "aabcc" == run(work())


@pytest.mark.parametrize(("most", "most_each"), [(2, 9), (9, 2)])
def test_a_full_line_refuses(most: int, most_each: int) -> None:
    """Who comes when the line is full is told so at once; the line stays as it is."""

    async def work() -> tuple[str, int]:
        turns = Turns(most, most_each, 1)
        turns.put(Ticket("a", {}))
        turns.put(Ticket("a", {}))
        with pytest.raises(Problem) as refused:
            turns.put(Ticket("a", {}))
        return refused.value.kind, len(turns)

    assert run(work()) == ("busy", 2)


def test_who_has_left_takes_no_place() -> None:
    """A ticket that nobody waits for any more makes room, and is not served."""

    async def work() -> tuple[int, str]:
        turns = Turns(1, 1, 1)
        left = Ticket("a", {})
        turns.put(left)
        left.reply.cancel()
        turns.put(Ticket("b", {}))
        return len(turns), (await turns.next()).client

    assert run(work()) == (1, "b")


def test_withdrawn_tickets_wait_elsewhere() -> None:
    """A client's waiting tickets can be taken out of the line, in order, and only those."""

    async def work() -> tuple[list[int], int]:
        turns = Turns(10, 10, 1)
        for number, client in enumerate("aba"):
            turns.put(Ticket(client, {"number": number}))
        return [ticket.job["number"] for ticket in turns.withdraw("a")], len(turns)

    assert run(work()) == ([0, 2], 1)


def test_giving_up_is_only_for_who_waits() -> None:
    """A ticket whose turn has come is not given up; one that waits is told that we are busy."""

    async def work() -> tuple[bool, bool]:
        begun, waiting = Ticket("a", {}, started=True), Ticket("a", {})
        for ticket in (begun, waiting):
            ticket.give_up()
        with pytest.raises(Problem):
            await waiting.reply
        return begun.settled, waiting.settled

    assert run(work()) == (False, True)


def test_a_ticket_is_settled_once() -> None:
    """What comes after the reply changes nothing."""

    async def work() -> Reply:
        ticket = Ticket("a", {})
        ticket.succeed(REPLY)
        ticket.fail(busy())
        ticket.succeed(REPLY)
        return await ticket.reply

    assert run(work()) is REPLY
