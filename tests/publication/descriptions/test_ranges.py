"""What a catalogue refers to is said to be what DCAT-AP takes it for, and nothing else is."""

from __future__ import annotations

import pytest

from greffe.namespaces import DCAT, DCTERMS, FOAF, RDF
from greffe.publication.descriptions.ranges import typed
from greffe.terms import Iri, Triple, text

FILE, OTHER = Iri("https://example.org/file"), Iri("https://example.org/other")


@pytest.mark.parametrize(
    ("property_", "class_"),
    [
        (f"{DCAT}mediaType", f"{DCTERMS}MediaType"),
        (f"{DCTERMS}license", f"{DCTERMS}LicenseDocument"),
        (f"{FOAF}homepage", f"{FOAF}Document"),
    ],
)
def test_a_value_is_of_the_class_of_its_property(property_: str, class_: str) -> None:
    """DCAT-AP 3 names a class for what each of these properties leads to."""
    found = list(typed([Triple(FILE, Iri(property_), OTHER)]))
    assert [Triple(OTHER, Iri(f"{RDF}type"), Iri(class_))] == found


def test_nothing_is_said_of_words_and_addresses() -> None:
    """A title is no thing; a file to download is a file, whatever leads to it."""
    words = Triple(FILE, Iri(f"{DCTERMS}title"), text("Registre", "fr"))
    address = Triple(FILE, Iri(f"{DCAT}downloadURL"), OTHER)
    assert [] == list(typed([words, address]))
