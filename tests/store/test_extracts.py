"""Some graphs of a store in the syntaxes of RDF 1.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset

from greffe.store.extracts import Syntax

if TYPE_CHECKING:
    from greffe.store import Store

REGISTER = "https://w3id.org/greffe/id/exemple/register"
INVENTORY = "https://w3id.org/greffe/id/exemple/inventory"
FORMATS: dict[str, RdfFormat] = {
    "n-triples": RdfFormat.N_TRIPLES,
    "n-quads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "json-ld": RdfFormat.JSON_LD,
}
SYNTAXES = get_args(Syntax)


def triples(content: bytes, syntax: str) -> set[str]:
    """Return the statements of an extract, without the names of graphs."""
    return {str(quad.triple) for quad in parse(content, format=FORMATS[syntax])}


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_every_syntax_says_the_same(syntax: Syntax, sample_store: Store) -> None:
    """Read again, an extract holds the statements of the graph, and no others."""
    answer = sample_store.select(
        f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{REGISTER}> {{ ?s ?p ?o }} }}"
    )
    found = triples(sample_store.extract([REGISTER], syntax), syntax)
    assert str(len(found)) == getattr(answer.rows[0][0], "value", None)
    assert found == triples(sample_store.extract([REGISTER], "n-triples"), "n-triples")


@pytest.mark.parametrize("syntax", ["n-quads", "trig", "json-ld"])
def test_the_names_of_graphs_are_kept(syntax: Syntax, sample_store: Store) -> None:
    """Where the syntax can, each statement stays in its graph."""
    content = sample_store.extract([REGISTER, INVENTORY], syntax)
    names = {
        getattr(quad.graph_name, "value", "") for quad in parse(content, format=FORMATS[syntax])
    }
    assert names == {REGISTER, INVENTORY}


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_the_order_of_the_graphs_does_not_matter(syntax: Syntax, sample_store: Store) -> None:
    """Statements are sorted: the same graphs give the same bytes."""
    one = sample_store.extract([REGISTER, INVENTORY], syntax)
    assert one == sample_store.extract([INVENTORY, REGISTER], syntax)


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_what_is_not_there_is_nothing(syntax: Syntax, sample_store: Store) -> None:
    """A graph that the store has not has no statement."""
    content = sample_store.extract(["https://example.org/none"], syntax)
    assert list(parse(content, format=FORMATS[syntax])) == []


def test_another_library_reads_it(sample_store: Store) -> None:
    """Rdflib reads the same number of quads from TriG and from JSON-LD."""
    counts = set()
    for syntax, name in (("trig", "trig"), ("json-ld", "json-ld"), ("n-quads", "nquads")):
        dataset = Dataset()
        dataset.parse(data=sample_store.extract([REGISTER], syntax), format=name)  # type: ignore[arg-type]
        counts.add(len(list(dataset.quads())))
    assert len(counts) == 1
    assert counts != {0}
