"""A grid as an Excel workbook whose cells are only ever text or numbers, never formulas."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from greffe.language import Text
from greffe.results.grid import columns_with_iris

if TYPE_CHECKING:
    from greffe.results.grid import Cell, Grid

# Excel's own limits ("Excel specifications and limits").
LONGEST_CELL: Final = 32_767
WIDEST_COLUMN: Final = 60
NOTE_WIDTH: Final = 24
NOTES: Final = Text("Provenance", "Provenance")
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""XlsxWriter's: a text is written as it is, whatever it looks like."""


def xlsx(grid: Grid) -> bytes:
    """Return the workbook: one sheet, a frozen header row, an IRI column beside each thing.

    The same grid always gives the same bytes: the document carries no date of its making.
    """
    from datetime import UTC, datetime

    from xlsxwriter import Workbook

    stream = BytesIO()
    with Workbook(stream, OPTIONS) as book:
        book.set_properties({"title": grid.title, "created": datetime(1980, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet("Greffe")
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        columns = [
            (heading, [_value(cell) for cell in cells])
            for heading, cells in columns_with_iris(grid)
        ]
        for position, (heading, cells) in enumerate(columns):
            sheet.write_string(0, position, heading, head)
            for row, cell in enumerate(cells, start=1):
                _write(sheet, row, position, cell, body)
            sheet.set_column(position, position, _width(heading, cells))
        sheet.freeze_panes(1, 0)
        if grid.rows and columns:
            sheet.autofilter(0, 0, len(grid.rows), len(columns) - 1)
        if grid.notes:
            _add_notes(book, grid, head, body)
    return stream.getvalue()


def _add_notes(book: Any, grid: Grid, head: object, body: object) -> None:  # noqa: ANN401
    sheet = book.add_worksheet(NOTES[grid.language])
    sheet.set_column(0, 0, NOTE_WIDTH)
    sheet.set_column(1, 1, 2 * WIDEST_COLUMN)
    for row, note in enumerate(grid.notes):
        sheet.write_string(row, 0, note.heading, head)
        sheet.write_string(row, 1, note.words[:LONGEST_CELL], body)


def _value(cell: Cell) -> str | float:
    return float(cell.words) if cell.is_number else cell.words[:LONGEST_CELL]


def _write(sheet: Any, row: int, column: int, value: str | float, style: object) -> None:  # noqa: ANN401 - xlsxwriter has no types
    if isinstance(value, float):
        sheet.write_number(row, column, value, style)
    elif value:
        sheet.write_string(row, column, value, style)


def _width(heading: str, cells: list[str | float]) -> int:
    longest = max((len(line) for cell in cells for line in str(cell).splitlines()), default=0)
    return min(WIDEST_COLUMN, max(len(heading), longest) + 2)
