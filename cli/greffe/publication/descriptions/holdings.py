"""What a site has to offer as data: one holding for each named graph, and the questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES, Text
from greffe.namespaces import (
    CONCEPT,
    DCATAP,
    DCTERMS,
    GREFFE,
    LAW,
    ORGANIZATION,
    OWL,
    PROV,
    QUESTION,
    RDF,
    ROOT,
    SKOS,
    VOID,
)
from greffe.publication.site.addresses import in_both
from greffe.publication.site.reading import page_query
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.bodies import Body
    from greffe.language import Language
    from greffe.publication.site.site import Site
    from greffe.terms import Term

CC_BY: Final = "https://creativecommons.org/licenses/by/4.0/"
DATA: Final = "data/"
"""The folder of the site that holds whole sets of data."""

PROJECT: Final = f"{ROOT}project"

KINDS: Final = {
    f"{GREFFE}CommunicationRegister": "register",
    f"{GREFFE}FileInventory": "inventory",
    f"{GREFFE}PublicBody": "body",
    f"{GREFFE}WorkRule": "instrument",
    f"{GREFFE}LegalInstrument": "instrument",
    f"{SKOS}ConceptScheme": "scheme",
    f"{VOID}Dataset": "directory",
    f"{OWL}Ontology": "ontology",
}
"""The kinds of holdings, by the class of the graph's own subject; the first that fits counts."""

REGISTERS: Final = frozenset({"register", "inventory"})
"""The kinds that a public body must keep, and that have official columns."""

_ABOUT: Final = {
    "register": Text(
        "Communications de renseignements personnels faites sans le consentement des personnes "
        "concernées, telles que l’organisme les inscrit à son registre : le texte de chaque case "
        "et ce qui en est compris.",
        "Communications of personal information made without the consent of the persons "
        "concerned, as the body enters them in its register: the text of each cell and what is "
        "understood from it.",
    ),
    "inventory": Text(
        "Fichiers de renseignements personnels que l’organisme détient, tels qu’il les décrit à "
        "son inventaire : le texte de chaque case et ce qui en est compris.",
        "Files of personal information that the body holds, as it describes them in its "
        "inventory: the text of each cell and what is understood from it.",
    ),
    "body": Text(
        "Unités administratives, systèmes, ententes et groupes que nomment les registres de "
        "l’organisme.",
        "Administrative units, systems, agreements and groups that the body’s registers name.",
    ),
    "instrument": Text(
        "Numéros et titres des dispositions sur lesquelles les registres se fondent, avec leurs "
        "liens ; jamais leur texte.",
        "Numbers and titles of the provisions on which the registers rest, with their links; "
        "never their text.",
    ),
    "scheme": Text("Liste de concepts, en français et en anglais.", "Concepts in two languages."),
    "directory": Text("Organismes que nomment les registres.", "Organisations in the registers."),
    "ontology": Text("Classes et propriétés.", "Classes and properties."),
    "questions": Text(
        "Questions que l’on pose aux registres, avec leurs requêtes SPARQL.",
        "Questions asked of the registers, with their SPARQL queries.",
    ),
}
_ENGLISH_TITLES: Final = {
    "register": "Register of communications without consent",
    "inventory": "Inventory of files of personal information",
}


@dataclass(frozen=True, slots=True)
class Holding:
    """One set of data, such as a register, an inventory, a concept scheme or an instrument.

    ``stem`` is where its files are (``data/mifi/register``, without suffix), ``page`` the address
    of its page from the root in each language, where it has one.  Dates are those that the data
    state, else ``None``; ``license`` is ``None`` for registers, whose documents print no terms of
    use.
    """

    iri: str
    kind: str
    title: Text
    about: Text
    stem: str
    page: Text | None
    publisher: str
    license: str | None
    body: Body | None = None
    legislation: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    created: str | None = None
    issued: str | None = None
    modified: str | None = None
    languages: tuple[Language, ...] = LANGUAGES


