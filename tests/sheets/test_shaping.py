from __future__ import annotations

from pathlib import Path

import pytest
from tests.sheets.expected import merged, texts
from tests.told import told

from greffe.errors import InputError
from greffe.sheets import shaping
from greffe.sheets.model import Box, Grid, Place
from greffe.sheets.shaping import (
    Merge,
    Table,
    Words,
    join_repeated,
    lines_of,
    number_tables,
    on_sheet,
    shape,
)

PATH = Path("registre.xlsx")


def grid_of(*rows: list[str], name: str = "tableau") -> Grid:
    """Return a grid of these texts."""
    return Grid(
        name,
        tuple(
            tuple(Box(text, Place(None, None, row, column)) for column, text in enumerate(cells, 1))
            for row, cells in enumerate(rows, 1)
        ),
    )


def shaped(table: Table) -> Grid:
    """Return the grid of a table that is not empty."""
    grid = shape(PATH, table)
    assert grid is not None
    return grid


def test_a_grid_is_a_rectangle() -> None:
    """Every row has as many cells as the widest; what nobody wrote is empty."""
    table = Table(cells={(1, 1): Words("a"), (2, 3): Words("b")})
    assert [["a", "", ""], ["", "", "b"]] == texts(shaped(table))


def test_a_grid_ends_at_the_last_word() -> None:
    """Rows and columns after the last word are cut, also where they hold only white space."""
    table = Table(cells={(1, 1): Words("a"), (9, 1): Words("  "), (1, 9): Words("\n")})
    assert [["a"]] == texts(shaped(table))


def test_white_space_before_the_last_word_is_kept() -> None:
    """A cell of white space among others is exact: it is not for a reader to judge it."""
    table = Table(cells={(1, 1): Words(" "), (1, 2): Words("b")})
    assert [[" ", "b"]] == texts(shaped(table))


def test_a_table_without_words_is_no_grid() -> None:
    """A sheet that holds nothing, or white space, gives no grid."""
    assert (None, None) == (
        shape(PATH, Table()),
        shape(PATH, Table(cells={(3, 3): Words(" ")})),
    )


def test_rows_are_those_of_the_file() -> None:
    """A place is that of the sheet: empty rows above the table are counted."""
    grid = shaped(Table(cells={(3, 2): Words("a")}))
    assert grid.rows[2][1].place == Place(None, None, 3, 2)


def test_a_merge_repeats_the_words_of_its_first_cell() -> None:
    """Each cell that a merge covers has the text of the first one, and says so."""
    table = Table(
        cells={(1, 1): Words("a", bold=True), (2, 3): Words("z")}, merges=[Merge(1, 1, 2, 2)]
    )
    grid = shaped(table)
    assert [["a", "a", ""], ["a", "a", "z"]] == texts(grid)
    assert ["B1", "A2", "B2"] == merged(grid)
    assert grid.rows[1][1].bold is True


def test_a_merge_is_cut_where_the_table_ends() -> None:
    """A merge over the whole sheet does not make the table as large as the sheet."""
    table = Table(cells={(1, 1): Words("titre"), (2, 2): Words("b")})
    table.merges = [Merge(1, 1, 1_048_576, 1), Merge(1, 1, 1, 16_384)]
    assert [["titre", "titre"], ["titre", "b"]] == texts(shaped(table))


def test_merges_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Merges over one another, each as large as the table, are a bomb and no layout."""
    monkeypatch.setattr(shaping, "MOST_CELLS", 1000)
    table = Table(cells={(1, 1): Words("a"), (100, 10): Words("z")})
    table.merges = [Merge(1, 1, 100, 10)] * 2
    with pytest.raises(InputError, match="more than 1000 cells"):
        shape(PATH, table)


def test_hidden_columns_are_kept_and_flagged() -> None:
    """A hidden column is read like the others; those after the table are no concern."""
    table = Table(cells={(1, 1): Words("a"), (1, 2): Words("b")}, hidden={2, 3, 4})
    grid = shaped(table)
    assert (frozenset({2}), [["a", "b"]]) == (grid.hidden, texts(grid))


def test_a_far_cell_is_refused() -> None:
    """A word at the far end of a sheet would make millions of cells: the file is refused."""
    table = Table("Feuille 1", cells={(1, 1): Words("a"), (1_048_576, 16_384): Words("b")})
    with pytest.raises(InputError) as refused:
        shape(PATH, table)
    assert told(refused.value, "en") == (
        "registre.xlsx: this file is not read, it is out of all proportion: “Feuille 1” goes down "
        "to row 1048576 and column 16384. Keep only the table, without pictures or empty rows, in "
        "a new file."
    )


def test_the_largest_table_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is the last size that is read, not the first that is not."""
    monkeypatch.setattr(shaping, "MOST_CELLS", 1000)
    grid = shaped(Table(cells={(1, 1): Words("a"), (100, 10): Words("z")}))
    assert 1000 == sum(map(len, grid.rows))
    with pytest.raises(InputError, match="out of all proportion"):
        shape(PATH, Table(cells={(1, 1): Words("a"), (101, 10): Words("z")}))


@pytest.mark.parametrize(
    ("given", "kept"),
    [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\n\nb", "a\n\nb"), ("a\r\n\r\nb", "a\n\nb")],
)
def test_a_line_ends_with_a_line_feed(given: str, kept: str) -> None:
    """However a program ends a line within a cell, it is a line feed here; paragraphs stay."""
    assert kept == lines_of(given)


def test_a_sheet_names_its_places() -> None:
    """On a sheet, each place says its name, so that two sheets are told apart."""
    grid = on_sheet(grid_of(["a"]), "Registre")
    assert ("Registre", "Registre") == (grid.name, grid.rows[0][0].place.sheet)


def test_one_table_needs_no_number() -> None:
    """The only table of a document is called just that, and its places name no sheet."""
    (grid,) = number_tables([grid_of(["a"])])
    assert ("tableau", None) == (grid.name, grid.rows[0][0].place.sheet)


def test_several_tables_are_numbered() -> None:
    """Each of several tables has its rank for a name, in its places too: A1 is not enough."""
    grids = number_tables([grid_of(["a"]), grid_of(["b"])])
    assert ["tableau 1", "tableau 2"] == [grid.rows[0][0].place.sheet for grid in grids]


def test_a_table_that_repeats_the_heading_goes_on() -> None:
    """A table with the heading of the one before is its continuation; places stay."""
    first, second = number_tables(
        [grid_of(["No", "Nom"], ["1", "a"]), grid_of(["No", "Nom "], ["2", "b"])]
    )
    (joined,) = join_repeated([first, second])
    assert [["No", "Nom"], ["1", "a"], ["2", "b"]] == texts(joined)
    assert joined.rows[2][0].place == Place("tableau 2", None, 2, 1)


def test_a_table_with_another_heading_is_another() -> None:
    """A table with its own heading is not swallowed by the one before."""
    grids = [grid_of(["No", "Nom"], ["1", "a"]), grid_of(["Secteur", "Page"], ["2", "b"])]
    assert 2 == len(join_repeated(grids))


def test_tables_without_a_heading_are_not_joined() -> None:
    """Two tables that begin with an empty row have no heading in common."""
    grids = [grid_of(["", ""], ["1", "a"]), grid_of(["", ""], ["2", "b"])]
    assert 2 == len(join_repeated(grids))
