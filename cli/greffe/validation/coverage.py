"""How many things each rule looked at: a rule that looked at nothing has found nothing either."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.matching import natural
from greffe.namespaces import RDF, SH
from greffe.validation.keeping import kept
from greffe.validation.rulebook import IDENTIFIER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.language import Language
    from greffe.validation.engine import Targets

_LINKS: Final = (SH, f"{RDF}first", f"{RDF}rest")
_LOOKED: Final = Text(
    "Règles appliquées : {applied} sur {all}.", "Rules applied: {applied} of {all}."
)
_IDLE: Final = Text(" Sans objet ici : {codes}.", " Nothing here for: {codes}.")
_ALL: Final = ""
_LONGEST_SPELLED_OUT: Final = 2


def looked_at(shapes: Graph, targets: Targets) -> dict[str, int]:
    """Return for the code of each rule of the shapes how many things it looked at.

    A rule looks at the targets of every node shape that leads to it.
    """
    codes = kept(shapes, "codes", lambda: _codes(shapes))
    seen: dict[str, set[Node]] = {code: set() for code in codes[_ALL]}
    for shape, nodes in targets.items():
        for code in codes.get(str(shape), ()):
            seen[code] |= nodes
    return {code: len(nodes) for code, nodes in seen.items()}


def _codes(shapes: Graph) -> dict[str, list[str]]:
    """Return the codes of the rules of each node shape, and of all, in natural order."""
    from rdflib import URIRef

    identifier = URIRef(IDENTIFIER)
    found = {_ALL: {str(code) for code in shapes.objects(None, identifier)}}
    for shape in set(shapes.subjects(URIRef(f"{RDF}type"), URIRef(f"{SH}NodeShape"))):
        own = (code for part in parts(shapes, shape) for code in shapes.objects(part, identifier))
        found[str(shape)] = set(map(str, own))
    return {shape: sorted(codes, key=natural) for shape, codes in found.items()}


def parts(shapes: Graph, shape: Node) -> Iterator[Node]:
    """Yield a shape and all that it is made of: properties, constraints, alternatives."""
    pending, done = [shape], {shape}
    while pending:
        node = pending.pop()
        yield node
        for predicate, value in shapes.predicate_objects(node):
            if str(predicate).startswith(_LINKS) and value not in done:
                done.add(value)
                pending.append(value)


def in_words(counts: Mapping[str, int], language: Language) -> str:
    """Return how many rules looked at something, and the codes of those that did not."""
    idle = [code for code, count in counts.items() if not count]
    said = _LOOKED.format(applied=len(counts) - len(idle), all=len(counts))[language]
    if idle:
        said += _IDLE.format(codes=", ".join(_runs(list(counts), idle)))[language]
    return said


def _runs(codes: list[str], chosen: Iterable[str]) -> Iterator[str]:
    """Yield the chosen codes; those of a kind that follow each other in ``codes`` as a run."""
    run: list[str] = []
    for code in chosen:
        if run and (_kind(code) != _kind(run[-1]) or codes.index(code) > codes.index(run[-1]) + 1):
            yield from _told(run)
            run = []
        run.append(code)
    yield from _told(run)


def _told(run: list[str]) -> list[str]:
    return run if len(run) <= _LONGEST_SPELLED_OUT else [f"{run[0]} … {run[-1]}"]


def _kind(code: str) -> str:
    return re.split(r"\d", code, maxsplit=1)[0]
