from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.packaging.custom import StringProperty
from tests.sheets.expected import FILES, bold, merged, texts
from tests.sheets.making import copy_package

from greffe.errors import InputError
from greffe.sheets import read_document, shaping

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greffe.sheets.model import Document


def written(path: Path, write: Callable[[Any, Any], None], name: str = "Registre") -> Document:
    """Read a workbook whose one sheet ``write`` fills with XlsxWriter."""
    book = xlsxwriter.Workbook(str(path))
    write(book, book.add_worksheet(name))
    book.close()
    return read_document(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test puts its workbook."""
    return tmp_path / "registre.xlsx"


def test_each_sheet_is_a_grid(path: Path) -> None:
    """A workbook gives its sheets in their order, under their names; empty ones give none."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Direction A"
    book.worksheets[0]["A1"] = "a"
    book.create_sheet("Vide")
    book.create_sheet("Direction B")["B2"] = "b"
    book.save(path)
    grids = read_document(path).grids
    assert ["Direction A", "Direction B"] == [grid.name for grid in grids]
    assert [[["a"]], [["", ""], ["", "b"]]] == [texts(grid) for grid in grids]
    assert "Direction B" == grids[1].rows[1][1].place.sheet


def test_formatted_empty_rows_are_no_rows(path: Path) -> None:
    """Rows that only have a colour, as after a deletion, are not read."""

    def write(book: Any, sheet: Any) -> None:  # noqa: ANN401
        grey = book.add_format({"bg_color": "gray", "border": 1})
        sheet.write_row(0, 0, ["No", "Nom"])
        for row in range(1, 500):
            sheet.write_blank(row, 0, None, grey)
            sheet.write_blank(row, 50, None, grey)

    assert [["No", "Nom"]] == texts(written(path, write).grids[0])


def test_a_stray_format_at_the_end_of_a_sheet_is_harmless(path: Path) -> None:
    """An empty formatted cell in the very last place costs nothing."""

    def write(book: Any, sheet: Any) -> None:  # noqa: ANN401
        sheet.write(0, 0, "a")
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    assert [["a"]] == texts(written(path, write).grids[0])


def test_a_stored_value_stands_for_its_formula(path: Path) -> None:
    """A formula is never computed: what the program stored is read, and a notice says so."""

    def write(_: Any, sheet: Any) -> None:  # noqa: ANN401
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("A2", '="a"&"b"', None, "ab")

    document = written(path, write)
    assert [["2"], ["ab"]] == texts(document.grids[0])
    assert [notice.fr for notice in document.notices] == [
        "Feuille « Registre », formules : 2. Leur valeur enregistrée a été lue."
    ]


def test_a_formula_that_gives_no_words_has_a_value(tmp_path: Path) -> None:
    """A formula whose value is an empty text, as Excel stores it, is an empty cell."""
    source = tmp_path / "sans.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a", "x"])
    book.save(source)
    name = "xl/worksheets/sheet1.xml"
    given = b'<c r="B1" t="str"><f>IF(TRUE,"")</f><v></v></c></row>'
    cells = _part(source, name).partition(b'<c r="B1"')[0] + given
    rest = _part(source, name).partition(b"</row>")[2]
    path = copy_package(source, tmp_path / "avec.xlsx", {name: cells + rest})
    document = read_document(path)
    assert [["a"]] == texts(document.grids[0])
    assert ["formulas: 1"] == [
        notice.en.split(", ")[1].split(".")[0] for notice in document.notices
    ]


def test_a_formula_without_a_stored_value_is_told(path: Path) -> None:
    """A program that computes nothing stores no value: the cell is named, not passed over."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Registre"
    sheet["A1"], sheet["B1"], sheet["C2"] = "a", "=1+1", "=B1"
    book.save(path)
    document = read_document(path)
    assert [["a"]] == texts(document.grids[0])
    assert document.notices[1].en == (
        "Sheet “Registre”, formulas without a stored value, read as empty: B1, C2. "
        "Open the workbook in Excel or LibreOffice and save it."
    )


def test_a_cell_in_error_is_told(path: Path) -> None:
    """A cell that shows ``#REF!`` is read as such, and named."""

    def write(_: Any, sheet: Any) -> None:  # noqa: ANN401
        sheet.write("A1", "a")
        sheet.write_formula("B2", "=Feuille9!A1", None, "#REF!")

    document = written(path, write)
    assert "#REF!" == document.grids[0].rows[1][1].text
    assert document.notices[-1].fr == "Feuille « Registre », cellules en erreur : B2."


def test_rich_text_is_text(path: Path) -> None:
    """Words in several fonts are one text."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    loud = TextBlock(InlineFont(b=True), "accès ")
    sheet["A1"] = CellRichText("Loi sur l’", loud, "(art. 67)")
    book.save(path)
    assert [["Loi sur l’accès (art. 67)"]] == texts(read_document(path).grids[0])


def test_merged_cells_are_repeated(path: Path) -> None:
    """A merged block has the words of its first cell everywhere."""

    def write(_: Any, sheet: Any) -> None:  # noqa: ANN401
        sheet.write_row(0, 0, ["Unité", "Fichier"])
        sheet.merge_range("A2:A4", "Direction A")
        sheet.write_column(1, 1, ["un", "deux", "trois"])

    (grid,) = written(path, write).grids
    assert ["Direction A"] * 3 == [row[0].text for row in grid.rows[1:]]
    assert ["A3", "A4"] == merged(grid)


def test_more_cells_than_a_table_has_are_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet is left as soon as it has shown more cells than any register has."""
    monkeypatch.setattr(shaping, "MOST_CELLS", 20)

    def write(_: Any, sheet: Any) -> None:  # noqa: ANN401
        for row in range(30):
            sheet.write_row(row, 0, ["a", "b", "c"])

    with pytest.raises(InputError, match="more than 20 cells"):
        written(path, write)


