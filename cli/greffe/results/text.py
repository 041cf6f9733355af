"""A grid as aligned plain text: the same on every terminal, in a file and in a pipe."""

from __future__ import annotations

import unicodedata
from textwrap import wrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greffe.results.grid import Cell, Grid

WIDEST: Final = 48
WIDEST_ROW: Final = 180
WIDEST_RECORD: Final = 80
GAP: Final = "  "


def plain(grid: Grid) -> str:
    """Return headings, a rule and the rows, or records where the rows would be too wide to read.

    Long cells are wrapped; numbers stand to the right.
    """
    rows = [[_wrapped(cell, WIDEST) for cell in row] for row in grid.rows]
    headings = [wrap(heading, WIDEST) or [""] for heading in grid.headings]
    widths = [
        max(map(_width, (line for cell in column for line in cell)), default=0)
        for column in zip(headings, *rows, strict=True)
    ]
    if sum(widths) + len(GAP) * len(widths) > WIDEST_ROW:
        return _records(grid)
    numeric = [_is_numeric(column) for column in grid.columns]
    lines = [*_lines(headings, widths, numeric), GAP.join("─" * width for width in widths)]
    airy = any(len(cell) > 1 for row in rows for cell in row)
    for position, row in enumerate(rows):
        if airy and position:
            lines.append("")
        lines.extend(_lines(row, widths, numeric))
    return "".join(f"{line}\n" for line in lines)


def _records(grid: Grid) -> str:
    """Return each row as a block of its own, without its empty cells."""
    margin = max(map(_width, grid.headings)) + len(GAP)
    blocks = []
    for row in grid.rows:
        lines: list[str] = []
        for heading, cell in zip(grid.headings, row, strict=True):
            if cell.words:
                first, *more = _wrapped(cell, WIDEST_RECORD)
                lines.append(_padded(heading, margin, right=False) + first)
                lines.extend(" " * margin + line if line else "" for line in more)
        blocks.append("".join(f"{line}\n" for line in lines))
    return "\n".join(blocks)


def _is_numeric(column: Sequence[Cell]) -> bool:
    return bool(column) and all(cell.is_number or not cell.words for cell in column)


def _wrapped(cell: Cell, width: int) -> list[str]:
    paragraphs = str(cell).splitlines() or [""]
    return [
        line
        for paragraph in paragraphs
        for line in wrap(paragraph, width, break_on_hyphens=False) or [""]
    ]


def _lines(
    cells: Sequence[list[str]], widths: Sequence[int], numeric: Sequence[bool]
) -> Iterator[str]:
    for position in range(max(map(len, cells), default=0)):
        parts = [
            _padded(cell[position] if position < len(cell) else "", width, right=right)
            for cell, width, right in zip(cells, widths, numeric, strict=True)
        ]
        yield GAP.join(parts).rstrip()


def _padded(line: str, width: int, *, right: bool) -> str:
    padding = " " * (width - _width(line))
    return padding + line if right else line + padding


def _width(line: str) -> int:
    """Return the columns that a terminal gives to the line (UAX 11; combining marks take none)."""
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in line
    )
