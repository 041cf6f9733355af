"""Stores of many files, grown step by step: from another store, in parallel, again after a stop.

A store grows in a folder named after its content.  After each step, what is in it is written down;
a builder that is killed leaves the folder to the next one, which goes on from there.  It begins
with the store that shares most with it, whose files it links rather than copies.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final

from greffe.store import parts
from greffe.store.cache import discard
from greffe.store.headers import read_graph, refuse_claimed
from greffe.store.parts import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Store as Oxigraph

    from greffe.store.parts import Digests, Parts
    from greffe.workspace import SourceFile

    Tell = Callable[[int, int], None]

STEP: Final = 150
"""How many files are parsed and loaded at a time: what bounds memory, and what a stop may cost."""

_TIDY: Final = 0.05
"""The share of files that may have changed before the whole store is put in order again."""


class Growth:
    """A store that grows in a folder until it holds just the files that are wanted."""

    def __init__(self, folder: Path, wanted: Mapping[SourceFile, str], digests: Digests) -> None:
        """Grow in a folder that is there; ``wanted`` has the hash of each file's content."""
        self.folder = folder
        self.digests = {file.name: digest for file, digest in wanted.items()}
        self._wanted = {file.name: (file, digest) for file, digest in wanted.items()}
        self._looks = digests

    def run(self, base: tuple[Path | None, Parts], jobs: int, tell: Tell) -> None:
        """Grow, from ``base`` unless something has grown already, with so many processes.

        ``tell`` hears how many of the files are in.  Raises ``SyntaxFault`` or ``InputError`` for a
        faulty file, ``OSError`` when the folder cannot be written.
        """
        held, engine = self._opened(*base)
        held = self._without_others(engine, held)
        missing = [file for name, (file, _) in self._wanted.items() if name not in held]
        tell(len(held), len(self._wanted))
        for step in _steps(missing):
            self._add(engine, held, step, jobs)
            tell(len(held), len(self._wanted))
        if len(missing) > _TIDY * len(self._wanted):
            engine.optimize()
        engine.flush()
        parts.write(self.folder, self._with_looks(held))

    def _opened(self, base: Path | None, told: Parts) -> tuple[Parts, Oxigraph]:
        """Return what the folder holds, or a copy of the base, or nothing, and open it."""
        from pyoxigraph import Store as Oxigraph

        from greffe.store.embedded import open_compiled

        held = parts.read(self.folder)
        if held:
            try:
                return held, Oxigraph(self.folder)
            except OSError:
                held = {}
        discard(self.folder)
        if base is not None and len(told) > 0:
            try:
                open_compiled(base).backup(str(self.folder))
                held = dict(told)
            except OSError:
                discard(self.folder)
        return held, Oxigraph(self.folder)

    def _without_others(self, engine: Oxigraph, held: Parts) -> Parts:
        """Take out every graph that is not wanted as it is, and those that are only half in."""
        from pyoxigraph import NamedNode

        kept = {
            name: part
            for name, part in held.items()
            if name in self._wanted and self._wanted[name][1] == part.digest
        }
        graphs = {part.graph for part in kept.values()}
        parts.write(self.folder, kept)
        for graph in list(engine.named_graphs()):
            if isinstance(graph, NamedNode) and graph.value not in graphs:
                engine.remove_graph(graph)
        return kept

    def _add(self, engine: Oxigraph, held: Parts, step: Sequence[SourceFile], jobs: int) -> None:
        """Load some files and write down that they are in."""
        from pyoxigraph import RdfFormat

        paths = {part.graph: self._wanted[name][0] for name, part in held.items()}
        found = parsed(step, jobs)
        for file, (graph, _) in zip(step, found, strict=True):
            refuse_claimed(graph, paths, file)
            held[file.name] = Part(self._wanted[file.name][1], graph)
        engine.bulk_load(b"".join(each for _, each in found), RdfFormat.N_QUADS)
        engine.flush()
        parts.write(self.folder, held)

    def _with_looks(self, held: Parts) -> Parts:
        look = self._looks.look
        return {name: Part(each.digest, each.graph, look(name)) for name, each in held.items()}


def parsed(files: Sequence[SourceFile], jobs: int) -> list[tuple[str, bytes]]:
    """Return the graph and the N-Quads of each file, parsed by so many processes.

    Which processes is up to joblib: ``parallel_config`` can have them on other machines, where the
    files must be at the same place.  Raises as ``read_graph`` does.
    """
    if jobs == 1 or len(files) == 1:
        return [quads_of(file.path) for file in files]
    from joblib import Parallel, delayed

    work = (delayed(quads_of)(file.path) for file in files)
    return list(Parallel(n_jobs=jobs, batch_size="auto")(work))


def quads_of(path: Path) -> tuple[str, bytes]:
    """Return the graph that a file is and its statements as N-Quads; raises as ``read_graph``."""
    from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

    graph, triples = read_graph(path)
    name = NamedNode(graph)
    quads = (Quad(each.subject, each.predicate, each.object, name) for each in triples)
    return graph, serialize(quads, format=RdfFormat.N_QUADS) or b""


@contextmanager
def claimed(lock: Path) -> Iterator[bool]:
    """Say whether what a lock file stands for is ours alone for a while.

    It is not where another process has claimed it.  The file goes in the end; what a process that
    was killed left behind is nobody's.  Where the system has no such locks, nothing is ever ours.
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        yield False
        return
    with lock.open("ab") as handle:
        try:
            flock(handle, LOCK_EX | LOCK_NB)
            ours = os.path.samestat(lock.stat(), os.fstat(handle.fileno()))
        except (BlockingIOError, FileNotFoundError):
            ours = False
        try:
            yield ours
        finally:
            if ours:
                lock.unlink(missing_ok=True)


def _steps(files: Iterable[SourceFile]) -> Iterator[list[SourceFile]]:
    pending = iter(files)
    while step := list(islice(pending, STEP)):
        yield step
