"""Tables of PDF files, with rules or without, over any number of pages (pdfplumber).

A PDF has no cells: lines and letters stand at places of a page.  Where lines cross, they make
cells; in a file without them, empty strips between words do.  See ``greffe.sheets.pdf.joining``
for a table that goes on over pages and ``greffe.sheets.pdf.ink`` for the words of a cell.
"""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from greffe.files import read as read_bytes
from greffe.language import Text
from greffe.sheets.containers import MOST_BYTES, unlike
from greffe.sheets.faults import breaking, locked, tableless, too_large
from greffe.sheets.model import Document
from greffe.sheets.pdf.joining import join
from greffe.sheets.pdf.ruled import ruled_tables
from greffe.sheets.pdf.unruled import Sheet, lines_of_page, unruled_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from greffe.sheets.model import Grid
    from greffe.sheets.pdf.ink import Piece

_HEAD: Final = 1024
"""Bytes in which a PDF must name itself (ISO 32000-1, H.3)."""
_MOST_FILTERS: Final = 4


def read(path: Path, progress: Callable[[int, int], None] | None = None) -> Document:
    """Return the tables of a PDF; ``progress`` hears after each page how many of how many are done.

    Raises ``InputError`` where it cannot be read, is protected, is made of pictures of pages, or
    has no table.
    """
    content = read_bytes(path)
    if b"%PDF-" not in content[:_HEAD]:
        raise unlike(path, content)
    _check_streams(path, content)
    with breaking(path, *_failures()):
        grids, letters = _tables(_pages(path, content, progress))
    if not grids:
        raise tableless(path, _MAKE_TABLE if letters else _SCANNED)
    return Document(path, "pdf", grids)


def _tables(pages: Iterator[Any]) -> tuple[tuple[Grid, ...], int]:
    """Return the tables of the pages, and how many letters these have."""
    ruled: list[Piece] = []
    bare: list[Sheet] = []
    letters = 0
    for page in pages:
        letters += len(page.chars)
        ruled.extend(ruled_tables(page))
        if not ruled:
            bare.append(lines_of_page(page))
    return join(ruled or unruled_tables(bare)), letters


def _pages(
    path: Path, content: bytes, progress: Callable[[int, int], None] | None
) -> Iterator[Any]:
    """Yield the pages one by one, each forgotten once it is read."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        file = pdfplumber.open(BytesIO(content))
    except PdfminerException as error:
        if isinstance(error.args[0], PDFPasswordIncorrect | PDFEncryptionError):
            raise locked(path) from error
        raise
    with file:
        total = len(file.pages)
        for done, page in enumerate(file.pages, start=1):
            yield page
            page.close()
            if progress is not None:
                progress(done, total)


def _failures() -> tuple[type[Exception], ...]:
    """Return what the libraries raise over a broken file, beside the errors of Python."""
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    return PSException, PdfminerException, MalformedPDFException


def _check_streams(path: Path, content: bytes) -> None:
    """Refuse a file whose streams unpack to more than ``MOST_BYTES``, however often packed."""
    total = 0
    for begin in _starts(content):
        data = content[begin : content.find(b"endstream", begin)]
        for _ in range(_MOST_FILTERS):
            data = _unpacked(data, MOST_BYTES - total + 1)
            total += len(data)
            if total > MOST_BYTES:
                what = f"plus de {MOST_BYTES >> 20} Mio une fois déballé"
                told = f"more than {MOST_BYTES >> 20} MiB once unpacked"
                raise too_large(path, Text(what, told))
            if not data.startswith(b"\x78"):
                break


def _starts(content: bytes) -> Iterator[int]:
    """Yield where the data of each stream begins (ISO 32000-1, 7.3.8)."""
    at = content.find(b"stream")
    while at >= 0:
        if content[at - 3 : at] != b"end":
            begin = at + len(b"stream")
            yield begin + (2 if content[begin : begin + 2] == b"\r\n" else 1)
        at = content.find(b"stream", at + 1)


def _unpacked(data: bytes, most: int) -> bytes:
    import zlib

    try:
        return zlib.decompressobj().decompress(data, most)
    except zlib.error:
        return b""


_MAKE_TABLE: Final = Text(
    "Donnez un document dont le registre est un tableau, ou mieux : le classeur d’où il vient.",
    "Give a document whose register is a table or, better, the workbook it comes from.",
)
_SCANNED: Final = Text(
    "Ses pages sont des images : donnez le document d’où elles viennent, ou faites-en lire le "
    "texte par un logiciel de reconnaissance de caractères.",
    "Its pages are pictures: give the document they come from, or have their text read by "
    "character recognition software.",
)
