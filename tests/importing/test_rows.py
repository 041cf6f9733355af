"""The entries of a file: their cells, where they stand, and what keeps them from being read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.importing.offices import ENTRY, HEADINGS, document, grid, mifi_rows

from greffe.documents.tables import INVENTORY_FIELDS, REGISTER_FIELDS, TablePlace
from greffe.importing.mapping import map_document
from greffe.importing.profile import shipped
from greffe.importing.rows import read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greffe.importing.rows import Rows
    from greffe.sheets.model import Grid


def read(*grids: Grid, kind: str = "xlsx") -> Rows:
    """Return the entries of a file."""
    file = document(*grids, kind=kind)
    (mapped,) = map_document(file, shipped())
    return read_rows(file, mapped)


def entry(**cells: str) -> tuple[str, ...]:
    """Return a row under ``HEADINGS`` with some cells changed."""
    names = ("no", "recipient", "data", "purpose", "reason", "basis")
    return tuple(cells.get(name, text) for name, text in zip(names, ENTRY, strict=True))


@pytest.mark.parametrize(
    ("name", "fields", "count"),
    [("registre", REGISTER_FIELDS, 37), ("inventaire", INVENTORY_FIELDS, 39)],
)
def test_the_tables_of_the_mifi_are_read_whole(
    name: str, fields: Sequence[str], count: int
) -> None:
    """Every cell of every entry is there, to the letter."""
    rows = mifi_rows(name)
    found = read(grid(rows)).entries
    assert count == len(found)
    for (number, *cells), each in zip(rows[1:], found, strict=True):
        assert int(number) == each.number
        assert cells == [each.cells[field].text for field in fields]


def test_each_cell_says_where_it_stands() -> None:
    """Sheet, row and cell are those that a person sees."""
    (found,) = read(grid([HEADINGS, ENTRY])).entries
    assert TablePlace("Registre", 2, "D2") == found.cells["purposeText"].place
    (found,) = read(grid([HEADINGS, ENTRY], "page 4", page=4), kind="pdf").entries
    assert TablePlace("page 4", 2, "D2") == found.cells["purposeText"].place


@pytest.mark.parametrize(
    "blank", ["", "-", "–", "—", " \n ", "s.o.", "S.O.", "S/O", "Sans objet", "Néant", "N/A"]
)
def test_what_says_nothing_is_no_text(blank: str) -> None:
    """A blank, a dash of any length, words that say so: the cell holds nothing."""
    (found,) = read(grid([HEADINGS, entry(reason=blank)])).entries
    assert ("-", "") == (found.cells["reasonText"].text, found.text("reasonText"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un\n\ndeux", "un\n\ndeux"),
        ("un\ndeux", "un deux"),
        ("sous-\nministre", "sous-ministre"),
        ("  un \n \n\n deux  ", "un\n\ndeux"),
        ("un\r\n\r\ndeux", "un\n\ndeux"),
        ("deux\u00a0mots", "deux\u00a0mots"),
    ],
)
def test_lines_of_a_cell_are_joined_as_in_documents(text: str, expected: str) -> None:
    """A blank line parts paragraphs; a line break alone is a space."""
    (found,) = read(grid([HEADINGS, entry(reason=text)])).entries
    assert expected == found.text("reasonText")


@pytest.mark.parametrize(
    ("written", "number"),
    [("5", 5), ("C5", 5), ("5.", 5), ("005", 5), ("C-12", 12), ("", None), ("-", None)],
)
def test_a_number_is_written_in_many_ways(written: str, number: int | None) -> None:
    """With its letter, a stop or zeros before it, or not at all."""
    (found,) = read(grid([HEADINGS, entry(no=written)])).entries
    assert number == found.number


def test_what_is_no_number_is_refused_with_its_cell() -> None:
    """The cell is named, and what it should hold."""
    (refusal,) = read(grid([HEADINGS, entry(no="cinq")])).refusals
    assert "feuille Registre, cellule A2 : « cinq » n’est pas un numéro." == refusal.in_words().fr
    assert "sheet Registre, cell A2: “cinq” is not a number." == refusal.in_words().en


def test_the_hidden_column_says_which_entry_a_row_is() -> None:
    """Our exports write it; the files of others do not have it."""
    (found,) = read(grid([("greffe:id", *HEADINGS), ("x:communication/5", *ENTRY)])).entries
    assert "x:communication/5" == found.iri


def test_empty_rows_and_repeated_headings_are_no_entries() -> None:
    """A table printed over pages repeats its headings; a person leaves rows blank."""
    assert 2 == len(read(grid([HEADINGS, ENTRY, (), HEADINGS, ENTRY, ()])).entries)


def test_a_row_without_what_an_entry_must_say_is_left_out_and_told() -> None:
    """The title of a section, a total: nothing is lost silently."""
    rows = read(grid([HEADINGS, ("Direction A",), ENTRY]))
    (notice,) = rows.notices
    assert 1 == len(rows.entries)
    assert "feuille Registre, cellule A2 : « Direction A » n’est pas une inscription" in notice.fr


def test_words_above_the_headings_are_kept() -> None:
    """The title of a register stands above its table."""
    rows = read(grid([["Registre 2026"], HEADINGS, ENTRY]))
    assert [("Registre 2026", TablePlace("Registre", 1, "A1"))] == [
        (cell.text, cell.place) for cell in rows.loose
    ]


def test_a_blank_unit_is_the_one_above() -> None:
    """An inventory prints its unit once; the repeat stands where it was printed."""
    heads = ("Unité responsable", "Désignation", "Catégories de renseignements", "Fins")
    rows = [heads, ("Accueil", "a", "b", "c"), ("", "d", "e", "f"), ("-", "g", "h", "i")]
    found = read(grid(rows)).entries
    assert ["Accueil", "Accueil", ""] == [each.text("unitText") for each in found]
    assert TablePlace("Registre", 2, "A2") == found[1].cells["unitText"].place


def test_a_merged_unit_is_the_one_above() -> None:
    """A merge over several files says the same of each."""
    heads = ("Unité responsable", "Désignation", "Catégories de renseignements", "Fins")
    rows = [heads, ("Accueil", "a", "b", "c"), ("Accueil", "d", "e", "f")]
    found = read(grid(rows, merged={"A3"}))
    assert (["Accueil"] * 2, []) == (
        [each.text("unitText") for each in found.entries],
        found.refusals,
    )


def test_a_cell_merged_over_two_entries_is_refused() -> None:
    """What it says of which entry is not for the program to guess."""
    rows = [HEADINGS, entry(no="1"), entry(no="2")]
    (refusal,) = read(grid(rows, merged={"D3"})).refusals
    assert "cellule D3" in refusal.in_words().fr
    assert "couvre plusieurs inscriptions" in refusal.message.fr


def test_hidden_columns_are_read_and_told() -> None:
    """Nobody sees what stands there: it counts all the same, and a person should know."""
    seen = grid([HEADINGS, ENTRY])
    rows = read(replace(seen, hidden=frozenset({4, 5})))
    assert "Pourquoi" == rows.entries[0].text("reasonText")
    assert [
        "Feuille « Registre », colonnes masquées, lues comme les autres : « Fins », « Raisons »."
    ] == [notice.fr for notice in rows.notices]


def test_the_hidden_column_of_our_own_exports_is_not_told() -> None:
    """The column of identifiers is hidden by us, and nobody's business."""
    seen = grid([("greffe:id", *HEADINGS), ("x", *ENTRY)])
    assert [] == read(replace(seen, hidden=frozenset({1}))).notices


