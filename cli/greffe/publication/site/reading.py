"""The queries that feed pages, by name."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from greffe.resources import queries_dir
from greffe.results.model import Stream
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.store import Store
    from greffe.terms import Term

Said = dict[str, list[tuple[str, "Term"]]]
"""Of each thing, the properties and their values."""


@lru_cache(maxsize=4)
def said(store: Store, iri: str) -> Said:
    """Return what is said of a thing and the nodes it owns: read once for all that shows it."""
    return store.said(iri)


@cache
def page_query(name: str) -> str:
    """Return the SPARQL of ``queries/pages/<name>.rq``; raise ``FileNotFoundError`` if none is."""
    return (queries_dir() / "pages" / f"{name}.rq").read_text(encoding="utf-8")


def rows_of(store: Store, name: str) -> Iterator[dict[str, str]]:
    """Yield what a query finds as plain words, row by row: more rows than are held in memory.

    What is not bound is left out.  Raises ``TypeError`` when the query is no SELECT.
    """
    found = store.stream(page_query(name))
    if not isinstance(found, Stream):
        raise TypeError(name)
    for row in found.rows:
        bound = zip(found.variables, row, strict=True)
        yield {variable: _words(term) for variable, term in bound if term is not None}


def _words(term: Term) -> str:
    return term.value if isinstance(term, Iri | Literal) else str(term)
