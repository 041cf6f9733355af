"""Graphs are written as Turtle that another parser reads back the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from greffe.namespaces import GREFFE, RDF, SKOS, XSD
from greffe.results import Graph
from greffe.results.turtle import turtle
from greffe.store.conversion import parse_turtle
from greffe.terms import XSD_INTEGER, Blank, Iri, Literal, Triple, text

if TYPE_CHECKING:
    from greffe.store import Store
    from greffe.workspace import Workspace

TYPE = Iri(f"{RDF}type")
RAMQ = Iri("https://w3id.org/greffe/org/ramq")
LABEL = Iri(f"{SKOS}prefLabel")

names = st.builds(
    Iri,
    st.from_regex(
        rf"({re.escape(GREFFE)}|{re.escape(SKOS)}|urn:)[a-z.\-/0-9]{{1,9}}", fullmatch=True
    ),
)
values = st.one_of(
    names,
    st.builds(Literal, st.text(st.characters(exclude_categories=["Cs"]), max_size=9)),
    st.builds(text, st.text(st.characters(exclude_categories=["Cs"]), max_size=9), st.just("fr")),
    st.builds(lambda n: Literal(str(n), XSD_INTEGER), st.integers()),
)
triples = st.builds(Triple, names, names, values)


def test_turtle_is_sorted_and_short() -> None:
    """Only the prefixes in use, `a` first, one object a line where there are several."""
    graph = Graph(
        (
            Triple(RAMQ, LABEL, text("Régie", "fr")),
            Triple(RAMQ, Iri(f"{GREFFE}position"), Literal("5", XSD_INTEGER)),
            Triple(RAMQ, TYPE, Iri(f"{GREFFE}PublicBody")),
            Triple(RAMQ, LABEL, text("Board", "en")),
            Triple(Blank("c14n0"), LABEL, Literal("x")),
        )
    )
    assert turtle(graph) == (
        "@prefix greffe: <https://w3id.org/greffe/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "\n"
        "<https://w3id.org/greffe/org/ramq>\n"
        "    a greffe:PublicBody ;\n"
        '    skos:prefLabel "Board"@en,\n'
        '        "Régie"@fr ;\n'
        '    greffe:position "5"^^xsd:integer .\n'
        "\n"
        "_:c14n0\n"
        '    skos:prefLabel "x" .\n'
    )


def test_an_empty_graph_is_an_empty_text() -> None:
    """Nothing to say, nothing written."""
    assert turtle(Graph(())) == ""


def test_names_that_need_care_stay_whole() -> None:
    """A local name with a slash, a dot at its end or an accent is written as an IRI."""
    for local in ("a/b", "a.", "é", ""):
        triple = Triple(RAMQ, LABEL, Iri(f"{GREFFE}{local}"))
        assert f"<{GREFFE}{local}>" in turtle(Graph((triple,)))


@given(st.lists(triples, max_size=8))
def test_another_parser_reads_the_same_graph(statements: list[Triple]) -> None:
    """What is written is read back equal."""
    graph = Graph(tuple(sorted(set(statements), key=str)))
    assert parse_turtle(turtle(graph)) == graph


def test_the_order_of_triples_does_not_matter() -> None:
    """The same graph is the same text, in whatever order it came."""
    one, two = Triple(RAMQ, LABEL, Literal("a")), Triple(RAMQ, LABEL, Literal("b"))
    assert turtle(Graph((one, two))) == turtle(Graph((two, one)))


def test_a_whole_workspace_comes_back(sample_store: Store, sample: Workspace) -> None:
    """Everything that the store holds survives the writing."""
    graph = sample_store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(graph, Graph)
    assert parse_turtle(turtle(graph)) == graph
    assert len(graph) == len(sample_store)
    assert XSD in turtle(graph)
    assert len(sample.files()) == len(sample_store.graphs())
