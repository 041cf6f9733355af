"""The headers of the files: what a reuser reads first, and what names each graph."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, XSD, Graph, Literal, URIRef

from greffe import resources
from greffe.namespaces import CONCEPT, GREFFE

if TYPE_CHECKING:
    from pathlib import Path

ONTOLOGY = resources.ontology_dir()
CONCEPTS = sorted((ONTOLOGY / "concepts").glob("*.ttl"))
VOCABULARY = [*sorted(ONTOLOGY.glob("*.ttl")), *CONCEPTS]
IRI = URIRef("https://w3id.org/greffe/ontology")
HEADER_TYPES = {OWL.Ontology, SKOS.ConceptScheme}
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
SCHEMES = [
    "access-role",
    "channel",
    "citation-status",
    "communication-purpose",
    "data-category",
    "data-source",
    "data-type",
    "frequency",
    "jurisdiction",
    "medium",
    "organization-kind",
    "person-category",
    "purpose",
    "security-measure",
    "situation",
]


def test_the_header_says_what_a_reuser_needs(ontology: Graph) -> None:
    """Who, when, under which licence, which version, how to cite, which prefix."""
    wanted = [
        DCTERMS.abstract,
        DCTERMS.bibliographicCitation,
        DCTERMS.created,
        DCTERMS.creator,
        DCTERMS.description,
        DCTERMS.issued,
        DCTERMS.license,
        DCTERMS.modified,
        DCTERMS.publisher,
        DCTERMS.title,
        OWL.versionIRI,
        OWL.versionInfo,
        VANN.preferredNamespacePrefix,
        VANN.preferredNamespaceUri,
        RDFS.label,
    ]

    assert [path for path in wanted if (IRI, path, None) not in ontology] == []


def test_the_header_speaks_both_languages() -> None:
    """Every text with a language in a header exists in French and in English."""
    for path in VOCABULARY:
        graph = Graph().parse(path)
        header = next(s for t in HEADER_TYPES for s in graph.subjects(RDF.type, t))
        spoken: dict[object, set[str]] = {}
        for predicate, value in graph.predicate_objects(header):
            if (
                isinstance(value, Literal)
                and value.language
                and predicate != URIRef(GREFFE + "ignoredText")
            ):
                spoken.setdefault(predicate, set()).add(value.language)
        assert {predicate: {"fr", "en"} for predicate in spoken} == spoken, path.name


def test_the_version_iri_ends_with_the_version(ontology: Graph) -> None:
    """The address of the version is that of the ontology followed by its number."""
    version = ontology.value(IRI, OWL.versionInfo)

    assert ontology.value(IRI, OWL.versionIRI) == URIRef(f"{IRI}/{version}")


def test_dates_come_in_order(ontology: Graph) -> None:
    """The ontology is created, then issued, then modified; all three are days."""
    dates = [
        ontology.value(IRI, path) for path in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified)
    ]
    days = [date for date in dates if isinstance(date, Literal)]

    assert [XSD.date] * 3 == [date.datatype for date in days]
    assert all(str(earlier) <= str(later) for earlier, later in pairwise(days))


def test_the_namespace_of_the_header_is_that_of_the_terms(ontology: Graph) -> None:
    """Every class and property begins with the preferred namespace."""
    terms = {str(term) for kind in KINDS for term in ontology.subjects(RDF.type, kind)}

    assert str(ontology.value(IRI, VANN.preferredNamespaceUri)) == GREFFE
    assert [term for term in terms if not term.startswith(GREFFE)] == []


def test_it_is_said_that_the_addresses_do_not_resolve_yet(ontology: Graph) -> None:
    """An honest header tells that the w3id names are not registered."""
    notes = {
        note.language: str(note)
        for note in ontology.objects(IRI, SKOS.editorialNote)
        if isinstance(note, Literal)
    }

    assert {"fr", "en"} == set(notes)
    assert "not registered" in notes["en"]
    assert "pas encore enregistrées" in notes["fr"]


@pytest.mark.parametrize("path", VOCABULARY, ids=lambda path: path.stem)
def test_a_file_is_one_graph_with_one_header(path: Path) -> None:
    """Exactly one subject of a file is an ontology or a concept scheme: it names the graph."""
    graph = Graph().parse(path)
    headers = {subject for kind in HEADER_TYPES for subject in graph.subjects(RDF.type, kind)}

    assert len(headers) == 1


@pytest.mark.parametrize("path", CONCEPTS, ids=lambda path: path.stem)
def test_a_scheme_is_named_as_its_file(path: Path) -> None:
    """The file ``data-type.ttl`` holds the scheme ``data-type`` and its concepts, nothing else."""
    graph = Graph().parse(path)
    scheme = URIRef(CONCEPT + path.stem)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))

    assert [scheme] == list(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert concepts == set(graph.subjects(SKOS.inScheme, scheme))
    assert [c for c in concepts if not str(c).startswith(f"{scheme}/")] == []


def test_all_schemes_are_there() -> None:
    """The fifteen lists of the model exist."""
    assert sorted(SCHEMES) == [path.stem for path in CONCEPTS]
