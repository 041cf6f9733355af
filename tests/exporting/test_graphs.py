"""The graphs of a body in the syntaxes of RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic

from greffe.errors import InputError, UsageError
from greffe.exporting.graphs import GRAPH_FORMATS, NAMES, WHATS, graph_bytes
from greffe.resources import data_dir

if TYPE_CHECKING:
    from greffe.bodies import Body
    from greffe.store import Store

PARSERS = {"trig": "trig", "nq": "nquads", "jsonld": "json-ld"}


@pytest.mark.parametrize("what", ["register", "inventory", "body"])
def test_turtle_is_that_of_the_file(what: str, store: Store, mifi: Body) -> None:
    """The exported Turtle is the file of the body, byte for byte."""
    expected = (data_dir() / "mifi" / f"{what}.ttl").read_bytes()
    assert expected == graph_bytes(store, mifi, what, "ttl")  # type: ignore[arg-type]


@pytest.mark.parametrize("form", PARSERS)
def test_quads_hold_the_same_graph_under_its_name(form: str, store: Store, mifi: Body) -> None:
    """Read by rdflib, the named graph is the one of the file."""
    dataset = Dataset()
    dataset.parse(data=graph_bytes(store, mifi, "body", form), format=PARSERS[form])
    expected = Graph().parse(data_dir() / "mifi" / "body.ttl")
    assert isomorphic(expected, dataset.graph(URIRef(mifi.iri)))


def test_all_are_the_three_graphs_of_the_body(store: Store, mifi: Body) -> None:
    """Register, inventory and description, each under its own name."""
    lines = graph_bytes(store, mifi, "all", "nq").decode().splitlines()
    names = {line.rpartition("<")[2].removesuffix("> .") for line in lines}
    assert names == {mifi.register, mifi.inventory, mifi.iri}


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_the_same_data_gives_the_same_bytes(form: str, store: Store, mifi: Body) -> None:
    """Statements are sorted."""
    once, again = (graph_bytes(store, mifi, "body", form) for _ in range(2))
    assert once == again


def test_a_turtle_file_is_one_graph(store: Store, mifi: Body) -> None:
    """All three do not fit in one Turtle file: what would, is told."""
    with pytest.raises(UsageError) as caught:
        graph_bytes(store, mifi, "all", "ttl")
    assert caught.value.remedy is not None
    assert "trig" in caught.value.remedy.fr


def test_a_graph_that_is_not_there_is_told(store: Store, mifi: Body) -> None:
    """A body without a register has no graph of it."""
    other = type(mifi)("autre", "https://example.org/org/autre", "https://example.org/id/autre")
    with pytest.raises(InputError) as caught:
        graph_bytes(store, other, "register", "nq")
    assert "autre" in caught.value.message.fr


def test_each_kind_of_file_has_a_name() -> None:
    """No two of a body's files would have the same."""
    assert set(WHATS) == set(NAMES)
    assert len(set(NAMES.values())) == len(WHATS)
