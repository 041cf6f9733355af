"""The page of every thing: its facts, the words they were read from, and who refers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES, Text
from greffe.publication.site.model import Page
from greffe.publication.site.sheets import sheet
from greffe.publication.site.wording import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.site import Site

OWN_PAGES: Final = frozenset({"register", "inventory", "scheme", "instrument"})
"""Kinds whose pages other modules make."""


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of every thing that has no page of another make."""
    for iri, kind in site.kinds.items():
        if kind not in OWN_PAGES:
            yield thing_page(site, iri, kind)


def thing_page(site: Site, iri: str, kind: str) -> Page:
    """Return the page of one thing."""
    french, english = (str(site.address(iri, language)) for language in LANGUAGES)
    return Page(
        address=Text(french, english),
        kind=kind,
        template="thing.html.j2",
        title=Text(*(site.label(iri, language) for language in LANGUAGES)),
        fill=_filling(iri, kind),
        subject=iri,
    )


def _filling(iri: str, kind: str) -> Callable[[Site, Language], Mapping[str, object]]:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        shown = sheet(site, iri, language)
        return {
            "iri": iri,
            "kind_name": KIND_NAMES[kind][language],
            "sheet": shown,
            "findings": site.by_entity.get(iri, ()),
            "depends": shown.depends,
        }

    return fill
