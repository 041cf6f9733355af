"""What a file that is no Excel workbook holds, laid out cell by cell in one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from greffe.errors import UsageError
from greffe.exporting.limits import legible
from greffe.language import Text

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.sheets.model import Grid

LONGEST_NAME: Final = 31  # "Excel specifications and limits": the name of a sheet
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_PAGED: Final = "pdf"
_WIDTH: Final = 40


def workbook_of(path: Path) -> Any:  # noqa: ANN401 - the types of openpyxl are loose
    """Return a workbook (openpyxl) with each cell of a file at its place, as text.

    The sheets are named as the places of the cells name them.  Raises as ``read_document``, and
    ``UsageError`` for a PDF, whose pages each have a first row.
    """
    from openpyxl import Workbook

    from greffe.sheets import read_document

    document = read_document(path)
    if document.kind == _PAGED:
        raise UsageError(
            Text(
                f"{path} : un PDF n’a pas de cellules à annoter.",
                f"{path}: a PDF has no cells to annotate.",
            ),
            Text(
                "Annotez le classeur ou le document d’où il vient.",
                "Annotate the workbook or the document that it was made from.",
            ),
        )
    book = Workbook()
    book.remove(book.worksheets[0])
    for grid in document.grids:
        _lay_out(book, grid)
    return book


def put_words(cell: Any, words: str) -> None:  # noqa: ANN401
    """Write words into a cell of openpyxl as text, never as a formula."""
    from openpyxl.styles import Alignment

    cell.value, cell.data_type = legible(words), "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _lay_out(book: Any, grid: Grid) -> None:  # noqa: ANN401
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    first = grid.rows[0][0].place.sheet if grid.rows else None
    sheet = book.create_sheet(_NOT_IN_NAMES.sub(" ", first or grid.name)[:LONGEST_NAME])
    for row in grid.rows:
        for box in row:
            cell = sheet.cell(box.place.row, box.place.column)
            put_words(cell, box.text)
            cell.font = Font(bold=box.bold)
    for column in range(1, sheet.max_column + 1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width, dimension.hidden = _WIDTH, column in grid.hidden
