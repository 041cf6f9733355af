"""Cells found one by one, put into the rectangle that a grid is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.sheets.faults import too_large
from greffe.sheets.model import Box, Grid, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from greffe.errors import InputError

MOST_CELLS: Final = 1_000_000
"""Cells of one table; ten thousand rows of a register have a hundred thousand."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in a cell, before its place is known."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells joined into one: the first, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class Table:
    """What a reader found of one table: words at (row, column) from 1, merges, hidden columns."""

    name: str = "tableau"
    cells: dict[tuple[int, int], Words] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)


def lines_of(text: str) -> str:
    """Return a text whose line breaks are all line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def shape(path: Path, table: Table) -> Grid | None:
    """Return the grid of the cells that were found, or ``None`` where all are empty.

    It goes to the last row and column that hold a word; a merge that goes further is cut there.
    Raises ``InputError`` where that is more than ``MOST_CELLS``.
    """
    filled = [place for place, words in table.cells.items() if words.text.strip()]
    if not filled:
        return None
    height, width = max(row for row, _ in filled), max(column for _, column in filled)
    if height * width > MOST_CELLS:
        raise _too_many(path, table.name, height, width)
    repeated = _repeated(path, table, height, width)

    def box(row: int, column: int) -> Box:
        origin = repeated.get((row, column), (row, column))
        words = table.cells.get(origin, _NOTHING)
        place = Place(None, None, row, column)
        return Box(words.text, place, (row, column) in repeated, words.bold)

    columns = range(1, width + 1)
    rows = (tuple(box(row, column) for column in columns) for row in range(1, height + 1))
    return Grid(table.name, tuple(rows), frozenset(table.hidden) & frozenset(columns))


def check_count(path: Path, count: int) -> None:
    """Raise ``InputError`` where a reader has found more cells than a table may have."""
    if count > MOST_CELLS:
        what = Text(f"plus de {MOST_CELLS} cellules", f"more than {MOST_CELLS} cells")
        raise too_large(path, what)


def _repeated(
    path: Path, table: Table, height: int, width: int
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the cells that merges cover, each with the first cell of its merge."""
    repeated: dict[tuple[int, int], tuple[int, int]] = {}
    covered = 0
    for merge in table.merges:
        rows = range(merge.row, min(merge.row + merge.rows, height + 1))
        columns = range(merge.column, min(merge.column + merge.columns, width + 1))
        covered += len(rows) * len(columns)
        check_count(path, covered)
        origin = (merge.row, merge.column)
        repeated |= {(row, column): origin for row in rows for column in columns}
        repeated.pop(origin, None)
    return repeated


_NOTHING: Final = Words("")


def on_sheet(grid: Grid, name: str) -> Grid:
    """Return a grid that bears the name of its sheet, as each of its places does."""
    rows = tuple(
        tuple(replace(box, place=replace(box.place, sheet=name)) for box in row)
        for row in grid.rows
    )
    return replace(grid, name=name, rows=rows)


def number_tables(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """Name the tables of a file without tabs; where there are several, each place says which."""
    if len(grids) == 1:
        return (replace(grids[0], name="tableau"),)
    return tuple(on_sheet(grid, f"tableau {rank}") for rank, grid in enumerate(grids, start=1))


def join_repeated(grids: Iterable[Grid]) -> tuple[Grid, ...]:
    """Join each table to the one before it whose first row it repeats: it went on over a page.

    The repeated first row is dropped; places stay those of the table where a cell stands.
    """
    joined: list[Grid] = []
    for grid in grids:
        if joined and _heading(joined[-1]) == _heading(grid) and any(_heading(grid)):
            before = joined[-1]
            joined[-1] = replace(
                before, rows=before.rows + grid.rows[1:], hidden=before.hidden & grid.hidden
            )
        else:
            joined.append(grid)
    return tuple(joined)


def _heading(grid: Grid) -> tuple[str, ...]:
    return tuple(" ".join(box.text.split()) for box in grid.rows[0])


def _too_many(path: Path, name: str, height: int, width: int) -> InputError:
    return too_large(
        path,
        Text(
            f"« {name} » va jusqu’à la ligne {height} et à la colonne {width}",
            f"“{name}” goes down to row {height} and column {width}",
        ),
    )
