"""What any library writes is read back to the letter, with the exceptions that formats impose."""

from __future__ import annotations

import csv
import html
import io
from itertools import chain
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import docx
import openpyxl
import pytest
import xlsxwriter
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.teletype import addTextToElement
from odf.text import P
from tests.sheets.expected import texts

from greffe.sheets import read_document

if TYPE_CHECKING:
    from collections.abc import Callable

Rows = list[list[str]]

# XML 1.0 holds no control characters but tab and line feed, nor U+FFFE and U+FFFF, and odfpy holds
# no noncharacter; a carriage return is a line end, which a reader gives back as a line feed.
LETTERS: Final = st.characters(blacklist_categories=["Cs", "Cc", "Cn"])
WORDS: Final = st.text(
    LETTERS | st.sampled_from("\n\t  =+-@'\";,&<>_x\u00a0\u00ad’«»é"), max_size=12
)
CELLS: Final = st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=4)
HEADING: Final = ["No", "Personne ou organisme", "Remarques", "Fin"]


def framed(rows: Rows) -> Rows:
    """Put rows under a heading and beside a filled column, so that none is cut as empty."""
    return [HEADING, *([*row, "fin"] for row in rows)]


def came_back(name: str, rows: Rows, write: Callable[[str, Rows], None]) -> Rows:
    """Write rows with a library, read them, and return what was read."""
    from pathlib import Path

    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(str(path), framed(rows))
        (grid,) = read_document(path).grids
        assert HEADING == texts(grid)[0]
        return [row[:3] for row in texts(grid)[1:]]


def with_xlsxwriter(path: str, rows: Rows) -> None:
    """Write strings with XlsxWriter, which escapes what SpreadsheetML escapes."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    book.close()


def with_openpyxl(path: str, rows: Rows) -> None:
    """Write strings with openpyxl, never as formulas."""
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell: Any = book.worksheets[0].cell(number, column)
            cell.value, cell.data_type = text, "s"
    book.save(path)


def odf_table(rows: Rows) -> Table:
    """Return a table of OpenDocument: each line of a cell is a paragraph."""
    table = Table(name="Registre")
    for texts_of_row in rows:
        row = TableRow()
        for text in texts_of_row:
            cell = TableCell(valuetype="string")
            for line in text.split("\n"):
                paragraph = P()
                addTextToElement(paragraph, line)
                cell.addElement(paragraph)
            row.addElement(cell)
        table.addElement(row)
    return table


def with_ods(path: str, rows: Rows) -> None:
    """Write strings with odfpy into a workbook."""
    book = OpenDocumentSpreadsheet()
    book.spreadsheet.addElement(odf_table(rows))
    book.save(path)


def with_odt(path: str, rows: Rows) -> None:
    """Write strings with odfpy into a document."""
    document = OpenDocumentText()
    document.text.addElement(odf_table(rows))
    document.save(path)


def with_docx(path: str, rows: Rows) -> None:
    """Write strings with python-docx, lines of a cell as line breaks."""
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, given_texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, given_texts, strict=True):
            cell.text = text
    document.save(path)


def with_csv(delimiter: str, encoding: str) -> Callable[[str, Rows], None]:
    """Return a writer of CSV with this separator and encoding."""

    def write(path: str, rows: Rows) -> None:
        held = io.StringIO(newline="")
        csv.writer(held, delimiter=delimiter).writerows(rows)
        with open(path, "wb") as file:  # noqa: PTH123 - the writers take a name
            file.write(held.getvalue().encode(encoding))

    return write


def with_html(path: str, rows: Rows) -> None:
    """Write a page whose cells hold their text as it is, in a table."""
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in rows
    )
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(f'<!doctype html><meta charset="utf-8"><table>{body}</table>')


@settings(max_examples=25)
@given(CELLS)
def test_xlsxwriter(rows: Rows) -> None:
    """Any strings in a workbook of XlsxWriter come back, those that look like formulas too."""
    assert rows == came_back("r.xlsx", rows, with_xlsxwriter)


@settings(max_examples=25)
@given(
    st.lists(
        st.lists(WORDS.map(lambda text: text.replace("_x", "")), min_size=3, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_openpyxl(rows: Rows) -> None:
    """Any strings in a workbook of openpyxl come back, but ``_x0041_``: it writes that as an A."""
    assert rows == came_back("r.xlsx", rows, with_openpyxl)


@settings(max_examples=20)
@given(CELLS)
def test_odf_workbook(rows: Rows) -> None:
    """Any strings in a workbook of odfpy come back, each line a paragraph."""
    assert rows == came_back("r.ods", rows, with_ods)


@settings(max_examples=20)
@given(CELLS)
def test_odf_document(rows: Rows) -> None:
    """Any strings in a document of odfpy come back."""
    assert rows == came_back("r.odt", rows, with_odt)


@settings(max_examples=15)
@given(CELLS)
def test_docx(rows: Rows) -> None:
    """Any strings in a document of python-docx come back."""
    assert rows == came_back("r.docx", rows, with_docx)


@settings(max_examples=30)
@given(CELLS, st.sampled_from(";,\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_csv(rows: Rows, delimiter: str, encoding: str) -> None:
    """Any strings in a CSV with four columns come back, whatever its separator and encoding."""
    assert rows == came_back("r.csv", rows, with_csv(delimiter, encoding))


def is_utf8_too(text: str) -> bool:
    """Return whether the bytes of a text that is not ASCII, in Windows-1252, are UTF-8 as well."""
    try:
        return text.encode("cp1252").decode() != text
    except UnicodeDecodeError:
        return False


@settings(max_examples=25)
@given(
    st.lists(
        st.lists(st.text("abcàéîœ€ ’«»;,\"'=+-@\n", max_size=12), min_size=3, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_french_csv(rows: Rows) -> None:
    """What a French Excel writes in Windows-1252, with semicolons, comes back if it is no UTF-8."""
    assume(not is_utf8_too("".join(chain.from_iterable(rows))))
    assert rows == came_back("r.csv", rows, with_csv(";", "cp1252"))


@settings(max_examples=30)
@given(CELLS)
def test_html(rows: Rows) -> None:
    """The words of any strings in a page come back; its white space is that of a browser."""
    spaced = [[_as_a_browser(text) for text in row] for row in rows]
    assert spaced == came_back("r.html", rows, with_html)


def _as_a_browser(text: str) -> str:
    from re import sub

    return sub(r"[ \t\n\r\f]+", " ", text).strip(" ")


@pytest.mark.parametrize("control", ["\x07", "\x1f", "\x0b", "\x00"])
def test_a_control_character_in_a_workbook(control: str) -> None:
    """A control character, which XML cannot hold, is escaped by XlsxWriter and comes back."""
    rows = [[f"a{control}b", "c", "d"]]
    assert rows == came_back("r.xlsx", rows, with_xlsxwriter)


@pytest.mark.parametrize("text", ["a\r\nb", "a\rb"])
def test_a_carriage_return_is_a_line_end(text: str) -> None:
    """However a line ends in a quoted cell of CSV, it is a line feed when read."""
    rows = [[text, "c", "d"]]
    assert [["a\nb", "c", "d"]] == came_back("r.csv", rows, with_csv(";", "utf-8"))
