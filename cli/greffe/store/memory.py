"""A store in memory, filled once and asked many queries: what a check works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe.store.statements import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib.term import Node

Solution = dict[str, "Node"]


class Memory:
    """Statements in Oxigraph, in memory; blank nodes keep the names that they came with."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        """Fill the default graph with statements in N-Triples."""
        from pyoxigraph import Store

        self._reader = Reader()
        self._store = Store()
        for piece in pieces:
            self._fill(piece)

    def _fill(self, piece: bytes) -> None:
        """Add statements in N-Triples or N-Quads that Oxigraph has written, and need no proof.

        Loaded at once, blank nodes get new names.
        """
        from pyoxigraph import RdfFormat, parse

        if b"_:" in piece:
            self._store.extend(parse(piece, format=RdfFormat.N_QUADS, lenient=True))
        else:
            self._store.bulk_load(piece, format=RdfFormat.N_QUADS, lenient=True)

    def note(self, graph: str, subject: str, predicate: str, values: Iterable[Node]) -> None:
        """Say the same thing of many values in a named graph, which queries see when they ask."""
        begin, end = f"<{subject}> <{predicate}> ", f" <{graph}> .\n"
        self._fill("".join(f"{begin}{_written(value)}{end}" for value in values).encode())

    def solutions(self, query: str, prefixes: Mapping[str, str]) -> Iterator[Solution]:
        """Yield what a SELECT binds, variable by variable, leaving out what it does not.

        Raises ``SyntaxError`` for a query that is not SPARQL 1.1.
        """
        from pyoxigraph import QuerySolutions

        answer = self._store.query(query, prefixes=dict(prefixes))
        if not isinstance(answer, QuerySolutions):
            raise SyntaxError("not a SELECT")  # noqa: TRY004 - it is the text that is wrong
        names = [variable.value for variable in answer.variables]
        for solution in answer:
            bound = zip(names, solution, strict=True)
            yield {name: self._reader.term(term) for name, term in bound if term is not None}


def _written(node: Node) -> str:
    """Return a term as N-Triples writes it."""
    name = type(node).__name__
    if name == "URIRef":
        return f"<{node}>"
    if name == "BNode":
        return f"_:{node}"
    from pyoxigraph import Literal, NamedNode

    language, datatype = getattr(node, "language", None), getattr(node, "datatype", None)
    kind = None if language or datatype is None else NamedNode(str(datatype))
    return str(Literal(str(node), datatype=kind, language=language))
