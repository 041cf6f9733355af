"""The overview of each body: its register in pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe.language import Text
from greffe.publication.pictures.facts import facts_of
from greffe.publication.pictures.flows import flows
from greffe.publication.pictures.heat import heat
from greffe.publication.pictures.neighbourhood import neighbourhood
from greffe.publication.pictures.picture import View
from greffe.publication.pictures.timeline import timeline
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import OVERVIEW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.bodies import Body
    from greffe.language import Language
    from greffe.publication.pictures.picture import Picture
    from greffe.publication.site.model import Fill
    from greffe.publication.site.navigation import Way
    from greffe.publication.site.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Yield the overview of the one body; with several, a list of them and one overview each."""
    if len(site.bodies) == 1:
        yield _page(site, site.bodies[0], OVERVIEW.address, ())
        return
    yield Page(
        address=OVERVIEW.address,
        kind="overview",
        template="portrait.html.j2",
        title=OVERVIEW.name,
        fill=_list,
        whole=True,
        quotes=False,
    )
    for body in site.bodies:
        address = OVERVIEW.address + Text(f"{body.key}/", f"{body.key}/")
        yield _page(site, body, address, (OVERVIEW,))


def pictures(site: Site, body: Body, language: Language, here: str) -> tuple[Picture, ...]:
    """Return the pictures of a body that have something to show, for the page at ``here``."""
    facts = facts_of(site.store)
    found = [make(View(site, language, here), facts, body.iri) for make in (flows, heat, timeline)]
    around = neighbourhood(site, busiest(site, body), language, here)
    return tuple(each for each in (*found, around) if each is not None)


def busiest(site: Site, body: Body) -> str:
    """Return the recipient of most communications of a body; the body itself when there is none."""
    facts = facts_of(site.store)
    counts: dict[str, int] = {}
    for entry in facts.communications(body.iri):
        for recipient in entry.to("recipient"):
            counts[recipient] = counts.get(recipient, 0) + 1
    return min(counts, key=lambda iri: (-counts[iri], iri), default=body.iri)


def _page(site: Site, body: Body, address: Text, crumbs: tuple[Way, ...]) -> Page:
    return Page(
        address=address,
        kind="overview",
        template="portrait.html.j2",
        title=OVERVIEW.name + Text("\u00a0: ", ": ") + site.name_of(body.iri),
        fill=_filling(body, address),
        crumbs=crumbs,
        description=Text(
            "Le registre en images, chacune avec son tableau.",
            "The register in pictures, each with its table.",
        ),
        whole=True,
        quotes=False,
    )


def _filling(body: Body, address: Text) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        return {"bodies": (), "contents": pictures(site, body, language, address[language])}

    return fill


def _list(site: Site, language: Language) -> Mapping[str, object]:
    named = [{"key": body.key, "name": site.label(body.iri, language)} for body in site.bodies]
    return {"bodies": sorted(named, key=lambda body: (body["name"], body["key"])), "contents": ()}
