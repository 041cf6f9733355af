"""The report for people: by rule, each with its remedy once, then the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe.validation.coverage import in_words
from greffe.validation.reports.words import (
    CHECKED,
    IDLE,
    PROVISION,
    REMEDY,
    RESOLVED,
    WAIVED,
    announcement,
    beside,
    by_rule,
    colon,
    excuse,
    one_line,
    passage,
    place,
    severity_name,
    told,
    who,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.language import Language
    from greffe.validation.findings import Finding
    from greffe.validation.report import Report


def render(report: Report, language: Language) -> str:
    """Return the report as plain text in one language, ending with a newline."""
    grouped = by_rule(report).items()
    blocks = [_rule_block(report, code, findings, language) for code, findings in grouped]
    blocks += [_waived(report, language), _resolved(report, language), _idle(report, language)]
    blocks.append(_closing(report, language))
    return "\n\n".join(filter(None, map("\n".join, blocks))) + "\n"


def _rule_block(
    report: Report, code: str, findings: list[Finding], language: Language
) -> Iterator[str]:
    rule = report.rules[code]
    severity = severity_name(rule.severity, language).upper()
    yield f"{severity}  {code}  {rule.message[language]}"
    for finding in findings:
        yield from _lines(report, finding, language)
    if rule.remedy is not None:
        yield f"  {colon(REMEDY, language)}{rule.remedy[language]}"
    if rule.provision is not None:
        yield f"  {colon(PROVISION, language)}{rule.provision}"
    if announced := announcement(rule, language):
        yield f"  {announced}"


def _lines(report: Report, finding: Finding, language: Language) -> Iterator[str]:
    yield f"  {who(finding)}"
    yield f"    {told(report, finding, language)}"
    source = passage(finding, language)
    where = place(finding, language)
    yield f"    {where}" if source is None else f"    {where}  ({source})"


def _waived(report: Report, language: Language) -> Iterator[str]:
    if report.waived:
        yield WAIVED[language].upper()
    for waived in report.waived:
        finding = waived.finding
        yield f"  {finding.rule}  {who(finding)}"
        yield f"    {told(report, finding, language)}"
        yield f"    {excuse(waived, language)}"


def _resolved(report: Report, language: Language) -> Iterator[str]:
    if report.resolved:
        yield RESOLVED[language].upper()
    for accepted in report.resolved:
        yield f"  {accepted.rule}  {accepted.number or accepted.entity}"


def _idle(report: Report, language: Language) -> Iterator[str]:
    if report.idle:
        yield IDLE[language].upper()
    for waiver in report.idle:
        yield f"  {waiver.rule}  {waiver.entry}"


def _closing(report: Report, language: Language) -> Iterator[str]:
    things = ", ".join(f"{each.name[language]} ({each.count})" for each in report.checked)
    if things:
        yield f"{colon(CHECKED, language)}{things}."
    if report.looked_at and report.since is None:
        yield in_words(report.looked_at, language)
    yield from beside(report, language)
    yield one_line(report, language)
