"""The steps that lead from the home page to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.publication.site.addresses import body_address
from greffe.publication.site.navigation import AGREEMENTS, CONCEPTS, LAW, ORGANIZATIONS, Way
from greffe.publication.site.wording import KIND_NAMES

if TYPE_CHECKING:
    from greffe.bodies import Body
    from greffe.publication.site.site import Site


_LISTS: Final = {
    "organization": ORGANIZATIONS,
    "instrument": LAW,
    "provision": LAW,
    "scheme": CONCEPTS,
    "concept": CONCEPTS,
}
"""The list that leads to each kind of thing, of those that bodies share."""


def body_step(site: Site, body: Body) -> Way:
    """Return the step of a public body."""
    return Way(site.name_of(body.iri), body_address(body))


def thing_step(site: Site, iri: str) -> Way:
    """Return the step of a thing that has a page; ``KeyError`` if it has none."""
    address = site.page_of(iri)
    if address is None:
        raise KeyError(iri)
    return Way(site.name_of(iri), address)


def body_of(site: Site, iri: str) -> Body | None:
    """Return the public body below whose base an identifier stands."""
    return site.keepers.get(site.addresses.base(iri) or "")


def steps_to(site: Site, iri: str) -> tuple[Way, ...]:
    """Return the steps to the page of a thing; ``KeyError`` if it has none."""
    kind = site.kinds[iri]
    body = body_of(site, iri)
    if body is not None:
        return (body_step(site, body), *_within(site, body, kind))
    if kind not in _LISTS:
        return ()
    return (_LISTS[kind], *(thing_step(site, each) for each in _above(site, iri)))


def named_on_the_way(site: Site, iri: str) -> tuple[str, ...]:
    """Return the things that the steps to the page of a thing name: if they change, so does it."""
    body = body_of(site, iri)
    return _above(site, iri) if body is None else (body.iri,)


def _within(site: Site, body: Body, kind: str) -> tuple[Way, ...]:
    documents = {"communication": body.register, "file": body.inventory}
    document = documents.get(kind)
    if document is not None and document in site.kinds:
        key = "register" if kind == "communication" else "inventory"
        return (Way(KIND_NAMES[key], thing_step(site, document).address),)
    return (AGREEMENTS,) if kind == "agreement" else ()


def _above(site: Site, iri: str) -> tuple[str, ...]:
    """Return the instrument of a provision or the scheme of a concept, where it has a page."""
    whole = {
        "provision": iri.partition("/art/")[0].partition("/annexe/")[0],
        "concept": iri.rpartition("/")[0],
    }
    found = whole.get(site.kinds.get(iri, ""), "")
    return (found,) if found in site.kinds else ()
