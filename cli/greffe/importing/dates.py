"""Dates as French prose writes them, to the precision that the words give.

    le 18 décembre 2013    2013-12-18   xsd:date         juin 2000    2000-06    xsd:gYearMonth
    le 1er décembre 2009   2009-12-01   xsd:date         l'année 2000 2000       xsd:gYear

The lexical forms are those of XML Schema Part 2 (W3C, 2nd edition), 3.2.9 to 3.2.11.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    import re

Precision = Literal["date", "gYearMonth", "gYear"]

MONTHS: Final = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
DATE: Final = (
    r"(?:(?:le|en|l['’]année)\s+)?"
    rf"(?:(?:(?P<day>1er|\d{{1,2}})\s+)?(?P<month>{'|'.join(MONTHS)})\s+)?"
    r"(?P<year>(?:1[89]|20)\d{2})(?![\d-])"
)
"""The pattern of a date inside a longer pattern; it names the groups day, month and year."""


@dataclass(frozen=True, slots=True)
class When:
    """A year, a month or a day: its lexical form and the local name of its XSD type."""

    lexical: str
    datatype: Precision


def date_of(found: re.Match[str]) -> When | None:
    """Return the date of a match of a pattern that holds ``DATE``.

    A day that no calendar has (31 février) is not a date.
    """
    day, month, year = found["day"], found["month"], int(found["year"])
    if month is None:
        return When(f"{year}", "gYear")
    number = MONTHS.index(month.lower()) + 1
    if day is None:
        return When(f"{year}-{number:02}", "gYearMonth")
    try:
        return When(date(year, number, int(day.removesuffix("er"))).isoformat(), "date")
    except ValueError:
        return None
