"""Turns what the checks found into findings: rule, entry, field, words and place."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from greffe.language import Text
from greffe.namespaces import GREFFE, PROV, RDF, SH, SKOS
from greffe.turtle.shelf import subjects_of
from greffe.validation.findings import Finding, Location, fingerprint, reading_order
from greffe.validation.ground import number_of, owner_of, title_of
from greffe.validation.naming import namer
from greffe.validation.passages import passage_of
from greffe.validation.positions import places
from greffe.validation.rulebook import detail_of, rule_of
from greffe.validation.wording import (
    NOT_RECOGNISED,
    detail,
    filled,
    joined,
    shorten,
    telling,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.engine import Result
    from greffe.validation.findings import Passage
    from greffe.validation.ground import Ground
    from greffe.validation.positions import Places
    from greffe.validation.references import Stray
    from greffe.validation.rulebook import Rule

MISSING: Final = "MinCount"
"""The constraint component that asks for a value."""


class _Thing(NamedTuple):
    """What people know a thing by: the entry that it is part of, its number and title."""

    entry: Node | None
    number: str | None
    title: str | None


class Explainer:
    """Makes findings about one ground; files are read again for places only when they have one."""

    def __init__(self, ground: Ground, shapes: Graph, today: date, *, placed: bool = True) -> None:
        """Explain what is found on ``ground`` against ``shapes``, as the rules stand ``today``.

        Unless it is to be ``placed``, lines and columns are not looked for.
        """
        self.ground = ground
        self.shapes = shapes
        self.today = today
        self.placed = placed
        self._named = namer(ground.data)
        self._places: dict[Path, Places] = {}
        self._rules: dict[tuple[Node, Node | None], Rule] = {}
        self._templates: dict[Node | None, Text | None] = {}
        self._paths: dict[Node, Node | None] = {}
        self._things: dict[Node, _Thing] = {}
        self._passages: dict[tuple[Node, Node | None], Passage | None] = {}
        self._told_of: set[Node] = set()

    def findings(self, results: Iterable[Result], strays: Iterable[Stray]) -> tuple[Finding, ...]:
        """Return one finding for each fault, in the order of the files.

        Results that tell the same fault twice (same rule, thing, field and value) become one; a
        reference to nothing is left out where a shape has already said so, and so is the absence
        of what would have been read in a cell that is itself absent.
        """
        kept, apart = self._absent_once(results), list(strays)
        self._told_of = {r.focus for r in kept} | {s.subject for s in apart}
        by_telling = sorted(
            kept,
            key=lambda r: (telling(r.component), r.component, str(r.value), r.said),
        )
        told = {(r.focus, r.value) for r in by_telling}
        found = [self._of_result(result) for result in by_telling]
        found += [
            self._of_stray(stray)
            for stray in apart
            if stray.value is None or (stray.subject, stray.value) not in told
        ]
        unique: dict[str, Finding] = {}
        for finding in found:
            first = unique.setdefault(finding.fingerprint, finding)
            if first is not finding:
                told_by = (*first.results, *finding.results)
                unique[finding.fingerprint] = replace(first, results=told_by)
        return tuple(sorted(unique.values(), key=reading_order))

    def _absent_once(self, results: Iterable[Result]) -> list[Result]:
        kept = list(results)
        absent = {
            r: (r.focus, local_name(str(self._path(r)))) for r in kept if r.component == MISSING
        }
        cells = set(absent.values())
        return [
            result
            for result in kept
            if result not in absent or (result.focus, f"{absent[result][1]}Text") not in cells
        ]

    def _path(self, result: Result) -> Node | None:
        if result.path is not None:
            return result.path
        if result.shape not in self._paths:
            self._paths[result.shape] = leaf(self.shapes, result.shape)
        return self._paths[result.shape]

    def _of_result(self, result: Result) -> Finding:
        rule = self._rule(result.shape, result.constraint)
        path = self._path(result)
        value = None if result.value is None else str(result.value)
        at = (result.focus, path, result.value)
        return self._finding(rule, at, self._detail(result, value), results=(result,))

    def _rule(self, shape: Node, constraint: Node | None) -> Rule:
        """Return the rule of a shape as it stands today, read once."""
        key = (shape, constraint)
        if key not in self._rules:
            self._rules[key] = rule_of(self.shapes, shape, constraint).on(self.today)
        return self._rules[key]

    def _detail(self, result: Result, value: str | None) -> Text:
        constraint = result.constraint
        if constraint not in self._templates:
            self._templates[constraint] = detail_of(self.shapes, constraint)
        template = self._templates[constraint]
        told = result.detail or (template and filled(template, result.said, self._named))
        return told or joined(
            self._not_recognised(result) or detail(result.component, value),
            _note(self.ground.data, result.focus),
        )

    def _not_recognised(self, result: Result) -> Text | None:
        """Return the words of the cell in which a value that is missing should have been read."""
        from rdflib import URIRef

        if result.component != MISSING:
            return None
        cell = URIRef(f"{self._path(result)}Text")
        words = next(iter(self.ground.data.objects(result.focus, cell)), None)
        return None if words is None else NOT_RECOGNISED.format(words=shorten(str(words)))

    def _of_stray(self, stray: Stray) -> Finding:
        at = (stray.subject, stray.predicate, stray.value)
        term = None if stray.term is None else str(stray.term)
        finding = self._finding(stray.rule, at, stray.detail, term)
        return finding if stray.location is None else replace(finding, location=stray.location)

    def _finding(
        self,
        rule: Rule,
        at: tuple[Node, Node | None, Node | None],
        said: Text,
        value: str | None = None,
        results: tuple[Result, ...] = (),
    ) -> Finding:
        focus, path, node = at
        field = None if path is None else local_name(str(path))
        shown = value or (None if node is None else str(node))
        thing = self._thing(focus)
        return Finding(
            rule=rule.code,
            severity=rule.severity,
            entity=str(focus),
            number=thing.number,
            field=field,
            value=shown,
            message=joined(rule.message, said),
            remedy=rule.remedy,
            provision=rule.provision,
            location=self._locate(thing.entry, *at),
            fingerprint=fingerprint(rule.code, str(focus), field, shown),
            detail=said,
            title=thing.title,
            entry=str(focus if thing.entry is None else thing.entry),
            results=results,
        )

    def _thing(self, focus: Node) -> _Thing:
        """Return what people know a thing by, read once."""
        if focus not in self._things:
            data = self.ground.data
            title = title_of(data, self._whole(focus))
            self._things[focus] = _Thing(
                entry=owner_of(data, focus),
                number=number_of(data, focus),
                title=None if title is None else shorten(title),
            )
        return self._things[focus]

    def _whole(self, thing: Node) -> Node:
        """Return what people know a thing as: a passage is one of what is quoted from it."""
        from rdflib import URIRef

        data = self.ground.data
        if (thing, URIRef(f"{GREFFE}document"), None) not in data:
            return thing
        holders = sorted(data.subjects(URIRef(f"{PROV}wasQuotedFrom"), thing), key=str)
        return next(iter(holders), thing)

    def _locate(
        self, entry: Node | None, focus: Node, path: Node | None, value: Node | None
    ) -> Location | None:
        for pattern in ((focus, path, value), (focus, path, None), (focus, None, None)):
            for file in self._homes.get(focus, ()):
                graph = self.ground.tested[file]
                if pattern in graph and (place := self._place(file, focus, path, value)):
                    source = self._passage(focus, entry, path)
                    return Location(self._names[file], *place, source)
        return None

    def _passage(self, focus: Node, entry: Node | None, path: Node | None) -> Passage | None:
        key = (focus, path)
        if key not in self._passages:
            self._passages[key] = passage_of(self.ground.data, focus, entry, path)
        return self._passages[key]

    @cached_property
    def _names(self) -> dict[Path, str]:
        """How the paths of the files under test are written."""
        return {file: shown(file) for file in self.ground.tested}

    @cached_property
    def _homes(self) -> dict[Node, list[Path]]:
        """The files under test that describe each thing."""
        homes: dict[Node, list[Path]] = {}
        for file, graph in self.ground.tested.items():
            for subject in subjects_of(graph):
                homes.setdefault(subject, []).append(file)
        return homes

    def _place(
        self, file: Path, focus: Node, path: Node | None, value: Node | None
    ) -> tuple[int | None, int | None] | None:
        if not self.placed:
            return None, None
        if file not in self._places:
            self._places[file] = places(file, self.ground.tested[file], self._told_of)
        return self._places[file].find(focus, path, value)


def leaf(shapes: Graph, shape: Node) -> Node | None:
    """Return the property that a path is about: its only, first alternative, or inverse one."""
    from rdflib import RDF as rdf  # noqa: N811 - ours is a string
    from rdflib import URIRef

    node = shapes.value(shape, URIRef(f"{SH}path"))
    steps = (URIRef(f"{SH}inversePath"), URIRef(f"{SH}alternativePath"), rdf.first)
    while node is not None and not isinstance(node, URIRef):
        node = next(
            (step for name in steps if (step := shapes.value(node, name)) is not None), None
        )
    return node


def _note(data: Graph, focus: Node) -> Text:
    """Return why a citation is not certain, as the data themselves explain it in both languages."""
    from rdflib import Literal, URIRef

    if (focus, URIRef(f"{GREFFE}citationStatus"), None) not in data:
        return Text("", "")
    notes = {
        note.language: str(note)
        for note in data.objects(focus, URIRef(f"{SKOS}note"))
        if isinstance(note, Literal)
    }
    return Text(notes["fr"], notes["en"]) if {"fr", "en"} <= notes.keys() else Text("", "")


def local_name(iri: str) -> str:
    """Return the last part of an IRI; that of ``rdf:type`` is ``type``."""
    if iri == f"{RDF}type":
        return "type"
    return iri.rstrip("/").rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def shown(path: Path) -> str:
    """Return a path as the person would write it: from the current folder, if it is below."""
    absolute, here = path.absolute(), Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(path)
