"""The ways through the site that every page offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import Text

if TYPE_CHECKING:
    from greffe.publication.site.site import Site

Way = tuple[Text, Text]
"""A name and an address, in both languages."""

_COMMON: Final[tuple[Way, ...]] = (
    (Text("Destinataires", "Recipients"), Text("org/", "en/org/")),
    (Text("Droit", "Law"), Text("law/", "en/law/")),
    (Text("Ententes", "Agreements"), Text("ententes/", "en/agreements/")),
    (Text("Votre situation", "Your situation"), Text("situations/", "en/situations/")),
    (Text("Questions", "Questions"), Text("question/", "en/question/")),
    (Text("Portrait", "Overview"), Text("portrait/", "en/overview/")),
    (Text("Données", "Data"), Text("telecharger/", "en/download/")),
)


def ways(site: Site) -> tuple[Way, ...]:
    """Return the ways of the main menu: the registers of a single body, or the list of bodies."""
    if len(site.bodies) != 1:
        return ((Text("Organismes publics", "Public bodies"), Text("id/", "en/id/")), *_COMMON)
    folder = f"id/{site.bodies[0].key}/"
    registers = tuple(
        (name, Text(f"{folder}{key}/", f"en/{folder}{key}/"))
        for key, name in (
            ("register", Text("Registre", "Register")),
            ("inventory", Text("Inventaire", "Inventory")),
        )
        if f"{site.bodies[0].base}/{key}" in site.kinds
    )
    return (*registers, *_COMMON)
