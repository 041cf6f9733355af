"""Plain text whose lines are rows cut by tabs, as when a table is copied from a PDF.

Other lines (titles, page headings) are no part of a table.  A row is a line of the file and a
column a rank between tabs, as in the spans of ``greffe.documents.spans``.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from greffe.files import read as read_bytes
from greffe.language import Text
from greffe.sheets.decoding import decode_table
from greffe.sheets.faults import tableless
from greffe.sheets.model import Box, Document, Grid, Place
from greffe.sheets.shaping import join_repeated

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> Document:
    """Return the tables of a text: runs of lines with the same number of tabs.

    Runs that begin with the same heading are one table.  Raises ``InputError`` where no line has
    a tab: such a text needs a transcription first.
    """
    text, notices = decode_table(path, read_bytes(path))
    lines = enumerate(text.split("\n"), start=1)
    rows = ((number, line.rstrip("\r").split("\t")) for number, line in lines)
    runs = groupby(rows, key=lambda row: len(row[1]))
    grids = join_repeated(_grid(list(run)) for width, run in runs if width > 1)
    if not grids:
        raise tableless(path, _TRANSCRIBE)
    named = (replace(grid, name=f"tableau {rank}") for rank, grid in enumerate(grids, start=1))
    return Document(path, "text", tuple(named), notices)


def _grid(rows: list[tuple[int, list[str]]]) -> Grid:
    boxes = tuple(
        tuple(
            Box(text, Place(None, None, line, column)) for column, text in enumerate(cells, start=1)
        )
        for line, cells in rows
    )
    return Grid("tableau", boxes)


_TRANSCRIBE: Final = Text(
    "Ses cellules ne sont pas séparées par des tabulations : transcrivez-le d’abord en CSV ou dans "
    "un classeur, une entrée par ligne.",
    "Its cells are not separated by tabs: first transcribe it to CSV or to a workbook, one entry a "
    "row.",
)
