"""The register and the inventory: what is the same of every body's."""

from __future__ import annotations

import pytest
from rdflib import RDF, Graph, URIRef

from greffe.documents.kinds import KINDS, TRAITS, Kind
from greffe.resources import data_dir, ontology_dir

LAW = "https://w3id.org/greffe/law/qc/a-2.1/art/"


@pytest.mark.parametrize(
    ("kind", "article", "french", "english"),
    [
        ("register", "67.3", "Loi sur l’accès, article 67.3", "Access Act, section 67.3"),
        ("inventory", "76", "Loi sur l’accès, article 76", "Access Act, section 76"),
    ],
)
def test_the_act_asks_for_both(kind: Kind, article: str, french: str, english: str) -> None:
    """Section 67.3 of the Act respecting Access for the register, 76 for the inventory."""
    traits = TRAITS[kind]
    assert f"{LAW}{article}" == traits.section
    assert (french, english) == (traits.provision.fr, traits.provision.en)
    law = Graph().parse(data_dir() / "law" / "qc-a-2.1.ttl")
    assert (URIRef(traits.section), None, None) in law


@pytest.mark.parametrize("kind", KINDS)
def test_their_classes_are_those_of_the_ontology(kind: Kind) -> None:
    """Of the whole, and of its entries."""
    ontology = Graph().parse(ontology_dir() / "greffe.ttl")
    for iri in (TRAITS[kind].dataset, TRAITS[kind].entry):
        assert (URIRef(iri), RDF.type, None) in ontology


@pytest.mark.parametrize("kind", KINDS)
def test_a_body_keeps_its_files_under_these_names(kind: Kind) -> None:
    """The graph that is published, and the document beside it."""
    folder = data_dir() / "mifi"
    assert (folder / TRAITS[kind].file).is_file()
    assert (folder / "sources" / f"{TRAITS[kind].stem}.txt").is_file()


@pytest.mark.parametrize(
    ("kind", "tab", "letter"), [("register", "Registre", "C"), ("inventory", "Inventaire", "F")]
)
def test_people_know_them_by_these_names(kind: Kind, tab: str, letter: str) -> None:
    """The tab of a workbook, the first word of the title, the letter before a number."""
    assert (tab, letter) == (TRAITS[kind].tab, TRAITS[kind].letter)
    assert tab == TRAITS[kind].title.split()[0]
