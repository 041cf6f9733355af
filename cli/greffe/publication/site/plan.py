"""What a site holds, part by part, always in the same order."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from greffe.errors import GreffeError
from greffe.language import LANGUAGES, Text
from greffe.publication.site.memory import sources_print

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.publication.site.model import Artefact, Page
    from greffe.publication.site.site import Site

SECTIONS: Final = (
    "greffe.publication.site.pages.home",
    "greffe.publication.site.pages.tables",
    "greffe.publication.site.pages.entries",
    "greffe.publication.site.pages.things",
    "greffe.publication.site.pages.organizations",
    "greffe.publication.site.pages.law",
    "greffe.publication.site.pages.shapes",
    "greffe.publication.site.pages.ontology",
    "greffe.publication.site.pages.rules",
    "greffe.publication.site.pages.agreements",
    "greffe.publication.site.pages.situations",
    "greffe.publication.site.pages.bodies",
    "greffe.publication.site.pages.sources",
    "greffe.publication.site.pages.concepts",
    "greffe.publication.pictures.overview",
    "greffe.publication.live.questions",
    "greffe.publication.live.editor",
    "greffe.publication.live.settings",
    "greffe.publication.site.pages.download",
    "greffe.publication.site.pages.about",
    "greffe.publication.descriptions",
    "greffe.publication.search.page",
    "greffe.publication.site.pages.assets",
    "greffe.publication.identifiers.section",
)
"""The modules that give pages and other files."""


def get_ready() -> None:
    """Load and read now whatever gives pages but the data, so that nothing has to wait for it."""
    for section in SECTIONS:
        import_module(section)
    sources_print()


def pages(site: Site) -> Iterator[Page]:
    """Yield every page of a site; raise ``GreffeError`` if two would have the same address."""
    taken: set[str] = set()
    for section in SECTIONS:
        make = getattr(import_module(section), "pages", None)
        for page in make(site) if make else ():
            for language in LANGUAGES:
                if page.address[language] in taken:
                    raise _taken(page.address[language])
                taken.add(page.address[language])
            yield page


def artefacts(site: Site) -> Iterator[Artefact]:
    """Yield every file of a site that is no page."""
    for section in SECTIONS:
        make = getattr(import_module(section), "artefacts", None)
        yield from make(site) if make else ()


def _taken(address: str) -> GreffeError:
    return GreffeError(
        Text(
            f"{address} : deux pages du site auraient cette adresse.",
            f"{address}: two pages of the site would have this address.",
        ),
        Text("Changez l’un des identifiants.", "Change one of the identifiers."),
    )
