"""Documents as received: their text, and what in it is no content.

Beside a document (``registre.txt``) may stand the list of what it prints that no entry holds:
``registre.exclusions.csv``, one line each::

    lines,text,reason                   (repeated headings, page numbers, dashes of empty cells)
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.documents.spans import read_lines
from greffe.errors import InputError, SyntaxFault
from greffe.files import read
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greffe.documents.tables import Transcription

FOLDER: Final = "sources"
"""The folder, beside the data of a body, that holds its documents."""

EXCLUSIONS: Final = ".exclusions.csv"
_COLUMNS: Final = ["lines", "text", "reason"]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Words of a document that are no content: a repeated heading, a page number, a lone dash."""

    lines: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document: its lines, what in it is no content, and the records of its transcription."""

    lines: Sequence[str]
    exclusions: tuple[Exclusion, ...] = ()
    records: tuple[Transcription, ...] = ()


def read_source(document: Path) -> Source:
    """Return a document with what in it is no content.

    Raises ``InputError`` where a file cannot be read, ``SyntaxFault`` where the list of exclusions
    is not as it should be.
    """
    return Source(read_lines(read_text(document)), _exclusions(exclusions_of(document)))


def exclusions_of(document: Path) -> Path:
    """Return where the list of what is no content of a document stands, if there is one."""
    return document.with_name(document.stem + EXCLUSIONS)


def read_text(path: Path) -> str:
    """Return the text of a file to the letter, line ends included.

    Raises ``InputError`` where it cannot be read or is not UTF-8.
    """
    try:
        return read(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable(path, Text("pas en UTF-8", "not in UTF-8")) from error


def _exclusions(path: Path) -> tuple[Exclusion, ...]:
    if not path.is_file():
        return ()
    rows = list(csv.reader(io.StringIO(read_text(path), newline="")))
    if rows[:1] != [_COLUMNS] or any(len(row) != len(_COLUMNS) for row in rows):
        raise SyntaxFault(
            Text(
                f"{path} : ce n’est pas une liste de lines, text, reason.",
                f"{path}: this is no list of lines, text, reason.",
            ),
            Text(
                "Donnez ces trois colonnes, et pour chaque ligne trois valeurs.",
                "Give these three columns, and three values in each row.",
            ),
            line=1,
            column=None,
        )
    return tuple(Exclusion(*row) for row in rows[1:])


def _unreadable(path: Path, why: Text) -> InputError:
    return InputError(
        Text(
            f"{path} : lecture impossible ({why.fr}).",
            f"{path}: cannot be read ({why.en}).",
        ),
        Text(
            "Vérifiez le chemin, les droits et le codage (UTF-8).",
            "Check the path, the permissions and the encoding (UTF-8).",
        ),
    )
