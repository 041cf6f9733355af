"""The catalogue: what DCAT 3 and DCAT-AP 3 ask is there, and nothing that nobody knows."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, Graph, Literal, Namespace, URIRef
from tests.publication.descriptions.conftest import BASE_URL, MIFI, site_of

from greffe.publication.descriptions.catalog import catalog, catalog_iri, publisher
from greffe.publication.descriptions.files import offer
from greffe.publication.descriptions.rights import OURS, REGISTERS

if TYPE_CHECKING:
    from greffe.publication.site.site import Site
    from greffe.store import Store

SHAPES = Path(__file__).parent / "dcat-ap.ttl"
SPDX = Namespace("http://spdx.org/rdf/terms#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
REGISTER, INVENTORY = URIRef(MIFI.register), URIRef(MIFI.inventory)
SCHEME = URIRef("https://w3id.org/greffe/concept/data-type")
ONTOLOGY = URIRef("https://w3id.org/greffe/ontology")
LICENSE = URIRef("https://creativecommons.org/licenses/by/4.0/")
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


@pytest.fixture(scope="module")
def graph(contents: dict[str, bytes]) -> Graph:
    """Give the catalogue of the bundled data, read by rdflib."""
    return Graph().parse(data=contents["catalog.ttl"], format="turtle")


def test_the_catalogue_holds_what_dcat_ap_asks(graph: Graph) -> None:
    """Mandatory properties, value types and cardinalities of DCAT-AP 3 hold."""
    conforms, _, told = validate(graph, shacl_graph=str(SHAPES))
    assert conforms, told


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ((REGISTER, DCTERMS.title, None), "a dataset without a title"),
        ((REGISTER, DCTERMS.description, None), "a dataset without a description"),
        ((None, DCAT.accessURL, None), "a distribution without an access address"),
        ((None, DCTERMS.publisher, None), "a catalogue without a publisher"),
        ((None, SPDX.checksumValue, None), "a checksum without a value"),
        ((None, DCAT.dataset, None), "a catalogue without datasets"),
        ((LICENSE, RDF.type, None), "a licence that is not said to be one"),
        ((None, RDF.type, DCTERMS.MediaType), "a media type that is not said to be one"),
    ],
)
def test_the_shapes_refuse_a_catalogue_that_lacks(
    graph: Graph, pattern: tuple[URIRef | None, URIRef, URIRef | None], why: str
) -> None:
    """The shapes find what is taken away: they are no formality."""
    poorer = Graph()
    poorer += graph
    poorer.remove(pattern)
    conforms, _, _ = validate(poorer, shacl_graph=str(SHAPES))
    assert not conforms, why


def test_both_syntaxes_of_the_catalogue_say_the_same(
    graph: Graph, contents: dict[str, bytes]
) -> None:
    """Turtle and JSON-LD are one graph."""
    json_ld = Graph().parse(data=contents["catalog.jsonld"], format="json-ld")
    assert graph.isomorphic(json_ld)


def test_every_size_and_checksum_is_that_of_the_file(
    graph: Graph, contents: dict[str, bytes]
) -> None:
    """What the catalogue says of each file is measured again on the bytes of the site."""
    checked = 0
    for distribution in graph.subjects(RDF.type, DCAT.Distribution):
        url = str(graph.value(distribution, DCAT.downloadURL))
        content = contents[url.removeprefix(BASE_URL)]
        checksum = graph.value(distribution, SPDX.checksum)
        assert len(content) == int(str(graph.value(distribution, DCAT.byteSize)))
        assert sha256(content).hexdigest() == str(graph.value(checksum, SPDX.checksumValue))
        checked += 1
    data = [path for path in contents if path.startswith("data/")]
    assert len(data) == checked


def test_a_register_rests_on_the_article_that_asks_for_it(graph: Graph) -> None:
    """Section 67.3 for the register, section 76 for the inventory."""
    law = "https://w3id.org/greffe/law/qc/a-2.1/art/"
    assert URIRef(f"{law}67.3") == graph.value(REGISTER, DCATAP.applicableLegislation)
    assert URIRef(f"{law}76") == graph.value(INVENTORY, DCATAP.applicableLegislation)


def test_no_licence_is_granted_over_words_of_others(graph: Graph) -> None:
    """Distributions of a register have a rights statement in both languages and no licence."""
    for distribution in graph.objects(REGISTER, DCAT.distribution):
        assert graph.value(distribution, DCTERMS.license) is None
        rights = graph.value(distribution, DCTERMS.rights)
        said = {str(each) for each in graph.objects(rights, URIRef(RDFS_LABEL))}
        assert {REGISTERS.fr, REGISTERS.en} == said


def test_our_own_vocabulary_is_under_cc_by(graph: Graph) -> None:
    """Every distribution of a concept scheme says so, and names whom to attribute it to."""
    found = list(graph.objects(SCHEME, DCAT.distribution))
    assert found
    licenses = {str(graph.value(each, DCTERMS.license)) for each in found}
    assert {str(LICENSE)} == licenses
    assert "Greffe" in OURS.fr


def test_only_dates_that_the_data_state_are_given(graph: Graph) -> None:
    """The ontology says when it was issued; the registers print no date and have none here."""
    assert "2026-11-21" == str(graph.value(ONTOLOGY, DCTERMS.issued))
    dates = [DCTERMS.created, DCTERMS.issued, DCTERMS.modified]
    assert [] == [each for each in dates if graph.value(REGISTER, each) is not None]


def test_addresses_are_absolute_and_on_the_site(graph: Graph) -> None:
    """Whoever harvests the catalogue finds pages and files without knowing where it came from."""
    for predicate in (DCAT.accessURL, DCAT.downloadURL, DCAT.landingPage, FOAF.homepage):
        for address in graph.objects(None, predicate):
            assert str(address).startswith(BASE_URL)
            assert urlsplit(str(address)).scheme == "https"


def test_the_publisher_of_a_register_is_the_body(graph: Graph) -> None:
    """The ministry is named, in both languages at least by its French name."""
    owner = graph.value(REGISTER, DCTERMS.publisher)
    assert URIRef(MIFI.iri) == owner
    name = Literal("Ministère de l'Immigration, de la Francisation et de l'Intégration", "fr")
    assert (owner, FOAF.name, name) in graph
    source = URIRef(f"{MIFI.base}/source/registre")
    assert source == graph.value(REGISTER, PROV.wasDerivedFrom)


def test_the_catalogue_is_the_projects_unless_the_body_says_otherwise(site: Site) -> None:
    """On an official site the body publishes it."""
    assert "https://w3id.org/greffe/project" == publisher(site)
    assert MIFI.iri == publisher(site_of(site.store, MIFI, official=True))


def test_a_small_site_has_a_catalogue_too(sample_site: Site, sample_store: Store) -> None:
    """Each graph that is a register, an inventory, a body, an instrument … is a dataset."""
    told = {str(each) for each in catalog(sample_site, offer(sample_site)).triples}
    name = catalog_iri(sample_site)
    for iri in sample_store.graphs():
        assert f"<<( <{name}> <{DCAT.dataset}> <{iri}> )>>" in told
