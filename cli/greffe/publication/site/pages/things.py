"""The page of every thing that has no page of another make: its facts, and who refers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from greffe.publication.pictures.neighbourhood import neighbourhood
from greffe.publication.site.model import Page
from greffe.publication.site.pages.passages import passages
from greffe.publication.site.pages.trail import steps_to, thing_step
from greffe.publication.site.sheets import sheet
from greffe.publication.site.wording import KIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.model import Fill
    from greffe.publication.site.site import Site

OWN_PAGES: Final = frozenset(
    {
        *("register", "inventory", "communication", "file", "scheme", "instrument", "provision"),
        *("concept", "organization", "source"),
    }
)
"""Kinds whose pages other modules make."""


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of every thing that has no page of another make."""
    for iri, kind in site.kinds.items():
        if kind not in OWN_PAGES:
            yield thing_page(site, iri)


def thing_page(
    site: Site,
    iri: str,
    template: str = "thing.html.j2",
    more: Fill | None = None,
    *,
    quotes: bool = False,
) -> Page:
    """Return the page of one thing; ``more`` gives what its template needs beside the facts.

    ``quotes`` says that it shows words of the cells of other things.  What ``more`` names under
    ``depends`` is added to what the page depends on; the references whose fields it names under
    ``without`` are not shown again.
    """
    title, address = thing_step(site, iri)
    return Page(
        address=address,
        kind=site.kinds[iri],
        template=template,
        title=title,
        fill=_filling(iri, more),
        subject=iri,
        crumbs=steps_to(site, iri),
        quotes=quotes,
    )


def _filling(iri: str, more: Fill | None) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        shown = sheet(site, iri, language)
        places = passages(site, iri, language)
        added = dict(more(site, language)) if more else {}
        around = neighbourhood(site, iri, language)
        told = {"wasQuotedFrom", *cast("tuple[str, ...]", added.get("without", ()))}
        return {
            "iri": iri,
            "kind_name": KIND_NAMES[site.kinds[iri]][language],
            "rows": shown.rows,
            "references": [row for row in shown.references if row.field not in told],
            "passages": places,
            "findings": site.by_entity.get(iri, ()),
            "around": around,
            **added,
            "depends": shown.depends.union(
                (each.iri for each in places),
                () if around is None else around.things,
                cast("frozenset[str]", added.get("depends", frozenset())),
            ),
        }

    return fill
