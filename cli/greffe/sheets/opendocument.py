"""OpenDocument workbooks and documents (.ods, .odt; ISO/IEC 26300): both hold the same tables.

``content.xml`` is streamed; the text of a cell is what the program showed, but for dates, whose
stored value is ISO 8601.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from greffe.sheets.containers import package
from greffe.sheets.faults import tableless
from greffe.sheets.model import Document
from greffe.sheets.notices import FORMULAS, HIDDEN_ROWS, HIDDEN_SHEET, first_few
from greffe.sheets.shaping import (
    MOST_CELLS,
    Merge,
    Table,
    Words,
    join_repeated,
    number_tables,
    on_sheet,
    shape,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element
    from zipfile import ZipFile


_NS: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
_TABLE: Final = f"{_NS}table:1.0}}"
_TEXT: Final = f"{_NS}text:1.0}}"
_OFFICE: Final = f"{_NS}office:1.0}}"
_STYLE: Final = f"{_NS}style:1.0}}"
_META: Final = f"{_NS}meta:1.0}}"
_FO: Final = f"{_NS}xsl-fo-compatible:1.0}}"
_DEFAULT: Final = f"{_TABLE}default-cell-style-name"
_BOOLEANS: Final = {"true": "VRAI", "false": "FAUX"}
_MEDIA: Final = "application/vnd.oasis.opendocument."
_CELLS: Final = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_UNREAD: Final = {
    f"{_OFFICE}annotation",
    f"{_TEXT}note",
    f"{_TEXT}tracked-changes",
    f"{_TABLE}table",
}
"""What stands inside a cell and is no text of it: comments, notes, tables within the table."""
_MOST_TOLD: Final = 100
"""The most rows of a repeated hidden row that are told; it may be repeated a million times."""
_FOLD: Final = re.compile(r" *[\t\r\n][ \t\r\n]*")
_DATE_PART: Final = re.compile(r"\d+|[^\W\d_]+")


@dataclass(slots=True)
class _Table(Table):
    """A table while its rows are read."""

    style: str = ""
    hidden_rows: set[int] = field(default_factory=set)
    styles: list[tuple[int, str]] = field(default_factory=list)
    columns: int = 0
    rows: int = 0
    formulas: int = 0

    def style_of(self, column: int) -> str:
        """Return the style that cells of a column have when they name none."""
        return next((style for last, style in self.styles if column <= last), "")


@dataclass(slots=True)
class _Styles:
    """The automatic styles that say what is bold and which sheets are not displayed."""

    bold: set[str] = field(default_factory=set)
    undisplayed: set[str] = field(default_factory=set)

    def take(self, element: Element) -> None:
        """Keep what one ``style:style`` says."""
        name = element.get(f"{_STYLE}name", "")
        for properties in element:
            if properties.get(f"{_FO}font-weight") == "bold":
                self.bold.add(name)
            if properties.get(f"{_TABLE}display") == "false":
                self.undisplayed.add(name)


def read(path: Path) -> Document:
    """Return the visible sheets of an .ods workbook, or the tables of an .odt document.

    Raises ``InputError`` where it cannot be read or an .odt has no table.
    """
    kind = "ods" if path.suffix.lower() == ".ods" else "odt"
    media = _MEDIA + ("spreadsheet" if kind == "ods" else "text")
    with package(path, media) as (archive, _):
        styles = _Styles()
        tables = list(_tables(archive, styles))
        shown = [table for table in tables if table.style not in styles.undisplayed]
        found = [grid for table in shown if (grid := shape(path, table))]
        if kind == "odt" and not found:
            raise tableless(path)
        tabs = (on_sheet(grid, grid.name) for grid in found)
        grids = tuple(tabs) if kind == "ods" else join_repeated(number_tables(found))
        notices = (
            *(HIDDEN_SHEET.format(sheet=table.name) for table in tables if table not in shown),
            *(FORMULAS.format(sheet=t.name, count=t.formulas) for t in shown if t.formulas),
            *(
                HIDDEN_ROWS.format(sheet=table.name, rows=first_few(sorted(table.hidden_rows)))
                for table in shown
                if table.hidden_rows
            ),
        )
        return Document(path, kind, grids, notices, _identity(archive))


def _tables(archive: ZipFile, styles: _Styles) -> Iterator[_Table]:
    """Yield the tables of the content, outermost only, and forget each row once it is read."""
    from defusedxml.ElementTree import iterparse

    table, depth = _Table(), 0
    with archive.open("content.xml") as stream:
        for event, element in iterparse(stream, ("start", "end")):
            if element.tag == f"{_TABLE}table":
                depth += 1 if event == "start" else -1
                if event == "start" and depth == 1:
                    table = _Table(element.get(f"{_TABLE}name", ""))
                    table.style = element.get(f"{_TABLE}style-name", "")
                elif event == "end" and depth == 0:
                    yield table
            elif event == "end" and element.tag == f"{_STYLE}style":
                styles.take(element)
            elif event == "end" and depth == 1:
                _take(element, table, styles)


def _take(element: Element, table: _Table, styles: _Styles) -> None:
    if element.tag == f"{_TABLE}table-column":
        count = int(element.get(f"{_TABLE}number-columns-repeated", "1"))
        if element.get(f"{_TABLE}visibility", "visible") != "visible":
            first = table.columns + 1
            table.hidden |= set(range(first, first + min(count, MOST_CELLS)))
        table.columns += count
        table.styles.append((table.columns, element.get(_DEFAULT, "")))
    elif element.tag == f"{_TABLE}table-row":
        _take_row(element, table, styles)
        element.clear()


def _take_row(row: Element, table: _Table, styles: _Styles) -> None:
    count = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
    first, column = table.rows + 1, 1
    hidden = row.get(f"{_TABLE}visibility", "visible") != "visible"
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        wide = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        inherited = row.get(_DEFAULT) or table.style_of(column)
        words = _words(cell, styles, cell.get(f"{_TABLE}style-name", inherited))
        table.formulas += f"{_TABLE}formula" in cell.attrib
        if words.text:
            _put(words, table, range(first, first + count), range(column, column + wide))
            if hidden:
                table.hidden_rows |= set(range(first, first + min(count, _MOST_TOLD)))
        _take_merge(cell, first, column, table)
        column += wide
    table.rows += count


def _put(words: Words, table: _Table, rows: range, columns: range) -> None:
    """Put a repeated cell at each of its places; of too many, the last alone, to be refused."""
    if len(table.cells) + len(rows) * len(columns) > MOST_CELLS:
        rows, columns = rows[-1:], columns[-1:]
    table.cells |= {(row, column): words for row in rows for column in columns}


def _take_merge(cell: Element, row: int, column: int, table: _Table) -> None:
    rows = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
    columns = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
    if rows > 1 or columns > 1:
        table.merges.append(Merge(row, column, rows, columns))


def _words(cell: Element, styles: _Styles, style: str) -> Words:
    paragraphs = list(_paragraphs(cell))
    text = "\n".join("".join(_spelt(paragraph)) for paragraph in paragraphs)
    truth = cell.get(f"{_OFFICE}boolean-value", "")
    stored = cell.get(f"{_OFFICE}date-value")
    if stored and text:
        text = _precise(stored.removesuffix("T00:00:00"), text)
    bold = style in styles.bold or all(_is_bold(each, styles) for each in paragraphs)
    return Words(_BOOLEANS.get(truth, text), bold and bool(paragraphs))


def _is_bold(paragraph: Element, styles: _Styles) -> bool:
    """Tell whether a paragraph is bold by its own style or by that of a span that is all of it."""
    whole = "".join(paragraph.itertext())
    return any(
        each.get(f"{_TEXT}style-name") in styles.bold and "".join(each.itertext()) == whole
        for each in paragraph.iter()
    )


def _precise(stored: str, text: str) -> str:
    """Cut a stored date to what was shown of it: a year, a month and a year, or all of it."""
    if stored[:4] not in text:
        return stored
    numbers = re.findall(r"\d+", text)
    parts = len(numbers) + any(part.isalpha() for part in _DATE_PART.findall(text))
    return {1: stored[:4], 2: stored[:7]}.get(parts, stored)


def _paragraphs(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            yield child
        elif child.tag not in _UNREAD:
            yield from _paragraphs(child)


def _spelt(element: Element) -> Iterator[str]:
    """Yield the text of a paragraph; spaces, tabs and line breaks are elements of their own.

    A line of the XML that is folded is one space (ODF 1.2, 6.1.2); spaces side by side, which
    should be elements but which LibreOffice writes as they are, are kept.
    """
    yield _FOLD.sub(" ", element.text or "")
    for child in element:
        match child.tag.removeprefix(_TEXT):
            case "s":
                yield " " * min(int(child.get(f"{_TEXT}c", "1")), MOST_CELLS)
            case "tab":
                yield "\t"
            case "line-break":
                yield "\n"
            case _ if child.tag not in _UNREAD:
                yield from _spelt(child)
        yield _FOLD.sub(" ", child.tail or "")


def _identity(archive: ZipFile) -> dict[str, str]:
    from defusedxml.ElementTree import fromstring

    if "meta.xml" not in archive.namelist():
        return {}
    properties = fromstring(archive.read("meta.xml")).iter(f"{_META}user-defined")
    return {each.get(f"{_META}name", ""): each.text or "" for each in properties}
