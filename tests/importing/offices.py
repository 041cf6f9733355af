"""Files of an office as readers give them, made in memory; and the MIFI's own tables as rows."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.importing.mapping import map_document
from greffe.importing.profile import shipped
from greffe.importing.provenance import Origin
from greffe.importing.rows import read_rows
from greffe.importing.sheetwise import Reading
from greffe.resources import data_dir
from greffe.sheets.model import Box, Document, Grid, Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from greffe.importing.profile import Profile

Rows = list[list[str]]
SOURCES: Final = data_dir() / "mifi" / "sources"
SHEET: Final = "Registre"
FILE: Final = Path("registre.xlsx")
HEADINGS: Final = (
    "No",
    "Destinataire",
    "Nature des renseignements",
    "Fins",
    "Raisons",
    "Appui légal",
)
ENTRY: Final = ("", "Retraite Québec", "Nom", "à des fins statistiques", "Pourquoi", "")


def mifi_rows(name: str) -> Rows:
    """Return a table of the MIFI (``registre``, ``inventaire``) with its headings."""
    with (SOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def grid(
    rows: Iterable[Sequence[str]],
    name: str = SHEET,
    merged: Collection[str] = (),
    page: int | None = None,
) -> Grid:
    """Return a grid of texts; ``merged`` are the cells that a merge covers (``B3``)."""
    sheet = name if page is None else None
    boxes = [
        [Box(text, Place(sheet, page, r, c)) for c, text in enumerate(row, 1)]
        for r, row in enumerate(rows, 1)
    ]
    width = max((len(row) for row in boxes), default=0)
    return Grid(
        name,
        tuple(
            tuple(
                Box(box.text, box.place, merged=box.place.cell in merged)
                for box in [
                    *row,
                    *(Box("", Place(sheet, page, r, c)) for c in range(len(row) + 1, width + 1)),
                ]
            )
            for r, row in enumerate(boxes, 1)
        ),
    )


def document(*grids: Grid, kind: str = "xlsx", path: Path = FILE) -> Document:
    """Return a file that holds these grids."""
    return Document(path, kind, grids)


def book(rows: Iterable[Sequence[str]]) -> Document:
    """Return a workbook of one sheet."""
    return document(grid(rows))


def reading(
    rows: Iterable[Sequence[str]], stem: str = "registre-2026", profiles: Sequence[Profile] = ()
) -> Reading:
    """Return what is read in a workbook of one sheet."""
    file = book(rows)
    (mapped,) = map_document(file, profiles or shipped())
    source = f"https://w3id.org/greffe/id/mifi/source/{stem}"
    origin = Origin(source, FILE.name, "0" * 64)
    return Reading(FILE, mapped, read_rows(file, mapped), origin)


def save(path: Path, sheets: dict[str, Rows]) -> Path:
    """Write a workbook as openpyxl does; empty texts are empty cells."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append([text or None for text in row])
    workbook.save(path)
    return path
