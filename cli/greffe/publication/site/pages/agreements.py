"""The agreements: parties, dates and communications, on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.publication.descriptions import renewals
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import AGREEMENTS
from greffe.publication.site.pages.listing import MOST, by_name
from greffe.publication.site.reading import ask, grouped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.site import Site

_LEAD: Final = Text(
    "Les ententes que le registre nomme, de la plus récente à la plus ancienne, avec les dates que "
    "leurs mots donnent. Celles que rien ne date viennent ensuite.",
    "The agreements that the register names, the latest first, with the dates that its words give. "
    "Those that nothing dates come after.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement as the table shows it."""

    iri: str
    signed: tuple[str, ...]
    amended: tuple[str, ...]
    renewal: tuple[str, ...]
    parties: tuple[str, ...]
    entries: tuple[str, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of all agreements."""
    del site
    yield Page(
        address=AGREEMENTS.address,
        kind="agreements",
        template="agreements.html.j2",
        title=AGREEMENTS.name,
        fill=_fill,
        description=_LEAD,
        whole=True,
        quotes=False,
    )


def _fill(site: Site, language: Language) -> Mapping[str, object]:
    rows = agreements(site, language)
    dated, undated = [row for row in rows if row.signed], [row for row in rows if not row.signed]
    return {
        "lead": _LEAD,
        "dated": dated[:MOST],
        "other_dated": max(0, len(dated) - MOST),
        "undated": undated[:MOST],
        "other_undated": max(0, len(undated) - MOST),
        "calendar": renewals.PATHS,
    }


def agreements(site: Site, language: Language) -> list[Row]:
    """Return every agreement, the latest first, then by name."""
    found = grouped(ask(site.store, "agreements-all"), "agreement")
    key = by_name(site, language)

    def values(iri: str, name: str) -> tuple[str, ...]:
        said = {each[name] for each in found[iri]} - {""}
        return tuple(sorted(said, key=key))

    rows = [
        Row(
            iri=iri,
            signed=values(iri, "signed"),
            amended=values(iri, "amended"),
            renewal=values(iri, "renewal"),
            parties=values(iri, "party"),
            entries=values(iri, "entry"),
        )
        for iri in sorted(found, key=key)
    ]
    return sorted(rows, key=lambda row: row.signed, reverse=True)
