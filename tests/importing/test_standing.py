"""What is there before an import: entries in their order, and every number ever given."""

from __future__ import annotations

from typing import Final

from rdflib import Graph

from greffe.bodies import Body
from greffe.importing.standing import (
    numbers_given,
    standing_entries,
)
from greffe.namespaces import PREFIXES

BODY: Final = Body("exemple", "x:org/exemple", "https://example.org/exemple")
TURTLE: Final = """
BASE <https://example.org/exemple/>
<communication/2> a greffe:Communication ; dcterms:identifier "C2" ; greffe:position 1 ;
    greffe:recipientText "Une régie"@fr ; greffe:purposeText "Des fins"@fr ;
    prov:wasQuotedFrom <communication/2/span/purposeText>, <communication/2/span/retention>,
        <register/span/1> .
<communication/2/span/purposeText> a greffe:SourceSpan ; greffe:field greffe:purposeText .
<communication/2/span/retention> a greffe:SourceSpan ; prov:value "5 ans"@fr .
<register/span/1> a greffe:SourceSpan ; prov:value "Registre"@fr .
<communication/1> a greffe:Communication ; greffe:position 2 .
<communication/3> a greffe:Communication .
<communication/7> greffe:withdrawn "2026-05-06"^^xsd:date ; dcterms:identifier "C7" .
<file/9> a greffe:PersonalInformationFile .
<https://example.org/autre/communication/8> a greffe:Communication .
"""


def graph() -> Graph:
    """Return a small register."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    return Graph().parse(data=prefixes + TURTLE, format="turtle")


def test_entries_stand_in_their_printed_order() -> None:
    """The position counts; an entry without one stands where its number says."""
    entries = standing_entries(graph(), "register", BODY)
    assert [(2, 1), (1, 2), (3, 3)] == [(each.number, each.position) for each in entries]


def test_an_entry_has_its_words_and_those_that_have_no_field() -> None:
    """What stands in a passage alone counts by the name of the passage."""
    first, *_ = standing_entries(graph(), "register", BODY)
    assert {
        "recipientText": "Une régie",
        "purposeText": "Des fins",
        "retention": "5 ans",
    } == first.texts


def test_what_is_no_entry_of_the_body_is_left_out() -> None:
    """Files are of the inventory, entries of another body are its own."""
    assert ["https://example.org/exemple/file/9"] == [
        each.iri for each in standing_entries(graph(), "inventory", BODY)
    ]


def test_a_withdrawn_entry_has_had_its_number() -> None:
    """So have the entries that are there, and only those."""
    assert {1, 2, 3, 7} == numbers_given(graph(), "register", BODY)
