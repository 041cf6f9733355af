"""Checks a workspace body by body: memory is bounded by the largest body, not by their number.

A body is checked with all that bodies share (ontology, law, organisations), with the directory of
all public bodies, and with the other bodies that it refers to.  Bodies that describe the same
thing, beyond saying where it is quoted, are checked together.  What all share is checked once, by
itself.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Final

from greffe.errors import GreffeError
from greffe.namespaces import GREFFE, PROV, RDF
from greffe.turtle.reading import parse, values_as_written
from greffe.turtle.shelf import ntriples_of, statements_of, subjects_of, union
from greffe.validation.examining import examine
from greffe.validation.explain import shown
from greffe.validation.ground import Ground, uncollected
from greffe.validation.merging import Part, merged
from greffe.validation.pile import KEPT, Pile
from greffe.validation.workers import Task, answer, processes_for, shared_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from rdflib import Graph

    from greffe.store.statements import Statement
    from greffe.validation.baseline import Baseline
    from greffe.validation.engine import EngineName
    from greffe.validation.report import Report
    from greffe.workspace import Workspace

Bodies = tuple[str, ...]
BATCH: Final = 4
"""How many bodies are checked at once: what they share is then loaded once for all of them."""

_VOCABULARY: Final = frozenset({"ontology", "concepts"})
_QUOTED: Final = f"{PROV}wasQuotedFrom"


@dataclass(frozen=True)
class Common:
    """What every part of the check stands on: the same for all bodies."""

    shapes: Graph
    today: date
    engine: EngineName
    files: dict[str, tuple[Path, ...]]
    shared: dict[Path, Graph]
    context: tuple[Graph, ...]
    directory: Graph

    @classmethod
    def of(
        cls,
        workspace: Workspace,
        shapes: Graph,
        today: date,
        engine: EngineName,
        directory: Graph | None = None,
    ) -> Common:
        """Read what the bodies of a workspace share, and the ``directory`` unless it is known.

        Raises as ``turtle.reading.parse`` does.
        """
        from greffe.store.statements import Reader

        reader = Reader()
        files: defaultdict[str, list[Path]] = defaultdict(list)
        shared: dict[Path, Graph] = {}
        context: list[Graph] = []
        for file in workspace.files():
            if file.body is not None:
                files[file.body].append(file.path)
            elif file.role in _VOCABULARY:
                context.append(parse(file.path, reader))
            else:
                shared[file.path] = parse(file.path, reader)
        paths = {body: tuple(found) for body, found in files.items()}
        known = directory_of(paths) if directory is None else directory
        return cls(shapes, today, engine, paths, shared, tuple(context), known)

    @cached_property
    def _beside(self) -> Graph:
        """What is shared, and its vocabulary."""
        return union((*self.shared.values(), *self.context))

    def ground(self, bodies: Bodies) -> Ground:
        """Return the ground of some bodies; of what is shared, if there are none."""
        from greffe.store.statements import Reader

        reader = Reader()
        beside = self._beside
        if not bodies:
            return Ground(self.shared, beside, self.directory)
        tested = {path: parse(path, reader) for key in bodies for path in self.files[key]}
        data = union((*tested.values(), beside, self._mentioned(tested.values())))
        unknown = self._elsewhere(tested.values(), data) - {*bodies}
        others = [parse(path, reader) for key in sorted(unknown) for path in self.files[key]]
        return Ground(tested, union((data, *others)) if others else data, self.directory)

    def _mentioned(self, graphs: Iterable[Graph]) -> Graph:
        """Return what the directory says of the bodies that the graphs refer to."""
        known = subjects_of(self.directory)
        values = {value for graph in graphs for _, _, value in statements_of(graph)}
        return _graph(
            statement
            for body in sorted(known & values, key=str)
            for statement in self.directory.triples((body, None, None))
        )

    def _elsewhere(self, graphs: Iterable[Graph], data: Graph) -> set[str]:
        """Return the bodies whose key is in an address that is referred to and not described."""
        described = subjects_of(data)
        values = {value for graph in graphs for _, _, value in statements_of(graph)} - described
        return {part for value in map(str, values) if "/" in value for part in value.split("/")} & {
            *self.files
        }


def check_each(  # noqa: PLR0913 - each is a choice of whoever asks for the check
    workspace: Workspace,
    shapes: Graph,
    today: date,
    *,
    baseline: Baseline | None = None,
    engine: EngineName = "auto",
    processes: int | None = None,
    most: int = KEPT,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Report:
    """Check everything in a workspace, body by body; raises as ``run.validate`` does.

    The work is shared among so many ``processes``, as many as is useful unless it is told.  At
    ``most`` so many findings are held in memory.  ``tell`` hears how many of how many bodies are
    checked.
    """
    with uncollected():
        common = Common.of(workspace, shapes, today, engine)
    pile = Pile()
    parts = [_part(common, ()).kept(pile)]
    keep = _keeping(pile, len(common.files), tell)
    described: defaultdict[str, set[Bodies]] = defaultdict(set)
    with values_as_written():
        several = processes or processes_for(len(common.files))
        for part in _each(common, workspace, several, keep):
            parts.append(part)
            for thing in part.things:
                described[thing].add(part.bodies)
    clashing = {bodies for several in described.values() if len(several) > 1 for bodies in several}
    if clashing:
        together = tuple(sorted(key for bodies in clashing for key in bodies))
        parts = [part for part in parts if part.bodies not in clashing]
        parts.append(_part(common, together).kept(pile))
    order = [shown(file.path) for file in workspace.files()]
    vocabulary = {str(s) for graph in common.context for s in subjects_of(graph)}
    return merged(parts, pile, order, vocabulary, baseline=baseline, most=most)


def directory_of(files: dict[str, tuple[Path, ...]]) -> Graph:
    """Return what the bodies say of the public bodies that they are."""
    from rdflib import URIRef

    type_, body = URIRef(f"{RDF}type"), URIRef(f"{GREFFE}PublicBody")
    statements: list[Statement] = []
    for paths in files.values():
        for graph in (parse(path) for path in paths if path.stem == "body"):
            own = set(graph.subjects(type_, body))
            statements += (each for each in statements_of(graph) if each[0] in own)
    return _graph(statements)


def serve() -> None:
    """Check the bodies that standard input names: what a process of its own does."""
    answer(_done)


def _done(task: Task) -> Iterator[Part]:
    """Yield the parts of a task up to the first that something is wrong with."""
    shapes, directory = _read(task.shapes), _read(task.directory)
    common = Common.of(task.workspace, shapes, task.today, task.engine, directory)
    with suppress(GreffeError):
        for bodies in task.bodies:
            yield _part(common, bodies)


def _keeping(pile: Pile, every: int, tell: Callable[[int, int], None]) -> Callable[[Part], Part]:
    """Return what puts parts into a pile, in any thread, and tells how many bodies they are of."""
    lock, done = Lock(), 0

    def keep(part: Part) -> Part:
        nonlocal done
        kept = part.kept(pile)
        with lock:
            done += len(part.bodies)
            tell(done, every)
        return kept

    return keep


def _each(
    common: Common, workspace: Workspace, processes: int, keep: Callable[[Part], Part]
) -> Iterator[Part]:
    """Yield the parts, in the order of the keys of their bodies.

    What other processes do not give is made here, where what is wrong is raised.
    """
    every = batches(sorted(common.files), processes)
    given: dict[Bodies, Part] = {}
    if processes > 1:
        whole = ntriples_of(common.shapes), ntriples_of(common.directory)
        tasks = [
            Task(workspace, *whole, common.today, common.engine, every[turn::processes])
            for turn in range(processes)
        ]
        given = {part.bodies: part for part in shared_out(tasks, keep)}
    for bodies in every:
        yield given.pop(bodies) if bodies in given else keep(_part(common, bodies))


def batches(keys: Sequence[str], processes: int = 1) -> tuple[Bodies, ...]:
    """Return the keys by as many as are checked at once; fewer where processes share them."""
    size = max(1, min(BATCH, len(keys) // processes))
    return tuple(tuple(keys[at : at + size]) for at in range(0, len(keys), size))


def _part(common: Common, bodies: Bodies) -> Part:
    """Return what some bodies give, and what they describe outside their own addresses."""
    elsewhere = set().union(*map(subjects_of, common.shared.values())) if bodies else set()
    with uncollected():
        ground = common.ground(bodies)
        report = examine(
            ground, common.shapes, common.today, engine=common.engine, elsewhere=elsewhere
        )
        return Part.of(bodies, report, _outside(ground) if bodies else ())


def _outside(ground: Ground) -> set[str]:
    """Return what files describe, and not only quote, outside the addresses of their bodies."""
    own = tuple(f"{base}/" for base in ground.bases)
    return {
        str(subject)
        for graph in ground.tested.values()
        for subject, predicate, _ in statements_of(graph)
        if str(predicate) != _QUOTED and not str(subject).startswith(own)
    }


def _read(pieces: Iterable[bytes]) -> Graph:
    """Return the graph of N-Triples."""
    from greffe.store.statements import Reader

    reader = Reader()
    with values_as_written():
        return _graph(each for piece in pieces for each in reader.ntriples(piece.decode()))


def _graph(statements: Iterable[Statement]) -> Graph:
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for statement in statements:
        graph.add(statement)
    return union((graph,))
