"""The legend: it explains each column, holds the lists, and is no register itself."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from greffe.exporting.formats import files_of
from greffe.exporting.legend import FIRST, TITLE, VALUES_COLUMN, legend
from greffe.exporting.official import blank
from greffe.sheets import read_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greffe.exporting.official import Official
    from greffe.language import Language

BOOKS = ("xlsx", "ods")


def test_each_column_has_its_letter(official: Official) -> None:
    """The number stands in B, after the hidden identifier; words begin in C."""
    lines = legend(official, "fr").lines[5 : 6 + len(official.columns)]
    assert [line.cells[0] for line in lines] == list("BCDEFGHIJKL"[: len(official.headings)])
    assert [line.cells[1] for line in lines] == list(official.headings)
    assert FIRST == 3


def test_the_values_of_a_list_stand_together(inventory: Official) -> None:
    """The rows that a list claims hold its values, in its order, in the column of values."""
    told = legend(inventory, "fr")
    found = {
        name: tuple(line.cells[VALUES_COLUMN - 1] for line in told.lines[first - 1 : last])
        for name, (first, last) in told.lists.items()
    }
    assert found == dict(inventory.choices)


def test_lists_do_not_overlap(inventory: Official) -> None:
    """Each value belongs to one list."""
    claimed = sorted(legend(inventory, "fr").lists.values())
    assert all(before[1] < after[0] for before, after in pairwise(claimed))


def test_a_list_is_headed_by_its_column(register: Official) -> None:
    """A heading above the values says which column they are for."""
    told = legend(register, "fr")
    first, _ = told.lists["outsideQuebecText"]
    above = told.lines[first - 2]
    assert above.head
    assert above.cells == ("", "Valeurs – Communication à l’extérieur du Québec")


def test_a_column_without_values_has_no_list() -> None:
    """A blank form without lists has a legend without lists."""
    assert dict(legend(blank("register", {}), "fr").lists) == {}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ("Colonne", "Intitulé", "Ce qu’elle demande", "Disposition")),
        ("en", ("Column", "Heading", "What it asks for", "Provision")),
    ],
)
def test_the_legend_speaks_either_language(
    language: Language, expected: tuple[str, ...], register: Official
) -> None:
    """What heads the legend is in the language of the person."""
    assert expected == legend(register, language).lines[4].cells


def test_title_and_introduction_stand_above(official: Official) -> None:
    """The legend begins with what the document says of itself."""
    first, second, *_ = legend(official, "fr").lines
    assert (first.cells, second.cells) == ((official.title,), (official.introduction,))


@pytest.mark.parametrize("form", BOOKS)
def test_both_workbooks_hold_the_same_legend(
    form: str, inventory: Official, saved: Callable[[str, bytes], Path]
) -> None:
    """What Excel shows and what LibreOffice shows is the same, row by row."""
    content = files_of(inventory, form, f"a.{form}", "fr")[f"a.{form}"]
    grid = read_document(saved(f"a.{form}", content)).grids[1]
    assert grid.name == TITLE.fr
    shown = [tuple("" if box.merged else box.text for box in row) for row in grid.rows]
    expected = [
        (*line.cells, *[""] * (4 - len(line.cells))) for line in legend(inventory, "fr").lines
    ]
    assert expected == shown


@pytest.mark.parametrize("form", BOOKS)
def test_no_label_stands_first_in_the_legend(
    form: str, official: Official, saved: Callable[[str, bytes], Path]
) -> None:
    """Headings in the first column would make of the legend an entry told label by label."""
    content = files_of(official, form, f"a.{form}", "fr")[f"a.{form}"]
    grid = read_document(saved(f"a.{form}", content)).grids[1]
    assert not {row[0].text for row in grid.rows} & set(official.headings)


def test_the_list_of_a_column_leads_to_its_values(inventory: Official) -> None:
    """The range that the drop-down list of each column names holds its values."""
    book = load_workbook(BytesIO(files_of(inventory, "xlsx", "a.xlsx", "fr")["a.xlsx"]))
    rules = book["Inventaire"].data_validations.dataValidation
    listed = {
        book["Inventaire"].cell(1, next(iter(rule.sqref.ranges)).min_col).value: rule.formula1
        for rule in rules
        if rule.type == "list"
    }
    for column in inventory.columns:
        if column.name in inventory.choices:
            place = listed[column.heading.fr].replace("'", "").replace("$", "").split("!")[1]
            cells = [cell.value for (cell,) in book["Légende"][place]]
            assert list(inventory.choices[column.name]) == cells
    assert len(listed) == len(inventory.choices)
