"""The queries that feed pages, by name."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from greffe.resources import queries_dir

if TYPE_CHECKING:
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
