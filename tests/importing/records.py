"""Records of transcriptions made anew: as text, and from the tabs of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.documents.received import read_text
from greffe.documents.spans import read_lines
from greffe.importing.record import HEADINGS, Place, csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

COLUMNS: Final = ("entry", "field", "lines", "column", "doubt")


def record_text(places: Iterable[Place]) -> str:
    """Return a record as CSV, with the column where the document has tab-separated rows."""
    listed = tuple(places)
    tabular = any(place.column is not None for place in listed)
    head = [name for name in COLUMNS if tabular or name != "column"]
    return csv_text([head, *([getattr(place, name) for name in head] for place in listed)])


def tabular_places(document: Path, fields: Sequence[str]) -> Iterator[Place]:
    """Place the cells of a document whose rows are lines of tab-separated cells.

    The first such row has the headings, and repeats of it are skipped; a blank first cell stands
    for the last one printed above it, whose place it takes.
    """
    headings: str | None = None
    entry = printed = 0
    for number, line in enumerate(read_lines(read_text(document)), start=1):
        if line.count("\t") != len(fields) - 1 or line == headings:
            continue
        if headings is None:
            headings, owner, printed = line, HEADINGS, number
        else:
            owner = str(entry := entry + 1)
            printed = number if line.split("\t")[0].strip() else printed
        for column, name in enumerate(fields, start=1):
            yield Place(owner, name, str(printed if column == 1 else number), column)
