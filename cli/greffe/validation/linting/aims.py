"""What shapes aim at and refer to: data that is not there, shapes that nothing describes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import RDF, RDFS, shorten
from greffe.validation.forms import members
from greffe.validation.linting.rules import (
    DEACTIVATED,
    EMPTY,
    LOOP,
    NAMELESS,
    NO_DATA,
    NOTHING_THERE,
    UNUSED,
    Fault,
)
from greffe.validation.soundness import circle_from, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from greffe.validation.linting.draft import Draft

_SILENT: Final = Text("", "")
_TRUE: Final = ("true", "1")


def aimless(draft: Draft) -> Iterator[Fault]:
    """Yield each shape that checks nothing, or aims at what the data does not have."""
    for shape in draft.under_test:
        if not draft.is_aimed(shape) and shape not in draft.referred:
            yield Fault(UNUSED, shape, None, None, _SILENT)
        if not draft.constraints(shape):
            yield Fault(EMPTY, shape, None, None, _SILENT)
        for value in draft.values(shape, "deactivated"):
            if str(value) in _TRUE:
                yield Fault(DEACTIVATED, shape, term("deactivated"), value, _SILENT)
    yield from _without_data(draft)


def _without_data(draft: Draft) -> Iterator[Fault]:
    from rdflib import URIRef

    for shape in draft.under_test:
        for name, used in (
            ("targetClass", _has_class),
            ("targetSubjectsOf", _has_predicate),
            ("targetObjectsOf", _has_predicate),
            ("targetNode", _has_subject),
            ("path", _has_predicate),
        ):
            for value in draft.values(shape, name):
                if isinstance(value, URIRef) and not used(draft, value):
                    said = shorten(str(value))
                    detail = Text(f"Aucune donnée n’a « {said} ».", f"No data has “{said}”.")
                    yield Fault(NO_DATA, shape, term(name), value, detail)


def _has_class(draft: Draft, value: Node) -> bool:
    from rdflib import URIRef

    kind, above = URIRef(f"{RDF}type"), URIRef(f"{RDFS}subClassOf")
    return any(
        (None, kind, each) in draft.data for each in draft.data.transitive_subjects(above, value)
    )


def _has_predicate(draft: Draft, value: Node) -> bool:
    return (None, value, None) in draft.data


def _has_subject(draft: Draft, value: Node) -> bool:
    return (value, None, None) in draft.data


def broken_references(draft: Draft) -> Iterator[Fault]:
    """Yield each reference between shapes that leads nowhere, in a circle, or to no name."""
    from rdflib import BNode, Literal

    for shape, name, value in draft.references(draft.under_test):
        holder = next(
            (
                each
                for each in draft.values(shape, name)
                if value == each or value in members(draft.shapes, each)
            ),
            value,
        )
        described = isinstance(value, Literal) or (value, None, None) in draft.shapes
        if not described:
            said = shorten(str(value))
            detail = Text(f"Rien ne décrit « {said} ».", f"Nothing describes “{said}”.")
            yield Fault(NOTHING_THERE, shape, term(name), holder, detail)
        if name == "property" and isinstance(value, BNode):
            yield Fault(NAMELESS, shape, term(name), value, _SILENT)
    yield from _undescribed(draft)
    yield from _loops(draft)


def _undescribed(draft: Draft) -> Iterator[Fault]:
    """Yield each constraint or list of prefixes that is named but not described."""
    from rdflib import URIRef

    wanted = {"sparql": ("select", "ask"), "prefixes": ("declare",)}
    for name, contents in wanted.items():
        subjects = {s for graph in draft.tested.values() for s in graph.subjects(term(name))}
        for subject in sorted(subjects, key=str):
            for value in draft.values(subject, name):
                if isinstance(value, URIRef) and not any(draft.values(value, c) for c in contents):
                    said = shorten(str(value))
                    lacking = " / ".join(f"sh:{each}" for each in contents)
                    detail = Text(f"« {said} » n’a pas {lacking}.", f"“{said}” has no {lacking}.")
                    yield Fault(NOTHING_THERE, subject, term(name), value, detail)


def _loops(draft: Draft) -> Iterator[Fault]:
    """Yield each shape under test that its own references lead back to, once a circle."""
    references: defaultdict[Node, set[Node]] = defaultdict(set)
    for shape, _, value in draft.references(set(draft.shapes.subjects())):
        references[shape].add(value)
    told: set[Node] = set()
    for shape in draft.under_test:
        circle = circle_from(shape, references)
        if circle and told.isdisjoint(circle):
            told |= set(circle)
            way = " → ".join(shorten(str(each)) for each in (*circle, shape))
            yield Fault(LOOP, shape, None, None, Text(f"{way}.", f"{way}."))
