"""Files that are no Excel workbook, laid out in one cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx import Document
from tests.exporting.tables import table

from greffe.errors import InputError, UsageError
from greffe.exporting.copying import LONGEST_NAME, workbook_of
from greffe.exporting.formats import files_of
from greffe.sheets import read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greffe.exporting.official import Official

    Saved = Callable[[str, bytes], Path]

LAID_OUT = ("ods", "docx", "odt", "html", "csv")


@pytest.mark.parametrize("form", LAID_OUT)
def test_each_cell_stands_at_its_place(form: str, saved: Saved) -> None:
    """What a reader says stands in B3 stands in B3 of the workbook, as a text."""
    made = table("register", [["=1+1", "a\n\nb", "-", "d", "e", "Oui", "g"]])
    path = saved(f"a.{form}", files_of(made, form, f"a.{form}", "fr")[f"a.{form}"])
    book = workbook_of(path)
    for grid, sheet in zip(read_document(path).grids, book.worksheets, strict=True):
        for row in grid.rows:
            for box in row:
                cell = sheet[box.place.cell]
                assert (box.text, "s") == (cell.value, cell.data_type)


def test_a_hidden_column_stays_hidden(inventory: Official, saved: Saved) -> None:
    """The identifiers of our exports are no more shown in the copy than in the file."""
    book = workbook_of(saved("a.ods", files_of(inventory, "ods", "a.ods", "fr")["a.ods"]))
    shown = book["Inventaire"].column_dimensions
    assert [shown[letter].hidden for letter in "ABC"] == [True, False, False]


def test_the_sheets_have_the_names_of_the_places(inventory: Official, saved: Saved) -> None:
    """A note that names a sheet finds it."""
    path = saved("a.ods", files_of(inventory, "ods", "a.ods", "fr")["a.ods"])
    assert workbook_of(path).sheetnames == ["Inventaire", "Légende"]


def test_several_tables_are_several_sheets(tmp_path: Path) -> None:
    """Each table of a document has its own."""
    document = Document()
    for words in ("un", "deux"):
        document.add_table(1, 1).cell(0, 0).text = words
        document.add_paragraph("entre")
    path = tmp_path / "a.docx"
    document.save(str(path))
    book = workbook_of(path)
    assert [sheet["A1"].value for sheet in book.worksheets] == ["un", "deux"]


def test_a_name_that_excel_refuses_is_made_one_that_it_takes(tmp_path: Path) -> None:
    """No longer than Excel allows, without the characters that it forbids."""
    path = tmp_path / "a.csv"
    path.write_text("a,b\n", encoding="utf-8")
    (name,) = workbook_of(path).sheetnames
    assert len(name) <= LONGEST_NAME
    assert not set(name) & set("[]:*?/\\")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """As every reader tells it."""
    path = tmp_path / "a.docx"
    path.write_text("rien")
    with pytest.raises(InputError):
        workbook_of(path)


def test_a_pdf_is_refused_with_what_to_do(register_pdf: Path) -> None:
    """Its pages each have a first row: a name such as B3 says nothing."""
    with pytest.raises(UsageError) as caught:
        workbook_of(register_pdf)
    assert caught.value.remedy is not None
    assert "classeur" in caught.value.remedy.fr
