"""The part of a site that makes identifiers resolve: rules for servers, pages for lost readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.publication.identifiers import apache, missing, nginx, statics
from greffe.publication.identifiers.retired import pages, tombstones
from greffe.publication.identifiers.spaces import Layout
from greffe.publication.site.model import Artefact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site

__all__ = ["artefacts", "pages", "published", "withdrawn"]

_RULES: Final[dict[str, Callable[[Layout], str]]] = {
    ".htaccess": apache.htaccess,
    "_headers": statics.headers,
    "_redirects": statics.redirects,
    "deployment/nginx-maps.conf": nginx.maps,
    "deployment/nginx-site.conf": nginx.site,
    "deployment/retired.txt": lambda layout: "".join(f"{each}\n" for each in layout.retired),
}
_PERMANENT: Final = "deployment/w3id.htaccess"


def artefacts(site: Site) -> Iterator[Artefact]:
    """Yield the rules for each kind of server, and the pages for what is not found.

    Rules for w3id.org need to know where the site is: there are none for a site without an
    address of its own.
    """
    for path, write in _RULES.items():
        yield Artefact(path, _written(write))
    if not Layout(site.base_url).is_permanent:
        yield Artefact(_PERMANENT, _written(apache.w3id))
    yield from missing.artefacts(site)


def layout(site: Site) -> Layout:
    """Return where a site stands, and which of its things are withdrawn."""
    return Layout.of(site.base_url, site.addresses, withdrawn(site))


def published(pages: Iterable[Page]) -> frozenset[str]:
    """Return the identifiers that these pages publish: those of the things they are about."""
    return frozenset(page.subject for page in pages if page.subject is not None)


def withdrawn(site: Site) -> frozenset[str]:
    """Return the identifiers that have a tombstone."""
    return frozenset(each.iri for each in tombstones(site.store))


def _written(write: Callable[[Layout], str]) -> Callable[[Site], bytes]:
    return lambda site: write(layout(site)).encode()
