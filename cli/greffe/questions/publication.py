"""The questions described in RDF, for other tools: SHACL-SPARQL executables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe.namespaces import LAW, PREFIXES, QUESTION
from greffe.turtle.scribe import Scribe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph

    from greffe.questions.collection import Parameter, Question


def published(questions: Iterable[Question]) -> Graph:
    """Return a graph that holds each question as a ``sh:SPARQLSelectExecutable``.

    Source: SHACL Advanced Features, section 5 (SPARQL-based executables, ``sh:select``).
    """
    from rdflib import Graph

    scribe = Scribe(Graph())
    for prefix, namespace in PREFIXES.items():
        scribe.graph.bind(prefix, namespace)
    for question in questions:
        _describe(scribe, question)
    return scribe.graph


def _describe(scribe: Scribe, question: Question) -> None:
    subject = f"{QUESTION}{question.name}"
    scribe.kind(subject, "sh:SPARQLSelectExecutable")
    scribe.value(subject, "sh:select", question.text)
    scribe.value(subject, "dcterms:identifier", question.name)
    scribe.both(subject, "rdfs:label", question.title)
    scribe.both(subject, "rdfs:comment", question.question)
    if question.summary:
        scribe.both(subject, "dcterms:description", question.summary)
    for tag in question.tags:
        scribe.value(subject, "schema:keywords", tag)
    if question.provision:
        scribe.link(subject, "dcterms:source", f"{LAW}{question.provision}")
    for parameter in question.parameters:
        _describe_parameter(scribe, subject, parameter)


def _describe_parameter(scribe: Scribe, question: str, parameter: Parameter) -> None:
    """Describe a parameter as a ``sh:Parameter``, whose path's local name is the variable."""
    subject = f"{question}/parameter/{parameter.name}"
    scribe.link(question, "sh:parameter", subject)
    scribe.kind(subject, "sh:Parameter")
    scribe.link(subject, "sh:path", f"{question}/{parameter.name}")
    scribe.value(subject, "sh:optional", "false" if parameter.required else "true", "boolean")
    scribe.both(subject, "sh:name", parameter.label)
