"""The named graphs of a site in every syntax, each read from the store once.

What is read is kept compressed: a whole dump of hundreds of registers is put together from it
without holding more than itself in memory.
"""

from __future__ import annotations

import gzip
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal, get_args
from zlib import crc32

from greffe.namespaces import PREFIXES
from greffe.publication.descriptions import jsonld
from greffe.publication.descriptions.keeping import Kept
from greffe.results.model import Graph
from greffe.results.turtle import turtle
from greffe.terms import Blank, Iri, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.store import Store
    from greffe.terms import Term

Syntax = Literal["n-quads", "trig", "json-ld"]
SYNTAXES: Final[tuple[Syntax, ...]] = get_args(Syntax)
_READ: Final = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH %s { ?s ?p ?o } }"
_LEVEL: Final = 6


class Shelf:
    """The graphs of one store, by IRI, as text in several syntaxes."""

    def __init__(self, store: Store, numbers: Mapping[str, int] | None = None) -> None:
        """Take the graphs of a store; none is read yet.

        A graph with the number that it had at an earlier build is not written again.
        """
        self._store = store
        self._earlier = Kept(numbers or {})
        self.graphs = store.graphs()
        self._kept: dict[str, dict[str, bytes]] = {}

    def read(self, iri: str) -> Graph:
        """Return the statements of one named graph; its blank nodes bear canonical names."""
        answer = self._store.query(_READ % Iri(iri))
        return answer if isinstance(answer, Graph) else Graph(())

    def turtle(self, iri: str) -> bytes:
        """Return one graph as Turtle."""
        return self._part(iri, "turtle").encode()

    def json_ld(self, iri: str) -> bytes:
        """Return one graph as a JSON-LD document of its own."""
        return jsonld.document(self._part(iri, "json-ld")).encode()

    def whole(self, syntax: Syntax) -> bytes:
        """Return every graph in one document; equal data gives equal bytes."""
        stream = BytesIO()
        for piece in self._pieces(syntax):
            stream.write(piece.encode())
        return stream.getvalue()

    def compressed(self, syntax: Syntax) -> bytes:
        """Return ``whole`` as gzip (RFC 1952), without name or date of the file."""
        stream = BytesIO()
        with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as writer:
            for piece in self._pieces(syntax):
                writer.write(piece.encode())
        return stream.getvalue()

    def _pieces(self, syntax: Syntax) -> Iterator[str]:
        if syntax == "json-ld":
            yield from jsonld.dataset((iri, self._part(iri, syntax)) for iri in self.graphs)
            return
        if syntax == "trig":
            yield "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
            yield from (_block(iri, self._part(iri, "turtle")) for iri in self.graphs)
            return
        for iri in self.graphs:
            yield self._part(iri, syntax)

    def _part(self, iri: str, syntax: Syntax | Literal["turtle"]) -> str:
        if iri not in self._kept:
            self._kept[iri] = self._earlier.read(iri) or self._written(iri)
        return zlib.decompress(self._kept[iri][syntax]).decode()

    def _written(self, iri: str) -> dict[str, bytes]:
        graph = _apart(self.read(iri), f"g{crc32(iri.encode()):08x}")
        parts = {
            "n-quads": _packed(_n_quads(iri, graph)),
            "turtle": _packed(turtle(graph)),
            "json-ld": _packed(jsonld.nodes(graph)),
        }
        self._earlier.write(iri, parts)
        return parts


def _n_quads(iri: str, graph: Graph) -> str:
    name = Iri(iri)
    return "".join(
        f"{each.subject} {each.predicate} {each.object} {name} .\n" for each in graph.triples
    )


def _block(iri: str, written: str) -> str:
    """Return a graph of TriG: the Turtle without its prefixes, between braces."""
    body = written.partition("\n\n")[2] if written.startswith("@prefix") else written
    return f"\n{Iri(iri)} {{\n{body}}}\n"


def _apart(graph: Graph, prefix: str) -> Graph:
    """Return the graph with blank node labels that no other graph of the dump has."""

    def named(term: Term) -> Term:
        return Blank(prefix + term.label) if isinstance(term, Blank) else term

    if not any(isinstance(t, Blank) for each in graph.triples for t in (each.subject, each.object)):
        return graph
    triples = (Triple(named(t.subject), t.predicate, named(t.object)) for t in graph.triples)
    return Graph(tuple(sorted(triples, key=str)))


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode(), _LEVEL)
