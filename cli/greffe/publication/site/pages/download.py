"""The page where the data are had: the whole graph, each holding in its formats, descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe.language import Text
from greffe.publication.descriptions.files import offer
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of downloads."""
    del site
    yield Page(
        address=DATA.address,
        kind="download",
        template="download.html.j2",
        title=Text("Télécharger les données", "Download the data"),
        fill=_fill,
        description=Text(
            "Les registres et tout le graphe en CSV, Excel, Turtle, JSON-LD, TriG et N-Quads.",
            "The registers and the whole graph as CSV, Excel, Turtle, JSON-LD, TriG and N-Quads.",
        ),
        whole=True,
        tells_version=True,
        tells_files=True,
    )


def _fill(site: Site, language: Language) -> Mapping[str, object]:
    del language
    offered = offer(site)
    return {"whole": offered.whole, "parts": offered.parts}
