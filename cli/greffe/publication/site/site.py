"""The site being made: its data, its addresses, and the words that its pages share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol

from greffe.language import LANGUAGES, Text
from greffe.namespaces import FOAF, GREFFE, ORG, PROV, RDF, ROOT, SKOS
from greffe.publication.site.addresses import body_address, in_both
from greffe.publication.site.navigation import Way, ways
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.bodies import Body
    from greffe.language import Language
    from greffe.publication.site.addresses import Addresses
    from greffe.publication.site.fingerprints import DataPrints
    from greffe.publication.site.pages.stating import Rule
    from greffe.store import Store

KINDS: Final = {
    f"{GREFFE}Communication": "communication",
    f"{GREFFE}CollectionAgreementEntry": "communication",
    f"{GREFFE}SecondaryUseEntry": "communication",
    f"{GREFFE}PersonalInformationFile": "file",
    f"{GREFFE}CommunicationRegister": "register",
    f"{GREFFE}FileInventory": "inventory",
    f"{GREFFE}Agreement": "agreement",
    f"{GREFFE}ImpactAssessment": "assessment",
    f"{GREFFE}AdministrativeUnit": "unit",
    f"{GREFFE}RecipientGroup": "group",
    f"{GREFFE}InformationSystem": "system",
    f"{GREFFE}WorkRule": "instrument",
    f"{GREFFE}LegalInstrument": "instrument",
    f"{GREFFE}LegalProvision": "provision",
    f"{ORG}Organization": "organization",
    f"{ORG}FormalOrganization": "organization",
    f"{GREFFE}PublicBody": "organization",
    f"{FOAF}Person": "person",
    f"{PROV}Entity": "source",
    f"{SKOS}ConceptScheme": "scheme",
    f"{SKOS}Collection": "concept",
    f"{SKOS}Concept": "concept",
}
"""The kinds of things that have a page, by class; the first that fits counts."""

_SEVERAL: Final = 2
_HOLDS: Final = Text("Registres des renseignements personnels", "Registers of personal information")
_ACRONYM: Final = f"SELECT ?acronym WHERE {{{{ {{thing}} <{GREFFE}acronym> ?acronym }}}}"
_TYPES: Final = f"SELECT DISTINCT ?thing ?type WHERE {{ ?thing <{RDF}type> ?type }}"


class Finding(Protocol):
    """A finding about an entry, as a check gives it."""

    @property
    def rule(self) -> str:
        """Return the code of the rule."""
        ...

    @property
    def severity(self) -> str:
        """Return violation, warning or info."""
        ...

    @property
    def entity(self) -> str:
        """Return the thing it is about."""
        ...

    @property
    def message(self) -> Text:
        """Return what was found."""
        ...

    @property
    def remedy(self) -> Text | None:
        """Return what to do."""
        ...


@dataclass(eq=False)
class Site:
    """One site: where its data are read, where things have their places, what it is called.

    ``store`` is the public view: natural persons masked, confidential entries gone.  ``base_url``
    is the absolute address of the root, ending with ``/``.  ``official`` takes away the banner
    that says that the site is not official.  ``style`` is a style sheet of the body's own.
    """

    store: Store
    addresses: Addresses
    bodies: tuple[Body, ...]
    base_url: str = ROOT
    official: bool = False
    findings: tuple[Finding, ...] = ()
    rules: tuple[Rule, ...] = ()
    masked: bool = True
    has_search: bool = False
    style: str = ""

    @cached_property
    def name(self) -> Text:
        """What the site is called: by its body where it is that body's own, else by what it holds.

        A site that is not official does not go by the name of a public body.
        """
        if len(self.bodies) != 1:
            return Text("Registres des organismes publics", "Registers of public bodies")
        if self.official:
            return self.name_of(self.bodies[0].iri)
        acronym = self._acronym(self.bodies[0].iri)
        return _HOLDS + Text(f" ({acronym})", f" ({acronym})") if acronym else _HOLDS

    def _acronym(self, iri: str) -> str:
        rows = self.store.select(_ACRONYM.format(thing=Iri(iri))).rows
        return min((row[0].value for row in rows if isinstance(row[0], Literal)), default="")

    @cached_property
    def keepers(self) -> Mapping[str, Body]:
        """Each body by the base of what it keeps, ending with ``/``."""
        return {f"{body.base}/": body for body in self.bodies}

    @cached_property
    def menu(self) -> tuple[Way, ...]:
        """The main menu."""
        return ways(self)

    @property
    def version(self) -> str:
        """The content hash of the data."""
        return self.store.version

    @cached_property
    def size(self) -> int:
        """How many statements the graph has."""
        return len(self.store)

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind of each thing that has a page, by its identifier, sorted."""
        order = {name: rank for rank, name in enumerate(KINDS)}
        found: dict[str, str] = {}
        for thing, type_ in self.store.select(_TYPES).rows:
            if isinstance(thing, Iri) and isinstance(type_, Iri) and type_.value in KINDS:
                known = found.get(thing.value)
                if known is None or order[type_.value] < order[known]:
                    found[thing.value] = type_.value
        placed = sorted(iri for iri in found if self._has_folder(iri))
        return {iri: KINDS[found[iri]] for iri in placed}

    @cached_property
    def labels(self) -> Mapping[Language, Mapping[str, str]]:
        """What each thing is called, in each language."""
        from greffe.publication.site.naming import all_labels, told_apart

        found = {language: all_labels(self.store, language) for language in LANGUAGES}
        if len(self.bodies) < _SEVERAL:
            return found
        keepers = {body.base: self._acronym(body.iri) or body.key for body in self.bodies}
        return {language: told_apart(names, keepers) for language, names in found.items()}

    @cached_property
    def french_only(self) -> frozenset[str]:
        """The things that English pages call by their French name."""
        from greffe.publication.site.naming import french_only

        return french_only(self.store)

    @cached_property
    def french_addresses(self) -> frozenset[str]:
        """The addresses of English pages that go by a French name."""
        things = (self.address(iri, "en") for iri in self.french_only)
        bodies = (body_address(body).en for body in self.bodies if body.iri in self.french_only)
        return frozenset({*filter(None, things), *bodies})

    @cached_property
    def data_prints(self) -> DataPrints:
        """Numbers that tell what changes in the data."""
        from greffe.publication.site.fingerprints import data_prints

        return data_prints(self)

    @cached_property
    def by_entity(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings about each thing."""
        found: dict[str, list[Finding]] = {}
        for each in self.findings:
            found.setdefault(self.addresses.owner(each.entity), []).append(each)
        return {iri: tuple(group) for iri, group in found.items()}

    def things(self, kind: str) -> tuple[str, ...]:
        """Return the identifiers of the things of a kind, sorted."""
        return tuple(iri for iri, known in self.kinds.items() if known == kind)

    def label(self, iri: str, language: Language) -> str:
        """Return what a thing is called; where nothing says it, the end of its identifier."""
        from greffe.facts import thing_name

        known = self.labels[language].get(iri) or thing_name(iri, language)
        return known or iri.rstrip("/#").rpartition("/")[2].rpartition("#")[2]

    def name_of(self, iri: str) -> Text:
        """Return what a thing is called, in both languages."""
        return Text(self.label(iri, "fr"), self.label(iri, "en"))

    def address(self, iri: str, language: Language) -> str | None:
        """Return where the page that speaks of a thing is, from the root of the site."""
        page = self.page_of(iri)
        return None if page is None else page[language]

    def page_of(self, iri: str) -> Text | None:
        """Return where the page that speaks of a thing is, in both languages."""
        if iri not in self._pages:
            self._pages[iri] = self._page_of(iri)
        return self._pages[iri]

    @cached_property
    def _pages(self) -> dict[str, Text | None]:
        return {}

    def _page_of(self, iri: str) -> Text | None:
        place = self.addresses.place(iri)
        if place is None or not (self._is_term(iri) or self.addresses.owner(iri) in self.kinds):
            return None
        return in_both(str(place))

    def _has_folder(self, iri: str) -> bool:
        place = self.addresses.place(iri)
        return place is not None and bool(place.folder) and not place.fragment

    @staticmethod
    def _is_term(iri: str) -> bool:
        return iri.startswith((GREFFE, f"{ROOT}shapes#"))
