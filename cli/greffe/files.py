"""Files written whole or not at all: beside their place first, then moved there."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from greffe.errors import InputError
from greffe.language import Text
from greffe.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def write(path: Path, content: str | bytes) -> None:
    """Write a file so that a reader never sees half of it; text is UTF-8 with line feeds.

    Raises ``InputError`` when the place cannot be written; a file that was there is untouched.
    """
    write_all({path: content})


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    """Write several files, or none: where one cannot be written, all are as they were.

    Raises ``InputError``, naming the place that cannot be written.
    """
    staged: list[_Staged] = []
    try:
        for path, content in contents.items():
            with _telling(path):
                staged.append(_stage(path, content, keep=len(contents) > 1))
        for each in staged:
            with _telling(each.path):
                each.put()
    except BaseException:
        for each in reversed(staged):
            each.undo()
        raise
    finally:
        for each in staged:
            each.clean()


@dataclass(slots=True)
class _Staged:
    """A new content that waits beside its place, and a copy of what was there."""

    path: Path
    beside: Path
    kept: Path | None
    existed: bool
    done: bool = False

    def put(self) -> None:
        self.beside.replace(self.path)
        self.done = True

    def undo(self) -> None:
        if not self.done:
            return
        if self.kept is not None:
            self.kept.replace(self.path)
        elif not self.existed:
            self.path.unlink(missing_ok=True)

    def clean(self) -> None:
        self.beside.unlink(missing_ok=True)
        if self.kept is not None:
            self.kept.unlink(missing_ok=True)


def _stage(path: Path, content: str | bytes, *, keep: bool) -> _Staged:
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    existed = path.is_file()
    staged = _Staged(path, _beside(path), None, existed)
    try:
        staged.beside.write_bytes(data)
        staged.beside.chmod(0o644)
        if keep and existed:
            staged.kept = _beside(path)
            shutil.copy2(path, staged.kept)
    except BaseException:
        staged.clean()
        raise
    return staged


def _beside(path: Path) -> Path:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(descriptor)
    return Path(name)


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Tell what goes wrong with the file at ``path``, with the system's reason."""
    try:
        yield
    except OSError as error:
        raise InputError(
            Text(
                f"{path} : écriture impossible ({reason(error).fr}).",
                f"{path}: cannot be written ({reason(error).en}).",
            ),
            Text("Choisissez un autre endroit.", "Choose another place."),
        ) from error
