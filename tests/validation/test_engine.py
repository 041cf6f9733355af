"""The door to pySHACL: what is targeted, what is found, and what happens when it breaks."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef

from greffe.errors import InputError
from greffe.validation.engine import check, targeted

EX = "https://example.org/"
PREFIXES = f"""
@prefix ex: <{EX}> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPES = """
ex:ThingShape a sh:NodeShape ;
    sh:targetClass ex:Thing ;
    sh:property ex:ThingShape-name, ex:ThingShape-part .
ex:ThingShape-name a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ; sh:datatype xsd:string .
ex:ThingShape-part a sh:PropertyShape ; sh:path ex:part ; sh:node ex:PartShape .
ex:PartShape a sh:NodeShape ;
    sh:property ex:PartShape-size .
ex:PartShape-size a sh:PropertyShape ; sh:path ex:size ; sh:minCount 1 .
"""


def graph(text: str) -> Graph:
    """Return the graph of a text with the prefixes of these tests."""
    return Graph().parse(data=PREFIXES + text, format="turtle")


def ex(name: str) -> URIRef:
    """Return a term of the namespace of these tests."""
    return URIRef(EX + name)


def found(data: Graph, shapes: Graph, *tested: str) -> list[tuple[str, str, str]]:
    """Return focus, shape and component of each result about the tested things."""
    results = check(data, shapes, targeted(data, shapes, {ex(name) for name in tested}))
    local = [(str(r.focus)[len(EX) :], str(r.shape)[len(EX) :], r.component) for r in results]
    return sorted(local)


def test_only_what_is_under_test_is_looked_at() -> None:
    """A fault of the context is not reported."""
    data = graph("ex:a a ex:Thing . ex:b a ex:Thing .")
    assert [("a", "ThingShape-name", "MinCount")] == found(data, graph(SHAPES), "a")


def test_nested_shapes_look_also_at_what_is_not_under_test() -> None:
    """The part of a thing is checked through the thing, wherever the part is described."""
    data = graph('ex:a a ex:Thing ; ex:name "a" ; ex:part ex:p . ex:p ex:name "part" .')
    assert [("a", "ThingShape-part", "Node")] == found(data, graph(SHAPES), "a")


def test_instances_of_subclasses_are_targets() -> None:
    """A shape for a class looks at instances of its subclasses (SHACL, 2.1.3.2)."""
    data = graph("ex:Kind rdfs:subClassOf ex:Thing . ex:a a ex:Kind .")
    assert {ex("ThingShape"): {ex("a")}} == targeted(data, graph(SHAPES), {ex("a")})


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("sh:targetSubjectsOf ex:part", "a"),
        ("sh:targetObjectsOf ex:part", "p"),
        ("sh:targetNode ex:p", "p"),
        ("sh:targetClass ex:Thing", "a"),
    ],
)
def test_every_kind_of_target_is_understood(target: str, expected: str) -> None:
    """The four core target declarations select what the standard says."""
    data = graph("ex:a a ex:Thing ; ex:part ex:p .")
    shapes = graph(f"ex:S a sh:NodeShape ; {target} .")
    assert {ex("S"): {ex(expected)}} == targeted(data, shapes, {ex("a"), ex("p")})


def test_ill_typed_values_are_found() -> None:
    """A literal that does not fit its datatype is a fault, not silently repaired."""
    data = graph('ex:a a ex:Thing ; ex:name "a" ; ex:flag "peut-être"^^xsd:boolean .')
    shapes = graph(
        "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:S-flag . "
        "ex:S-flag a sh:PropertyShape ; sh:path ex:flag ; sh:datatype xsd:boolean ."
    )
    assert [("a", "S-flag", "Datatype")] == found(data, shapes, "a")


def test_a_result_tells_path_and_value() -> None:
    """What is at fault is told as it stands in the data."""
    data = graph("ex:a a ex:Thing ; ex:name 3 .")
    [result] = check(data, graph(SHAPES), {ex("ThingShape"): {ex("a")}})
    assert (ex("name"), Literal(3)) == (result.path, result.value)


CRASHING = """
ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:S-name, ex:S-start, ex:S-zeal .
ex:S-name a sh:PropertyShape ; sh:path ex:name ; sh:maxCount 0 .
ex:S-zeal a sh:PropertyShape ; sh:path ex:zeal ; sh:maxCount 0 .
ex:S-start a sh:PropertyShape ; sh:path ex:start ; sh:lessThan ex:end .
"""


def test_a_value_that_breaks_the_engine_is_a_result_about_its_owner() -> None:
    """Where pySHACL breaks on a property of a thing, the result of the standard is given."""
    data = graph(
        "ex:bad a ex:Thing ; ex:start [] ; ex:end 2 ; ex:zeal 1 . "
        "ex:wrong a ex:Thing ; ex:start 3 ; ex:end 2 . "
        "ex:right a ex:Thing ; ex:start 1 ; ex:end 2 ."
    )
    results = found(data, graph(CRASHING), "bad", "wrong", "right")
    assert [
        ("bad", "S-start", "LessThan"),
        ("bad", "S-zeal", "MaxCount"),
        ("wrong", "S-start", "LessThan"),
    ] == results


def test_constraints_in_sparql_name_themselves() -> None:
    """A result of a SPARQL constraint tells which one spoke."""
    shapes = graph(
        "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:S-name . "
        "ex:S-name a sh:PropertyShape ; sh:path ex:name ; sh:sparql ex:S-name-short . "
        f'ex:S-name-short a sh:SPARQLConstraint ; sh:select """SELECT $this ?value WHERE {{ '
        f'$this <{EX}name> ?value . FILTER (STRLEN(?value) > 3) }}""" .'
    )
    data = graph('ex:a a ex:Thing ; ex:name "long" . ex:b a ex:Thing ; ex:name "bed" .')
    [result] = check(data, shapes, targeted(data, shapes, {ex("a"), ex("b")}))
    expected = (ex("a"), ex("S-name-short"), Literal("long"), "SPARQL")
    assert expected == (result.focus, result.constraint, result.value, result.component)


@pytest.mark.parametrize(
    "broken",
    [
        "sh:path ex:name ; sh:minCount true",
        'sh:path ex:name ; sh:sparql [ sh:select "SELECT nonsense" ]',
        'sh:path ex:name ; sh:sparql [ sh:select "SELECT $this WHERE { MINUS { ?a ?b ?c } }" ]',
    ],
)
def test_broken_shapes_are_our_error_and_not_a_finding(broken: str) -> None:
    """A shape that cannot be read is reported as such."""
    shapes = graph(
        "ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:S-name . "
        f"ex:S-name a sh:PropertyShape ; {broken} ."
    )
    data = graph("ex:a a ex:Thing .")
    with pytest.raises(InputError, match="shapes are broken"):
        check(data, shapes, {ex("S"): {ex("a")}})


def test_checking_changes_neither_data_nor_shapes() -> None:
    """The same graphs can be checked again and give the same."""
    data, shapes = graph("ex:a a ex:Thing ."), graph(SHAPES)
    before = (set(data), set(shapes))
    assert found(data, shapes, "a") == found(data, shapes, "a")
    assert before == (set(data), set(shapes))


def test_without_targets_nothing_is_found() -> None:
    """Shapes that no tested thing meets give no result."""
    assert [] == check(graph("ex:a a ex:Other ."), graph(SHAPES), {})
