"""The standard report (SHACL, section 3.6): ``sh:ValidationReport``, in Turtle.

It tells all that was found, whether it counts, is waived or known: whether data conform is not a
matter of what is tolerated.  What the shapes said is told as they said it, each message in its
language; what only Greffe sees (references to nothing) has components of its own.
"""

from __future__ import annotations

import re
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Final

from greffe.namespaces import GRSH, PREFIXES, RDF, SH, XSD
from greffe.validation.pile import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.language import Language
    from greffe.validation.engine import Result
    from greffe.validation.findings import Finding
    from greffe.validation.report import Report

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_PLACEHOLDER: Final = re.compile(r"\{[?$]\w+\}")
_AT_ONCE: Final = 1000
"""How many findings a large report describes before it writes them."""


def render(report: Report, language: Language) -> Iterator[str]:  # noqa: ARG001 - both are in it
    """Yield the report as Turtle; the same in every language.

    A large one comes one statement a line, which is Turtle as well and needs no memory.
    """
    from greffe.validation.run import all_shapes

    shapes = all_shapes()
    if report.total <= KEPT:
        yield _serialized(graph_of(report, shapes)).rstrip() + "\n"
    else:
        yield from (graph.serialize(format="nt") for graph in _graphs(report, shapes, _AT_ONCE))


def graph_of(report: Report, shapes: Graph) -> Graph:
    """Return the validation report as a graph; ``shapes`` are those that were applied."""
    [graph] = _graphs(report, shapes, report.total + 1)
    return graph


def _graphs(report: Report, shapes: Graph, most: int) -> Iterator[Graph]:
    """Yield the validation report as graphs that tell ``most`` so many findings each."""
    writer = _Writer(shapes, conforms=not report.total)
    for number, finding in enumerate(report.everything, start=1):
        writer.tell(finding)
        if number % most == 0:
            yield writer.taken()
    yield writer.taken()


def _serialized(graph: Graph) -> str:
    from rdflib import Literal
    from rdflib.plugins.serializers.turtle import TurtleSerializer

    class Quoting(TurtleSerializer):
        """Writes without quotation marks only what would be read as the same value again."""

        def label(self, node: Node, position: int) -> str:
            """Return how a term is written."""
            odd = isinstance(node, Literal) and str(node.datatype) == f"{XSD}boolean"
            if odd and str(node) not in {"true", "false"}:
                return node.n3(self.store.namespace_manager)
            return str(super().label(node, position))

    stream = BytesIO()
    Quoting(graph).serialize(stream, encoding="utf-8")
    return stream.getvalue().decode()


class _Writer:
    """Describes results in ``graph``; blank nodes are numbered, so that the text is the same."""

    def __init__(self, shapes: Graph, *, conforms: bool) -> None:
        from rdflib import Literal, URIRef

        self.shapes = shapes
        self.graph = _empty()
        self._numbers = count()
        self._copies: dict[Node, Node] = {}
        self._head = self.blank()
        self.graph.add((self._head, URIRef(f"{RDF}type"), URIRef(f"{SH}ValidationReport")))
        self.graph.add((self._head, URIRef(f"{SH}conforms"), Literal(conforms)))

    def tell(self, finding: Finding) -> None:
        """Describe a finding as results of the report."""
        from rdflib import URIRef

        described = [self.of_shape(finding, result) for result in finding.results]
        for result in described or [self.of_ours(finding)]:
            self.graph.add((self._head, URIRef(f"{SH}result"), result))

    def taken(self) -> Graph:
        """Return what has been described, and go on with an empty graph."""
        graph, self.graph = self.graph, _empty()
        return graph

    def of_shape(self, finding: Finding, result: Result) -> Node:
        """Describe a result that a shape gave, as a SHACL processor would."""
        from rdflib import URIRef

        path = result.path or self.shapes.value(result.shape, URIRef(f"{SH}path"))
        values = {
            "focusNode": result.focus,
            "resultPath": None if path is None else self._copied(path),
            "value": result.value,
            "sourceShape": result.shape,
            "sourceConstraint": result.constraint,
            "sourceConstraintComponent": _component(result.component),
        }
        return self._described(finding, values, _messages(self.shapes, result))

    def of_ours(self, finding: Finding) -> Node:
        """Describe a finding that no shape gave."""
        from rdflib import Literal, URIRef

        values = {
            "focusNode": URIRef(finding.entity),
            "value": None if finding.value is None else _term(finding.value),
            "sourceConstraintComponent": URIRef(f"{GRSH}{finding.rule}"),
        }
        messages = [Literal(finding.message.fr, "fr"), Literal(finding.message.en, "en")]
        return self._described(finding, values, messages)

    def blank(self) -> Node:
        """Return a new blank node, named after its rank."""
        from rdflib import BNode

        return BNode(f"node{next(self._numbers):08}")

    def _described(
        self, finding: Finding, values: Mapping[str, Node | None], messages: Sequence[Node]
    ) -> Node:
        from rdflib import URIRef

        node = self.blank()
        self.graph.add((node, URIRef(f"{RDF}type"), URIRef(f"{SH}ValidationResult")))
        severity = URIRef(f"{SH}{finding.severity.capitalize()}")
        self.graph.add((node, URIRef(f"{SH}resultSeverity"), severity))
        for name, value in values.items():
            if value is not None:
                self.graph.add((node, URIRef(f"{SH}{name}"), value))
        for message in messages:
            self.graph.add((node, URIRef(f"{SH}resultMessage"), message))
        return node

    def _copied(self, node: Node) -> Node:
        """Return a path; its blank nodes are copied once, with all that they say."""
        from rdflib import BNode

        if not isinstance(node, BNode):
            return node
        if node not in self._copies:
            copy = self._copies[node] = self.blank()
            for predicate, value in self.shapes.predicate_objects(node):
                self.graph.add((copy, predicate, self._copied(value)))
        return self._copies[node]


def _empty() -> Graph:
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def _term(value: str) -> Node:
    """Return what is at fault as a term: an address, else words of a document."""
    from rdflib import Literal, URIRef

    return URIRef(value) if _ADDRESS.fullmatch(value) else Literal(value)


def _component(name: str) -> Node:
    """Return the IRI of a constraint component; those that SHACL does not have are ours."""
    from rdflib import SH as standard  # noqa: N811 - ours is a string
    from rdflib import URIRef

    local = f"{name}ConstraintComponent"
    return URIRef(f"{SH if local in standard else GRSH}{local}")


def _messages(shapes: Graph, result: Result) -> list[Node]:
    """Return the messages of the constraint, else of the shape, else what the engine said.

    Placeholders are filled in as the engine has said them (SHACL, section 5.3.2).
    """
    from rdflib import Literal, URIRef

    holders = [holder for holder in (result.constraint, result.shape) if holder is not None]
    said = (list(shapes.objects(holder, URIRef(f"{SH}message"))) for holder in holders)
    templates = [each for each in next(filter(None, said), []) if isinstance(each, Literal)]
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
