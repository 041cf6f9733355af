"""The shapes under test, what they lean on, and how to ask about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from greffe.namespaces import GREFFE, RDF, SH
from greffe.validation.forms import members
from greffe.validation.linting.vocabulary import CONSTRAINTS, OTHERS, TARGETS
from greffe.validation.soundness import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

CHECK: Final = f"{GREFFE}check"
"""Asks for a check of our own: a constraint that no engine of SHACL knows."""

_TAKES: Final = CONSTRAINTS | OTHERS
_MARKS: Final = frozenset({*TARGETS, *CONSTRAINTS, "path"})


@dataclass(frozen=True)
class Draft:
    """Shapes files under test.

    ``shapes`` holds them and the shapes that they may refer to; ``data`` is the data that they
    are for, with its vocabulary.
    """

    tested: dict[Path, Graph]
    shapes: Graph
    data: Graph

    @cached_property
    def under_test(self) -> tuple[Node, ...]:
        """The shapes of the files under test: nodes that target, constrain or have a path."""
        return tuple(sorted(set(self._found()), key=str))

    @cached_property
    def reporting(self) -> tuple[Node, ...]:
        """The shapes under test that findings can come from: targeted ones and their properties."""
        reached = {shape for shape in self.under_test if self.is_aimed(shape)}
        pending = list(reached)
        while pending:
            for inner in self.values(pending.pop(), "property"):
                if inner not in reached:
                    reached.add(inner)
                    pending.append(inner)
        return tuple(shape for shape in self.under_test if shape in reached)

    @cached_property
    def referred(self) -> frozenset[Node]:
        """Everything that a shape refers to as a shape."""
        return frozenset(value for _, _, value in self.references(set(self.shapes.subjects())))

    def values(self, subject: Node, name: str) -> list[Node]:
        """Return the values of ``sh:name`` in a fixed order."""
        return sorted(self.shapes.objects(subject, term(name)), key=str)

    def constraints(self, shape: Node) -> list[str]:
        """Return the names of the constraints that a shape has of its own."""
        from rdflib import URIRef

        ours = ["check"] if (shape, URIRef(CHECK), None) in self.shapes else []
        return [name for name in CONSTRAINTS if self.values(shape, name)] + ours

    def is_aimed(self, shape: Node) -> bool:
        """Return whether a shape has a target, or is a class itself (SHACL, section 2.1.3.3)."""
        from rdflib import OWL, RDFS, URIRef

        kinds = set(self.shapes.objects(shape, URIRef(f"{RDF}type")))
        return bool(kinds & {RDFS.Class, OWL.Class}) or any(
            self.values(shape, name) for name in TARGETS
        )

    def is_property(self, shape: Node) -> bool:
        """Return whether a shape is about the values of a path."""
        kind = (shape, term("path"), None)
        return kind in self.shapes or self.has_type(shape, "PropertyShape")

    def has_type(self, node: Node, name: str) -> bool:
        """Return whether a node says that it is a ``sh:name``."""
        from rdflib import URIRef

        return (node, URIRef(f"{RDF}type"), term(name)) in self.shapes

    def references(self, shapes: Iterable[Node]) -> Iterator[tuple[Node, str, Node]]:
        """Yield each reference of a shape to another: from, by which term, to."""
        for shape in shapes:
            for name, takes in _TAKES.items():
                if takes in ("shape", "shapes"):
                    for value in self.values(shape, name):
                        every = members(self.shapes, value) if takes == "shapes" else [value]
                        yield from ((shape, name, member) for member in every)

    def _found(self) -> Iterator[Node]:
        from rdflib import Literal, URIRef

        kinds = {term("NodeShape"), term("PropertyShape")}
        marks = {term(name) for name in _MARKS}
        parameters = set(self.shapes.objects(None, term("parameter")))
        for graph in self.tested.values():
            for subject, predicate, value in graph:
                is_one = predicate in marks or (
                    predicate == URIRef(f"{RDF}type") and value in kinds
                )
                if is_one and subject not in parameters:
                    yield subject
            for _, _, value in self.references(set(graph.subjects())):
                if not isinstance(value, Literal) and (value, None, None) in graph:
                    yield value


def name_of(node: Node) -> str | None:
    """Return the name of a term of SHACL, or None for anything else."""
    from rdflib import URIRef

    is_term = isinstance(node, URIRef) and str(node).startswith(SH)
    return str(node).removeprefix(SH) if is_term else None