def holdings(site: Site) -> tuple[Holding, ...]:
    """Return what the site offers: every graph of the store in order, the questions last."""
    headers: dict[str, dict[str, list[Term]]] = {}
    for graph, name, value in site.store.select(page_query("dcat-headers")).rows:
        if isinstance(graph, Iri) and isinstance(name, Iri) and value is not None:
            headers.setdefault(graph.value, {}).setdefault(name.value, []).append(value)
    found = (_holding(site, iri, said) for iri, said in headers.items())
    return (*(each for each in found if each is not None), _questions())


def _holding(site: Site, iri: str, said: Mapping[str, list[Term]]) -> Holding | None:
    types = _iris(said, f"{RDF}type")
    kind = next((name for class_, name in KINDS.items() if class_ in types), None)
    if kind is None:
        return None
    body = next(
        (each for each in site.bodies if iri in (each.iri, each.register, each.inventory)), None
    )
    kept = kind in REGISTERS
    told = None if kept else _words(said, f"{DCTERMS}description")
    return Holding(
        iri=iri,
        kind=kind,
        title=_title(site, iri, kind, body),
        about=told or _ABOUT[kind],
        stem=_stem(iri, kind, body),
        page=_page(site, iri),
        publisher=next(iter(_iris(said, f"{DCTERMS}publisher")), PROJECT),
        license=None if kept else CC_BY,
        body=body,
        legislation=_iris(said, f"{DCATAP}applicableLegislation"),
        sources=_iris(said, f"{PROV}wasDerivedFrom"),
        created=_first(said, f"{DCTERMS}created"),
        issued=_first(said, f"{DCTERMS}issued"),
        modified=_first(said, f"{DCTERMS}modified"),
        languages=("fr",) if kept else LANGUAGES,
    )


def _questions() -> Holding:
    title = Text("Questions posées aux registres", "Questions asked of the registers")
    return Holding(
        iri=QUESTION.rstrip("/"),
        kind="questions",
        title=title,
        about=_ABOUT["questions"],
        stem=f"{DATA}questions",
        page=Text("interroger/", "en/query/"),
        publisher=PROJECT,
        license=CC_BY,
    )


def _title(site: Site, iri: str, kind: str, body: Body | None) -> Text:
    name = site.name_of(iri)
    if body is None or kind not in REGISTERS:
        return name
    owner = site.name_of(body.iri)
    return Text(f"{name.fr} – {owner.fr}", f"{_ENGLISH_TITLES[kind]} – {owner.en}")


def _stem(iri: str, kind: str, body: Body | None) -> str:
    if body is not None:
        return f"{DATA}{body.key}/{kind}"
    folders = {CONCEPT: "concepts/", LAW: "law/"}
    for space, folder in folders.items():
        if iri.startswith(space):
            return f"{DATA}{folder}{iri.removeprefix(space).replace('/', '-')}"
    if iri == ORGANIZATION.rstrip("/"):
        return f"{DATA}organizations"
    return DATA + iri.removeprefix(ROOT).replace("/", "-")


def _page(site: Site, iri: str) -> Text | None:
    if iri == GREFFE.rstrip("#"):
        return in_both("ontology/")
    return site.page_of(iri)


def _words(said: Mapping[str, list[Term]], name: str) -> Text | None:
    words = {
        term.language: term.value
        for term in said.get(name, ())
        if isinstance(term, Literal) and term.language in LANGUAGES
    }
    return Text(words["fr"], words["en"]) if len(words) == len(LANGUAGES) else None


def _iris(said: Mapping[str, list[Term]], name: str) -> tuple[str, ...]:
    return tuple(term.value for term in said.get(name, ()) if isinstance(term, Iri))


def _first(said: Mapping[str, list[Term]], name: str) -> str | None:
    return next((term.value for term in said.get(name, ()) if isinstance(term, Literal)), None)
