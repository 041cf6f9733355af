"""A server says what it is, and is asked the questions as they are written for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

import pytest
from tests.remote.conftest import GOOD, Said, Scripted, scripted

from greffe.errors import EndpointError
from greffe.questions import answer, find
from greffe.store import Store

if TYPE_CHECKING:
    from tests.remote.conftest import Engine

WRITTEN_AGAIN: Final = "communications-no-file-covers"
VERDICT: Final = Said(200, {}, b'{"head": {}, "boolean": true}')
TABLE: Final = Said(200, {}, GOOD.encode())


def _queries(server: Scripted) -> list[str]:
    return [parse_qs(seen.body.decode())["query"][0] for seen in server.seen]


def test_real_servers_are_known_by_their_names(engine: Engine) -> None:
    """Each says so in its answers (RFC 9110, section 10.2.4)."""
    assert engine.name == engine.store.engine


def test_a_real_server_is_asked_what_is_written_for_it(engine: Engine) -> None:
    """The Oxigraph server plans as the embedded store does, Virtuoso does not."""
    question = find(WRITTEN_AGAIN)
    asked = answer(question, {}, engine.store).sparql
    assert (asked == question.variants[Store.engine]) is (engine.name == Store.engine)
    assert (asked == question.text) is (engine.name != Store.engine)


def test_a_server_of_another_make_is_asked_what_is_written_for_all() -> None:
    """It is asked its name once, whatever the number of questions."""
    question = find(WRITTEN_AGAIN)
    with scripted(VERDICT, TABLE) as server:
        store = server.store()
        assert [question.text] * 2 == [answer(question, {}, store).sparql for _ in range(2)]
    name, *rest = _queries(server)
    assert name.endswith("ASK {}")
    assert [question.text] * 2 == rest


def test_the_name_is_not_asked_where_it_does_not_matter() -> None:
    """A question that is written once costs one request."""
    question = find("count-by-body")
    with scripted(TABLE) as server:
        answer(question, {}, server.store())
    (sent,) = _queries(server)
    assert sent.endswith(question.text)


def test_a_server_that_fails_fails_when_it_is_asked_its_name() -> None:
    """The error is told as for any query."""
    with scripted(Said(403)) as server, pytest.raises(EndpointError, match="403"):
        answer(find(WRITTEN_AGAIN), {}, server.store())
