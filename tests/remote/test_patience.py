"""What passes is waited for, as long as a server asks; what does not is told at once."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.remote.conftest import Said, scripted

from greffe.errors import EndpointDown, EndpointError, EndpointSilent, UsageError
from greffe.remote import GraphStore, Patience, RemoteStore
from greffe.remote.patience import TIMEOUT, seconds

if TYPE_CHECKING:
    from tests.remote.conftest import Seen

ASK: Final = "ASK { ?a ?b ?c }"
YES: Final = Said(body=b'{"head": {}, "boolean": true}')
HANGS_UP: Final = Said(0)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_passes_is_tried_again(status: int) -> None:
    """Two refusals, then the answer: with half a second and a second between."""
    with scripted(Said(status), Said(status), YES) as server:
        assert server.store().query(ASK) is True
    assert [0.5, 1.0] == server.pauses
    assert 1 == len({each.body for each in server.seen})


@pytest.mark.parametrize("status", [400, 403, 404, 405, 406, 413, 414, 500, 501])
def test_what_does_not_pass_is_told_at_once(status: int) -> None:
    """A fault of the request, or of the server, is not helped by asking again."""
    with scripted(Said(status)) as server, pytest.raises(EndpointError, match=f"HTTP {status}"):
        server.store().query(ASK)
    assert (1, []) == (len(server.seen), server.pauses)


def test_a_server_that_hangs_up_is_asked_again() -> None:
    """A connection that breaks before an answer begins."""
    with scripted(HANGS_UP, YES) as server:
        assert server.store().query(ASK) is True
    assert [0.5] == server.pauses


def test_patience_ends() -> None:
    """Four attempts, then the error, which says how many there were."""
    with scripted(Said(503, {}, b"Busy.")) as server, pytest.raises(EndpointError) as caught:
        server.store().query(ASK)
    assert [0.5, 1.0, 2.0] == server.pauses
    assert "refus (HTTP 503, 4 essais) : Busy." in caught.value.message.fr
    assert "refusal (HTTP 503, 4 attempts): Busy." in caught.value.message.en.replace(" :", ":")


def test_patience_ends_with_a_server_that_is_not_there(free_port: int) -> None:
    """A refused connection is tried as often, and told with its reason."""
    pauses: list[float] = []
    store = RemoteStore(f"http://127.0.0.1:{free_port}/", patience=Patience(sleep=pauses.append))
    with pytest.raises(EndpointError, match="cannot be reached"):
        store.query(ASK)
    assert [0.5, 1.0, 2.0] == pauses


def test_a_server_says_how_long() -> None:
    """``Retry-After`` in seconds is kept to."""
    with scripted(Said(429, {"Retry-After": "7"}), YES) as server:
        server.store().query(ASK)
    assert [7.0] == server.pauses


def test_a_server_that_asks_for_too_much_is_not_waited_for() -> None:
    """An hour is too long: the error comes at once."""
    with scripted(Said(503, {"Retry-After": "3600"})) as server, pytest.raises(EndpointError):
        server.store().query(ASK)
    assert (1, []) == (len(server.seen), server.pauses)


def test_a_date_is_understood_too() -> None:
    """``Retry-After`` as an HTTP date; one that is past means now."""
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    assert 15 < (seconds(soon) or 0) <= 20
    assert 0.0 == seconds("Wed, 21 Oct 2015 07:28:00 GMT")


@pytest.mark.parametrize("words", [None, "", "soon", "-3", "1.5", "Wed, 99 Oct"])
def test_what_says_nothing_is_not_waited_for(words: str | None) -> None:
    """The usual pause is taken where ``Retry-After`` cannot be read."""
    assert seconds(words) is None
    assert 0.5 == Patience().pause(1, words)


@given(st.integers(1, 12), st.integers(1, 12), st.floats(0.01, 100), st.floats(0.01, 100))
def test_pauses_grow_up_to_the_longest(
    attempt: int, attempts: int, first: float, longest: float
) -> None:
    """Each pause is twice the last one, none is longer than allowed, and there is an end."""
    pause = Patience(attempts=attempts, first=first, longest=longest).pause(attempt, None)
    assert (pause is None) == (attempt >= attempts)
    assert pause is None or pause == min(first * 2 ** (attempt - 1), longest)


def late(_: Seen) -> Said:
    """Answer when nobody waits any more."""
    time.sleep(0.6)
    return YES


def test_silence_is_tried_again() -> None:
    """A server that was silent once may have been busy with what others asked."""
    with scripted(late, YES) as server:
        pauses: list[float] = []
        patience = Patience(timeout=0.2, first=0.01, sleep=pauses.append)
        assert RemoteStore(server.address, patience=patience).query(ASK) is True
    assert (2, [0.01]) == (len(server.seen), pauses)


def test_silence_is_tried_again_within_bounds() -> None:
    """All attempts together take no longer than twice the time-out; the remedy names it."""
    with scripted(late) as server:
        patience = Patience(timeout=0.2, first=0.01)
        begin = time.monotonic()
        with pytest.raises(EndpointSilent, match=r"no answer after 0\.2 s, 2 attempts") as caught:
            RemoteStore(server.address, patience=patience).query(ASK)
        assert time.monotonic() - begin < 0.4 + 2.0
    assert caught.value.remedy is not None
    assert TIMEOUT in caught.value.remedy.en


def test_what_is_written_is_not_sent_again_after_a_silence() -> None:
    """A server that is silent may still be writing: it is not given the same again meanwhile."""
    with scripted(late) as server:
        graphs = GraphStore(server.address, patience=Patience(timeout=0.2, first=0.01))
        with pytest.raises(EndpointSilent):
            graphs.put("urn:g", b"")
    assert 1 == len(server.seen)


@pytest.mark.parametrize(
    ("total", "pauses"), [(None, [0.5, 1.0, 2.0]), (3.0, [0.5, 1.0]), (1.4, [0.5]), (0.1, [])]
)
def test_all_attempts_have_a_budget(total: float | None, pauses: list[float]) -> None:
    """No pause is begun that would end after the whole time is over."""
    now = 0.0
    taken: list[float] = []

    def sleep(seconds_: float) -> None:
        nonlocal now
        now += seconds_
        taken.append(seconds_)

    patience = Patience(total=total, sleep=sleep, clock=lambda: now)
    with scripted(Said(503)) as server, pytest.raises(EndpointDown):
        RemoteStore(server.address, patience=patience).query(ASK)
    assert pauses == taken


@given(st.floats(0.1, 1000))
def test_the_budget_is_twice_the_time_out(timeout: float) -> None:
    """Unless another is given."""
    assert 2 * timeout == Patience(timeout=timeout).budget
    assert 7.0 == Patience(timeout=timeout, total=7.0).budget


def test_the_time_out_is_told_to_the_server() -> None:
    """In milliseconds, as Virtuoso takes it: it then ends the query itself."""
    with scripted(YES) as server:
        server.store().query(ASK)
    assert b"timeout=5000" in server.seen[0].body


def test_the_time_out_comes_from_the_environment() -> None:
    """In seconds; a minute where nothing is said."""
    assert 60 == Patience.from_environment({}).timeout
    assert 5 == Patience.from_environment({TIMEOUT: " 5 "}).timeout


@pytest.mark.parametrize("words", ["0", "-1", "1.5", "soon", "1 s"])
def test_a_time_out_is_a_number_of_seconds(words: str) -> None:
    """Anything else is told with the variable's name."""
    with pytest.raises(UsageError, match=TIMEOUT):
        Patience.from_environment({TIMEOUT: words})


