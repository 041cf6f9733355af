"""What a thing is also called: other names, acronyms and misspellings, so that each finds it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from greffe.publication.site.reading import ask, grouped
from greffe.publication.site.wording import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from greffe.language import Language
    from greffe.publication.site.site import Site
    from greffe.store import Store


def other_names(site: Site, iri: str, language: Language) -> tuple[str, ...]:
    """Return what a thing is called in either language besides its label, as a dictionary sorts.

    A name that differs from another by its capitals only is given once.
    """
    shown = site.label(iri, language)
    names = {name.casefold(): name for name in known_names(site.store, iri)}
    names.pop(shown.casefold(), None)
    return tuple(sorted(names.values(), key=lambda name: (sort_key(name), name)))


def names_of_types(site: Site, types: Iterable[str]) -> tuple[str, ...]:
    """Return the other names of types of information, each once, as a dictionary sorts."""
    known = _names_of_types(site.store)
    names = {name for each in types for name in known.get(each, ())}
    return tuple(sorted(names, key=lambda name: (sort_key(name), name)))


def known_names(store: Store, iri: str) -> tuple[str, ...]:
    """Return every name of a thing in the graph, sorted."""
    return _names(store).get(iri, ())


@lru_cache(maxsize=2)
def _names(store: Store) -> Mapping[str, tuple[str, ...]]:
    groups = grouped(ask(store, "search-names"), "thing")
    return {iri: tuple(sorted({row["name"] for row in rows})) for iri, rows in groups.items()}


@lru_cache(maxsize=2)
def _names_of_types(store: Store) -> Mapping[str, tuple[str, ...]]:
    groups = grouped(ask(store, "search-type-names"), "type")
    return {iri: tuple(row["name"] for row in rows) for iri, rows in groups.items()}
