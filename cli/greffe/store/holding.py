"""The public view of a workspace as a site reads it: a small one in memory, a large one from disk.

A site reads everything there is, and Oxigraph answers from memory two to four times faster than
from the tables of a compiled store, which would have to be written first.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from greffe.files import read
from greffe.store.compiling import load
from greffe.store.embedded import Store
from greffe.store.headers import graph_in
from greffe.store.public import make_public, mask_of, masking, open_public

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pyoxigraph import Store as Oxigraph

    from greffe.workspace import SourceFile, Workspace

SMALL: Final = 1 << 23
"""How many bytes of Turtle are held in memory, where they take up to ten times as much."""


class View(NamedTuple):
    """What may be published, and what puts ``MASK`` for the names that were taken out of it.

    Where no names are masked, ``mask`` gives words back as they are.
    """

    store: Store
    mask: Callable[[str], str]


def public_view(
    workspace: Workspace,
    *,
    masked: bool = True,
    cache: Path | None = None,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> View:
    """Return the public view of a workspace; it is what ``open_public`` opens, and raises as it."""
    if sum(map(_size, workspace.files())) <= SMALL:
        return _held(workspace, masked=masked)
    store = open_public(workspace, masked=masked, cache=cache, tell=tell)
    return View(store, mask_of(workspace, cache) if masked else str)


def _held(workspace: Workspace, *, masked: bool) -> View:
    engine, version = _filled(workspace)
    mask = masking(engine) if masked else str
    make_public(engine, masked=masked)
    return View(Store(engine, version), mask)


def _filled(workspace: Workspace) -> tuple[Oxigraph, str]:
    """Return all that a workspace says, and the hash of the very bytes that say it."""
    from pyoxigraph import Store as Oxigraph

    contents: dict[SourceFile, bytes] = {}

    def digest(file: SourceFile) -> str:
        contents[file] = read(file.path)
        return sha256(contents[file]).hexdigest()

    version = workspace.content_hash(digest)
    engine = Oxigraph()
    load(engine, tuple(contents), lambda file: graph_in(contents[file], file.path))
    return engine, version


def _size(file: SourceFile) -> int:
    """Return the size of a file; whoever reads one that is not there says so."""
    try:
        return file.path.stat().st_size
    except OSError:
        return 0
