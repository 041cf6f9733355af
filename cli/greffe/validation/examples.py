"""Examples of what a rule accepts and refuses, cut out of the cases that its shape is tested by.

A case describes a whole entry; an example keeps of it what the rule looks at.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from greffe.namespaces import GRSH, RDF, RDFS, SH, shorten
from greffe.resources import examples_dir
from greffe.store.query_text import used_names
from greffe.validation.coverage import parts
from greffe.validation.excerpts import Source, read
from greffe.validation.rulebook import IDENTIFIER, holders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib import URIRef
    from rdflib.term import Node

    from greffe.validation.catalogue import Catalogue, Sheet

_FIRES: Final = "# fires: "
_TYPE: Final = f"{RDF}type"


@dataclass(frozen=True, slots=True)
class Example:
    """Statements in Turtle, and the case that they are cut from.

    ``lacks`` says that what the rule looks at does not give the field that the rule is about.
    """

    case: str
    turtle: str
    lacks: bool


@dataclass(frozen=True)
class Examples:
    """The examples of the rules of a catalogue."""

    catalogue: Catalogue

    def invalid(self, sheet: Sheet) -> Example | None:
        """Return what a rule refuses: the first case that must break it, and no other rule."""
        return next((self._cut(sheet, _case(path)) for path in _refused(sheet)), None)

    def valid(self, sheet: Sheet) -> Example | None:
        """Return what a rule accepts: of the valid cases beside, the one that says most of it."""
        cases = [_case(path) for path in _accepted(sheet) if self._focuses(sheet, _case(path))]
        cut = [self._cut(sheet, case) for case in cases]
        return min(cut, key=lambda each: (each.lacks, -each.turtle.count("\n")), default=None)

    def _cut(self, sheet: Sheet, case: Source) -> Example:
        focuses = self._focuses(sheet, case)
        wanted = self._looked_at(sheet) or {str(p) for p in case.graph.predicates()}
        others = {s for s, p, _ in case.graph if str(p) in wanted - {_TYPE}}
        given = {shorten(str(p)) for s, p, _ in case.graph if s in focuses}
        name = f"{case.path.parent.name}/{case.path.stem}"
        lacks = sheet.field is not None and sheet.field not in given
        return Example(name, case.excerpt(focuses | others, wanted), lacks)

    def _focuses(self, sheet: Sheet, case: Source) -> set[Node]:
        """Return what a rule looks at in a case: the targets of the shapes that hold it."""
        graph = case.graph
        if sheet.is_beside:
            return set(graph.subjects())
        found: set[Node] = set()
        for holder in self._shapes_of(sheet):
            for kind in self.catalogue.shapes.objects(holder, _sh("targetClass")):
                for each in self._kinds(kind):
                    found |= set(graph.subjects(_type(), each))
            for predicate in self.catalogue.shapes.objects(holder, _sh("targetSubjectsOf")):
                found |= set(graph.subjects(predicate))
            for predicate in self.catalogue.shapes.objects(holder, _sh("targetObjectsOf")):
                found |= set(graph.objects(None, predicate)) & set(graph.subjects())
        return found

    def _kinds(self, kind: Node) -> Iterator[Node]:
        from rdflib import URIRef

        above = URIRef(f"{RDFS}subClassOf")
        yield from filter(None, self.catalogue.ontology.transitive_subjects(above, kind))

    def _looked_at(self, sheet: Sheet) -> set[str]:
        """Return the IRIs that a rule names, in its statements and its queries."""
        shapes = self.catalogue.shapes
        found: set[str] = set()
        for part in self._own_parts(sheet):
            found |= {str(value) for value in shapes.objects(part)}
            for query in shapes.objects(part, _sh("select")):
                found |= set(used_names(str(query), ""))
        return found

    def _own_parts(self, sheet: Sheet) -> Iterator[Node]:
        """Yield what a rule is made of, but for the rules of their own that it holds."""
        from rdflib import URIRef

        shapes, rule = self.catalogue.shapes, URIRef(f"{GRSH}{sheet.name}")
        for each in (rule, *self._shapes_of(sheet)):
            for path in shapes.objects(each, _sh("path")):
                yield from parts(shapes, path)
        inner = {
            part
            for coded in parts(shapes, rule)
            if coded != rule and (coded, URIRef(IDENTIFIER), None) in shapes
            for part in parts(shapes, coded)
        }
        yield from (part for part in parts(shapes, rule) if part not in inner)

    def _shapes_of(self, sheet: Sheet) -> list[Node]:
        """Return the shape that a rule is, or belongs to, and the node shapes that hold it."""
        from rdflib import URIRef

        rule = URIRef(f"{GRSH}{sheet.name}")
        shape = self.catalogue.shapes.value(None, _sh("sparql"), rule) or rule
        return [shape, *holders(self.catalogue.shapes, shape)]


def _refused(sheet: Sheet) -> tuple[Path, ...]:
    return _invalid_cases().get(sheet.name, ())


def _accepted(sheet: Sheet) -> list[Path]:
    folders = dict.fromkeys(path.parent for path in _refused(sheet))
    return [path for folder in folders for path in sorted(folder.glob("valid.*.ttl"))]


@cache
def _invalid_cases() -> dict[str, tuple[Path, ...]]:
    """Return the invalid cases by the rule that their first line names."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for path in sorted(examples_dir().glob("*/invalid.*.ttl")):
        with path.open(encoding="utf-8") as file:
            first = file.readline().strip()
        found[first.removeprefix(_FIRES).removeprefix("grsh:")].append(path)
    return {name: tuple(paths) for name, paths in found.items()}


@cache
def _case(path: Path) -> Source:
    return read(path)


def _sh(name: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(f"{SH}{name}")


def _type() -> URIRef:
    from rdflib import URIRef

    return URIRef(_TYPE)
