"""The home page: what the site holds, in figures, and the ways into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe.language import Text
from greffe.publication.site.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Yield the home page."""
    del site
    yield Page(
        address=Text("", "en/"),
        kind="home",
        template="home.html.j2",
        title=Text("Registres des renseignements personnels", "Registers of personal information"),
        fill=_fill,
        whole=True,
    )


def _fill(site: Site, language: Language) -> Mapping[str, object]:
    kinds = list(site.kinds.values())
    return {
        "counts": {kind: kinds.count(kind) for kind in sorted(set(kinds))},
        "body_names": {body.key: site.label(body.iri, language) for body in site.bodies},
    }
