"""The annotated copy of an officer's workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from greffe.errors import InputError, UsageError
from greffe.exporting.annotation import LONGEST_COMMENT, Note, annotate

if TYPE_CHECKING:
    from pathlib import Path

RED, AMBER, BLUE = "FFC7CE", "FFEB9C", "DDEBF7"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Make a workbook as an officer has it: two sheets, formats, a formula, a merge."""
    book = Workbook()
    first = book.worksheets[0]
    first.title = "L'année 2026"
    first.append(["No", "Receveur", "Fins"])
    first.append([1, "Statistique Canada", "=1+1"])
    first.append([2, CellRichText("a", TextBlock(InlineFont(b=True), "b")), "c"])
    first["B2"].font = Font(italic=True, color="FF112233")
    first["B2"].comment = Comment("À revoir.", "Officier")
    first.merge_cells("A4:B5")
    first["A4"] = "fusion"
    first.column_dimensions["B"].width = 33
    first.freeze_panes = "A2"
    book.create_sheet("Notes")["A1"] = "rien"
    path = tmp_path / "a.xlsx"
    book.save(path)
    return path


def copied(path: Path, *notes: Note, language: str = "fr") -> Any:  # noqa: ANN401
    """Annotate a file and open the copy."""
    to = path.with_name("copie.xlsx")
    annotate(path, notes, to, language)  # type: ignore[arg-type]
    return load_workbook(to, rich_text=True)


def colour(cell: Any) -> str | None:  # noqa: ANN401
    """Return the colour of a cell, None where it has none."""
    return cell.fill.fgColor.rgb[2:] if cell.fill.fill_type == "solid" else None


@pytest.mark.parametrize(
    ("severity", "expected"), [("violation", RED), ("warning", AMBER), ("info", BLUE)]
)
def test_a_cell_at_fault_has_the_colour_of_its_severity(
    severity: str, expected: str, workbook: Path
) -> None:
    """The cell, and no other, is coloured."""
    sheet = copied(workbook, Note(severity, "R1", "x", cell="C3")).worksheets[0]
    painted = {cell.coordinate: colour(cell) for row in sheet for cell in row if colour(cell)}
    assert painted == {"C3": expected}


def test_the_gravest_of_a_cell_gives_its_colour(workbook: Path) -> None:
    """All that is found in a cell is in one comment, the gravest first."""
    notes = (Note("info", "Q1", "conseil", cell="C3"), Note("violation", "R2", "grave", cell="C3"))
    cell = copied(workbook, *notes).worksheets[0]["C3"]
    assert colour(cell) == RED
    assert cell.comment.text == "Violation R2 : grave\n\nConseil Q1 : conseil"


def test_what_to_do_is_told_in_the_language_of_the_person(workbook: Path) -> None:
    """The comment has the rule, the finding and the remedy; English has its own words."""
    note = Note("warning", "R2", "Purpose missing.", "Give one.", cell="C3")
    cell = copied(workbook, note, language="en").worksheets[0]["C3"]
    assert cell.comment.text == "Warning R2: Purpose missing.\nWhat to do: Give one."


def test_everything_else_is_as_it_was(workbook: Path) -> None:
    """Words, formulas, formats, merges, widths and the other sheets stay."""
    before = load_workbook(workbook, rich_text=True)
    after = copied(workbook, Note("info", "R1", "x", cell="B2"))
    assert after.sheetnames == [*before.sheetnames, "Constats"]
    for old, new in zip(before.worksheets, after.worksheets, strict=False):
        values = [[cell.value for cell in row] for row in old]
        assert values == [[cell.value for cell in row] for row in new]
        assert old.merged_cells.ranges == new.merged_cells.ranges
        assert old.freeze_panes == new.freeze_panes
    sheet = after.worksheets[0]
    assert (sheet["B2"].font.i, sheet["B2"].font.color.rgb) == (True, "FF112233")
    assert (sheet.column_dimensions["B"].width, sheet["C2"].value) == (33, "=1+1")


def test_a_comment_of_the_officer_is_kept(workbook: Path) -> None:
    """Ours comes after it."""
    cell = copied(workbook, Note("info", "R1", "x", cell="B2")).worksheets[0]["B2"]
    assert cell.comment.text == "À revoir.\n\nConseil R1 : x"


def test_a_merged_cell_is_marked_where_people_see_it(workbook: Path) -> None:
    """The first cell of a merge bears the colour of any of its cells."""
    sheet = copied(workbook, Note("info", "R1", "x", cell="B5")).worksheets[0]
    assert (colour(sheet["A4"]), sheet["A4"].comment.text) == (BLUE, "Conseil R1 : x")


