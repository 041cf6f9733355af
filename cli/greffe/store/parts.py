"""What a compiled store was made from: each file, its content, its graph, and how it looked.

The account stands in the folder of the store, so that both appear, move and go together.  It lets
the next store be made from this one: of what has not changed nothing is read, parsed or loaded.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from greffe import files
from greffe.workspace import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from greffe.workspace import SourceFile

ACCOUNT: Final = "greffe.json"
_FORM: Final = 1
_SETTLED: Final = 2.0
"""Seconds after which a file that changes again is sure to look different."""

Look = tuple[int, int, int, int]
"""Size, times of the last changes of content and of anything, and number of a file."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file that is in a store: the hash of its content, its graph, and how it looked.

    There is no look where it could not be relied upon.
    """

    digest: str
    graph: str
    look: Look | None = None


Parts = dict[str, Part]
"""The parts of a store, by the names of the files."""


def read(folder: Path) -> Parts:
    """Return the parts that a store was made from; none when it does not tell."""
    try:
        told = json.loads((folder / ACCOUNT).read_bytes())
        if told["form"] != _FORM:
            return {}
        return {name: _part(*each) for name, *each in told["parts"]}
    except (OSError, ValueError, LookupError, TypeError):
        return {}


def write(folder: Path, parts: Mapping[str, Part]) -> None:
    """Keep the account of a store, whole or not at all; raise ``InputError`` when it cannot be."""
    listed = [[name, each.digest, each.graph, each.look] for name, each in sorted(parts.items())]
    content = json.dumps({"form": _FORM, "parts": listed}, separators=(",", ":"))
    files.write(folder / ACCOUNT, content.encode())


class Digests:
    """The hashes of files; one that still looks as it did is not read again."""

    def __init__(self, known: Mapping[str, Part]) -> None:
        """Begin with what the account of a store tells."""
        self._known: dict[str, tuple[Look | None, str]] = {
            name: (part.look, part.digest) for name, part in known.items()
        }

    def __call__(self, file: SourceFile) -> str:
        """Return the hash of a file's content; raise ``InputError`` when it cannot be read."""
        look = look_of(file.path)
        seen, digest = self._known.get(file.name, (None, ""))
        if look is None or seen != look:
            digest = digest_of(file)
            self._known[file.name] = look, digest
        return digest

    def look(self, name: str) -> Look | None:
        """Return how a file looked when its hash was taken, if that can be relied upon."""
        return self._known.get(name, (None, ""))[0]


def look_of(path: Path) -> Look | None:
    """Return how a file looks; None for one so new that it might change and look the same."""
    try:
        told = path.stat()
    except OSError:
        return None
    if time.time() - max(told.st_mtime, told.st_ctime) < _SETTLED:
        return None
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino


def newest(stores: Iterable[Path]) -> Parts:
    """Return the parts of the first of some stores that tells."""
    return next(filter(None, map(read, stores)), {})


def closest(stores: Iterable[Path], wanted: Mapping[str, str]) -> tuple[Path | None, Parts]:
    """Return the store, with its parts, that shares most contents with what is wanted."""
    best: tuple[int, Path | None, Parts] = (0, None, {})
    for store in stores:
        parts = read(store)
        shared = sum(parts[name].digest == each for name, each in wanted.items() if name in parts)
        if shared > best[0]:
            best = shared, store, parts
    return best[1:]


def _part(digest: str, graph: str, look: Any) -> Part:  # noqa: ANN401 - whatever the file holds
    return Part(digest, graph, None if look is None else (look[0], look[1], look[2], look[3]))
