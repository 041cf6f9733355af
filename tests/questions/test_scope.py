"""What a query of the library may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib.paths import NegatedPath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.algebra import traverse
from rdflib.term import URIRef, Variable

from greffe.namespaces import GREFFE, PREFIXES, RDF, SKOS
from greffe.questions import catalogue
from greffe.questions.scope import asks_anything, properties_read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from greffe.questions import Question


def predicates(query: str) -> Iterator[Node]:
    """Yield what stands for a property in a query, as another parser reads it."""
    found: list[Node] = []

    def note(node: object) -> None:
        found.extend(triple[1] for triple in getattr(node, "triples", None) or ())

    traverse(prepareQuery(query, initNs=PREFIXES).algebra, visitPre=note)
    for each in found:
        yield from _steps(each)


def _steps(path: Node) -> Iterator[Node]:
    parts = [*getattr(path, "args", ())] or [
        getattr(path, "path", None) or getattr(path, "arg", None)
    ]
    if isinstance(path, URIRef | Variable | NegatedPath) or parts == [None]:
        yield path
        return
    for part in parts:
        yield from _steps(part)


@pytest.mark.parametrize("library_question", catalogue(), ids=lambda each: each.name)
def test_what_a_question_reads_is_known(library_question: Question) -> None:
    """Each property that a question asks by is named, unless the question may read any."""
    asked = set(predicates(library_question.text))
    free = {each for each in asked if not isinstance(each, URIRef)}
    named = {str(each) for each in asked - free} - {f"{RDF}type"}
    assert bool(free) == asks_anything(library_question.text)
    assert named == named & properties_read(library_question.text, named)


@pytest.mark.parametrize(
    "where",
    [
        "?s ?p ?o",
        "<urn:s> ?p ?o",
        "?s $p <urn:o>",
        "<urn:s> ?p <urn:o>",
        "?s <urn:p> ?o ; ?q 1",
        "skos:a ?p skos:b",
        "?s !<urn:p> ?o",
        "?s !(skos:a|skos:b) ?o",
        "?s !skos:a ?o",
        "?s ?p [ a skos:Concept ]",
        "?s\n  ?p\n  ?o",
    ],
)
def test_a_variable_may_be_any_property(where: str) -> None:
    """A variable where a property stands, or all properties but some, may be any."""
    assert asks_anything(f"SELECT ?s WHERE {{ {where} }}")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a ?b WHERE { ?a skos:broader ?b }",
        "SELECT ?a (COUNT(?b) AS ?n) WHERE { ?a skos:broader ?b } GROUP BY ?a ORDER BY ?n ?a",
        "# ?a ?b ?c\nSELECT ?a WHERE { ?a a skos:Concept FILTER(!BOUND(?b) && ?a != skos:x) }",
        "SELECT ?a WHERE { VALUES (?a ?b) { (1 2) } ?a skos:broader/skos:broader* ?b }",
    ],
)
def test_names_of_properties_are_enough(query: str) -> None:
    """A query whose properties are all named reads no other."""
    assert not asks_anything(query)


def test_a_description_reads_anything() -> None:
    """What is said of a thing is said by whatever property."""
    assert asks_anything("DESCRIBE <urn:a>")


def test_a_property_is_read_under_any_prefix() -> None:
    """The local name tells; one that is not in the query is not read."""
    known = (f"{GREFFE}recipient", f"{SKOS}broader", f"{GREFFE}remarkText")
    query = "PREFIX x: <urn:x#> SELECT ?a WHERE { ?a x:recipient ?b ; <urn:y#broader> ?c }"
    assert {f"{GREFFE}recipient", f"{SKOS}broader"} == properties_read(query, known)
