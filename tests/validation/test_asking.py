"""A query asked once of everything says what it says when asked of one thing after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD

from greffe.namespaces import SH
from greffe.store.memory import Memory
from greffe.turtle.reading import values_as_written
from greffe.turtle.shelf import ntriples_of
from greffe.validation.asking import ask, askable, questions
from greffe.validation.engine import check, targeted
from greffe.validation.run import all_shapes
from greffe.validation.unrolling import depth, unrolled

if TYPE_CHECKING:
    from greffe.validation.engine import Result, Targets

EX = "https://example.org/"
DECLARED = (
    f"@prefix ex: <{EX}> . @prefix sh: <{SH}> . @prefix xsd: <{XSD}> .\n"
    f'ex: sh:declare [ sh:prefix "ex" ; sh:namespace "{EX}"^^xsd:anyURI ] .\n'
)
SHAPE = """
ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:S-p .
ex:S-p a sh:PropertyShape ; sh:path ex:p ; sh:sparql ex:S-p-case .
ex:S-p-case sh:prefixes ex: ; sh:message "{?value} de {$this}, {?absent}"@fr ;
    sh:select \"\"\"%s\"\"\" .
"""
SMALL = "SELECT $this ?value WHERE { $this ex:p ?value . FILTER (?value < 3) }"


def turtle(text: str) -> Graph:
    """Return the graph of a text with the prefixes of these tests."""
    with values_as_written():
        return Graph().parse(data=DECLARED + text, format="turtle")


def asked(data: str, query: str = SMALL, more: str = "") -> list[Result]:
    """Return what one query says of the data, asked once."""
    graph, shapes = turtle(data), turtle(SHAPE % query + more)
    targets = targeted(graph, shapes, set(graph.subjects()))
    found, failed = ask(Memory(ntriples_of(graph)), shapes, targets, questions(graph, shapes))
    assert [] == failed
    return found


ASKABLE = {
    "a pattern": SMALL,
    "what is not there": "SELECT $this { $this ex:p ?v FILTER NOT EXISTS { ?v ex:q ex:r } }",
    "branches that bind it": "SELECT $this { { $this ex:p ?v } UNION { $this ex:q ?v } }",
    "an option that binds it": "SELECT $this { $this ex:p ?v OPTIONAL { $this ex:q ?w } }",
    "a count for each": "SELECT $this (COUNT(?v) AS ?n) { $this ex:p ?v } GROUP BY $this",
    "words in a string": 'SELECT $this { $this ex:p ?v FILTER (?v = "{ MINUS LIMIT SELECT") }',
    "words in a comment": "SELECT $this { # VALUES { ?x\n $this ex:p ?v }",
    "words in an address": "SELECT $this { $this <https://example.org/LIMIT#ORDER> ?v }",
    "a path that it tells": "SELECT $this ?path { $this ?path ?value }",
}
NOT_ASKABLE = {
    "a branch that does not": "SELECT $this { { ?v ex:p ex:a } UNION { $this ex:q ?v } }",
    "a filter in a branch": "SELECT $this { { FILTER ($this = ex:a) } UNION { $this ex:q ?v } }",
    "a count of all": "SELECT (COUNT(?v) AS ?n) { $this ex:p ?v }",
    "the first only": "SELECT $this { $this ex:p ?v } LIMIT 1",
    "a subtraction": "SELECT $this { $this ex:p ?v MINUS { $this ex:q ?v } }",
    "a query in a query": "SELECT $this { $this ex:p ?v { SELECT ?v { ?x ex:q ?v } } }",
    "the shape itself": "SELECT $this { $this ex:p ?v . $currentShape ex:q ?v }",
    "the path of the shape": "SELECT $this { $this $PATH ?v }",
    "another service": "SELECT $this { $this ex:p ?v SERVICE ex:s { $this ex:q ?v } }",
    "no group": "SELECT $this",
    "no query": "peu importe",
}


@pytest.mark.parametrize("query", ASKABLE.values(), ids=ASKABLE)
def test_a_query_that_binds_this_everywhere_can_be_asked_once(query: str) -> None:
    """What it says of one thing does not depend on any other."""
    assert askable(query)


@pytest.mark.parametrize("query", NOT_ASKABLE.values(), ids=NOT_ASKABLE)
def test_a_query_that_means_another_thing_is_left_to_the_engine(query: str) -> None:
    """Where one thing after the other could give another result, nothing is presumed."""
    assert not askable(query)


def test_every_query_of_the_rules_can_be_asked_once() -> None:
    """None of the rules is slow: a query that could not be asked once would be."""
    shapes = all_shapes()
    constraints = set(shapes.objects(None, URIRef(f"{SH}sparql")))
    assert constraints == {each.constraint for each in questions(Graph(), shapes)}


def test_a_solution_is_a_result() -> None:
    """Shape, constraint, thing, path and value are told, and the message with its values."""
    [result] = asked("ex:a a ex:T ; ex:p 1, 5 . ex:b a ex:U ; ex:p 2 .")
    one = Literal("1", datatype=XSD.integer)
    assert (URIRef(f"{EX}S-p"), "SPARQL", URIRef(f"{EX}S-p-case")) == (
        result.shape,
        result.component,
        result.constraint,
    )
    assert (URIRef(f"{EX}a"), URIRef(f"{EX}p"), one) == (result.focus, result.path, result.value)
    assert (f"1 de {EX}a, {{?absent}}",) == result.said


def test_only_targets_are_asked_about() -> None:
    """A thing of another class may have the same fault: the rule is not about it."""
    assert [] == asked("ex:b a ex:U ; ex:p 2 .")


def test_a_path_that_the_query_tells_is_the_path_of_the_result() -> None:
    """A query about any property says which it was."""
    [result] = asked("ex:a a ex:T ; ex:q 7 .", "SELECT $this ?path { $this ?path 7 }")
    assert URIRef(f"{EX}q") == result.path


def test_targets_are_in_no_answer() -> None:
    """What says which things to look at is not among what is said of them."""
    paths = {each.path for each in asked("ex:a a ex:T .", "SELECT $this ?path { ?x ?path $this }")}
    assert set() == paths


def test_blank_nodes_keep_their_names() -> None:
    """A nameless thing is known by the name that the data gave it."""
    [result] = asked("_:x a ex:T ; ex:p 1 .")
    assert isinstance(result.focus, BNode)
    graph = turtle("_:x a ex:T ; ex:p 1 .")
    shapes = turtle(SHAPE % SMALL)
    [again] = check(graph, shapes, targeted(graph, shapes, set(graph.subjects())), "shacl")
    assert (again.focus, None, None) in graph


@pytest.mark.parametrize(
    "more",
    [
        "ex:S-p sh:deactivated true .",
        "ex:S-p-case sh:deactivated true .",
        "ex:O a sh:NodeShape ; sh:property ex:O-o . ex:O-o sh:path ex:o ; sh:node ex:S .",
        "ex:S-p sh:property ex:I . ex:I sh:path ex:i ; sh:sparql ex:S-p-case .",
    ],
)
def test_shapes_within_shapes_are_left_to_the_engine(more: str) -> None:
    """What is switched off, or looked at through another shape, is not asked by itself."""
    shapes = turtle(SHAPE % SMALL + more)
    shapes.remove((URIRef(f"{EX}none"), None, None))
    alone = {each.shape for each in questions(Graph(), shapes)}
    assert alone <= {URIRef(f"{EX}S-p")}
    assert not (alone and "ex:I" not in more)


def test_a_query_that_is_none_gets_no_answer() -> None:
    """It comes back as a question without an answer, for the engine to say what is wrong."""
    graph, shapes = (
        turtle("ex:a a ex:T ; ex:p 1 ."),
        turtle(SHAPE % "SELECT $this { $this x:p ?v }"),
    )
    targets: Targets = {URIRef(f"{EX}S"): {URIRef(f"{EX}a")}}
    open_ = questions(graph, shapes)
    assert ([], open_) == ask(Memory(ntriples_of(graph)), shapes, targets, open_)


CHAIN = "ex:a ex:in ex:b . ex:b ex:in ex:c . ex:c ex:in ex:d ."


@pytest.mark.parametrize(
    ("data", "expected"), [("", 0), (CHAIN, 3), (CHAIN + "ex:d ex:in ex:b .", None)]
)
def test_depth_is_that_of_the_longest_chain(data: str, expected: int | None) -> None:
    """Three steps lead from a to d; round in a circle there is no end."""
    assert expected == depth(turtle(data), f"{EX}in")


def test_a_path_is_written_out_as_far_as_the_data_go() -> None:
    """Sections are parts of sections are parts of a law: two steps here, and no star is left."""
    part = "http://purl.org/dc/terms/isPartOf"
    data = turtle(f"ex:a <{part}> ex:b . ex:b <{part}> ex:c .")
    expected = "$this (a:b|a:b/dcterms:isPartOf|a:b/dcterms:isPartOf/dcterms:isPartOf) ?v"
    assert expected == unrolled("$this a:b/dcterms:isPartOf* ?v", data, {})
