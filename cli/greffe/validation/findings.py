"""Findings: one thing that is wrong in the data, where, and what to do about it."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from greffe.language import Text

if TYPE_CHECKING:
    from greffe.validation.engine import Result

Severity = Literal["violation", "warning", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
Order = tuple[int, str, int, int, str, str]

_LINE: Final = Text(", ligne {line}", ", line {line}")
_LINES: Final = Text(", lignes {lines}", ", lines {lines}")
_SHEET: Final = Text(", feuille {value}", ", sheet {value}")
_PART: Final = Text(", {value}", ", {value}")
_PARTS: Final = ("page ", "tableau ")
"""What the parts of a document without sheets are called: they need no other name."""

_ROW: Final = Text(", rangée {value}", ", row {value}")
_CELL: Final = Text(", cellule {value}", ", cell {value}")


@dataclass(frozen=True, slots=True)
class Passage:
    """Where words stand in a source document: lines of a text, or sheet, row and cell."""

    document: str
    lines: str | None = None
    sheet: str | None = None
    row: int | None = None
    cell: str | None = None

    def in_words(self) -> Text:
        """Return the place as people say it: the document, then what is known of the place."""
        said = Text(self.document, self.document)
        if self.lines is not None:
            several = set(self.lines) & set(",-")
            said += _LINES.format(lines=self.lines) if several else _LINE.format(line=self.lines)
        part = _PART if (self.sheet or "").startswith(_PARTS) else _SHEET
        for words, value in ((part, self.sheet), (_ROW, self.row), (_CELL, self.cell)):
            if value is not None:
                said += words.format(value=value)
        return said

    def as_json(self) -> dict[str, str | int]:
        """Return what is known of the place."""
        named = ("document", "lines", "sheet", "row", "cell")
        return {name: value for name in named if (value := getattr(self, name)) is not None}


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file; line and column count from 1.

    ``source`` is where the words at fault stand in the document that the file was made from.
    """

    file: str
    line: int | None = None
    column: int | None = None
    source: Passage | None = None

    def __str__(self) -> str:
        """Return ``file:line:column``, as editors and CI understand it."""
        parts = (self.file, self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None)

    def as_json(self) -> dict[str, str | int | None]:
        """Return file, line and column, then the place in the source document if it is known."""
        place: dict[str, str | int | None] = {
            "file": self.file,
            "line": self.line,
            "column": self.column,
        }
        return place if self.source is None else {**place, **self.source.as_json()}


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that one thing does not keep.

    ``rule`` is the stable code of the rule, ``entity`` the IRI of the thing, ``number`` that of
    its entry (``C17``), ``field`` the name of the term at fault, ``value`` the value at fault.
    ``message`` is the rule followed by ``detail``, what is the case here; ``title`` is a short
    name of the entry for people, ``entry`` the IRI of the entry that the thing is, or is part of.
    ``results`` are the validation results that told it: none when no shape did.
    """

    rule: str
    severity: Severity
    entity: str
    number: str | None
    field: str | None
    value: str | None
    message: Text
    remedy: Text | None
    provision: str | None
    location: Location | None
    fingerprint: str
    detail: Text
    title: str | None = None
    entry: str | None = None
    results: tuple[Result, ...] = dataclasses.field(default=(), compare=False, repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return the finding as the contract of ``--format json`` lays it down."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "entity": self.entity,
            "number": self.number,
            "field": self.field,
            "value": self.value,
            "message": self.message.as_json(),
            "remedy": self.remedy and self.remedy.as_json(),
            "provision": self.provision,
            "location": None if self.location is None else self.location.as_json(),
            "fingerprint": self.fingerprint,
        }


def at_least(severity: Severity, threshold: Severity) -> bool:
    """Say whether ``severity`` is as grave as ``threshold``, or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(threshold)


def reading_order(finding: Finding) -> Order:
    """Return what findings are sorted by: severity, then place, then rule."""
    place = finding.location or Location("")
    return (
        SEVERITIES.index(finding.severity),
        place.file,
        place.line or 0,
        place.column or 0,
        finding.rule,
        finding.fingerprint,
    )


def fingerprint(rule: str, entity: str, field: str | None, value: str | None) -> str:
    """Return what stays the same for the same fault, wherever it moves in the files.

    Made of the rule, the thing, the field and the value only: reordering the data or moving its
    lines changes nothing, so that CI can tell new findings from known ones.
    """
    key = "\0".join((rule, entity, field or "", value or ""))
    return hashlib.sha256(key.encode()).hexdigest()[:16]
