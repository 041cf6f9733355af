"""How much a store holds, counted part by part, is what queries count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from greffe.store import Store, open_store
from greffe.store.statistics import Size
from greffe.terms import Iri, Literal
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from greffe.store.statistics import Statistics

ALL: Final = """
SELECT (COUNT(DISTINCT *) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects) WHERE { ?s ?p ?o }"""
PROPERTIES: Final = """
SELECT ?p (COUNT(DISTINCT *) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"""
CLASSES: Final = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) WHERE { ?thing a ?class }
GROUP BY ?class ORDER BY ?class"""
GRAPHS: Final = """
SELECT ?g (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"""


@pytest.fixture(scope="module")
def store() -> Store:
    """Open the store of the bundled data."""
    return open_store(Workspace.at())


@pytest.fixture(scope="module")
def counted(store: Store) -> Statistics:
    """Count what it holds."""
    return store.statistics()


def asked(store: Store, query: str) -> dict[str, tuple[int, ...]]:
    """Return the numbers that a query gives, by the identifier in its first column."""
    return {
        name.value: tuple(int(each.value) for each in numbers if isinstance(each, Literal))
        for name, *numbers in store.select(query).rows
        if isinstance(name, Iri)
    }


def test_the_whole_is_what_a_query_counts(store: Store, counted: Statistics) -> None:
    """A statement that two graphs make counts once."""
    (row,) = store.select(ALL).rows
    numbers = [int(each.value) for each in row if isinstance(each, Literal)]
    assert Size(*numbers) == counted.total


def test_each_property_is_what_a_query_counts(store: Store, counted: Statistics) -> None:
    """Statements, subjects and values of every property, in order."""
    expected = {name: Size(*numbers) for name, numbers in asked(store, PROPERTIES).items()}
    assert list(expected.items()) == list(counted.properties.items())


def test_each_class_is_what_a_query_counts(store: Store, counted: Statistics) -> None:
    """Things of every class, in order."""
    expected = {name: numbers[0] for name, numbers in asked(store, CLASSES).items()}
    assert list(expected.items()) == list(counted.classes.items())


def test_each_graph_is_what_a_query_counts(store: Store, counted: Statistics) -> None:
    """Statements and subjects of every named graph, in order."""
    expected = {name: Size(*numbers) for name, numbers in asked(store, GRAPHS).items()}
    assert list(expected.items()) == list(counted.graphs.items())


def test_a_statement_of_two_graphs_is_one(counted: Statistics) -> None:
    """The parts of the whole never add up to less than it."""
    assert counted.total.triples <= sum(each.triples for each in counted.graphs.values())
    assert counted.total.subjects <= sum(each.subjects for each in counted.properties.values())
