"""The page that says how the site is made, what it does not say, and how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.publication.descriptions.rights import REGISTERS
from greffe.publication.site.model import Page
from greffe.publication.site.pages.listing import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.site import Site

_LEAD: Final = Text(
    "D’où viennent les données, comment elles sont lues, ce que le site ne dit pas, et comment le "
    "citer.",
    "Where the data come from, how they are read, what the site does not say, and how to cite it.",
)
_LISTED: Final = 20
"""How many source documents are listed; a larger site leaves them to the pages of its bodies."""


def pages(site: Site) -> Iterator[Page]:
    """Yield the page about the site."""
    del site
    yield Page(
        address=Text("a-propos/", "en/about/"),
        kind="about",
        template="about.html.j2",
        title=Text("À propos de ce site", "About this site"),
        fill=_fill,
        description=_LEAD,
        whole=True,
        quotes=False,
        tells_version=True,
    )


def _fill(site: Site, language: Language) -> Mapping[str, object]:
    documents = sorted(site.things("source"), key=by_name(site, language))
    return {
        "lead": _LEAD,
        "documents": documents if len(documents) <= _LISTED else [],
        "rights": REGISTERS,
        "example": next(iter(site.things("communication")), None),
    }
