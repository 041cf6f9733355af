"""Queries that take too much, and clients that take the others' turn: ended, and served after."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from tests.served import QUERY, Endpoint, limited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASK = "ASK {}"
PROBLEM = "application/problem+json"
UPDATE = "application/sparql-update"
EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
REFUSED = (400, 403)


LARGE = (200, 400, 413, 504)
"""What may be answered to what is large but no error: anything but a fault."""


def growing(times: int) -> str:
    """Return a query that makes a string of ten characters twenty times longer so many times."""
    longer = ', "a", "aaaaaaaaaaaaaaaaaaaa")' * times
    return f'SELECT ?x {{ BIND({"REPLACE(" * times}"aaaaaaaaaa"{longer} AS ?x) }}'


HEAVY = {
    "count-of-product": (f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}", (504,)),
    "rows-of-product": (f"SELECT * {{ {EVERYTHING} }}", (413, 504)),
    "triples-of-product": (f"CONSTRUCT {{ ?a <x:y> ?i }} WHERE {{ {EVERYTHING} }}", (413, 504)),
    "sorted-product": (f"SELECT * {{ {EVERYTHING} }} ORDER BY ?c", (413, 504)),
    "distinct-product": (f"SELECT DISTINCT ?a ?d ?g {{ {EVERYTHING} }}", (413, 504)),
    "concatenated-product": (f"SELECT (GROUP_CONCAT(?c) AS ?x) {{ {EVERYTHING} }}", (413, 504)),
    "grouped-product": (
        f"SELECT ?a ?d (COUNT(*) AS ?n) {{ {EVERYTHING} }} GROUP BY ?a ?d",
        (504, 413),
    ),
    "paths": ("SELECT (COUNT(*) AS ?n) { ?a (!<x:y>)* ?b . ?b (!<x:z>)* ?c }", (413, 504)),
    "inverse-paths": ("SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|^!<x:y>)+ ?b }", (413, 504)),
    "not-exists": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?c ?g ?f } }",
        (413, 504),
    ),
    "regex-of-product": (
        'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER REGEX(CONCAT(?c, ?f), "^(a|aa)+$") }',
        (413, 504),
    ),
    "replacement-bomb": (growing(7), (413, 504)),
    "huge-string": (growing(5), (413, 504)),
    "deep-groups": ("ASK " + "{" * 5000 + "}" * 5000, (400,)),
    "deep-brackets": (f"SELECT ({'(' * 5000}1{')' * 5000} AS ?x) {{}}", (400,)),
    "deep-path": (f"ASK {{ ?s {'(' * 5000}<x:y>{')' * 5000} ?o }}", (400,)),
    "deep-blank-nodes": (f"ASK {{ {'[ <x:y> ' * 5000}1{' ]' * 5000} }}", (400,)),
    "deep-unclosed": ("ASK " + "{" * 100_000, (400,)),
    "long-path": (f"ASK {{ ?s {'/'.join(['<x:y>'] * 20_000)} ?o }}", LARGE),
    "long-union": (f"ASK {{ {' UNION '.join(['{ ?s ?p 1 }'] * 5000)} }}", LARGE),
    "long-or": (f"ASK {{ FILTER({'||'.join(['false'] * 20_000)}) }}", LARGE),
    "long-sum": (f"ASK {{ FILTER({'+'.join(['1'] * 20_000)} > 0) }}", LARGE),
    "many-nots": (f"ASK {{ FILTER({'!' * 100_000}true) }}", LARGE),
    "many-minuses": (f"ASK {{ FILTER({'-' * 100_000}1 = 1) }}", LARGE),
    "many-optionals": (f"ASK {{ {'OPTIONAL { ?s ?p ?o } ' * 3000} }}", LARGE),
    "many-prefixes": ("".join(f"PREFIX p{n}: <x:{n}>\n" for n in range(20_000)) + ASK, (200,)),
    "many-variables": (
        f"SELECT {' '.join(f'?v{n}' for n in range(20_000))} {{ ?s ?p ?o }}",
        (200, 413, 504),
    ),
    "huge-values": (
        f"SELECT * {{ VALUES ?x {{ {' '.join(map(str, range(150_000)))} }} }}",
        (413, 504),
    ),
    "regex-bomb": ('ASK { FILTER REGEX("aaaa", "(((a{100}){100}){100}){100}") }', (200, 504, 413)),
    "regex-backtracking": (f'ASK {{ FILTER REGEX("{"a" * 5000}!", "^(a+)+$") }}', (200,)),
}


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_queries(tight: Endpoint, name: str) -> None:
    """A query that takes too much is ended with an honest status, soon, and the server goes on."""
    query, allowed = HEAVY[name]
    begin = time.monotonic()
    answer = tight.query(query, accept="*/*")
    spent = time.monotonic() - begin
    assert (answer.status in allowed, spent < 8) == (True, True), (answer.status, spent)
    if answer.status != 200:
        assert answer.media_type == PROBLEM
    assert tight.query(ASK, source="127.0.0.9").status == 200


@contextmanager
def flooding(endpoint: Endpoint, source: str, query: str, count: int) -> Iterator[None]:
    """Keep so many requests of a client under way."""
    going = True

    def flood() -> None:
        while going:
            endpoint.query(query, source=source)
            time.sleep(0.02)

    threads = [threading.Thread(target=flood) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        going = False
        for thread in threads:
            thread.join()


def test_one_client_does_not_block_the_others(tight: Endpoint) -> None:
    """While a client floods us with queries that never end, others are answered at once."""
    heavy = HEAVY["count-of-product"][0]
    with flooding(tight, "127.0.0.2", heavy, 12):
        time.sleep(1)
        spent = []
        for _ in range(30):
            begin = time.monotonic()
            assert tight.query("SELECT * { ?s a greffe:Communication }").status == 200
            spent.append(time.monotonic() - begin)
    assert sorted(spent)[27] < 1


def test_a_full_line_is_told(cache: Path) -> None:
    """Who asks more than may wait is told 503, and when to try again."""
    assert cache.is_dir()
    with limited(workers=1, time=1.0, queue_each=2, waiting=2.0) as endpoint:
        statuses: list[tuple[int, str | None]] = []

        def ask() -> None:
            answer = endpoint.query(HEAVY["count-of-product"][0])
            statuses.append((answer.status, answer.headers.get("retry-after")))

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (503, "5") in statuses
    assert {status for status, _ in statuses} <= {503, 504}


def test_who_leaves_frees_the_worker(cache: Path) -> None:
    """A client that goes away takes its query with it: the next does not wait for its end."""
    assert cache.is_dir()
    body = HEAVY["count-of-product"][0].encode()
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\n"
    with limited(workers=1, time=30.0, quick=25.0) as endpoint:
        with socket.create_connection(endpoint.at) as connection:
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            time.sleep(1)
        begin = time.monotonic()
        assert endpoint.query(ASK).status == 200
        assert time.monotonic() - begin < 5
