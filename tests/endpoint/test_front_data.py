"""Before an engine whose data change: what is new is served, what may not be shown is withheld."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.endpoint.conftest import fill
from tests.endpoint.test_operation import is_running, until, workers
from tests.endpoint.upstreams import engine
from tests.served import CLI, Endpoint, serving
from tests.servers import NO_VIRTUOSO, VIRTUOSO, Server, apart, oxigraph, virtuoso

from greffe.remote import Access, GraphStore, RemoteStore
from greffe.remote.pushing import marks, plan, push
from greffe.store.parcels import public
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNT = "SELECT (COUNT(*) AS ?n) { ?s a greffe:Communication }"
PERSON = b"<urn:p> a <http://xmlns.com/foaf/0.1/Person> ; <http://xmlns.com/foaf/0.1/name> 'A B' ."
SECRET = b"<urn:e> <https://w3id.org/greffe/ontology#confidential> true ."
OTHER = "urn:greffe:other"


def put(server: Server, turtle: bytes) -> None:
    """Write a graph that no push knows of."""
    GraphStore(server.graphs).put(OTHER, turtle)


def drop(server: Server) -> None:
    """Take that graph away."""
    GraphStore(server.graphs).delete(OTHER)


def started(*arguments: object) -> tuple[int, str]:
    """Start an endpoint that will not start; return how it ended and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "greffe.app", "--lang", "en", "serve", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(CLI)},
        timeout=60,
    )
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def small(cache: Path, sample: Workspace) -> Iterator[Server]:
    """Give an Oxigraph server with the public view of the small workspace."""
    assert cache.is_dir()
    with oxigraph(writable=True) as server:
        assert fill(server, sample)
        yield server


@pytest.fixture(scope="module")
def before(small: Server) -> Iterator[Endpoint]:
    """Stand before it, looking three times a second."""
    with serving("--endpoint", small.endpoint, "--watch", 0.3) as endpoint:
        yield endpoint


def test_what_is_pushed_is_served_without_a_restart(small: Server, before: Endpoint) -> None:
    """A push changes the version, and the tags with it."""
    query = {"query": COUNT}
    first = before.get(query)
    known = before.get(query, if_none_match=first.headers["etag"])
    fill(small, Workspace.at())
    assert until(lambda: version(before) != first.headers["greffe-data-version"])
    again = before.get(query, if_none_match=first.headers["etag"])
    assert (200, 304, 200) == (first.status, known.status, again.status)
    assert first.body != again.body
    assert "greffe_reloads_total 1" in before.ask("/metrics").text


def version(endpoint: Endpoint) -> object:
    """Return the version of the data that an endpoint says it serves."""
    return json.loads(endpoint.ask("/health").body)["version"]


@pytest.mark.parametrize("turtle", [PERSON, SECRET])
def test_what_may_not_be_shown_is_withheld(small: Server, before: Endpoint, turtle: bytes) -> None:
    """Once a person is named or an entry confidential, nothing is answered until that ends."""
    put(small, turtle)
    assert until(lambda: before.query(COUNT).status == 503)
    health = before.ask("/health")
    told = json.loads(before.query(COUNT, accept_language="en").body)
    drop(small)
    assert until(lambda: before.query(COUNT).status == 200)
    assert (503, "withheld") == (health.status, json.loads(health.body)["upstream"])
    assert told["type"].rpartition("/")[2] == "withheld"


@pytest.mark.parametrize(
    ("turtle", "options", "said"),
    [
        (PERSON, (), "natural persons are named there"),
        (SECRET, (), "confidential entries are there"),
        (SECRET, ("--show-persons",), "confidential entries are there"),
    ],
)
def test_it_does_not_start_before_what_may_not_be_shown(
    small: Server, turtle: bytes, options: tuple[str, ...], said: str
) -> None:
    """From the start nothing is shown that the public view would not show."""
    put(small, turtle)
    code, errors = started("--endpoint", small.endpoint, "--port", 0, *options)
    drop(small)
    assert (2, True, True) == (code, said in errors, "greffe push --public" in errors)


def test_persons_are_shown_where_that_is_wanted(small: Server) -> None:
    """``--show-persons`` is the one way to show them."""
    put(small, PERSON)
    with serving("--endpoint", small.endpoint, "--show-persons", "--watch", 0) as endpoint:
        found = endpoint.query("ASK { ?p foaf:name 'A B' }")
    drop(small)
    assert json.loads(found.body)["boolean"] is True


