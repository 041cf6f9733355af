"""The benchmark of office files makes a workbook of a size, and says what its check takes."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from benchmarks.office import ALONE, GREFFE, commands, holds, make, table
from benchmarks.processes import Cost
from openpyxl import load_workbook

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED = 37
"""The communications that the MIFI has published."""


def a_part() -> str:
    """Return what might have been measured with a thousand communications."""
    return table(1000, 413_015, {ALONE: Cost(1.5, 1.0, 60), GREFFE: Cost(12.0, 9.5, 260)})


def test_a_workbook_has_as_many_entries_as_asked(tmp_path: Path) -> None:
    """Those of the MIFI, then those again; each has its own number, and none an identifier."""
    book = tmp_path / "registre.xlsx"
    make(book, PUBLISHED + 2)
    sheet = load_workbook(book).worksheets[0]
    _, *rows = sheet.iter_rows(values_only=True)
    assert [*range(1, PUBLISHED + 3)] == [row[1] for row in rows]
    assert {None} == {row[0] for row in rows}
    assert "Statistique Canada" == rows[0][2]
    assert rows[0][2:] == rows[PUBLISHED][2:]
    assert rows[0][2:] != rows[1][2:]


def test_openpyxl_alone_reads_every_cell(tmp_path: Path) -> None:
    """What it is compared with goes through the whole file: two headings and three cells."""
    from openpyxl import Workbook

    book = Workbook()
    for row in (["a", "b"], ["c", None], ["d", "e"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "r.xlsx")
    command = commands(tmp_path / "r.xlsx")[ALONE]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "5" == told.stdout.strip()


@pytest.mark.parametrize(
    ("processor", "memory", "expected"),
    [(19.9, 286, True), (20.1, 100, False), (1.0, 287, False)],
)
def test_a_check_is_held_to_its_limits(processor: float, memory: float, expected: bool) -> None:
    """Twenty seconds of work; 300 MB, which are 286 MiB."""
    assert expected == holds(Cost(99.0, processor, memory))


def test_both_commands_are_in_the_table() -> None:
    """Work, clock and memory of each, and how many times one takes what the other does."""
    lines = a_part().splitlines()
    assert "| openpyxl alone reads the file | 1.00 | 1.50 | 60 |" in lines
    assert "| `greffe validate` | 9.50 | 12.00 | 260 |" in lines
    assert "1000 communications in a workbook of 403 KiB are read and checked." in lines
    assert any("the check takes 10 times" in line for line in lines)