def test_what_is_hidden_is_marked_beside(workbook: Path) -> None:
    """A note on a column that is not shown stands in the next one that is, and is so listed."""
    book = load_workbook(workbook)
    for letter in "AB":
        book.worksheets[0].column_dimensions[letter].hidden = True
    book.save(workbook)
    after = copied(workbook, Note("warning", "R1", "x", cell="A3"))
    sheet = after.worksheets[0]
    assert (colour(sheet["A3"]), colour(sheet["C3"])) == (None, AMBER)
    assert after["Constats"]["D2"].value == "C3"


def test_a_sheet_lists_every_note(workbook: Path) -> None:
    """Gravest first, each with a link to its cell; what has no cell is listed all the same."""
    book = copied(
        workbook,
        Note("info", "Q1", "conseil", "Faites.", sheet="Notes", cell="A1"),
        Note("violation", "R2", "tout", sheet=None, cell=None),
        Note("warning", "R3", "absente", sheet="Ailleurs", cell="A1"),
        Note("violation", "R4", "ici", cell="C3"),
    )
    rows = [list(row) for row in book["Constats"].iter_rows(values_only=True)]
    assert rows == [
        ["Gravité", "Règle", "Feuille", "Cellule", "Constat", "Que faire"],
        ["Violation", "R2", None, None, "tout", None],
        ["Violation", "R4", "L'année 2026", "C3", "ici", None],
        ["Avertissement", "R3", "Ailleurs", "A1", "absente", None],
        ["Conseil", "Q1", "Notes", "A1", "conseil", "Faites."],
    ]
    links = [row[3].hyperlink for row in book["Constats"].iter_rows(min_row=2)]
    assert [link and link.location for link in links] == [
        None,
        "'L''année 2026'!C3",
        None,
        "'Notes'!A1",
    ]


def test_no_note_is_a_formula(workbook: Path) -> None:
    """What a note quotes from a cell computes nothing."""
    sheet = copied(workbook, Note("info", "=R", "=1+1", "=2+2", cell="C3"))["Constats"]
    assert [cell.data_type for cell in sheet[2] if str(cell.value).startswith("=")] == ["s"] * 3


def test_a_long_comment_is_cut_and_the_list_is_whole(workbook: Path) -> None:
    """The cell tells the beginning; the list tells all."""
    book = copied(workbook, Note("info", "R1", "x" * 5000, cell="C3"))
    assert len(book.worksheets[0]["C3"].comment.text) == LONGEST_COMMENT
    assert book["Constats"]["E2"].value == "x" * 5000


def test_what_xml_cannot_hold_does_not_stop_the_copy(workbook: Path) -> None:
    """A control character that a note quotes is shown as a replacement."""
    book = copied(workbook, Note("info", "R1", "a\x0bb", cell="C3"))
    assert book["Constats"]["E2"].value == "a\ufffdb"


def test_without_a_note_the_copy_says_so(workbook: Path) -> None:
    """The list is there, with its headings only."""
    sheet = copied(workbook)["Constats"]
    assert sheet.max_row == 1


def test_the_document_itself_is_untouched(workbook: Path) -> None:
    """The copy is another file, and may not replace what it is a copy of."""
    before = workbook.read_bytes()
    copied(workbook, Note("info", "R1", "x", cell="C3"))
    with pytest.raises(UsageError):
        annotate(workbook, [], workbook, "fr")
    assert before == workbook.read_bytes()


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a", "a.xlsm"])
def test_a_copy_is_a_workbook(name: str, workbook: Path) -> None:
    """Only .xlsx holds colours and comments; macros come from a workbook that has them."""
    with pytest.raises(UsageError):
        annotate(workbook, [], workbook.with_name(name), "fr")


def test_the_cells_of_a_csv_are_annotated_in_a_new_workbook(tmp_path: Path) -> None:
    """What has no colours of its own is laid out cell by cell."""
    path = tmp_path / "a.csv"
    path.write_text("No,Receveur\n1,=1+1\n", encoding="utf-8")
    sheet = copied(path, Note("violation", "R1", "x", cell="B2")).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet] == [["No", "Receveur"], ["1", "=1+1"]]
    assert (sheet["B2"].data_type, colour(sheet["B2"])) == ("s", RED)


def test_a_pdf_has_no_cells(register_pdf: Path) -> None:
    """The remedy is to annotate what it was made from."""
    with pytest.raises(UsageError) as caught:
        annotate(register_pdf, [], register_pdf.with_name("copie.xlsx"), "fr")
    assert "PDF" in caught.value.message.fr


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    """A file that only has the name of one."""
    path = tmp_path / "a.xlsx"
    path.write_text("pas un classeur")
    with pytest.raises(InputError) as caught:
        annotate(path, [], tmp_path / "b.xlsx", "fr")
    assert str(path) in caught.value.message.fr
    assert not (tmp_path / "b.xlsx").exists()
