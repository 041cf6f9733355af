"""Code quality of GitLab: the subset of the Code Climate format that GitLab reads.

The keys are those of the GitLab documentation, “Code quality report format”; it wants a place for
each finding, so that what has none is shown at the beginning of the first file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from greffe.validation.reports.layout import listed
from greffe.validation.reports.words import told, who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.language import Language
    from greffe.validation.findings import Finding, Severity
    from greffe.validation.report import Report

SEVERITIES: Final[dict[Severity, str]] = {
    "violation": "critical",
    "warning": "minor",
    "info": "info",
}


def render(report: Report, language: Language) -> Iterator[str]:
    """Yield the findings that count as a JSON list, empty when there are none."""
    yield from listed(_issue(report, finding, language) for finding in report.findings)
    yield "\n"


def _issue(report: Report, finding: Finding, language: Language) -> dict[str, Any]:
    place = finding.location
    rule = report.rules[finding.rule].message[language]
    return {
        "description": f"{rule} {who(finding)} — {told(report, finding, language)}",
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {
            "path": place.file if place else next(iter(report.files), "."),
            "lines": {"begin": (place and place.line) or 1},
        },
    }
