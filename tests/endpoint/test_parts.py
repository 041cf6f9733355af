"""The small parts of the endpoint, each by its own law."""

from __future__ import annotations

import asyncio
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from greffe.endpoint import description, frames
from greffe.endpoint.answers import Outbox, content_type, tag
from greffe.endpoint.connections import client_name
from greffe.endpoint.limits import Limits
from greffe.endpoint.metrics import BOUNDS, Metrics
from greffe.endpoint.problems import KINDS, Problem
from greffe.endpoint.process import Served
from greffe.errors import (
    GreffeError,
    InvalidParameter,
    RefusedQuery,
    StoreError,
    SyntaxFault,
    TooLarge,
    UnknownName,
    Unwritable,
)
from greffe.language import LANGUAGES, Text

WORDS = Text("quoi", "what")
SERVED = Served("/nowhere", "abc", 7, ("x:a", "x:b"))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_clients_are_addresses_or_networks(address: str, expected: str) -> None:
    """An IPv4 address is one client, however it is written; of IPv6 the network of 64 bits is."""
    assert expected == client_name(address)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RefusedQuery(WORDS), "refused"),
        (Unwritable(WORDS), "not-acceptable"),
        (SyntaxFault(WORDS, line=1, column=2), "syntax"),
        (InvalidParameter(WORDS), "parameter"),
        (UnknownName(WORDS), "parameter"),
        (TooLarge(WORDS), "answer-size"),
        (StoreError(WORDS), "internal"),
        (GreffeError(WORDS), "internal"),
    ],
)
def test_each_error_is_a_kind_of_problem(error: GreffeError, kind: str) -> None:
    """Our errors become problems by their family."""
    assert kind == Problem.of(error).kind


@given(st.sampled_from(sorted(KINDS)), st.text(), st.text(), st.integers(1, 99))
def test_problems_travel(kind: str, fr: str, en: str, line: int) -> None:
    """What a worker says is what the client is told, in both languages."""
    told = Problem(kind, Text(fr, en), Text(en, fr), line=line)
    arrived = Problem.unpacked(json.loads(json.dumps(told.packed())))
    assert [told.document(each) for each in LANGUAGES] == [
        arrived.document(each) for each in LANGUAGES
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_problems_are_failures(kind: str) -> None:
    """Every kind has a status of failure and a title in two languages."""
    assert KINDS[kind].status >= 400
    assert KINDS[kind].title.fr != ""
    assert KINDS[kind].title.en != ""


@given(st.dictionaries(st.text(), st.text()), st.binary())
def test_frames_travel(head: dict[str, str], body: bytes) -> None:
    """A frame is read as it was written, blocking or not."""

    async def received() -> tuple[frames.Head, bytes]:
        stream = asyncio.StreamReader()
        stream.feed_data(frames.packed(head, body))
        return await frames.receive(stream)

    assert frames.read(io.BytesIO(frames.packed(head, body))) == (head, body)
    assert asyncio.run(received()) == (head, body)


@pytest.mark.parametrize("given_bytes", [b"", b"\0\0", b"\0\0\0\2\0\0"])
def test_a_stream_that_ends_is_the_end(given_bytes: bytes) -> None:
    """A frame that never came is none."""
    assert frames.read(io.BytesIO(given_bytes)) is None


def test_the_outbox_is_bounded() -> None:
    """Of one client and of all, so many bytes are kept; what is sent makes room."""
    outbox = Outbox(Limits(unread=100, unread_each=60))
    with outbox.holding("a", 60):
        with pytest.raises(Problem), outbox.holding("a", 1):
            pass
        with outbox.holding("b", 40), pytest.raises(Problem), outbox.holding("c", 1):
            pass
        assert outbox.size == 60
    assert outbox.size == 0


def test_one_large_answer_passes() -> None:
    """An empty outbox takes any answer: limits of answers are elsewhere."""
    outbox = Outbox(Limits(unread=10, unread_each=10))
    with outbox.holding("a", 50):
        assert outbox.size == 50


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_tags_depend_on_every_part(parts: list[str]) -> None:
    """A tag changes with the data and with each part of what is asked, and is a weak one."""
    one = tag("v1", *parts)
    others = {tag("v2", *parts), tag("v1", *parts, ""), tag("v1", parts[0] + "x", *parts[1:])}
    assert one.startswith('W/"')
    assert one not in others


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/xml", "application/xml; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
    ],
)
def test_charsets(media_type: str, expected: str) -> None:
    """A charset is told where the type has that parameter, and nowhere else."""
    assert expected == content_type(media_type)


@given(st.lists(st.floats(0, 30), max_size=20))
def test_the_histogram_adds_up(times: list[float]) -> None:
    """Buckets only grow, and the last holds every answer (Prometheus: histogram)."""
    metrics = Metrics()
    for seconds in times:
        metrics.record("sparql", 200, seconds)
    lines = [line for line in metrics.text({}).splitlines() if "_bucket" in line]
    counts = [int(line.split()[1]) for line in lines]
    assert (len(lines), counts[-1]) == (len(BOUNDS) + 1, len(times))
    assert counts == sorted(counts)
    assert counts[5] == sum(seconds <= BOUNDS[5] for seconds in times)


def test_counts_are_named_and_explained() -> None:
    """Every count has its help and its type before it."""
    lines = Metrics().text({"workers": 3}).splitlines()
    place = lines.index("greffe_workers 3")
    assert lines[place - 1] == "# TYPE greffe_workers gauge"
    assert lines[place - 2].startswith("# HELP greffe_workers ")


@pytest.mark.parametrize("root", ["http://127.0.0.1:1/", "https://x.test/a/"])
def test_descriptions_are_turtle(root: str) -> None:
    """Both descriptions are Turtle, and speak of the same data and the same endpoint."""
    endpoint = f"{root}sparql"
    for describe in (description.service, description.void):
        graph = Graph().parse(data=describe(SERVED, endpoint), format="turtle")
        said = {str(term) for triple in graph for term in triple}
        assert {endpoint, f"{root}.well-known/void#dataset", "7"} <= said


def test_every_graph_is_described() -> None:
    """The service names each of its graphs."""
    turtle = description.service(SERVED, "http://x.test/sparql")
    assert [turtle.count(f"<{name}>") for name in SERVED.graphs] == [1, 1]
