"""Files written whole or not at all: beside their place first, then moved there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from greffe.errors import InputError
from greffe.language import Text


def write(path: Path, content: str | bytes) -> None:
    """Write a file so that a reader never sees half of it; text is UTF-8 with line feeds.

    Raises ``InputError`` when the place cannot be written; a file that was there is untouched.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise InputError(
            Text(
                f"{path} : écriture impossible ({error.strerror}).",
                f"{path}: cannot be written ({error.strerror}).",
            ),
            Text("Choisissez un autre endroit.", "Choose another place."),
        ) from error


def _replace(path: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
