"""The Excel workbook that an officer gets."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from tests.exporting.tables import table

from greffe.errors import Unwritable
from greffe.exporting.workbook import HIGHEST_ROW, LONGEST_CELL, SIZES, xlsx

if TYPE_CHECKING:
    from greffe.exporting.official import Official
    from greffe.language import Language


def opened(official: Official, language: Language = "fr") -> Any:  # noqa: ANN401
    """Open the workbook of a table with openpyxl."""
    return load_workbook(BytesIO(xlsx(official, language)))


def test_the_identifier_is_hidden_and_the_headings_stay(register: Official) -> None:
    """The first column is hidden; scrolling leaves headings and number in sight."""
    sheet = opened(register)["Registre"]
    assert sheet["A1"].value == "greffe:id"
    assert sheet.column_dimensions["A"].hidden
    assert sheet.freeze_panes == "C2"


def test_rows_are_sorted_with_their_identifiers(register: Official) -> None:
    """The filter covers the hidden column, so that sorting moves whole rows."""
    assert opened(register)["Registre"].auto_filter.ref == "A1:I38"
    assert opened(table("register", []))["Registre"].auto_filter.ref is None


def test_it_prints_across_with_its_headings(register: Official) -> None:
    """Landscape, as wide as one page, the headings on every page."""
    sheet = opened(register)["Registre"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes
    assert sheet.print_title_rows == "$1:$1"


LEGAL_ACROSS = (14 - 2 * 0.4) * 96
"""The pixels between the margins of a printed page."""


def test_it_is_printed_as_large_as_it_is_written(official: Official) -> None:
    """The columns, in pixels of the usual type, fit the paper: nothing is made smaller."""
    sheet = opened(official).worksheets[0]
    shown = [each for each in sheet.column_dimensions.values() if not each.hidden]
    pixels = sum(7 * each.width * (each.max - each.min + 1) for each in shown)
    assert 0.9 * LEGAL_ACROSS < pixels <= LEGAL_ACROSS


def test_the_legend_fits_the_paper_too(official: Official) -> None:
    """Its columns do, and what stands alone in a row runs over all of them."""
    legend = opened(official).worksheets[1]
    pixels = sum(7 * legend.column_dimensions[name].width for name in "ABCD")
    assert 0.9 * LEGAL_ACROSS < pixels <= LEGAL_ACROSS
    assert {"A1:D1", "A2:D2", "A3:D3"} == set(map(str, legend.merged_cells.ranges))
    assert legend["A2"].value == official.introduction
    cells = [cell for row in legend.iter_rows() for cell in row if cell.value]
    assert all(cell.alignment.wrap_text for cell in cells)


def test_no_row_of_the_mifi_is_cut(official: Official) -> None:
    """None reaches the height over which Excel cuts, in type of 7 points at least."""
    sheet = opened(official).worksheets[0]
    rows = range(2, 2 + len(official.entries))
    assert all(sheet.row_dimensions[row].height < HIGHEST_ROW for row in rows)
    assert min(sheet.cell(row, 3).font.sz for row in rows) >= 7


@pytest.mark.parametrize(("lines", "size"), [(1, 9), (33, 9), (34, 8), (37, 8), (42, 7), (49, 6)])
def test_a_tall_row_is_in_smaller_type(lines: int, size: int) -> None:
    """A row of so many lines has the largest type in which it is within 409 points."""
    words = "\n".join(["mot"] * lines)
    sheet = opened(table("register", [[words, *["-"] * 6], ["-"] * 7]))["Registre"]
    assert (size, 9) == (sheet["C2"].font.sz, sheet["C3"].font.sz)
    assert sheet.row_dimensions[2].height <= HIGHEST_ROW
    assert sheet.row_dimensions[2].height >= 1.3 * size * lines


def test_what_fits_in_no_type_is_written_all_the_same() -> None:
    """The row is as tall as may be, in the smallest type, and the cell is whole."""
    words = "\n".join(["mot"] * 200)
    sheet = opened(table("register", [[words, *["-"] * 6]]))["Registre"]
    assert (words, SIZES[-1]) == (sheet["C2"].value, sheet["C2"].font.sz)
    assert sheet.row_dimensions[2].height == pytest.approx(HIGHEST_ROW, abs=0.5)


def test_every_cell_has_borders(official: Official) -> None:
    """On paper, one sees which words are of which cell."""
    sheet = opened(official).worksheets[0]
    cells = [cell for row in sheet.iter_rows(max_row=len(official.entries) + 1) for cell in row]
    assert {("thin",) * 4} == {
        tuple(getattr(cell.border, side).style for side in ("left", "right", "top", "bottom"))
        for cell in cells
    }


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SOMME(A1)", "\t=1", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(words: str) -> None:
    """What begins as a formula does is a text, to the letter."""
    sheet = opened(table("register", [[words] * 7]))["Registre"]
    cells = [sheet.cell(2, column) for column in range(3, 10)]
    assert [("s", words)] * 7 == [(cell.data_type, cell.value) for cell in cells]


def test_no_formula_stands_in_the_package(official: Official) -> None:
    """Neither published document holds a cell that computes, but in the lists."""
    with ZipFile(BytesIO(xlsx(official, "fr"))) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert [b"<f>" in package.read(name) for name in sheets] == [False, False]


def test_closed_lists_are_offered_and_never_imposed(inventory: Official) -> None:
    """The drop-down list of a column is its scheme in the legend; other words give no error."""
    book = opened(inventory)
    rules = {str(rule.sqref): rule for rule in book["Inventaire"].data_validations.dataValidation}
    media = rules["K2:K540"]
    assert (media.type, bool(media.showErrorMessage)) == ("list", False)
    sheet, _, place = media.formula1.replace("'", "").partition("!")
    listed = [cell.value for (cell,) in book[sheet][place.replace("$", "")]]
    assert listed == list(inventory.choices["mediumText"])


def test_every_column_says_what_it_asks_for(official: Official) -> None:
    """A message in the cells, and a row of the legend, for each column."""
    book = opened(official)
    sheet, legend = book.worksheets
    prompts = [rule.prompt for rule in sheet.data_validations.dataValidation]
    assert len(prompts) == len(official.columns)
    assert all(prompts)
    rows = [row[:4] for row in legend.iter_rows(min_row=6, values_only=True)]
    told = rows[: len(official.headings)]
    assert [heading for _, heading, _, _ in told] == list(official.headings)
    assert all(asks and provision for _, _, asks, provision in told)
    assert [sheet[f"{letter}1"].value for letter, *_ in told] == list(official.headings)


@pytest.mark.parametrize(
    ("language", "sheets"), [("fr", ["Registre", "Légende"]), ("en", ["Registre", "Legend"])]
)
def test_the_legend_is_in_the_language_of_the_person(
    language: Language, sheets: list[str], register: Official
) -> None:
    """The headings are the document's; what explains them is in either language."""
    book = opened(register, language)
    assert sheets == book.sheetnames
    assert book["Registre"]["C1"].value == "Personne ou organismes receveur"


def test_a_cell_too_long_for_excel_is_refused() -> None:
    """Nothing is cut in silence: the error names the entry and the column."""
    long = "x" * (LONGEST_CELL + 1)
    with pytest.raises(Unwritable) as caught:
        xlsx(table("register", [["a", long, *["-"] * 5]]), "fr")
    assert caught.value.message.fr.startswith(
        "1, Nature ou type de renseignements personnels communiqués : 32768 caractères"
    )


def test_as_much_as_excel_holds_is_written() -> None:
    """The longest cell that Excel allows is written whole."""
    sheet = opened(table("register", [["x" * LONGEST_CELL, *["-"] * 6]]))["Registre"]
    assert len(sheet["C2"].value) == LONGEST_CELL
