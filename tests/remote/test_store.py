"""A remote endpoint answers like the embedded store, and its failures are told apart.

Most tests speak to a real Oxigraph server; those about misbehaving servers, to a server that
misbehaves in one way.
"""

from __future__ import annotations

import http.server
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from greffe.errors import EndpointError, GreffeError, SyntaxFault, UsageError
from greffe.questions import answer, catalogue
from greffe.remote import Patience, RemoteStore
from greffe.results import Graph, Table
from greffe.results.labels import labels_of
from greffe.store import Store, compile_store, open_store
from greffe.terms import Iri, Literal, text
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    Serve = Callable[[Path], AbstractContextManager[str]]

RAMQ = Iri("https://w3id.org/greffe/org/ramq")
NUMBERS = "SELECT ?n WHERE { ?e greffe:recipient ?r ; dcterms:identifier ?n } ORDER BY ?n"
GOOD = '{"head": {"vars": ["n"]}, "results": {"bindings": []}}'


@pytest.fixture(scope="module")
def remote(sample: Workspace, cache: Path, serve: Serve) -> Iterator[RemoteStore]:
    """Return the small workspace behind a real server."""
    with serve(compile_store(sample, cache)) as endpoint:
        yield RemoteStore(endpoint)


@contextmanager
def misbehaving(
    status: int = 200,
    body: str = GOOD,
    headers: tuple[tuple[str, str], ...] = (),
    delay: float = 0,
) -> Iterator[tuple[RemoteStore, list[str]]]:
    """Serve one fixed answer to every request; yield the store and the requests it sent."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            seen.append(f"{self.headers['Content-Type']} {self.rfile.read(length).decode()}")
            time.sleep(delay)
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/sparql"
        yield RemoteStore(address, patience=Patience(timeout=1, attempts=1)), seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_remote_table_is_a_table(remote: RemoteStore) -> None:
    """Names, values with language and unbound cells come through; our prefixes are supplied."""
    table = remote.select(
        "SELECT ?r ?why WHERE { ?e greffe:recipient ?r ; greffe:position 1 "
        "OPTIONAL { ?e greffe:reasonText ?why } OPTIONAL { ?e greffe:nothing ?none } }"
    )
    expected = ((RAMQ, text("Inscrire la personne,\n\npuis l’informer.", "fr")),)
    assert table == Table(("r", "why"), expected)


@pytest.mark.parametrize(
    "query",
    [
        NUMBERS,
        "SELECT ?s ?l WHERE { ?s skos:prefLabel ?l } ORDER BY ?s ?l",
        "SELECT ?e ?y ?o WHERE { ?e greffe:since ?y ; greffe:outsideQuebec ?o } ORDER BY ?e",
        "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
        "ASK { ?e greffe:outsideQuebec true }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s a greffe:Communication ; ?p ?o }",
        "DESCRIBE <https://w3id.org/greffe/org/ramq>",
    ],
)
def test_both_stores_give_the_same_answer(
    remote: RemoteStore, sample_store: Store, query: str
) -> None:
    """Of every form of query, the remote answer equals the local one."""
    assert remote.query(query) == sample_store.query(query)


def test_values_are_bound_remotely(remote: RemoteStore) -> None:
    """Parameters travel as terms inside the query."""
    assert remote.select(NUMBERS, {"r": RAMQ}).rows == ((Literal("C1"),),)


def test_things_are_described_and_named_remotely(remote: RemoteStore, sample_store: Store) -> None:
    """Fact sheets and labels work over the wire."""
    assert remote.query(f"DESCRIBE {RAMQ}") == sample_store.query(f"DESCRIBE {RAMQ}")
    assert labels_of(remote, [RAMQ.value], "fr") == {
        RAMQ.value: "Régie de l’assurance maladie du Québec"
    }


def test_the_librarys_questions_get_the_same_answers(cache: Path, serve: Serve) -> None:
    """Every question of the library, with its example values, on the bundled data."""
    workspace = Workspace.at()
    local = open_store(workspace, cache)
    with serve(compile_store(workspace, cache)) as endpoint:
        remote = RemoteStore(endpoint)
        for question in catalogue():
            given = {each.name: each.example for each in question.parameters if each.example}
            here, there = answer(question, given, local), answer(question, given, remote)
            assert (question.name, here.table) == (question.name, there.table)


def test_a_syntax_fault_has_its_place_in_the_persons_text(remote: RemoteStore) -> None:
    """The lines of supplied prefixes are not counted."""
    with pytest.raises(SyntaxFault) as caught:
        remote.query("SELECT ?s\nWHERE {\n  ?s greffe:since ; }")
    assert caught.value.line == 3


@pytest.mark.parametrize("query", ["INSERT DATA { <x:a> <x:b> 1 }", "DROP ALL", "LOAD <x:a>"])
def test_only_queries_are_sent(query: str) -> None:
    """An update never leaves the machine."""
    with misbehaving() as (store, seen), pytest.raises(UsageError):
        store.query(query)
    assert seen == []


def test_select_wants_a_table(remote: RemoteStore) -> None:
    """Another form is a usage error."""
    with pytest.raises(UsageError):
        remote.select("ASK {}")


@pytest.mark.parametrize(
    "address", ["localhost:7878", "file:///etc/passwd", "ftp://example.org/", "", "https://"]
)
def test_an_address_is_a_web_address(address: str) -> None:
    """Nothing but http and https is an endpoint."""
    with pytest.raises(UsageError) as caught:
        RemoteStore(address)
    assert f"« {address} »" in caught.value.message.fr


def test_queries_are_sent_as_forms() -> None:
    """The one form of request that every server takes."""
    with misbehaving() as (store, seen):
        store.select("SELECT ?n WHERE { ?n a 'é&=' }")
    (request,) = seen
    assert request.startswith("application/x-www-form-urlencoded ")
    assert "query=SELECT+%3Fn+WHERE+%7B+%3Fn+a+%27%C3%A9%26%3D%27+%7D" in request


def test_an_endpoint_that_is_down_is_named(free_port: int) -> None:
    """Nothing listens: the address, the reason, and what to check."""
    endpoint = f"http://127.0.0.1:{free_port}/query"
    with pytest.raises(EndpointError) as caught:
        RemoteStore(endpoint, patience=Patience(attempts=1)).query(NUMBERS)
    assert caught.value.message.fr.startswith(f"{endpoint} : injoignable")
    assert caught.value.remedy is not None
    assert "en marche" in caught.value.remedy.fr


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 414, 429, 500, 503])
def test_a_refusal_says_why(status: int) -> None:
    """The HTTP status and the server's own words, on one line."""
    with (
        misbehaving(status, "No.\n  Not now.") as (store, _),
        pytest.raises(EndpointError) as caught,
    ):
        store.query(NUMBERS)
    assert f"refus (HTTP {status}) : No. Not now." in caught.value.message.fr


