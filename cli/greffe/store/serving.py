"""Answers of a compiled store as documents of the W3C, within limits: what an endpoint sends.

Nothing is sent before it is whole: an answer is complete, or it is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from greffe.errors import GreffeError, RefusedQuery, StoreError, SyntaxFault, Unwritable
from greffe.language import Text
from greffe.namespaces import PREFIXES
from greffe.store.counting import Bounded, Limited
from greffe.store.guard import (
    Graphs,
    chosen_graphs,
    foreign_function,
    is_foreign_function,
    refuse_depth,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyoxigraph import Store as Oxigraph

    Choose = Callable[[Sequence[str]], str]

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
TURTLE: Final = "text/turtle"
RDF_XML: Final = "application/rdf+xml"
_LOCAL_NAME: Final = re.compile(r"[^\W\d][\w.\-]*$")

VERDICTS: Final = {
    JSON: "JSON",
    XML: "XML",
    "application/json": "JSON",
    "application/xml": "XML",
    "text/xml": "XML",
}
"""Media types of an answer to ASK, the one that we prefer first, and Oxigraph's names."""

TABLES: Final = VERDICTS | {CSV: "CSV", TSV: "TSV"}
"""Media types of an answer to SELECT."""

GRAPHS: Final = {
    TURTLE: "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/ld+json": "JSON_LD",
    RDF_XML: "RDF_XML",
    "application/trig": "TRIG",
    "application/n-quads": "N_QUADS",
    "text/n3": "N3",
}
"""Media types of an answer to CONSTRUCT and DESCRIBE."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a request chooses (SPARQL 1.1 Protocol, 2.1.4), by IRI."""

    default: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole answer: its media type, its bytes, and how many rows or triples it has."""

    media_type: str
    body: bytes
    rows: int


class Serving:
    """A store that answers in the formats of the W3C, up to so many rows and bytes."""

    def __init__(self, engine: Oxigraph, most_rows: int, most_bytes: int) -> None:
        """Answer from an Oxigraph store that is open read-only."""
        self._engine = engine
        self._most_rows = most_rows
        self._most_bytes = most_bytes

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs; a store that is served does not change."""
        return frozenset(graph.value for graph in self._engine.named_graphs())

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self._engine)

    def answer(self, text: str, dataset: Dataset | None, choose: Choose) -> Document:
        """Answer a query of any form; ``choose`` picks one of the media types that its form has.

        Raises ``SyntaxFault`` with the place in ``text``; ``RefusedQuery`` for an update, SERVICE,
        a graph that is not in the store, or a function that SPARQL has not; ``TooLarge`` beyond a
        limit; ``StoreError`` when Oxigraph cannot evaluate it; and whatever ``choose`` does.
        """
        from pyoxigraph import QueryBoolean, QuerySolutions

        options = self._options(text, dataset)
        try:
            found = self._engine.query(text, prefixes=PREFIXES, **options)
            if isinstance(found, QuerySolutions):
                return self._table(found, choose(tuple(TABLES)))
            if isinstance(found, QueryBoolean):
                return self._verdict(found, choose(tuple(VERDICTS)))
            return self.graph(found, choose(tuple(GRAPHS)))
        except SyntaxError as error:
            raise not_a_query(text, error) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise _failed(error) from error

    def graph(self, triples: Any, media_type: str) -> Document:  # noqa: ANN401 - any iterable
        """Return triples as a document; raises as ``graph_document`` does."""
        return graph_document(triples, media_type, self._most_rows, self._most_bytes)

    def _table(self, solutions: Any, media_type: str) -> Document:  # noqa: ANN401 - pyoxigraph's
        from pyoxigraph import QueryResultsFormat

        name = TABLES[media_type]
        sink = Bounded(self._most_bytes, name, self._most_rows)
        solutions.serialize(sink, getattr(QueryResultsFormat, name))
        return Document(media_type, sink.content(), sink.rows)

    def _verdict(self, verdict: Any, media_type: str) -> Document:  # noqa: ANN401 - pyoxigraph's
        from pyoxigraph import QueryResultsFormat

        body = verdict.serialize(format=getattr(QueryResultsFormat, VERDICTS[media_type]))
        return Document(media_type, body, 1)

    def _options(self, text: str, dataset: Dataset | None) -> dict[str, Any]:
        """Return what tells Oxigraph which graphs to read, once nothing outside is asked for."""
        from pyoxigraph import NamedNode

        chosen = any(served_graphs(text, self.graphs.__contains__))
        if dataset is None:
            return {"use_default_graph_as_union": not chosen}
        refuse_other_graphs(dataset, self.graphs.__contains__)
        return {
            "default_graph": [NamedNode(iri) for iri in dataset.default],
            "named_graphs": [NamedNode(iri) for iri in dataset.named],
        }


