"""Misprints: near to one right name, and like none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from greffe.validation.checks.spelling import letters_apart, misprint_of

WORDS = st.text(alphabet="abé ", max_size=12)


@given(WORDS, WORDS, st.integers(0, 5))
def test_the_distance_is_that_of_levenshtein_up_to_its_limit(
    one: str, other: str, most: int
) -> None:
    """Changes, additions and losses of letters are counted, no further than is asked."""
    assert min(Levenshtein.distance(one, other), most + 1) == letters_apart(one, other, most)


@pytest.mark.parametrize(
    ("label", "right", "expected"),
    [
        ("CNESTT", {"CNESST"}, "CNESST"),
        ("Retraite Quebec", {"Retraite Québec", "RQ"}, "Retraite Québec"),
        ("RAMQ", {"RAMQ", "RAMO"}, None),
        ("ramq", {"RAMQ"}, None),
        ("Office", {"Organisme"}, None),
        ("Office", set[str](), None),
    ],
)
def test_a_misprint_is_near_one_right_name_and_equal_to_none(
    label: str, right: set[str], expected: str | None
) -> None:
    """A right name is no misprint of another, and capitals do not count."""
    assert expected == misprint_of(label, right)
