"""The catalogue of the site's data: DCAT 3 (W3C, 2024), with what DCAT-AP 3 asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES, Text
from greffe.namespaces import DCAT, DCATAP, DCTERMS, FOAF, PROV, RDFS, XSD
from greffe.publication.descriptions.holdings import PROJECT, REGISTERS
from greffe.publication.descriptions.ranges import RANGES
from greffe.publication.descriptions.rights import statement
from greffe.publication.descriptions.statements import TYPE, Statements
from greffe.terms import Literal

if TYPE_CHECKING:
    from greffe.publication.descriptions.files import File, Offer
    from greffe.publication.descriptions.holdings import Holding
    from greffe.publication.site.site import Site
    from greffe.results.model import Graph

SPDX: Final = "http://spdx.org/rdf/terms#"
EU: Final = "http://publications.europa.eu/resource/authority/"
IANA: Final = "https://www.iana.org/assignments/media-types/"
QUEBEC: Final = "https://sws.geonames.org/6115047/"
"""The province of Québec in GeoNames, which DCAT-AP takes where the EU's lists have no name."""

_LANGUAGES: Final = {"fr": f"{EU}language/FRA", "en": f"{EU}language/ENG"}
_THEMES: Final = (f"{EU}data-theme/GOVE", f"{EU}data-theme/JUST")
_KEYWORDS: Final = {
    "register": (
        Text("renseignements personnels", "personal information"),
        Text("communication sans consentement", "communication without consent"),
        Text("accès à l’information", "access to information"),
    ),
    "inventory": (
        Text("renseignements personnels", "personal information"),
        Text("inventaire de fichiers", "inventory of files"),
        Text("accès à l’information", "access to information"),
    ),
}
_TITLE: Final = Text(
    "Registres des renseignements personnels : données ouvertes",
    "Registers of personal information: open data",
)
_ABOUT: Final = Text(
    "Registres de communications et inventaires de fichiers que des organismes publics du Québec "
    "tiennent en vertu de la Loi sur l’accès, avec les vocabulaires et les textes auxquels ils "
    "renvoient.",
    "Registers of communications and inventories of files that public bodies of Québec keep under "
    "the Access Act, with the vocabularies and the instruments that they refer to.",
)


def catalog(site: Site, offered: Offer) -> Graph:
    """Return the catalogue: a dataset for each holding, a distribution for each of its files.

    Only what is known is said: no date that the data do not state, no licence on registers.
    """
    said = Statements()
    name = catalog_iri(site)
    said.link(name, TYPE, f"{DCAT}Catalog")
    said.say(name, f"{DCTERMS}title", _TITLE)
    said.say(name, f"{DCTERMS}description", _ABOUT)
    said.link(name, f"{DCTERMS}publisher", publisher(site))
    said.link(name, f"{DCTERMS}language", *_LANGUAGES.values())
    said.link(name, f"{DCTERMS}spatial", QUEBEC)
    said.link(name, f"{FOAF}homepage", site.base_url)
    said.link(name, f"{DCAT}themeTaxonomy", f"{EU}data-theme")
    said.say(name, f"{DCAT}version", site.version or None)
    _agent(said, site, publisher(site))
    whole = dataset_iri(site)
    said.link(name, f"{DCAT}dataset", whole)
    _whole(said, site, whole, offered)
    for holding, files in offered.parts:
        said.link(name, f"{DCAT}dataset", holding.iri)
        said.link(whole, f"{DCTERMS}hasPart", holding.iri)
        _dataset(said, site, holding)
        for file in files:
            _distribution(said, site, holding.iri, file, holding.license)
    said.classify(RANGES)
    return said.graph()


def catalog_iri(site: Site) -> str:
    """Return the identifier of a site's catalogue."""
    return f"{site.base_url}catalog.ttl#catalog"


def dataset_iri(site: Site) -> str:
    """Return the identifier of the whole graph of a site, as VoID and DCAT name it."""
    return f"{site.base_url}void.ttl#dataset"


def publisher(site: Site) -> str:
    """Return who publishes the catalogue: the body on its own official site, else the project."""
    return site.bodies[0].iri if site.official and len(site.bodies) == 1 else PROJECT


def publisher_name(site: Site) -> Text:
    """Return the name of who publishes the site."""
    return _name(site, publisher(site))


