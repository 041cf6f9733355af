"""Excel workbooks (.xlsx, .xlsm; ECMA-376) read cell by cell; nothing in them is run or computed.

openpyxl streams the cells; what it leaves out when it streams (merges, hidden columns and rows,
formulas that have no stored value) is read beside it from the XML of each sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from greffe.language import Text
from greffe.sheets.containers import package
from greffe.sheets.model import Document
from greffe.sheets.notices import FORMULAS, HIDDEN_ROWS, HIDDEN_SHEET, first_few
from greffe.sheets.shaping import (
    MOST_CELLS,
    Merge,
    Table,
    Words,
    check_count,
    on_sheet,
    shape,
)
from greffe.sheets.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element
    from zipfile import ZipFile

    from greffe.sheets.model import Grid

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LAST_ROW: Final = 1_048_576
_MACROS: Final = "xl/vbaProject.bin"


@dataclass(slots=True)
class _Layout:
    """What the XML of a sheet says beside its cells."""

    table: Table
    hidden_rows: set[int] = field(default_factory=set)
    formulas: int = 0
    uncomputed: list[str] = field(default_factory=list)


def read(path: Path) -> Document:
    """Return the visible sheets of a workbook, with a notice for whatever is not plain cells.

    Raises ``InputError`` where it cannot be read (see ``greffe.sheets.containers``).
    """
    import warnings

    from openpyxl import load_workbook

    with package(path, "xl/workbook.xml") as (archive, content), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book: Any = load_workbook(content, read_only=True, data_only=True, keep_links=False)
        parts = _parts(archive)
        grids: list[Grid] = []
        notices: list[Text] = []
        if _MACROS in archive.namelist():
            notices.append(_MACROS_NOTICE)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                if sheet.sheet_state == "hidden":
                    notices.append(HIDDEN_SHEET.format(sheet=sheet.title))
                continue
            layout = _layout(archive, parts[sheet.title], sheet.title)
            layout.table.cells, errors = _cells(path, sheet)
            grid = shape(path, layout.table)
            if grid is not None:
                grids.append(on_sheet(grid, sheet.title))
                notices.extend(_notices(layout, errors, len(grid.rows)))
        identity = {each.name: str(each.value) for each in book.custom_doc_props.props}
        return Document(path, "xlsx", tuple(grids), tuple(notices), identity)


def _cells(
    path: Path,
    sheet: Any,  # noqa: ANN401 - openpyxl has no types for it
) -> tuple[dict[tuple[int, int], Words], list[str]]:
    """Return the filled cells of a sheet, and the names of those that hold an error."""
    sheet.reset_dimensions()
    cells: dict[tuple[int, int], Words] = {}
    errors: list[str] = []
    for row in sheet.iter_rows():
        check_count(path, len(cells))
        for cell in row:
            if cell.value is None:
                continue
            if cell.data_type == "e":
                errors.append(cell.coordinate)
            bold = bool(cell.has_style and cell.font.b)
            text = shown(cell.value, cell.number_format)
            cells[cell.row, cell.column] = Words(text, bold)
    return cells, errors


def _parts(archive: ZipFile) -> dict[str, str]:
    """Return the part of the package that holds each sheet, by the name of the sheet."""
    from posixpath import join, normpath

    from defusedxml.ElementTree import fromstring

    links = fromstring(archive.read("xl/_rels/workbook.xml.rels")).iter(_LINKS)
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    book = fromstring(archive.read("xl/workbook.xml"))
    return {
        sheet.get("name", ""): normpath(join("/xl", targets[sheet.get(_ID)])).lstrip("/")
        for sheet in book.iter(f"{_MAIN}sheet")
    }


def _layout(archive: ZipFile, part: str, sheet: str) -> _Layout:
    layout = _Layout(Table(sheet))
    for element in _elements(archive, part):
        match element.tag.removeprefix(_MAIN):
            case "c" if element.find(f"{_MAIN}f") is not None:
                layout.formulas += 1
                value = element.find(f"{_MAIN}v")
                if value is None or not (value.text or element.get("t") == "str"):
                    layout.uncomputed.append(element.get("r", "?"))
            case "row":
                number = int(element.get("r", "0"))
                if number > _LAST_ROW:
                    raise ValueError(f"row {number}")
                if element.get("hidden") in {"1", "true"}:
                    layout.hidden_rows.add(number)
            case "col" if element.get("hidden") in {"1", "true"}:
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                layout.table.hidden |= set(range(first, min(last, MOST_CELLS) + 1))
            case "mergeCell":
                layout.table.merges.append(_merge(element.get("ref", "")))
    return layout


def _elements(archive: ZipFile, part: str) -> Iterator[Element]:
    """Yield the elements of a sheet as they end, and forget each row once it is read."""
    from defusedxml.ElementTree import iterparse

    with archive.open(part) as stream:
        for _, element in iterparse(stream, ("end",)):
            yield element
            if element.tag == f"{_MAIN}row":
                element.clear()


def _merge(reference: str) -> Merge:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = (int(bound or 1) for bound in range_boundaries(reference))
    return Merge(top, left, bottom - top + 1, right - left + 1)


def _notices(layout: _Layout, errors: list[str], height: int) -> Iterator[Text]:
    sheet = layout.table.name
    if layout.formulas:
        yield FORMULAS.format(sheet=sheet, count=layout.formulas)
    if layout.uncomputed:
        yield _UNCOMPUTED.format(sheet=sheet, cells=first_few(layout.uncomputed))
    if errors:
        yield _ERRORS.format(sheet=sheet, cells=first_few(errors))
    if hidden := [row for row in layout.hidden_rows if row <= height]:
        yield HIDDEN_ROWS.format(sheet=sheet, rows=first_few(sorted(hidden)))


_MACROS_NOTICE: Final = Text(
    "Ce classeur contient des macros : elles n’ont pas été exécutées.",
    "This workbook holds macros: they were not run.",
)
_UNCOMPUTED: Final = Text(
    "Feuille « {sheet} », formules sans valeur enregistrée, lues comme vides : {cells}. "
    "Ouvrez le classeur dans Excel ou LibreOffice et enregistrez-le.",
    "Sheet “{sheet}”, formulas without a stored value, read as empty: {cells}. "
    "Open the workbook in Excel or LibreOffice and save it.",
)
_ERRORS: Final = Text(
    "Feuille « {sheet} », cellules en erreur : {cells}.",
    "Sheet “{sheet}”, cells that hold an error: {cells}.",
)
