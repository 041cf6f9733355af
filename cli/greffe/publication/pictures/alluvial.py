"""The geometry of streams through columns of bars: where each bar stands, how each ribbon runs.

Pure: from weights and the room that labels need, to coordinates.  Bars of a column never overlap,
nor do their labels; the ribbons of a bar fill it exactly, on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.publication.pictures.streams import Station, Stream, weights

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COLUMNS: Final = 3
GAP: Final = 10.0
UNIT: Final = 4.2
"""The height of one communication, unless there are so many that the picture would be too high."""
HIGHEST: Final = 600.0
BAR: Final = 12.0


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of a station: its left edge, top and height, and the middle of its label."""

    column: int
    station: Station
    weight: int
    x: float
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Half way down: where the label stands."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Band:
    """One reach of a stream, from the right edge of a bar to the left edge of the next."""

    x1: float
    top1: float
    x2: float
    top2: float
    height: float

    @property
    def path(self) -> str:
        """The outline as SVG path data: two curves that leave and arrive level."""
        half, low1, low2 = (self.x1 + self.x2) / 2, self.top1 + self.height, self.top2 + self.height
        upper = f"M{self.x1:.1f},{self.top1:.1f}C{half:.1f},{self.top1:.1f} "
        upper += f"{half:.1f},{self.top2:.1f} {self.x2:.1f},{self.top2:.1f}"
        lower = f"L{self.x2:.1f},{low2:.1f}C{half:.1f},{low2:.1f} "
        lower += f"{half:.1f},{low1:.1f} {self.x1:.1f},{low1:.1f}Z"
        return upper + lower


@dataclass(frozen=True, slots=True)
class Alluvium:
    """A whole layout: bars by column, the bands of each stream, and the height of it all."""

    bars: tuple[Bar, ...]
    bands: tuple[tuple[Band, Band], ...]
    height: float


def lay_out(
    given: Sequence[Stream],
    xs: tuple[float, float, float],
    room: Callable[[int, Station], float],
) -> Alluvium:
    """Place the bars at the left edges ``xs``; ``room`` gives the height that a label needs."""
    total = sum(stream.weight for stream in given)
    unit = min(UNIT, HIGHEST / total) if total else UNIT
    columns = [weights(given, column) for column in range(COLUMNS)]
    slots = [
        {at: max(weight * unit, room(column, at)) for at, weight in stations.items()}
        for column, stations in enumerate(columns)
    ]
    heights = [sum(each.values()) + GAP * max(len(each) - 1, 0) for each in slots]
    height = max(heights)
    bars: dict[tuple[int, Station], Bar] = {}
    for column, stations in enumerate(columns):
        top = (height - heights[column]) / 2
        for at, weight in stations.items():
            slot, tall = slots[column][at], weight * unit
            bars[column, at] = Bar(column, at, weight, xs[column], top + (slot - tall) / 2, tall)
            top += slot + GAP
    reaches = [_reaches(given, bars, left, unit) for left in range(COLUMNS - 1)]
    return Alluvium(tuple(bars.values()), tuple(zip(*reaches, strict=True)), height)


def _reaches(
    given: Sequence[Stream], bars: dict[tuple[int, Station], Bar], left: int, unit: float
) -> list[Band]:
    """Return the band of each stream between two columns, those of a bar in order of their ends."""
    right = left + 1
    leaving = _offsets(given, left, right, bars, unit)
    arriving = _offsets(given, right, left, bars, unit)
    return [
        Band(
            bars[left, stream.stations[left]].x + BAR,
            leaving[at],
            bars[right, stream.stations[right]].x,
            arriving[at],
            stream.weight * unit,
        )
        for at, stream in enumerate(given)
    ]


def _offsets(
    given: Sequence[Stream],
    column: int,
    toward: int,
    bars: dict[tuple[int, Station], Bar],
    unit: float,
) -> dict[int, float]:
    """Return the top of each stream at its bar: sorted by where it goes, so that few cross."""

    def order(at: int) -> tuple[float, ...]:
        stations = given[at].stations
        others = [bars[other, stations[other]].top for other in range(COLUMNS)]
        return (others[toward], *others, at)

    tops = {at: bar.top for at, bar in bars.items()}
    found: dict[int, float] = {}
    for at in sorted(range(len(given)), key=order):
        key = column, given[at].stations[column]
        found[at] = tops[key]
        tops[key] += given[at].weight * unit
    return found