def test_hidden_columns_and_rows(path: Path) -> None:
    """Hidden columns are flagged, also in a run; filtered rows of the table are read and told."""

    def write(_: Any, sheet: Any) -> None:  # noqa: ANN401
        sheet.write_row(0, 0, ["greffe:id", "interne", "No", "Nom"])
        sheet.write_row(1, 0, ["urn:1", "x", "1", "a"])
        sheet.set_column("A:B", None, None, {"hidden": True})
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_row(20, None, None, {"hidden": True})

    document = written(path, write)
    assert frozenset({1, 2}) == document.grids[0].hidden
    assert document.notices[0].en == "Sheet “Registre”, hidden rows, read like the others: 2."


@pytest.mark.parametrize(("state", "told"), [("hidden", 1), ("veryHidden", 0)])
def test_hidden_sheets_are_not_read(path: Path, state: str, told: int) -> None:
    """A hidden sheet is told; one that no menu shows, which programs make, is not even that."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "a"
    other = book.create_sheet("Listes")
    other["A1"] = "une liste"
    other.sheet_state = state
    book.save(path)
    document = read_document(path)
    assert (1, told) == (len(document.grids), len(document.notices))


def test_bold_cells_are_seen(path: Path) -> None:
    """A cell in bold letters says so."""

    def write(book: Any, sheet: Any) -> None:  # noqa: ANN401
        sheet.write("A1", "No", book.add_format({"bold": True}))
        sheet.write("A2", "1")

    assert ["No"] == bold(written(path, write).grids[0])


def test_dates_numbers_and_truth_as_shown(path: Path) -> None:
    """What is no text becomes the text that the cell shows."""

    def write(book: Any, sheet: Any) -> None:  # noqa: ANN401
        sheet.write_datetime(0, 0, date(2009, 12, 1), book.add_format({"num_format": "d mmm yyyy"}))
        sheet.write_number(0, 1, 7, book.add_format({"num_format": "000"}))
        sheet.write_boolean(0, 2, False)
        sheet.write_number(0, 3, 1.5)

    assert [["2009-12-01", "007", "FAUX", "1,5"]] == texts(written(path, write).grids[0])


def test_a_workbook_of_1904_has_the_same_dates(path: Path) -> None:
    """A workbook that counts days from 1904, as those of a Mac do, shows the same dates."""
    book = xlsxwriter.Workbook(str(path), {"date_1904": True})
    sheet = book.add_worksheet()
    sheet.write_datetime(0, 0, date(2009, 12, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    assert [["2009-12-01"]] == texts(read_document(path).grids[0])


def test_macros_are_told_and_not_run(tmp_path: Path) -> None:
    """A workbook with macros is read for its cells; a notice says that nothing was run."""
    path = copy_package(
        FILES / "classeur.xlsx", tmp_path / "macros.xlsm", {"xl/vbaProject.bin": b"\xd0\xcf"}
    )
    document = read_document(path)
    assert document.notices[0].fr == (
        "Ce classeur contient des macros : elles n’ont pas été exécutées."
    )
    assert "Registre" == document.grids[0].name


def test_properties_are_its_identity(path: Path) -> None:
    """What an export wrote as custom properties is given back."""
    book: Any = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "a"
    book.custom_doc_props.append(StringProperty(name="greffe:body", value="mifi"))
    book.save(path)
    assert {"greffe:body": "mifi"} == read_document(path).identity


def test_a_wrong_dimension_hides_no_cell(tmp_path: Path) -> None:
    """A sheet that says that it is ``A1`` only is read whole: programs write that by mistake."""
    source = tmp_path / "juste.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a", "b"])
    book.worksheets[0].append(["c", "d"])
    book.save(source)
    sheet = "xl/worksheets/sheet1.xml"
    lie = _part(source, sheet).replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1"')
    path = copy_package(source, tmp_path / "faux.xlsx", {sheet: lie})
    assert [["a", "b"], ["c", "d"]] == texts(read_document(path).grids[0])


def test_a_workbook_without_a_word_has_no_grid(path: Path) -> None:
    """An empty workbook is read, and has no table."""
    openpyxl.Workbook().save(path)
    assert () == read_document(path).grids


def test_a_broken_sheet_is_refused(tmp_path: Path) -> None:
    """A workbook cut short inside a sheet is refused whole; no half is read."""
    sheet = "xl/worksheets/sheet1.xml"
    half = _part(FILES / "classeur.xlsx", sheet)
    path = copy_package(
        FILES / "classeur.xlsx", tmp_path / "x.xlsx", {sheet: half[: len(half) // 2]}
    )
    with pytest.raises(InputError, match="damaged or not complete"):
        read_document(path)


def _part(path: Path, name: str) -> bytes:
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        return archive.read(name)
