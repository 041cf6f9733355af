"""What follows from the shapes alone, kept from one run to the next until they change.

It stands in the folder of compiled stores, in a file named after the content of the shapes and of
this package.  A file that is damaged, missing or may not be written costs time, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from greffe import __version__
from greffe.files import read
from greffe.store import cache
from greffe.turtle.shelf import ntriples_of, remember

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rdflib import Graph

T = TypeVar("T")

PREFIX: Final = "shapes-"
_DIGITS: Final = 32
_OUTDATED: Final = 90 * 24 * 3600.0


def kept(shapes: Graph, name: str, make: Callable[[], T]) -> T:
    """Return what ``make`` makes of the shapes, or what it made of them in an earlier run.

    It must be what JSON can say.  What ``make`` raises is raised, and nothing is kept.
    """
    if not hasattr(shapes.store, "shelf"):
        return make()
    path = remember(shapes, (kept, "path"), lambda: _path(ntriples_of(shapes)))
    return _made_once(path, remember(shapes, (kept, "known"), lambda: _read(path)), name, make)


def kept_of(files: Iterable[Path], name: str, make: Callable[[], T]) -> T:
    """Return what ``make`` makes of files, or made of their names and content in an earlier run.

    What is said of ``kept`` is true of this too.  Raises ``InputError`` for an unreadable file.
    """
    path = _path(part for each in files for part in (_place(each), read(each)))
    return _made_once(path, _read(path), name, make)


def _place(path: Path) -> bytes:
    return f"{path.parent.name}/{path.name}".encode()


def _made_once(path: Path, known: dict[str, Any], name: str, make: Callable[[], T]) -> T:
    if name not in known:
        known[name] = make()
        _write(path, known)
    found: T = known[name]
    return found


def _path(content: Iterable[bytes]) -> Path:
    digest = hashlib.sha256(f"greffe {__version__}\0".encode())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(f"{module.name} {module.stat().st_mtime_ns}\0".encode())
    for piece in content:
        digest.update(b"%d\0" % len(piece) + piece)
    return cache.cache_dir() / f"{PREFIX}{digest.hexdigest()[:_DIGITS]}.json"


def _read(path: Path) -> dict[str, Any]:
    content = cache.recall(path)
    known: dict[str, Any] = {} if content is None else json.loads(content)
    return known


def _write(path: Path, known: dict[str, Any]) -> None:
    if not cache.remember(path, json.dumps(known).encode()):
        return
    with suppress(OSError):
        for other in path.parent.glob(f"{PREFIX}*.json"):
            if time.time() - other.stat().st_mtime > _OUTDATED:
                other.unlink(missing_ok=True)