def test_a_long_refusal_is_cut() -> None:
    """A page of error is not printed whole."""
    with misbehaving(500, "x" * 5000) as (store, _), pytest.raises(EndpointError) as caught:
        store.query(NUMBERS)
    assert len(caught.value.message.fr) < 300


@pytest.mark.parametrize("header", ["X-SQL-State", "X-SPARQL-MaxRows"])
def test_an_incomplete_answer_is_an_error(header: str) -> None:
    """A server that stops at its limits answers 200: its headers betray it."""
    with (
        misbehaving(headers=((header, "S1TAT"),)) as (store, _),
        pytest.raises(EndpointError, match="incomplete") as caught,
    ):
        store.query(NUMBERS)
    assert header in caught.value.message.fr


@pytest.mark.parametrize(
    "body",
    ["", "<html>", GOOD[:-3], '{"head": {"vars": ["n"]}, "results": {"bindings": [{"n'],
)
def test_what_is_no_sparql_is_an_error(body: str) -> None:
    """A web page, and JSON that stops short, are never an empty table."""
    with misbehaving(body=body) as (store, _), pytest.raises(EndpointError, match="not SPARQL"):
        store.query(NUMBERS)


def test_a_graph_that_stops_short_is_an_error() -> None:
    """Turtle cut in the middle of a statement is refused."""
    with misbehaving(body="<x:a> <x:b>") as (store, _), pytest.raises(EndpointError):
        store.query("DESCRIBE <x:a>")


def test_a_body_that_stops_short_is_an_error() -> None:
    """Fewer bytes than the server announced."""
    headers = (("Content-Length", "9999"),)
    with (
        misbehaving(headers=headers) as (store, _),
        pytest.raises(EndpointError, match="stops before its end"),
    ):
        store.query(NUMBERS)


def test_a_silent_endpoint_is_given_up() -> None:
    """After the time-out, with the number of seconds."""
    with (
        misbehaving(delay=2) as (store, _),
        pytest.raises(EndpointError, match="no answer after 1 s"),
    ):
        store.query(NUMBERS)


def test_a_remote_graph_is_a_graph(remote: RemoteStore) -> None:
    """CONSTRUCT answers triples; what is not there has none."""
    assert isinstance(remote.query("CONSTRUCT WHERE { ?s ?p ?o }"), Graph)
    assert remote.query("DESCRIBE <http://example.org/nothing>") == Graph(())


def test_every_failure_is_ours(remote: RemoteStore) -> None:
    """No exception of another library gets out."""
    with pytest.raises(GreffeError):
        remote.query("SELECT * WHERE { ?s ?p ")
