"""The search page, which runs in the reader's browser and asks no server anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.publication.search.index import is_whole
from greffe.publication.site.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.site import Site

ADDRESS: Final = Text("recherche/", "en/search/")
"""Where the search page is; it takes the words as ``q`` and the kind of page as ``kind``."""

_LEAD: Final = Text(
    "Cherche dans toutes les pages, par les mots des documents, les noms, les sigles et les "
    "synonymes du vocabulaire. Votre navigateur cherche lui-même, sans service de recherche.",
    "Searches all pages, by the words of the documents, names, acronyms and the synonyms of the "
    "vocabulary. Your browser searches by itself, without any search service.",
)


def pages(site: Site) -> Iterator[Page]:
    """Yield the search page; a site without an index says so there and offers its lists."""
    del site
    yield Page(
        address=ADDRESS,
        kind="search",
        template="search.html.j2",
        title=Text("Recherche", "Search"),
        fill=_fill,
        description=_LEAD,
        whole=True,
        quotes=False,
    )


def _fill(site: Site, language: Language) -> Mapping[str, object]:
    del language
    return {"lead": _LEAD, "whole": is_whole(site)}