@pytest.mark.parametrize(("within", "pauses"), [(0.4, []), (0.6, [0.5]), (1.6, [0.5, 1.0])])
def test_late_attempts_are_not_made(within: float, pauses: list[float]) -> None:
    """What an engine has broken under after a while is not sent again, whatever the budget."""
    taken: list[float] = []
    patience = Patience(within=within, sleep=taken.append, clock=lambda: sum(taken))
    with scripted(Said(503)) as server, pytest.raises(EndpointDown):
        RemoteStore(server.address, patience=patience).query(ASK)
    assert pauses == taken


def test_no_attempt_is_made_after_the_budget() -> None:
    """Whatever the time is in which others may begin."""
    assert 4.0 == Patience(total=4.0, within=9.0).grace
    assert 4.0 == Patience(total=4.0).grace


def test_we_may_wait_longer_than_the_server_is_told() -> None:
    """It is told its time; that it goes on none the less is seen, and not taken for silence."""

    def late(_: Seen) -> Said:
        time.sleep(1.2)
        return Said()

    with scripted(late) as server:
        store = RemoteStore(server.address, patience=Patience(timeout=1, silence=10, total=10))
        assert len(store.select("SELECT ?n {}")) == 0
    (seen,) = server.seen
    assert b"timeout=1000" in seen.body
