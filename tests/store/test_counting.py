"""Rows and bytes are counted as an answer is written, whatever pieces it comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QueryResultsFormat, Store

from greffe.errors import TooLarge
from greffe.store.counting import Bounded, Limited, too_many_bytes, too_many_rows
from greffe.terms import Literal as Value

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMS = ("JSON", "XML", "CSV", "TSV")
MANY = 1 << 20
AWKWARD = [
    '"',
    "a\nb",
    "a\r\nb",
    ",",
    '"},{"',
    "},{",
    "}},{",
    "}},{x",
    "<result>",
    "\t",
    "]}}",
    "",
    "\\n",
    "é",
]
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
WORDS = st.lists(st.sampled_from(AWKWARD) | TEXT, max_size=6)


def written(words: Sequence[str], form: str) -> bytes:
    """Return a table of one column with these values, as Oxigraph writes it."""
    values = " ".join(str(Value(word)) for word in words)
    found = Store().query(f"SELECT ?x {{ VALUES ?x {{ {values} }} }}")
    return bytes(found.serialize(format=getattr(QueryResultsFormat, form)) or b"")


def counted(content: bytes, form: str, size: int, most: int = MANY) -> Bounded:
    """Write some content in pieces of a size, and return what took it."""
    sink = Bounded(MANY, form, most)
    for start in range(0, len(content), size):
        sink.write(content[start : start + size])
    return sink


@pytest.mark.parametrize("form", FORMS)
@given(words=WORDS, size=st.integers(1, 40))
def test_rows_are_counted(form: str, words: list[str], size: int) -> None:
    """However values look and wherever pieces end, a table has as many rows as were put in."""
    assert len(words) == counted(written(words, form), form, size).rows


@pytest.mark.parametrize("form", FORMS)
@given(size=st.integers(1, 40))
def test_too_many_rows_are_refused(form: str, size: int) -> None:
    """One row more than allowed is an error; as many as allowed are not."""
    content = written(["a", "b", "c"], form)
    assert counted(content, form, size, 3).rows == 3
    with pytest.raises(TooLarge, match="more than 2 rows"):
        counted(content, form, size, 2)


@pytest.mark.parametrize("size", [0, 1, 9, 10])
def test_bytes_are_bounded(size: int) -> None:
    """As many bytes as allowed pass and are kept in order; one more does not."""
    sink = Bounded(10)
    assert sink.write(b"x" * size) == size
    assert sink.content() == b"x" * size
    with pytest.raises(TooLarge, match="over 10 bytes"):
        sink.write(b"y" * (11 - size))


def test_bytes_are_refused_before_they_pile_up() -> None:
    """Writing stops at the limit: what is held is never much more than what is allowed."""
    sink, taken = Bounded(100), 0
    while taken < 98:
        taken += sink.write(b"x" * 7)
    with pytest.raises(TooLarge):
        sink.write(b"x" * 7)
    sink.flush()


@given(st.lists(st.integers(), max_size=9), st.integers(0, 9))
def test_an_iterable_is_limited(values: list[int], most: int) -> None:
    """It yields what it is given, in order, up to so many; how many is known after."""
    found: list[int] = []
    source = Limited(values, most)
    if len(values) > most:
        with pytest.raises(TooLarge):
            found.extend(source)
        return
    found.extend(source)
    assert (found, source.count) == (values, len(values))


def test_nothing_is_asked_for_beyond_the_limit() -> None:
    """An endless iterable is stopped after one value too many."""
    asked = []

    def endless() -> object:
        while True:
            asked.append(1)
            yield Literal("x")

    with pytest.raises(TooLarge):
        list(Limited(endless(), 5))  # type: ignore[arg-type]
    assert len(asked) == 6


@pytest.mark.parametrize("error", [too_many_rows(7), too_many_bytes(7)])
def test_limits_say_what_to_do(error: TooLarge) -> None:
    """The message has the limit, the remedy a way to stay within it, in both languages."""
    assert all("7" in words for words in (error.message.fr, error.message.en))
    assert error.remedy is not None
    assert all("LIMIT" in words for words in (error.remedy.fr, error.remedy.en))
