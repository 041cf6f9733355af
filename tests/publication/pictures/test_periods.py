"""A date covers what it says: a day, a month or a year; and has its place on the scale."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.publication.pictures.facts import Deal
from greffe.publication.pictures.periods import (
    AMENDED,
    RENEWAL,
    SIGNED,
    Period,
    Scale,
    dates,
    ordered,
    period,
    renewals,
    scale,
)

YEARS = st.integers(1867, 2199)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2000-06", date(2000, 6, 1), date(2000, 6, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("2013-12-18", date(2013, 12, 18), date(2013, 12, 18)),
    ],
)
def test_a_date_covers_what_it_says(written: str, first: date, last: date) -> None:
    """A year is all its days, a month all of its own, a day itself."""
    assert Period(first, last) == period(written)


@pytest.mark.parametrize("written", ["", "bientôt", "2012-13", "2012-02-30", "1-2-3-4", "--04-01"])
def test_what_is_no_date_is_none(written: str) -> None:
    """What cannot be read has no place, and breaks nothing."""
    assert period(written) is None


@given(YEARS, st.integers(0, 80), st.integers(1, 360), st.integers(1, 5))
def test_days_stay_on_the_scale(first: int, span: int, day: int, later: int) -> None:
    """Every day of the years of a scale is between its ends, and a later day further on."""
    along = Scale(first, first + span, 10, 500)
    held = date(first + span, 1, 1) + timedelta(days=day - 1)
    assert 10 <= along.at(held) < along.at(held + timedelta(days=later)) <= 500


@given(YEARS, st.integers(0, 2500), st.floats(120, 900))
def test_years_do_not_touch(first: int, span: int, width: float) -> None:
    """The years written on a scale stand at least the width of a year apart."""
    along = Scale(first, min(first + span, 9999), 0, width)
    places = [along.at(date(year, 1, 1)) for year in along.ticks()]
    assert all(after - before >= 60 for before, after in pairwise(places))


def test_agreements_come_in_order_of_time() -> None:
    """The oldest first; those without a date after all others; ties by name."""
    deals = [
        Deal("d", "D"),
        Deal("c", "C", ((AMENDED, "1999"), (SIGNED, "2020"))),
        Deal("b", "B", ((SIGNED, "2013-12-18"),)),
        Deal("a", "A", ((SIGNED, "2013"),)),
    ]
    assert ["c", "a", "b", "d"] == [deal.iri for deal in ordered(deals)]


def test_a_scale_has_whole_years() -> None:
    """It begins with the first year and ends with the last, amended ones too."""
    deals = [Deal("a", "A", ((SIGNED, "2007"),)), Deal("b", "B", ((AMENDED, "2021-03"),))]
    assert Scale(2007, 2021, 0, 100) == scale(deals, 0, 100)


def test_no_date_gives_no_scale() -> None:
    """Agreements without dates have no line of time."""
    assert scale([Deal("a", "A"), Deal("b", "B", ((RENEWAL, "--04-01"),))], 0, 1) is None


def test_a_day_of_renewal_is_no_date() -> None:
    """What comes back every year has no place among dates, but is told."""
    deal = Deal("a", "A", ((RENEWAL, "--04-01"), (RENEWAL, "--13-01"), (SIGNED, "2001")))
    assert ((4, 1),) == renewals(deal)
    assert [SIGNED] == [kind for kind, *_ in dates(deal)]
