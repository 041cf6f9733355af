"""Waivers: findings that someone has decided to live with, why, and until when.

They are data (``greffe:Waiver``, by convention in a body's ``waivers.ttl``), so that they are
published, versioned and checked like everything else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import GREFFE, RDF
from greffe.validation.ground import number_of
from greffe.validation.wording import joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.validation.findings import Finding

ENDED: Final = Text(
    "Le sursis accordé a pris fin le {day} (motif : {reason})",
    "The waiver that was granted ended on {day} (reason: {reason})",
)


@dataclass(frozen=True, slots=True)
class Waiver:
    """One decision: which rule on which entry, why, by whom (a role), its last day."""

    iri: str
    rule: str
    entry: str
    reason: str
    decided_by: str
    expires: date
    number: str | None = field(default=None, compare=False)

    def excuses(self, finding: Finding) -> bool:
        """Say whether it is about a finding: the same rule, on the entry or a part of it."""
        return self.rule == finding.rule and self.entry in {finding.entity, finding.entry}

    @property
    def about(self) -> str:
        """The number of the entry (``C17``), or the address of what has none."""
        return self.number or self.entry

    def is_in_force(self, day: date) -> bool:
        """Say whether it still holds on a day; its last day is included."""
        return day <= self.expires

    def as_json(self) -> dict[str, str]:
        """Return the waiver as reports for programs give it."""
        return {
            "waiver": self.iri,
            "rule": self.rule,
            "entry": self.entry,
            "reason": self.reason,
            "decided_by": self.decided_by,
            "expires": self.expires.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding and the waiver that excuses it."""

    finding: Finding
    waiver: Waiver


def waivers_of(data: Graph) -> tuple[Waiver, ...]:
    """Return the waivers that a graph holds, in the order of their IRIs.

    One that lacks something excuses nothing: the shape of waivers says what it lacks.
    """
    from rdflib import URIRef

    subjects = set(data.subjects(URIRef(f"{RDF}type"), URIRef(f"{GREFFE}Waiver")))
    read = (_read(data, subject) for subject in sorted(subjects, key=str))
    return tuple(waiver for waiver in read if waiver is not None)


def excused(
    findings: Iterable[Finding], waivers: Iterable[Waiver], day: date
) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    """Return the findings that count on a day, and those that a waiver excuses.

    A finding whose waiver has ended counts again, and says so.
    """
    counting: list[Finding] = []
    waived: list[Waived] = []
    by_end = sorted(waivers, key=lambda waiver: (waiver.expires, waiver.iri), reverse=True)
    for finding in findings:
        latest = next((waiver for waiver in by_end if waiver.excuses(finding)), None)
        if latest is None:
            counting.append(finding)
        elif latest.is_in_force(day):
            waived.append(Waived(finding, latest))
        else:
            counting.append(_ended(finding, latest))
    return tuple(counting), tuple(waived)


def _ended(finding: Finding, waiver: Waiver) -> Finding:
    reason = waiver.reason.rstrip(".")
    said = ENDED.format(day=waiver.expires.isoformat(), reason=reason) + Text(".", ".")
    return replace(
        finding, message=joined(finding.message, said), detail=joined(finding.detail, said)
    )


def _read(data: Graph, subject: Node) -> Waiver | None:
    from rdflib import URIRef

    rule = _value(data, subject, "waivedRule")
    entry = _value(data, subject, "waivedEntry")
    reason = _value(data, subject, "waiverReason")
    role = _value(data, subject, "decidedBy")
    expires = _day(_value(data, subject, "expires"))
    if not (rule and entry and reason and role and expires):
        return None
    return Waiver(
        str(subject),
        rule,
        entry,
        " ".join(reason.split()),
        role,
        expires,
        number_of(data, URIRef(entry)),
    )


def _value(data: Graph, subject: Node, name: str) -> str | None:
    from rdflib import URIRef

    found = sorted(map(str, data.objects(subject, URIRef(f"{GREFFE}{name}"))))
    return found[0] if len(found) == 1 and found[0].strip() else None


def _day(written: str | None) -> date | None:
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError:
        return None
