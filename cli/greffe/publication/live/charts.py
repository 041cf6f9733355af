"""Bars for an answer that counts: the same as the page draws when the question is asked there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from greffe.results.grid import Grid

MOST_BARS: Final = 60
NAMELESS: Final = "–"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what is counted, the number, and the width in hundredths of the longest."""

    name: str
    value: str
    width: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The heading of the column of numbers, and a bar for each row."""

    heading: str
    bars: tuple[Bar, ...]


def chart(grid: Grid) -> Chart | None:
    """Return bars for a grid with one column of numbers and from two to sixty rows, or none."""
    columns = range(len(grid.headings))
    numeric = [at for at in columns if any(row[at].is_number for row in grid.rows)]
    if len(numeric) != 1 or not 1 < len(grid.rows) <= MOST_BARS:
        return None
    counted = numeric[0]
    named = next(
        (at for at in columns if at != counted and any(r[at].words for r in grid.rows)), -1
    )
    if named < 0 or not all(row[counted].is_number for row in grid.rows):
        return None
    numbers = [float(row[counted].words) for row in grid.rows]
    bars = (
        Bar(row[named].words or NAMELESS, row[counted].words, _width(number, max(numbers)))
        for row, number in zip(grid.rows, numbers, strict=True)
    )
    return Chart(grid.headings[counted], tuple(bars))


def _width(number: float, most: float) -> str:
    return f"{100 * number / most:.4g}" if most > 0 else "0"
