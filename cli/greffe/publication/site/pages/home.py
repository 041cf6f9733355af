"""The home page: what the site holds, in figures, what is new, and the ways into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import CONCEPT
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import (
    AGREEMENTS,
    BODIES,
    CONCEPTS,
    DATA,
    LAW,
    ORGANIZATIONS,
    OVERVIEW,
    QUESTIONS,
    RULES,
    SITUATIONS,
)
from greffe.publication.site.reading import ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.site import Site

_LEAD: Final = Text(
    "Qui reçoit les renseignements personnels que détient un organisme public, pourquoi, et en "
    "vertu de quel article de loi.",
    "Who receives the personal information that a public body holds, why, and under which section "
    "of law.",
)
_FIGURES: Final = {
    "communications": Text("communications sans consentement", "communications without consent"),
    "outside": Text("déclarées à l’extérieur du Québec", "declared outside Québec"),
    "recipients": Text("destinataires et groupes", "recipients and groups"),
    "types": Text("types de renseignements", "types of information"),
    "law": Text("dispositions et textes invoqués", "provisions and instruments cited"),
    "agreements": Text("ententes", "agreements"),
    "files": Text("fichiers de renseignements", "files of information"),
}
"""What is counted, in the order of the page."""

_COUNTED: Final = {
    "outside": Text("question/outside-quebec/", "en/question/outside-quebec/"),
    "recipients": ORGANIZATIONS.address,
    "law": LAW.address,
    "agreements": AGREEMENTS.address,
}
"""Where what is counted is listed, whatever the bodies."""

_EVENTS: Final = {
    "issued": Text("publié", "published"),
    "modified": Text("modifié", "modified"),
    "signed": Text("entente datée", "agreement dated"),
    "amended": Text("entente modifiée", "agreement amended"),
    "since": Text("début d’une communication", "a communication begins"),
}
_NEWEST: Final = 5

_CARDS: Final = {
    SITUATIONS: Text(
        "Étudiante étrangère, garant, réfugié, employée… : qui peut recevoir de vos "
        "renseignements, et vos droits.",
        "Foreign student, sponsor, refugee, employee…: who may receive information about "
        "you, and your rights.",
    ),
    ORGANIZATIONS: Text("Ce que reçoit chaque organisme.", "What each organisation receives."),
    LAW: Text(
        "Les inscriptions qui s’appuient sur chaque article.",
        "The entries that rest on each section.",
    ),
    AGREEMENTS: Text("Parties, dates, communications.", "Parties, dates, communications."),
    QUESTIONS: Text(
        "Des questions toutes prêtes, avec leurs réponses et leurs sources.",
        "Questions ready to ask, with their answers and sources.",
    ),
    OVERVIEW: Text("Les registres en images.", "The registers in pictures."),
    CONCEPTS: Text(
        "Qui reçoit chaque type de renseignement, et quels fichiers le contiennent.",
        "Who receives each type of information, and which files hold it.",
    ),
    RULES: Text(
        "Ce que la vérification demande, et ses constats.", "What the check asks, and finds."
    ),
    DATA: Text("Tout télécharger, en formats ouverts.", "Download everything, in open formats."),
}
"""What each way leads to, in the order of the page."""


def pages(site: Site) -> Iterator[Page]:
    """Yield the home page."""
    del site
    yield Page(
        address=Text("", "en/"),
        kind="home",
        template="home.html.j2",
        title=Text("Registres des renseignements personnels", "Registers of personal information"),
        fill=_fill,
        description=_LEAD,
        whole=True,
        quotes=False,
    )


def _fill(site: Site, language: Language) -> Mapping[str, object]:
    numbers = {each["what"]: each["number"] for each in ask(site.store, "home-figures")}
    dates = [
        each
        for each in ask(site.store, "home-dates")
        if site.addresses.owner(each["thing"]) in site.kinds
    ]
    return {
        "lead": _LEAD,
        "body": site.bodies[0].iri if len(site.bodies) == 1 else None,
        "figures": [
            (numbers[what], name, _listed(site, what, language))
            for what, name in _FIGURES.items()
            if what in numbers
        ],
        "news": [(each["date"], _EVENTS[each["what"]], each["thing"]) for each in dates[:_NEWEST]],
        "cards": _CARDS,
        "documents": [
            (document, kind)
            for body in site.bodies
            for kind, document in (("register", body.register), ("inventory", body.inventory))
            if document in site.kinds
        ]
        if len(site.bodies) == 1
        else [],
    }


def _listed(site: Site, what: str, language: Language) -> str:
    """Return where what a figure counts is listed: in the documents, where there is one body."""
    if what == "types":
        return site.address(f"{CONCEPT}data-type", language) or CONCEPTS.address[language]
    if what in _COUNTED:
        return _COUNTED[what][language]
    found = None
    if len(site.bodies) == 1:
        body = site.bodies[0]
        document = body.register if what == "communications" else body.inventory
        found = site.address(document, language)
    return found or BODIES.address[language]
