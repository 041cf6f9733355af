"""The calendar of renewals: a day of every year, and no claim about the years before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.publication.descriptions.conftest import BASE_URL, MIFI

from greffe.language import LANGUAGES, Text
from greffe.publication.descriptions.renewals import (
    PATHS,
    Renewal,
    calendar,
    next_day,
    renewals,
)

if TYPE_CHECKING:
    from greffe.language import Language
    from greffe.publication.site.site import Site

TODAY = date(2026, 11, 22)
CONTRACTS = f"{MIFI.base}/agreement/contrats-service"


def made(title: str = "Entente", month: int = 4, day: int = 1, today: date = TODAY) -> Calendar:
    """Return the calendar of one agreement, read by another library."""
    page = Text("id/x/agreement/a/", "en/id/x/agreement/a/")
    each = Renewal("https://w3id.org/greffe/id/x/agreement/a", title, month, day, ("C1",), page)
    return Calendar.from_ical(calendar([each], BASE_URL, today, "fr"))


def test_the_register_says_one_renewal(site: Site) -> None:
    """Communication 19: the agreements with the suppliers, on 1 April of every year."""
    (each,) = renewals(site)
    assert (CONTRACTS, "Contrats de service") == (each.agreement, each.title)
    assert (4, 1, ("C19",)) == (each.month, each.day, each.entries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_library_reads_the_published_calendar(
    language: Language, contents: dict[str, bytes]
) -> None:
    """It finds one yearly event, whole days, at the next 1 April."""
    read = Calendar.from_ical(contents[PATHS[language]].decode())
    (event,) = read.walk("VEVENT")
    assert date(2027, 4, 1) == event.decoded("DTSTART")
    assert {"FREQ": ["YEARLY"]} == dict(event.decoded("RRULE"))
    assert f"{CONTRACTS}#renewal" == event["UID"]
    assert "C19" in str(event["DESCRIPTION"])
    assert str(event["URL"]).startswith(BASE_URL)


@pytest.mark.parametrize("required", ["PRODID", "VERSION"])
def test_a_calendar_has_what_rfc_5545_asks(required: str) -> None:
    """The calendar has its maker and version, an event its identifier, stamp and start."""
    read = made()
    assert required in read
    (event,) = read.walk("VEVENT")
    assert {"UID", "DTSTAMP", "DTSTART"} <= set(event)
    assert [] == read.errors == event.errors


@pytest.mark.parametrize(
    ("month", "day", "today", "expected"),
    [
        (4, 1, date(2026, 3, 31), date(2026, 4, 1)),
        (4, 1, date(2026, 4, 1), date(2026, 4, 1)),
        (4, 1, date(2026, 4, 2), date(2027, 4, 1)),
        (2, 29, date(2026, 1, 1), date(2028, 2, 29)),
        (12, 31, date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_an_event_begins_at_its_next_day(month: int, day: int, today: date, expected: date) -> None:
    """Today counts; 29 February waits for a leap year."""
    assert expected == next_day(month, day, today)


def test_the_calendar_changes_only_when_a_day_has_passed() -> None:
    """From one renewal to the next every build gives the same bytes, stamp included."""
    assert made(today=date(2026, 4, 2)).to_ical() == made(today=date(2027, 4, 1)).to_ical()
    assert made(today=date(2027, 4, 1)).to_ical() != made(today=date(2027, 4, 2)).to_ical()


def test_the_stamp_is_the_day_after_the_last_renewal() -> None:
    """That is when the event as it is told came to be."""
    (event,) = made(today=TODAY).walk("VEVENT")
    assert date(2026, 4, 2) == event.decoded("DTSTAMP").date()


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=200)
)
def test_any_title_comes_back_whole_from_short_lines(title: str) -> None:
    """No line has over 75 octets, and unfolding gives the words back (RFC 5545, 3.1 and 3.3.11)."""
    each = Renewal("https://w3id.org/greffe/a", title, 4, 1, (), None)
    told = calendar([each], BASE_URL, TODAY, "fr")
    assert max(len(line.encode()) for line in told.split("\r\n")) <= 75
    (event,) = Calendar.from_ical(told).walk("VEVENT")
    assert f"Renouvelable : {title}" == str(event["SUMMARY"])


def test_no_renewal_gives_an_empty_calendar(sample_site: Site) -> None:
    """A body whose agreements say nothing has a calendar without events."""
    assert () == renewals(sample_site)
    assert [] == Calendar.from_ical(calendar([], BASE_URL, TODAY, "en")).walk("VEVENT")
