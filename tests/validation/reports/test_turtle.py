"""The standard report: what pySHACL itself would report, and ours beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from greffe.namespaces import GRSH
from greffe.resources import data_dir
from greffe.validation.engine import Result, targeted
from greffe.validation.ground import lay
from greffe.validation.reports import turtle, write
from greffe.validation.run import all_shapes, validate
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

    from greffe.validation.report import Report

BUNDLED = Workspace.at()
FAULTY = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/greffe/id/new/> .

<agreement/one> a greffe:Agreement ;
    dcterms:title "Agreement"@en ;
    greffe:party <https://w3id.org/greffe/org/nobody>, <unit/none> ;
    greffe:signed "2012"^^xsd:gYear ;
    greffe:amended "2010"^^xsd:gYear, "MMXII" .

<person/one> a foaf:Person .
"""
"""A title in the wrong language, two parties that are none, an amendment before the signature (a
SPARQL constraint), a year that is none, a person without a name (an alternative path)."""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return a file with faults of each kind that our shapes have."""
    path = tmp_path / "faulty.ttl"
    path.write_text(FAULTY, encoding="utf-8")
    return path


def of_pyshacl(path: Path) -> Graph:
    """Return the report that pySHACL makes of the same data, shapes and targets."""
    from pyshacl import validate as by_pyshacl

    ground, shapes = lay(BUNDLED, [path]), all_shapes()
    aimed = Graph() + shapes
    for kind in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf):
        aimed.remove((None, kind, None))
    for shape, nodes in targeted(ground.data, shapes, ground.subjects).items():
        for node in nodes:
            aimed.add((shape, SH.targetNode, node))
    _, report, _ = by_pyshacl(Graph() + ground.data, shacl_graph=aimed)
    assert isinstance(report, Graph)
    return report


def of_greffe(path: Path) -> Graph:
    """Return our report on a file, without what only Greffe sees."""
    graph = turtle.graph_of(validate(BUNDLED, [path]), all_shapes())
    for result, component in list(graph.subject_objects(SH.sourceConstraintComponent)):
        if str(component).startswith(GRSH) or graph.value(result, SH.sourceShape) is None:
            graph.remove((result, None, None))
            graph.remove((None, None, result))
    return graph


def without_words(graph: Graph) -> Graph:
    """Return the report without its messages."""
    bare = Graph()
    for subject, predicate, value in graph:
        if predicate != SH.resultMessage:
            bare.add((subject, predicate, value))
    return bare


def words(graph: Graph) -> dict[tuple[Node | None, ...], set[str]]:
    """Return the messages of each result, without their languages."""
    keys = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent, SH.sourceConstraint)
    return {
        tuple(graph.value(result, key) for key in keys): {
            str(message) for message in graph.objects(result, SH.resultMessage)
        }
        for result in graph.objects(None, SH.result)
    }


def test_the_report_is_that_of_pyshacl(faulty: Path) -> None:
    """Results, paths, values, shapes, components and severities are the same, node by node."""
    theirs, ours = without_words(of_pyshacl(faulty)), without_words(of_greffe(faulty))
    assert len(list(theirs.objects(None, SH.result))) == len(list(ours.objects(None, SH.result)))
    assert isomorphic(theirs, ours)


def test_the_published_body_is_reported_as_by_pyshacl() -> None:
    """Real data as well: the ministry's own description, with its units and sources."""
    path = data_dir() / "mifi" / "body.ttl"
    assert isomorphic(without_words(of_pyshacl(path)), without_words(of_greffe(path)))


def test_messages_are_those_of_pyshacl_in_their_languages(faulty: Path) -> None:
    """No message that pySHACL does not give; each in French and in English."""
    theirs, ours = of_pyshacl(faulty), of_greffe(faulty)
    said = words(theirs)
    assert {key: texts <= said[key] for key, texts in words(ours).items()} == dict.fromkeys(
        said, True
    )
    for result in ours.objects(None, SH.result):
        languages = [m.language for m in ours.objects(result, SH.resultMessage)]  # type: ignore[attr-defined]
        assert ["en", "fr"] == sorted(languages)


def test_what_only_greffe_sees_is_reported_beside(tmp_path: Path) -> None:
    """A reference to nothing has a component of ours, and words in both languages."""
    path = tmp_path / "dangling.ttl"
    party = "<https://w3id.org/greffe/org/nobody>, <unit/none>"
    gone = "<https://w3id.org/greffe/law/qc/nothing>"
    path.write_text(FAULTY.replace(f"greffe:party {party}", f"dcterms:source {gone}"), "utf-8")
    graph = turtle.graph_of(validate(BUNDLED, [path]), all_shapes())
    [result] = graph.subjects(SH.sourceConstraintComponent, URIRef(f"{GRSH}S-REF-01"))
    assert URIRef("https://w3id.org/greffe/id/new/agreement/one") == graph.value(
        result, SH.focusNode
    )
    assert URIRef("https://w3id.org/greffe/law/qc/nothing") == graph.value(result, SH.value)
    assert 2 == len(list(graph.objects(result, SH.resultMessage)))


def test_waived_and_known_findings_are_results(settled: Report) -> None:
    """Whether data conform is not a matter of what is tolerated."""
    graph = Graph().parse(data=write(settled, "turtle"))
    [report] = graph.subjects(RDF.type, SH.ValidationReport)
    assert 5 == len(list(graph.objects(report, SH.result)))
    assert Literal(False) == graph.value(report, SH.conforms)


def test_a_clean_report_conforms(nothing_found: Report) -> None:
    """Nothing found: ``sh:conforms true`` and no result."""
    graph = Graph().parse(data=write(nothing_found, "turtle"))
    [report] = graph.subjects(RDF.type, SH.ValidationReport)
    assert isinstance(report, BNode)
    assert {(RDF.type, SH.ValidationReport), (SH.conforms, Literal(True))} == set(
        graph.predicate_objects(report)
    )


def test_the_same_data_give_the_same_text(faulty: Path) -> None:
    """Blank nodes are named by rank: two runs can be compared line by line."""
    texts = {write(validate(BUNDLED, [faulty]), "turtle") for _ in range(2)}
    assert 1 == len(texts)


@pytest.mark.parametrize("value", ["peut-être", "1", "True"])
def test_an_odd_boolean_is_quoted(found: Report, value: str) -> None:
    """What is no plain true or false stands in quotation marks, so that the report is Turtle."""
    odd = Literal(value, datatype=XSD.boolean, normalize=False)
    shape, focus = URIRef("https://example.org/shape"), URIRef("https://example.org/focus")
    result = Result(shape, "Datatype", focus, None, odd)
    text = write(
        replace(found, findings=(replace(found.findings[0], results=(result,)),)), "turtle"
    )
    assert f'sh:value "{value}"^^xsd:boolean' in text
