"""Files of a site: written only where they differ, each whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from greffe import files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_changed(path: Path, content: bytes) -> bool:
    """Write a file unless it has this very content; return whether it was written.

    Raises ``InputError`` when the place cannot be written.
    """
    try:
        if path.read_bytes() == content:
            return False
    except OSError:
        pass
    beside = path.with_name(f".{path.name}.new")
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        files.write(path, content)
    return True


def remove(folder: Path, paths: Iterable[str]) -> int:
    """Remove files of an earlier build and the folders that they leave empty; return how many."""
    count = 0
    for name in sorted(paths):
        path = folder / name
        if path.is_file():
            path.unlink()
            count += 1
        parent = path.parent
        while parent != folder and parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent
    return count
