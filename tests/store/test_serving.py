"""Answers as documents: complete and of the form that is asked for, or an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal as OxiLiteral
from pyoxigraph import NamedNode, Quad
from pyoxigraph import Store as Oxigraph
from rdflib import Graph

from greffe.errors import RefusedQuery, SyntaxFault, TooLarge, Unwritable
from greffe.store.counting import Bounded, Limited
from greffe.store.serving import CSV, JSON, RDF_XML, TSV, TURTLE, XML, Dataset, Serving

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

GRAPH = "https://example.org/graph"
EVERYTHING = "SELECT ?s ?o { ?s ?p ?o }"
NASTY = ['a"b,c\r\nd', "</result><result>", '},{"', "\t\n", "x", "]}}", "é\u2028"]


def picking(media_type: str) -> Callable[[Sequence[str]], str]:
    """Return what chooses one media type, which must be offered."""

    def choose(offers: Sequence[str]) -> str:
        assert media_type in offers
        return media_type

    return choose


def store(values: list[str]) -> Oxigraph:
    """Return a store with one statement for each value, in one graph."""
    engine = Oxigraph()
    predicate, graph = NamedNode("x:p"), NamedNode(GRAPH)
    for number, value in enumerate(values):
        engine.add(Quad(NamedNode(f"x:{number}"), predicate, OxiLiteral(value), graph))
    return engine


@pytest.mark.parametrize("media_type", [JSON, XML, CSV, TSV])
@given(values=st.lists(st.sampled_from(NASTY), max_size=8))
def test_rows_are_counted_exactly(media_type: str, values: list[str]) -> None:
    """The count is that of the rows, whatever their values look like."""
    found = Serving(store(values), 100, 1 << 20).answer(EVERYTHING, None, picking(media_type))
    assert len(values) == found.rows


@pytest.mark.parametrize("media_type", [JSON, XML, CSV, TSV])
@pytest.mark.parametrize("most", [6, 7])
def test_rows_are_limited_exactly(media_type: str, most: int) -> None:
    """As many rows as are allowed are an answer, one more is an error."""
    serving = Serving(store(NASTY), most, 1 << 20)
    if most < len(NASTY):
        with pytest.raises(TooLarge):
            serving.answer(EVERYTHING, None, picking(media_type))
    else:
        assert serving.answer(EVERYTHING, None, picking(media_type)).rows == most


@pytest.mark.parametrize("query", [EVERYTHING, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"])
def test_bytes_are_limited(query: str) -> None:
    """An answer of too many bytes is an error, no shorter answer."""
    with pytest.raises(TooLarge):
        Serving(store(["x" * 1000]), 100, 500).answer(query, None, lambda offers: offers[0])


def test_triples_are_limited() -> None:
    """A graph of too many triples is an error."""
    serving = Serving(store(NASTY), 6, 1 << 20)
    with pytest.raises(TooLarge):
        serving.answer("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", None, picking(TURTLE))


@given(st.binary(max_size=300), st.integers(1, 50))
def test_pieces_do_not_matter(content: bytes, size: int) -> None:
    """However the content is cut, rows are counted alike and nothing is lost."""
    for form in ("JSON", "XML", "CSV", "TSV"):
        whole, cut = Bounded(1000, form, 1000), Bounded(1000, form, 1000)
        whole.write(content)
        for start in range(0, len(content), size):
            cut.write(content[start : start + size])
        assert (whole.content(), whole._marks) == (cut.content(), cut._marks)  # noqa: SLF001


def test_limited_yields_what_there_is() -> None:
    """Values pass unchanged up to the limit, and are counted."""
    found = Limited([1, 2], 2)
    assert (list(found), found.count) == ([1, 2], 2)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x.test/> { ?s ?p ?o } }",
        "SELECT * FROM <http://x.test/> { ?s ?p ?o }",
        "SELECT *FROM<x:y>{}",
        "SELECT(1 AS ?x)FROM<x:y>{}",
        "ASK#\nFROM#\n<x:y>{}",
        "DESCRIBE<x:a>FROM<x:y>",
        "CONSTRUCT{}FROM<x:y>{}",
        "ASK \\u0066rom <x:y> {}",
        "ASK { \\u0053ERVICE <http://x.test/> { ?s ?p ?o } }",
        "ASK { \\U00000053ERVICE <http://x.test/> { ?s ?p ?o } }",
        "LOAD <http://x.test/>",
        "DROP ALL",
    ],
)
def test_nothing_outside(query: str) -> None:
    """Other hosts, other graphs and updates are refused as such."""
    with pytest.raises(RefusedQuery):
        Serving(store([]), 10, 1000).answer(query, None, picking(JSON))


@pytest.mark.parametrize("value", [r"\u003E } DROP ALL #", r"\\u0022", "service", "from <x:y>"])
def test_values_are_no_words_of_the_query(value: str) -> None:
    """What stands in a string is never taken for syntax, escapes included."""
    from greffe.terms import Literal

    query = f"ASK {{ ?s ?p {Literal(value)} }}"
    found = Serving(store([value]), 10, 1000).answer(query, None, picking(JSON))
    assert b"true" in found.body


@pytest.mark.parametrize(
    ("dataset", "expected"),
    [
        (None, b"true"),
        (Dataset((GRAPH,), ()), b"true"),
        (Dataset((), (GRAPH,)), b"false"),
    ],
)
def test_datasets(dataset: Dataset | None, expected: bytes) -> None:
    """The default graph is that which the request chooses, all where it chooses none."""
    found = Serving(store(["x"]), 10, 1000).answer("ASK { ?s ?p ?o }", dataset, picking(JSON))
    assert expected in found.body


def test_names_that_end_in_a_word_are_names() -> None:
    """A property whose name ends like a word of SPARQL is read as a name, without a second look."""
    from greffe.store.guard import chosen_graphs

    query = "ASK { ?x prov:wasQuotedFrom ?from ; dcterms:from ?y }"
    assert chosen_graphs(query, lambda _: False) == ((), ())


def test_unknown_graphs_are_refused() -> None:
    """A request may only choose graphs that are there."""
    with pytest.raises(RefusedQuery):
        Serving(store([]), 10, 1000).answer("ASK {}", Dataset((GRAPH,), ()), picking(JSON))


def test_faults_have_their_place() -> None:
    """A text that is no query is a fault with its line."""
    with pytest.raises(SyntaxFault) as fault:
        Serving(store([]), 10, 1000).answer("ASK\n{ ?s }", None, picking(JSON))
    assert fault.value.line == 2


@pytest.mark.parametrize("predicate", ["x:", "http://x.test/1", "http://x.test/a/"])
def test_a_graph_that_xml_cannot_hold(predicate: str) -> None:
    """RDF/XML has no name for some properties: that is said, and nothing half written."""
    query = f"CONSTRUCT {{ <x:s> <{predicate}> 1 }} {{}}"
    with pytest.raises(Unwritable):
        Serving(store([]), 10, 1 << 20).answer(query, None, picking(RDF_XML))


@pytest.mark.parametrize(
    "predicate", ["x:y", "http://x.test/1y", "http://x.test/é#été", "x:1a.b-c"]
)
def test_rdf_xml_is_xml(predicate: str) -> None:
    """What RDF/XML can name is written so that it reads back."""
    query = f"CONSTRUCT {{ <x:s> <{predicate}> 1 }} {{}}"
    found = Serving(store([]), 10, 1 << 20).answer(query, None, picking(RDF_XML))
    graph = Graph().parse(data=found.body, format="xml")
    assert [str(each) for each in graph.predicates()] == [predicate]
