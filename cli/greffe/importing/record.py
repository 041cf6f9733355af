"""The record of a transcription: of each cell, the lines of the document it was read from.

A CSV file beside the document (``registre.lignes.csv``), one line a cell::

    entry,field,lines,doubt             (and column, for a document of tab-separated rows)

``entry`` is a number; ``headings`` for the printed column headings; any other word
(``register``, ``inventory``, ``group``) for words that stand in no entry.  ``doubt`` is a
sentence in French where the bounds of the cell could be others.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.documents.received import read_text
from greffe.errors import SyntaxFault
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

HEADINGS: Final = "headings"
_REQUIRED: Final = {"entry", "field", "lines", "doubt"}


@dataclass(frozen=True, slots=True)
class Place:
    """One line of a record: a cell of an entry, and where in the document it was read."""

    entry: str
    field: str
    lines: str
    column: int | None = None
    doubt: str | None = None


def read_record(record: Path) -> Iterator[tuple[int, Place]]:
    """Yield each place of a record with the line of the file that gives it.

    Raises ``SyntaxFault`` where a value is missing or a column is not a number, ``InputError``
    where the file cannot be read.
    """
    reader = csv.DictReader(io.StringIO(read_text(record), newline=""))
    missing = ", ".join(sorted(_REQUIRED - set(reader.fieldnames or ())))
    if missing:
        raise fault(record, 1, f"il manque les colonnes : {missing}.", f"no column {missing}.")
    for line in reader:
        yield reader.line_num, _place(line, record, reader.line_num)


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV text: comma, double quote, line feed; ``None`` is an empty cell."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def fault(path: Path, line: int | None, french: str, english: str) -> SyntaxFault:
    """Return the error for a transcription that is not as it should be, with file and line."""
    lieu = f"{path}, ligne {line} : " if line else f"{path} : "
    place = f"{path}, line {line}: " if line else f"{path}: "
    return SyntaxFault(
        Text(lieu + french, place + english),
        Text(
            "Corrigez la transcription ou son relevé de lignes ; le document fait foi.",
            "Correct the transcription or its record of lines; the document is authoritative.",
        ),
        line=line,
        column=None,
    )


def _place(line: Mapping[str, str | None], record: Path, number: int) -> Place:
    for name in ("entry", "field", "lines"):
        if not line[name]:
            raise fault(record, number, f"{name} est vide.", f"{name} is empty.")
    column = line.get("column") or None
    if column is not None and not column.isdecimal():
        raise fault(
            record, number, f"« {column} » n’est pas une colonne.", f"“{column}” is not a column."
        )
    return Place(
        entry=line["entry"] or "",
        field=line["field"] or "",
        lines=line["lines"] or "",
        column=int(column) if column else None,
        doubt=line["doubt"] or None,
    )
