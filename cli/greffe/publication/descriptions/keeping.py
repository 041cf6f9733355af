"""Named graphs as text, and other texts that seldom change, kept from one build to the next.

They stand in the folder of compiled stores, each in a file named after what it is, what it says
and the program that wrote it.  A file that is damaged, missing or may not be written costs time,
and nothing else.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import greffe
from greffe.store import cache

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PREFIX: Final = "graph-"
KEPT: Final = 4
"""How many versions of a graph are kept."""
MOST: Final = 200
"""From how many graphs on none is kept: they would fill the folder."""
_DIGITS: Final = 24
_TEXT: Final = "text"


class Kept:
    """The texts of graphs, by syntax, whose numbers tell when they change."""

    def __init__(self, numbers: Mapping[str, int], folder: Path | None = None) -> None:
        """Keep the graphs that have a number, in the folder of compiled stores by default."""
        self._numbers = numbers if len(numbers) <= MOST else {}
        self._folder = cache.cache_dir() if folder is None else folder

    def read(self, iri: str) -> dict[str, bytes]:
        """Return the texts of a graph; none where they are not kept."""
        path = self._path(iri)
        content = None if path is None else cache.recall(path)
        return {} if content is None else _parts(content)

    def write(self, iri: str, parts: Mapping[str, bytes]) -> None:
        """Keep the texts of a graph, and let go of versions that are older than the last few."""
        path = self._path(iri)
        head = " ".join(f"{name} {len(part)}" for name, part in parts.items())
        content = head.encode() + b"\n" + b"".join(parts.values())
        if path is None or not cache.remember(path, content):
            return
        with suppress(OSError):
            versions = path.parent.glob(f"{path.stem.rpartition('-')[0]}-*")
            ranked = sorted(versions, key=lambda each: each.stat().st_mtime_ns, reverse=True)
            for old in ranked[KEPT:]:
                old.unlink(missing_ok=True)

    def _path(self, iri: str) -> Path | None:
        number = self._numbers.get(iri)
        if number is None:
            return None
        content = sha256(f"{program()} {iri} {number}".encode()).hexdigest()
        graph = sha256(iri.encode()).hexdigest()
        return self._folder / f"{PREFIX}{graph[:_DIGITS]}-{content[:_DIGITS]}.z"


def kept(name: str, told: object, make: Callable[[], bytes], folder: Path | None = None) -> bytes:
    """Return what ``make`` gives, as long as it is made from the same: made once, then kept.

    ``told`` says what it is made from besides the program, in a form whose ``repr`` tells it.
    """
    number = int.from_bytes(sha256(repr(told).encode()).digest())
    earlier = Kept({name: number}, folder)
    if _TEXT not in (parts := earlier.read(name)):
        parts = {_TEXT: make()}
        earlier.write(name, parts)
    return parts[_TEXT]


@lru_cache(maxsize=1)
def program() -> str:
    """Return what tells one version of this package from another, changed by hand or not."""
    digest = sha256(greffe.__version__.encode())
    package = Path(greffe.__file__).parent
    for path in sorted(package.rglob("*.py")):
        status = path.stat()
        told = (path.relative_to(package).as_posix(), status.st_mtime_ns, status.st_size)
        digest.update(repr(told).encode())
    return digest.hexdigest()


def _parts(content: bytes) -> dict[str, bytes]:
    head, _, rest = content.partition(b"\n")
    words = head.decode().split()
    found: dict[str, bytes] = {}
    for name, size in zip(words[::2], map(int, words[1::2]), strict=True):
        found[name], rest = rest[:size], rest[size:]
    return found
