"""Dates of French prose: what counts as one, and how precise it is."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.importing.dates import DATE, MONTHS, When, date_of


def read_date(text: str) -> When | None:
    """Read a text that is a date and nothing else."""
    found = re.fullmatch(DATE, text.strip(), re.IGNORECASE)
    return date_of(found) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2012", When("2012", "gYear")),
        ("l'année 2000", When("2000", "gYear")),
        ("l’année 2000", When("2000", "gYear")),
        ("juin 2000", When("2000-06", "gYearMonth")),
        ("en août 1996", When("1996-08", "gYearMonth")),
        ("le 1er décembre 2009", When("2009-12-01", "date")),
        ("18 décembre 2013", When("2013-12-18", "date")),
        ("LE 25 MARS 2013", When("2013-03-25", "date")),
        ("29\u00a0août\u00a02012", When("2012-08-29", "date")),
        (" 29 février 2024 ", When("2024-02-29", "date")),
    ],
)
def test_a_date_keeps_the_precision_of_its_words(text: str, expected: When) -> None:
    """A year, a month or a day is read as just that."""
    assert expected == read_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "juin",
        "18 décembre",
        "18 2013",
        "31 février 2013",
        "29 février 2023",
        "32 mars 2013",
        "0 mars 2013",
        "sa création en 1975",
        "12 290 personnes",
        "1 080",
        "9248-3023",
        "2002-227",
        "CT 196633",
    ],
)
def test_what_is_not_a_date_gives_none(text: str) -> None:
    """Half a date, a day that no calendar has or a mere number is not a date."""
    assert read_date(text) is None


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_reads_back(day: date) -> None:
    """A day written in French is read as that day."""
    ordinal = "1er" if day.day == 1 else str(day.day)
    written = f"le {ordinal} {MONTHS[day.month - 1]} {day.year}"
    assert When(day.isoformat(), "date") == read_date(written)


@given(st.integers(1800, 2099), st.sampled_from(MONTHS))
def test_every_month_reads_back(year: int, month: str) -> None:
    """A month written in French is read as that month."""
    expected = When(f"{year}-{MONTHS.index(month) + 1:02}", "gYearMonth")
    assert expected == read_date(f"{month} {year}")


@pytest.mark.parametrize("number", ["2002-227", "20021", "12012"])
def test_a_year_inside_a_longer_number_does_not_count(number: str) -> None:
    """A pattern that embeds a date does not take the first four digits of a longer number."""
    assert re.search(rf"\b{DATE}", number) is None


def test_a_date_is_read_where_it_stands_in_a_longer_pattern() -> None:
    """The pattern can be embedded: its groups give the date."""
    found = re.search(rf"signé {DATE}", "modalités signé le 18 décembre 2013. L'envoi")
    assert found is not None
    assert When("2013-12-18", "date") == date_of(found)
