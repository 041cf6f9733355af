"""The port of the SHACL engines: which results do the data give against the shapes.

Two engines stand behind it and give the same results: ``shacl`` is the fast one, ``pyshacl`` the
reference, and the fallback where the other has no package or breaks down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Literal

from greffe.errors import UsageError
from greffe.language import Text
from greffe.namespaces import RDF, RDFS, SH
from greffe.turtle.shelf import remember

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from rdflib import Graph
    from rdflib.term import Node

Targets = dict["Node", set["Node"]]

EngineName = Literal["auto", "shacl", "pyshacl"]
ENGINES: Final[tuple[EngineName, ...]] = ("auto", "shacl", "pyshacl")


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result: which shape, about what, where.

    ``component`` is the local name of the constraint component (``MinCount``), or ``Evaluation``
    when the engine could not decide; ``constraint`` the SPARQL constraint if one spoke; ``said``
    the messages that came with it, their placeholders filled in.  A check of our own gives
    ``detail``, what is the case, in both languages.
    """

    shape: Node
    component: str
    focus: Node
    path: Node | None
    value: Node | None
    constraint: Node | None = None
    said: tuple[str, ...] = ()
    detail: Text | None = None


def refuse(shapes: Graph) -> None:
    """Raise ``BrokenShapes`` for shapes whose form means nothing.

    So is it when there is no shape, for then nothing could ever be found.
    """
    from greffe.validation.forms import refuse_ill_formed
    from greffe.validation.soundness import broken

    refuse_ill_formed(shapes)
    if not _node_shapes(shapes):
        raise broken("il n’y en a aucune", "there are none")


def targeted(data: Graph, shapes: Graph, tested: Collection[Node]) -> Targets:
    """Return for each node shape the things under test that it targets (SHACL, section 2.1.3).

    The shapes must be well formed: see ``refuse``.
    """
    wanted = set(tested)
    every = ((shape, set(_targeted(data, shapes, shape))) for shape in _node_shapes(shapes))
    return {shape: found & wanted for shape, found in every if found & wanted}


def _node_shapes(shapes: Graph) -> set[Node]:
    from rdflib import URIRef

    return set(shapes.subjects(URIRef(f"{RDF}type"), URIRef(f"{SH}NodeShape")))


def check(
    data: Graph, shapes: Graph, targets: Targets, engine: EngineName = "auto"
) -> list[Result]:
    """Return what the shapes find wrong with their targets in the data.

    Raises ``InputError`` when the shapes are broken, ``UsageError`` when the engine that was asked
    for is not installed.
    """
    from greffe.validation.ordering import compared
    from greffe.validation.soundness import refuse_unsound

    run = engine_named(engine)
    remember(shapes, refuse_unsound, lambda: refuse_unsound(shapes))
    if not targets:
        return []
    found, rest = compared(data, shapes, targets)
    found += run(data, rest, targets)
    return list(dict.fromkeys(_told(shapes, result) for result in found))


def available(engine: EngineName) -> bool:
    """Say whether an engine is installed; one of ``auto`` always is."""
    return engine == "auto" or find_spec(engine) is not None


def engine_named(name: EngineName) -> Callable[[Graph, Graph, Targets], list[Result]]:
    """Return an engine; raise ``UsageError`` when it is not installed."""
    if not available(name):
        raise _not_installed(name)
    if name == "pyshacl" or not available("shacl"):
        from greffe.validation import pyshacl_engine

        return pyshacl_engine.check
    from greffe.validation import rust_engine

    return rust_engine.check


def _told(shapes: Graph, result: Result) -> Result:
    """Return a result as SHACL has it, where engines tell more.

    What a SPARQL constraint in a property shape does not bind has no value (section 5.3.2).  The
    message of a constraint takes the place of its shape's, and engines add none of their own.
    """
    key = (result.shape, result.constraint)
    in_property, own, of_shape = remember(shapes, (_told, key), lambda: _telling(shapes, *key))
    return replace(
        result,
        value=None if _unbound(result, in_property=in_property) else result.value,
        said=tuple(text for text in result.said if text not in of_shape) if own else of_shape,
    )


def _telling(
    shapes: Graph, shape: Node, constraint: Node | None
) -> tuple[bool, bool, tuple[str, ...]]:
    """Say whether a shape has a path and its constraint messages, and return those of the shape."""
    from rdflib import URIRef

    in_property = (shape, URIRef(f"{SH}path"), None) in shapes
    message = URIRef(f"{SH}message")
    own = constraint is not None and (constraint, message, None) in shapes
    return in_property, own, tuple(sorted(map(str, shapes.objects(shape, message))))


def _unbound(result: Result, *, in_property: bool) -> bool:
    return result.component == "SPARQL" and in_property and result.value == result.focus


def _targeted(data: Graph, shapes: Graph, shape: Node) -> Iterator[Node]:
    from rdflib import URIRef

    type_ = URIRef(f"{RDF}type")
    for class_ in shapes.objects(shape, URIRef(f"{SH}targetClass")):
        for each in data.transitive_subjects(URIRef(f"{RDFS}subClassOf"), class_):
            yield from data.subjects(type_, each)
    for predicate in shapes.objects(shape, URIRef(f"{SH}targetSubjectsOf")):
        yield from data.subjects(predicate)
    for predicate in shapes.objects(shape, URIRef(f"{SH}targetObjectsOf")):
        yield from data.objects(None, predicate)
    yield from shapes.objects(shape, URIRef(f"{SH}targetNode"))


def _not_installed(name: EngineName) -> UsageError:
    return UsageError(
        Text(f"Le moteur « {name} » n’est pas installé.", f"The engine '{name}' is not installed."),
        Text(
            "Dans le dossier de Greffe : python -m pip install -e '.[fast]' ; ou laissez "
            "--engine auto.",
            "In the folder of Greffe: python -m pip install -e '.[fast]'; or leave --engine auto.",
        ),
    )
