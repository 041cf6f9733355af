"""The terms that data, shapes and queries may count on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, Graph, URIRef

from greffe import resources
from greffe.namespaces import GREFFE

if TYPE_CHECKING:
    from pathlib import Path


def words(text: str) -> list[str]:
    """Return the words of a list written as a paragraph."""
    return text.split()


CLASSES = words("""
    CommunicationRegister FileInventory RegisterEntry Communication CollectionAgreementEntry
    SecondaryUseEntry PersonalInformationFile PublicBody AdministrativeUnit RecipientGroup Agreement
    ImpactAssessment LegalInstrument LegalProvision WorkRule LegalCitation InformationSystem
    AccessRole SourceSpan Waiver
""")

LINKS = words("""
    recipient dataType purpose citation cites citationStatus legalBasis agreement impactAssessment
    frequency channel responsibleUnit personCategory dataCategory dataSource accessRole accessUnit
    medium securityMeasure system party hasMember jurisdiction document field
    waivedEntry
""")

VALUES = words("""
    position outsideQuebec confidential since citationText signed amended renewal acronym base
    lines column sheet row cell doubt ignoredText memberText
    recipientText dataTypeText purposeText reasonText legalBasisText outsideQuebecText remarkText
    unitText titleText descriptionText personCategoryText dataCategoryText dataSourceText
    accessRoleText mediumText securityMeasureText
    waivedRule waiverReason decidedBy expires
    withdrawn
""")

ANNOTATIONS = ["remedy", "provision", "confidence", "validFrom", "check", "tightensOn"]

SUPER_TERMS = {
    "Communication": "RegisterEntry",
    "CollectionAgreementEntry": "RegisterEntry",
    "SecondaryUseEntry": "RegisterEntry",
    "WorkRule": "LegalInstrument",
}

ASKED_BY_LAW = {
    "CommunicationRegister": {"67.3"},
    "FileInventory": {"76"},
    "CollectionAgreementEntry": {"64", "67.3"},
    "SecondaryUseEntry": {"65.1", "67.3"},
    "recipient": {"67.3"},
    "dataType": {"67.3"},
    "reasonText": {"67.3"},
    "outsideQuebec": {"67.3", "70.1"},
    "dataCategory": {"76"},
    "personCategory": {"76"},
    "accessRole": {"76"},
    "securityMeasure": {"76"},
}

TERM = re.compile(r"\bgreffe:([A-Za-z]\w*)")
COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
USERS = [
    *sorted(resources.shapes_dir().rglob("*.ttl")),
    *sorted(resources.data_dir().rglob("*.ttl")),
    *sorted((resources.ontology_dir() / "concepts").glob("*.ttl")),
    *sorted(resources.queries_dir().rglob("*.rq")),
]


def greffe(name: str) -> URIRef:
    """Return the IRI of a term of ours."""
    return URIRef(GREFFE + name)


def names(graph: Graph, kind: URIRef) -> list[str]:
    """Return the sorted names of the terms of one kind."""
    return sorted(str(term).removeprefix(GREFFE) for term in graph.subjects(RDF.type, kind))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (OWL.Class, CLASSES),
        (OWL.ObjectProperty, LINKS),
        (OWL.DatatypeProperty, VALUES),
        (OWL.AnnotationProperty, ANNOTATIONS),
    ],
    ids=["classes", "links", "values", "annotations"],
)
def test_the_ontology_has_the_terms_of_the_contract(
    ontology: Graph, kind: URIRef, expected: list[str]
) -> None:
    """Every term promised is there, and none that was not promised."""
    assert sorted(expected) == names(ontology, kind)


def test_a_term_is_of_one_kind(ontology: Graph) -> None:
    """No name is both a class and a property, or a property of two kinds."""
    every = [*CLASSES, *LINKS, *VALUES, *ANNOTATIONS]

    assert len(set(every)) == len(every)
    assert dict.fromkeys(every, 1) == {
        name: len(list(ontology.objects(greffe(name), RDF.type))) for name in every
    }


def test_kinds_of_entries_are_entries(ontology: Graph) -> None:
    """Section 67.3 asks for three kinds of entries; a work rule is a legal instrument."""
    assert {greffe(low): greffe(high) for low, high in SUPER_TERMS.items()} == dict(
        ontology.subject_objects(RDFS.subClassOf)
    )


def test_designation_and_description_are_those_of_dublin_core(ontology: Graph) -> None:
    """Who knows Dublin Core alone finds the title and the description of a file."""
    assert dict(ontology.subject_objects(RDFS.subPropertyOf)) == {
        greffe("titleText"): DCTERMS.title,
        greffe("descriptionText"): DCTERMS.description,
    }


@pytest.mark.parametrize(("name", "sections"), ASKED_BY_LAW.items(), ids=list(ASKED_BY_LAW))
def test_a_term_that_the_law_asks_for_cites_its_section(
    ontology: Graph, name: str, sections: set[str]
) -> None:
    """A term leads to the section of the Access Act because of which it exists."""
    cited = {str(source) for source in ontology.objects(greffe(name), DCTERMS.source)}

    assert cited == {f"https://w3id.org/greffe/law/qc/a-2.1/art/{number}" for number in sections}


@pytest.mark.parametrize("path", USERS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nothing_uses_a_term_that_the_ontology_lacks(path: Path) -> None:
    """Shapes, data, concepts and queries speak with the terms of the contract only."""
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))

    assert set(TERM.findall(text)) - {*CLASSES, *LINKS, *VALUES, *ANNOTATIONS} == set()
