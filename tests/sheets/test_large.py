"""Ten thousand rows in every form, read whole and within bounds."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest
import xlsxwriter

from greffe.sheets import read_document

if TYPE_CHECKING:
    from pathlib import Path

ROWS: Final = 10_000
CELL: Final = "Renseignements personnels communiqués à la personne {row}, {column}."
MEMORY: Final = """
import re, sys
from pathlib import Path
from greffe.sheets import read_document
(grid,) = read_document(Path(sys.argv[1])).grids
print(len(grid.rows), re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def rows() -> list[list[str]]:
    """Return ten thousand rows of eight cells."""
    columns = range(8)
    return [[CELL.format(row=row, column=column) for column in columns] for row in range(ROWS)]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells how much memory was held")
def test_ten_thousand_rows_of_a_workbook_within_bounds(tmp_path: Path) -> None:
    """A workbook of 80,000 cells is read whole in less than 300 MiB."""
    path = tmp_path / "r.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows()):
        sheet.write_row(number, 0, row)
    book.close()
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(path)],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    count, kibibytes = map(int, done.stdout.split())
    assert ROWS == count
    assert kibibytes < 300 << 10


@pytest.mark.parametrize("name", ["r.csv", "r.html", "r.txt"])
def test_ten_thousand_rows_of_a_text(tmp_path: Path, name: str) -> None:
    """Ten thousand rows of CSV, of a page or of a tabbed text are all there, the last one too."""
    path = tmp_path / name
    lines = {
        "r.csv": (";".join(row) for row in rows()),
        "r.txt": ("\t".join(row) for row in rows()),
        "r.html": ("<tr><td>" + "<td>".join(row) for row in rows()),
    }[name]
    wrapped = "<meta charset=utf-8><table>{}</table>" if name == "r.html" else "{}"
    path.write_text(wrapped.format("\n".join(lines)), encoding="utf-8")
    (grid,) = read_document(path).grids
    assert (ROWS, 8) == (len(grid.rows), len(grid.rows[-1]))
    assert CELL.format(row=9999, column=7) == grid.rows[-1][-1].text
