"""The columns of a printed table follow their words, and only rows longer than a page are cut."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn
from tests.exporting.tables import table

from greffe.exporting.proportions import NARROWEST, is_short, shares
from greffe.exporting.word import docx
from greffe.exporting.writer import odt

if TYPE_CHECKING:
    from greffe.exporting.official import Official

LONG: Final = "\n".join(["mot"] * 60)


def _one_long_row() -> Official:
    short, long = ["mot"] * 7, [LONG, *["mot"] * 6]
    return table("register", [short, long])


def _whole(row: Any) -> bool:  # noqa: ANN401 - python-docx types are loose
    return row._tr.trPr.find(qn("w:cantSplit")) is not None  # noqa: SLF001


def test_a_column_grows_with_the_root_of_its_words() -> None:
    """A hundred letters a cell are ten shares; four times as many are no more than twice."""
    cells = ["x" * 100, "x" * 400, *["-"] * 5]
    assert [10.0, 20.0] == shares(table("register", [cells]))[:2]


def test_no_column_is_too_narrow_for_its_heading_nor_takes_the_page() -> None:
    """A dash has the least share, or that which is asked for; ten pages have the greatest."""
    cells = ["-", "x" * 30_000, *["-"] * 5]
    assert [NARROWEST, 20.0] == shares(table("register", [cells]))[:2]
    assert [10.0, 20.0] == shares(table("register", [cells]), 10.0)[:2]


def test_a_blank_table_has_equal_columns() -> None:
    """Where there is no entry, no column is wider than another."""
    assert [NARROWEST] * 7 == shares(table("register", []))


def test_a_row_is_short_where_its_longest_cell_is() -> None:
    """Sixty lines are longer than a page, whichever the cell; fifty are not."""
    assert not is_short(["mot", LONG], [10.0, 10.0])
    assert is_short(["mot", "\n".join(["mot"] * 50)], [10.0, 10.0])


def test_a_narrower_column_makes_longer_rows() -> None:
    """Three thousand letters are a page in a tenth of its width, and not in the half."""
    words = "x" * 3000
    assert is_short([words, "mot"], [10.0, 10.0])
    assert not is_short([words, "mot"], [2.0, 18.0])


def test_word_may_cut_a_row_longer_than_a_page_and_no_other() -> None:
    """Headings and short rows are whole; the long one goes on overleaf."""
    rows = Document(BytesIO(docx(_one_long_row()))).tables[0].rows
    assert [True, True, False] == [_whole(row) for row in rows]


def test_an_opendocument_text_cuts_the_same_row() -> None:
    """The long row alone has the style that lets it go on overleaf."""
    with ZipFile(BytesIO(odt(_one_long_row()))) as package:
        content = package.read("content.xml").decode()
    assert 2 == content.count('<table:table-row table:style-name="Rangee"')
    assert 1 == content.count('<table:table-row table:style-name="RangeeLongue"')


def test_the_columns_of_word_fill_the_page_in_proportion(register: Official) -> None:
    """Thirteen inches of legal paper; the reasons of the MIFI are wider than its Oui and Non."""
    grid = Document(BytesIO(docx(register))).tables[0]
    widths = [column.width.inches for column in grid.columns]
    assert abs(sum(widths) - 13) < 0.01
    assert widths[4] > 1.5 * widths[6]
    assert [cell.width for cell in grid.rows[5].cells] == [each.width for each in grid.columns]


def test_the_columns_of_an_opendocument_text_are_of_several_widths(register: Official) -> None:
    """One style a column, so that each has its own width."""
    with ZipFile(BytesIO(odt(register))) as package:
        content = package.read("content.xml").decode()
    assert all(
        f'<table:table-column table:style-name="Colonne{at}"' in content for at in range(1, 8)
    )
