"""What is told of a workbook beside its cells."""

from __future__ import annotations

from itertools import count

import pytest

from greffe.sheets.notices import FORMULAS, HIDDEN_ROWS, HIDDEN_SHEET, first_few


@pytest.mark.parametrize(
    ("places", "listed"),
    [
        ([], ""),
        ([7], "7"),
        (["D9", "A2"], "D9, A2"),
        (range(1, 11), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10"),
        (range(1, 12), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …"),
        (count(5), "5, 6, 7, 8, 9, 10, 11, 12, 13, 14 …"),
    ],
)
def test_a_long_list_is_cut(places: list[object], listed: str) -> None:
    """At most ten are listed, in their order, and a sign says that there are more."""
    assert listed == first_few(places)


def test_a_notice_names_the_sheet() -> None:
    """In both languages: a workbook has several."""
    for notice in (HIDDEN_SHEET, FORMULAS, HIDDEN_ROWS):
        said = notice.format(sheet="Direction A", count=2, rows="3")
        assert "« Direction A »" in said.fr
        assert "“Direction A”" in said.en
