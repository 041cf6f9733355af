"""Files that an office keeps (workbooks, documents, PDF, pages, CSV) read into grids of cells.

Each reader has one module; ``read_document`` chooses it by the suffix of the file and makes sure
that the content is what the suffix says.  A macro is never run, a formula never computed (its
stored value is read), nothing outside the file is ever fetched.

Of a file that Greffe exported, these come back: the custom properties whose names begin with
``greffe:`` (workbooks, documents) and ``<meta name="greffe:…">`` (HTML), in ``identity``; and the
``data-id`` of a row of HTML, in a last, hidden column whose heading is ``greffe:id``.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Final

from greffe.sheets.faults import suffixless, unknown_suffix
from greffe.sheets.locks import OPEN, lock_of, refuse_lock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greffe.errors import InputError
    from greffe.sheets.model import Document

_READERS: Final = {
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".ods": "opendocument",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".docx": "word",
    ".odt": "opendocument",
    ".pdf": "pdf",
    ".html": "web",
    ".htm": "web",
    ".txt": "plain",
}

_PAGED: Final = "pdf"
"""The reader that tells how far it has come."""

READABLE: Final = tuple(_READERS)
"""The suffixes of the files that can be read."""


def read_document(path: Path, *, progress: Callable[[int, int], None] | None = None) -> Document:
    """Return the grids of a file; ``progress`` hears how many pages of how many are done (PDF).

    Raises ``InputError`` where the file cannot be read as what its suffix says (missing, locked by
    a password, corrupt, too large, dangerous) or only marks another as open, ``SyntaxFault`` where
    the place of the fault is known.
    """
    refuse_lock(path)
    name = _READERS.get(path.suffix.lower())
    if name is None:
        raise _unread(path)
    reader = import_module(f"greffe.sheets.{name}")
    document: Document = reader.read(path, progress) if name == _PAGED else reader.read(path)
    lock = lock_of(path)
    if lock is not None:
        document = replace(document, notices=(OPEN.format(lock=lock.name), *document.notices))
    return document


def _unread(path: Path) -> InputError:
    """Return why a file whose suffix no reader has is not read; it may not even be there."""
    from greffe.sheets.containers import content_of

    content = content_of(path)
    return unknown_suffix(path, READABLE) if path.suffix else suffixless(path, content, READABLE)
