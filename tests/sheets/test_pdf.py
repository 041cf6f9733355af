from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.sheets.expected import bold, merged, texts
from tests.sheets.making import Drawing, boxed, write_pdf

from greffe.sheets import read_document
from greffe.sheets.model import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greffe.sheets.model import Grid

HEADING = ["No", "Organisme", "Note"]
COLUMNS = (20, 60, 200)


def listed(rows: Sequence[Sequence[str]], top: float = 20, height: float = 24) -> Drawing:
    """Write a table without rules: ``|`` ends a line within a cell."""
    return Drawing(
        words=[
            (x, top + height * rank + 12 * line, part)
            for rank, row in enumerate(rows)
            for x, text in zip(COLUMNS, row, strict=True)
            for line, part in enumerate(text.split("|"))
            if part
        ]
    )


def grids_of(folder: Path, *drawings: Drawing, font: str = "Helvetica") -> tuple[Grid, ...]:
    """Read the tables of a PDF with these pages."""
    return read_document(write_pdf(folder / "r.pdf", drawings, font)).grids


def test_a_ruled_table_is_a_grid(tmp_path: Path) -> None:
    """Where lines cross there are cells; words around the table are no part of it."""
    drawing = boxed([HEADING, ["1", "Revenu", "-"]])
    drawing.words += [(20, 5, "Registre"), (20, 280, "Page 1")]
    (grid,) = grids_of(tmp_path, drawing)
    assert [HEADING, ["1", "Revenu", "-"]] == texts(grid)
    assert ("tableau 1", Place(None, 1, 2, 1)) == (grid.name, grid.rows[1][0].place)


def test_lines_of_a_cell_are_joined(tmp_path: Path) -> None:
    """A line that was full when it ended goes on in the next."""
    first = "un texte qui remplit sa ligne"
    drawing = boxed([HEADING, ["1", f"{first}|jusqu’au bout", "-"]])
    (grid,) = grids_of(tmp_path, drawing)
    assert f"{first} jusqu’au bout" == grid.rows[1][1].text


def test_a_short_line_was_ended_on_purpose(tmp_path: Path) -> None:
    """Where the next word had room enough, the author began a line."""
    (grid,) = grids_of(tmp_path, boxed([HEADING, ["1", "Nom|Adresse", "-"]]))
    assert "Nom\nAdresse" == grid.rows[1][1].text


def test_merged_cells_are_repeated(tmp_path: Path) -> None:
    """A cell without a rule between two rows covers both."""
    drawing = boxed([HEADING, ["1", "Revenu", "a"], ["2", "", "b"]])
    drawing.lines = [line for line in drawing.lines if line != (20, 80, 380, 80)]
    drawing.lines += [(20, 80, 60, 80), (200, 80, 380, 80)]
    (grid,) = grids_of(tmp_path, drawing)
    assert [HEADING, ["1", "Revenu", "a"], ["2", "Revenu", "b"]] == texts(grid)
    assert ["B3"] == merged(grid)


def test_bold_letters_are_seen(tmp_path: Path) -> None:
    """A cell is bold where the font of all its letters says so."""
    (grid,) = grids_of(tmp_path, boxed([HEADING]), font="Helvetica-Bold")
    assert HEADING == bold(grid)


def test_a_frame_is_no_table(tmp_path: Path) -> None:
    """A box of one cell around a remark is no table; the table below is the only one."""
    frame = boxed([["Avis"]], lefts=(20, 380), top=10, height=20)
    table = boxed([HEADING, ["1", "Revenu", "-"]], top=60)
    page = Drawing(frame.words + table.words, frame.lines + table.lines)
    (grid,) = grids_of(tmp_path, page)
    assert HEADING == texts(grid)[0]


def test_a_table_goes_on_over_pages(tmp_path: Path) -> None:
    """Parts with the same columns on pages one after the other are one table."""
    (grid,) = grids_of(
        tmp_path,
        boxed([HEADING, ["1", "Revenu", "-"]]),
        boxed([["2", "Retraite", "-"]]),
        boxed([["3", "Statistique", "-"]]),
    )
    assert ["No", "1", "2", "3"] == [row[0].text for row in grid.rows]
    assert [1, 1, 2, 3] == [row[0].place.page for row in grid.rows]


