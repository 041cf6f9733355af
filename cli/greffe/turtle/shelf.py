"""Graphs of rdflib that cost little to make: what a file states, kept as it was read.

Making rdflib's own store for the published data takes longer than checking them.  A shelf keeps
statements by subject only and indexes them the other way when somebody first asks; the union of
many files shares what they keep.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.store.statements import Statement, Statements

T = TypeVar("T")
Objects = dict["Node", None]
Properties = dict["Node", Objects]
Pattern = tuple["Node | None", "Node | None", "Node | None"]

_NONE: Final[Objects] = {}
_NO_PROPERTIES: Final[Properties] = {}


class Shelf:
    """Statements in memory, by subject and predicate in ``said``.

    ``statements`` has those of one file in the order of the file.
    """

    def __init__(self) -> None:
        """Begin empty."""
        self.said: dict[Node, Properties] = {}
        self._parts: tuple[Shelf, ...] = ()
        self._inverse: dict[Node, dict[Node, Objects]] | None = None
        self._of_parts: dict[Node, dict[Node, Objects]] = {}
        self.remembered: dict[object, Any] = {}
        self._texts: tuple[bytes, ...] | None = ()
        self.statements: tuple[Statement, ...] = ()

    def keep(self, statements: Statements) -> None:
        """Put the statements of one file into an empty shelf."""
        said = self.said
        for subject, predicate, value in statements.triples:
            said.setdefault(subject, {}).setdefault(predicate, {})[value] = None
        self._texts = (statements.ntriples,)
        self.statements = statements.triples

    def share(self, shelves: Iterable[Shelf]) -> None:
        """Show in an empty shelf what others keep; only what several say of a thing is copied."""
        self._parts = tuple(shelves)
        for shelf in self._parts:
            several = self.said.keys() & shelf.said.keys()
            merged = {each: _merged(self.said[each], shelf.said[each]) for each in several}
            self.said |= shelf.said
            self.said |= merged
        self._texts = tuple(text for shelf in self._parts for text in shelf.ntriples)

    @property
    def ntriples(self) -> tuple[bytes, ...]:
        """Return the statements as N-Triples, in as many pieces as there were files."""
        if self._texts is None:
            self._texts = (_graph(self).serialize(format="nt", encoding="utf-8"),)
        return self._texts

    def add(self, subject: Node, predicate: Node, value: Node) -> None:
        """Add one statement; what is shared with other shelves stays as it is there."""
        properties = {p: dict(objects) for p, objects in self.said.get(subject, {}).items()}
        properties.setdefault(predicate, {})[value] = None
        self.said[subject] = properties
        self._inverse = self._texts = None
        self._parts = ()
        self.remembered = {}

    def matching(
        self, subject: Node | None, predicate: Node | None, value: Node | None
    ) -> Iterator[Statement]:
        """Yield the statements that match; None stands for anything."""
        if subject is not None:
            return _of(subject, self.said.get(subject, {}), predicate, value)
        if predicate is not None:
            return self._with(predicate, value)
        if value is not None:
            return (each for p in self._predicates() for each in self._with(p, value))
        return self._all()

    def __len__(self) -> int:
        """Return the number of statements."""
        return sum(len(objects) for said in self.said.values() for objects in said.values())

    def _all(self) -> Iterator[Statement]:
        for subject, properties in self.said.items():
            yield from _of(subject, properties, None, None)

    def _with(self, predicate: Node, value: Node | None) -> Iterator[Statement]:
        values = self._values(predicate)
        chosen = values.items() if value is None else [(value, values.get(value, {}))]
        for each, subjects in chosen:
            for subject in subjects:
                yield subject, predicate, each

    def objects(self, subject: Node, predicate: Node) -> Iterable[Node]:
        """Return the values of a property of a thing."""
        return self.said.get(subject, _NO_PROPERTIES).get(predicate, _NONE)

    def subjects(self, predicate: Node, value: Node) -> Iterable[Node]:
        """Return the things that have a value of a property."""
        return self._values(predicate).get(value, _NONE)

    def _predicates(self) -> Iterable[Node]:
        if not self._parts:
            return self._by_predicate()
        return dict.fromkeys(each for part in self._parts for each in part._predicates())  # noqa: SLF001

    def _values(self, predicate: Node) -> dict[Node, Objects]:
        """Return the values of a property, each with the things that have it.

        A union asks its parts, whose indexes outlive it.
        """
        if not self._parts:
            return self._by_predicate().get(predicate, _NO_PROPERTIES)
        if predicate not in self._of_parts:
            found: dict[Node, Objects] = _NO_PROPERTIES
            for values in (part._values(predicate) for part in self._parts):  # noqa: SLF001
                found = _together(found, values) if found and values else found or values
            self._of_parts[predicate] = found
        return self._of_parts[predicate]

    def _by_predicate(self) -> dict[Node, dict[Node, Objects]]:
        if self._inverse is None:
            inverse: dict[Node, dict[Node, Objects]] = {}
            for subject, predicate, value in self._all():
                inverse.setdefault(predicate, {}).setdefault(value, {})[subject] = None
            self._inverse = inverse
        return self._inverse


def shelved(statements: Statements) -> Graph:
    """Return the graph of what a file states."""
    shelf = Shelf()
    shelf.keep(statements)
    return _graph(shelf)


def union(graphs: Iterable[Graph]) -> Graph:
    """Return one graph of all that the graphs state."""
    shelf = Shelf()
    shelf.share(map(_shelf_of, graphs))
    return _graph(shelf)


def ntriples_of(graph: Graph) -> tuple[bytes, ...]:
    """Return a graph as N-Triples, in pieces."""
    return _shelf_of(graph).ntriples


def remember(graph: Graph, what: object, make: Callable[[], T]) -> T:
    """Return what follows from the statements of a graph alone, made once until one is added."""
    if not isinstance(graph.store, _store()):
        return make()
    known = graph.store.shelf.remembered
    if what not in known:
        known[what] = make()
    found: T = known[what]
    return found


def subjects_of(graph: Graph) -> set[Node]:
    """Return everything that a graph says something of."""
    store = graph.store
    return set(store.shelf.said) if isinstance(store, _store()) else set(graph.subjects())


def statements_of(graph: Graph) -> tuple[Statement, ...]:
    """Return what a file states in the order of the file; ``graph`` is one that was shelved."""
    return _shelf_of(graph).statements


def _graph(shelf: Shelf) -> Graph:
    graph: Graph = _quick()(shelf)
    return graph


def _shelf_of(graph: Graph) -> Shelf:
    if isinstance(graph.store, _store()):
        found: Shelf = graph.store.shelf
        return found
    shelf = Shelf()
    for triple in graph:
        shelf.add(*triple)
    return shelf


@cache
def _store() -> Any:  # noqa: ANN401 - a class of rdflib's
    from rdflib.store import Store

    class Shelved(Store):
        """Lets rdflib look at a shelf, and add to it."""

        def __init__(self, shelf: Shelf) -> None:
            super().__init__()
            self.shelf = shelf

        def add(self, triple: Statement, context: Any, quoted: bool = False) -> None:  # noqa: ANN401
            """Add one statement."""
            super().add(triple, context, quoted)
            self.shelf.add(*triple)

        def triples(
            self,
            triple_pattern: Pattern,
            context: Any = None,  # noqa: ANN401, ARG002 - a shelf has only one
        ) -> Iterator[tuple[Statement, Iterator[None]]]:
            """Yield the statements that match a pattern."""
            for statement in self.shelf.matching(*triple_pattern):
                yield statement, iter(())

        def __len__(self, context: Any = None) -> int:  # noqa: ANN401 - as rdflib declares it
            """Return the number of statements."""
            return len(self.shelf)

    return Shelved


@cache
def _quick() -> Any:  # noqa: ANN401 - a class of rdflib's
    from rdflib import Graph, URIRef

    class Quick(Graph):
        """Asks its shelf the questions that are asked most, past all that rdflib does for others.

        The arguments are rdflib's; what they say beyond a plain question is left to rdflib.
        """

        def __init__(self, shelf: Shelf | None = None) -> None:
            self.shelf = Shelf() if shelf is None else shelf
            super().__init__(store=_store()(self.shelf), bind_namespaces="none")

        def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Any:  # noqa: ANN401
            """Return the values of a property of a thing."""
            if subject is None or not isinstance(predicate, URIRef):
                return super().objects(subject, predicate, unique)
            return iter(tuple(self.shelf.objects(subject, predicate)))

        def subjects(self, predicate: Any = None, object: Any = None, unique: bool = False) -> Any:  # noqa: A002, ANN401
            """Return the things that have a value of a property."""
            if object is None or not isinstance(predicate, URIRef):
                return super().subjects(predicate, object, unique)
            return iter(tuple(self.shelf.subjects(predicate, object)))

        def value(self, subject: Any = None, predicate: Any = None, *args: Any, **more: Any) -> Any:  # noqa: ANN401
            """Return one value of a property of a thing."""
            if subject is None or predicate is None or args or more:
                return super().value(subject, predicate, *args, **more)
            return next(iter(self.shelf.objects(subject, predicate)), None)

        def __contains__(self, triple: Any) -> bool:  # noqa: ANN401
            """Say whether a statement is there that matches."""
            subject, predicate, value = triple
            if subject is None or not isinstance(predicate, URIRef):
                return bool(super().__contains__(triple))
            found = self.shelf.objects(subject, predicate)
            return bool(found) if value is None else value in found

    return Quick


def _of(
    subject: Node, properties: Properties, predicate: Node | None, value: Node | None
) -> Iterator[Statement]:
    chosen = properties if predicate is None else (predicate,)
    for each in chosen:
        objects = properties.get(each, {})
        if value is None:
            for found in objects:
                yield subject, each, found
        elif value in objects:
            yield subject, each, value


def _together(one: dict[Node, Objects], other: dict[Node, Objects]) -> dict[Node, Objects]:
    """Return two indexes as one; what only one of them has is shared."""
    several = {each: {**one[each], **other[each]} for each in one.keys() & other.keys()}
    return {**one, **other, **several}


def _merged(one: Properties, other: Properties) -> Properties:
    merged = {predicate: dict(objects) for predicate, objects in one.items()}
    for predicate, objects in other.items():
        merged.setdefault(predicate, {}).update(objects)
    return merged
