"""The text of a file whose encoding nobody tells: UTF-8, UTF-16 or the Windows-1252 of Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.sheets.containers import unlike
from greffe.sheets.faults import corrupt, undecodable

if TYPE_CHECKING:
    from pathlib import Path

_MARKS: Final = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_FOREIGN: Final = (b"pk\x03\x04", b"%pdf-", b"\xd0\xcf\x11\xe0", b"<html", b"<!doctype")


def decode_table(path: Path, content: bytes) -> tuple[str, tuple[Text, ...]]:
    """Return the text of a table, as ``decode`` does, unless it is a page, a PDF or a package.

    Raises ``InputError`` where it is one of these, or no encoding explains it.
    """
    if content.lstrip()[:16].lower().startswith(_FOREIGN):
        raise unlike(path, content)
    return decode(path, content)


def decode(path: Path, content: bytes) -> tuple[str, tuple[Text, ...]]:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252, and a notice for the last.

    Raises ``InputError`` where none of them explains it, or it is no text at all.
    """
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    try:
        text = content.decode(encoding or _unmarked(content))
    except UnicodeDecodeError as error:
        if encoding:
            raise corrupt(path, str(error)) from error
        return _windows(path, content)
    if "\0" in text:
        raise unlike(path, content)
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
        raise unlike(path, content)
    try:
        return content.decode("cp1252"), (_WINDOWS,)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise undecodable(path, Text(f"ligne {line}", f"line {line}")) from error


_WINDOWS: Final = Text(
    "Ce texte n’est pas en UTF-8 : il a été lu comme du Windows-1252, le codage d’Excel.",
    "This text is not in UTF-8: it was read as Windows-1252, the encoding of Excel.",
)
