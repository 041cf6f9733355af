"""Compiling a workspace into an Oxigraph store on disk, once for each content."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from traceback import clear_frames
from typing import TYPE_CHECKING, Final

from greffe.errors import GreffeError, StoreError
from greffe.language import Text
from greffe.store.cache import (
    DIGITS,
    UNDER_WAY,
    cannot_write,
    compiled,
    discard,
    make_folder,
    prune,
    store_path,
)
from greffe.store.growing import Growth, claimed
from greffe.store.headers import read_graph, refuse_claimed
from greffe.store.parts import Digests, closest, newest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Quad
    from pyoxigraph import Store as Oxigraph

    from greffe.workspace import SourceFile, Workspace

_ATTEMPTS: Final = 3
LARGE: Final = 300
"""From so many files on, a store is made from another and step by step, and keeps an account."""


def _nobody(_done: int, _all: int) -> None:
    pass


def compile_store(
    workspace: Workspace, cache: Path, jobs: int = 1, tell: Callable[[int, int], None] = _nobody
) -> Path:
    """Return the compiled store of a workspace, made now unless it is there already.

    The store grows in a folder of its own and appears by one rename: readers never see half of
    it, and of two builders at the same time either wins.  Files that change meanwhile make it
    start again.  A large one is parsed by ``jobs`` processes, and ``tell`` hears how many of its
    files are in.  Raises ``SyntaxFault`` or ``InputError`` for a faulty file, ``StoreError`` when
    the cache cannot be written.
    """
    make_folder(cache)
    for _ in range(_ATTEMPTS):
        known = Digests(newest(compiled(cache)))
        content = workspace.content_hash(known)
        target = store_path(content, cache)
        if target.is_dir():
            return target
        with _growing(cache, content, len(workspace.files())) as folder:
            if folder is None:
                built = _build(workspace.files(), cache)
            else:
                wanted = {file: known(file) for file in workspace.files()}
                built = _grow(Growth(folder, wanted, known), cache, jobs, tell)
            if workspace.content_hash(known) == content:
                _publish(built, target)
                prune(cache, target)
                return target
            discard(built)
    raise StoreError(
        Text(
            f"{workspace.data} : les fichiers changent pendant leur lecture.",
            f"{workspace.data}: the files keep changing while they are read.",
        ),
        Text("Réessayez quand l’écriture est finie.", "Try again when the writing is done."),
    )


def compile_changed(
    base: Path, change: Callable[[Oxigraph], None], target: Path, cache: Path
) -> None:
    """Compile into ``target`` of a cache what a compiled store becomes by a change.

    Files of the base are linked rather than copied.  The new store appears whole or not at all.
    Raises ``StoreError`` when the cache cannot be written.
    """
    from greffe.store.embedded import open_compiled

    make_folder(cache)
    folder = _own_folder(cache)
    discard(folder)
    with _discarded(folder, cache):
        open_compiled(base).backup(str(folder))
        _changed(folder, change)
    _publish(folder, target)


def _changed(folder: Path, change: Callable[[Oxigraph], None]) -> None:
    from pyoxigraph import Store as Oxigraph

    store = Oxigraph(folder)
    change(store)
    store.flush()


def _from_disk(file: SourceFile) -> tuple[str, list[Quad]]:
    return read_graph(file.path)


def load(
    store: Oxigraph,
    files: tuple[SourceFile, ...],
    graph_of: Callable[[SourceFile], tuple[str, list[Quad]]] = _from_disk,
) -> None:
    """Load each file into its named graph; two files may not claim the same graph.

    All at once: one load a file would leave hundreds of small tables, slow to open.  ``graph_of``
    gives the graph of a file and its triples.
    """
    store.bulk_extend(_quads(files, graph_of))


def _quads(
    files: tuple[SourceFile, ...], graph_of: Callable[[SourceFile], tuple[str, list[Quad]]]
) -> Iterator[Quad]:
    """Yield the quads of one file after the other; only one file is in memory."""
    from pyoxigraph import NamedNode, Quad

    claimed: dict[str, SourceFile] = {}
    for file in files:
        graph, triples = graph_of(file)
        refuse_claimed(graph, claimed, file)
        name = NamedNode(graph)
        for triple in triples:
            yield Quad(triple.subject, triple.predicate, triple.object, name)


@contextmanager
def _growing(cache: Path, content: str, files: int) -> Iterator[Path | None]:
    """Give the folder in which a large store grows: where it did before, unless it still does."""
    if files <= LARGE:
        yield None
        return
    folder = cache / f"{UNDER_WAY}{content[:DIGITS]}"
    with claimed(folder.with_suffix(".lock")) as ours:
        yield folder if ours else _own_folder(cache)


def _grow(growth: Growth, cache: Path, jobs: int, tell: Callable[[int, int], None]) -> Path:
    """Let a store grow; what a fault leaves goes, what a stop leaves stays for the next time."""
    stores = compiled(cache)
    try:
        growth.run(closest(stores, growth.digests), jobs, tell)
    except OSError as error:
        raise cannot_write(cache, error) from error
    except GreffeError as error:
        clear_frames(error.__traceback__)  # where the store is still open, and writes
        discard(growth.folder)
        raise
    return growth.folder


def _own_folder(cache: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=UNDER_WAY, dir=cache))
    except OSError as error:
        raise cannot_write(cache, error) from error


def _build(files: tuple[SourceFile, ...], cache: Path) -> Path:
    def fill(store: Oxigraph) -> None:
        load(store, files)
        store.optimize()

    folder = _own_folder(cache)
    with _discarded(folder, cache):
        _changed(folder, fill)
    return folder


@contextmanager
def _discarded(folder: Path, cache: Path) -> Iterator[None]:
    """Leave nothing of a store in a folder when it could not be made."""
    try:
        yield
    except BaseException as error:
        clear_frames(error.__traceback__)  # where the store may still be open
        discard(folder)
        if isinstance(error, OSError):
            raise cannot_write(cache, error) from error
        raise


def _publish(built: Path, target: Path) -> None:
    try:
        built.rename(target)
    except OSError as error:
        discard(built)
        if not target.is_dir():
            raise cannot_write(target.parent, error) from error
