from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.sheets.expected import bold, merged, texts
from tests.sheets.making import copy_package
from tests.told import told

from greffe.errors import InputError
from greffe.sheets import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.sheets.model import Document

CUSTOM: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="greffe:body">'
    "<vt:lpwstr>mifi</vt:lpwstr></property></Properties>"
)


class Writer:
    """A Word document in the making."""

    def __init__(self, folder: Path) -> None:
        """Begin an empty document."""
        self.path = folder / "registre.docx"
        self.document: Any = docx.Document()

    def table(self, *rows: list[str]) -> Any:  # noqa: ANN401
        """Add a table of these texts."""
        made = self.document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                if text:
                    cell.text = text
        return made

    def read(self) -> Document:
        """Save the document and read it."""
        self.document.save(str(self.path))
        return read_document(self.path)


@pytest.fixture
def word(tmp_path: Path) -> Writer:
    """Begin a document."""
    return Writer(tmp_path)


def put(cell: Any, runs: str) -> None:  # noqa: ANN401
    """Replace what a cell holds by a paragraph with these runs, in WordprocessingML."""
    cell._tc.clear_content()  # noqa: SLF001 - python-docx writes no such runs
    cell._tc.append(parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"))  # noqa: SLF001


def test_a_table_is_a_grid(word: Writer) -> None:
    """The words around a table are no part of it."""
    word.document.add_heading("Registre")
    word.table(["No", "Nom"], ["1", "a"])
    word.document.add_paragraph("Fin")
    document = word.read()
    assert [[["No", "Nom"], ["1", "a"]]] == [texts(grid) for grid in document.grids]
    assert ("tableau", ()) == (document.grids[0].name, document.notices)


def test_paragraphs_of_a_cell_are_lines(word: Writer) -> None:
    """Paragraphs and line breaks are lines; an empty paragraph is an empty line."""
    cell = word.table(["a", "b"]).rows[0].cells[0]
    cell.add_paragraph("")
    cell.add_paragraph("suite\nfin")
    assert "a\n\nsuite\nfin" == word.read().grids[0].rows[0][0].text


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ("<w:r><w:t>un</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>deux</w:t></w:r>", "undeux"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a\u2011b"),
        ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>", "a\u00adb"),
        ("<w:r><w:t xml:space='preserve'> a  b </w:t></w:r>", " a  b "),
        ("<w:hyperlink><w:r><w:t>lien</w:t></w:r></w:hyperlink>", "lien"),
        ("<w:sdt><w:sdtContent><w:r><w:t>champ</w:t></w:r></w:sdtContent></w:sdt>", "champ"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>", "3"),
    ],
)
def test_runs_are_spelt_out(word: Writer, runs: str, text: str) -> None:
    """Runs, signs, links and fields are the text that a reader sees."""
    put(word.table(["x", "y"]).rows[0].cells[0], runs)
    assert text == word.read().grids[0].rows[0][0].text


def test_tracked_changes_are_read_as_accepted(word: Writer) -> None:
    """What was inserted is read, what was deleted or moved away is not, and a notice says so."""
    put(
        word.table(["x", "y"]).rows[0].cells[0],
        "<w:r><w:t>Article </w:t></w:r>"
        "<w:del w:id='1' w:author='A'><w:r><w:delText>67</w:delText></w:r></w:del>"
        "<w:moveFrom w:id='3' w:author='A'><w:r><w:t> ancien</w:t></w:r></w:moveFrom>"
        "<w:ins w:id='2' w:author='A'><w:r><w:t>68</w:t></w:r></w:ins>",
    )
    document = word.read()
    assert "Article 68" == document.grids[0].rows[0][0].text
    assert [notice.en for notice in document.notices] == [
        "This document has tracked changes: it was read as if all were accepted."
    ]


def test_a_deleted_row_is_no_row(word: Writer) -> None:
    """A row that a tracked change deleted is gone."""
    table = word.table(["1", "a"], ["2", "b"], ["3", "c"])
    row = table.rows[1]._tr  # noqa: SLF001 - python-docx deletes no row
    row.insert(0, parse_xml(f"<w:trPr {nsdecls('w')}><w:del w:id='1' w:author='A'/></w:trPr>"))
    assert [["1", "a"], ["3", "c"]] == texts(word.read().grids[0])


def test_cells_merged_across_are_repeated(word: Writer) -> None:
    """A cell over several columns fills each of them."""
    table = word.table(["a", "b", "c"], ["x", "", "z"])
    table.cell(1, 0).merge(table.cell(1, 1))
    (grid,) = word.read().grids
    assert [["a", "b", "c"], ["x", "x", "z"]] == texts(grid)
    assert ["B2"] == merged(grid)


def test_cells_merged_down_are_repeated(word: Writer) -> None:
    """A cell over several rows fills each of them; a second one begins anew."""
    table = word.table(["A", "1"], ["", "2"], ["B", "3"], ["", "4"], ["C", "5"])
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0).merge(table.cell(3, 0))
    (grid,) = word.read().grids
    assert ["A", "A", "B", "B", "C"] == [row[0].text for row in grid.rows]
    assert ["A2", "A4"] == merged(grid)


