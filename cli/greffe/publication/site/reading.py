"""Queries that feed pages, by name, and their answers in plain words."""

from __future__ import annotations

from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from greffe.resources import queries_dir
from greffe.results.model import Stream
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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


@lru_cache(maxsize=64)
def ask(store: Store, name: str, **things: str) -> tuple[Mapping[str, str], ...]:
    """Answer ``queries/pages/<name>.rq``, its variables bound to these things.

    Each row gives the identifier or the words of each variable, ``""`` where it is not bound.
    Raises ``FileNotFoundError`` when there is no such query.
    """
    table = store.select(page_query(name), {each: Iri(thing) for each, thing in things.items()})
    return tuple(
        MappingProxyType(dict(zip(table.variables, map(words_of, row), strict=True)))
        for row in table.rows
    )


def rows_of(store: Store, name: str) -> Iterator[dict[str, str]]:
    """Yield what a query finds as plain words, row by row: more rows than are held in memory.

    What is not bound is left out.  Raises ``FileNotFoundError`` when there is no such query, and
    ``TypeError`` when it is no SELECT.
    """
    found = store.stream(page_query(name))
    if not isinstance(found, Stream):
        raise TypeError(name)
    for row in found.rows:
        bound = zip(found.variables, row, strict=True)
        yield {variable: _named(term) for variable, term in bound if term is not None}


def grouped(records: Iterable[Mapping[str, str]], key: str) -> dict[str, list[Mapping[str, str]]]:
    """Return rows by the words of one variable, in the order in which they come."""
    groups: dict[str, list[Mapping[str, str]]] = {}
    for each in records:
        groups.setdefault(each[key], []).append(each)
    return groups


def words_of(term: Term | None) -> str:
    """Return an identifier or the words of a literal; ``""`` for any other term, or none."""
    return term.value if isinstance(term, Iri | Literal) else ""


def _named(term: Term) -> str:
    return term.value if isinstance(term, Iri | Literal) else str(term)