def _whole(said: Statements, site: Site, name: str, offered: Offer) -> None:
    said.link(name, TYPE, f"{DCAT}Dataset")
    said.say(name, f"{DCTERMS}title", Text("Tout le graphe", "The whole graph"))
    said.say(name, f"{DCTERMS}description", _ABOUT)
    said.link(name, f"{DCTERMS}publisher", publisher(site))
    said.link(name, f"{DCTERMS}accessRights", f"{EU}access-right/PUBLIC")
    said.link(name, f"{DCAT}theme", *_THEMES)
    for file in offered.whole:
        _distribution(said, site, name, file, None)


def _dataset(said: Statements, site: Site, holding: Holding) -> None:
    name = holding.iri
    said.link(name, TYPE, f"{DCAT}Dataset")
    said.say(name, f"{DCTERMS}identifier", name)
    said.say(name, f"{DCTERMS}title", holding.title)
    said.say(name, f"{DCTERMS}description", holding.about)
    said.link(name, f"{DCTERMS}publisher", holding.publisher)
    _agent(said, site, holding.publisher)
    said.link(name, f"{DCATAP}applicableLegislation", *holding.legislation)
    said.link(name, f"{PROV}wasDerivedFrom", *holding.sources)
    said.link(name, f"{DCTERMS}accessRights", f"{EU}access-right/PUBLIC")
    said.link(name, f"{DCTERMS}language", *(_LANGUAGES[each] for each in holding.languages))
    said.link(name, f"{DCAT}theme", *_THEMES)
    said.say(name, f"{DCAT}keyword", *_KEYWORDS.get(holding.kind, ()))
    said.link(name, f"{DCTERMS}spatial", QUEBEC if holding.kind in REGISTERS else None)
    if holding.page is not None:
        pages = (site.base_url + holding.page[language] for language in LANGUAGES)
        said.link(name, f"{DCAT}landingPage", *pages)
    for term in ("created", "issued", "modified"):
        day = getattr(holding, term)
        said.say(name, f"{DCTERMS}{term}", None if day is None else Literal(day, f"{XSD}date"))


def _distribution(
    said: Statements, site: Site, dataset: str, file: File, license_: str | None
) -> None:
    url = site.base_url + file.path
    name, measure = f"{url}#distribution", file.measure()
    said.link(dataset, f"{DCAT}distribution", name)
    said.link(name, TYPE, f"{DCAT}Distribution")
    said.say(name, f"{DCTERMS}title", file.title)
    said.link(name, f"{DCAT}accessURL", url)
    said.link(name, f"{DCAT}downloadURL", url)
    said.link(name, f"{DCAT}mediaType", IANA + file.format.media_type)
    said.link(name, f"{DCTERMS}format", f"{EU}file-type/{file.format.authority}")
    if file.compressed:
        said.link(name, f"{DCAT}compressFormat", f"{IANA}application/gzip")
    said.link(name, f"{DCTERMS}conformsTo", file.conforms_to)
    said.say(name, f"{DCAT}byteSize", Literal(str(measure.size), f"{XSD}nonNegativeInteger"))
    checksum = f"{url}#checksum"
    said.link(name, f"{SPDX}checksum", checksum)
    said.link(checksum, TYPE, f"{SPDX}Checksum")
    said.link(checksum, f"{SPDX}algorithm", f"{SPDX}checksumAlgorithm_sha256")
    said.say(checksum, f"{SPDX}checksumValue", Literal(measure.digest, f"{XSD}hexBinary"))
    rights = f"{site.base_url}catalog.ttl#rights-{'words' if license_ is None else 'ours'}"
    said.link(name, f"{DCTERMS}license", license_)
    said.link(name, f"{DCTERMS}rights", rights)
    said.link(rights, TYPE, f"{DCTERMS}RightsStatement")
    said.say(rights, f"{RDFS}label", statement(license_))


def _agent(said: Statements, site: Site, iri: str) -> None:
    said.link(iri, TYPE, f"{FOAF}Agent")
    said.say(iri, f"{FOAF}name", _name(site, iri))


def _name(site: Site, iri: str) -> Text:
    if iri == PROJECT:
        return Text("Projet Greffe", "Greffe project")
    return site.name_of(iri)
