"""Numbers that tell what a change of the graph touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from pyoxigraph import Store as Oxigraph

from greffe.namespaces import GREFFE
from greffe.store.fingerprints import fingerprints

if TYPE_CHECKING:
    from greffe.store.fingerprints import Prints

A, B, C, SAYS = (NamedNode(f"urn:{name}") for name in ("a", "b", "c", "says"))
FIRST, SECOND = NamedNode("urn:first"), NamedNode("urn:second")


def prints(*quads: Quad) -> Prints:
    """Return the numbers of a store with these quads."""
    store = Oxigraph()
    store.extend(quads)
    return fingerprints(store)


def test_a_quad_counts_for_its_subject_its_object_and_its_graph() -> None:
    """What else stands in the store keeps its numbers."""
    before = prints(Quad(A, SAYS, B, FIRST), Quad(C, SAYS, Literal("c"), SECOND))
    after = prints(
        Quad(A, SAYS, B, FIRST),
        Quad(C, SAYS, Literal("c"), SECOND),
        Quad(A, SAYS, Literal("x"), FIRST),
    )
    assert before.things["urn:a"] != after.things["urn:a"]
    assert before.things["urn:b"] == after.things["urn:b"]
    assert before.graphs["urn:first"] != after.graphs["urn:first"]
    assert before.graphs["urn:second"] == after.graphs["urn:second"]


def test_the_same_words_in_another_graph_are_not_the_same() -> None:
    """A statement that moves from one graph to another changes both, and its thing."""
    before, after = prints(Quad(A, SAYS, B, FIRST)), prints(Quad(A, SAYS, B, SECOND))
    assert before.things["urn:a"] != after.things["urn:a"]
    assert ["urn:first"] == list(before.graphs)
    assert ["urn:second"] == list(after.graphs)


def test_labels_of_blank_nodes_do_not_count() -> None:
    """The same node under another label leaves the numbers of things as they are."""
    before, after = (prints(Quad(A, SAYS, BlankNode(label), FIRST)) for label in ("x", "y"))
    assert before.things == after.things


def test_a_blank_node_has_no_words() -> None:
    """Its label is another in every process, and nothing could be found by it."""
    cell = NamedNode(f"{GREFFE}reasonText")
    found = prints(Quad(BlankNode("x"), cell, Literal("Pour"), FIRST))
    assert {} == found.words
    assert found == prints(Quad(BlankNode("y"), cell, Literal("Pour"), FIRST))


def test_a_graph_with_blank_nodes_has_no_number() -> None:
    """What its blank nodes join cannot be told by a number."""
    found = prints(Quad(A, SAYS, BlankNode("x"), FIRST), Quad(A, SAYS, B, SECOND))
    assert {"urn:second"} == set(found.graphs)


def test_words_of_a_cell_count_apart() -> None:
    """Other words of a cell leave the number of the thing, and move those of its words."""
    text = NamedNode(f"{GREFFE}reasonText")
    before, after = (prints(Quad(A, text, Literal(words), FIRST)) for words in ("x", "y"))
    assert before.things == after.things
    assert before.words["urn:a"] != after.words["urn:a"]
    assert before.graphs != after.graphs


def test_a_cell_that_gets_words_moves_its_thing() -> None:
    """That there are words is told of the thing itself; what they are is not."""
    cells = [NamedNode(f"{GREFFE}{name}Text") for name in ("reason", "remark")]
    before = prints(Quad(A, cells[0], Literal("x"), FIRST))
    after = prints(*(Quad(A, cell, Literal("x"), FIRST) for cell in cells))
    assert before.things["urn:a"] != after.things["urn:a"]


def test_what_has_no_cells_has_no_words() -> None:
    """Only properties of ours that end so give words of cells."""
    foreign = NamedNode("urn:reasonText")
    assert {} == prints(Quad(A, foreign, Literal("x"), FIRST), Quad(A, SAYS, B, FIRST)).words


def test_each_property_has_a_number() -> None:
    """A property has another number when something else is said by it, and only then."""
    names = NamedNode("urn:names")
    before = prints(Quad(A, SAYS, B, FIRST), Quad(A, names, Literal("a"), FIRST))
    after = prints(Quad(A, SAYS, C, FIRST), Quad(A, names, Literal("a"), FIRST))
    assert before.properties.keys() == {"urn:says", "urn:names"}
    assert before.properties["urn:says"] != after.properties["urn:says"]
    assert before.properties["urn:names"] == after.properties["urn:names"]
