"""CSV and TSV (RFC 4180) as programs write them: any encoding and separator of French Excel."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from greffe.files import read as read_bytes
from greffe.language import Text
from greffe.sheets.decoding import decode_table
from greffe.sheets.faults import malformed
from greffe.sheets.model import Document
from greffe.sheets.shaping import Table, Words, lines_of, shape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SEPARATORS: Final = (";", "\t", ",")
"""In the order in which they win where a file could be cut by several."""
_SAMPLE: Final = 200


def read(path: Path) -> Document:
    """Return the one table of a CSV or TSV file; a row is a record, as a spreadsheet counts them.

    Raises ``InputError`` where no encoding explains it, ``SyntaxFault`` where a quotation mark is
    never closed.
    """
    content = read_bytes(path)
    text, notices = decode_table(path, content)
    first, _, rest = text.partition("\n")
    told = first.strip().removeprefix("sep=") if first.startswith("sep=") else ""
    skipped = 1 if told else 0
    text = rest if told else text
    separator = told or ("\t" if path.suffix.lower() == ".tsv" else _separator(text))
    cells = {
        (row, column): Words(lines_of(cell))
        for row, record in enumerate(_records(path, text, separator), start=1 + skipped)
        for column, cell in enumerate(record, start=1)
        if cell
    }
    grid = shape(path, Table(cells=cells))
    return Document(path, "csv", (grid,) if grid else (), notices)


def _records(path: Path, text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for record in reader:
            line = reader.line_num + 1
            yield record
    except csv.Error as error:
        what = Text(
            f"un guillemet droit n’est pas fermé ou pas doublé ({error})",
            f"a quotation mark is not closed or not doubled ({error})",
        )
        raise malformed(path, line, what) from error


def _separator(text: str) -> str:
    """Return the separator that cuts the most records into the same number of cells."""
    return max(_SEPARATORS, key=lambda separator: _agreement(text, separator))


def _agreement(text: str, separator: str) -> float:
    """Return how many cuts agree; a sign that spaces mostly follow is punctuation, and counts less.

    A comma of prose has a space after it, the separator of a file has none.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        records = [record for record in islice(reader, _SAMPLE) if any(record)]
    except csv.Error:
        return 0
    widths = Counter(map(len, records))
    cuts = max((count * (width - 1) for width, count in widths.items()), default=0)
    begun = [cell.startswith(" ") for record in records for cell in record[1:] if cell]
    return cuts / 100 if 2 * sum(begun) > len(begun) else cuts
