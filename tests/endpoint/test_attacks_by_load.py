"""Queries that take too much, and clients that take the others' turn: ended, and served after."""

from __future__ import annotations

import json
import socket
import statistics
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from tests.served import QUERY, Endpoint, limited

from greffe.endpoint.problems import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.served import Answer

ASK = "ASK {}"
PROBLEM = "application/problem+json"
EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"

TOO_MUCH = frozenset({"time", "memory", "answer-size"})
"""The problems of a query that takes too much: which comes first is a matter of the machine."""

DONE = frozenset({"done"})
FAULTY = frozenset({"syntax"})
LARGE = DONE | TOO_MUCH | FAULTY
"""What may be answered to what is large but no error: anything but a fault of ours."""

FOR_EVER = 30.0
"""Seconds that a query may last on a busy machine; without limits these would take days."""


def growing(times: int) -> str:
    """Return a query that makes a string of ten characters twenty times longer so many times."""
    longer = ', "a", "aaaaaaaaaaaaaaaaaaaa")' * times
    return f'SELECT ?x {{ BIND({"REPLACE(" * times}"aaaaaaaaaa"{longer} AS ?x) }}'


HEAVY = {
    "count-of-product": (f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}", TOO_MUCH),
    "rows-of-product": (f"SELECT * {{ {EVERYTHING} }}", TOO_MUCH),
    "triples-of-product": (f"CONSTRUCT {{ ?a <x:y> ?i }} WHERE {{ {EVERYTHING} }}", TOO_MUCH),
    "sorted-product": (f"SELECT * {{ {EVERYTHING} }} ORDER BY ?c", TOO_MUCH),
    "distinct-product": (f"SELECT DISTINCT ?a ?d ?g {{ {EVERYTHING} }}", TOO_MUCH),
    "concatenated-product": (f"SELECT (GROUP_CONCAT(?c) AS ?x) {{ {EVERYTHING} }}", TOO_MUCH),
    "grouped-product": (
        f"SELECT ?a ?d (COUNT(*) AS ?n) {{ {EVERYTHING} }} GROUP BY ?a ?d",
        TOO_MUCH,
    ),
    "paths": ("SELECT (COUNT(*) AS ?n) { ?a (!<x:y>)* ?b . ?b (!<x:z>)* ?c }", TOO_MUCH),
    "inverse-paths": ("SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|^!<x:y>)+ ?b }", TOO_MUCH),
    "not-exists": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?c ?g ?f } }",
        TOO_MUCH,
    ),
    "regex-of-product": (
        'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER REGEX(CONCAT(?c, ?f), "^(a|aa)+$") }',
        TOO_MUCH,
    ),
    "replacement-bomb": (growing(7), TOO_MUCH),
    "huge-string": (growing(5), TOO_MUCH),
    "deep-groups": ("ASK " + "{" * 5000 + "}" * 5000, FAULTY),
    "deep-brackets": (f"SELECT ({'(' * 5000}1{')' * 5000} AS ?x) {{}}", FAULTY),
    "deep-path": (f"ASK {{ ?s {'(' * 5000}<x:y>{')' * 5000} ?o }}", FAULTY),
    "deep-blank-nodes": (f"ASK {{ {'[ <x:y> ' * 5000}1{' ]' * 5000} }}", FAULTY),
    "deep-unclosed": ("ASK " + "{" * 100_000, FAULTY),
    "long-path": (f"ASK {{ ?s {'/'.join(['<x:y>'] * 20_000)} ?o }}", LARGE),
    "long-union": (f"ASK {{ {' UNION '.join(['{ ?s ?p 1 }'] * 5000)} }}", LARGE),
    "long-or": (f"ASK {{ FILTER({'||'.join(['false'] * 20_000)}) }}", LARGE),
    "long-sum": (f"ASK {{ FILTER({'+'.join(['1'] * 20_000)} > 0) }}", LARGE),
    "many-nots": (f"ASK {{ FILTER({'!' * 100_000}true) }}", LARGE),
    "many-minuses": (f"ASK {{ FILTER({'-' * 100_000}1 = 1) }}", LARGE),
    "many-optionals": (f"ASK {{ {'OPTIONAL { ?s ?p ?o } ' * 3000} }}", LARGE),
    "many-prefixes": ("".join(f"PREFIX p{n}: <x:{n}>\n" for n in range(20_000)) + ASK, DONE),
    "many-variables": (
        f"SELECT {' '.join(f'?v{n}' for n in range(20_000))} {{ ?s ?p ?o }}",
        DONE | TOO_MUCH,
    ),
    "huge-values": (
        f"SELECT * {{ VALUES ?x {{ {' '.join(map(str, range(150_000)))} }} }}",
        TOO_MUCH,
    ),
    "regex-bomb": ('ASK { FILTER REGEX("aaaa", "(((a{100}){100}){100}){100}") }', DONE | TOO_MUCH),
    "regex-backtracking": (f'ASK {{ FILTER REGEX("{"a" * 5000}!", "^(a+)+$") }}', DONE),
}


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_queries(tight: Endpoint, name: str) -> None:
    """A query that takes too much is ended with an honest status, soon, and the server goes on.

    Each comes from a client of its own, which no other query has made a suspect.
    """
    query, allowed = HEAVY[name]
    source = f"127.0.2.{list(HEAVY).index(name) + 1}"
    begin = time.monotonic()
    answer = tight.query(query, accept="*/*", source=source)
    assert (outcome(answer) in allowed, time.monotonic() - begin < FOR_EVER) == (True, True)
    assert tight.query(ASK, source="127.0.0.9").status == 200


