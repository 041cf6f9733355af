"""The geometry of columns: groups of boxes under headings, and the curves that join them.

Pure: from the lines that each box needs to coordinates.  No two boxes overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.publication.pictures.lettering import LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

PADDING: Final = 5.0
BETWEEN: Final = 6.0
HEADING: Final = 26.0
AFTER: Final = 12.0


@dataclass(frozen=True, slots=True)
class Box:
    """A box: left edge, top, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Block:
    """A group to place: how many lines each of its boxes has, and whether it has a heading."""

    lines: tuple[int, ...]
    heading: bool = True

    @property
    def height(self) -> float:
        """What the group takes from top to bottom."""
        boxes = sum(box_height(lines) for lines in self.lines)
        return HEADING * self.heading + boxes + BETWEEN * max(len(self.lines) - 1, 0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A group in its place: the base line of its heading, and its boxes."""

    heading: float
    boxes: tuple[Box, ...]


def box_height(lines: int) -> float:
    """Return the height of a box that holds so many lines."""
    return lines * LINE + 2 * PADDING


def place(
    columns: Sequence[Sequence[Block]], spans: Sequence[tuple[float, float]]
) -> tuple[tuple[tuple[Placed, ...], ...], float]:
    """Return the groups of each column in their places, and the height of the highest column.

    ``spans`` gives the left edge and the width of each column; a column stands half way down.
    """
    heights = [_height(column) for column in columns]
    highest = max(heights, default=0.0)
    found = tuple(
        _column(column, (highest - height) / 2, span)
        for column, height, span in zip(columns, heights, spans, strict=True)
    )
    return found, highest


def curve(left: Box, right: Box) -> str:
    """Return the path from the right edge of a box to the left edge of another, level at ends."""
    x1, x2 = left.x + left.width, right.x
    half = (x1 + x2) / 2
    start, end = f"{x1:.1f},{left.middle:.1f}", f"{x2:.1f},{right.middle:.1f}"
    return f"M{start}C{half:.1f},{left.middle:.1f} {half:.1f},{right.middle:.1f} {end}"


def _height(column: Sequence[Block]) -> float:
    return sum(block.height for block in column) + AFTER * max(len(column) - 1, 0)


def _column(column: Sequence[Block], top: float, span: tuple[float, float]) -> tuple[Placed, ...]:
    found = []
    for block in column:
        y = top + HEADING * block.heading
        boxes = []
        for lines in block.lines:
            box = Box(span[0], y, span[1], box_height(lines))
            boxes.append(box)
            y += box.height + BETWEEN
        found.append(Placed(top + LINE, tuple(boxes)))
        top += block.height + AFTER
    return tuple(found)
