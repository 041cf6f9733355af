"""schema.org in pages: what a thing is, the path to it, and no empty claim."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from tests.publication.descriptions.conftest import BASE_URL, MIFI

from greffe.language import LANGUAGES, Language, Text
from greffe.publication.descriptions.schema_org import TYPES, schema_org
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import Way
from greffe.publication.site.plan import pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.publication.site.site import Site

SCHEMA = Namespace("https://schema.org/")
CRUMBS = (Way(Text("Registre", "Register"), Text("id/mifi/register/", "en/id/mifi/register/")),)


def nothing(_site: Site, _language: Language) -> Mapping[str, object]:
    """Fill no template."""
    return {}


def page(kind: str, subject: str | None, crumbs: tuple[Way, ...] = ()) -> Page:
    """Return a page about a thing."""
    address, title = Text("ici/", "en/here/"), Text("Titre", "Title")
    return Page(address, kind, "x.html.j2", title, nothing, subject, crumbs)


def about(site: Site, kind: str, iri: str, language: Language = "fr") -> dict[str, Any]:
    """Return what a page says of its subject."""
    (found,) = [
        each for each in schema_org(site, page(kind, iri), language)["@graph"] if each["@id"] == iri
    ]
    told: dict[str, Any] = found
    return told


def test_a_register_is_a_dataset_with_its_files(site: Site, contents: dict[str, bytes]) -> None:
    """Published by the ministry; every download is a file of the site."""
    told = about(site, "register", MIFI.register)
    assert "Dataset" == told["@type"]
    assert "GovernmentOrganization" == told["publisher"]["@type"]
    paths = [each["contentUrl"].removeprefix(BASE_URL) for each in told["distribution"]]
    assert "data/mifi/register.csv" in paths
    assert [] == [path for path in paths if path not in contents]


def test_a_register_claims_no_licence(site: Site) -> None:
    """Its document prints none."""
    assert "license" not in about(site, "register", MIFI.register)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("mifi", "GovernmentOrganization"),
        ("ircc", "GovernmentOrganization"),
        ("9248-3023-quebec", "Organization"),
    ],
)
def test_an_organisation_is_a_governments_where_the_directory_says_so(
    key: str, expected: str, site: Site
) -> None:
    """Ministries and public bodies are; an enterprise is an organisation."""
    assert expected == about(site, "organization", f"https://w3id.org/greffe/org/{key}")["@type"]


def test_a_provision_is_legislation_of_its_jurisdiction(site: Site) -> None:
    """Section 67.3 of the Access Act, of Québec, with its official pages."""
    told = about(site, "provision", "https://w3id.org/greffe/law/qc/a-2.1/art/67.3")
    assert ("Legislation", "67.3", "CA-QC") == tuple(
        told[name] for name in ("@type", "legislationIdentifier", "legislationJurisdiction")
    )
    assert all("legisquebec" in address for address in told["sameAs"])


@pytest.mark.parametrize(("language", "name"), [("fr", "Courriel"), ("en", "E-mail")])
def test_a_concept_is_a_term_of_its_list(language: Language, name: str, site: Site) -> None:
    """Named and defined in the language of the page."""
    told = about(site, "concept", "https://w3id.org/greffe/concept/channel/email", language)
    assert ("DefinedTerm", name) == (told["@type"], told["name"])
    assert {"@id": "https://w3id.org/greffe/concept/channel"} == told["inDefinedTermSet"]


def test_an_entry_says_its_number_and_its_register(site: Site) -> None:
    """Communication 5."""
    told = about(site, "communication", MIFI.communication(5))
    assert "C5" == told["identifier"]
    assert {"@id": MIFI.register} == told["isPartOf"]


def test_the_path_to_a_page_ends_with_the_page(site: Site) -> None:
    """Steps are numbered from 1, with absolute addresses."""
    told = schema_org(site, page("communication", MIFI.communication(5), CRUMBS), "en")
    steps = told["@graph"][0]["breadcrumb"]["itemListElement"]
    assert [
        (1, "Register", f"{BASE_URL}en/id/mifi/register/"),
        (2, "Title", f"{BASE_URL}en/here/"),
    ] == [(step["position"], step["name"], step["item"]) for step in steps]


def test_the_home_page_is_the_web_site(site: Site) -> None:
    """And other pages are part of it."""
    told = schema_org(site, page("home", None), "fr")["@graph"]
    assert ["WebPage", "WebSite"] == [each["@type"] for each in told]
    assert {"@id": told[1]["@id"]} == told[0]["isPartOf"]


def test_a_person_is_only_what_the_public_view_calls_it(site: Site) -> None:
    """A natural person has a kind and a label; no name, no page elsewhere."""
    told = about(site, "person", f"{MIFI.base}/person/1")
    assert {"@type", "@id", "name", "url"} == told.keys()
    assert "Personne physique (chercheuse)" == told["name"]


def test_every_page_of_the_site_has_valid_json_ld(site: Site) -> None:
    """A sample of each kind, in both languages: rdflib finds the page and what it is about.

    The context stands for schema.org's own, which a test does not fetch.
    """
    samples = {each.kind: each for each in pages(site)}
    context = {"@vocab": str(SCHEMA)}
    for each in samples.values():
        for language in LANGUAGES:
            told = schema_org(site, each, language)
            assert "https://schema.org" == told["@context"]
            document = json.dumps(told | {"@context": context})
            graph = Graph().parse(data=document, format="json-ld")
            here = URIRef(BASE_URL + each.address[language])
            assert (here, RDF.type, SCHEMA.WebPage) in graph
            if each.subject is not None and each.kind in TYPES:
                assert (URIRef(each.subject), SCHEMA.name, None) in graph
