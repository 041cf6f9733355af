"""The steps that lead from the home page to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES, Text
from greffe.publication.site.wording import KIND_NAMES

if TYPE_CHECKING:
    from greffe.bodies import Body
    from greffe.publication.site.site import Site

Step = tuple[Text, Text]
"""A name and an address, in both languages."""

BODIES: Final[Step] = (Text("Organismes publics", "Public bodies"), Text("id/", "en/id/"))
ORGANIZATIONS: Final[Step] = (Text("Destinataires", "Recipients"), Text("org/", "en/org/"))
LAW: Final[Step] = (Text("Droit", "Law"), Text("law/", "en/law/"))
CONCEPTS: Final[Step] = (Text("Vocabulaire", "Vocabulary"), Text("concept/", "en/concept/"))
AGREEMENTS: Final[Step] = (Text("Ententes", "Agreements"), Text("ententes/", "en/agreements/"))
SITUATIONS: Final[Step] = (
    Text("Votre situation", "Your situation"),
    Text("situations/", "en/situations/"),
)
RULES: Final[Step] = (Text("Règles", "Rules"), Text("regles/", "en/rules/"))


def body_step(site: Site, body: Body) -> Step:
    """Return the step of a public body."""
    name = Text(*(site.label(body.iri, language) for language in LANGUAGES))
    return name, Text(f"id/{body.key}/", f"en/id/{body.key}/")


def thing_step(site: Site, iri: str) -> Step:
    """Return the step of a thing that has a page; ``KeyError`` if it has none."""
    addresses = [site.address(iri, language) for language in LANGUAGES]
    if None in addresses:
        raise KeyError(iri)
    names = (site.label(iri, language) for language in LANGUAGES)
    return Text(*names), Text(*map(str, addresses))


def body_of(site: Site, iri: str) -> Body | None:
    """Return the public body below whose base an identifier stands."""
    return site.keepers.get(site.addresses.base(iri) or "")


def steps_to(site: Site, iri: str) -> tuple[Step, ...]:
    """Return the steps to the page of a thing; ``KeyError`` if it has none."""
    kind = site.kinds[iri]
    body = body_of(site, iri)
    if body is not None:
        return (body_step(site, body), *_within(site, body, kind))
    shared = {"organization": ORGANIZATIONS, "instrument": LAW, "scheme": CONCEPTS}
    if kind in shared:
        return (shared[kind],)
    first = {"provision": LAW, "concept": CONCEPTS}
    if kind in first:
        return (first[kind], *(thing_step(site, each) for each in _above(site, iri)))
    return ()


def named_on_the_way(site: Site, iri: str) -> tuple[str, ...]:
    """Return the things that the steps to the page of a thing name: if they change, so does it."""
    body = body_of(site, iri)
    return _above(site, iri) if body is None else (body.iri,)


def _within(site: Site, body: Body, kind: str) -> tuple[Step, ...]:
    documents = {"communication": body.register, "file": body.inventory}
    document = documents.get(kind)
    if document is not None and document in site.kinds:
        _, address = thing_step(site, document)
        key = "register" if kind == "communication" else "inventory"
        return ((KIND_NAMES[key], address),)
    return (AGREEMENTS,) if kind == "agreement" else ()


def _above(site: Site, iri: str) -> tuple[str, ...]:
    """Return the instrument of a provision or the scheme of a concept, where it has a page."""
    whole = {
        "provision": iri.partition("/art/")[0].partition("/annexe/")[0],
        "concept": iri.rpartition("/")[0],
    }
    found = whole.get(site.kinds.get(iri, ""), "")
    return (found,) if found in site.kinds else ()
