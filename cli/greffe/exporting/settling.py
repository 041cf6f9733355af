"""Files in a zip archive (OOXML, OpenDocument) made to depend on their content only.

Libraries write the moment of making into the archive; two exports of the same data would differ.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

MADE: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""The moment that stands in every file: the first that a zip archive can tell."""

_FIRST: Final = "mimetype"  # OpenDocument 1.3, part 2, section 3.3: first, and not compressed


def settled(archive: bytes, parts: Mapping[str, bytes] | None = None) -> bytes:
    """Return the archive with one fixed date; ``parts`` are added to it or replaced."""
    with ZipFile(BytesIO(archive)) as old:
        contents = {name: old.read(name) for name in old.namelist()} | dict(parts or {})
    stream = BytesIO()
    with ZipFile(stream, "w") as new:
        for name, content in contents.items():
            info = ZipInfo(name, MADE.timetuple()[:6])
            info.compress_type = ZIP_STORED if name == _FIRST else ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, content)
    return stream.getvalue()
