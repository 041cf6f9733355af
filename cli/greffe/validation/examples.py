"""Examples of what a rule accepts and refuses, cut out of the cases that its shape is tested by.

A case describes a whole entry; an example keeps of it what the rule looks at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from greffe.namespaces import DCTERMS, GREFFE, GRSH, LAW, ORG, RDF, RDFS, SH, SKOS, shorten
from greffe.resources import examples_dir
from greffe.store.query_text import used_names
from greffe.turtle.reading import parse
from greffe.validation.coverage import parts
from greffe.validation.excerpts import Source, read
from greffe.validation.rulebook import IDENTIFIER, holders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib import Graph, URIRef
    from rdflib.term import Node

    from greffe.validation.catalogue import Catalogue
    from greffe.validation.stating import Sheet

_FIRES: Final = "# fires: "
_TYPE: Final = f"{RDF}type"
_CELL: Final = "Text"
_LONG: Final = 40
_ANY_PROPERTY: Final = re.compile(r"[{.]\s*[$]this [?]\w+ [?]\w+")
_NAMES: Final = frozenset(
    {
        *(f"{SKOS}{name}Label" for name in ("pref", "alt", "hidden")),
        f"{SKOS}inScheme",
        f"{GREFFE}acronym",
        f"{DCTERMS}isPartOf",
        f"{DCTERMS}isReplacedBy",
        f"{ORG}unitOf",
    }
)
"""What the checks of words go by, beside the cells: names, lists, documents and bodies."""


@dataclass(frozen=True, slots=True)
class Example:
    """Statements in Turtle, and the case that they are cut from.

    ``lacks`` says that what the rule looks at does not give the field that the rule is about.
    """

    case: Path
    turtle: str
    lacks: bool


@dataclass(frozen=True)
class Examples:
    """The examples of the rules of a catalogue."""

    catalogue: Catalogue

    def invalid(self, sheet: Sheet) -> Example | None:
        """Return what a rule refuses: the first case that must break it, and no other rule."""
        case = next(map(_case, _refused(sheet)), None)
        return None if case is None else self._cut(sheet, case)

    def valid(self, sheet: Sheet) -> Example | None:
        """Return what a rule accepts: of the valid cases beside, the one that says most of it."""
        cases = [_case(path) for path in _accepted(sheet)]
        cut = [self._cut(sheet, case) for case in cases if self.focuses(sheet, case.graph)]
        return min(cut, key=_least_telling, default=None)

    def _cut(self, sheet: Sheet, case: Source) -> Example:
        focuses = self.focuses(sheet, case.graph)
        wanted = self._looked_at(sheet) or {str(p) for p in case.graph.predicates()}
        if self._reads_words(sheet):
            wanted = wanted - _cells(case) | (_telling_cells(case) or _cells(case) & wanted)
            wanted |= _NAMES
        elif self._reads_every_cell(sheet):
            wanted |= _cells(case)
        others = {s for s, p, _ in case.graph if str(p) in wanted - {_TYPE} and _is_own(s)}
        if self._reads_words(sheet):
            wanted |= {str(p) for s, p, o in case.graph if s in focuses and o in others}
        given = {shorten(str(p)) for s, p, _ in case.graph if s in focuses}
        lacks = sheet.field is not None and sheet.field not in given
        return Example(case.path, case.excerpt(focuses | others, wanted), lacks)

    def _reads_words(self, sheet: Sheet) -> bool:
        """Say whether a rule is a check of our own, which may read any cell."""
        from rdflib import URIRef

        check = (URIRef(f"{GRSH}{sheet.name}"), URIRef(f"{GREFFE}check"), None)
        return check in self.catalogue.shapes

    def _reads_every_cell(self, sheet: Sheet) -> bool:
        """Say whether a query looks at whatever is said of a thing, not at named properties."""
        shapes = self.catalogue.shapes
        queries = [
            q for part in self._own_parts(sheet) for q in shapes.objects(part, _sh("select"))
        ]
        return any(_ANY_PROPERTY.search(str(query)) for query in queries)

    def focuses(self, sheet: Sheet, graph: Graph) -> set[Node]:
        """Return what a rule looks at in a graph: the targets of the shapes that hold it."""
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
                aimed = {*graph.objects(None, predicate), *_context().objects(None, predicate)}
                found |= aimed & set(graph.subjects())
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
        for shape in self._shapes_of(sheet):
            for name in ("path", "targetSubjectsOf", "targetObjectsOf"):
                found |= {str(value) for value in shapes.objects(shape, _sh(name))}
        return found

    def _own_parts(self, sheet: Sheet) -> Iterator[Node]:
        """Yield what a rule is made of, but for the rules of their own that it holds."""
        from rdflib import URIRef

        shapes, rule = self.catalogue.shapes, URIRef(f"{GRSH}{sheet.name}")
        for each in self._shapes_of(sheet):
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


def _is_own(subject: Node) -> bool:
    """Say whether a thing is told of in the registers themselves; the law is only quoted."""
    return not str(subject).startswith(LAW)


def _least_telling(example: Example) -> tuple[bool, bool, int, int]:
    lines = example.turtle.splitlines()
    properties = {line.split()[0] for line in lines if line.startswith("    ")}
    return (example.lacks, len(lines) > _LONG, -len(properties), len(lines))


def _cells(case: Source) -> set[str]:
    return {str(p) for p in case.graph.predicates() if str(p).endswith(_CELL)}


def _telling_cells(case: Source) -> set[str]:
    """Return the cells of a case that say something else than those of most cases."""
    texts = _texts()
    return {
        str(p)
        for _, p, cell in case.graph
        if str(p).endswith(_CELL) and sum(str(cell) in text for text in texts) * 20 < len(texts)
    }


@cache
def _texts() -> tuple[str, ...]:
    paths = sorted(examples_dir().glob("*/*.ttl"))
    return tuple(path.read_text(encoding="utf-8") for path in paths)


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
def _context() -> Graph:
    """Return what all cases lean on."""
    return parse(examples_dir() / "context.ttl")


@cache
def _case(path: Path) -> Source:
    return read(path)


def _sh(name: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(f"{SH}{name}")


def _type() -> URIRef:
    from rdflib import URIRef

    return URIRef(_TYPE)
