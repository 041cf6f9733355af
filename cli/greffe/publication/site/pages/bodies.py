"""The public bodies: the list, and what each of them keeps."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import BODIES
from greffe.publication.site.pages.listing import Group, Item, by_words, count, thing_item
from greffe.publication.site.pages.trail import body_of, body_step
from greffe.publication.site.wording import COMMUNICATIONS, FILES, KIND_PLURALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.bodies import Body
    from greffe.language import Language
    from greffe.publication.site.model import Fill
    from greffe.publication.site.site import Site

Kept = dict[str, tuple[str, ...]]
"""The things that a body keeps, by kind."""

_LEAD: Final = Text(
    "Les organismes publics dont ce site publie les registres.",
    "The public bodies whose registers this site publishes.",
)
_BODY_LEAD: Final = Text(
    "Ce que l’organisme consigne des renseignements personnels qu’il détient et communique.",
    "What the body records of the personal information that it holds and communicates.",
)
_LISTED: Final = ("agreement", "unit", "group", "system", "source")
_DOCUMENTS: Final = {
    "register": (
        "communication",
        COMMUNICATIONS,
        Text(
            "Ce site ne publie aucun registre des communications de cet organisme.",
            "This site publishes no register of communications of this body.",
        ),
    ),
    "inventory": (
        "file",
        FILES,
        Text(
            "Ce site ne publie aucun inventaire des fichiers de cet organisme.",
            "This site publishes no inventory of files of this body.",
        ),
    ),
}
_FORMS: Final = {
    "fr": ("organisme public", "organismes publics"),
    "en": ("public body", "public bodies"),
}
_NONE: Final = Text("aucune inscription", "no entry")


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of bodies and the page of each."""
    kept = what_bodies_keep(site)
    yield Page(
        address=BODIES.address,
        kind="bodies",
        template="listing.html.j2",
        title=BODIES.name,
        fill=_listing(kept),
        description=_LEAD,
        whole=True,
        quotes=False,
    )
    for body in site.bodies:
        name, address = body_step(site, body)
        yield Page(
            address=address,
            kind="body",
            template="body.html.j2",
            title=name,
            fill=_filling(body, kept.get(body.key, {})),
            crumbs=(BODIES,),
            description=_BODY_LEAD,
        )


def what_bodies_keep(site: Site) -> dict[str, Kept]:
    """Return the things below the base of each body, by the key of the body and by kind."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for iri, kind in site.kinds.items():
        body = body_of(site, iri)
        if body is not None:
            found[body.key][kind].append(iri)
    return {key: {kind: tuple(iris) for kind, iris in own.items()} for key, own in found.items()}


def documents(site: Site, kept: Kept, language: Language) -> list[Item]:
    """Return the register and the inventory of a body, with how much each holds."""
    items = []
    for kind, (entries, forms, lacking) in _DOCUMENTS.items():
        found = kept.get(kind, ())
        number = len(kept.get(entries, ()))
        note = count(number, *forms[language], none=_NONE[language])
        items += [thing_item(site, iri, language, note) for iri in found]
        items += [] if found else [Item(lacking[language], None)]
    return items


def _listing(kept: Mapping[str, Kept]) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        items = by_words(
            Item(
                name[language],
                address[language],
                sub=tuple(documents(site, kept.get(body.key, {}), language)),
            )
            for body in site.bodies
            for name, address in [body_step(site, body)]
        )
        title = count(len(items), *_FORMS[language])
        return {"lead": _LEAD, "groups": [Group(title, "bodies", items)] if items else []}

    return fill


def _filling(body: Body, kept: Kept) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        groups = [
            Group(
                KIND_PLURALS[kind][language],
                f"{kind}s",
                by_words(thing_item(site, iri, language) for iri in kept[kind]),
            )
            for kind in _LISTED
            if kind in kept
        ]
        named = {iri for kind in _LISTED for iri in kept.get(kind, ())}
        return {
            "lead": _BODY_LEAD,
            "body_iri": body.iri,
            "documents": documents(site, kept, language),
            "groups": groups,
            "depends": frozenset({body.iri, body.register, body.inventory, *named}),
        }

    return fill
