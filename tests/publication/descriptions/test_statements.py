"""Descriptions are gathered statement by statement: what is not known is not said."""

from __future__ import annotations

import pytest

from greffe.language import Text
from greffe.namespaces import XSD
from greffe.publication.descriptions.statements import Statements, Value
from greffe.terms import Iri, Literal, Triple, text

ONE, NAME = "https://exemple.quebec/un", "https://exemple.quebec/nom"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("mot", {Literal("mot")}),
        (12, {Literal("12", f"{XSD}integer")}),
        (Text("mot", "word"), {text("mot", "fr"), text("word", "en")}),
        (Iri(NAME), {Iri(NAME)}),
        (None, set()),
    ],
)
def test_a_value_becomes_its_terms(value: Value | None, expected: set[object]) -> None:
    """Words in two languages are two literals, a count an integer, nothing is nothing."""
    said = Statements()
    said.say(ONE, NAME, value)
    assert expected == {triple.object for triple in said.graph().triples}


def test_a_link_that_is_not_known_is_not_said() -> None:
    """Known ends of a property are linked, others left out."""
    said = Statements()
    said.link(ONE, NAME, None, NAME)
    assert (Triple(Iri(ONE), Iri(NAME), Iri(NAME)),) == said.graph().triples


def test_what_is_said_twice_is_said_once_and_in_order() -> None:
    """Two descriptions that say the same are the same graph, whatever came first."""
    first, second = Statements(), Statements()
    for said, values in ((first, ("a", "b", "a")), (second, ("b", "a"))):
        said.say(ONE, NAME, *values)
    assert first.graph() == second.graph()
    assert 2 == len(first.graph())
