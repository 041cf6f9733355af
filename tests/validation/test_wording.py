"""How a result is told: placeholders filled in, values cut, sentences joined."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from greffe.language import Text
from greffe.namespaces import GRSH
from greffe.validation.rulebook import detail_of
from greffe.validation.wording import SHOWN, detail, filled, joined, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

TEMPLATE = Text("« {?value} » est déjà en {?place}.", "“{?value}” already is in {?place}.")
WORDS = st.text("abcdefghé '", min_size=1, max_size=30).map(str.strip).filter(bool)

SHAPES = dedent("""
    @prefix dcterms: <http://purl.org/dc/terms/> .
    @prefix grsh: <https://w3id.org/greffe/shapes#> .
    @prefix sh: <http://www.w3.org/ns/shacl#> .

    grsh:case sh:message "« {?value} » manque."@fr, "“{?value}” is missing."@en .
    grsh:rule dcterms:identifier "Q-1" ; sh:message "Règle."@fr, "Rule."@en .
    grsh:half sh:message "Un seul côté."@fr .
""")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """Give a constraint that tells its case, one that is a rule, and one in one language only."""
    return Graph().parse(data=SHAPES, format="turtle")


def said(value: str, place: str) -> Sequence[str]:
    """Return what an engine says of a result: the rule too, in no order and without languages."""
    return (
        "The rule in general.",
        f"“{value}” already is in {place}.",
        "La règle en général.",
        f"« {value} » est déjà en {place}.",
    )


def test_placeholders_are_filled_in_each_language() -> None:
    """A message is found among others by the words around its placeholders."""
    assert Text("« Nom » est déjà en C5.", "“Nom” already is in C5.") == filled(
        TEMPLATE, said("Nom", "C5")
    )


@given(value=WORDS, place=WORDS)
def test_whatever_the_values_they_come_back_as_they_were(value: str, place: str) -> None:
    """Filling in loses no word of a short value."""
    told = filled(TEMPLATE, said(value, place))
    assert told is not None
    assert [" ".join(value.split()) in told.fr, " ".join(place.split()) in told.en] == [True, True]


def test_a_message_without_placeholders_is_told_as_it_is() -> None:
    """What has nothing to fill in is found word for word."""
    template = Text("Rien n’y est.", "Nothing is there.")
    assert template == filled(template, ("Nothing is there.", "Rien n’y est."))


@pytest.mark.parametrize("heard", [(), ("« Nom » est déjà en C5.",), ("Tout autre chose.",)])
def test_a_language_that_was_not_said_makes_no_message(heard: Sequence[str]) -> None:
    """Half a message is none: the caller then tells the value by itself."""
    assert filled(TEMPLATE, heard) is None


def test_long_values_are_cut_between_two_words() -> None:
    """A long value does not drown the message."""
    told = filled(Text("« {?value} ».", "“{?value}”."), ("« " + "mot " * 90 + "fin ».", "“fin”."))
    assert told is not None
    assert told.fr.endswith("mot … ».")


def test_values_over_several_lines_are_told_on_one() -> None:
    """The paragraphs of a cell become one line."""
    told = filled(Text("{?value}.", "{?value}!"), ("un\n\ndeux.", "un\n\ndeux!"))
    assert Text("un deux.", "un deux!") == told


def test_signs_of_regular_expressions_in_a_message_are_signs() -> None:
    """Parentheses and stops in a message mean themselves."""
    template = Text("(a) {?value} [b].", "(c) {?value} [d].")
    assert Text("(a) x [b].", "(c) x [d].") == filled(template, ("(a) x [b].", "(c) x [d]."))


def test_a_constraint_without_a_code_tells_the_case(shapes: Graph) -> None:
    """The message of a constraint that is no rule of its own is how its case is told."""
    assert Text("« {?value} » manque.", "“{?value}” is missing.") == detail_of(
        shapes, URIRef(f"{GRSH}case")
    )


@pytest.mark.parametrize("name", ["rule", "half", "nothing"])
def test_rules_and_half_messages_tell_no_case(shapes: Graph, name: str) -> None:
    """A constraint with a code states a rule; one that lacks a language says nothing."""
    assert detail_of(shapes, URIRef(f"{GRSH}{name}")) is None


def test_no_constraint_tells_nothing(shapes: Graph) -> None:
    """A core constraint has no message of its own."""
    assert detail_of(shapes, None) is None


def test_an_unknown_kind_of_constraint_shows_the_value() -> None:
    """A value at fault is shown even by constraints that have no words of their own."""
    assert Text("« Nom ».", "“Nom”.") == detail("Not", "Nom")


def test_sentences_that_say_nothing_leave_no_blank() -> None:
    """Joining skips what is empty."""
    assert Text("A. B.", "C. D.") == joined(Text("A.", "C."), Text("", ""), Text("B.", "D."))


@given(st.text(max_size=400))
def test_a_shortened_value_is_short(value: str) -> None:
    """Whatever the value, one line of it is shown, and not much more than the limit."""
    shown = shorten(value)
    assert [len(shown) <= SHOWN + 2, "\n" in shown] == [True, False]
