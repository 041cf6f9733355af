"""What a catalogue refers to is said to be what DCAT-AP takes it for, and nothing else is."""

from __future__ import annotations

import pytest

from greffe.language import Text
from greffe.namespaces import DCAT, DCTERMS, FOAF, RDF
from greffe.publication.descriptions.ranges import RANGES
from greffe.publication.descriptions.statements import Statements
from greffe.terms import Iri, Triple

FILE, OTHER = "https://example.org/file", "https://example.org/other"


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
    said = Statements()
    said.link(FILE, property_, OTHER)
    said.classify(RANGES)
    assert Triple(Iri(OTHER), Iri(f"{RDF}type"), Iri(class_)) in said.graph().triples
    assert 2 == len(said.graph())


def test_nothing_is_said_of_words_and_addresses() -> None:
    """A title is no thing; a file to download is a file, whatever leads to it."""
    said = Statements()
    said.say(FILE, f"{DCTERMS}title", Text("Registre", "Register"))
    said.link(FILE, f"{DCAT}downloadURL", OTHER)
    before = said.graph()
    said.classify(RANGES)
    assert before == said.graph()
