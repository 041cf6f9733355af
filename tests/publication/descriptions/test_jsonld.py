"""JSON-LD: short where a short form says the same term again, plain nowhere else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph as Rdf

from greffe.namespaces import DCTERMS, GREFFE, RDF, XSD
from greffe.publication.descriptions import jsonld
from greffe.results.model import Graph
from greffe.terms import Blank, Iri, Literal, Term, Triple, text

THING = Iri("https://w3id.org/greffe/id/x/communication/1")
VALUE = Iri(f"{GREFFE}since")


def graph(*values: Term, predicate: Iri = VALUE) -> Graph:
    """Return a graph that says some values of one thing."""
    return Graph(tuple(sorted({Triple(THING, predicate, value) for value in values}, key=str)))


def node(*values: Term, predicate: Iri = VALUE) -> dict[str, Any]:
    """Return the one node object of such a graph."""
    told: dict[str, Any] = json.loads(jsonld.nodes(graph(*values, predicate=predicate)))
    return told


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Literal("mot"), "mot"),
        (Literal("true", f"{XSD}boolean"), True),
        (Literal("1", f"{XSD}boolean"), {"@value": "1", "@type": "xsd:boolean"}),
        (Literal("12", f"{XSD}integer"), 12),
        (Literal("012", f"{XSD}integer"), {"@value": "012", "@type": "xsd:integer"}),
        (Literal("-0", f"{XSD}integer"), {"@value": "-0", "@type": "xsd:integer"}),
        (Literal("2012", f"{XSD}gYear"), {"@value": "2012", "@type": "xsd:gYear"}),
        (text("mot", "fr"), {"@value": "mot", "@language": "fr"}),
        (Iri("https://exemple.quebec/"), {"@id": "https://exemple.quebec/"}),
        (Blank("b1"), {"@id": "_:b1"}),
    ],
)
def test_a_value_is_plain_only_where_that_says_the_same_term(term: Term, expected: object) -> None:
    """Other spellings of a number or a truth value keep their own."""
    assert {"@id": THING.value, "greffe:since": expected} == node(term)


def test_a_type_is_a_keyword_and_several_values_are_a_list() -> None:
    """Classes stand under ``@type``; one value alone is no list."""
    types = (Iri(f"{GREFFE}Communication"), Iri(f"{GREFFE}RegisterEntry"))
    told = node(*types, predicate=Iri(f"{RDF}type"))
    assert ["greffe:Communication", "greffe:RegisterEntry"] == told["@type"]
    assert "greffe:Communication" == node(types[0], predicate=Iri(f"{RDF}type"))["@type"]


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (f"{DCTERMS}title", "dcterms:title"),
        ("https://w3id.org/dpv/pd#Name", "pd:Name"),
        (DCTERMS, DCTERMS),
        ("https://exemple.quebec/a", "https://exemple.quebec/a"),
        (f"{DCTERMS}//x", f"{DCTERMS}//x"),
    ],
)
def test_a_name_is_short_where_it_would_be_read_back(iri: str, expected: str) -> None:
    """What follows the colon is never nothing and never begins with two slashes."""
    assert expected == jsonld.shortened(iri)


LITERALS = st.one_of(
    st.builds(Literal, st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]))),
    st.builds(lambda n: Literal(str(n), f"{XSD}integer"), st.integers()),
    st.builds(lambda w: text(w, "fr"), st.text('aé"\\\n', max_size=9)),
)


@given(st.lists(LITERALS, min_size=1, max_size=6))
def test_any_graph_comes_back_as_it_was(values: list[Literal]) -> None:
    """Written and read by rdflib, the statements are those that were written."""
    said = graph(*values)
    there = Rdf().parse(data=jsonld.document(jsonld.nodes(said)), format="json-ld")
    plain = Rdf().parse(
        data="".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in said.triples), format="nt"
    )
    assert set(plain) == set(there)
