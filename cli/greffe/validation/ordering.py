"""Whether one value comes before another, as SHACL asks: what cannot be compared does not.

Engines break down on values that SPARQL cannot compare, or put them in an order of their own, where
the standard has a result (sections 4.5.3 and 4.5.4): this compares in their stead.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, Final

from greffe.namespaces import SH
from greffe.validation.engine import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.engine import Targets

COMPARISONS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "lessThan": operator.lt,
    "lessThanOrEquals": operator.le,
}
_COMPONENTS: Final = {"lessThan": "LessThan", "lessThanOrEquals": "LessThanOrEquals"}


def compared(data: Graph, shapes: Graph, targets: Targets) -> tuple[list[Result], Graph]:
    """Return the results of all comparisons of targets, and the shapes without these."""
    from rdflib import Graph, URIRef

    has = URIRef(f"{SH}property")
    comparisons = [URIRef(f"{SH}{name}") for name in COMPARISONS]
    comparing = {shape for each in comparisons for shape in shapes.subjects(each)}
    if not comparing:
        return [], shapes
    rest = Graph(bind_namespaces="none")
    for statement in shapes:
        if statement[1] not in comparisons:
            rest.add(statement)
    results = [
        result
        for shape, nodes in targets.items()
        for each in set(shapes.objects(shape, has)) & comparing
        for node in nodes
        for result in out_of_order(data, shapes, each, node)
    ]
    return results, rest


def out_of_order(data: Graph, shapes: Graph, shape: Node, focus: Node) -> Iterator[Result]:
    """Yield a result for each value of a property that is not before one of another property."""
    from rdflib import URIRef

    path = shapes.value(shape, URIRef(f"{SH}path"))
    if not isinstance(path, URIRef):
        return
    for name, holds in COMPARISONS.items():
        for other in shapes.objects(shape, URIRef(f"{SH}{name}")):
            for value in data.objects(focus, path):
                if not all(in_order(value, bound, holds) for bound in data.objects(focus, other)):
                    yield Result(shape, _COMPONENTS[name], focus, path, value)


def in_order(one: Node, other: Node, holds: Callable[[Any, Any], bool]) -> bool:
    """Say whether two values can be compared in SPARQL (17.3, "Operator Mapping"), and hold."""
    from rdflib import Literal

    if not isinstance(one, Literal) or not isinstance(other, Literal):
        return False
    if None in (one.value, other.value) or _kind(one) != _kind(other):
        return False
    try:
        return holds(one.value, other.value)
    except TypeError:
        return False


def _kind(literal: Any) -> object:  # noqa: ANN401 - the value of a literal may be anything
    """Return what can be compared with what: any numbers, and otherwise equal datatypes."""
    from decimal import Decimal

    numbers = (int, float, Decimal)
    is_number = isinstance(literal.value, numbers) and not isinstance(literal.value, bool)
    return "number" if is_number else (literal.datatype, literal.language)
