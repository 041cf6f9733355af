"""The embedded SPARQL store: Oxigraph over the compiled data, never written by a query."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, TypeVar

from greffe.errors import InputError, StoreError
from greffe.language import Text
from greffe.namespaces import PREFIXES, RDF
from greffe.results.model import Stream, Table
from greffe.store.cache import cache_dir, discard, store_path, touch
from greffe.store.conversion import graph, stream, table
from greffe.store.guard import (
    chosen_graphs,
    foreign_function,
    is_foreign_function,
    refuse_depth,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import QuerySolutions, Triple
    from pyoxigraph import Store as Oxigraph

    from greffe.errors import GreffeError
    from greffe.results.model import Answer, Graph, Row
    from greffe.store.extracts import Syntax
    from greffe.store.fingerprints import Prints
    from greffe.store.statistics import Statistics
    from greffe.terms import Term
    from greffe.workspace import Workspace

Rows = TypeVar("Rows", "Table", "Stream")

_LARGE: Final = 100
"""From so many folders on, reading every file to know the content takes longer than a query."""

_NO_VALUES: Mapping[str, Term] = {}


class Store:
    """One body of data that answers SPARQL 1.1.

    The default graph is the union of all named graphs.  Our prefixes need no declaration.  No
    query reaches outside the store (``greffe.store.guard``) and none changes it.
    """

    engine = "oxigraph"

    def __init__(self, engine: Oxigraph, version: str = "", path: Path | None = None) -> None:
        """Answer from an Oxigraph store; ``open_store`` makes one.

        ``version`` names the content: the hash under which the store was compiled.  ``path`` is
        the folder of a compiled store, from which another process can open it; None for one that
        is only in memory.
        """
        self._engine = engine
        self.version = version
        self.path = path
        self._described: tuple[str, list[Triple]] = ("", [])

    def __reduce__(self) -> tuple[Callable[[Path, str], Store], tuple[Path, str]]:
        """Travel to another process as the folder of the compiled store.

        Raises ``TypeError`` for a store that is only in memory.
        """
        if self.path is None:
            raise TypeError("a store in memory stays in its process")
        return _reopened, (self.path, self.version)

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self._engine)

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, sorted."""
        return tuple(sorted(graph.value for graph in self._engine.named_graphs()))

    def statements(self, graph: str) -> list[Triple]:
        """Return what a named graph says, in Oxigraph's own order and terms."""
        from pyoxigraph import NamedNode

        quads = self._engine.quads_for_pattern(None, None, None, NamedNode(graph))
        return [quad.triple for quad in quads]

    def query(self, text: str, values: Mapping[str, Term] = _NO_VALUES) -> Answer:
        """Answer a query of any form, with ``values`` bound to its variables as RDF terms.

        Raises ``SyntaxFault`` with the place in ``text``, ``UsageError`` for an update,
        ``InputError`` when the query would reach outside the store, ``StoreError`` when Oxigraph
        cannot evaluate it.
        """
        return self._answer(text, values, table)

    def stream(self, text: str, values: Mapping[str, Term] = _NO_VALUES) -> Stream | Answer:
        """Answer a query as ``query`` does, but a SELECT row by row, whatever their number.

        The rows raise ``StoreError`` when Oxigraph cannot go on.
        """
        return self._answer(text, values, _streamed)

    def _answer(
        self, text: str, values: Mapping[str, Term], convert: Callable[[QuerySolutions], Rows]
    ) -> Rows | Graph | bool:
        from pyoxigraph import QueryBoolean, QuerySolutions

        refuse_depth(text)
        whole = _bound(text, values)
        union = not any(chosen_graphs(whole, self._has_graph))
        try:
            answer = self._engine.query(whole, prefixes=PREFIXES, use_default_graph_as_union=union)
            if isinstance(answer, QuerySolutions):
                return convert(answer)
            return bool(answer) if isinstance(answer, QueryBoolean) else graph(answer)
        except SyntaxError as error:
            from greffe.store.query_text import fault, refuse_updates

            refuse_updates(text)
            raise fault(text, str(error)) from error
        except UnicodeEncodeError as error:
            raise _not_text() from error
        except (OSError, RuntimeError, ValueError) as error:
            raise _failed(error) from error

    def select(self, text: str, values: Mapping[str, Term] = _NO_VALUES) -> Table:
        """Answer a SELECT; raise ``UsageError`` for another form, else as ``query`` does."""
        answer = self.query(text, values)
        if not isinstance(answer, Table):
            from greffe.store.query_text import wrong_form

            raise wrong_form("SELECT")
        return answer

    def extract(self, graphs: Iterable[str], syntax: Syntax) -> bytes:
        """Return some named graphs in a syntax of RDF 1.1, sorted: equal data give equal bytes."""
        from greffe.store.extracts import extract

        return extract(self._engine, graphs, syntax)

    def documents(self, iri: str) -> dict[str, bytes]:
        """Return what is said of a thing and the nodes it owns: ``ttl``, ``nt``, ``jsonld``."""
        from greffe.store.description import documents

        return documents(self._description(iri))

    def said(self, iri: str) -> dict[str, list[tuple[str, Term]]]:
        """Return what is said of a thing and the nodes it owns, by subject: property and value.

        What leads to a node without a name is left out.
        """
        from greffe.store.description import said

        return said(self._description(iri))

    def references(self, iri: str) -> set[tuple[str, str]]:
        """Return who refers to a thing: the property, and the identifier of the other thing."""
        from greffe.store.description import references

        return references(self._engine, iri)

    def statistics(self) -> Statistics:
        """Return how much there is of each property, class and graph."""
        from greffe.store.statistics import statistics

        return statistics(self._engine)

    def is_a(self, iri: str, class_: str) -> bool:
        """Return whether a thing is said to be of a class."""
        from pyoxigraph import NamedNode

        pattern = (NamedNode(iri), NamedNode(f"{RDF}type"), NamedNode(class_))
        return next(iter(self._engine.quads_for_pattern(*pattern)), None) is not None

    def _description(self, iri: str) -> list[Triple]:
        if self._described[0] != iri:
            from greffe.store.description import description

            self._described = (iri, description(self._engine, iri))
        return self._described[1]

    def fingerprints(self, tell: Callable[[int], None] = lambda _done: None) -> Prints:
        """Return a number for each named thing and graph that changes with any statement there.

        ``tell`` hears from time to time how many statements were looked at.
        """
        from greffe.store.fingerprints import fingerprints

        return fingerprints(self._engine, tell)

    def _has_graph(self, iri: str) -> bool:
        return iri in self.graphs()


