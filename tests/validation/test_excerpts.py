"""Turtle cut out of a file: what is kept, in which order, and that it is still Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from greffe.namespaces import DCTERMS, GREFFE
from greffe.validation.excerpts import BASE, Source, header, read, written

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """@base <https://w3id.org/greffe/id/x/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<communication/5> a greffe:Communication ;
    greffe:since "2009-12-01"^^xsd:date ;
    greffe:recipientText "Ligne\\nautre « ligne »"@fr ;
    greffe:recipient <https://w3id.org/greffe/org/b>, <https://w3id.org/greffe/org/a> ;
    greffe:outsideQuebec false ;
    greffe:position 5 ;
    dcterms:identifier "C5" .

<communication/4> a greffe:Communication ;
    dcterms:identifier "C4" .
"""


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """Return a file of two communications, the fifth before the fourth."""
    path = tmp_path / "register.ttl"
    path.write_text(TEXT, encoding="utf-8")
    return read(path)


def subject(number: int) -> URIRef:
    """Return a communication."""
    return URIRef(f"{BASE}communication/{number}")


def test_only_what_is_wanted_is_kept(source: Source) -> None:
    """A thing keeps its class and number, and the properties that were asked for."""
    assert (
        "<communication/5> a greffe:Communication ;\n"
        "    greffe:outsideQuebec false ;\n"
        '    dcterms:identifier "C5" .'
    ) == source.excerpt([subject(5)], {f"{GREFFE}outsideQuebec"})


def test_the_order_is_that_of_the_file(source: Source) -> None:
    """Things, properties and values stand as in the file."""
    cut = source.excerpt([subject(4), subject(5)], {f"{GREFFE}recipient", f"{GREFFE}since"})
    assert (
        "<communication/5> a greffe:Communication ;\n"
        '    greffe:since "2009-12-01"^^xsd:date ;\n'
        "    greffe:recipient <https://w3id.org/greffe/org/b>,\n"
        "        <https://w3id.org/greffe/org/a> ;\n"
        '    dcterms:identifier "C5" .\n'
        "\n"
        "<communication/4> a greffe:Communication ;\n"
        '    dcterms:identifier "C4" .'
    ) == cut


def test_a_whole_excerpt_is_the_file(source: Source) -> None:
    """With its header, what is cut out is Turtle, and says what the file says."""
    everything = {str(predicate) for predicate in source.graph.predicates()}
    cut = source.excerpt([subject(4), subject(5)], everything)
    assert isomorphic(source.graph, Graph().parse(data=header() + cut, format="turtle"))


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        ("5", "5"),
        ("-5", '"-5"^^xsd:integer'),
        ("true", "true"),
        ('"oui"^^xsd:boolean', '"oui"^^xsd:boolean'),
        ('"2012"^^xsd:gYear', '"2012"^^xsd:gYear'),
        ('"x"@fr', '"x"@fr'),
        ("<unit/one>", "<unit/one>"),
        ("dcterms:title", "dcterms:title"),
        ("<https://w3id.org/greffe/org/mifi>", "<https://w3id.org/greffe/org/mifi>"),
        ("<http://purl.org/dc/terms/>", "<http://purl.org/dc/terms/>"),
    ],
)
def test_a_node_is_written_as_short_as_can_be(turtle: str, expected: str) -> None:
    """Prefixes and the base shorten addresses; plain numbers and booleans stand bare."""
    text = f"{header()}<s> <{DCTERMS}source> {turtle} ."
    [node] = Graph().parse(data=text, format="turtle").objects()
    assert expected == written(node)
