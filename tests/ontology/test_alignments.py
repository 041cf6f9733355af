"""Links to other vocabularies: to terms that exist, and that bear the link."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from rdflib import DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, VOID, Graph, URIRef

from greffe import resources
from greffe.namespaces import DPV, ELI, GREFFE, PREFIXES

if TYPE_CHECKING:
    from rdflib.namespace import DefinedNamespace

OURS = "https://w3id.org/greffe/"
MAPPINGS = (
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
)
CLOSED: dict[str, type[DefinedNamespace]] = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "org": ORG,
    "prov": PROV,
    "schema": SDO,
    "void": VOID,
}
DPV_SUPER = {
    "recipient": "hasRecipient",
    "dataType": "hasPersonalData",
    "dataCategory": "hasPersonalData",
    "purpose": "hasPurpose",
    "personCategory": "hasDataSubject",
    "dataSource": "hasDataSource",
    "securityMeasure": "hasTechnicalOrganisationalMeasure",
    "responsibleUnit": "hasResponsibleEntity",
}
SUPER_CLASSES = {
    "CommunicationRegister": DCAT.Dataset,
    "FileInventory": DCAT.Dataset,
    "PublicBody": ORG.FormalOrganization,
    "AdministrativeUnit": ORG.OrganizationalUnit,
    "AccessRole": ORG.Role,
    "LegalInstrument": URIRef(f"{ELI}LegalResource"),
    "LegalProvision": URIRef(f"{ELI}LegalResourceSubdivision"),
    "SourceSpan": PROV.Entity,
}


def rows() -> list[dict[str, str]]:
    """Return the rows of the kept list."""
    with (resources.ontology_dir() / "aligned-terms.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return list(csv.DictReader(file))


def foreign(graph: Graph, *paths: URIRef) -> set[str]:
    """Return the terms of others that the graph reaches by these properties."""
    return {
        str(value)
        for path in paths
        for value in graph.objects(None, path)
        if isinstance(value, URIRef) and not value.startswith(OURS)
    }


def test_every_aligned_term_is_in_the_kept_list(alignments: Graph, kept: dict[str, str]) -> None:
    """No link to a class or property that was not seen in a published vocabulary."""
    aligned = foreign(alignments, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso)

    assert aligned
    assert aligned - set(kept) == set()


def test_every_aligned_concept_is_in_the_kept_list(concepts: Graph, kept: dict[str, str]) -> None:
    """No mapping to a concept that was not seen in a published vocabulary."""
    mapped = foreign(concepts, *MAPPINGS)

    assert mapped
    assert {iri: kept.get(iri) for iri in mapped} == dict.fromkeys(mapped, "concept")


def test_the_ontology_itself_has_super_terms_of_the_kept_list(
    ontology: Graph, kept: dict[str, str]
) -> None:
    """The few super-terms given beside a definition are in the list too."""
    assert foreign(ontology, RDFS.subClassOf, RDFS.subPropertyOf) - set(kept) == set()


def test_classes_are_below_classes_and_properties_below_properties(
    alignments: Graph, kept: dict[str, str]
) -> None:
    """A super-class is a class (in DPV, a concept is one too); a super-property is a property."""
    classes = {kept[iri] for iri in foreign(alignments, RDFS.subClassOf)}
    properties = {kept[iri] for iri in foreign(alignments, RDFS.subPropertyOf)}

    assert classes <= {"class", "concept"}
    assert properties == {"property"}


@pytest.mark.parametrize("prefix", sorted({row["vocabulary"] for row in rows()} & set(CLOSED)))
def test_terms_of_the_great_vocabularies_exist(prefix: str) -> None:
    """A term listed for a vocabulary that rdflib carries is one of its terms."""
    namespace = CLOSED[prefix]
    listed = [URIRef(row["iri"]) for row in rows() if row["vocabulary"] == prefix]

    assert [iri for iri in listed if iri not in namespace] == []


def test_the_kept_list_is_sorted_and_says_each_term_once() -> None:
    """Sorted, so that a change reads; each IRI once; no cell empty."""
    found = [tuple(row.values()) for row in rows()]

    assert found == sorted(found)
    assert len({row["iri"] for row in rows()}) == len(found)
    assert [row for row in rows() if not all(row.values())] == []


def test_the_kept_list_files_terms_under_their_prefix() -> None:
    """A row's IRI begins with the namespace that its vocabulary's prefix stands for."""
    misfiled = [
        row["iri"]
        for row in rows()
        if row["vocabulary"] in PREFIXES and not row["iri"].startswith(PREFIXES[row["vocabulary"]])
    ]

    assert misfiled == []


def test_kinds_in_the_kept_list_are_of_three_sorts() -> None:
    """A term is a class, a concept or a property; a property's name begins with a small letter."""
    assert {row["kind"] for row in rows()} == {"class", "concept", "property"}
    names = [(re.split(r"[/#]", row["iri"])[-1], row["kind"]) for row in rows()]
    small = {name for name, _ in names if name[0].islower() and not name.startswith("non-")}

    assert small == {name for name, kind in names if kind == "property"}


