"""Queries that would read files, call hosts or change data: refused, and nobody is called.

A canary stands for the hosts that a query could make the server call.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest
from tests.served import FORM, Endpoint

if TYPE_CHECKING:
    from collections.abc import Iterator

ASK = "ASK {}"
PROBLEM = "application/problem+json"
UPDATE = "application/sparql-update"
EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
REFUSED = (400, 403)


class Canary:
    """A host that must not be called."""

    def __init__(self) -> None:
        """Listen on the loopback."""
        self.calls = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(0.1)
        self._open = True
        self._thread = threading.Thread(target=self._count)
        self._thread.start()

    @property
    def address(self) -> str:
        """The address that attacks name."""
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}/"

    def close(self) -> None:
        """Stop listening."""
        self._open = False
        self._thread.join()
        self._listening.close()

    def _count(self) -> None:
        while self._open:
            try:
                self._listening.accept()[0].close()
            except TimeoutError:
                continue
            self.calls += 1


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    """Give the host that must not be called."""
    found = Canary()
    yield found
    found.close()


def test_the_canary_sings(canary: Canary) -> None:
    """A call to the canary is counted: its silence means something."""
    before = canary.calls
    host, port = canary.address.removeprefix("http://").rstrip("/").split(":")
    socket.create_connection((host, int(port))).close()
    deadline = time.monotonic() + 5
    while canary.calls == before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert canary.calls == before + 1


CALLS = {
    "service": "SELECT * { SERVICE <C> { ?s ?p ?o } }",
    "service-silent": "SELECT * { SERVICE SILENT <C> { ?s ?p ?o } }",
    "service-lower-case": "select * { service <C> { ?s ?p ?o } }",
    "service-mixed-case": "SELECT * { sErViCe <C> { ?s ?p ?o } }",
    "service-variable": "SELECT * { VALUES ?c { <C> } SERVICE ?c { ?s ?p ?o } }",
    "service-prefixed": "PREFIX c: <C> SELECT * { SERVICE c: { ?s ?p ?o } }",
    "service-base": "BASE <C> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "service-escaped": "SELECT * { \\u0053ERVICE <C> { ?s ?p ?o } }",
    "service-commented": "SELECT * { SERVICE#\n<C> { ?s ?p ?o } }",
    "service-after-return": "SELECT * { #\rSERVICE <C> { ?s ?p ?o }\n }",
    "service-after-escape": "SELECT * { #\\u000DSERVICE <C> { ?s ?p ?o }\n }",
    "service-unspaced": "SELECT*{SERVICE<C>{?s ?p ?o}}",
    "service-optional": "SELECT * { OPTIONAL { SERVICE <C> { ?s ?p ?o } } }",
    "service-minus": "SELECT * { ?s a ?c MINUS { SERVICE <C> { ?s ?p ?o } } }",
    "service-union": "SELECT * { { ?s a ?c } UNION { SERVICE <C> { ?s ?p ?o } } }",
    "service-subquery": "SELECT * { { SELECT ?s { SERVICE <C> { ?s ?p ?o } } } }",
    "service-exists": "SELECT * { ?s a ?c FILTER EXISTS { SERVICE <C> { ?s ?p ?o } } }",
    "service-not-exists": "ASK { ?s a ?c FILTER NOT EXISTS { SERVICE <C> { ?s ?p ?o } } }",
    "service-bind": "SELECT * { ?s a ?c BIND(EXISTS { SERVICE <C> { ?s ?p ?o } } AS ?x) }",
    "service-having": (
        "SELECT ?s { ?s a ?c } GROUP BY ?s HAVING(EXISTS { SERVICE <C> { ?s ?p ?o } })"
    ),
    "service-order": "SELECT * { ?s a ?c } ORDER BY (EXISTS { SERVICE <C> { ?s ?p ?o } })",
    "service-construct": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <C> { ?s ?p ?o } }",
    "service-describe": "DESCRIBE ?s WHERE { SERVICE <C> { ?s ?p ?o } }",
    "service-graph": "SELECT * { GRAPH ?g { SERVICE <C> { ?s ?p ?o } } }",
    "from": "SELECT * FROM <C> { ?s ?p ?o }",
    "from-named": "SELECT * FROM NAMED <C> { GRAPH ?g { ?s ?p ?o } }",
    "from-after-return": "ASK #\rFROM <C>\n{ ?s ?p ?o }",
    "from-unspaced": "ASK FROM<C>{ ?s ?p ?o }",
    "from-escaped": "ASK \\u0046ROM <C> { ?s ?p ?o }",
    "from-describe": "DESCRIBE <x:y> FROM <C>",
    "from-file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "from-named-file": "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "load": "LOAD <C>",
    "load-silent": "LOAD SILENT <C> INTO GRAPH <x:y>",
    "load-file": "LOAD <file:///etc/passwd>",
    "load-after-prologue": "PREFIX x: <x:> LOAD <C>",
    "load-second": "ASK {} ; LOAD <C>",
    "insert": "INSERT DATA { <x:a> <x:b> <x:c> }",
    "delete": "DELETE WHERE { ?s ?p ?o }",
    "clear": "CLEAR ALL",
    "drop": "DROP SILENT ALL",
    "create": "CREATE GRAPH <x:y>",
    "copy": "COPY DEFAULT TO <x:y>",
}


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize("name", CALLS)
def test_queries_that_reach_outside(either: Endpoint, canary: Canary, name: str, way: str) -> None:
    """A query that would call a host, read a file or change data is refused; nobody is called."""
    before = canary.calls
    query = CALLS[name].replace("<C>", f"<{canary.address}>")
    ways = {
        "get": lambda: either.get({"query": query}),
        "form": lambda: either.form({"query": query}),
        "direct": lambda: either.query(query),
    }
    answer = ways[way]()
    assert answer.status in REFUSED
    assert (answer.media_type, canary.calls) == (PROBLEM, before)


@pytest.mark.parametrize("function", ["<http://x.test/f>", "<java:java.lang.Runtime>", "greffe:f"])
def test_functions_of_others(either: Endpoint, function: str) -> None:
    """A function that SPARQL has not is the query's fault, not ours, and says so."""
    answer = either.query(f"SELECT ({function}(1) AS ?x) {{}}", accept_language="fr")
    assert (403, "problem/refused" in answer.text) == (answer.status, True)
    assert "une fonction qui n’est pas de SPARQL 1.1" in answer.text


