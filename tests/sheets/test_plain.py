from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.sheets.expected import texts
from tests.told import told

from greffe import resources
from greffe.documents.spans import parse_span, quote, read_lines
from greffe.errors import InputError
from greffe.sheets import read_document

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = resources.data_dir() / "mifi" / "sources"


def given(folder: Path, text: str) -> Path:
    """Write a text."""
    path = folder / "inventaire.txt"
    path.write_bytes(text.encode())
    return path


def test_lines_cut_by_tabs_are_rows(tmp_path: Path) -> None:
    """A row is a line, a column a rank between tabs; titles and empty lines are no rows."""
    path = given(tmp_path, "Inventaire\n\nUnité\tTitre\nA\tx\n\tz\n")
    document = read_document(path)
    assert ("text", [["Unité", "Titre"], ["A", "x"], ["", "z"]]) == (
        document.kind,
        texts(document.grids[0]),
    )


def test_a_place_is_a_line_of_the_text(tmp_path: Path) -> None:
    """The row of a cell is the line that an editor shows."""
    (grid,) = read_document(given(tmp_path, "Titre\n\na\tb\nc\td\n")).grids
    assert [(3, 1), (3, 2), (4, 1), (4, 2)] == [
        (box.place.row, box.place.column) for row in grid.rows for box in row
    ]


def test_a_heading_that_comes_again_goes_on(tmp_path: Path) -> None:
    """The table goes on after a page heading; the repeated column headings are dropped."""
    text = "Unité\tTitre\nA\tx\n\nInventaire\n\nUnité\tTitre\nB\ty\n"
    (grid,) = read_document(given(tmp_path, text)).grids
    assert [["Unité", "Titre"], ["A", "x"], ["B", "y"]] == texts(grid)
    assert [1, 2, 7] == [row[0].place.row for row in grid.rows]


def test_lines_of_another_width_are_another_table(tmp_path: Path) -> None:
    """An index of two columns before a table of three is a table of its own."""
    grids = read_document(given(tmp_path, "Paie\t2\nImpôt\t4\nA\tB\tC\n1\t2\t3\n")).grids
    assert [("tableau 1", 2), ("tableau 2", 3)] == [
        (grid.name, len(grid.rows[0])) for grid in grids
    ]


def test_line_ends_of_windows_are_no_text(tmp_path: Path) -> None:
    """A carriage return at the end of a line belongs to the line end."""
    (grid,) = read_document(given(tmp_path, "a\tb\r\nc\td\r\n")).grids
    assert [["a", "b"], ["c", "d"]] == texts(grid)


def test_the_inventory_as_received_is_read() -> None:
    """The inventory of the MIFI is a heading and 39 files in ten columns, beside its index."""
    index, inventory = read_document(SOURCES / "inventaire.txt").grids
    assert [12, 40] == [len(index.rows), len(inventory.rows)]
    assert {10} == {len(row) for row in inventory.rows}
    assert ["Unité administrative responsable", "Désignation du fichier"] == [
        box.text for box in inventory.rows[0][:2]
    ]
    assert "Dossier des membres du personnel" == inventory.rows[1][1].text


def test_a_cell_of_the_inventory_is_what_its_span_quotes() -> None:
    """Line and column of a cell are the span by which the graph quotes the same words."""
    path = SOURCES / "inventaire.txt"
    lines = read_lines(path.read_text(encoding="utf-8"))
    _, inventory = read_document(path).grids
    for row in inventory.rows:
        for box in row:
            span = parse_span(str(box.place.row), box.place.column)
            assert box.text.strip() == quote(lines, span)


def test_the_register_as_received_needs_a_transcription() -> None:
    """The register of the MIFI has no tabs: no program can tell its cells apart, and says so."""
    with pytest.raises(InputError) as refused:
        read_document(SOURCES / "registre.txt")
    assert told(refused.value, "en").endswith(
        "registre.txt: this file has no table. Its cells are not separated by tabs: first "
        "transcribe it to CSV or to a workbook, one entry a row."
    )


def test_a_pdf_called_text_is_refused(tmp_path: Path) -> None:
    """A PDF renamed .txt is named for what it is."""
    path = given(tmp_path, "%PDF-1.4\n1\t2")
    with pytest.raises(InputError, match="it is a PDF"):
        read_document(path)
