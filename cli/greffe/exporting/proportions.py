"""The shares of a page that the columns of a table get, and the rows that no page break may cut."""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greffe.exporting.official import Official

NARROWEST: Final = 7.5
_WIDEST: Final = 20.0
_ACROSS: Final = 230
"""The letters of a line over the whole width of the page, counted low."""
_SHORT: Final = 52
"""The lines of a row that is kept whole; a page holds some fifty-five."""


def shares(table: Official, narrowest: float = NARROWEST) -> list[float]:
    """Return the share of the page that each column gets: it grows with the root of its words.

    No column is narrower than ``narrowest``, so that the words of its heading stay whole.
    """
    return [_share(table, position, narrowest) for position in range(len(table.columns))]


def is_short(cells: Sequence[str], widths: Sequence[float]) -> bool:
    """Tell whether a row is surely no longer than a page: then no page break may cut it."""
    lines = (
        sum(ceil((len(line) + 1) * sum(widths) / (width * _ACROSS)) for line in words.split("\n"))
        for words, width in zip(cells, widths, strict=True)
    )
    return max(lines, default=0) <= _SHORT


def _share(table: Official, position: int, narrowest: float) -> float:
    words = sum(len(entry.cells[position]) for entry in table.entries)
    each = words / max(1, len(table.entries))
    return round(max(narrowest, min(_WIDEST, sqrt(each))), 2)
