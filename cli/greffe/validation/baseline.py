"""The baseline: findings that are accepted today, so that only new ones make a check fail."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from greffe.errors import InputError
from greffe.language import Text
from greffe.reasons import reason
from greffe.validation.findings import SEVERITIES, at_least

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from greffe.validation.findings import Finding, Severity

FORMAT: Final = "greffe-baseline/1"
"""What a baseline file calls itself; the number changes when older ones can no longer be read."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One finding as a baseline keeps it: enough to know it again, and to name it when gone."""

    fingerprint: str
    rule: str
    severity: Severity
    entity: str
    number: str | None
    field: str | None
    file: str | None

    def as_json(self) -> dict[str, str | None]:
        """Return it as it stands in the file."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Baseline:
    """Accepted findings by fingerprint."""

    accepted: dict[str, Accepted]

    def knows(self, finding: Finding) -> bool:
        """Say whether a finding was accepted; one that has become graver since was not."""
        accepted = self.accepted.get(finding.fingerprint)
        return accepted is not None and at_least(accepted.severity, finding.severity)

    def split(self, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Return the new findings, and the known ones."""
        new: list[Finding] = []
        known: list[Finding] = []
        for finding in findings:
            (known if self.knows(finding) else new).append(finding)
        return tuple(new), tuple(known)

    def missing(self, found: Iterable[Finding]) -> Iterator[Accepted]:
        """Yield what was accepted and is not among all that is ``found``."""
        here = {finding.fingerprint for finding in found}
        for fingerprint, accepted in self.accepted.items():
            if fingerprint not in here:
                yield accepted


def accept(findings: Iterable[Finding]) -> Baseline:
    """Return the baseline that accepts these findings."""
    kept = (
        Accepted(
            fingerprint=finding.fingerprint,
            rule=finding.rule,
            severity=finding.severity,
            entity=finding.entity,
            number=finding.number,
            field=finding.field,
            file=None if finding.location is None else finding.location.file,
        )
        for finding in findings
    )
    return Baseline({each.fingerprint: each for each in kept})


def dump(baseline: Baseline) -> str:
    """Return the text of a baseline file: sorted, so that its differences read."""
    entries = sorted(
        baseline.accepted.values(),
        key=lambda each: (each.rule, each.entity, each.field or "", each.fingerprint),
    )
    content = {"format": FORMAT, "findings": [each.as_json() for each in entries]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def load(path: Path) -> Baseline:
    """Return the baseline that a file holds.

    Raises ``InputError`` when the file cannot be read or is no baseline.
    """
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValueError as error:
        raise _foreign(path) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _foreign(path)
    try:
        entries = [_accepted(each) for each in content["findings"]]
    except (KeyError, TypeError) as error:
        raise _foreign(path) from error
    return Baseline({each.fingerprint: each for each in entries})


def _accepted(entry: dict[str, Any]) -> Accepted:
    if entry["severity"] not in SEVERITIES:
        raise KeyError(entry["severity"])
    return Accepted(**{each.name: entry[each.name] for each in fields(Accepted)})


def _unreadable(path: Path, error: OSError) -> InputError:
    why = reason(error)
    return InputError(
        Text(f"{path} : lecture impossible ({why.fr}).", f"{path}: cannot be read ({why.en})."),
        Text(
            f"Écrivez d’abord la référence : greffe baseline --output {path}",
            f"Write the baseline first: greffe baseline --output {path}",
        ),
    )


def _foreign(path: Path) -> InputError:
    return InputError(
        Text(
            f"{path} : ce n’est pas une référence de Greffe ({FORMAT}).",
            f"{path}: not a baseline of Greffe ({FORMAT}).",
        ),
        Text(
            f"Écrivez-la de nouveau : greffe baseline --output {path}",
            f"Write it again: greffe baseline --output {path}",
        ),
    )
