"""What shapes must be for a check to mean anything, whichever engine reads them.

Engines disagree about broken shapes: one refuses them, the other overlooks them, and a check that
overlooks a rule looks like success.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.errors import InputError
from greffe.language import Text
from greffe.namespaces import SH, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Graph, URIRef
    from rdflib.term import Node

About = tuple["Node", "Node | None", "Node | None"]
"""A shape, the predicate and the value that are at fault, as far as they are known."""

_REFERENCES: Final = ("property", "node", "not", "qualifiedValueShape")
_LISTS: Final = ("and", "or", "xone")


class BrokenShapes(InputError):
    """The rules themselves are at fault; ``about`` says which part of them, where that is known."""

    def __init__(self, message: Text, remedy: Text | None, about: About | None = None) -> None:
        """Keep what is at fault beside the message."""
        super().__init__(message, remedy)
        self.about = about

    def at(self, place: str) -> BrokenShapes:
        """Return the error with its place: file, line and column."""
        return BrokenShapes(Text(f"{place} : ", f"{place}: ") + self.message, self.remedy)


def refuse_unsound(shapes: Graph) -> None:
    """Raise ``BrokenShapes`` for shapes that no engine can be trusted with.

    A property shape has no path, or several (SHACL, section 2.3.1); a shape refers to one that is
    not there; shapes refer to each other in a circle, the meaning of which SHACL leaves undefined
    (section 3.4.3).
    """
    for shape in set(shapes.objects(None, term("property"))):
        if len(set(shapes.objects(shape, term("path")))) != 1:
            said = shorten(str(shape))
            fr, en = f"{said} n’a pas un seul sh:path", f"{said} does not have one sh:path"
            raise broken(fr, en, (shape, None, None))
    references: dict[Node, set[Node]] = {}
    for shape, other in _references(shapes):
        if (other, None, None) not in shapes:
            one, two = shorten(str(shape)), shorten(str(other))
            raise broken(
                f"{one} renvoie à {two}, qui n’existe pas",
                f"{one} refers to {two}, which does not exist",
                (shape, None, None),
            )
        references.setdefault(shape, set()).add(other)
    for shape in sorted(references, key=str):
        if circle := circle_from(shape, references):
            said = " → ".join(shorten(str(each)) for each in (*circle, shape))
            raise broken(
                f"elles renvoient les unes aux autres en rond ({said})",
                f"they refer to each other in a circle ({said})",
                (shape, None, None),
            )


def broken(fr: str, en: str | None = None, about: About | None = None) -> BrokenShapes:
    """Return the error for shapes that are at fault, and why."""
    return BrokenShapes(
        Text(
            f"les formes SHACL sont fautives : {fr}.", f"the SHACL shapes are broken: {en or fr}."
        ),
        Text(
            "Corrigez la forme ; « greffe rules --lint » les examine toutes.",
            "Correct the shape; 'greffe rules --lint' examines them all.",
        ),
        about,
    )


def _references(shapes: Graph) -> Iterator[tuple[Node, Node]]:
    for name in _REFERENCES:
        yield from shapes.subject_objects(term(name))
    for name in _LISTS:
        for shape, members in shapes.subject_objects(term(name)):
            for member in _members(shapes, shape, members):
                yield shape, member


def _members(shapes: Graph, shape: Node, head: Node) -> list[Node]:
    try:
        return list(shapes.items(head))
    except ValueError as error:
        said = shorten(str(shape))
        fr, en = f"une liste de {said} tourne en rond", f"a list of {said} is circular"
        raise broken(fr, en, (shape, None, None)) from error


def circle_from(start: Node, references: Mapping[Node, set[Node]]) -> list[Node]:
    """Return the shapes on a way of references from one back to it; none if there is no way."""
    ways: list[list[Node]] = [[start]]
    seen: set[Node] = set()
    while ways:
        way = ways.pop()
        for other in sorted(references.get(way[-1], ()), key=str):
            if other == start:
                return way
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


def term(name: str) -> URIRef:
    """Return the term of SHACL that has this name."""
    from rdflib import URIRef

    return URIRef(f"{SH}{name}")
