"""Findings told where people see the words: in the cells of the file that the data came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from greffe.validation.findings import SEVERITIES, Location, Passage
from greffe.validation.passages import cells_of

if TYPE_CHECKING:
    from greffe.validation.findings import Finding
    from greffe.validation.report import Report

Places = Mapping[tuple[str, str | None], tuple[str, Passage]]
"""By entry (IRI) and cell, and by entry alone: the file, and the place in it."""

TITLE_PAGE: Final = frozenset(
    {"S-REG-01", "S-REG-02", "S-REG-05", "S-INV-01", "S-INV-02", "S-INV-05"}
)
"""The rules about the title of a document, its introduction, and where they are printed."""

_LETTERS: Final = re.compile(r"[A-Z]*")


def relocated(report: Report, places: Places) -> Report:
    """Return a report whose findings stand in the files that the data were laid out from.

    A finding about a cell, even an empty one, is there; one about an entry is in its row; any
    other is about its file as a whole.  A table of entries is not asked for the title page of the
    document that it is of.
    """
    files = tuple(dict.fromkeys(file for file, _ in places.values()))
    of_tables = (each for each in report.findings if each.rule not in TITLE_PAGE)
    found = [_relocated(each, places, files) for each in of_tables]
    return replace(
        report,
        findings=tuple(sorted(found, key=_reading_order)),
        files=files,
        waived=tuple(
            replace(each, finding=_relocated(each.finding, places, files)) for each in report.waived
        ),
        known=tuple(_relocated(each, places, files) for each in report.known),
    )


def _relocated(finding: Finding, places: Places, files: tuple[str, ...]) -> Finding:
    entry = finding.entry or finding.entity
    for cell in cells_of(finding.field):
        if (entry, cell) in places:
            file, passage = places[entry, cell]
            return replace(finding, location=Location(file, source=passage))
    known = None if finding.location is None else finding.location.source
    if (entry, None) in places:
        file, passage = places[entry, None]
        own = known if known is not None and known.row is not None else None
        return replace(finding, location=Location(file, source=own or replace(passage, cell=None)))
    return replace(finding, location=Location(files[0] if files else "", source=known))


def _reading_order(finding: Finding) -> tuple[int, str, str, int, int, str, str, str]:
    place = finding.location or Location("")
    at = place.source or Passage("")
    column = _LETTERS.match(at.cell or "")
    letters = column[0] if column else ""
    return (
        SEVERITIES.index(finding.severity),
        place.file,
        at.sheet or "",
        at.row or 0,
        len(letters),
        letters,
        finding.rule,
        finding.fingerprint,
    )
