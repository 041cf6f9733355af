"""Oxigraph's terms become ours: whole tables and rows as they come say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from pyoxigraph import QuerySolutions, Store

from greffe.results.model import Table
from greffe.store.conversion import stream, table
from greffe.terms import LANG_STRING, XSD_INTEGER, XSD_STRING, Blank, Iri, Literal, Triple

if TYPE_CHECKING:
    from greffe.terms import Term

ALIKE: Final = '"1" "1"@fr "1"@en 1 1.5 true <x:1> <<( <x:1> <x:2> "1" )>>'
BLANKS: Final = "SELECT ?a ?b { VALUES ?n { 1 2 } BIND(BNODE() AS ?a) BIND(?a AS ?b) }"


def solutions(query: str) -> QuerySolutions:
    """Ask a store that holds nothing."""
    found = Store().query(query)
    assert isinstance(found, QuerySolutions)
    return found


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ?a ?b {{ VALUES ?a {{ {ALIKE} }} VALUES ?b {{ {ALIKE} }} }}",
        "SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) (UNDEF 1) (UNDEF UNDEF) } }",
        BLANKS,
        "SELECT ?a { VALUES ?a { } }",
    ],
)
def test_a_table_has_the_rows_of_the_stream(query: str) -> None:
    """Terms that are made once for a table are those that are made anew for each row."""
    found = stream(solutions(query))
    assert Table(found.variables, tuple(found.rows)) == table(solutions(query))


def test_terms_that_look_alike_stay_apart() -> None:
    """The same letters in another language or of another datatype are another term."""
    found = table(solutions(f"SELECT ?a {{ VALUES ?a {{ {ALIKE} }} }}")).column("a")
    xsd = XSD_STRING.removesuffix("string")
    expected: list[Term] = [
        Literal("1"),
        Literal("1", LANG_STRING, "fr"),
        Literal("1", LANG_STRING, "en"),
        Literal("1", XSD_INTEGER),
        Literal("1.5", f"{xsd}decimal"),
        Literal("true", f"{xsd}boolean"),
        Iri("x:1"),
        Triple(Iri("x:1"), Iri("x:2"), Literal("1")),
    ]
    assert expected == list(found)


def test_a_term_is_made_once_for_a_table() -> None:
    """Thousands of rows that name one recipient hold it once."""
    found = table(solutions("SELECT ?a ?n { VALUES ?a { <x:1> } VALUES ?n { 1 2 3 } }"))
    assert 1 == len({id(term) for term in found.column("a")})
    assert 3 == len({id(term) for term in found.column("n")})


def test_blank_nodes_are_numbered_as_they_come_in_a_table() -> None:
    """The first is b0 wherever it stands, and no answer remembers another."""
    expected = ((Blank("b0"), Blank("b0")), (Blank("b1"), Blank("b1")))
    assert expected == table(solutions(BLANKS)).rows
    assert expected == table(solutions(BLANKS)).rows


def test_what_is_unbound_is_nothing() -> None:
    """A variable without a value gives no term, beside one that has the same value elsewhere."""
    found = table(solutions("SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) (UNDEF 1) } }"))
    one = Literal("1", XSD_INTEGER)
    assert ((one, None), (None, one)) == found.rows
