"""Answers of an engine elsewhere as documents of the W3C, within limits, whole or an error.

It stands where ``greffe.store.serving`` stands for the compiled store, and keeps the same laws.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from greffe.results.model import Stream, Table
from greffe.results.sparql_json import dumps
from greffe.results.sparql_xml import verdict
from greffe.store.counting import Bounded, Limited
from greffe.store.serving import (
    GRAPHS,
    TABLES,
    VERDICTS,
    Dataset,
    Document,
    graph_document,
    refuse_other_graphs,
)
from greffe.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from greffe.remote.store import RemoteStore
    from greffe.remote.upstream import Upstream
    from greffe.store.guard import Graphs

    Choose = Callable[[Sequence[str]], str]

# RFC 3987: an absolute IRI, and nothing that would end it in a query.
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^<>\"{}|^`\\\x00-\x20]*")


class Relay:
    """An engine elsewhere that answers in the formats of the W3C, up to so many rows and bytes."""

    def __init__(self, upstream: Upstream, most_rows: int, most_bytes: int) -> None:
        """Answer from an endpoint."""
        self._upstream = upstream
        self._most_rows = most_rows
        self._most_bytes = most_bytes

    def answer(self, text: str, dataset: Dataset | None, choose: Choose) -> Document:
        """Answer a query of any form; ``choose`` picks one of the media types that its form has.

        Raises as ``screened`` before anything is sent, ``TooLarge`` beyond a limit,
        ``EndpointError`` when the engine does not answer, or not all, and whatever ``choose`` does.
        """
        from greffe.store.screening import screened

        query = screened(text, self._has_graph)
        if dataset is not None:
            refuse_other_graphs(dataset, self._has_graph)
        graphs = (dataset.default, dataset.named) if dataset else query.graphs
        if query.form == "ASK":
            return self._verdict(query.text, graphs, choose(tuple(VERDICTS)))
        if query.form == "SELECT":
            return self._table(query.text, graphs, choose(tuple(TABLES)))
        media_type = choose(tuple(GRAPHS))
        return self.graph(self._upstream.triples(query.text, graphs), media_type)

    def graph(self, triples: Iterable[Any], media_type: str) -> Document:
        """Return triples as a document; raises as ``graph_document`` does."""
        return graph_document(triples, media_type, self._most_rows, self._most_bytes)

    def _verdict(self, query: str, graphs: Graphs, media_type: str) -> Document:
        found = self._upstream.verdict(query, graphs)
        written = dumps(found) if VERDICTS[media_type] == "JSON" else verdict(found)
        return Document(media_type, written.encode(), 1)

    def _table(self, query: str, graphs: Graphs, media_type: str) -> Document:
        from greffe.results import pieces

        found = self._upstream.rows(query, graphs)
        rows = Limited(found.rows, self._most_rows)
        sink = Bounded(self._most_bytes)
        try:
            for piece in pieces(Stream(found.variables, iter(rows)), TABLES[media_type].lower()):
                sink.write(piece.encode())
        except UnicodeEncodeError as error:
            raise self._upstream.unreadable(error) from error
        return Document(media_type, sink.content(), rows.count)

    def _has_graph(self, iri: str) -> bool:
        if not _ABSOLUTE.fullmatch(iri):
            return False
        return self._upstream.verdict(f"ASK {{ GRAPH {Iri(iri)} {{ ?s ?p ?o }} }}")


class Relayed:
    """An engine elsewhere as the questions ask it: no table has more rows than an answer may.

    ``version`` is that of the data, as a client may know it, and not the engine's address.
    """

    def __init__(self, store: RemoteStore, version: str, most_rows: int) -> None:
        """Ask an endpoint."""
        self.version = version
        self._store = store
        self._most_rows = most_rows

    @property
    def engine(self) -> str:
        """Return the name of the engine elsewhere; raises as ``RemoteStore.engine``."""
        return self._store.engine

    def query(self, text: str) -> Table:
        """Answer a SELECT, the only form that questions have; raises as ``select`` does."""
        return self.select(text)

    def select(self, text: str) -> Table:
        """Answer a SELECT; raise ``TooLarge`` beyond the limit, else as ``RemoteStore``."""
        from greffe.store.query_text import wrong_form

        found = self._store.stream(text)
        if not isinstance(found, Stream):
            raise wrong_form("SELECT")
        return Table(found.variables, tuple(Limited(found.rows, self._most_rows)))
