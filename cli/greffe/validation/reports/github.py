"""Annotations of GitHub Actions: one workflow command a finding, shown beside the line.

The commands are those of the GitHub documentation, “Workflow commands for GitHub Actions”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.validation.reports.words import beside, one_line, passage, told, who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.language import Language
    from greffe.validation.findings import Finding, Severity
    from greffe.validation.report import Report

COMMANDS: Final[dict[Severity, str]] = {
    "violation": "error",
    "warning": "warning",
    "info": "notice",
}
_IN_DATA: Final = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTIES: Final = (*_IN_DATA, (":", "%3A"), (",", "%2C"))


def render(report: Report, language: Language) -> Iterator[str]:
    """Yield one command a finding, then the figures as plain lines of the log."""
    for finding in report.findings:
        yield f"{_command(report, finding, language)}\n"
    for line in (*beside(report, language), one_line(report, language)):
        yield f"{line}\n"


def _command(report: Report, finding: Finding, language: Language) -> str:
    properties = ",".join(f"{name}={value}" for name, value in _properties(finding))
    message = _escaped("\n".join(_message(report, finding, language)), _IN_DATA)
    return f"::{COMMANDS[finding.severity]} {properties}::{message}"


def _properties(finding: Finding) -> Iterator[tuple[str, str]]:
    place = finding.location
    if place is not None:
        yield "file", _escaped(place.file, _IN_PROPERTIES)
        for name, value in (("line", place.line), ("col", place.column)):
            if value is not None:
                yield name, str(value)
    title = f"{finding.rule} — {finding.number}" if finding.number else finding.rule
    yield "title", _escaped(title, _IN_PROPERTIES)


def _message(report: Report, finding: Finding, language: Language) -> Iterator[str]:
    yield report.rules[finding.rule].message[language]
    yield who(finding)
    yield told(report, finding, language)
    source = passage(finding, language)
    if source is not None:
        yield source
    if finding.remedy is not None:
        yield finding.remedy[language]


def _escaped(text: str, escapes: tuple[tuple[str, str], ...]) -> str:
    for character, escape in escapes:
        text = text.replace(character, escape)
    return text
