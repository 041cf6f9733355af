"""Tables put together from the parts that stand on the pages.

A part goes on with the table of the page before it where its columns stand at the same places,
unless its first row begins like the table's (a new fiche with the same labels).  Rows that repeat
the heading are dropped.  The first row of a page is the rest of the row before it, which the page
break cut, where it is empty in the first column that is never empty elsewhere in the table, or in
half of these columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from greffe.sheets.model import Box, Grid, Place
from greffe.sheets.pdf.ink import is_bold, line_distance, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.sheets.pdf.ink import Cell, Piece, Strip

_NEAR: Final = 3.0
"""Points within which a column stands at the same place on two pages."""


@dataclass(slots=True)
class _Table:
    """A table that may still go on; ``tops`` are the ranks of rows that are first on a page."""

    edges: tuple[float, ...]
    page: int
    strips: list[Strip] = field(default_factory=list)
    tops: set[int] = field(default_factory=set)


def join(pieces: Iterable[Piece]) -> tuple[Grid, ...]:
    """Return the tables of a file from their parts, in the order of the pages."""
    tables: list[_Table] = []
    for piece in pieces:
        if tables and _goes_on(tables[-1], piece):
            table = tables[-1]
            repeated = _repeated(table.strips, piece.strips)
            table.tops.add(len(table.strips))
            table.strips.extend(piece.strips[repeated:])
            table.page = piece.page
        else:
            tables.append(_Table(piece.edges, piece.page, list(piece.strips)))
    grids = [_grid(table, rank) for rank, table in enumerate(tables, start=1)]
    return tuple(grid for grid in grids if grid.rows)


def _goes_on(table: _Table, piece: Piece) -> bool:
    same = len(table.edges) == len(piece.edges) and all(
        abs(here - there) < _NEAR for here, there in zip(table.edges, piece.edges, strict=True)
    )
    if not same or piece.page != table.page + 1 or not piece.strips:
        return False
    mine, its = _texts(table.strips[0]), _texts(piece.strips[0])
    return mine == its or not its[0] or mine[0] != its[0]


def _repeated(heading: list[Strip], strips: list[Strip]) -> int:
    """Return how many rows repeat the first rows of the table."""
    count = 0
    for above, below in zip(heading, strips, strict=False):
        if _texts(above) != _texts(below):
            break
        count += 1
    return count


def _texts(strip: Strip) -> list[str]:
    return [" ".join(line.text for line in cell.lines) for cell in strip.cells]


def _grid(table: _Table, rank: int) -> Grid:
    strips = _mended(table)
    distance = line_distance(cell for strip in strips for cell in strip.cells)
    _widen(strips)
    rows = tuple(
        tuple(
            _box(cell, Place(None, strip.page, strip.row, column), distance)
            for column, cell in enumerate(strip.cells, start=1)
        )
        for strip in strips
    )
    filled = [at for at, row in enumerate(rows, start=1) if any(box.text for box in row)]
    return Grid(f"tableau {rank}", rows[: max(filled, default=0)])


def _widen(strips: list[Strip]) -> None:
    """Give each cell at least the width of the widest line of its column."""
    for column in zip(*(strip.cells for strip in strips), strict=True):
        own = (line for cell in column if not cell.merged for line in cell.lines)
        widest = max((line.right - line.left for line in own), default=0.0)
        for cell in column:
            cell.width = max(cell.width, widest)


def _box(cell: Cell, place: Place, distance: float) -> Box:
    return Box(to_text(cell, distance), place, cell.merged, is_bold(cell))


def _mended(table: _Table) -> list[Strip]:
    """Return the rows, those that a page break cut put together again."""
    always = _always_filled(table)
    mended: list[Strip] = []
    for rank, strip in enumerate(table.strips):
        if mended and rank in table.tops:
            if _is_rest(strip, always):
                for above, below in zip(mended[-1].cells, strip.cells, strict=True):
                    above.go_on(below)
                continue
            if not any(cell.lines for cell in mended[-1].cells):
                mended.pop()
        mended.append(strip)
    return mended


def _always_filled(table: _Table) -> list[int]:
    whole = [strip for rank, strip in enumerate(table.strips[1:], 1) if rank not in table.tops]
    columns = range(len(table.edges))
    filled = [column for column in columns if all(strip.cells[column].lines for strip in whole)]
    return filled if whole else [0]


def _is_rest(strip: Strip, always: list[int]) -> bool:
    empty = [column for column in always if not strip.cells[column].lines]
    return bool(empty) and (empty[0] == always[0] or 2 * len(empty) >= len(always))
