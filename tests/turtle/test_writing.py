"""Turtle has one formatting: the same graph always gives the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, XSD, Graph, Literal, URIRef

from greffe.namespaces import GREFFE, PREFIXES
from greffe.resources import data_dir
from greffe.turtle.writing import serialize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    Triples = Iterable[tuple[Node, Node, Node]]

NAMES: Final = st.from_regex(r"[a-z][a-z0-9]{0,5}(/[0-9]{1,3})?", fullmatch=True)
THINGS: Final = NAMES.map(lambda name: URIRef(f"https://w3id.org/greffe/id/mifi/{name}"))
TERMS: Final = st.from_regex(r"[a-z][a-zA-Z]{0,8}", fullmatch=True).map(
    lambda name: URIRef(GREFFE + name)
)
WORDS: Final = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\"'\\"))
VALUES: Final = st.one_of(
    THINGS,
    WORDS.map(lambda words: Literal(words, lang="fr")),
    WORDS.map(Literal),
    st.integers().map(Literal),
    st.booleans().map(Literal),
    st.integers(1000, 2999).map(lambda year: Literal(str(year), datatype=XSD.gYear)),
)
GRAPHS: Final = st.lists(st.tuples(THINGS, TERMS | st.just(RDF.type), VALUES), max_size=12)


def graph_of(triples: Triples) -> Graph:
    """Return a graph with these triples, added in this order."""
    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add(triple)
    return graph


def parsed(turtle: str) -> Graph:
    """Return the graph that a text describes."""
    return Graph(bind_namespaces="none").parse(data=turtle, format="turtle")


@given(GRAPHS)
def test_nothing_is_lost(triples: Triples) -> None:
    """Reading what was written gives the same graph, whatever its words."""
    graph = graph_of(triples)
    assert set(graph) == set(parsed(serialize(graph)))


@given(GRAPHS)
def test_writing_is_a_fixed_point(triples: Triples) -> None:
    """Writing, reading and writing again gives the same text."""
    turtle = serialize(graph_of(triples))
    assert turtle == serialize(parsed(turtle))


@given(GRAPHS, st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(
    triples: list[tuple[Node, Node, Node]], chance: st.DataObject
) -> None:
    """However a graph was built, it is written alike."""
    shuffled = list(triples)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert serialize(graph_of(triples)) == serialize(graph_of(shuffled))


@pytest.mark.parametrize("name", ["register.ttl", "inventory.ttl"])
def test_the_published_files_are_written_so(name: str) -> None:
    """The published Turtle is what serialising it again gives, to the byte."""
    path = data_dir() / "mifi" / name
    assert path.read_text(encoding="utf-8") == serialize(Graph().parse(path, format="turtle"))


def test_subjects_stand_in_reading_order() -> None:
    """The second communication comes before the tenth."""
    names = ["communication/10", "communication/2", "agreement/b", "communication/2/citation/1"]
    graph = graph_of((URIRef(f"x:{name}"), RDF.type, URIRef("x:Thing")) for name in names)
    subjects = [line.strip("<>") for line in serialize(graph).splitlines() if line.startswith("<")]
    assert subjects == [
        "x:agreement/b",
        "x:communication/2",
        "x:communication/2/citation/1",
        "x:communication/10",
    ]


def test_only_prefixes_in_use_are_declared() -> None:
    """A prefix that nothing in the file uses is not declared; those of datatypes count."""
    year = Literal("2012", datatype=XSD.gYear)
    turtle = serialize(graph_of([(URIRef("x:s"), URIRef(f"{GREFFE}since"), year)]))
    declared = [line.split()[1] for line in turtle.splitlines() if line.startswith("PREFIX")]
    assert declared == ["greffe:", "xsd:"]


def test_prefixes_are_ours_whatever_the_graph_was_read_with() -> None:
    """Other prefixes bound in a graph leave no trace in the text."""
    triples = [(URIRef("x:s"), URIRef(f"{GREFFE}since"), Literal("a"))]
    renamed = graph_of(triples)
    renamed.bind("other", GREFFE)
    renamed.bind("more", "x:")
    assert serialize(graph_of(triples)) == serialize(renamed)
    assert PREFIXES["greffe"] == GREFFE


def test_an_empty_graph_is_one_empty_line() -> None:
    """Nothing to say is written as nothing, and still ends its line."""
    assert serialize(Graph()) == "\n"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (f"{GREFFE}Communication", "greffe:Communication"),
        (f"{GREFFE}Communication/1", f"<{GREFFE}Communication/1>"),
        (f"{GREFFE}ends.", f"<{GREFFE}ends.>"),
        (GREFFE, "greffe:"),
        ("https://example.org/a#b", "<https://example.org/a#b>"),
    ],
)
def test_a_name_is_shortened_where_it_can_be(name: str, written: str) -> None:
    """A prefix counts only if the rest is a name that Turtle can write after it."""
    graph = graph_of([(URIRef("x:a"), URIRef("x:b"), URIRef(name))])
    assert f" {written} ;" in serialize(graph)
    assert set(graph) == set(parsed(serialize(graph)))
