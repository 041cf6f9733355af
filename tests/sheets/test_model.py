from __future__ import annotations

import pytest

from greffe.sheets.model import Document, Place, letters


@pytest.mark.parametrize(
    ("column", "name"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")],
)
def test_columns_are_named_as_spreadsheets_name_them(column: int, name: str) -> None:
    """A column has the letters that a spreadsheet shows above it."""
    assert name == letters(column)


def test_the_last_column_of_a_workbook() -> None:
    """The last column of an Excel sheet, the 16,384th, is XFD."""
    assert letters(16_384) == "XFD"


@pytest.mark.parametrize("column", [0, -1])
def test_there_is_no_column_before_the_first(column: int) -> None:
    """A column number under 1 is refused: it would have no letter."""
    with pytest.raises(ValueError, match=str(column)):
        letters(column)


def test_a_place_is_named_by_column_and_row() -> None:
    """A cell is named as in a formula: its column's letters, then its row."""
    assert Place("Registre", None, 12, 4).cell == "D12"


def test_a_document_says_nothing_that_was_not_read(tmp_path: object) -> None:
    """Where nothing was noticed or stored, notices and identity are empty."""
    document = Document(tmp_path, "csv", ())  # type: ignore[arg-type]
    assert ((), {}) == (document.notices, document.identity)
