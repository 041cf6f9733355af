"""Zip packages (OOXML, ODF) opened with care: what they hold is looked at before it is read."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from greffe.files import read
from greffe.language import Text
from greffe.sheets.faults import (
    breaking,
    dangerous,
    empty,
    locked,
    too_large,
    wrong_content,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from zipfile import ZipFile, ZipInfo

    from greffe.errors import InputError

MOST_BYTES: Final = 256 << 20
"""Bytes of a package once unpacked: ten times those of a register of ten thousand entries."""
MOST_RATIO: Final = 200
"""How many times larger a part of over a mebibyte may grow; an office file grows ten to fifty."""
MOST_PARTS: Final = 10_000

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK: Final = Text("un classeur Excel (.xlsx)", "an Excel workbook (.xlsx)")
_KINDS: Final = {
    "xl/workbook.xml": _WORKBOOK,
    "word/document.xml": Text("un document Word (.docx)", "a Word document (.docx)"),
    "application/vnd.oasis.opendocument.spreadsheet": Text("un classeur .ods", "an .ods workbook"),
    "application/vnd.oasis.opendocument.text": Text("un document .odt", "an .odt document"),
}
_ZIP: Final = Text("une archive zip", "a zip archive")
_TEXT: Final = Text("du texte", "text")
_BINARY: Final = Text("un format que l’on ne reconnaît pas", "of a format that is not recognised")


@contextmanager
def package(path: Path, kind: str) -> Iterator[tuple[ZipFile, io.BytesIO]]:
    """Open the package of a file that must be of one kind: a key part, or an ODF media type.

    A library that opens packages by itself is given the same bytes, the second of the pair.
    Raises ``InputError`` where it cannot be read, is protected, is something else, would unpack
    to too much, or holds XML with a DTD; and for whatever breaks while the package is in use.
    """
    from zipfile import ZipFile

    content = read(path)
    if not content.startswith(b"PK"):
        raise unlike(path, content)
    stream = io.BytesIO(content)
    with breaking(path), ZipFile(stream) as archive:
        _check_size(path, archive.infolist())
        found = _kind(archive)
        if found != kind:
            raise wrong_content(path, _KINDS.get(found, _ZIP))
        if _is_locked(archive):
            raise locked(path)
        _check_markup(path, archive)
        yield archive, stream


def unlike(path: Path, content: bytes) -> InputError:
    """Return the refusal of a file whose bytes are not those of its suffix."""
    if not content:
        return empty(path)
    if content.startswith(_OLE) and _ENCRYPTED in content:
        return locked(path)
    return wrong_content(path, describe(content))


def describe(content: bytes) -> Text:
    """Return what the first bytes of a file say that it is."""
    start = content[:1024].lstrip().lower()
    if content.startswith(b"PK\x03\x04"):
        return _ZIP
    if content.startswith(_OLE):
        return Text("un ancien document Office (.xls, .doc)", "an old Office document (.xls, .doc)")
    if content.startswith(b"%PDF-"):
        return Text("un PDF", "a PDF")
    if start.startswith((b"<!doctype html", b"<html")) or b"<table" in start:
        return Text("une page HTML", "an HTML page")
    if b"\0" in content[:1024]:
        return _BINARY
    return _TEXT


def content_of(path: Path) -> Text:
    """Return what a file is by its content.

    Raises ``InputError`` where it cannot be read, is empty, or would unpack to too much.
    """
    from zipfile import ZipFile, is_zipfile

    content = read(path)
    if not content:
        raise empty(path)
    if not is_zipfile(io.BytesIO(content)):
        return describe(content)
    with breaking(path), ZipFile(io.BytesIO(content)) as archive:
        _check_size(path, archive.infolist())
        return _KINDS.get(_kind(archive), _ZIP)


def _check_size(path: Path, parts: list[ZipInfo]) -> None:
    """Refuse a bomb by what the package declares; unpacking stops at the declared size."""
    total = sum(part.file_size for part in parts)
    if total > MOST_BYTES or len(parts) > MOST_PARTS:
        raise too_large(
            path,
            Text(
                f"{len(parts)} parties et {total >> 20} Mio une fois déballé",
                f"{len(parts)} parts and {total >> 20} MiB once unpacked",
            ),
        )
    for part in parts:
        if part.file_size > 1 << 20 and part.file_size > MOST_RATIO * part.compress_size:
            raise too_large(
                path,
                Text(
                    f"« {part.filename} » grossit de plus de {MOST_RATIO} fois une fois déballé",
                    f"“{part.filename}” grows more than {MOST_RATIO} times once unpacked",
                ),
            )


def _kind(archive: ZipFile) -> str:
    names = set(archive.namelist())
    if "mimetype" in names:
        return archive.read("mimetype").decode("ascii", "replace").strip()
    return next((key for key in _KINDS if key in names), "")


def _is_locked(archive: ZipFile) -> bool:
    if any(part.flag_bits & 1 for part in archive.infolist()):
        return True
    manifest = "META-INF/manifest.xml"
    return manifest in archive.namelist() and b"encryption-data" in archive.read(manifest)


def _check_markup(path: Path, archive: ZipFile) -> None:
    """Refuse a DTD in any part (OWASP, "XML External Entity Prevention"): none has a use here."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    for part in archive.infolist():
        if not (part.file_size and part.filename.endswith((".xml", ".rels"))):
            continue
        try:
            with archive.open(part) as stream:
                next(iterparse(stream, ("start",), forbid_dtd=True), None)
        except DefusedXmlException as error:
            raise dangerous(path, part.filename) from error
