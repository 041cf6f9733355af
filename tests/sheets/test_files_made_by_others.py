"""What LibreOffice and Chromium wrote, stored beside (see ``files/README.md``), read by us."""

from __future__ import annotations

import pytest
from tests.sheets.expected import (
    FILES,
    HEADING,
    PRINTED,
    PRINTED_REGISTER,
    REGISTER,
    WORKBOOK,
    WORKBOOK_HEADING,
    bold,
    merged,
    texts,
    words,
)

from greffe.sheets import read_document
from greffe.sheets.model import Document, Place


def read(name: str) -> Document:
    """Read one of the stored files."""
    return read_document(FILES / name)


@pytest.mark.parametrize("name", ["registre.odt", "registre.docx"])
def test_a_document_of_libreoffice_is_read_to_the_letter(name: str) -> None:
    """Paragraphs, line breaks, no-break spaces and soft hyphens are those of the file."""
    (grid,) = read(name).grids
    assert REGISTER == texts(grid)


@pytest.mark.parametrize("name", ["registre.odt", "registre.docx", "registre.pdf", "page.pdf"])
def test_merged_cells_of_a_document_are_repeated(name: str) -> None:
    """A cell over two rows, and one over two columns, are found again where they go."""
    (grid,) = read(name).grids
    covered = {(box.text, row[0].text) for row in grid.rows for box in row if box.merged}
    assert covered == {("Statistique Canada", "3"), ("Aucune communication cette année", "5")}


@pytest.mark.parametrize(
    "name", ["registre.odt", "registre.docx", "registre.pdf", "page.pdf", "sans-filets.pdf"]
)
def test_bold_headings_are_seen(name: str) -> None:
    """The heading is in bold letters, and is the only such row."""
    (grid,) = read(name).grids
    assert HEADING == bold(grid)


@pytest.mark.parametrize("name", ["registre.pdf", "page.pdf"])
def test_a_printed_table_is_read_over_its_page_break(name: str) -> None:
    """A PDF of LibreOffice or Chromium gives each cell its text, the cut row and cell too."""
    (grid,) = read(name).grids
    assert PRINTED_REGISTER == texts(grid)


def test_a_printed_table_without_rules_is_read() -> None:
    """Columns that only white space parts are found, as are rows and line breaks in a cell."""
    (grid,) = read("sans-filets.pdf").grids
    last = ["5", "Aucune communication", "Rien cette année", "Article 67.2"]
    assert [*PRINTED_REGISTER[:5], last] == texts(grid)


def test_a_row_cut_by_a_page_break_stands_where_it_begins() -> None:
    """Of a row that goes on overleaf, the place is that of its beginning."""
    (grid,) = read("registre.pdf").grids
    assert [1, 1, 1, 1, 1, 2] == [row[0].place.page for row in grid.rows]
    assert grid.rows[4][2].place == Place(None, 1, 5, 3)


def test_rows_of_a_pdf_are_counted_on_their_page() -> None:
    """The first entry overleaf is in the row that follows the repeated heading and the rest."""
    (grid,) = read("registre.pdf").grids
    assert "A3" == grid.rows[5][0].place.cell


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    """The words of an HTML page are those of its cells; soft hyphens are kept."""
    (grid,) = read("page.html").grids
    assert REGISTER == [row[:4] for row in texts(grid)]


def test_a_row_of_a_page_keeps_its_identifier() -> None:
    """The ``data-id`` of rows is a hidden last column, under a heading of its own."""
    (grid,) = read("page.html").grids
    ids = ["greffe:id", *(f"urn:exemple:{number}" for number in range(1, 6))]
    assert (frozenset({5}), ids) == (grid.hidden, [row[4].text for row in grid.rows])


@pytest.mark.parametrize("name", ["classeur.ods", "classeur.xlsx"])
def test_a_workbook_of_libreoffice_is_read_as_shown(name: str) -> None:
    """Numbers, dates, truth values and text with bold parts are what a person sees."""
    (grid,) = read(name).grids
    found = [[text.replace("\u202f", "\u00a0") for text in row] for row in texts(grid)]
    assert WORKBOOK == [[text.replace("50 %", "50%") for text in row] for row in found]


@pytest.mark.parametrize("name", ["classeur.ods", "classeur.xlsx"])
def test_hidden_parts_of_a_workbook_are_told(name: str) -> None:
    """A hidden column is flagged; a hidden row is read and told; a hidden sheet is not read."""
    document = read(name)
    (grid,) = document.grids
    assert (frozenset({3}), "Registre") == (grid.hidden, grid.name)
    assert {notice.en for notice in document.notices} == {
        "Sheet “Registre”, formulas: 1. Their stored value was read.",
        "Sheet “Registre”, hidden rows, read like the others: 4.",
        "The sheet “Listes” is hidden: it was not read.",
    }


@pytest.mark.parametrize("name", ["classeur.ods", "classeur.xlsx"])
def test_a_merge_of_a_workbook_is_repeated(name: str) -> None:
    """The cell under the first of a merge has its words; nothing else is taken for merged."""
    (grid,) = read(name).grids
    assert ["B3"] == merged(grid)


@pytest.mark.parametrize("name", ["classeur.ods", "classeur.xlsx"])
def test_bold_headings_of_a_workbook_are_seen(name: str) -> None:
    """A cell is bold by its own style or by that of its column; a bold word in it is not enough."""
    (grid,) = read(name).grids
    assert WORKBOOK_HEADING == bold(grid)


@pytest.mark.parametrize(
    "name", ["classeur.ods", "classeur.xlsx", "registre.odt", "registre.docx", "page.html"]
)
def test_a_file_keeps_its_identity(name: str) -> None:
    """The property that an export wrote came through the program that saved the file anew."""
    assert {"greffe:body": "exemple"} == read(name).identity


def test_the_csv_of_a_french_spreadsheet_is_read() -> None:
    """Semicolons, Windows-1252, a line break within quotes: the table is the same, unmerged."""
    document = read("classeur.csv")
    (grid,) = document.grids
    assert WORKBOOK_HEADING == texts(grid)[0]
    assert WORKBOOK[1][5] == grid.rows[1][5].text
    assert WORKBOOK[3][5] == grid.rows[3][5].text
    assert ["Statistique Canada", ""] == [grid.rows[row][1].text for row in (1, 2)]
    assert "Windows-1252" in document.notices[0].fr


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("registre.odt", "odt"),
        ("registre.docx", "docx"),
        ("registre.pdf", "pdf"),
        ("classeur.ods", "ods"),
        ("classeur.xlsx", "xlsx"),
        ("classeur.csv", "csv"),
        ("page.html", "html"),
    ],
)
def test_a_document_tells_its_kind(name: str, kind: str) -> None:
    """What follows a reading may depend on the form: it is told, as is the path."""
    document = read(name)
    assert (kind, FILES / name) == (document.kind, document.path)


def test_all_readers_agree() -> None:
    """The same register in five forms has the same words, spacing apart."""
    names = ["registre.odt", "registre.docx", "registre.pdf", "page.pdf", "page.html"]
    found = [
        [[text.replace("\u00ad", "") for text in row[:4]] for row in words(read(name).grids[0])]
        for name in names
    ]
    spaced = [[" ".join(text.split()) for text in row] for row in PRINTED_REGISTER]
    assert [spaced] * len(names) == found
    assert PRINTED == spaced[3][2]
