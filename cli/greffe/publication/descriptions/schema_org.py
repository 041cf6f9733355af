"""What search engines read in a page: schema.org as JSON-LD, one graph a page.

The page itself with the path to it, and the thing that it is about.  A natural person is only ever
what the public view calls it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from greffe.namespaces import CONCEPT, DCTERMS, ELI, GREFFE, ORG, RDFS, ROOT, SKOS
from greffe.publication.identifiers.formats import TYPES as MEDIA_TYPES
from greffe.publication.site.reading import said
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.language import Language
    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site
    from greffe.store import Store
    from greffe.terms import Term

CONTEXT: Final = "https://schema.org"
TYPES: Final = {
    "register": "Dataset",
    "inventory": "Dataset",
    "organization": "Organization",
    "unit": "Organization",
    "group": "Organization",
    "person": "Person",
    "instrument": "Legislation",
    "provision": "Legislation",
    "concept": "DefinedTerm",
    "scheme": "DefinedTermSet",
    "system": "SoftwareApplication",
    "communication": "CreativeWork",
    "file": "CreativeWork",
    "agreement": "CreativeWork",
    "assessment": "CreativeWork",
    "source": "DigitalDocument",
}
"""What each kind of thing is for schema.org."""

PUBLIC: Final = frozenset(
    f"{CONCEPT}organization-kind/{key}"
    for key in ("ministere-qc", "organisme-qc", "ministere-federal", "organisme-federal")
)
"""Kinds of organisations that are part of a government."""

_JURISDICTIONS: Final = {"qc": "CA-QC", "ca": "CA"}
_FORMATS: Final = ("ttl", "jsonld", "csv", "xlsx")
Facts = dict[str, list["Term"]]


def schema_org(site: Site, page: Page, language: Language) -> dict[str, Any]:
    """Return the JSON-LD of a page in a language, for ``<script type="application/ld+json">``."""
    address = site.base_url + page.address[language]
    web_page = {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": page.title[language],
        "description": None if page.description is None else page.description[language],
        "inLanguage": language,
        "isPartOf": {"@id": f"{site.base_url}#site"},
        "breadcrumb": _crumbs(site, page, language),
    }
    graph = [web_page]
    if page.subject is not None and page.kind in TYPES:
        web_page["mainEntity"] = {"@id": page.subject}
        graph.append(_thing(site, page.subject, page.kind, language) | {"url": address})
    if page.kind == "home":
        graph.append(_web_site(site, page, language))
    return {"@context": CONTEXT, "@graph": [_known(each) for each in graph]}


def _web_site(site: Site, page: Page, language: Language) -> dict[str, Any]:
    return {
        "@type": "WebSite",
        "@id": f"{site.base_url}#site",
        "url": site.base_url,
        "name": page.title[language],
        "inLanguage": ["fr", "en"],
    }


def _crumbs(site: Site, page: Page, language: Language) -> dict[str, Any] | None:
    """Return the path to the page (schema.org BreadcrumbList); the home page has none."""
    if not page.crumbs:
        return None
    steps = [*page.crumbs, (page.title, page.address)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name[language],
                "item": site.base_url + address[language],
            }
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }


def _thing(site: Site, iri: str, kind: str, language: Language) -> dict[str, Any]:
    said = {"@type": TYPES[kind], "@id": iri, "name": site.label(iri, language)}
    facts = _facts(site.store, iri)
    match kind:
        case "register" | "inventory":
            return said | _dataset(site, iri, facts, language)
        case "organization" | "unit" | "group":
            return said | _organization(facts)
        case "instrument" | "provision":
            return said | _legislation(iri, facts)
        case "concept":
            return said | _concept(facts, language)
        case "communication" | "file" | "agreement":
            number = _word(facts, f"{DCTERMS}identifier")
            return said | {"identifier": number, "isPartOf": _whole(facts)}
        case _:
            return said


def _dataset(site: Site, iri: str, facts: Facts, language: Language) -> dict[str, Any]:
    stem = next((f"data/{b.key}/" for b in site.bodies if iri in (b.register, b.inventory)), None)
    name = iri.rpartition("/")[2]
    files = [
        {
            "@type": "DataDownload",
            "contentUrl": f"{site.base_url}{stem}{name}.{suffix}",
            "encodingFormat": MEDIA_TYPES[suffix],
        }
        for suffix in _FORMATS
        if stem is not None
    ]
    return {
        "description": _word(facts, f"{DCTERMS}description"),
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        "publisher": next(
            (
                {"@type": "GovernmentOrganization", "@id": each, "name": site.label(each, language)}
                for each in _iris(facts, f"{DCTERMS}publisher")
            ),
            None,
        ),
        "distribution": files,
    }


def _organization(facts: Facts) -> dict[str, Any]:
    said: dict[str, Any] = {"alternateName": _word(facts, f"{GREFFE}acronym")}
    if PUBLIC.intersection(_iris(facts, f"{ORG}classification")):
        said["@type"] = "GovernmentOrganization"
    above = _iris(facts, f"{ORG}subOrganizationOf") or _iris(facts, f"{ORG}unitOf")
    return said | {"parentOrganization": _first(above)}


def _legislation(iri: str, facts: Facts) -> dict[str, Any]:
    jurisdiction = iri.removeprefix(f"{ROOT}law/").partition("/")[0]
    number = _word(facts, f"{ELI}id_local") or _word(facts, f"{ELI}number")
    return {
        "legislationIdentifier": number,
        "legislationJurisdiction": _JURISDICTIONS.get(jurisdiction),
        "sameAs": sorted(_iris(facts, f"{RDFS}seeAlso")),
        "isPartOf": _whole(facts),
    }


def _concept(facts: Facts, language: Language) -> dict[str, Any]:
    return {
        "description": _word(facts, f"{SKOS}definition", language),
        "inDefinedTermSet": _first(_iris(facts, f"{SKOS}inScheme")),
        "sameAs": sorted(_iris(facts, f"{SKOS}exactMatch")),
    }


def _whole(facts: Facts) -> dict[str, str] | None:
    return _first(_iris(facts, f"{DCTERMS}isPartOf"))


@lru_cache(maxsize=2)
def _facts(store: Store, iri: str) -> Facts:
    """Return what is said of a thing, asked once for its pages in both languages."""
    found: Facts = {}
    for name, value in sorted(said(store, iri).get(iri, ()), key=str):
        found.setdefault(name, []).append(value)
    return found


def _iris(facts: Facts, name: str) -> list[str]:
    return [term.value for term in facts.get(name, ()) if isinstance(term, Iri)]


def _first(iris: list[str]) -> dict[str, str] | None:
    return {"@id": iris[0]} if iris else None


def _word(facts: Facts, name: str, language: Language = "fr") -> str | None:
    """Return a value in the language, else in whatever language there is."""
    words = [term for term in facts.get(name, ()) if isinstance(term, Literal)]
    own = [term for term in words if term.language == language]
    return next((term.value for term in (*own, *words)), None)


def _known(said: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {name: value for name, value in said.items() if value not in (None, [])}
