"""Which check has which name, and running those that the shapes ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.errors import InputError
from greffe.language import Text
from greffe.namespaces import GREFFE, SH
from greffe.validation.checks import law, names, values, words
from greffe.validation.checks.reader import Reader
from greffe.validation.engine import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.checks.reader import Fault
    from greffe.validation.engine import Targets

CHECKS: Final[dict[str, Callable[[Reader, Node], Iterator[Fault]]]] = {
    "abandoned-designation": names.abandoned_designations,
    "former-name": names.former_names,
    "markup": words.markup,
    "misprinted-name": names.misprinted_names,
    "misprinted-value": values.misprinted_values,
    "named-law": law.named_laws,
    "repeated-item": values.repeated_items,
    "repeated-value": values.repeated_values,
    "unexplained-acronym": names.unexplained_acronyms,
    "unit-names": names.unit_names,
    "wordless-cell": words.wordless_cells,
}
"""From the name of a check to the function that finds its faults in one thing."""


def run(data: Graph, shapes: Graph, targets: Targets) -> list[Result]:
    """Return the faults that the checks of the shapes find in their targets, as an engine would.

    Raises ``InputError`` for a shape that asks for a check we do not have.
    """
    reader = Reader(data)
    return [
        Result(shape, "Check", fault.focus, fault.path, fault.value, detail=fault.detail)
        for target, nodes in targets.items()
        for shape, check in _asked(shapes, target)
        for node in sorted(nodes, key=str)
        for fault in check(reader, node)
    ]


def _asked(
    shapes: Graph, target: Node
) -> Iterator[tuple[Node, Callable[[Reader, Node], Iterator[Fault]]]]:
    from rdflib import URIRef

    for shape in shapes.objects(target, URIRef(f"{SH}property")):
        for name in shapes.objects(shape, URIRef(f"{GREFFE}check")):
            if str(name) not in CHECKS:
                raise _unknown(shape, str(name))
            yield shape, CHECKS[str(name)]


def _unknown(shape: Node, name: str) -> InputError:
    known = ", ".join(CHECKS)
    return InputError(
        Text(
            f"La forme {shape} demande la vérification « {name} », qui n’existe pas.",
            f"The shape {shape} asks for the check “{name}”, which does not exist.",
        ),
        Text(f"Vérifications connues : {known}.", f"Known checks: {known}."),
    )
