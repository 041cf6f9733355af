"""Details of the linter: which paths, values, queries and references SHACL allows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, URIRef

from greffe.namespaces import PREFIXES
from greffe.resources import ontology_dir
from greffe.turtle.reading import parse
from greffe.validation.linting.draft import Draft, name_of
from greffe.validation.linting.run import faults
from greffe.validation.soundness import term

HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
HEADER += "@prefix ex: <https://example.org/> .\n"
WORDS = (
    'dcterms:identifier "X-1" ; sh:name "n"@fr, "n"@en ; sh:message "m"@fr, "m"@en ; '
    'greffe:remedy "r"@fr, "r"@en'
)
DATA = """
ex:c a greffe:Communication ; greffe:recipient ex:o ; greffe:agreement ex:a ; skos:note "n" .
"""


def graph(text: str) -> Graph:
    """Return the graph of a text, with all our prefixes."""
    return Graph().parse(data=HEADER + text, format="turtle")


@pytest.fixture(scope="module")
def data() -> Graph:
    """Return one communication, and the ontology."""
    return parse(ontology_dir() / "greffe.ttl") + graph(DATA)


def draft(text: str, data: Graph) -> Draft:
    """Return shapes given as text, ready to be checked."""
    tested = graph(text)
    return Draft({Path("x.ttl"): tested}, parse(ontology_dir() / "prefixes.ttl") + tested, data)


def codes(text: str, data: Graph) -> set[str]:
    """Return the codes of the faults of shapes given as text."""
    return {fault.rule.code for fault in faults(draft(text, data))}


def with_property(content: str) -> str:
    """Return a sound node shape whose one property shape has this content."""
    return f"""
        ex:S a sh:NodeShape ; sh:name "n"@fr, "n"@en ;
            sh:targetClass greffe:Communication ; sh:property ex:P .
        ex:P a sh:PropertyShape ; {WORDS} ; {content} .
    """


GOOD_PATHS = (
    "greffe:recipient",
    "( greffe:recipient greffe:agreement )",
    "[ sh:inversePath greffe:recipient ]",
    "[ sh:alternativePath ( greffe:recipient greffe:agreement ) ]",
    "[ sh:zeroOrMorePath skos:broader ]",
    "[ sh:oneOrMorePath [ sh:inversePath skos:broader ] ]",
    "( [ sh:zeroOrOnePath skos:broader ] [ sh:alternativePath ( skos:note skos:example ) ] )",
)
BAD_PATHS = (
    "( )",
    "( greffe:recipient )",
    "[ sh:alternativePath ( greffe:recipient ) ]",
    "[ sh:alternativePath greffe:recipient ]",
    "[ sh:inversePath greffe:recipient, greffe:agreement ]",
    "[ sh:inversePath 'greffe:recipient' ]",
    "[ sh:zeroOrMorePath [ ] ]",
    "'greffe:recipient'",
    "_:p . _:p sh:inversePath _:p . ex:P sh:order 1",
)


@pytest.mark.parametrize("path", GOOD_PATHS)
def test_a_well_formed_path_is_accepted(path: str, data: Graph) -> None:
    """The seven forms of SHACL, section 2.3.1, alone and inside each other."""
    assert set() == codes(with_property(f"sh:path {path} ; sh:minCount 1"), data)


@pytest.mark.parametrize("path", BAD_PATHS)
def test_an_ill_formed_path_is_told_of(path: str, data: Graph) -> None:
    """A path that SHACL does not define would make an engine stop, or look at nothing."""
    assert "L-FORM-02" in codes(with_property(f"sh:path {path} ; sh:minCount 1"), data)


GOOD_VALUES = (
    "sh:minCount 0",
    "sh:maxLength 20",
    "sh:uniqueLang true",
    "sh:class greffe:PublicBody",
    "sh:datatype xsd:date",
    "sh:nodeKind sh:IRIOrLiteral",
    'sh:pattern "^x" ; sh:flags "i"',
    'sh:languageIn ( "fr" "en" )',
    "sh:in ( greffe:recipient 5 true )",
    "sh:in ( )",
    "sh:hasValue 5",
    'sh:minInclusive "2020"^^xsd:gYear',
    "sh:not [ sh:class greffe:PublicBody ]",
    "sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 1",
    "sh:and ( [ sh:nodeKind sh:IRI ] [ sh:minLength 1 ] )",
    "sh:lessThan skos:note",
    'greffe:check "misprinted-name"',
)
BAD_VALUES = (
    "sh:minCount 1.0",
    "sh:minCount greffe:one",
    "sh:maxLength '20'",
    "sh:uniqueLang 1",
    "sh:class 'x'",
    "sh:nodeKind sh:Iri",
    "sh:pattern ( 'x' )",
    "sh:languageIn 'fr'",
    "sh:in greffe:recipient",
    "sh:minInclusive greffe:one",
    "sh:not 'x'",
    "sh:and [ sh:nodeKind sh:IRI ]",
    "sh:sparql 'SELECT'",
    "greffe:check 'nothing-like-it'",
)


@pytest.mark.parametrize("constraint", GOOD_VALUES)
def test_a_value_of_the_right_kind_is_accepted(constraint: str, data: Graph) -> None:
    """Numbers, booleans, addresses, texts, lists and shapes, each where it belongs."""
    assert set() == codes(with_property(f"sh:path greffe:recipient ; {constraint}"), data)


@pytest.mark.parametrize("constraint", BAD_VALUES)
def test_a_value_of_the_wrong_kind_is_told_of(constraint: str, data: Graph) -> None:
    """An engine may ignore such a constraint without a word."""
    assert "L-FORM-01" in codes(with_property(f"sh:path greffe:recipient ; {constraint}"), data)


@pytest.mark.parametrize("name", ["minCount", "maxCount", "uniqueLang", "lessThan"])
def test_what_counts_or_compares_needs_a_path(name: str, data: Graph) -> None:
    """On a node shape, a count of values has nothing to count."""
    value = {"uniqueLang": "true", "lessThan": "skos:note"}.get(name, "1")
    text = (
        f"ex:S a sh:NodeShape ; {WORDS} ; sh:targetClass greffe:Communication ; sh:{name} {value} ."
    )
    assert {"L-FORM-03"} == codes(text, data)


QUERIES = {
    "SELECT $this WHERE { $this greffe:recipient ?x }": set(),
    "SELECT $this ?value WHERE { $this $PATH ?value }": set(),
    "SELECT $this (COUNT(?x) AS ?n) WHERE { $this greffe:recipient ?x } GROUP BY $this": set(),
    "SELECT ?value WHERE { $this greffe:recipient ?value }": {"L-FORM-04"},
    "SELECT $this WHERE { $this greffe:recipient }": {"L-FORM-04"},
    "SELECT $this WHERE { $this nowhere:recipient ?x }": {"L-FORM-04"},
    "SELECT $this WHERE { $this greffe:recipents ?x }": {"L-TERM-02"},
    "SELECT $this WHERE { $this greffe:recipient <https://w3id.org/greffe/org/nobody> }": {
        "L-REF-01"
    },
    'SELECT $this WHERE { $this skos:note ?x FILTER (?x = "greffe:nothing") }': set(),
}


@pytest.mark.parametrize(("query", "expected"), QUERIES.items())
def test_queries_of_constraints(query: str, expected: set[str], data: Graph) -> None:
    """A query is well formed, gives back $this, and names only what there is."""
    text = with_property("sh:path greffe:recipient ; sh:sparql ex:Q")
    text += f"""
        ex:Q a sh:SPARQLConstraint ; sh:select '''{query}''' ;
            sh:prefixes <https://w3id.org/greffe/ontology/prefixes> .
    """
    assert expected == codes(text, data)


LOOPS = {
    "ex:S": "ex:P sh:node ex:S .",
    "ex:P": "ex:P sh:property ex:P .",
    "ex:T": "ex:P sh:node ex:T . ex:T a sh:NodeShape ; sh:not [ sh:node ex:T ] .",
}


@pytest.mark.parametrize("more", LOOPS.values(), ids=list(LOOPS))
def test_a_loop_is_told_once(more: str, data: Graph) -> None:
    """However long the way back, a circle of shapes is one fault."""
    text = with_property("sh:path greffe:recipient ; sh:minCount 1") + more
    loops = [fault for fault in faults(draft(text, data)) if fault.rule.code == "L-REF-02"]
    assert 1 == len(loops)
    assert "→" in loops[0].detail.fr


def test_a_shape_that_two_others_use_is_no_loop(data: Graph) -> None:
    """Sharing a shape is not going round in a circle."""
    text = with_property("sh:path greffe:recipient ; sh:node ex:T, ex:U")
    text += """
        ex:T a sh:NodeShape ; sh:node ex:V . ex:U a sh:NodeShape ; sh:node ex:V .
        ex:V a sh:NodeShape ; sh:nodeKind sh:IRI .
    """
    assert set() == codes(text, data)


UNTYPED = {
    "a target": "ex:S sh:targetClass greffe:Communication .",
    "a constraint": "ex:S sh:nodeKind sh:IRI .",
    "a path": "ex:S sh:path greffe:recipient .",
    "its class": "ex:S a sh:NodeShape .",
}


@pytest.mark.parametrize("text", UNTYPED.values(), ids=list(UNTYPED))
def test_what_makes_a_shape(text: str, data: Graph) -> None:
    """A node is a shape by its class, its target, its constraints or its path."""
    assert (URIRef("https://example.org/S"),) == draft(text, data).under_test


NO_SHAPES = {
    "a constraint of SPARQL": "ex:Q a sh:SPARQLConstraint ; sh:select 'SELECT $this {}' .",
    "prefixes": "ex:O sh:declare [ sh:prefix 'ex' ; sh:namespace 'https://example.org/' ] .",
    "a parameter": "ex:C sh:parameter [ sh:path ex:p ; sh:datatype xsd:string ] .",
    "data": "ex:c a greffe:Communication .",
}


@pytest.mark.parametrize("text", NO_SHAPES.values(), ids=list(NO_SHAPES))
def test_what_is_no_shape(text: str, data: Graph) -> None:
    """Constraints, prefixes, parameters and data are not taken for shapes."""
    assert () == draft(text, data).under_test


def test_findings_come_from_targeted_shapes_and_their_properties(data: Graph) -> None:
    """What only other shapes look into never speaks, and needs no words."""
    text = with_property("sh:path greffe:recipient ; sh:node ex:T")
    text += "ex:T a sh:NodeShape ; sh:property ex:R . ex:R sh:path skos:note ; sh:minCount 1 ."
    names = [str(shape).rsplit("/", 1)[-1] for shape in draft(text, data).reporting]
    assert ["P", "S"] == names
    assert set() == codes(text, data)


def test_a_list_that_goes_round_in_a_circle_has_no_members(data: Graph) -> None:
    """A damaged list is told as a wrong value; the linter comes to an end."""
    text = with_property("sh:path greffe:recipient ; sh:or _:l")
    text += "_:l rdf:first [ sh:nodeKind sh:IRI ] ; rdf:rest _:l ."
    assert "L-FORM-01" in codes(text, data)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (URIRef(f"{PREFIXES['sh']}minCount"), "minCount"),
        (URIRef("https://example.org/minCount"), None),
        (term("path"), "path"),
    ],
)
def test_the_name_of_a_term(node: Any, expected: str | None) -> None:  # noqa: ANN401
    """Only terms of SHACL have a name here."""
    assert expected == name_of(node)
