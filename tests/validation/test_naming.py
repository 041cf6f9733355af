"""Names for IRIs: what people read where an engine speaks of addresses."""

from __future__ import annotations

import pytest
from rdflib import Graph

from greffe.language import LANGUAGES, Language, Text
from greffe.validation.naming import name_of, namer
from greffe.validation.wording import TOLD, filled

BASE = "https://w3id.org/greffe/id/x"
ORG = "https://w3id.org/greffe/org"
LAW = "https://w3id.org/greffe/law/qc/a-2.1/art"
DATA = Graph().parse(
    format="turtle",
    data=f"""
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<{BASE}/communication/2> dcterms:identifier "C2" ; greffe:position 2 .
<{BASE}/communication/10> dcterms:identifier "C10" ; greffe:position 10 .
<{BASE}/agreement/one> dcterms:title "Entente (2012)"@fr .
<{BASE}/person/1> foaf:name "Jeanne Tremblay" ;
    skos:prefLabel "Personne physique"@fr, "Natural person"@en .
<{ORG}/asfc> skos:prefLabel "Agence des services frontaliers"@fr ;
    greffe:acronym "ASFC"@fr, "CBSA"@en .
<{ORG}/finances> skos:prefLabel "Ministère des Finances"@fr .
<{LAW}/59/al/2/par/3> skos:prefLabel "art. 59, al. 2, par. 3"@fr, "s. 59, par. 2, subpar. 3"@en .
<{LAW}/171> skos:prefLabel "art. 171"@fr, "s. 171"@en .
greffe:SecondaryUseEntry rdfs:label "utilisation à d’autres fins"@fr, "secondary use entry"@en .
""",
)


@pytest.mark.parametrize(
    ("iri", "french", "english"),
    [
        (f"{BASE}/communication/10", "C10", "C10"),
        (f"{ORG}/asfc", "ASFC", "CBSA"),
        (f"{ORG}/finances", "Ministère des Finances", "Ministère des Finances"),
        (f"{BASE}/agreement/one", "Entente (2012)", "Entente (2012)"),
        (f"{LAW}/171", "art. 171", "s. 171"),
        (f"{BASE}/person/1", "Personne physique", "Natural person"),
        (
            "https://w3id.org/greffe/ontology#SecondaryUseEntry",
            "utilisation à d’autres fins",
            "secondary use entry",
        ),
        (f"{ORG}/nobody", f"{ORG}/nobody", f"{ORG}/nobody"),
    ],
)
def test_a_thing_is_called_what_people_call_it(iri: str, french: str, english: str) -> None:
    """Number, acronym, label, title, in that order; its own IRI when nothing names it."""
    assert [french, english] == [name_of(DATA, iri, language) for language in LANGUAGES]


def test_a_natural_person_is_not_named() -> None:
    """A finding calls a person by the label that the data chose, not by the printed name."""
    assert "Tremblay" not in name_of(DATA, f"{BASE}/person/1", "fr")


@pytest.mark.parametrize("found", [("2", "10"), ("10", "2")])
def test_an_enumeration_is_in_natural_order(found: tuple[str, str]) -> None:
    """Two comes before ten, in whatever order an engine found them."""
    words = ", ".join(f"{BASE}/communication/{number}" for number in found)
    assert "voir C2, C10." == namer(DATA)(f"voir {words}.", "fr")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "art. 59, al. 2, par. 3 ; art. 171"),
        ("en", "s. 59, par. 2, subpar. 3; s. 171"),
    ],
)
def test_names_that_hold_commas_are_set_apart(language: Language, expected: str) -> None:
    """Where a name has commas of its own, semicolons part it from the next."""
    assert expected == namer(DATA)(f"{LAW}/171, {LAW}/59/al/2/par/3", language)


def test_the_same_thing_is_named_once() -> None:
    """An enumeration does not repeat itself."""
    assert "ASFC" == namer(DATA)(f"{ORG}/asfc, {ORG}/asfc", "fr")


def test_words_without_addresses_are_left_alone() -> None:
    """What is quoted from a document is not touched."""
    assert "Lettre d'entente, 2025" == namer(DATA)("Lettre d'entente, 2025", "fr")


def test_a_value_is_named_before_it_is_cut() -> None:
    """A long enumeration is cut among its names, not among its addresses."""
    template = Text("Reçu par {?whom}.", "Received by {?whom}.")
    whom = ", ".join([f"{ORG}/asfc", *(f"{ORG}/finances-{n}" for n in range(9))])
    told = filled(template, (f"Reçu par {whom}.", f"Received by {whom}."), namer(DATA))
    assert told is not None
    assert (True, True) == (
        told.fr.startswith("Reçu par ASFC"),
        told.en.startswith("Received by CBSA"),
    )
    assert TOLD + len("Received by . …") >= len(told.en)


def test_a_message_that_the_engine_did_not_say_is_not_made_up() -> None:
    """Without the English message of a result there is nothing to fill in."""
    template = Text("Reçu par {?whom}.", "Received by {?whom}.")
    assert None is filled(template, ("Reçu par ASFC.",))