def test_a_block_is_repeated(word: Writer) -> None:
    """A cell over rows and columns fills the whole block, and the next cell is in its column."""
    table = word.table(["a", "b", "c"], ["", "", "d"], ["e", "f", "g"])
    table.cell(0, 0).merge(table.cell(1, 1))
    (grid,) = word.read().grids
    block = "a\nb"
    assert [[block, block, "c"], [block, block, "d"], ["e", "f", "g"]] == texts(grid)


def test_a_row_may_begin_further_right(word: Writer) -> None:
    """A row that leaves its first columns out has its cells in their columns."""
    row = word.table(["a", "b", "c"], ["x", "y", "z"]).rows[1]._tr  # noqa: SLF001
    row.remove(row.tc_lst[0])
    row.insert(0, parse_xml(f"<w:trPr {nsdecls('w')}><w:gridBefore w:val='1'/></w:trPr>"))
    assert [["a", "b", "c"], ["", "y", "z"]] == texts(word.read().grids[0])


def test_a_table_begun_again_is_one(word: Writer) -> None:
    """Tables that repeat the heading, one a page, are one; places tell which."""
    word.table(["No", "Nom"], ["1", "a"])
    word.document.add_page_break()
    word.table(["No", "Nom"], ["2", "b"])
    (grid,) = word.read().grids
    assert [["No", "Nom"], ["1", "a"], ["2", "b"]] == texts(grid)
    assert ["tableau 1", "tableau 1", "tableau 2"] == [row[0].place.sheet for row in grid.rows]


def test_other_tables_stay_apart(word: Writer) -> None:
    """A list of signatures after the register is a table of its own."""
    word.table(["No", "Nom"], ["1", "a"])
    word.document.add_paragraph("")
    word.table(["Signature", "Date"])
    assert ["tableau 1", "tableau 2"] == [grid.name for grid in word.read().grids]


def test_a_table_in_a_content_control_is_read(word: Writer) -> None:
    """A form may wrap its table, its rows and its cells in content controls."""
    table = word.table(["No", "Nom"], ["1", "a"])._tbl  # noqa: SLF001
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    table.addprevious(control)
    control[0].append(table)
    assert [["No", "Nom"], ["1", "a"]] == texts(word.read().grids[0])


def test_a_table_within_a_cell_is_left_out(word: Writer) -> None:
    """A table inside a cell is neither a grid nor the text of the cell."""
    cell = word.table(["dehors", "b"]).rows[0].cells[0]
    cell.add_table(1, 1).rows[0].cells[0].text = "dedans"
    (grid,) = word.read().grids
    assert ["dehors\n", "b"] == texts(grid)[0]


def test_bold_cells_are_seen(word: Writer) -> None:
    """A cell is bold where all its words are; a bold word does not make it so."""
    cells = word.table(["x", "y", "z"]).rows[0].cells
    put(cells[0], "<w:r><w:rPr><w:b/></w:rPr><w:t>tout</w:t></w:r>")
    put(cells[1], "<w:r><w:rPr><w:b/></w:rPr><w:t>un</w:t></w:r><w:r><w:t> mot</w:t></w:r>")
    put(cells[2], "<w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>non</w:t></w:r>")
    assert ["tout"] == bold(word.read().grids[0])


def test_properties_are_its_identity(word: Writer, tmp_path: Path) -> None:
    """What an export wrote as custom properties is given back."""
    word.table(["a", "b"])
    word.read()
    path = copy_package(word.path, tmp_path / "avec.docx", {"docProps/custom.xml": CUSTOM})
    assert {"greffe:body": "mifi"} == read_document(path).identity


def test_a_document_without_a_table_is_refused(word: Writer) -> None:
    """A letter says that it has no table, and what to do."""
    word.document.add_paragraph("Bonjour")
    with pytest.raises(InputError) as refused:
        word.read()
    assert told(refused.value, "en") == (
        f"{word.path}: this file has no table. Put the register in a table, one entry a row."
    )


def test_an_empty_table_is_no_table(word: Writer) -> None:
    """A form that nobody has filled in is refused like a document without a table."""
    word.table(["", ""])
    with pytest.raises(InputError, match="no table"):
        word.read()
