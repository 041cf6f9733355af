from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import LineBreak, P, S, Span, Tab
from tests.sheets.expected import merged, texts
from tests.sheets.making import write_package
from tests.told import told

from greffe.errors import InputError
from greffe.sheets import read_document
from greffe.sheets.opendocument import _precise

if TYPE_CHECKING:
    from pathlib import Path

SPREADSHEET: Final = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT: Final = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def cell(*paragraphs: str, **attributes: object) -> TableCell:
    """Make a cell with these paragraphs."""
    made = TableCell(valuetype="string", **attributes)
    for text in paragraphs:
        made.addElement(P(text=text))
    return made


def table(name: str, *rows: list[TableCell]) -> Table:
    """Make a table of these cells."""
    made = Table(name=name)
    for cells in rows:
        row = TableRow()
        for each in cells:
            row.addElement(each)
        made.addElement(row)
    return made


def ods(path: Path, *tables: Table) -> Path:
    """Save a workbook with these sheets."""
    book = OpenDocumentSpreadsheet()
    for each in tables:
        book.spreadsheet.addElement(each)
    book.save(str(path))
    return path


def odt(path: Path, *parts: object) -> Path:
    """Save a document with these tables and paragraphs."""
    document = OpenDocumentText()
    for each in parts:
        document.text.addElement(each)
    document.save(str(path))
    return path


def raw(path: Path, rows: str) -> Path:
    """Write a workbook of one sheet whose rows are given to the letter."""
    sheet = f'<table:table table:name="A">{rows}</table:table>'
    return write_package(path, {"mimetype": SPREADSHEET, "content.xml": CONTENT.format(sheet)})


def of_one_cell(folder: Path, content: str) -> Path:
    """Write a workbook of one cell, whose content is given to the letter."""
    cell = f"<table:table-cell>{content}</table:table-cell>"
    return raw(folder / "r.ods", f"<table:table-row>{cell}</table:table-row>")


def test_each_sheet_is_a_grid(tmp_path: Path) -> None:
    """Sheets come in their order, under their names; those without words give none."""
    path = ods(
        tmp_path / "r.ods",
        table("A", [cell("a")]),
        table("Vide", [TableCell()]),
        table("B", [cell("b")]),
    )
    grids = read_document(path).grids
    assert [("A", "A"), ("B", "B")] == [(grid.name, grid.rows[0][0].place.sheet) for grid in grids]


def test_repeated_cells_and_rows_are_unfolded(tmp_path: Path) -> None:
    """The format writes equal neighbours once, with a count: each is a cell of its own."""
    row = TableRow(numberrowsrepeated=2)
    row.addElement(cell("a", numbercolumnsrepeated=3))
    made = Table(name="A")
    made.addElement(row)
    (grid,) = read_document(ods(tmp_path / "r.ods", made)).grids
    assert [["a", "a", "a"], ["a", "a", "a"]] == texts(grid)


def test_repeated_empty_rows_keep_the_count(tmp_path: Path) -> None:
    """A word after a thousand empty rows stands in row 1,001; a million at the end cost nothing."""
    empty = TableRow(numberrowsrepeated=1000)
    empty.addElement(TableCell(numbercolumnsrepeated=16384))
    made = Table(name="A")
    made.addElement(empty)
    filled = TableRow()
    filled.addElement(cell("fin"))
    made.addElement(filled)
    end = TableRow(numberrowsrepeated=1_047_575)
    end.addElement(TableCell(numbercolumnsrepeated=16384))
    made.addElement(end)
    (grid,) = read_document(ods(tmp_path / "r.ods", made)).grids
    assert (1001, "A1001", "fin") == (
        len(grid.rows),
        grid.rows[1000][0].place.cell,
        grid.rows[1000][0].text,
    )


def test_a_row_repeated_without_end_is_refused(tmp_path: Path) -> None:
    """A word repeated over a whole sheet, as a bomb would be, is refused and not unfolded."""
    row = TableRow(numberrowsrepeated=1_048_576)
    row.addElement(cell("a", numbercolumnsrepeated=2))
    made = Table(name="A")
    made.addElement(row)
    path = ods(tmp_path / "r.ods", made)
    with pytest.raises(InputError, match="out of all proportion"):
        read_document(path)


def test_merged_cells_are_repeated(tmp_path: Path) -> None:
    """Cells that a merge covers have the words of its first."""
    path = ods(
        tmp_path / "r.ods",
        table(
            "A",
            [cell("a", numberrowsspanned=2, numbercolumnsspanned=2), CoveredTableCell(), cell("b")],
            [CoveredTableCell(), CoveredTableCell(), cell("c")],
        ),
    )
    (grid,) = read_document(path).grids
    assert [["a", "a", "b"], ["a", "a", "c"]] == texts(grid)
    assert ["B1", "A2", "B2"] == merged(grid)


def test_paragraphs_of_a_cell_are_lines(tmp_path: Path) -> None:
    """Each paragraph is a line; an empty one between two is an empty line."""
    path = ods(tmp_path / "r.ods", table("A", [cell("un", "", "deux")]))
    assert "un\n\ndeux" == read_document(path).grids[0].rows[0][0].text


