"""When agreements were made: what dates cover, as precisely as the register says, on a scale."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from greffe.namespaces import GREFFE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.publication.pictures.facts import Deal

SIGNED: Final = f"{GREFFE}signed"
AMENDED: Final = f"{GREFFE}amended"
RENEWAL: Final = f"{GREFFE}renewal"
_MONTH_DAY: Final = re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_FULL: Final = 3
_APART: Final = 70.0
"""How far apart the years written along a scale are at least."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a date covers: one, a month or a year; ``end`` is the last of them."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Scale:
    """From days to places along the line: whole years, from ``first`` to ``last`` included."""

    first: int
    last: int
    left: float
    right: float

    def at(self, day: date) -> float:
        """Return the place of the beginning of a day."""
        start, end = date(self.first, 1, 1), date(self.last, 12, 31)
        return self.left + (self.right - self.left) * ((day - start) / (end - start))

    def ticks(self) -> tuple[int, ...]:
        """Return the years to write: round, and few enough not to touch."""
        most = max((self.right - self.left) / _APART, 1)
        span = self.last - self.first + 1
        step = next(each for each in _STEPS if span / each <= most)
        return tuple(year for year in range(self.first, self.last + 1) if year % step == 0)


def period(written: str) -> Period | None:
    """Return the days of an xsd:gYear, xsd:gYearMonth or xsd:date; ``None`` for anything else."""
    try:
        parts = [int(part) for part in written.split("-")]
        start = date(*(*parts, 1, 1)[: max(len(parts), 3)])
        return Period(start, start if len(parts) == _FULL else _last(start, len(parts)))
    except (TypeError, ValueError):
        return None


def _last(start: date, known: int) -> date:
    """Return the last day of the year, or of the month when that is known too."""
    if known == 1:
        return date(start.year, 12, 31)
    return start.replace(day=monthrange(start.year, start.month)[1])


def dates(deal: Deal) -> tuple[tuple[str, str, Period], ...]:
    """Return the dates of an agreement that can be read: property, as written, days covered."""
    read = ((kind, written, period(written)) for kind, written in deal.dates)
    return tuple((kind, written, days) for kind, written, days in read if days is not None)


def renewals(deal: Deal) -> tuple[tuple[int, int], ...]:
    """Return the days of every year on which an agreement may be renewed, as month and day."""
    written = (each for kind, each in deal.dates if kind == RENEWAL)
    found = (_MONTH_DAY.fullmatch(each) for each in written)
    return tuple((int(match[1]), int(match[2])) for match in found if match)


def scale(deals: Iterable[Deal], left: float, right: float) -> Scale | None:
    """Return a scale between two places that holds every date of these agreements.

    ``None`` when none is dated.
    """
    days = [days for deal in deals for *_, days in dates(deal)]
    if not days:
        return None
    first, last = min(day.start.year for day in days), max(day.end.year for day in days)
    return Scale(first, last, left, right)


def ordered(deals: Iterable[Deal]) -> tuple[Deal, ...]:
    """Return agreements from the oldest to the newest, then those without a date."""

    def rank(deal: Deal) -> tuple[bool, date, str]:
        starts = [days.start for *_, days in dates(deal)]
        return (not starts, min(starts, default=date.min), deal.iri)

    return tuple(sorted(deals, key=rank))
