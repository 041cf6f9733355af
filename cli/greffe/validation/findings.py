"""Findings: one thing that is wrong in the data, where, and what to do about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

if TYPE_CHECKING:
    from greffe.language import Text

Severity = Literal["violation", "warning", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Return ``file:line:column``, as editors and CI understand it."""
        parts = (self.file, self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that one thing does not keep.

    ``rule`` is the stable code of the rule, ``entity`` the IRI of the thing, ``number`` that of
    its entry (``C17``), ``field`` the name of the term at fault, ``value`` the value at fault.
    ``message`` is the rule followed by ``detail``, what is the case here; ``title`` is a short
    name of the entry for people.
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

    def as_json(self) -> dict[str, Any]:
        """Return the finding as the contract of ``--format json`` lays it down."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "entity": self.entity,
            "number": self.number,
            "field": self.field,
            "value": self.value,
            "message": _both(self.message),
            "remedy": _both(self.remedy),
            "provision": self.provision,
            "location": _place(self.location),
            "fingerprint": self.fingerprint,
        }


def at_least(severity: Severity, threshold: Severity) -> bool:
    """Say whether ``severity`` is as grave as ``threshold``, or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(threshold)


def fingerprint(rule: str, entity: str, field: str | None, value: str | None) -> str:
    """Return what stays the same for the same fault, wherever it moves in the files.

    Made of the rule, the thing, the field and the value only: reordering the data or moving its
    lines changes nothing, so that CI can tell new findings from known ones.
    """
    key = "\0".join((rule, entity, field or "", value or ""))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _both(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"fr": text.fr, "en": text.en}


def _place(location: Location | None) -> dict[str, str | int | None] | None:
    if location is None:
        return None
    return {"file": location.file, "line": location.line, "column": location.column}
