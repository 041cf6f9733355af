"""A graph made ready to travel: its name, its content, and what tells whether it has arrived."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from greffe.files import read
from greffe.store.headers import graph_in, graph_iri
from greffe.store.public import open_public
from greffe.workspace import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from greffe.store.embedded import Store
    from greffe.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Measure:
    """The number of statements of a graph, and of letters in its texts that have a language.

    Letters are characters of Unicode; some engines count the units of UTF-16 instead.
    """

    triples: int
    letters: int
    units: int

    def agrees_with(self, triples: int, letters: int) -> bool:
        """Return whether this is what an engine counts."""
        return triples == self.triples and letters in (self.letters, self.units)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One named graph: its IRI, the hash of what it comes from, its N-Triples, its measure."""

    iri: str
    digest: str
    ntriples: bytes
    measure: Measure


@dataclass(frozen=True, slots=True)
class Origin:
    """What a graph comes from: a name, the hash of its content, and how to come to the rest."""

    name: str
    digest: str
    graph: Callable[[], str]
    pack: Callable[[], Parcel]


def whole(workspace: Workspace) -> Iterator[Origin]:
    """Yield each file of a workspace; it is parsed only when its graph is asked for.

    Raises ``InputError`` when a file cannot be read.
    """
    for file in workspace.files():
        digest = digest_of(file)
        yield Origin(file.name, digest, partial(graph_iri, file.path), partial(parcel, file.path))


def public(workspace: Workspace) -> Iterator[Origin]:
    """Yield each graph of the public view of a workspace; raises as ``open_public`` does."""
    store = open_public(workspace)
    for iri in store.graphs():
        made = _packed(store, iri)
        yield Origin(f"public {iri}", made.digest, partial(str, iri), partial(_packed, store, iri))


def _packed(store: Store, iri: str) -> Parcel:
    """Return a graph of a compiled store, its statements in order: equal graphs are equal."""
    from pyoxigraph import RdfFormat, serialize

    triples = sorted(store.statements(iri), key=str)
    ntriples = bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    return Parcel(iri, sha256(ntriples).hexdigest(), ntriples, _measured(triples))


def parcel(path: Path) -> Parcel:
    """Return the graph that a file is; raises as ``headers.read_graph`` does."""
    from pyoxigraph import RdfFormat, serialize

    content = read(path)
    iri, quads = graph_in(content, path)
    triples = {quad.triple for quad in quads}
    ntriples = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return Parcel(iri, sha256(content).hexdigest(), bytes(ntriples), _measured(triples))


def _measured(triples: Collection[Any]) -> Measure:
    values = (triple.object for triple in triples)
    texts = [value.value for value in values if getattr(value, "language", None)]
    units = sum(len(text.encode("utf-16-le")) // 2 for text in texts)
    return Measure(len(triples), sum(map(len, texts)), units)