def test_a_default_graph_that_is_no_union_is_told() -> None:
    """Questions would find nothing there; it is said at the start, with what to do."""
    with apart() as server:
        put(server, b"<urn:a> a <urn:b> .")
        code, said = started("--endpoint", server.endpoint, "--port", 0)
    assert (2, True) == (code, "--union-default-graph" in said)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://127.0.0.1:9/query", "cannot be reached"),
        ("ftp://x.test/", "is not the address"),
        ("http://u:p@x.test/", "no name and no password"),
    ],
)
def test_an_address_where_nothing_answers(address: str, said: str) -> None:
    """An engine that is not there, or can be none, is told at the start, not at the first query."""
    code, errors = started("--endpoint", address, "--port", 0)
    assert (2, True, False) == (code, said in errors, "Traceback" in errors)


def test_an_engine_that_goes_and_comes_back() -> None:
    """While it is away the endpoint says so by itself; when it is back, so is the endpoint."""
    with engine({}) as found, serving("--endpoint", found.address, "--watch", 0.3) as endpoint:
        assert endpoint.ask("/health").status == 200
        found.down = True
        assert until(lambda: endpoint.ask("/health").status == 503)
        assert "greffe_upstream_failing 1" in endpoint.ask("/metrics").text
        found.down = False
        assert until(lambda: endpoint.ask("/health").status == 200)


def test_it_is_let_in_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The token comes from the environment, goes to the engine, and shows nowhere."""
    with engine({}) as found:
        found.token = "Bearer s3cret"  # noqa: S105 - of a server that holds nothing
        code, said = started("--endpoint", found.address, "--port", 0)
        monkeypatch.setenv("GREFFE_ENDPOINT_TOKEN", "s3cret")
        with serving("--endpoint", found.address, "--watch", 0.3) as endpoint:
            answer = endpoint.query("ASK { ?s ?p ?o }")
            shown = [endpoint.ask(path).text for path in ("/health", "/metrics", "/sparql")]
    assert (2, True) == (code, "GREFFE_ENDPOINT_TOKEN" in said)
    assert answer.status == 200
    assert not any("s3cret" in text for text in (answer.text, *shown))


def test_nothing_is_left_behind(small: Server) -> None:
    """When the endpoint ends, so do its workers and the one that looks at the engine."""
    with serving("--endpoint", small.endpoint, "--watch", 0.2) as endpoint:
        assert until(lambda: len(workers(endpoint)) == 4)
        started_ = workers(endpoint)
    assert until(lambda: not any(map(is_running, started_)))


def test_it_describes_what_the_engine_holds(small: Server, before: Endpoint) -> None:
    """The description has the graphs that were pushed, and the endpoint's own address."""
    told = before.ask("/sparql", accept="text/turtle").text
    graphs = [mark.iri for mark in marks(RemoteStore(small.endpoint))]
    assert graphs
    assert all(f"<{iri}>" in told or iri.rpartition("/")[2] in told for iri in graphs)
    assert small.endpoint not in told


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, sample: Workspace) -> Iterator[Endpoint]:
    """Stand before Virtuoso, with the small workspace."""
    if VIRTUOSO is None:
        pytest.skip(NO_VIRTUOSO)
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        store = RemoteStore(server.endpoint)
        graphs = GraphStore(server.graphs, Access("dba", "dba"))
        assert list(push(plan(public(sample), ()), graphs, store))
        with serving("--endpoint", server.endpoint, "--watch", 0) as endpoint:
            yield endpoint


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (COUNT, "text/csv", "n\r\n2\r\n"),
        ("ASK { ?s a greffe:Communication }", "*/*", '{"head": {}, "boolean": true}\n'),
        (
            "ASK { ?s greffe:outsideQuebec true }",
            "application/sparql-results+json",
            '{"head": {}, "boolean": true}\n',
        ),
    ],
)
def test_another_engine_gives_the_same_answers(
    other: Endpoint, query: str, accept: str, expected: str
) -> None:
    """Which engine is behind cannot be told from the answers."""
    assert (200, expected) == ((found := other.query(query, accept=accept)).status, found.text)


def test_graphs_of_another_engine_are_graphs(other: Endpoint) -> None:
    """What it constructs comes whole, accents and all."""
    found = other.query(
        "CONSTRUCT { ?s skos:prefLabel ?l } WHERE { "
        "VALUES ?s { <https://w3id.org/greffe/org/ramq> } "
        '?s skos:prefLabel ?l FILTER(LANG(?l) = "fr") }',
        accept="application/n-triples",
    )
    assert found.text == (
        "<https://w3id.org/greffe/org/ramq> <http://www.w3.org/2004/02/skos/core#prefLabel> "
        '"Régie de l’assurance maladie du Québec"@fr .\n'
    )
