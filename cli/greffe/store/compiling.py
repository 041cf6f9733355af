"""Compiling a workspace into an Oxigraph store on disk, once for each content."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.errors import InputError, StoreError
from greffe.language import Text
from greffe.store.cache import (
    UNDER_WAY,
    cannot_write,
    discard,
    make_folder,
    prune,
    store_path,
)
from greffe.store.headers import read_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Quad
    from pyoxigraph import Store as Oxigraph

    from greffe.workspace import SourceFile, Workspace

_ATTEMPTS: Final = 3


def compile_store(workspace: Workspace, cache: Path) -> Path:
    """Return the compiled store of a workspace, made now unless it is there already.

    The store grows in a folder of its own and appears by one rename: readers never see half of
    it, and of two builders at the same time either wins.  Files that change meanwhile make it
    start again.  Raises ``SyntaxFault`` or ``InputError`` for a faulty file, ``StoreError`` when
    the cache cannot be written.
    """
    make_folder(cache)
    for _ in range(_ATTEMPTS):
        content = workspace.content_hash()
        target = store_path(content, cache)
        if target.is_dir():
            return target
        built = _build(workspace.files(), cache)
        if workspace.content_hash() == content:
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


def compile_quads(quads: Iterable[Quad], target: Path, cache: Path) -> None:
    """Compile quads into the store ``target`` of a cache, which appears whole or not at all.

    Raises ``StoreError`` when the cache cannot be written.
    """
    make_folder(cache)
    _publish(_grown(cache, lambda store: store.bulk_extend(quads)), target)


def load(store: Oxigraph, files: tuple[SourceFile, ...]) -> None:
    """Load each file into its named graph; two files may not claim the same graph.

    All at once: one load a file would leave hundreds of small tables, slow to open.
    """
    store.bulk_extend(_quads(files))


def _quads(files: tuple[SourceFile, ...]) -> Iterator[Quad]:
    """Yield the quads of one file after the other; only one file is in memory."""
    from pyoxigraph import NamedNode, Quad

    claimed: dict[str, SourceFile] = {}
    for file in files:
        graph, triples = read_graph(file.path)
        if graph in claimed:
            raise _claimed_twice(graph, claimed[graph], file)
        claimed[graph] = file
        name = NamedNode(graph)
        for triple in triples:
            yield Quad(triple.subject, triple.predicate, triple.object, name)


def _build(files: tuple[SourceFile, ...], cache: Path) -> Path:
    return _grown(cache, lambda store: load(store, files))


def _grown(cache: Path, fill: Callable[[Oxigraph], None]) -> Path:
    from pyoxigraph import Store as Oxigraph

    try:
        folder = Path(tempfile.mkdtemp(prefix=UNDER_WAY, dir=cache))
    except OSError as error:
        raise cannot_write(cache, error) from error
    try:
        store = Oxigraph(folder)
        fill(store)
        store.optimize()
        store.flush()
        del store
    except BaseException as error:
        discard(folder)
        if isinstance(error, OSError):
            raise cannot_write(cache, error) from error
        raise
    return folder


def _publish(built: Path, target: Path) -> None:
    try:
        built.rename(target)
    except OSError as error:
        discard(built)
        if not target.is_dir():
            raise cannot_write(target.parent, error) from error


def _claimed_twice(graph: str, first: SourceFile, second: SourceFile) -> InputError:
    return InputError(
        Text(
            f"{second.path} : le graphe <{graph}> est déjà celui de {first.path}.",
            f"{second.path}: the graph <{graph}> is already that of {first.path}.",
        ),
        Text(
            "Donnez à chaque fichier son propre sujet d’en-tête.",
            "Give each file a header subject of its own.",
        ),
    )
