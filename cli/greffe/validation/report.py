"""What a check found: the record that every form of report is written from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from greffe.validation.findings import SEVERITIES, Finding, Severity, at_least
from greffe.validation.pile import Findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from greffe.language import Text
    from greffe.validation.baseline import Accepted
    from greffe.validation.changed import Since
    from greffe.validation.provisions import Reason
    from greffe.validation.rulebook import Rule
    from greffe.validation.waivers import Waived, Waiver


@dataclass(frozen=True, slots=True)
class Checked:
    """How many things one shape looked at; ``name`` says in words what they are.

    ``aspect`` tells that the shape is about an aspect only of things that another shape is about.
    """

    shape: str
    name: Text
    count: int
    aspect: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one check.

    ``findings`` are those that count, in the order of severity, file and line; ``rules`` maps the
    codes of all rules told of to the rules; ``fail_on`` is the least severity that makes the check
    fail.  Beside the findings that count stand those that are ``waived`` and those that a baseline
    knows; ``resolved`` is what the baseline accepted and is no longer found, ``idle`` are waivers
    that excuse nothing.  ``since`` says which revision the check was narrowed to, ``announced``
    which rules become violations, and when; ``looked_at`` how many things each rule looked at,
    ``documents`` which documents the data were held to, word by word.  ``provisions`` describes
    those that the rules rest on.
    """

    findings: Sequence[Finding]
    checked: tuple[Checked, ...]
    files: tuple[str, ...]
    rules: dict[str, Rule]
    fail_on: Severity = "violation"
    waived: tuple[Waived, ...] = ()
    known: Sequence[Finding] = ()
    resolved: tuple[Accepted, ...] = ()
    idle: tuple[Waiver, ...] = ()
    baseline: bool = False
    since: Since | None = None
    looked_at: dict[str, int] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    provisions: dict[str, Reason] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether a finding is as grave as ``fail_on`` or graver: the exit code is then 1."""
        return any(at_least(severity, self.fail_on) for _, severity in tally(self.findings))

    @property
    def announced(self) -> dict[str, date]:
        """The rules with findings that will become violations, and from which day."""
        codes = sorted({rule for rule, _ in tally(self.findings)})
        return {code: day for code in codes if (day := self.rules[code].announced)}

    @property
    def everything(self) -> Iterator[Finding]:
        """All that was found, whether it counts, is waived or known."""
        return chain(self.findings, (each.finding for each in self.waived), self.known)

    @property
    def total(self) -> int:
        """How much was found in all."""
        return len(self.findings) + len(self.waived) + len(self.known)

    def counts(self, finding: Finding) -> bool:
        """Say whether a finding is grave enough to make the check fail."""
        return at_least(finding.severity, self.fail_on)

    def count(self, severity: Severity) -> int:
        """Return how many of the findings that count have this severity."""
        return sum(n for (_, each), n in tally(self.findings).items() if each == severity)

    def summary(self) -> dict[str, Any]:
        """Return the figures of the check, as ``--format json`` gives them."""
        return {
            "files": list(self.files),
            "documents": list(self.documents),
            "checked": {each.shape: each.count for each in self.checked},
            "rules": self.looked_at,
            **{f"{severity}s": self.count(severity) for severity in SEVERITIES},
            "waived": len(self.waived),
            "known": len(self.known),
            "resolved": len(self.resolved),
            "announced": {code: day.isoformat() for code, day in self.announced.items()},
            "since": None if self.since is None else self.since.as_json(),
            "fail_on": self.fail_on,
            "failed": self.failed,
        }


def tally(findings: Sequence[Finding]) -> Counter[tuple[str, Severity]]:
    """Return how many findings there are of each rule, by severity."""
    if isinstance(findings, Findings):
        return findings.tally
    return Counter((finding.rule, finding.severity) for finding in findings)
