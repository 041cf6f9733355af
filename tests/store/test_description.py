"""What the store says of one thing, read by pattern: what queries find, and what its files say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Graph

from greffe.namespaces import GREFFE, LAW, ORGANIZATION
from greffe.store import open_store
from greffe.terms import Iri
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from greffe.store import Store

M: Final = "https://w3id.org/greffe/id/mifi/"
THINGS: Final = (
    f"{M}communication/5",
    f"{M}file/3",
    f"{M}register",
    f"{LAW}qc/a-2.1/art/67",
    f"{ORGANIZATION}ircc",
)


@pytest.fixture(scope="module")
def store() -> Store:
    """Open the store of the bundled data."""
    return open_store(Workspace.at())


@pytest.mark.parametrize("thing", THINGS)
def test_what_is_said_is_what_a_query_finds(store: Store, thing: str) -> None:
    """Of the thing itself, every property and value that the graph has, each once."""
    rows = store.select(f"SELECT DISTINCT ?p ?o {{ <{thing}> ?p ?o FILTER(!ISBLANK(?o)) }}").rows
    said = store.said(thing)[thing]
    assert {(str(name), str(value)) for name, value in rows} == {
        (f"<{name}>", str(value)) for name, value in said
    }
    assert len(said) == len({*said})


@pytest.mark.parametrize("thing", THINGS)
def test_who_refers_to_a_thing_is_what_a_query_finds(store: Store, thing: str) -> None:
    """Every named thing that leads to it, with the property."""
    rows = store.select(f"SELECT DISTINCT ?p ?s {{ ?s ?p <{thing}> FILTER(ISIRI(?s)) }}").rows
    assert store.references(thing) == {
        (name.value, other.value)
        for name, other in rows
        if isinstance(name, Iri) and isinstance(other, Iri)
    }


def test_an_entry_is_said_with_what_it_owns(store: Store) -> None:
    """C5 comes with its citations and its passages, not with whom it goes to."""
    said = store.said(f"{M}communication/5")
    assert f"{M}communication/5/citation/1" in said
    assert f"{M}communication/5/span/recipientText" in said
    assert all(each.startswith(f"{M}communication/5") for each in said)


def test_nothing_is_said_of_what_is_not_there(store: Store) -> None:
    """An identifier that nobody uses has no statement, and nobody refers to it."""
    nobody = f"{ORGANIZATION}nobody"
    assert ({}, set()) == (store.said(nobody), store.references(nobody))


@pytest.mark.parametrize(
    ("thing", "class_", "expected"),
    [
        (f"{M}communication/5/span/recipientText", f"{GREFFE}SourceSpan", True),
        (f"{M}communication/5", f"{GREFFE}SourceSpan", False),
        (f"{M}communication/5", f"{GREFFE}Communication", True),
        (f"{M}communication/999", f"{GREFFE}Communication", False),
    ],
)
def test_a_thing_is_of_its_class(store: Store, thing: str, class_: str, expected: bool) -> None:
    """A thing is of a class when the graph says so."""
    assert expected == store.is_a(thing, class_)


@pytest.mark.parametrize("thing", THINGS)
def test_three_files_say_the_same(store: Store, thing: str) -> None:
    """Turtle, N-Triples and JSON-LD of a thing are one graph, whatever was read in between."""
    documents = store.documents(thing)
    store.said(THINGS[0])
    assert documents == store.documents(thing)
    turtle = Graph().parse(data=documents["ttl"], format="turtle")
    assert len(turtle) == sum(map(len, store.said(thing).values()))
    assert turtle.isomorphic(Graph().parse(data=documents["nt"], format="nt"))
    assert turtle.isomorphic(Graph().parse(data=documents["jsonld"], format="json-ld"))


def test_a_node_is_a_line_of_json(store: Store) -> None:
    """People who read JSON-LD see one node a line, the context first."""
    lines = store.documents(THINGS[0])["jsonld"].decode().splitlines()
    nodes = [json.loads(line.removesuffix(",")) for line in lines[2:-1]]
    assert sorted(store.said(THINGS[0])) == sorted(each["@id"] for each in nodes)
    assert lines[0].startswith('{"@context": {')