def test_addresses_in_the_kept_list_are_absolute() -> None:
    """Every IRI has a scheme and a host, and no space."""
    faults = [
        row["iri"]
        for row in rows()
        if not (urlsplit(row["iri"]).scheme.startswith("http") and urlsplit(row["iri"]).netloc)
        or " " in row["iri"]
    ]

    assert faults == []


@pytest.mark.parametrize(("ours", "theirs"), DPV_SUPER.items(), ids=list(DPV_SUPER))
def test_what_dpv_can_say_of_an_entry_it_says(alignments: Graph, ours: str, theirs: str) -> None:
    """A reader of the Data Privacy Vocabulary finds recipients, data, purposes, measures."""
    assert (URIRef(GREFFE + ours), RDFS.subPropertyOf, URIRef(DPV + theirs)) in alignments


@pytest.mark.parametrize(("ours", "theirs"), SUPER_CLASSES.items(), ids=list(SUPER_CLASSES))
def test_our_classes_are_those_of_the_web_of_data(
    alignments: Graph, ours: str, theirs: URIRef
) -> None:
    """Registers are datasets, bodies organizations, Acts legal resources, spans entities."""
    assert theirs in set(alignments.objects(URIRef(GREFFE + ours), RDFS.subClassOf))


def test_every_aligned_subject_is_a_term_of_ours(ontology: Graph, alignments: Graph) -> None:
    """The alignments speak of terms that the ontology defines, and define none."""
    header = next(alignments.subjects(RDF.type, OWL.Ontology))
    subjects = set(alignments.subjects()) - {header}

    assert subjects - set(ontology.subjects(RDFS.isDefinedBy)) == set()
    assert [header] == list(alignments.subjects(RDF.type))


def test_mappings_join_concepts_only(alignments: Graph, ontology: Graph, concepts: Graph) -> None:
    """A SKOS mapping makes both its ends concepts: classes and properties have none."""
    for graph in (alignments, ontology):
        assert [t for path in MAPPINGS for t in graph.triples((None, path, None))] == []
    mapped = {s for path in MAPPINGS for s in concepts.subjects(path)}
    assert mapped <= set(concepts.subjects(RDF.type, SKOS.Concept))


def test_a_file_is_not_made_a_physical_thing(vocabulary: Graph) -> None:
    """``dcterms:medium`` is not used: its domain would infer a physical resource."""
    assert DCTERMS.medium not in set(vocabulary.all_nodes()) | set(vocabulary.predicates())


def test_a_concept_is_mapped_to_another_in_one_way(concepts: Graph) -> None:
    """No pair of concepts is joined by two mappings (SKOS, S46)."""
    pairs = [pair for path in MAPPINGS for pair in concepts.subject_objects(path)]

    assert len(set(pairs)) == len(pairs)
