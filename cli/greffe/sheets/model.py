"""A file of an office as grids of cells: the words of each cell, and where people see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from greffe.language import Text


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column: ``A`` for 1, ``AA`` for 27.

    Raises ``ValueError`` for a number under 1.
    """
    if column < 1:
        raise ValueError(column)
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands, as people say it; rows and columns count from 1.

    ``sheet`` is the name of a tab, or of a table where a file without tabs has several (``tableau
    2``); ``page`` is that of a PDF, whose rows are counted anew on each page.  ``row`` is a line
    of a plain text.
    """

    sheet: str | None
    page: int | None
    row: int
    column: int

    @property
    def cell(self) -> str:
        """The name that a spreadsheet gives to the cell: ``D12``."""
        return f"{letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Box:
    """One cell.

    ``text`` is exact: line breaks and paragraphs are line feeds, dates are ISO 8601 to the
    precision shown, numbers are as shown in French, white space and soft hyphens are as received.
    A cell that a merge covers repeats the text of the merge's first cell and is ``merged``.
    """

    text: str
    place: Place
    merged: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: rows of equal length, without the empty ones after the last filled cell.

    ``hidden`` are the columns, from 1, that the program that made the file does not show.
    """

    name: str
    rows: tuple[tuple[Box, ...], ...]
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its grids, what a person must know of the reading, and its identity.

    ``kind`` is one of ``xlsx``, ``ods``, ``csv``, ``docx``, ``odt``, ``pdf``, ``html`` and
    ``text``; ``identity`` holds the properties that our own exports write (``greffe:body``).
    """

    path: Path
    kind: str
    grids: tuple[Grid, ...]
    notices: tuple[Text, ...] = ()
    identity: Mapping[str, str] = field(default_factory=dict)
