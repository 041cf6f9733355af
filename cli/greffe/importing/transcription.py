"""The tabular transcription of a document: what it says, cell by cell, and where it says it.

A transcription is two CSV files beside the document.  The *table* (``registre.csv``) is what a
person reads: the document's own column headings, one row an entry.  The *record*
(``registre.lignes.csv``, see ``greffe.importing.record``) says where each cell was read.  The two
must agree with the document to the letter: reading them checks it.
"""

from __future__ import annotations

import csv
import io
import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from greffe.documents.received import read_text
from greffe.documents.spans import parse_span, quote, read_lines
from greffe.documents.tables import MEMBER_FIELDS, Cell, Row, Transcription
from greffe.errors import InputError
from greffe.importing.record import HEADINGS, csv_text, fault, read_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from greffe.errors import SyntaxFault
    from greffe.importing.record import Place

NUMBER: Final = "No"
_PRINTED_NUMBER: Final = re.compile(r"(?P<number>\d+)\.\s+(?P<name>.+)", re.DOTALL)


def read_transcription(
    table: Path, record: Path, document: Path, fields: Sequence[str]
) -> Transcription:
    """Return a transcription, each of whose rows has these fields, checked against the document.

    The cells of a list of members hold the words as printed, number included; ``printed_number``
    takes it off.  Raises ``InputError`` where the files cannot be read, are incomplete or disagree.
    """
    transcription = transcribe(record, document, fields)
    given = csv.reader(io.StringIO(read_text(table), newline=""))
    expected = csv.reader(io.StringIO(table_text(transcription), newline=""))
    names = (NUMBER, *transcription.headings)
    for row in expected:
        found = next(given, [])
        if found != row:
            raise _disagreement(table, given.line_num, names, found, row)
    if surplus := next(given, None):
        raise _disagreement(table, given.line_num, names, surplus, [])
    return transcription


def transcribe(record: Path, document: Path, fields: Sequence[str]) -> Transcription:
    """Quote from the document every cell that the record places.

    Raises ``InputError`` where the record is not complete or a span leaves the document.
    """
    lines = read_lines(read_text(document))
    rows: dict[int, dict[str, Cell]] = {}
    loose: list[tuple[str, Cell]] = []
    headings: list[str] = []
    for number, place in read_record(record):
        cell = _quote(lines, place, record, number)
        if place.entry == HEADINGS:
            headings.append(cell.text)
        elif not place.entry.isdecimal():
            loose.append((place.field, cell))
        elif rows.setdefault(int(place.entry), {}).setdefault(place.field, cell) is not cell:
            raise fault(
                record,
                number,
                f"la cellule {place.field} de l’entrée {place.entry} est donnée deux fois.",
                f"the cell {place.field} of entry {place.entry} is given twice.",
            )
    _check_complete(record, rows, fields)
    entries = tuple(Row(number, cells) for number, cells in rows.items())
    return Transcription(document, entries, tuple(loose), tuple(headings))


def table_text(transcription: Transcription) -> str:
    """Return the table of a transcription as CSV: headings as printed, one row an entry."""
    return csv_text([(NUMBER, *transcription.headings), *map(_table_row, transcription.rows)])


def printed_number(text: str) -> tuple[int | None, str]:
    """Take the printed number off a member of a list: ``"2. ABC"`` gives ``(2, "ABC")``."""
    match = _PRINTED_NUMBER.fullmatch(text)
    return (int(match["number"]), match["name"]) if match else (None, text)


def _table_row(row: Row) -> tuple[str, ...]:
    member = row.cells.get(MEMBER_FIELDS[0])
    if member is None:
        return (str(row.number), *(cell.text for cell in row.cells.values()))
    number, name = printed_number(member.text)
    return ("" if number is None else str(number), name)


def _quote(lines: Sequence[str], place: Place, record: Path, number: int) -> Cell:
    try:
        text = quote(lines, parse_span(place.lines, place.column))
    except InputError as error:
        raise fault(record, number, error.message.fr, error.message.en) from error
    return Cell(text, place.lines, place.column, place.doubt)


def _check_complete(
    record: Path, rows: Mapping[int, Mapping[str, Cell]], fields: Sequence[str]
) -> None:
    for expected, (number, cells) in enumerate(rows.items(), start=1):
        if number != expected or tuple(cells) != tuple(fields):
            found, wanted = ", ".join(cells), ", ".join(fields)
            raise fault(
                record,
                None,
                f"entrée {number} ({found}) au lieu de l’entrée {expected} ({wanted}).",
                f"entry {number} ({found}) instead of entry {expected} ({wanted}).",
            )


def _disagreement(
    table: Path, line: int, names: Sequence[str], found: Sequence[str], expected: Sequence[str]
) -> SyntaxFault:
    if found and expected and len(found) != len(expected):
        wanted, got = len(expected), len(found)
        return fault(
            table,
            line,
            f"{wanted} cellules attendues, {got} trouvées.",
            f"{wanted} cells expected, {got} found.",
        )
    name, have, want = next(
        trio for trio in zip_longest(names, found, expected, fillvalue="") if trio[1] != trio[2]
    )
    return fault(
        table,
        line,
        f"{name} : le tableau dit « {have} », le document « {want} ».",
        f"{name}: the table says “{have}”, the document “{want}”.",
    )
