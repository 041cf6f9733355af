"""Labels fit where they are put, and lose words only behind an ellipsis."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.publication.pictures.lettering import ELLIPSIS, shortened, width, wrap

WORDS = st.lists(st.text("abcdeilmMW éÉ’-", min_size=1, max_size=14), max_size=12).map(" ".join)


@given(WORDS, st.floats(40, 400), st.integers(1, 4))
def test_every_line_fits(text: str, room: float, lines: int) -> None:
    """No line is wider than the room, and there are no more lines than asked for."""
    wrapped = wrap(text, room, lines)
    assert len(wrapped) <= lines
    assert [] == [line for line in wrapped if width(line) > room]


@given(WORDS, st.floats(40, 400), st.integers(1, 4))
def test_no_word_is_lost_in_silence(text: str, room: float, lines: int) -> None:
    """Either all words are there, in order, or a line says that some are not."""
    wrapped = wrap(text, room, lines)
    cut = any(line.endswith(ELLIPSIS) for line in wrapped)
    assert cut or text.split() == " ".join(wrapped).split()


def test_lines_break_between_words() -> None:
    """A label breaks where a reader would break it."""
    assert ("Établissement de santé", "et de services sociaux") == wrap(
        "Établissement de santé et de services sociaux", 180
    )


def test_a_label_that_fits_is_whole() -> None:
    """What fits is not touched."""
    assert "Identité" == shortened("Identité", 200)


def test_what_is_cut_says_so() -> None:
    """The cut leaves no dangling space or comma before the ellipsis."""
    assert "Nom, prénom…" == shortened("Nom, prénom, date de naissance", width("Nom, prénom, …"))


@pytest.mark.parametrize(("wider", "narrower"), [("MMMM", "iiii"), ("AAAA", "aaaa"), ("aa", "a")])
def test_wide_letters_take_more_room(wider: str, narrower: str) -> None:
    """Widths follow the shapes of letters."""
    assert width(wider) > width(narrower)