def test_spaces_tabs_and_breaks_are_spelt_out(tmp_path: Path) -> None:
    """What the format writes as elements (spaces, tabs, line breaks) is text again."""
    paragraph = P(text="a")
    paragraph.addElement(S(c=2))
    paragraph.addText("b")
    paragraph.addElement(Tab())
    paragraph.addElement(Span(text="c"))
    paragraph.addElement(LineBreak())
    paragraph.addText("d")
    made = TableCell(valuetype="string")
    made.addElement(paragraph)
    path = ods(tmp_path / "r.ods", table("A", [made]))
    assert "a  b\tc\nd" == read_document(path).grids[0].rows[0][0].text


def test_hidden_columns_are_flagged(tmp_path: Path) -> None:
    """Columns that are collapsed or filtered are read and flagged, counted after repeated ones."""
    made = table("A", [cell("a"), cell("b"), cell("c"), cell("d")])
    for column in (
        TableColumn(visibility="filter"),
        TableColumn(numbercolumnsrepeated=2),
        TableColumn(visibility="collapse"),
    ):
        made.insertBefore(column, made.lastChild)
    assert frozenset({1, 4}) == read_document(ods(tmp_path / "r.ods", made)).grids[0].hidden


@pytest.mark.parametrize(
    ("stored", "shown", "text"),
    [
        ("2009-12-01", "1 décembre 2009", "2009-12-01"),
        ("2009-12-01", "2009-12-01", "2009-12-01"),
        ("2009-12-01", "01/12/09", "2009-12-01"),
        ("2009-12-01", "décembre 2009", "2009-12"),
        ("2009-12-01", "12/2009", "2009-12"),
        ("2009-12-01", "2009", "2009"),
        ("2009-12-01T08:30:00", "1 décembre 2009 08:30", "2009-12-01T08:30:00"),
    ],
)
def test_a_date_is_iso_to_the_precision_shown(stored: str, shown: str, text: str) -> None:
    """A stored date is cut to the year or the month where no more of it was shown."""
    assert text == _precise(stored, shown)


def test_comments_and_notes_are_no_text(tmp_path: Path) -> None:
    """A comment on a cell, which its sheet does not print, is left out."""
    comment = "<office:annotation><text:p>à vérifier</text:p></office:annotation>"
    path = of_one_cell(tmp_path, f"{comment}<text:p>Retraite Québec</text:p>")
    assert [["Retraite Québec"]] == texts(read_document(path).grids[0])


def test_folded_lines_of_the_xml_are_spaces(tmp_path: Path) -> None:
    """A program that folds its XML ends no line of the text by it; two spaces stay two."""
    path = of_one_cell(tmp_path, "<text:p>un\n   deux  trois</text:p>")
    assert [["un deux  trois"]] == texts(read_document(path).grids[0])


def test_rows_in_groups_are_rows(tmp_path: Path) -> None:
    """Heading rows and grouped rows, which the format wraps, are rows like the others."""
    path = raw(
        tmp_path / "r.ods",
        "<table:table-header-rows><table:table-row><table:table-cell><text:p>No</text:p>"
        "</table:table-cell></table:table-row></table:table-header-rows>"
        "<table:table-row-group><table:table-row><table:table-cell><text:p>1</text:p>"
        "</table:table-cell></table:table-row></table:table-row-group>",
    )
    assert [["No"], ["1"]] == texts(read_document(path).grids[0])


def test_tables_of_a_document_are_numbered(tmp_path: Path) -> None:
    """A document with two tables tells in each place which one it is."""
    path = odt(tmp_path / "r.odt", table("T", [cell("a")]), table("U", [cell("b")]))
    grids = read_document(path).grids
    assert ["tableau 1", "tableau 2"] == [grid.rows[0][0].place.sheet for grid in grids]


def test_a_table_begun_again_is_one(tmp_path: Path) -> None:
    """Tables of a document that repeat the heading are one, the heading once."""
    heading = [["No", "Nom"], ["1", "a"]], [["No", "Nom"], ["2", "b"]]
    tables = [table("T", *([cell(text) for text in row] for row in rows)) for rows in heading]
    path = odt(tmp_path / "r.odt", tables[0], P(text="suite"), tables[1])
    (grid,) = read_document(path).grids
    assert [["No", "Nom"], ["1", "a"], ["2", "b"]] == texts(grid)


def test_a_table_within_a_cell_is_left_out(tmp_path: Path) -> None:
    """A table inside a cell is neither a table of its own nor the text of the cell."""
    outer = cell("dehors")
    outer.addElement(table("dedans", [cell("x"), cell("y")]))
    path = odt(tmp_path / "r.odt", table("T", [outer, cell("z")]))
    document = read_document(path)
    assert [[["dehors", "z"]]] == [texts(grid) for grid in document.grids]


def test_a_document_without_a_table_is_refused(tmp_path: Path) -> None:
    """A document of paragraphs says that it has no table, and what to do."""
    path = odt(tmp_path / "lettre.odt", P(text="Bonjour"))
    with pytest.raises(InputError) as refused:
        read_document(path)
    assert told(refused.value, "fr") == (
        f"{path} : ce fichier n’a pas de tableau. Mettez le registre dans un tableau, une entrée "
        "par ligne."
    )


def test_a_locked_workbook_is_refused(tmp_path: Path) -> None:
    """A workbook whose manifest says that parts are encrypted asks for a copy without password."""
    manifest = '<m:manifest xmlns:m="urn:x"><m:encryption-data/></m:manifest>'
    path = write_package(
        tmp_path / "r.ods",
        {"mimetype": SPREADSHEET, "content.xml": "…", "META-INF/manifest.xml": manifest},
    )
    with pytest.raises(InputError, match="protected by a password"):
        read_document(path)
