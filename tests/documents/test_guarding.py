"""Cells that a spreadsheet would compute are made harmless, and whole again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.documents.guarding import guarded, unguarded

HOSTILE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
TEXTS = st.text() | st.text(st.sampled_from("'=+-@\t a"))


@given(TEXTS)
def test_what_is_guarded_is_made_whole_again(text: str) -> None:
    """Whatever the text, taking the guard off gives it back to the letter."""
    assert text == unguarded(guarded(text))


@given(TEXTS)
def test_no_guarded_text_is_computed(text: str) -> None:
    """Nothing but a lone dash begins as a formula does."""
    assert guarded(text) == "-" or not guarded(text).startswith(HOSTILE)


@pytest.mark.parametrize("sign", HOSTILE)
def test_a_formula_gets_an_apostrophe(sign: str) -> None:
    """An apostrophe is what spreadsheets take for the mark of a text."""
    assert f"'{sign}1+1" == guarded(f"{sign}1+1")


@pytest.mark.parametrize("text", ["", "-", "Non", "l'article 67", "'67", "a=b", "5 - 6"])
def test_a_harmless_text_is_left_as_it_is(text: str) -> None:
    """The guard is for what would be computed, and for nothing else."""
    assert text == guarded(text) == unguarded(text)


@pytest.mark.parametrize("text", ["'=1+1", "''-x", "'@SOMME"])
def test_a_text_that_looks_guarded_is_guarded_once_more(text: str) -> None:
    """An apostrophe of the document's own is not lost with ours."""
    assert (f"'{text}", text) == (guarded(text), unguarded(f"'{text}"))
