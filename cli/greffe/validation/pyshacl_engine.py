"""The door to pySHACL, the reference: slow, complete, and easily upset by odd values.

Only the things under test are targeted, by writing them into the shapes as ``sh:targetNode``:
pySHACL's own ``focus_nodes`` also skips what nested shapes look at, and so lets faults through.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from greffe.errors import InputError
from greffe.namespaces import SH
from greffe.turtle.reading import values_as_written
from greffe.validation.engine import Result
from greffe.validation.soundness import broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.engine import Targets

_TARGETS: Final = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")


def check(data: Graph, shapes: Graph, targets: Targets) -> list[Result]:
    """Return what the shapes find wrong with their targets in the data.

    When pySHACL breaks on a value, the check is done again in smaller parts, and the thing that
    breaks it gets a result of its own.  Raises ``InputError`` when the shapes are broken.
    """
    return _check(_copied(data), shapes, targets)


def _copied(graph: Graph) -> Graph:
    """Return the graph in rdflib's own store, the only one that pySHACL is at home in."""
    from rdflib import Graph

    copy = Graph(bind_namespaces="none")
    for statement in graph:
        copy.add(statement)
    return copy


def _check(data: Graph, shapes: Graph, targets: Targets) -> list[Result]:
    try:
        return list(_results(_run(data, _aimed(shapes, targets))))
    except (InputError, ImportError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - pySHACL lets through whatever rdflib raised on a value
        return _divide(data, shapes, targets)


def _divide(data: Graph, shapes: Graph, targets: Targets) -> list[Result]:
    parts = [(shape, node) for shape, nodes in targets.items() for node in sorted(nodes, key=str)]
    if len(parts) == 1:
        return list(_one_by_one(data, shapes, *parts[0]))
    middle = len(parts) // 2
    return [
        result
        for half in (parts[:middle], parts[middle:])
        for result in _check(data, shapes, _grouped(half))
    ]


def _grouped(parts: list[tuple[Node, Node]]) -> Targets:
    targets: Targets = {}
    for shape, node in parts:
        targets.setdefault(shape, set()).add(node)
    return targets


def _one_by_one(data: Graph, shapes: Graph, shape: Node, node: Node) -> Iterator[Result]:
    """Check one thing property by property and query by query, and tell which cannot be checked."""
    from rdflib import URIRef

    has, asks = URIRef(f"{SH}property"), URIRef(f"{SH}sparql")
    parts: list[tuple[Node | None, Node]] = [
        (predicate, each)
        for predicate in (has, asks)
        for each in sorted(shapes.objects(shape, predicate), key=str)
    ]
    for predicate, each in parts or [(None, shape)]:
        aimed = _aimed(shapes, {shape: {node}})
        if predicate is not None:
            aimed.remove((shape, has, None))
            aimed.remove((shape, asks, None))
            aimed.add((shape, predicate, each))
        try:
            yield from _results(_run(data, aimed))
        except (InputError, ImportError, MemoryError):
            raise
        except Exception:  # noqa: BLE001 - as in _check()
            if predicate == asks:
                yield Result(shape, "Evaluation", node, None, None, constraint=each)
            else:
                yield Result(each, "Evaluation", node, None, None)


def _aimed(shapes: Graph, targets: Targets) -> Graph:
    """Return the shapes that have targets, and what they refer to, aimed at exactly these."""
    from rdflib import Graph, URIRef

    aimed = Graph(bind_namespaces="none")
    dropped = {URIRef(f"{SH}{name}") for name in _TARGETS}
    pending: list[Node] = list(targets)
    done: set[Node] = set()
    while pending:
        node = pending.pop()
        if node not in done:
            done.add(node)
            for predicate, value in shapes.predicate_objects(node):
                if predicate not in dropped:
                    aimed.add((node, predicate, value))
                    pending.append(value)
    for shape, nodes in targets.items():
        for node in nodes:
            aimed.add((shape, URIRef(f"{SH}targetNode"), node))
    return aimed


def _run(data: Graph, shapes: Graph) -> Graph:
    from pyparsing import ParseException
    from pyshacl import validate
    from pyshacl.errors import ConstraintLoadError, ShapeLoadError
    from rdflib import Graph

    try:
        with values_as_written():
            _, report, _ = validate(_prepared(data), shacl_graph=shapes, inplace=True)
    except (ConstraintLoadError, ShapeLoadError, ParseException, re.error) as error:
        raise broken(str(error)) from error
    if not isinstance(report, Graph):
        raise broken(str(report))
    return report


def _prepared(data: Graph) -> Graph:
    """Return the graph with a memory for queries: pySHACL asks the same one for every node."""
    from rdflib import Graph
    from rdflib.plugins.sparql import prepareQuery

    known: dict[str, Any] = {}

    class Prepared(Graph):
        """Translates each query text once."""

        def query(self, query_object: Any, *args: Any, **keywords: Any) -> Any:  # noqa: ANN401
            """Answer a query, translated at most once."""
            if isinstance(query_object, str):
                if query_object not in known:
                    known[query_object] = prepareQuery(query_object)
                query_object = known[query_object]
            return super().query(query_object, *args, **keywords)

    return Prepared(store=data.store, identifier=data.identifier, bind_namespaces="none")


def _results(report: Graph) -> Iterator[Result]:
    from rdflib import URIRef

    def one(result: Node, name: str) -> Any:  # noqa: ANN401 - a node or nothing
        return report.value(result, URIRef(f"{SH}{name}"))

    for result in report.objects(None, URIRef(f"{SH}result")):
        component = str(one(result, "sourceConstraintComponent"))
        path = one(result, "resultPath")
        yield Result(
            shape=one(result, "sourceShape"),
            component=component.removeprefix(SH).removesuffix("ConstraintComponent"),
            focus=one(result, "focusNode"),
            path=path if isinstance(path, URIRef) else None,
            value=one(result, "value"),
            constraint=one(result, "sourceConstraint"),
            said=tuple(sorted(map(str, report.objects(result, URIRef(f"{SH}resultMessage"))))),
        )
