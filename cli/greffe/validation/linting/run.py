"""The whole check of shapes: reads the files, applies the rules of the linter, and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.errors import NothingChecked
from greffe.language import Text
from greffe.namespaces import shorten
from greffe.resources import ontology_dir, shapes_dir
from greffe.turtle.reading import parse
from greffe.validation.explain import shown
from greffe.validation.findings import Finding, Location, fingerprint, reading_order
from greffe.validation.ground import SUFFIX, headers, lay, turtle_files
from greffe.validation.linting.aims import aimless, broken_references
from greffe.validation.linting.draft import Draft
from greffe.validation.linting.forms import ill_formed
from greffe.validation.linting.terms import unknown_terms
from greffe.validation.linting.words import wordless
from greffe.validation.positions import places
from greffe.validation.report import Checked, Report
from greffe.validation.wording import joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.findings import Severity
    from greffe.validation.linting.rules import Fault
    from greffe.validation.positions import Places
    from greffe.workspace import Workspace

_CHECKS: Final = (unknown_terms, aimless, broken_references, ill_formed, wordless)
_COUNTED: Final = Text("formes", "shapes")


def lint(
    workspace: Workspace, paths: Sequence[Path] = (), *, fail_on: Severity = "warning"
) -> Report:
    """Check shapes files, or the bundled ones, for what would make them find nothing.

    They are held against the data and vocabulary of the workspace; bundled shapes that the files
    do not replace may be referred to.  Raises ``SyntaxFault`` for broken Turtle, ``InputError``
    for unreadable files, and ``NothingChecked`` when there is no shape at all.
    """
    found = {path: _read(path) for path in turtle_files(paths or [shapes_dir()])}
    tested = {path: graph for path, (graph, _) in found.items()}
    data = lay(workspace, ()).data + parse(ontology_dir() / "greffe.ttl")
    draft = Draft(tested, _with_context(tested), data)
    if not draft.under_test:
        raise _no_shape(paths)
    wrong = faults(draft)
    unique = {each.fingerprint: each for each in (_finding(fault, found) for fault in wrong)}
    return Report(
        findings=tuple(sorted(unique.values(), key=reading_order)),
        checked=(Checked("shapes", _COUNTED, len(draft.under_test)),),
        files=tuple(str(path) for path in tested),
        rules={fault.rule.code: fault.rule for fault in wrong},
        fail_on=fail_on,
    )


def faults(draft: Draft) -> list[Fault]:
    """Return everything that is wrong with the shapes of a draft."""
    return [fault for check in _CHECKS for fault in check(draft)]


def _read(path: Path) -> tuple[Graph, Places]:
    graph = parse(path)
    return graph, places(path, graph)


def _with_context(tested: Mapping[Path, Graph]) -> Graph:
    """Return the files under test with the bundled shapes that they do not replace."""
    shapes = parse(ontology_dir() / "prefixes.ttl")
    for graph in tested.values():
        shapes += graph
    given = {header for graph in tested.values() for header in headers(graph)}
    done = {path.resolve() for path in tested}
    for path in sorted(shapes_dir().rglob(f"*{SUFFIX}")):
        if path.resolve() not in done and given.isdisjoint(headers(graph := parse(path))):
            shapes += graph
    return shapes


def _finding(fault: Fault, found: Mapping[Path, tuple[Graph, Places]]) -> Finding:
    rule = fault.rule
    shape = _shown(fault.subject)
    field = None if fault.predicate is None else shorten(str(fault.predicate))
    value = None if fault.value is None else _shown(fault.value)
    place = _locate(fault, found)
    entity = str(fault.subject) if shape else str(place)
    return Finding(
        rule=rule.code,
        severity=rule.severity,
        entity=entity,
        number=None,
        field=field,
        value=value,
        message=joined(rule.message, fault.detail),
        remedy=rule.remedy,
        provision=None,
        location=place,
        fingerprint=fingerprint(rule.code, entity, field, f"{value} {fault.detail.en}"),
        detail=fault.detail,
        title=shape,
    )


def _shown(node: Node) -> str | None:
    """Return a node as people write it; blank nodes have names that mean nothing."""
    from rdflib import BNode

    return None if isinstance(node, BNode) else shorten(str(node))


def _locate(fault: Fault, found: Mapping[Path, tuple[Graph, Places]]) -> Location | None:
    for path, (graph, stands) in found.items():
        if (fault.subject, None, None) in graph:
            place = stands.find(fault.subject, fault.predicate, fault.value)
            if place is not None:
                return Location(shown(path), *_inside(place, fault.within))
    return None


def _inside(place: tuple[int, int], within: tuple[int, int] | None) -> tuple[int, int]:
    """Return a place in a value of several lines that begins at ``place``."""
    (line, column), (down, across) = place, within or (1, 1)
    return (line, column) if down == 1 else (line + down - 1, across)


def _no_shape(paths: Sequence[Path]) -> NothingChecked:
    where = ", ".join(map(str, paths))
    return NothingChecked(
        Text(f"Aucune forme SHACL dans {where}.", f"No SHACL shape in {where}."),
        Text(
            "Donnez un fichier Turtle qui contient des formes (sh:NodeShape).",
            "Give a Turtle file that holds shapes (sh:NodeShape).",
        ),
    )
