"""Tables and graphs are values."""

from __future__ import annotations

import pytest

from greffe.results import Graph, Table
from greffe.terms import Iri, Literal, Triple

TABLE = Table(("a", "b"), ((Iri("x:1"), None), (None, Literal("z"))))


def test_a_column_is_its_terms_row_by_row() -> None:
    """Unbound cells are kept, so that columns stay side by side."""
    assert TABLE.column("b") == (None, Literal("z"))


def test_an_unknown_column_is_a_key_error() -> None:
    """A variable that is not projected has no column."""
    with pytest.raises(KeyError, match="c"):
        TABLE.column("c")


def test_records_hold_only_what_is_bound() -> None:
    """Row by row, as mappings without the empty cells."""
    assert list(TABLE.records()) == [{"a": Iri("x:1")}, {"b": Literal("z")}]


def test_sizes_are_rows_and_triples() -> None:
    """The length of an answer is what a person counts."""
    triple = Triple(Iri("x:s"), Iri("x:p"), Iri("x:o"))
    assert (len(TABLE), len(Graph((triple,)))) == (2, 1)
