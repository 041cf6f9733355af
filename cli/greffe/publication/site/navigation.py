"""The ways through the site: the pages that lead to others, and the main menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from greffe.language import Text
from greffe.publication.site.addresses import body_address, in_both

if TYPE_CHECKING:
    from greffe.publication.site.site import Site


class Way(NamedTuple):
    """A way to a page: its name and its address from the root of the site, in both languages."""

    name: Text
    address: Text


BODIES: Final = Way(Text("Organismes publics", "Public bodies"), in_both("id/"))
ORGANIZATIONS: Final = Way(Text("Destinataires", "Recipients"), in_both("org/"))
LAW: Final = Way(Text("Droit", "Law"), in_both("law/"))
AGREEMENTS: Final = Way(Text("Ententes", "Agreements"), Text("ententes/", "en/agreements/"))
SITUATIONS: Final = Way(Text("Votre situation", "Your situation"), in_both("situations/"))
QUESTIONS: Final = Way(Text("Questions", "Questions"), in_both("question/"))
OVERVIEW: Final = Way(Text("Portrait", "Overview"), Text("portrait/", "en/overview/"))
CONCEPTS: Final = Way(Text("Vocabulaire", "Vocabulary"), in_both("concept/"))
RULES: Final = Way(Text("Règles", "Rules"), Text("regles/", "en/rules/"))
DATA: Final = Way(Text("Données", "Data"), Text("telecharger/", "en/download/"))

_REGISTERS: Final = {
    "register": Text("Registre", "Register"),
    "inventory": Text("Inventaire", "Inventory"),
}


def ways(site: Site) -> tuple[Way, ...]:
    """Return the ways of the main menu: the registers of a single body, or the list of bodies."""
    common = (ORGANIZATIONS, LAW, AGREEMENTS, SITUATIONS, QUESTIONS, OVERVIEW, DATA)
    if len(site.bodies) != 1:
        return (BODIES, *common)
    (body,) = site.bodies
    registers = (
        Way(name, body_address(body) + Text(f"{key}/", f"{key}/"))
        for key, name in _REGISTERS.items()
        if f"{body.base}/{key}" in site.kinds
    )
    return (*registers, *common)
