"""Turtle cut out of a file: chosen things and properties, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.namespaces import DCTERMS, PREFIXES, RDF, XSD, shorten
from greffe.turtle.reading import parse
from greffe.validation.positions import places

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.positions import Places

BASE: Final = "https://w3id.org/greffe/id/x/"
"""What the relative addresses of the cases are relative to."""

_TYPE: Final = f"{RDF}type"
_ALWAYS: Final = (_TYPE, f"{DCTERMS}identifier")
_BARE: Final = (f"{XSD}boolean", f"{XSD}integer")


@dataclass(frozen=True)
class Source:
    """A Turtle file: its graph, and where each statement stands."""

    path: Path
    graph: Graph
    stands: Places

    def excerpt(self, subjects: Collection[Node], predicates: Collection[str]) -> str:
        """Return what the file says of the subjects by the predicates, and what they are.

        The result is Turtle without its prefixes (see ``header``).
        """
        ordered = sorted(subjects, key=lambda each: self.stands.subjects.get(each, 0))
        return "\n\n".join(self._block(subject, predicates) for subject in ordered)

    def _block(self, subject: Node, predicates: Collection[str]) -> str:
        wanted = {*predicates, *_ALWAYS}
        shown = [p for p in set(self.graph.predicates(subject)) if str(p) in wanted]
        shown.sort(key=lambda p: self.stands.predicates.get((subject, p), 0))
        lines = [f"{_verb(p)} {self._objects(subject, p)}" for p in shown]
        return f"{written(subject)} " + " ;\n    ".join(lines) + " ."

    def _objects(self, subject: Node, predicate: Node) -> str:
        values = sorted(
            self.graph.objects(subject, predicate),
            key=lambda value: self.stands.objects.get((subject, predicate, value), 0),
        )
        return ",\n        ".join(map(written, values))


def read(path: Path) -> Source:
    """Return a Turtle file to cut from; raise ``SyntaxFault`` when it is not Turtle."""
    graph = parse(path)
    return Source(path, graph, places(path, graph))


def header() -> str:
    """Return the lines that make an excerpt a Turtle document: the base and our prefixes."""
    lines = [f"@base <{BASE}> ."]
    lines += [f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()]
    return "\n".join(lines) + "\n\n"


def written(node: Node) -> str:
    """Return a node in Turtle, as short as our prefixes and the base of the cases allow."""
    from rdflib import Literal, URIRef

    if isinstance(node, URIRef):
        if node.startswith(BASE):
            return f"<{node.removeprefix(BASE)}>"
        short = shorten(str(node))
        return short if short != str(node) and not short.endswith(":") else f"<{node}>"
    if isinstance(node, Literal) and node.datatype is not None:
        kind = str(node.datatype)
        quoted = Literal(str(node)).n3()
        return str(node) if kind in _BARE and _is_plain(node) else f"{quoted}^^{shorten(kind)}"
    return node.n3()


def _is_plain(node: Node) -> bool:
    word = str(node)
    return word in ("true", "false") or word.isdecimal()


def _verb(predicate: Node) -> str:
    return "a" if str(predicate) == _TYPE else written(predicate)
