"""Which findings count: not those that a waiver excuses, nor those that a baseline knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greffe.turtle.shelf import subjects_of
from greffe.validation.waivers import excused, waivers_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.baseline import Accepted, Baseline
    from greffe.validation.report import Report


@dataclass(frozen=True, slots=True)
class Scope:
    """What was looked at: these things, of these files; ``whole`` when nothing was left out."""

    things: frozenset[str]
    described: frozenset[str]
    files: frozenset[str]
    whole: bool

    @classmethod
    def of(
        cls, data: Graph, things: Collection[Node], files: Collection[str], *, whole: bool
    ) -> Scope:
        """Return the scope of a check of some things, whose context is ``data``."""
        described = frozenset(map(str, subjects_of(data)))
        return cls(frozenset(map(str, things)), described, frozenset(files), whole)

    def covers(self, accepted: Accepted) -> bool:
        """Say whether a finding would have been found again: its thing was looked at, or is gone.

        A thing that is gone counts only where its file was looked at.
        """
        if accepted.entity in self.described:
            return accepted.entity in self.things
        return self.whole or accepted.file in self.files


def settle(
    report: Report, data: Graph, scope: Scope, today: date, baseline: Baseline | None
) -> Report:
    """Return the report with its findings sorted into those that count and those that do not."""
    waivers = waivers_of(data)
    counting, waived = excused(report.findings, waivers, today)
    new, known = (counting, ()) if baseline is None else baseline.split(counting)
    gone = () if baseline is None else baseline.missing(report.findings)
    idle = (
        waiver
        for waiver in waivers
        if waiver.entry in scope.things and not any(map(waiver.excuses, report.findings))
    )
    return replace(
        report,
        findings=new,
        waived=waived,
        known=known,
        resolved=tuple(accepted for accepted in gone if scope.covers(accepted)),
        idle=tuple(idle),
        baseline=baseline is not None,
    )