def graph_document(
    triples: Any,  # noqa: ANN401 - any iterable of pyoxigraph's
    media_type: str,
    most_rows: int,
    most_bytes: int,
) -> Document:
    """Return triples as a document.

    Raises ``TooLarge`` beyond a limit, ``Unwritable`` for a property that RDF/XML cannot name.
    """
    from pyoxigraph import RdfFormat, serialize

    named = map(_named, triples) if media_type == RDF_XML else triples
    counted = Limited(named, most_rows)
    sink: Any = Bounded(most_bytes)
    form = getattr(RdfFormat, GRAPHS[media_type])
    serialize(counted, sink, form, prefixes=PREFIXES)
    return Document(media_type, sink.content(), counted.count)


def served_graphs(text: str, known: Callable[[str], bool]) -> Graphs:
    """Return the graphs that a query chooses by FROM; ``known`` tells those there are.

    Raises ``RefusedQuery`` for SERVICE and for another graph, ``SyntaxFault`` for what is no query
    or nests too deeply.
    """
    refuse_depth(text)
    try:
        return chosen_graphs(text, known)
    except SyntaxFault:
        raise
    except GreffeError as error:
        raise RefusedQuery(error.message, OUTSIDE) from error


def refuse_other_graphs(dataset: Dataset, known: Callable[[str], bool]) -> None:
    """Raise ``RefusedQuery`` when a request chooses a graph that there is not."""
    for iri in (*dataset.default, *dataset.named):
        if not known(iri):
            raise _unknown_graph(iri)


OUTSIDE: Final = Text(
    "Ce point d’accès ne lit que ses propres graphes ; pour interroger plusieurs serveurs, "
    "posez la question à chacun.",
    "This endpoint reads only its own graphs; to ask several servers, put the question to each.",
)


def _named(triple: Any) -> Any:  # noqa: ANN401 - pyoxigraph's
    """Return a triple whose property can be the name of an XML element.

    Source: RDF 1.1 XML Syntax, section 2.4; Oxigraph writes any other as it is, which is no XML.
    """
    if _LOCAL_NAME.search(triple.predicate.value):
        return triple
    raise Unwritable(
        Text(
            f"{triple.predicate} : RDF/XML ne peut pas nommer cette propriété.",
            f"{triple.predicate}: RDF/XML cannot name this property.",
        ),
        Text("Demandez du Turtle.", "Ask for Turtle."),
    )


def _unknown_graph(iri: str) -> RefusedQuery:
    return RefusedQuery(
        Text(
            f"le graphe <{iri}> n’est pas dans les données : refusé.",
            f"the graph <{iri}> is not in the data: refused.",
        ),
        OUTSIDE,
    )


def not_a_query(text: str, error: SyntaxError) -> GreffeError:
    """Return the error for a text that Oxigraph does not read: an update, or a fault."""
    from greffe.store.query_text import fault, refuse_updates

    try:
        refuse_updates(text)
    except GreffeError as update:
        return RefusedQuery(update.message, update.remedy)
    return fault(text, str(error))


def _failed(error: Exception) -> GreffeError:
    if is_foreign_function(error):
        return foreign_function()
    return StoreError(
        Text(
            f"la requête n’a pas pu être évaluée ({error}).",
            f"the query could not be evaluated ({error}).",
        ),
        Text("Simplifiez la requête.", "Simplify the query."),
    )
