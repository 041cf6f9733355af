"""Files read whole, if they are files; written whole or not at all, by way of a place beside."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.errors import InputError, SyntaxFault, UsageError, place
from greffe.language import Text
from greffe.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Content = str | bytes | Iterator[str]


LARGEST: Final = 1 << 29
"""Bytes of a file that is read whole: half a gibibyte, several million statements."""


def read(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises ``InputError`` when it cannot be read, is longer than ``LARGEST``, or is no file: a pipe
    or a device could keep its reader waiting, or never end.
    """
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise _no_file(path)
        if found.st_size > LARGEST:
            raise _too_large(path, found.st_size)
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def decoded(content: bytes, path: Path) -> str:
    """Return the text of a file; raise ``SyntaxFault``, with its place, when it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        line, column = place(before, len(before))
        at = f"{path}:{line}:{column}"
        raise SyntaxFault(
            Text(f"{at} : ce fichier n’est pas en UTF-8.", f"{at}: not UTF-8."),
            Text("Enregistrez-le en UTF-8.", "Save it as UTF-8."),
            line=line,
            column=column,
        ) from error


def write(path: Path, content: Content) -> None:
    """Write a file so that a reader never sees half of it; text is UTF-8 with line feeds.

    Text may come in pieces, which need not be in memory together.

    Raises ``InputError`` when the place cannot be written; a file that was there is untouched.
    """
    write_all({path: content})


def write_all(contents: Mapping[Path, Content]) -> None:
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


def await_folder(folder: Path) -> None:
    """Raise ``InputError`` where a folder could not be written to, before there is what to write.

    What does not exist yet will be made in the nearest folder above that does.
    """
    with _telling(folder):
        whole = folder.absolute()
        standing = next(each for each in (whole, *whole.parents) if each.exists())
        if not standing.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if not os.access(standing, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def spare(paths: Iterable[Path]) -> None:
    """Raise ``UsageError`` where a file is there that an answer would replace."""
    for path in paths:
        if path.exists():
            raise UsageError(
                Text(f"{path} : ce fichier existe déjà.", f"{path}: this file exists already."),
                Text(
                    "Donnez un autre nom, ou remplacez-le avec --force.",
                    "Give another name, or replace it with --force.",
                ),
            )


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


def _stage(path: Path, content: Content, *, keep: bool) -> _Staged:
    from shutil import copy2

    path.parent.mkdir(parents=True, exist_ok=True)
    existed = path.is_file()
    staged = _Staged(path, _beside(path), None, existed)
    try:
        _put(staged.beside, content)
        staged.beside.chmod(0o644)
        if keep and existed:
            staged.kept = _beside(path)
            copy2(path, staged.kept)
    except BaseException:
        staged.clean()
        raise
    return staged


def _put(path: Path, content: Content) -> None:
    if isinstance(content, str | bytes):
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    else:
        with path.open("wb") as stream:
            stream.writelines(piece.encode() for piece in content)


def _beside(path: Path) -> Path:
    from tempfile import mkstemp

    descriptor, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
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


def unreadable(path: Path | str, error: OSError) -> InputError:
    """Return the error for what the system does not let us read, with its reason."""
    why = reason(error)
    return InputError(
        Text(f"{path} : lecture impossible ({why.fr}).", f"{path}: cannot be read ({why.en})."),
        Text("Donnez un fichier de ce dossier.", "Give a file of this folder.")
        if isinstance(error, IsADirectoryError)
        else Text(
            "Vérifiez que le fichier existe et que vous avez le droit de le lire.",
            "Check that the file exists and that you may read it.",
        ),
    )


def _no_file(path: Path) -> InputError:
    return InputError(
        Text(
            f"{path} : ce n’est pas un fichier ordinaire, mais un tube ou un périphérique.",
            f"{path}: not an ordinary file, but a pipe or a device.",
        ),
        Text(
            "Enregistrez d’abord son contenu dans un fichier.",
            "Save what it holds to a file first.",
        ),
    )


def _too_large(path: Path, size: int) -> InputError:
    mebibytes, most = size >> 20, LARGEST >> 20
    return InputError(
        Text(
            f"{path} : {mebibytes} Mio, c’est trop ; un fichier en a au plus {most}.",
            f"{path}: {mebibytes} MiB are too many; a file has at most {most}.",
        ),
        Text(
            "Partagez-le en plusieurs fichiers, par exemple un par organisme.",
            "Split it into several files, for instance one per body.",
        ),
    )