def open_store(workspace: Workspace, cache: Path | None = None) -> Store:
    """Open the compiled store of a workspace read-only, compiling it first if it is missing.

    A store that can no longer be opened is compiled again, once.  Raises as ``compile_store``.
    """
    folder = cache_dir() if cache is None else cache
    path = store_path(_content(workspace, folder), folder)
    if path.is_dir():
        try:
            engine = open_compiled(path)
        except OSError:
            discard(path)
        else:
            touch(path)
            return Store(engine, path.name, path)
    from greffe.store.compiling import compile_store

    path = compile_store(workspace, folder)
    try:
        return Store(open_compiled(path), path.name, path)
    except OSError as error:
        raise _failed(error) from error


def _content(workspace: Workspace, cache: Path) -> str:
    """Return the hash of a workspace's content; of a large one, only what looks new is read."""
    if sum(1 for _ in workspace.data.iterdir()) <= _LARGE:
        return workspace.content_hash()
    from greffe.store.cache import compiled
    from greffe.store.parts import Digests, newest

    return workspace.content_hash(Digests(newest(compiled(cache))))


def _streamed(solutions: QuerySolutions) -> Stream:
    found = stream(solutions)
    return Stream(found.variables, _rows(found.rows))


def _rows(rows: Iterator[Row]) -> Iterator[Row]:
    try:
        yield from rows
    except (OSError, RuntimeError, ValueError) as error:
        raise _failed(error) from error


def _reopened(path: Path, version: str) -> Store:
    return Store(open_compiled(path), version, path)


def open_compiled(path: Path) -> Oxigraph:
    """Open a compiled store read-only, its threads on one processor while they start.

    RocksDB starts well over a hundred short-lived threads to open its few files; handing the work
    to and fro between processors takes longer than the work (on Linux; elsewhere nothing is done).
    """
    from pyoxigraph import Store as Oxigraph

    if not hasattr(os, "sched_setaffinity"):
        return Oxigraph.read_only(str(path))
    processors = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {sorted(processors)[os.getpid() % len(processors)]})
    try:
        return Oxigraph.read_only(str(path))
    finally:
        os.sched_setaffinity(0, processors)


def _bound(text: str, values: Mapping[str, Term]) -> str:
    if not values:
        return text
    from greffe.store.query_text import with_values

    return with_values(text, values)


def _failed(error: Exception) -> GreffeError:
    if is_foreign_function(error):
        return foreign_function()
    return StoreError(
        Text(
            f"l’entrepôt de données n’a pas pu répondre ({error}).",
            f"the data store could not answer ({error}).",
        ),
        Text(
            "Simplifiez la requête ; si cela se répète, effacez le dossier de cache.",
            "Simplify the query; if it happens again, remove the cache folder.",
        ),
    )


def _not_text() -> InputError:
    return InputError(
        Text(
            "la requête contient des octets qui ne sont pas de l’UTF-8.",
            "the query holds bytes that are not UTF-8.",
        ),
        Text("Écrivez-la en UTF-8.", "Write it in UTF-8."),
    )