def test_a_repeated_heading_is_dropped(tmp_path: Path) -> None:
    """The heading of later pages, of two rows here, is no entry; rows are counted with it."""
    head = [HEADING, ["a", "b", "c"]]
    (grid,) = grids_of(
        tmp_path,
        boxed([*head, ["1", "Revenu", "-"]]),
        boxed([*head, ["2", "Retraite", "-"]]),
    )
    assert [*head, ["1", "Revenu", "-"], ["2", "Retraite", "-"]] == texts(grid)
    assert Place(None, 2, 3, 1) == grid.rows[3][0].place


def test_a_row_cut_by_a_page_break_is_one(tmp_path: Path) -> None:
    """A row without its number at the head of a page is the rest of the row before."""
    (grid,) = grids_of(
        tmp_path,
        boxed([HEADING, ["1", "Revenu", "-"], ["2", "Retraite et", "une note longue"]]),
        boxed([HEADING, ["", "Statistique", ""], ["3", "Santé", "-"]]),
    )
    assert ["No", "1", "2", "3"] == [row[0].text for row in grid.rows]
    assert ["Retraite et", "Statistique"] == grid.rows[2][1].text.split("\n")
    assert "une note longue" == grid.rows[2][2].text


def test_a_row_cut_twice_is_one(tmp_path: Path) -> None:
    """A cell may go on over a whole page and end on a third."""
    long = "mots qui remplissent la ligne"
    (grid,) = grids_of(
        tmp_path,
        boxed([HEADING, ["1", "Revenu", "-"], ["2", long, "-"]]),
        boxed([["", long, ""]]),
        boxed([["", "fin", ""], ["3", "Santé", "-"]]),
    )
    assert f"{long} {long} fin" == grid.rows[2][1].text
    assert ["No", "1", "2", "3"] == [row[0].text for row in grid.rows]


def test_a_blank_that_means_the_same_as_above_is_kept(tmp_path: Path) -> None:
    """Where a column is left empty within the pages, an empty cell at a page's head is no rest."""
    (grid,) = grids_of(
        tmp_path,
        boxed([["Unité", "Titre", "Note"], ["A", "un", "x"], ["", "deux", "y"]]),
        boxed([["", "trois", "z"]]),
    )
    assert ["un", "deux", "trois"] == [row[1].text for row in grid.rows[1:]]


def test_a_row_that_leaves_only_a_rule_behind_is_whole_overleaf(tmp_path: Path) -> None:
    """A row whose words all went to the next page has no empty row on the page it left."""
    (grid,) = grids_of(
        tmp_path,
        boxed([HEADING, ["1", "Revenu", "-"], ["", "", ""]]),
        boxed([["2", "Retraite", "-"]]),
    )
    assert ["No", "1", "2"] == [row[0].text for row in grid.rows]


def test_a_row_without_its_last_rule_is_read(tmp_path: Path) -> None:
    """A browser draws no rule under a row that it cuts: the words are in the row all the same."""
    drawing = boxed([HEADING, ["1", "Revenu", "-"], ["2", "Retraite", "-"]])
    drawing.lines = [line for line in drawing.lines if line[1] != 110 or line[3] != 110]
    (grid,) = grids_of(tmp_path, drawing)
    assert ["No", "1", "2"] == [row[0].text for row in grid.rows]


def test_tables_with_other_columns_stay_apart(tmp_path: Path) -> None:
    """A table with its columns elsewhere is another, though as many."""
    first, second = grids_of(
        tmp_path,
        boxed([HEADING, ["1", "Revenu", "-"]]),
        boxed([["Secteur", "Unité", "Page"]], lefts=(20, 120, 250, 380)),
    )
    assert (2, 1) == (len(first.rows), len(second.rows))
    assert ["tableau 1", "tableau 2"] == [first.name, second.name]


def test_tables_with_a_page_between_stay_apart(tmp_path: Path) -> None:
    """A table that does not go on to the next page has ended."""
    grids = grids_of(
        tmp_path,
        boxed([HEADING, ["1", "Revenu", "-"]]),
        Drawing(words=[(20, 20, "Annexe")]),
        boxed([["2", "Retraite", "-"]]),
    )
    assert 2 == len(grids)


def test_fiches_are_tables_of_their_own(tmp_path: Path) -> None:
    """Pages of labels and values, one a file, begin anew where the first label comes again."""
    lefts = (20, 150, 380)
    grids = grids_of(
        tmp_path,
        boxed([["Titre", "Paie"], ["Support", "Papier"]], lefts=lefts),
        boxed([["Titre", "Santé"], ["Support", "Disque"]], lefts=lefts),
    )
    assert [["Paie", "Papier"], ["Santé", "Disque"]] == [
        [row[1].text for row in grid.rows] for grid in grids
    ]


