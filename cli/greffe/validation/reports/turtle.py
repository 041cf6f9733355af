"""The standard report (SHACL, section 3.6): ``sh:ValidationReport``, in Turtle.

It tells all that was found, whether it counts, is waived or known: whether data conform is not a
matter of what is tolerated.  What the shapes said is told as they said it, each message in its
language; what only Greffe sees (references to nothing) has components of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.namespaces import GRSH, PREFIXES, RDF, SH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.language import Language
    from greffe.validation.engine import Result
    from greffe.validation.findings import Finding
    from greffe.validation.report import Report

_PLACEHOLDER: Final = re.compile(r"\{[?$]\w+\}")


def render(report: Report, language: Language) -> str:  # noqa: ARG001 - both are in it
    """Return the report as Turtle; the same in every language."""
    from greffe.validation.run import all_shapes

    return str(graph_of(report, all_shapes()).serialize(format="turtle"))


def graph_of(report: Report, shapes: Graph) -> Graph:
    """Return the validation report as a graph; ``shapes`` are those that were applied."""
    from rdflib import BNode, Graph, Literal, URIRef

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    head = BNode()
    graph.add((head, URIRef(f"{RDF}type"), URIRef(f"{SH}ValidationReport")))
    graph.add((head, URIRef(f"{SH}conforms"), Literal(not report.everything)))
    for finding in report.everything:
        described = [_shacl(graph, shapes, finding, result) for result in finding.results]
        for result in described or [_own(graph, finding)]:
            graph.add((head, URIRef(f"{SH}result"), result))
    return graph


def _shacl(graph: Graph, shapes: Graph, finding: Finding, result: Result) -> Node:
    """Describe a result that a shape gave, as a SHACL processor would."""
    from rdflib import URIRef

    path = result.path or shapes.value(result.shape, URIRef(f"{SH}path"))
    values = {
        "focusNode": result.focus,
        "resultPath": None if path is None else _copied(shapes, path, graph),
        "value": result.value,
        "sourceShape": result.shape,
        "sourceConstraint": result.constraint,
        "sourceConstraintComponent": _component(result.component),
    }
    return _described(graph, finding, values, _messages(shapes, result))


def _own(graph: Graph, finding: Finding) -> Node:
    """Describe a finding that no shape gave."""
    from rdflib import Literal, URIRef

    values = {
        "focusNode": URIRef(finding.entity),
        "value": None if finding.value is None else URIRef(finding.value),
        "sourceConstraintComponent": URIRef(f"{GRSH}{finding.rule}"),
    }
    messages = [Literal(finding.message.fr, "fr"), Literal(finding.message.en, "en")]
    return _described(graph, finding, values, messages)


def _described(
    graph: Graph, finding: Finding, values: Mapping[str, Node | None], messages: Sequence[Node]
) -> Node:
    from rdflib import BNode, URIRef

    node = BNode()
    graph.add((node, URIRef(f"{RDF}type"), URIRef(f"{SH}ValidationResult")))
    severity = URIRef(f"{SH}{finding.severity.capitalize()}")
    graph.add((node, URIRef(f"{SH}resultSeverity"), severity))
    for name, value in values.items():
        if value is not None:
            graph.add((node, URIRef(f"{SH}{name}"), value))
    for message in messages:
        graph.add((node, URIRef(f"{SH}resultMessage"), message))
    return node


def _component(name: str) -> Node:
    """Return the IRI of a constraint component; those that SHACL does not have are ours."""
    from rdflib import SH as standard  # noqa: N811 - ours is a string
    from rdflib import URIRef

    local = f"{name}ConstraintComponent"
    return URIRef(f"{SH if local in standard else GRSH}{local}")


def _messages(shapes: Graph, result: Result) -> list[Node]:
    """Return the messages of the shape and constraint, filled in, else what the engine said."""
    from rdflib import Literal, URIRef

    templates = [
        message
        for holder in (result.constraint, result.shape)
        if holder is not None
        for message in shapes.objects(holder, URIRef(f"{SH}message"))
        if isinstance(message, Literal)
    ]
    return [
        Literal(text, template.language)
        for template in templates
        for text in _filled(str(template), result.said)
    ] or [Literal(text) for text in result.said]


def _filled(template: str, said: tuple[str, ...]) -> Iterator[str]:
    parts = _PLACEHOLDER.split(template)
    if len(parts) == 1:
        yield template
        return
    pattern = re.compile(".*".join(map(re.escape, parts)), re.DOTALL)
    yield from (text for text in said if pattern.fullmatch(text))


def _copied(shapes: Graph, node: Node, graph: Graph) -> Node:
    """Return a path, its blank nodes copied with all that they say."""
    from rdflib import BNode

    if not isinstance(node, BNode):
        return node
    copy = BNode()
    for predicate, value in shapes.predicate_objects(node):
        graph.add((copy, predicate, _copied(shapes, value, graph)))
    return copy
