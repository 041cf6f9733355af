"""The directory of organisations and the description of the MIFI: what the data must hold."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from greffe.namespaces import DCTERMS, FOAF, GREFFE, ORG, RDF, SKOS, VOID
from greffe.resources import data_dir, ontology_dir
from greffe.turtle.writing import serialize

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph

DIRECTORY = data_dir() / "organizations.ttl"
BODY = data_dir() / "mifi" / "body.ttl"
HERE = "https://w3id.org/greffe/org/"
MIFI = "https://w3id.org/greffe/id/mifi/"
NAMED = {
    "IRCC": "Immigration, Réfugiés et Citoyenneté Canada",
    "ASFC": "Agence des services frontaliers du Canada",
    "EDSC": "Emploi et Développement social Canada",
    "RAMQ": "Régie de l'assurance maladie du Québec",
    "SAAQ": "Société de l'assurance automobile du Québec",
    "CNESST": "Commission des normes, de l'équité, de la santé et de la sécurité du travail",
    "MESS": "Ministère de l'Emploi et de la Solidarité sociale",
    "MCN": "Ministère de la Cybersécurité et du Numérique",
    "MSSS": "Ministère de la Santé et des Services sociaux",
}
INDEX = {
    "Direction du développement et de la reconnaissance des compétences",
    "Direction de l'enregistrement et évaluation comparative",
    "Direction de l'immigration d'affaires",
    "Direction de l'immigration familiale et humanitaire",
    "Direction de l'immigration temporaire",
    "Direction de l'immigration des travailleurs qualifiés",
    "Direction générale des opérations d'immigration",
    "Direction des politiques d'immigration permanente",
    "Direction des politiques d'immigration temporaire",
    "Révision administrative",
    "Service de l'analyse des diplômes internationaux",
    "Service-conseil aux candidats à l'immigration (SCCI)",
}


def load(*paths: Path) -> Graph:
    """Parse Turtle files into one graph."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="module")
def directory() -> Graph:
    """Give the directory of organisations."""
    return load(DIRECTORY)


@pytest.fixture(scope="module")
def body() -> Graph:
    """Give the description of the MIFI."""
    return load(BODY)


def subjects(graph: Graph, class_: str) -> set[str]:
    """Return the IRIs of the things of a class, of which there are some."""
    from rdflib import URIRef

    found = {str(each) for each in graph.subjects(URIRef(f"{RDF}type"), URIRef(class_))}
    assert found
    return found


def values(graph: Graph, subject: str, property_: str) -> set[str]:
    """Return the values of a property, as strings."""
    from rdflib import URIRef

    return {str(each) for each in graph.objects(URIRef(subject), URIRef(property_))}


def subjects_of(graph: Graph, property_: str, concept: str) -> set[str]:
    """Return the IRIs that have a concept (``scheme/key``) as value of a property."""
    from rdflib import URIRef

    value = URIRef(f"https://w3id.org/greffe/concept/{concept}")
    return {str(each) for each in graph.subjects(URIRef(property_), value)}


@pytest.mark.parametrize("path", [DIRECTORY, BODY], ids=lambda path: path.name)
def test_a_data_file_is_in_canonical_turtle(path: Path) -> None:
    """Serialising the file again changes nothing."""
    assert serialize(load(path)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "class_", "iri"),
    [
        (DIRECTORY, f"{VOID}Dataset", "https://w3id.org/greffe/org"),
        (BODY, f"{GREFFE}PublicBody", f"{HERE}mifi"),
    ],
    ids=["organizations", "body"],
)
def test_a_data_file_has_one_header(path: Path, class_: str, iri: str) -> None:
    """The named graph of the file is told by the one subject of this class."""
    assert {iri} == subjects(load(path), class_)


def names_in(graph: Graph, subject: str, language: str) -> list[str]:
    """Return the preferred labels of a subject in a language."""
    from rdflib import Literal, URIRef

    names = graph.objects(URIRef(subject), URIRef(f"{SKOS}prefLabel"))
    return [str(n) for n in names if isinstance(n, Literal) and n.language == language]


def test_every_organisation_has_a_plain_key_a_french_name_and_a_kind(
    directory: Graph,
) -> None:
    """Keys are lower-case words joined by hyphens; each concept used exists."""
    kinds = load(
        ontology_dir() / "concepts" / "organization-kind.ttl",
        ontology_dir() / "concepts" / "jurisdiction.ttl",
    )
    concepts = {str(each) for each in kinds.subjects()}
    for iri in subjects(directory, f"{ORG}Organization"):
        assert re.fullmatch(rf"{HERE}[a-z0-9]+(-[a-z0-9]+)*", iri)
        assert 1 == len(names_in(directory, iri, "fr"))
        (kind,) = values(directory, iri, f"{ORG}classification")
        assert {kind} | values(directory, iri, f"{GREFFE}jurisdiction") <= concepts