def outcome(answer: Answer) -> str:
    """Return the kind of problem that an answer is, ``done`` for none; its status must agree."""
    if answer.status == 200:
        return "done"
    told = json.loads(answer.body)
    kind = str(told["type"]).rpartition("/")[2]
    expected = (PROBLEM, KINDS[kind].status, answer.status)
    assert expected == (answer.media_type, answer.status, told["status"])
    return kind


@pytest.mark.parametrize("name", ["count-of-product", "huge-string", "huge-values"])
def test_limits_are_not_tried_again(tight: Endpoint, name: str) -> None:
    """Who asks too much is not told to come back: the same query would fail again."""
    answer = tight.query(HEAVY[name][0], source="127.0.3.1")
    assert answer.status in (413, 503, 504)
    assert "retry-after" not in answer.headers


@contextmanager
def flooding(endpoint: Endpoint, source: str, query: str, count: int) -> Iterator[list[str]]:
    """Keep so many requests of a client under way; yield what becomes of them."""
    going = True
    outcomes: list[str] = []

    def flood() -> None:
        while going:
            outcomes.append(outcome(endpoint.query(query, source=source)))
            time.sleep(0.02)

    threads = [threading.Thread(target=flood) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield outcomes
    finally:
        going = False
        for thread in threads:
            thread.join()


def test_one_client_does_not_block_the_others(tight: Endpoint) -> None:
    """While a client floods us with queries that never end, others are answered before them."""
    heavy = HEAVY["count-of-product"][0]
    with flooding(tight, "127.0.0.2", heavy, 12) as ended:
        time.sleep(1)
        waited = []
        for _ in range(30):
            before = len(ended)
            answer = tight.query("SELECT * { ?s a greffe:Communication }", source="127.0.0.8")
            assert answer.status == 200
            waited.append(len(ended) - before)
    assert statistics.median(waited) <= 1
    assert set(ended) <= {"time", "busy"}


def test_a_full_line_is_told(cache: Path) -> None:
    """Who asks more than may wait is told 503, and when to try again; nothing else is said."""
    assert cache.is_dir()
    with limited(workers=1, time=1.0, queue_each=2, waiting=2.0) as endpoint:
        told: list[tuple[str, str | None]] = []

        def ask() -> None:
            answer = endpoint.query(HEAVY["count-of-product"][0])
            told.append((outcome(answer), answer.headers.get("retry-after")))

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert {("busy", "5")} <= set(told) <= {("busy", "5"), ("time", None)}


def test_who_leaves_frees_the_worker(cache: Path) -> None:
    """A client that goes away takes its query with it: the next does not wait for its end."""
    assert cache.is_dir()
    body = HEAVY["count-of-product"][0].encode()
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\n"
    with limited(workers=1, time=60.0, quick=50.0, waiting=60.0) as endpoint:
        with socket.create_connection(endpoint.at) as connection:
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            time.sleep(1)
        begin = time.monotonic()
        assert endpoint.query(ASK).status == 200
        assert time.monotonic() - begin < 15
