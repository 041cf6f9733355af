"""Queries that end an engine which reads them: they are not sent, and the engine goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.served import QUERY

if TYPE_CHECKING:
    from tests.served import Endpoint

COUNT: Final = "SELECT (COUNT(*) AS ?n) { ?s a greffe:Communication }"
COMMUNICATIONS: Final = 37

# Each takes the 2 MiB that a thread of Oxigraph's server has, and with it the whole server.
CHAINS: Final = {
    "sums": f"SELECT ({'+'.join(['1'] * 2000)} AS ?x) {{}}",
    "negations": f"ASK {{ FILTER({'!' * 3000}true) }}",
    "alternatives": f"ASK {{ FILTER({'||'.join(['true'] * 3000)}) }}",
    "functions": f"SELECT ({'ABS(' * 300}1{')' * 300} AS ?x) {{}}",
    "filters": f"ASK {{ {'FILTER EXISTS {' * 300}{'}' * 300} }}",
    "options": f"SELECT * {{ {'OPTIONAL { ?s ?p ?o } ' * 800} }}",
    "unions": f"SELECT * {{ {' UNION '.join(['{}'] * 2500)} }}",
    "steps": f"ASK {{ ?s {'/'.join(['<x:p>'] * 3000)} ?o }}",
}


@pytest.mark.parametrize("name", CHAINS)
def test_the_engine_goes_on(front: Endpoint, name: str) -> None:
    """What would end the engine ends a worker of ours, is told as too much, and harms nobody."""
    answer = front.ask("/sparql", "POST", CHAINS[name].encode(), content_type=QUERY)
    assert (503, "problem/memory" in answer.text) == (answer.status, True)
    after = front.query(COUNT, accept="text/csv")
    assert (200, f"n\r\n{COMMUNICATIONS}\r\n") == (after.status, after.text)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ({'+'.join(['1'] * 300)} AS ?x) {{}}",
        f"SELECT ({'ABS(' * 50}1{')' * 50} AS ?x) {{}}",
        f"SELECT * {{ {'OPTIONAL { ?s a greffe:Waiver } ' * 100} }}",
        f"SELECT * {{ {'{' * 100} ?s a greffe:Waiver {'}' * 100} }}",
        f"SELECT * {{ VALUES ?x {{ {' '.join(map(str, range(5000)))} }} }}",
    ],
    ids=["sums", "functions", "options", "groups", "values"],
)
def test_long_queries_are_answered(front: Endpoint, query: str) -> None:
    """What people and programs write is far from that."""
    assert front.query(query).status == 200
