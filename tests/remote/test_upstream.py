"""An engine that stands behind a server of ours: asked as it must be, believed only to the end."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize
from tests.remote.conftest import Said, scripted

from greffe.errors import EndpointDown, EndpointError
from greffe.remote.statements import Ending
from greffe.remote.upstream import Upstream
from greffe.results.sparql_json import dumps

if TYPE_CHECKING:
    from tests.remote.conftest import Scripted

WORDS: Final = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=20)
TRIPLES: Final = st.lists(
    st.builds(
        lambda name, word: Triple(
            NamedNode(f"urn:{name}"), NamedNode("http://x.test/p"), Literal(word, language="fr")
        ),
        st.sampled_from("abc"),
        WORDS,
    ),
    max_size=6,
    unique_by=str,
)
ROWS: Final = Said(body=b'{"head": {"vars": ["n"]}, "results": {"bindings": [{}]}}')


def upstream(server: Scripted) -> Upstream:
    """Return a scripted server as an engine."""
    return Upstream(server.address, patience=server.patience)


def rdf_xml(triples: list[Triple]) -> bytes:
    """Return triples as an engine writes them."""
    return bytes(serialize(triples, format=RdfFormat.RDF_XML) or b"")


class TestRequests:
    """What is sent."""

    def test_the_query_goes_as_it_is(self) -> None:
        """By a form, with the time that there is and nothing else."""
        with scripted(ROWS) as server:
            list(upstream(server).rows("SELECT ?n { ?n ?p 'é & %25+#' }").rows)
        (seen,) = server.seen
        assert {"query": ["SELECT ?n { ?n ?p 'é & %25+#' }"], "timeout": ["5000"]} == parse_qs(
            seen.body.decode()
        )
        assert "application/sparql-results+json" == seen.headers["accept"]

    def test_the_graphs_go_beside_it(self) -> None:
        """Each under its name, as often as there are some (SPARQL 1.1 Protocol, 2.1.4)."""
        with scripted(ROWS) as server:
            list(upstream(server).rows("SELECT ?n {}", (("urn:a", "urn:b"), ("urn:c",))).rows)
        sent = parse_qs(server.seen[0].body.decode())
        assert (["urn:a", "urn:b"], ["urn:c"]) == (
            sent["default-graph-uri"],
            sent["named-graph-uri"],
        )

    def test_a_graph_is_asked_in_a_form_that_ends(self) -> None:
        """RDF/XML, of which a part cannot be taken for the whole."""
        with scripted(Said(body=rdf_xml([]))) as server:
            assert [] == list(upstream(server).triples("CONSTRUCT WHERE { ?s ?p ?o }"))
        assert "application/rdf+xml" == server.seen[0].headers["accept"]


class TestVerdicts:
    """Answers to ASK."""

    @pytest.mark.parametrize("expected", [True, False])
    def test_a_truth_value_is_one(self, expected: bool) -> None:
        """Either."""
        with scripted(Said(body=dumps(expected).encode())) as server:
            assert expected == upstream(server).verdict("ASK {}")

    @pytest.mark.parametrize("body", [b"", b"true", b"[]", b'{"boolean"', ROWS.body, b"\xff"])
    def test_anything_else_is_none(self, body: bytes) -> None:
        """A table is no verdict, nor is a page."""
        with scripted(Said(body=body)) as server, pytest.raises(EndpointError):
            upstream(server).verdict("ASK {}")


class TestGraphs:
    """Answers to CONSTRUCT and DESCRIBE."""

    @given(TRIPLES)
    def test_what_was_written_is_read(self, triples: list[Triple]) -> None:
        """Triple by triple, accents and all."""
        with scripted(Said(body=rdf_xml(triples))) as server:
            found = list(upstream(server).triples("CONSTRUCT WHERE { ?s ?p ?o }"))
        assert set(triples) == set(found)

    @given(TRIPLES, st.data())
    def test_what_stops_short_is_an_error(self, triples: list[Triple], data: st.DataObject) -> None:
        """Wherever it is cut, even between two statements."""
        content = rdf_xml(triples).rstrip()
        cut = data.draw(st.integers(0, len(content) - 1))
        with scripted(Said(body=content[:cut])) as server, pytest.raises(EndpointError):
            list(upstream(server).triples("CONSTRUCT WHERE { ?s ?p ?o }"))

    def test_what_breaks_is_told_as_that(self) -> None:
        """A connection that ends too early is no fault of the grammar."""
        short = Said(headers={"Transfer-Encoding": "chunked"}, body=b"5\r\n<rdf:")
        with scripted(short) as server, pytest.raises(EndpointError, match="stops before its end"):
            list(upstream(server).triples("CONSTRUCT WHERE { ?s ?p ?o }"))

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"<rdf:RDF></rdf:RDF>", True),
            (b"<rdf:RDF></rdf:RDF >\n", True),
            (b"<RDF></RDF>", True),
            (b'<rdf:RDF xmlns:rdf="x"/>', True),
            (b"<x:RDF></x:RDF>\r\n\r\n", True),
            (b"<rdf:RDF></rdf:RDF", False),
            (b"<rdf:RDF><rdf:Description/>", False),
            (b"<rdf:RDF></rdf:RDF> words", False),
            (b"<rdf:RDF>&lt;/rdf:RDF", False),
            (b"", False),
        ],
    )
    def test_the_end_is_that_of_the_document(self, content: bytes, expected: bool) -> None:
        """XML 1.0, section 2.1: one element, and nothing else that counts after it."""
        ending = Ending(io.BytesIO(content))
        while ending.read(3):
            pass
        assert expected == ending.ended


class TestFailures:
    """What is no answer."""

    @pytest.mark.parametrize("status", [429, 502, 503, 504])
    def test_not_now(self, status: int) -> None:
        """A server that cannot answer now is down, once it was asked often enough."""
        with scripted(Said(status)) as server, pytest.raises(EndpointDown):
            upstream(server).rows("SELECT ?n {}")
        assert 4 == len(server.seen)

    def test_not_there(self, free_port: int) -> None:
        """So is one that nobody hears."""
        with scripted(ROWS) as server:
            found = Upstream(f"http://127.0.0.1:{free_port}/", patience=server.patience)
            with pytest.raises(EndpointDown):
                found.verdict("ASK {}")

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 500])
    def test_not_ever(self, status: int) -> None:
        """A refusal is not down."""
        with scripted(Said(status)) as server, pytest.raises(EndpointError) as caught:
            upstream(server).rows("SELECT ?n {}")
        assert not isinstance(caught.value, EndpointDown)
