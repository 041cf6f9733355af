"""RDF terms are written as N-Triples says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.namespaces import XSD
from greffe.terms import XSD_INTEGER, Blank, Iri, Literal, Triple, text

NOT_SURROGATE = st.characters(exclude_categories=["Cs"])


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Iri("https://w3id.org/greffe/org/ramq"), "<https://w3id.org/greffe/org/ramq>"),
        (Blank("b0"), "_:b0"),
        (Literal("Non"), '"Non"'),
        (text("Québec", "fr"), '"Québec"@fr'),
        (Literal("17", XSD_INTEGER), f'"17"^^<{XSD}integer>'),
        (Literal('un "mot"'), '"un \\"mot\\""'),
        (Literal("deux\nlignes\tet\\"), '"deux\\nlignes\\tet\\\\"'),
        (Literal("\x00\x7f"), '"\\u0000\\u007F"'),
        (Triple(Iri("x:s"), Iri("x:p"), Blank("o")), "<<( <x:s> <x:p> _:o )>>"),
    ],
)
def test_terms_are_written_as_n_triples(term: object, expected: str) -> None:
    """Each kind of term has its one form in N-Triples."""
    assert str(term) == expected


def test_an_iri_cannot_close_itself() -> None:
    """Characters that an IRI cannot hold are escaped: no term can become syntax."""
    assert (
        str(Iri("x:a> } DROP ALL #")) == "<x:a\\u003E\\u0020\\u007D\\u0020DROP\\u0020ALL\\u0020#>"
    )


def test_kinds_of_terms_are_never_equal() -> None:
    """A name, a value and an anonymous thing differ even when they are spelt alike."""
    assert len({Iri("x"), Blank("x"), Literal("x"), text("x", "fr"), text("x", "en")}) == 5


@given(st.text(NOT_SURROGATE))
def test_a_literal_survives_a_real_parser(value: str) -> None:
    """What is written, Oxigraph reads back as the same value."""
    from pyoxigraph import RdfFormat, parse

    line = f"<x:s> <x:p> {Literal(value)} ."
    (quad,) = parse(line, format=RdfFormat.N_TRIPLES)
    assert quad.object.value == value
