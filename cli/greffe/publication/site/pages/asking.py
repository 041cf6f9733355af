"""Questions that pages ask of the graph, answered as plain words, each only once."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from greffe.publication.site.reading import page_query
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.publication.site.site import Site
    from greffe.store import Store
    from greffe.terms import Term

_KEPT: Final = 64


def ask(site: Site, name: str, **things: str) -> tuple[Mapping[str, str], ...]:
    """Answer ``queries/pages/<name>.rq``, its variables bound to these things.

    Each row gives the identifier or the words of each variable, ``""`` where it is not bound.
    Raises ``FileNotFoundError`` when there is no such query.
    """
    return answers(site.store, name, **things)


def grouped(records: tuple[Mapping[str, str], ...], key: str) -> dict[str, list[Mapping[str, str]]]:
    """Return the rows by the words of one variable, in the order in which they come."""
    groups: dict[str, list[Mapping[str, str]]] = {}
    for each in records:
        groups.setdefault(each[key], []).append(each)
    return groups


def answers(store: Store, name: str, **things: str) -> tuple[Mapping[str, str], ...]:
    """Answer as ``ask`` does, from a store."""
    return _answered(store, name, tuple(sorted(things.items())))


@lru_cache(maxsize=_KEPT)
def _answered(
    store: Store, name: str, things: tuple[tuple[str, str], ...]
) -> tuple[Mapping[str, str], ...]:
    bound: dict[str, Term] = {variable: Iri(thing) for variable, thing in things}
    table = store.select(page_query(name), bound)
    return tuple(
        MappingProxyType(dict(zip(table.variables, map(_words, row), strict=True)))
        for row in table.rows
    )


def _words(term: Term | None) -> str:
    return term.value if isinstance(term, Iri | Literal) else ""
