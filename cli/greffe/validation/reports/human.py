"""The report for people: by rule, each with its remedy once, then the figures."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from greffe.validation.coverage import in_words
from greffe.validation.reports import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from greffe.language import Language
    from greffe.validation.findings import Finding
    from greffe.validation.report import Report

_SET_APART: Final = re.compile(r"(?<=«) | (?=[»:;?!]|\(\d+\))")
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_NARROWEST: Final = 40


def render(report: Report, language: Language, width: int | None = None) -> Iterator[str]:
    """Yield the report as plain text in one language, line by line, ending with a newline.

    Lines are broken to a ``width`` only when one is given: a program finds each whole.
    """
    begin = ""
    for block in _blocks(report, language):
        for line in block:
            yield f"{begin}{_broken(line, width)}"
            begin = "\n"
        begin = "\n\n" if begin else ""
    yield "\n"


def _blocks(report: Report, language: Language) -> Iterator[Iterator[str]]:
    """Yield the parts that an empty line sets apart; some have no lines."""
    yield _opening(report, language)
    for code, findings in words.by_rule(report).items():
        yield _rule_block(report, code, findings, language)
    yield from (part(report, language) for part in (_waived, _resolved, _idle, _closing))


def _broken(line: str, width: int | None) -> str:
    """Return a line in as many as the width wants, the others set in further than the first.

    French marks that a space sets apart stay with their word.
    """
    if width is None or len(line) <= width:
        return line
    margin = " " * (len(line) - len(line.lstrip()) + 2)
    joined = _SET_APART.sub(_NO_BREAK, line)
    broken = wrap(
        joined,
        max(width, _NARROWEST),
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(broken).replace(_NO_BREAK, " ")


def _opening(report: Report, language: Language) -> Iterator[str]:
    if report.findings:
        yield words.one_line(report, language)


def _rule_block(
    report: Report, code: str, findings: Iterable[Finding], language: Language
) -> Iterator[str]:
    rule = report.rules[code]
    severity = words.severity_name(rule.severity, language).upper()
    yield f"{severity}  {code}  {rule.message[language]}"
    for finding in findings:
        yield from _lines(report, finding, language)
    if rule.remedy is not None:
        yield f"  {words.colon(words.REMEDY, language)}{rule.remedy[language]}"
    if rule.provision is not None:
        name = words.provision_name(report, rule.provision, language)
        yield f"  {words.colon(words.PROVISION, language)}{name}"
    if announced := words.announcement(rule, language):
        yield f"  {announced}"


def _lines(report: Report, finding: Finding, language: Language) -> Iterator[str]:
    yield f"  {words.who(finding)}"
    yield f"    {words.told(report, finding, language)}"
    place, *source = words.places(finding, language)
    yield f"    {place}  ({source[0]})" if source else f"    {place}"


def _waived(report: Report, language: Language) -> Iterator[str]:
    if report.waived:
        yield words.WAIVED[language].upper()
    for waived in report.waived:
        finding = waived.finding
        yield f"  {finding.rule}  {words.who(finding)}"
        yield f"    {words.told(report, finding, language)}"
        yield f"    {words.excuse(waived, language)}"


def _resolved(report: Report, language: Language) -> Iterator[str]:
    if report.resolved:
        yield words.RESOLVED[language].upper()
    for accepted in report.resolved:
        yield f"  {accepted.rule}  {accepted.number or accepted.entity}"


def _idle(report: Report, language: Language) -> Iterator[str]:
    if report.idle:
        yield words.IDLE[language].upper()
    for waiver in report.idle:
        yield f"  {waiver.rule}  {waiver.about}"


def _closing(report: Report, language: Language) -> Iterator[str]:
    if checked := ", ".join(words.things(report, language)):
        yield f"{words.colon(words.CHECKED, language)}{checked}."
    if documents := words.compared(report, language):
        yield documents
    if report.looked_at and report.since is None:
        yield in_words(report.looked_at, language)
    yield from words.beside(report, language)
    yield words.one_line(report, language)