@pytest.mark.parametrize("name", ["service", "from", "load", "insert", "clear"])
def test_refusals_are_clear(either: Endpoint, name: str) -> None:
    """What is forbidden is 403 and says so, unlike what is misspelt."""
    told = json.loads(either.query(CALLS[name].replace("<C>", "<http://x.test/>")).body)
    assert (told["status"], told["type"].rpartition("/")[2]) == (403, "refused")


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize(
    "graph", ["CANARY", "file:///etc/passwd", "relative", "", "javascript:alert(1)", "x:y> <x:z"]
)
def test_graphs_outside(either: Endpoint, canary: Canary, parameter: str, graph: str) -> None:
    """A graph that is not in the store is refused, whatever its address."""
    before = canary.calls
    address = canary.address if graph == "CANARY" else graph
    answer = either.get({"query": ASK, parameter: address})
    assert (answer.status, canary.calls) == (403, before)


def test_a_graph_pattern_reads_nothing_outside(either: Endpoint, canary: Canary) -> None:
    """GRAPH with the address of a host is an empty graph, and the host is not called."""
    before = canary.calls
    answer = either.query(f"ASK {{ GRAPH <{canary.address}> {{ ?s ?p ?o }} }}")
    assert (json.loads(answer.body)["boolean"], canary.calls) == (False, before)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"INSERT DATA { <x:a> <x:b> <x:c> }", UPDATE),
        (b"update=CLEAR+ALL", FORM),
        (b"query=ASK+%7B%7D&update=CLEAR+ALL", FORM),
    ],
)
def test_updates_of_the_protocol(either: Endpoint, body: bytes, media_type: str) -> None:
    """The update operation of the protocol is refused."""
    assert either.ask("/sparql", "POST", body, content_type=media_type).status == 403


def test_persons_are_not_named(either: Endpoint) -> None:
    """The public view is what is served: no natural person has a name in it."""
    query = "SELECT ?n { ?p a foaf:Person ; foaf:name|skos:hiddenLabel|foaf:familyName ?n }"
    assert json.loads(either.query(query).body)["results"]["bindings"] == []
