"""CSV and TSV (RFC 4180) as programs write them: any encoding and separator of French Excel."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from greffe.files import read as read_bytes
from greffe.language import Text
from greffe.sheets.containers import describe
from greffe.sheets.faults import corrupt, malformed, undecodable, wrong_content
from greffe.sheets.model import Document
from greffe.sheets.shaping import Table, Words, lines_of, shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_MARKS: Final = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_SEPARATORS: Final = (";", "\t", ",")
"""In the order in which they win where a file could be cut by several."""
_SAMPLE: Final = 200
_FOREIGN: Final = (b"PK", b"%PDF-", b"\xd0\xcf\x11\xe0", b"<html", b"<!doctype")


def read(path: Path, progress: Callable[[int, int], None] | None = None) -> Document:  # noqa: ARG001
    """Return the one table of a CSV or TSV file; a row is a record, as a spreadsheet counts them.

    Raises ``InputError`` where no encoding explains it, ``SyntaxFault`` where a quotation mark is
    never closed.
    """
    content = read_bytes(path)
    text, notices = decode(path, content)
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


def decode(path: Path, content: bytes) -> tuple[str, tuple[Text, ...]]:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252, and a notice for the last.

    Raises ``InputError`` where none of them explains it, or it is no text at all.
    """
    if content.lstrip()[:16].lower().startswith(_FOREIGN):
        raise wrong_content(path, describe(content))
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    try:
        text = content.decode(encoding or _unmarked(content))
    except UnicodeDecodeError as error:
        if encoding:
            raise corrupt(path, str(error)) from error
        return _windows(path, content)
    if "\0" in text:
        raise wrong_content(path, describe(content))
    return text, ()


def _unmarked(content: bytes) -> str:
    """Tell UTF-16 without its mark, as a text in Latin letters shows it: every other byte is 0."""
    sample = content[:2000]
    if len(sample) > 1 and sample[1::2].count(0) > 0.4 * len(sample[1::2]):
        return "utf-16-le"
    if len(sample) > 1 and sample[::2].count(0) > 0.4 * len(sample[::2]):
        return "utf-16-be"
    return "utf-8"


def _windows(path: Path, content: bytes) -> tuple[str, tuple[Text, ...]]:
    if b"\0" in content:
        raise wrong_content(path, describe(content))
    try:
        return content.decode("cp1252"), (_WINDOWS,)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise undecodable(path, Text(f"ligne {line}", f"line {line}")) from error


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


def _agreement(text: str, separator: str) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        widths = Counter(len(record) for record in islice(reader, _SAMPLE) if any(record))
    except csv.Error:
        return 0
    return max((count * (width - 1) for width, count in widths.items()), default=0)


_WINDOWS: Final = Text(
    "Ce texte n’est pas en UTF-8 : il a été lu comme du Windows-1252, le codage d’Excel.",
    "This text is not in UTF-8: it was read as Windows-1252, the encoding of Excel.",
)