def test_a_refusal_shows_the_first_words_of_a_long_cell() -> None:
    """An ellipsis says that the cell goes on; a cell that does not go on has none."""
    rows = [HEADINGS, entry(no="mot " * 30), entry(no="un")]
    long, short = read(grid(rows)).refusals
    assert f"« {' '.join(['mot'] * 15)}… »" in long.message.fr
    assert "« un »" in short.message.fr


def test_an_entry_merged_over_rows_is_one() -> None:
    """Where every cell goes on below, the row below is no other entry."""
    letters = "BCDE"
    rows = read(grid([HEADINGS, ENTRY, ENTRY], merged={f"{letter}3" for letter in letters}))
    assert (1, []) == (len(rows.entries), rows.refusals)


def test_the_guard_of_a_csv_is_taken_off() -> None:
    """Our CSV guard what a spreadsheet would compute; the words come back to the letter."""
    rows = [HEADINGS, entry(reason="'=1+1"), entry(reason="'67")]
    assert ["=1+1", "'67"] == [e.text("reasonText") for e in read(grid(rows), kind="csv").entries]
    assert ["'=1+1", "'67"] == [e.text("reasonText") for e in read(grid(rows)).entries]


def test_fiches_follow_one_another() -> None:
    """A label that comes again begins another file; cells of our own have no field."""
    fiche = [
        ("Désignation", "Dossiers"),
        ("Catégories de renseignements", "Identité"),
        ("Fin principale", "Enquête"),
        ("Nombre de personnes", "120"),
    ]
    other = [("Désignation", "Plaintes"), *fiche[1:]]
    found = read(grid([*fiche, *other]), grid(fiche, "tableau 2")).entries
    assert ["Dossiers", "Plaintes", "Dossiers"] == [each.text("titleText") for each in found]
    assert "120" == found[0].text("person-count")
    assert TablePlace("tableau 2", 4, "B4") == found[2].cells["person-count"].place
