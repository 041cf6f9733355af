"""The library describes itself in RDF."""

from __future__ import annotations

from rdflib import RDF, RDFS, Graph, Literal, URIRef

from greffe.namespaces import DCTERMS, LAW, QUESTION, SH
from greffe.questions import catalogue, find, published

QUESTION_IRI = URIRef(f"{QUESTION}outside-quebec")


def test_each_question_is_an_executable() -> None:
    """As many sh:SPARQLSelectExecutable as questions, each with its query."""
    library = catalogue()
    graph = published(library)
    executables = set(graph.subjects(RDF.type, URIRef(f"{SH}SPARQLSelectExecutable")))
    assert executables == {URIRef(f"{QUESTION}{question.name}") for question in library}
    for question in library:
        subject = URIRef(f"{QUESTION}{question.name}")
        assert graph.value(subject, URIRef(f"{SH}select")) == Literal(question.text)


def test_a_question_is_said_in_both_languages() -> None:
    """Its title is its label, the question itself its comment."""
    question = find("outside-quebec")
    graph = published([question])
    assert set(graph.objects(QUESTION_IRI, RDFS.label)) == {
        Literal(question.title.fr, lang="fr"),
        Literal(question.title.en, lang="en"),
    }
    assert set(graph.objects(QUESTION_IRI, RDFS.comment)) == {
        Literal(question.question.fr, lang="fr"),
        Literal(question.question.en, lang="en"),
    }


def test_parameters_are_described() -> None:
    """The local name of a parameter's path is its variable; optional ones say so."""
    graph = published(catalogue())
    expected = {
        (URIRef(f"{QUESTION}{question.name}/{known.name}"), not known.required)
        for question in catalogue()
        for known in question.parameters
    }
    found = {
        (graph.value(parameter, URIRef(f"{SH}path")), bool(optional.toPython()))
        for parameter, optional in graph.subject_objects(URIRef(f"{SH}optional"))
        if isinstance(optional, Literal)
    }
    assert found == expected


def test_the_provision_of_a_question_is_linked() -> None:
    """A question that serves a provision of law points to it."""
    graph = published(catalogue())
    expected = {
        (URIRef(f"{QUESTION}{question.name}"), URIRef(f"{LAW}{question.provision}"))
        for question in catalogue()
        if question.provision
    }
    assert set(graph.subject_objects(URIRef(f"{DCTERMS}source"))) == expected


def test_the_description_is_valid_turtle() -> None:
    """What is published is read back the same."""
    graph = published(catalogue())
    again = Graph().parse(data=graph.serialize(format="turtle"), format="turtle")
    assert len(again) == len(graph)
