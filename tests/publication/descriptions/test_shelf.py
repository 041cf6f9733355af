"""The graph in every syntax: the same statements, whoever reads them."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from pyld import jsonld as pyld
from pyoxigraph import CanonicalizationAlgorithm, RdfFormat, parse
from pyoxigraph import Dataset as Quads
from rdflib import Dataset, Graph

from greffe.publication.descriptions.shelf import SYNTAXES, Shelf

if TYPE_CHECKING:
    from greffe.publication.descriptions.shelf import Syntax
    from greffe.publication.site.site import Site

RDFLIB = {"n-quads": "nquads", "trig": "trig", "json-ld": "json-ld"}
PREFIXES_GRAPH = "https://w3id.org/greffe/ontology/prefixes"


@pytest.fixture(scope="module")
def shelf(site: Site) -> Shelf:
    """Give the graphs of the bundled data."""
    return Shelf(site.store)


def canonical(text: bytes | str) -> set[str]:
    """Return the quads of N-Quads, blank nodes named canonically (RDFC-1.0)."""
    quads = Quads(parse(text, format=RdfFormat.N_QUADS))
    quads.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, quads))


@pytest.fixture(scope="module")
def kept(site: Site) -> set[str]:
    """Give every quad of the store, as the store's own dump has it."""
    return canonical(site.store.extract(site.store.graphs(), "n-quads"))


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_rdflib_reads_every_statement_of_every_dump(
    syntax: Syntax, shelf: Shelf, kept: set[str]
) -> None:
    """Each whole dump holds the store, each statement in its named graph, and no other."""
    dataset = Dataset()
    dataset.parse(data=shelf.whole(syntax), format=RDFLIB[syntax])
    assert kept == canonical(dataset.serialize(format="nquads"))


def test_another_json_ld_processor_reads_the_same(shelf: Shelf, kept: set[str]) -> None:
    """PyLD, a processor of its own, finds in the JSON-LD what the store holds."""
    document = json.loads(shelf.whole("json-ld"))
    assert kept == canonical(pyld.to_rdf(document, {"format": "application/n-quads"}))


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_a_compressed_dump_is_the_dump(syntax: Syntax, shelf: Shelf) -> None:
    """Unpacked, it has the same bytes."""
    assert shelf.whole(syntax) == gzip.decompress(shelf.compressed(syntax))


def test_a_compressed_dump_carries_no_date_and_no_name(shelf: Shelf) -> None:
    """The flags and the time of the gzip header are zero (RFC 1952, section 2.3)."""
    assert bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0]) == shelf.compressed("trig")[:8]


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_two_readings_give_the_same_bytes(syntax: Syntax, site: Site, shelf: Shelf) -> None:
    """Equal data gives equal bytes."""
    assert shelf.whole(syntax) == Shelf(site.store).whole(syntax)


def test_a_graph_of_its_own_says_the_same_in_both_syntaxes(shelf: Shelf) -> None:
    """The Turtle and the JSON-LD of one graph are isomorphic, blank nodes included."""
    turtle = Graph().parse(data=shelf.turtle(PREFIXES_GRAPH), format="turtle")
    json_ld = Graph().parse(data=shelf.json_ld(PREFIXES_GRAPH), format="json-ld")
    assert turtle.isomorphic(json_ld)
    assert len(turtle) == len(shelf.read(PREFIXES_GRAPH))


def test_graphs_share_no_blank_node(shelf: Shelf) -> None:
    """Put together in a dump, a blank node belongs to one graph only."""
    owners: dict[str, set[str]] = {}
    for line in shelf.whole("n-quads").decode().splitlines():
        parts = line.removesuffix(" .").split(" ")
        if parts[0].startswith("_:"):
            owners.setdefault(parts[0], set()).add(parts[-1])
    assert owners
    assert {name: graphs for name, graphs in owners.items() if len(graphs) > 1} == {}
