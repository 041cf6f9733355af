"""Streams lose nothing and add nothing on the way from categories to recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from greffe.publication.pictures.facts import Facts, Recipient
from greffe.publication.pictures.streams import (
    CATEGORY,
    GROUND,
    GROUP,
    OTHERS,
    PERSON,
    Station,
    Stream,
    group,
    streams,
    weights,
)

from .conftest import MIFI, ROOT, Read, entry

if TYPE_CHECKING:
    from greffe.publication.pictures.facts import Entry

LETTERS = st.lists(st.sampled_from("abcdefghijklmnopqrst"), max_size=4, unique=True)
MADE_UP = st.lists(st.tuples(LETTERS, LETTERS, LETTERS), max_size=25).map(
    lambda rows: [
        entry(number, category=tuple(a), section=tuple(sorted(b)), recipient=tuple(c))
        for number, (a, b, c) in enumerate(rows, 1)
    ]
)
RECIPIENTS = {letter: Recipient((f"kind-{ord(letter) % 7}",)) for letter in "abcdefghijklmnopqrst"}


def expected_weight(entries: list[Entry]) -> int:
    """Count one for each entry, category and kind of recipient, straight from the entries."""
    return sum(
        max(len(each.to("category")), 1)
        * max(len({RECIPIENTS[to].kinds for to in each.to("recipient")}), 1)
        for each in entries
    )


@given(MADE_UP, st.integers(2, 14))
def test_what_goes_in_comes_out(entries: list[Entry], most: int) -> None:
    """The weights of every column add up to the same, which the entries alone give."""
    found = streams(entries, RECIPIENTS, most)
    sums = [sum(weights(found, column).values()) for column in (CATEGORY, GROUND, GROUP)]
    assert [expected_weight(entries)] * 3 == sums


@given(MADE_UP, st.integers(2, 14))
def test_no_column_is_too_long(entries: list[Entry], most: int) -> None:
    """However many things there are, a column has no more stations than it may."""
    found = streams(entries, RECIPIENTS, most)
    assert all(len(weights(found, column)) <= most for column in (CATEGORY, GROUND, GROUP))


@given(MADE_UP)
def test_each_stream_is_one(entries: list[Entry]) -> None:
    """Two streams never run through the same three stations."""
    found = [stream.stations for stream in streams(entries, RECIPIENTS)]
    assert len(set(found)) == len(found)


@given(MADE_UP)
def test_order_of_entries_does_not_matter(entries: list[Entry]) -> None:
    """The same register gives the same streams in the same order."""
    forward, backward = streams(entries, RECIPIENTS), streams(entries[::-1], RECIPIENTS)
    assert [each.stations for each in forward] == [each.stations for each in backward]


def test_the_small_are_told_together() -> None:
    """The heaviest stations stay; the others are one, and still count."""
    found = [Stream((("a",), (), ()), ("C1", "C2")), Stream((("b",), (), ()), ("C3",))]
    assert {("a",): 2, ("b",): 1} == weights(found, CATEGORY)
    entries = [entry(n, category=(c,)) for n, c in enumerate("aaabbcd", 1)]
    assert {("a",): 3, OTHERS: 4} == weights(streams(entries, {}, 2), CATEGORY)


def test_what_is_not_established_comes_last() -> None:
    """A station without a name stands under those that have one, however heavy it is."""
    entries = [entry(1, section=("s",)), entry(2), entry(3)]
    assert [("s",), ()] == list(weights(streams(entries, {}), GROUND))


def test_a_natural_person_has_no_kind() -> None:
    """Persons stand together whatever else is known; the unknown have no station of their own."""
    assert PERSON == group(Recipient(("k",), (), person=True))
    assert ("k", "l") == group(Recipient(("k", "l")))
    assert () == group(None)


def test_the_register_is_counted_as_people_read_it(facts: Facts, read: Read) -> None:
    """Category by category, the streams weigh what the documents' readers found."""
    expected: dict[Station, int] = {}
    for number, types in read.types.items():
        categories = {category for each in types for category in facts.categories.get(each, ())}
        kinds = {group(facts.recipients[to]) for to in read.recipients[number] if "/org/" in to}
        for category in categories:
            expected[category,] = expected.get((category,), 0) + max(len(kinds), 1)
    found = streams(facts.communications(MIFI), facts.recipients)
    assert expected == weights(found, CATEGORY)


def test_grounds_are_those_that_the_register_cites(facts: Facts) -> None:
    """Read by eye: C1 alone rests on s. 67.2.1; C20 cites no section; C3 and C4 cite four."""
    found = streams(facts.communications(MIFI), facts.recipients)
    by_ground: dict[Station, set[str]] = {}
    for stream in found:
        numbers = {facts.known[iri].number for iri in stream.entries}
        by_ground.setdefault(stream.stations[GROUND], set()).update(numbers)
    law = f"{ROOT}law/qc/a-2.1/art/"
    four = tuple(sorted(law + number for number in ("41.2", "59", "67", "171")))
    assert {"C1"} == by_ground[f"{law}67.2.1",]
    assert {"C20"} == by_ground[()]
    assert {"C3", "C4"} == by_ground[four]
    assert {"C12", "C19", "C37"} == by_ground[f"{law}67.2",]
    assert {"C22", "C32"} == by_ground[f"{law}68",]
