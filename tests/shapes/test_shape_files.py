"""The shapes files themselves: a shape that is misspelt checks nothing, and no engine says so."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, RDFS, SH, Graph, Namespace, URIRef
from rdflib.plugins.sparql import prepareQuery

from greffe.language import LANGUAGES
from greffe.namespaces import DCTERMS, GREFFE, GRSH, OWL, PREFIXES, ROOT
from greffe.resources import data_dir, ontology_dir, shapes_dir
from greffe.turtle.reading import parse
from greffe.validation.rulebook import rule_of
from greffe.validation.run import FAMILIES, all_shapes

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

IDENTIFIER = Namespace(DCTERMS).identifier
REMEDY = Namespace(GREFFE).remedy
PROVISION = Namespace(GREFFE).provision
FILES = sorted(path for family in FAMILIES for path in (shapes_dir() / family).glob("*.ttl"))
SHAPES = all_shapes()
ONTOLOGY = parse(ontology_dir() / "greffe.ttl")
SHAPE_KINDS = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)


def name(path: Path) -> str:
    """Return the family and the stem of a shapes file."""
    return f"{path.parent.name}/{path.stem}"


def shapes_in(graph: Graph) -> list[Node]:
    """Return the node shapes, property shapes and constraints of a graph, by IRI."""
    return sorted((s for kind in SHAPE_KINDS for s in graph.subjects(RDF.type, kind)), key=str)


def coded(graph: Graph) -> list[Node]:
    """Return the shapes and constraints that are rules: those with a code."""
    return [shape for shape in shapes_in(graph) if (shape, IDENTIFIER, None) in graph]


@pytest.fixture(params=FILES, ids=name)
def file(request: pytest.FixtureRequest) -> Path:
    """Return each shapes file in turn."""
    path: Path = request.param
    return path


@pytest.fixture
def graph(file: Path) -> Graph:
    """Return the graph of the file."""
    return parse(file)


def test_a_shapes_file_says_what_it_is(file: Path, graph: Graph) -> None:
    """Each file has one ontology header, named after the file, with a title in both languages."""
    [header] = graph.subjects(RDF.type, URIRef(f"{OWL}Ontology"))
    titles = {title.language for title in graph.objects(header, Namespace(DCTERMS).title)}  # type: ignore[attr-defined]
    assert (str(header), titles) == (f"{ROOT}shapes/{name(file)}", set(LANGUAGES))


def test_a_shapes_file_has_one_node_shape(graph: Graph) -> None:
    """Each file looks at one class only."""
    assert len(set(graph.subjects(RDF.type, SH.NodeShape))) == 1


def test_every_node_shape_has_a_target_and_a_name(graph: Graph) -> None:
    """A shape without target checks nothing; its name is told in the summary."""
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
    for shape in graph.subjects(RDF.type, SH.NodeShape):
        assert any((shape, target, None) in graph for target in targets)
        assert {n.language for n in graph.objects(shape, SH.name)} == set(LANGUAGES)  # type: ignore[attr-defined]


def test_property_shapes_are_named_after_their_node_shape(graph: Graph) -> None:
    """CommunicationShape-recipient belongs to CommunicationShape, and is a property shape."""
    [node] = graph.subjects(RDF.type, SH.NodeShape)
    listed = set(graph.objects(node, SH.property))
    assert listed == set(graph.subjects(RDF.type, SH.PropertyShape))
    assert [p for p in listed if not str(p).startswith(f"{node}-")] == []


def test_every_rule_is_told_in_both_languages(graph: Graph) -> None:
    """Each rule has a code, a sentence and a remedy, in French and in English."""
    for shape in coded(graph):
        for predicate in (SH.message, REMEDY):
            said = [(o.language, str(o)) for o in graph.objects(shape, predicate)]  # type: ignore[attr-defined]
            assert sorted(language for language, _ in said) == sorted(LANGUAGES)
            assert [words for _, words in said if not words.endswith(".")] == []


def test_every_property_shape_has_a_field_in_words_a_severity_and_a_reason(graph: Graph) -> None:
    """Each property shape names its field in both languages, its severity and what it rests on."""
    severities = {SH.Violation, SH.Warning, SH.Info}
    for shape in graph.subjects(RDF.type, SH.PropertyShape):
        assert {n.language for n in graph.objects(shape, SH.name)} == set(LANGUAGES)  # type: ignore[attr-defined]
        assert set(graph.objects(shape, SH.severity)) < severities
        assert (shape, RDFS.seeAlso, None) in graph
        assert len(list(graph.objects(shape, SH.path))) == 1


def test_every_constraint_belongs_to_a_property_shape_and_is_a_query(graph: Graph) -> None:
    """Each SPARQL constraint is used, and its query is well-formed with our prefixes."""
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    for constraint in graph.subjects(RDF.type, SH.SPARQLConstraint):
        [owner] = graph.subjects(SH.sparql, constraint)
        assert str(constraint).startswith(f"{owner}-")
        [query] = graph.objects(constraint, SH.select)
        assert prepareQuery(prefixes + str(query)) is not None
        assert (constraint, SH.prefixes, URIRef(f"{ROOT}ontology/prefixes")) in graph


def test_provisions_are_sections_of_the_law(graph: Graph) -> None:
    """A rule's provision is one that the data on the law describe."""
    law = Graph()
    for path in sorted((data_dir() / "law").glob("*.ttl")):
        law += parse(path)
    cited = set(graph.objects(None, PROVISION))
    assert {p for p in cited if (p, RDF.type, None) not in law} == set()


def test_shapes_use_only_terms_that_shacl_has(graph: Graph) -> None:
    """A misspelt constraint (sh:minCont) would be silently ignored."""
    used = {t for triple in graph for t in triple if str(t).startswith(str(SH))}
    assert [term for term in sorted(used, key=str) if term not in SH] == []  # type: ignore[attr-defined]


def test_shapes_use_only_terms_that_the_ontology_has(graph: Graph) -> None:
    """A path or class that does not exist would never be looked at."""
    used = {t for triple in graph for t in triple if str(t).startswith(GREFFE)}
    assert {term for term in used if (term, RDF.type, None) not in ONTOLOGY} == set()


def test_codes_are_given_once() -> None:
    """No two rules of all families share a code."""
    codes = Counter(str(code) for s in shapes_in(SHAPES) for code in SHAPES.objects(s, IDENTIFIER))
    assert {code: n for code, n in codes.items() if n > 1} == {}


def test_codes_say_the_family() -> None:
    """Structure has codes in S-, quality in Q-."""
    for family, letter in (("structure", "S"), ("quality", "Q")):
        for path in (shapes_dir() / family).glob("*.ttl"):
            graph = parse(path)
            codes = [str(graph.value(shape, IDENTIFIER)) for shape in coded(graph)]
            assert [code for code in codes if not code.startswith(f"{letter}-")] == []


def test_every_shape_is_in_our_namespace() -> None:
    """Shapes have IRIs, so that findings can be traced to them."""
    assert [shape for shape in shapes_in(SHAPES) if not str(shape).startswith(GRSH)] == []


def test_every_rule_can_be_read_by_the_rulebook() -> None:
    """What the check reports is what the shape says."""
    for shape in coded(SHAPES):
        owner = next(SHAPES.subjects(SH.sparql, shape), shape)
        rule = rule_of(SHAPES, owner, shape)
        assert rule.code == str(SHAPES.value(shape, IDENTIFIER))
        assert rule.remedy is not None
