"""The Graph Store Protocol as it goes over the wire, and what servers make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.remote.conftest import Said, scripted

from greffe.errors import EndpointError
from greffe.remote import GraphStore
from greffe.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from tests.remote.conftest import Engine

GRAPH: Final = "https://w3id.org/greffe/id/essai/register?é=1&b=#x"
TRIPLE: Final = Triple(Iri("urn:a"), Iri("urn:b"), Literal("c"))
NTRIPLES: Final = b'<urn:a> <urn:b> "c" .\n'


@pytest.mark.parametrize(
    ("method", "body"), [("PUT", NTRIPLES), ("POST", NTRIPLES), ("DELETE", b"")]
)
def test_a_graph_is_named_in_the_address(method: str, body: bytes) -> None:
    """Whatever its IRI holds, it comes through (section 4.2, indirect identification)."""
    with scripted(Said(body=b"")) as server:
        graphs = server.graphs()
        match method:
            case "PUT":
                graphs.put(GRAPH, NTRIPLES)
            case "POST":
                graphs.add(GRAPH, NTRIPLES)
            case _:
                graphs.delete(GRAPH)
    (seen,) = server.seen
    parts = urlsplit(seen.path)
    assert (method, "/sparql", body) == (seen.method, parts.path, seen.body)
    assert {"graph": [GRAPH]} == parse_qs(parts.query)


def test_an_address_with_a_query_keeps_it() -> None:
    """Some servers choose the database there."""
    with scripted(Said(body=b"")) as server:
        GraphStore(f"{server.address}?database=a").delete("urn:g")
    assert "/sparql?database=a&graph=urn%3Ag" == server.seen[0].path


def test_what_is_sent_says_what_it_is() -> None:
    """N-Triples go as Turtle in UTF-8, which every store reads."""
    with scripted(Said(204, body=b"")) as server:
        server.graphs().put("urn:g", NTRIPLES)
    assert "text/turtle; charset=utf-8" == server.seen[0].headers["content-type"]


def test_a_graph_that_is_not_there_is_gone() -> None:
    """404 means nothing to who removes; a writer is told."""
    with scripted(Said(404, body=b"")) as server:
        graphs = server.graphs()
        graphs.delete("urn:g")
        with pytest.raises(EndpointError, match="HTTP 404"):
            graphs.put("urn:g", NTRIPLES)


@pytest.mark.parametrize("status", [400, 404, 405, 415, 501])
def test_a_server_that_takes_no_graphs_is_told_as_such(status: int) -> None:
    """The remedy is to give the address that does."""
    with scripted(Said(status)) as server, pytest.raises(EndpointError) as caught:
        server.graphs().put("urn:g", NTRIPLES)
    assert caught.value.remedy is not None
    assert "--graph-store" in caught.value.remedy.fr


def test_writing_is_tried_again() -> None:
    """A graph is put whole: putting it twice is putting it once."""
    with scripted(Said(503), Said(201)) as server:
        server.graphs().put("urn:g", NTRIPLES)
    assert [NTRIPLES, NTRIPLES] == [each.body for each in server.seen]


def test_an_answer_that_stops_short_is_an_error() -> None:
    """Fewer bytes than the server announced: whether it has the graph is not known."""
    answer = Said(headers={"Content-Length": "999"}, body=b"Done")
    with scripted(answer) as server, pytest.raises(EndpointError, match="stops before its end"):
        server.graphs().put("urn:g", NTRIPLES)


def test_a_real_store_has_what_is_put_and_no_more(engine: Engine) -> None:
    """Put, add, put again, remove: each time the graph is what the standard says."""
    graphs, graph = engine.graphs, "https://example.org/essai?é"
    other = Triple(Iri("urn:a"), Iri("urn:b"), Literal("l’été « 𝒳 »", *_french()))
    graphs.put(graph, NTRIPLES)
    assert {TRIPLE} == _triples(engine, graph)
    graphs.add(graph, f"{other.subject} {other.predicate} {other.object} .\n".encode())
    assert {TRIPLE, other} == _triples(engine, graph)
    graphs.put(graph, NTRIPLES)
    assert {TRIPLE} == _triples(engine, graph)
    graphs.delete(graph)
    assert set() == _triples(engine, graph)
    graphs.delete(graph)


def test_a_real_store_refuses_what_is_no_rdf(engine: Engine) -> None:
    """A faulty graph changes nothing: the store has what it had before."""
    graphs, graph = engine.graphs, "https://example.org/faute"
    graphs.put(graph, NTRIPLES)
    with pytest.raises(EndpointError):
        graphs.put(graph, b"<urn:a> <urn:b> ")
    assert {TRIPLE} == _triples(engine, graph)
    graphs.delete(graph)


def _triples(engine: Engine, iri: str) -> set[Triple]:
    table = engine.store.select(f"SELECT ?s ?p ?o WHERE {{ GRAPH {Iri(iri)} {{ ?s ?p ?o }} }}")
    return {Triple(*(term for term in row if term is not None)) for row in table.rows}


def _french() -> tuple[str, str]:
    return "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "fr"