def test_two_tables_of_a_page_share_its_rows(tmp_path: Path) -> None:
    """Rows of a page are counted on from one table to the next, so that a place is one cell."""
    above = boxed([HEADING, ["1", "Revenu", "-"]], top=20)
    below = boxed([["Secteur", "Page"]], lefts=(20, 200, 380), top=150)
    page = Drawing(above.words + below.words, above.lines + below.lines)
    first, second = grids_of(tmp_path, page)
    assert ("A2", "A3") == (first.rows[1][0].place.cell, second.rows[0][0].place.cell)


def test_empty_rows_at_the_end_are_cut(tmp_path: Path) -> None:
    """Empty rows of a form are no entries."""
    (grid,) = grids_of(tmp_path, boxed([HEADING, ["1", "Revenu", "-"], ["", "", ""]]))
    assert 2 == len(grid.rows)


def test_a_table_without_rules_is_a_grid(tmp_path: Path) -> None:
    """Columns stand apart; a row begins after a gap through all of them."""
    rows = [HEADING, ["1", "Revenu|Québec", "-"], ["2", "Retraite du Québec", "a"]]
    drawing = listed(rows, top=40, height=36)
    drawing.words.append((20, 10, "Registre des communications de renseignements personnels"))
    (grid,) = grids_of(tmp_path, drawing)
    whole = [HEADING, ["1", "Revenu\nQuébec", "-"], ["2", "Retraite du Québec", "a"]]
    assert whole == texts(grid)


def test_a_table_without_rules_goes_on_over_pages(tmp_path: Path) -> None:
    """Its heading is dropped from later pages, as are titles and page numbers at one height."""
    pages = []
    for number in (1, 2, 3):
        page = listed([HEADING, [str(number), "Revenu", "une note"]], top=40)
        page.words += [(20, 10, "Registre"), (20, 280, f"Page {number} de 3")]
        pages.append(page)
    (grid,) = grids_of(tmp_path, *pages)
    assert [HEADING, *([str(n), "Revenu", "une note"] for n in (1, 2, 3))] == texts(grid)


def test_a_cell_without_rules_goes_on_overleaf(tmp_path: Path) -> None:
    """The rest of a row under the repeated heading belongs to the row before."""
    (grid,) = grids_of(
        tmp_path,
        listed([HEADING, ["1", "Revenu", "x"], ["2", "Ministère de la Santé et", "y"]]),
        listed([HEADING, ["", "des Services sociaux", ""], ["3", "Retraite", "z"]]),
    )
    assert ["No", "1", "2", "3"] == [row[0].text for row in grid.rows]
    assert "Ministère de la Santé et des Services sociaux" == grid.rows[2][1].text


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    """Of a long file, each page done is told, with how many there are."""
    path = write_pdf(tmp_path / "r.pdf", [boxed([HEADING, ["1", "a", "b"]])] * 4)
    heard: list[tuple[int, int]] = []
    read_document(path, progress=lambda done, total: heard.append((done, total)))
    assert [(1, 4), (2, 4), (3, 4), (4, 4)] == heard


def test_two_hundred_pages_are_one_table(tmp_path: Path) -> None:
    """A register of two hundred pages is read whole, in order, with every page told."""
    pages = [boxed([HEADING, [str(page), "Revenu", "-"]]) for page in range(1, 201)]
    path = write_pdf(tmp_path / "r.pdf", pages)
    heard: list[int] = []
    (grid,) = read_document(path, progress=lambda done, _: heard.append(done)).grids
    assert [str(page) for page in range(1, 201)] == [row[0].text for row in grid.rows[1:]]
    assert list(range(1, 201)) == heard


@pytest.mark.parametrize("before", [b"", b"\r\n", b"quelques octets de courriel\r\n"])
def test_bytes_before_a_pdf_are_no_matter(tmp_path: Path, before: bytes) -> None:
    """A PDF may begin a little after the start of its file (ISO 32000-1, H.3)."""
    path = write_pdf(tmp_path / "r.pdf", [boxed([HEADING, ["1", "Revenu", "-"]])])
    path.write_bytes(before + path.read_bytes())
    assert HEADING == texts(read_document(path).grids[0])[0]
