"""The questions described in RDF, for other tools: SHACL-SPARQL executables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe.namespaces import DCTERMS, LAW, PREFIXES, QUESTION, RDFS, SCHEMA, SH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph, URIRef

    from greffe.language import Text
    from greffe.questions.collection import Parameter, Question


def published(questions: Iterable[Question]) -> Graph:
    """Return a graph that holds each question as a ``sh:SPARQLSelectExecutable``.

    Source: SHACL Advanced Features, section 5 (SPARQL-based executables, ``sh:select``).
    """
    from rdflib import RDF, Graph, Literal, URIRef

    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for question in questions:
        subject = URIRef(f"{QUESTION}{question.name}")
        graph.add((subject, RDF.type, URIRef(f"{SH}SPARQLSelectExecutable")))
        graph.add((subject, URIRef(f"{SH}select"), Literal(question.text)))
        graph.add((subject, URIRef(f"{DCTERMS}identifier"), Literal(question.name)))
        _say(graph, subject, f"{RDFS}label", question.title)
        _say(graph, subject, f"{RDFS}comment", question.question)
        if question.summary:
            _say(graph, subject, f"{DCTERMS}description", question.summary)
        for tag in question.tags:
            graph.add((subject, URIRef(f"{SCHEMA}keywords"), Literal(tag)))
        if question.provision:
            graph.add((subject, URIRef(f"{DCTERMS}source"), URIRef(f"{LAW}{question.provision}")))
        for parameter in question.parameters:
            _describe(graph, subject, parameter)
    return graph


def _describe(graph: Graph, question: URIRef, parameter: Parameter) -> None:
    """Describe a parameter as a ``sh:Parameter``, whose path's local name is the variable."""
    from rdflib import RDF, XSD, Literal, URIRef

    subject = URIRef(f"{question}/parameter/{parameter.name}")
    graph.add((question, URIRef(f"{SH}parameter"), subject))
    graph.add((subject, RDF.type, URIRef(f"{SH}Parameter")))
    graph.add((subject, URIRef(f"{SH}path"), URIRef(f"{question}/{parameter.name}")))
    optional = Literal("false" if parameter.required else "true", datatype=XSD.boolean)
    graph.add((subject, URIRef(f"{SH}optional"), optional))
    _say(graph, subject, f"{SH}name", parameter.label)


def _say(graph: Graph, subject: URIRef, predicate: str, text: Text) -> None:
    from rdflib import Literal, URIRef

    graph.add((subject, URIRef(predicate), Literal(text.fr, lang="fr")))
    graph.add((subject, URIRef(predicate), Literal(text.en, lang="en")))