def test_only_enterprises_may_lack_a_jurisdiction(directory: Graph) -> None:
    """Where a seat was not verified, none is stated, and a note says so or the name is in doubt."""
    suppliers = {
        iri
        for iri in subjects(directory, f"{ORG}Organization")
        if not values(directory, iri, f"{GREFFE}jurisdiction")
    }
    named = {iri.removeprefix(HERE) for iri in suppliers}
    assert 15 == len(named)
    assert {"host-international-of-canada", "desjardins-assurance", "martin-tremblay"} <= named
    assert all(values(directory, iri, f"{SKOS}note") for iri in suppliers)


def test_no_homepage_is_given_from_memory(directory: Graph) -> None:
    """An address that no document prints and nobody checked is not in the directory."""
    from rdflib import URIRef

    assert [] == list(directory.subject_objects(URIRef(f"{FOAF}homepage")))


def test_only_federal_bodies_have_an_english_name(directory: Graph) -> None:
    """Québec bodies are named in French, whatever the language shown."""
    organizations = subjects(directory, f"{ORG}Organization")
    english = {iri for iri in organizations if names_in(directory, iri, "en")}
    federal = subjects_of(directory, f"{GREFFE}jurisdiction", "jurisdiction/ca")
    assert federal == english
    assert 5 == len(federal)


@pytest.mark.parametrize(("acronym", "name"), NAMED.items())
def test_an_acronym_of_the_documents_leads_to_its_body(
    acronym: str, name: str, directory: Graph
) -> None:
    """The acronyms printed in parentheses are those of the bodies printed before them."""
    from rdflib import Literal, URIRef

    (subject,) = directory.subjects(URIRef(f"{GREFFE}acronym"), Literal(acronym, lang="fr"))
    assert name in values(directory, str(subject), f"{SKOS}prefLabel")


def test_a_federal_body_is_no_public_body_of_quebec(directory: Graph) -> None:
    """The Act respecting Access applies to the bodies of Québec only."""
    federal = subjects_of(directory, f"{GREFFE}jurisdiction", "jurisdiction/ca")
    assert set() == federal & subjects(directory, f"{GREFFE}PublicBody")


def test_no_name_leads_to_two_organisations(directory: Graph, body: Graph) -> None:
    """Labels of all kinds are the reader's dictionary: none is ambiguous."""
    from rdflib import URIRef

    owners: dict[str, set[str]] = {}
    for graph in (directory, body):
        for kind in ("prefLabel", "altLabel", "hiddenLabel"):
            for subject, name in graph.subject_objects(URIRef(f"{SKOS}{kind}")):
                if "/unit/" not in str(subject):
                    owners.setdefault(str(name).casefold(), set()).add(str(subject))
    assert {} == {name: who for name, who in owners.items() if len(who) > 1}


def test_the_index_of_the_inventory_is_the_section(body: Graph) -> None:
    """The twelve lines of the index name the twelve units of the section, each once."""
    from rdflib import URIRef

    section = URIRef(f"{MIFI}unit/secteur-immigration-reconnaissance-competences")
    units = {str(each) for each in body.subjects(URIRef(f"{ORG}subOrganizationOf"), section)}
    names = {
        unit: {
            name
            for kind in ("prefLabel", "altLabel", "hiddenLabel")
            for name in values(body, unit, f"{SKOS}{kind}")
        }
        for unit in units
    }
    found = {line: [unit for unit in units if line in names[unit]] for line in INDEX}
    assert 12 == len(units)
    assert [1] * 12 == [len(each) for each in found.values()]
    assert units == {unit for each in found.values() for unit in each}


def test_every_unit_belongs_to_the_ministry(body: Graph) -> None:
    """All units, those named in passing too, are units of the MIFI."""
    for unit in subjects(body, f"{GREFFE}AdministrativeUnit"):
        assert {f"{HERE}mifi"} == values(body, unit, f"{ORG}unitOf")


def test_a_source_document_is_the_file_as_received(body: Graph) -> None:
    """The fingerprint in the data is that of the file kept beside it."""
    for name in ("registre", "inventaire"):
        iri = f"{MIFI}source/{name}"
        (file,) = values(body, iri, f"{DCTERMS}identifier")
        content = (BODY.parent / "sources" / file).read_bytes()
        assert {hashlib.sha256(content).hexdigest()} == values(
            body, iri, "https://schema.org/sha256"
        )


def test_a_natural_person_is_neither_enriched_nor_linked(body: Graph) -> None:
    """A person has a type, the printed name, and a label that does not say it; nothing more."""
    from rdflib import URIRef

    (person,) = subjects(body, f"{FOAF}Person")
    allowed = {f"{RDF}type", f"{FOAF}name", f"{SKOS}hiddenLabel", f"{SKOS}prefLabel"}
    assert allowed == {str(each) for each in body.predicates(URIRef(person))}
    (name,) = values(body, person, f"{FOAF}name")
    assert [] == [label for label in values(body, person, f"{SKOS}prefLabel") if name in label]


def test_notes_exist_in_both_languages(directory: Graph, body: Graph) -> None:
    """Every note of ours is in French and in English."""
    from rdflib import Literal, URIRef

    for graph in (directory, body):
        for kind in ("note", "scopeNote"):
            property_ = URIRef(f"{SKOS}{kind}")
            for subject in set(graph.subjects(property_)):
                said = list(graph.objects(subject, property_))
                assert {"fr", "en"} == {n.language for n in said if isinstance(n, Literal)}
