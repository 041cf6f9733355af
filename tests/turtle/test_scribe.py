"""Statements are written as the register they describe."""

from __future__ import annotations

import pytest
from rdflib import XSD, Graph, Literal, URIRef

from greffe.documents.tables import Cell
from greffe.language import Text
from greffe.namespaces import DCTERMS, GREFFE, PROV, RDF
from greffe.turtle.scribe import Scribe, expand

S = URIRef("x:s")
DOCUMENT = "x:source/registre"


@pytest.fixture
def scribe() -> Scribe:
    """Give a writer into an empty graph."""
    return Scribe(Graph())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("greffe:recipient", f"{GREFFE}recipient"),
        ("dcterms:title", f"{DCTERMS}title"),
        ("https://w3id.org/greffe/org/ramq", "https://w3id.org/greffe/org/ramq"),
        ("unknown:name", "unknown:name"),
        ("name", "name"),
    ],
)
def test_only_our_prefixes_expand(name: str, expected: str) -> None:
    """A prefixed name becomes an IRI when its prefix is one of ours; all else stays."""
    assert expand(name) == expected


def test_links_are_between_things(scribe: Scribe) -> None:
    """Each object of a link is a thing; without any, nothing is said."""
    scribe.link("x:s", "greffe:recipient", "x:a", "x:b")
    scribe.link("x:s", "greffe:dataType")
    recipient = URIRef(f"{GREFFE}recipient")
    assert set(scribe.graph) == {(S, recipient, URIRef("x:a")), (S, recipient, URIRef("x:b"))}


def test_a_class_is_a_type(scribe: Scribe) -> None:
    """A kind is said with rdf:type."""
    scribe.kind("x:s", "greffe:Communication")
    assert set(scribe.graph) == {(S, URIRef(f"{RDF}type"), URIRef(f"{GREFFE}Communication"))}


def test_words_are_french_unless_told(scribe: Scribe) -> None:
    """Texts of the documents are French; ours are in both languages."""
    scribe.text("x:s", "dcterms:title", "Registre")
    scribe.both("x:s", "dcterms:description", Text("fr", "en"))
    title, description = URIRef(f"{DCTERMS}title"), URIRef(f"{DCTERMS}description")
    assert set(scribe.graph) == {
        (S, title, Literal("Registre", lang="fr")),
        (S, description, Literal("fr", lang="fr")),
        (S, description, Literal("en", lang="en")),
    }


@pytest.mark.parametrize(
    ("lexical", "datatype", "expected"),
    [
        ("C5", "string", Literal("C5")),
        ("5", "integer", Literal("5", datatype=XSD.integer)),
        ("2012", "gYear", Literal("2012", datatype=XSD.gYear)),
    ],
)
def test_values_have_their_type(
    scribe: Scribe, lexical: str, datatype: str, expected: Literal
) -> None:
    """A plain string has no datatype of its own; other values have the one that is named."""
    scribe.value("x:s", "greffe:value", lexical, datatype)
    assert set(scribe.graph.objects()) == {expected}


def test_a_span_with_a_field_quotes_its_owner(scribe: Scribe) -> None:
    """The words of a cell stand under the field; its span only says where."""
    cell = Cell("La RAMQ", "12-13", 4, "limite incertaine")
    span = scribe.span("x:s", "recipientText", cell, DOCUMENT, "greffe:recipientText")
    about = {str(p): o for p, o in scribe.graph.predicate_objects(URIRef(span))}
    assert span == "x:s/span/recipientText"
    assert (S, URIRef(f"{PROV}wasQuotedFrom"), URIRef(span)) in scribe.graph
    assert about == {
        f"{RDF}type": URIRef(f"{GREFFE}SourceSpan"),
        f"{GREFFE}document": URIRef(DOCUMENT),
        f"{GREFFE}lines": Literal("12-13"),
        f"{GREFFE}column": Literal("4", datatype=XSD.integer),
        f"{GREFFE}doubt": Literal("limite incertaine", lang="fr"),
        f"{GREFFE}field": URIRef(f"{GREFFE}recipientText"),
    }


def test_a_span_without_a_field_holds_its_words(scribe: Scribe) -> None:
    """Words that no property of ours holds stand in the span itself, and nothing is left out."""
    span = scribe.span("x:s", "1", Cell("Québec", "2"), DOCUMENT, None)
    about = {str(p): o for p, o in scribe.graph.predicate_objects(URIRef(span))}
    assert about == {
        f"{RDF}type": URIRef(f"{GREFFE}SourceSpan"),
        f"{GREFFE}document": URIRef(DOCUMENT),
        f"{GREFFE}lines": Literal("2"),
        f"{PROV}value": Literal("Québec", lang="fr"),
    }


def test_without_a_graph_an_empty_one_is_begun() -> None:
    """Two writers do not share it."""
    one, other = Scribe(), Scribe()
    one.kind("x:s", "greffe:Communication")
    assert (1, 0) == (len(one.graph), len(other.graph))


def test_a_document_is_told_by_its_file(scribe: Scribe) -> None:
    """Its name, its title and its fingerprint, in French, from the body that keeps it."""
    scribe.source(DOCUMENT, "registre.txt", "Registre", "x:body", "0" * 64)
    about = dict(scribe.graph.predicate_objects(URIRef(DOCUMENT)))
    assert {"registre.txt", "fr", "x:body", "Registre", "0" * 64} <= set(map(str, about.values()))
    types = set(map(str, scribe.graph.objects(URIRef(DOCUMENT), URIRef(f"{RDF}type"))))
    assert {f"{PROV}Entity", "http://xmlns.com/foaf/0.1/Document"} == types
    assert Literal("Registre", lang="fr") == about[URIRef(f"{DCTERMS}title")]
