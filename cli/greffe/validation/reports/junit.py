"""JUnit XML: one test suite a rule, so that any platform that shows tests shows the check.

A finding that makes the check fail is a failed test, one that does not is a passed test with its
words as output, a waived one is skipped.  A rule that looked at things and found nothing is one
passed test.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from greffe.validation.findings import at_least
from greffe.validation.report import tally
from greffe.validation.reports.words import TITLE, by_rule, excuse, places, told, who

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from greffe.language import Language
    from greffe.validation.findings import Finding, Severity
    from greffe.validation.report import Report
    from greffe.validation.waivers import Waived

# XML 1.0, section 2.2: the characters that a document may not hold, even escaped.
_FORBIDDEN: Final = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")

_STEP: Final = "  "


def render(report: Report, language: Language) -> Iterator[str]:
    """Yield the report as one XML document, one piece a test case."""
    grouped = by_rule(report)
    found = tally(report.findings)
    counted = {code: _counts(report, code, found) for code in _codes(report, grouped)}
    names = ("tests", "failures", "errors")
    totals = {name: str(sum(each[name] for each in counted.values())) for name in names}
    root = ET.Element("testsuites", {"name": TITLE[language], **totals})
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{_opened(root, holding=bool(counted))}\n'
    for code, counts in counted.items():
        attributes = {"name": code, **{name: str(count) for name, count in counts.items()}}
        yield f"{_STEP}{_opened(ET.Element('testsuite', attributes), holding=True)}\n"
        for case in _cases(report, code, grouped.get(code, ()), language):
            ET.indent(case, level=2)
            yield f"{_STEP * 2}{ET.tostring(case, 'unicode')}\n"
        yield f"{_STEP}</testsuite>\n"
    if counted:
        yield "</testsuites>\n"


def _opened(element: ET.Element, *, holding: bool) -> str:
    """Return the tag of an element; the opening one if it is to hold others."""
    tag = ET.tostring(element, "unicode")
    return f"{tag.removesuffix(' />')}>" if holding else tag


def _codes(report: Report, found: Iterable[str]) -> list[str]:
    waived = {each.finding.rule for each in report.waived}
    return sorted({*found, *waived, *(code for code, n in report.looked_at.items() if n)})


def _counts(report: Report, code: str, found: Mapping[tuple[str, Severity], int]) -> dict[str, int]:
    """Return how many tests of a rule there are, and how many of them failed or were skipped."""
    own = {severity: count for (rule, severity), count in found.items() if rule == code}
    failures = sum(n for severity, n in own.items() if at_least(severity, report.fail_on))
    skipped = sum(each.finding.rule == code for each in report.waived)
    tests = max(1, sum(own.values()) + skipped)
    return {"tests": tests, "errors": 0, "failures": failures, "skipped": skipped}


def _cases(
    report: Report, code: str, findings: Iterable[Finding], language: Language
) -> Iterator[ET.Element]:
    yield from (_case_of(report, finding, language) for finding in findings)
    waived = [each for each in report.waived if each.finding.rule == code]
    yield from (_skipped(report, each, language) for each in waived)
    if not (findings or waived):
        yield ET.Element("testcase", {"classname": code, "name": code})


def _case_of(report: Report, finding: Finding, language: Language) -> ET.Element:
    case = _case(report, finding, language)
    if report.counts(finding):
        outcome = ET.SubElement(case, "failure", {"type": finding.severity})
        outcome.set("message", _clean(told(report, finding, language)))
    else:
        outcome = ET.SubElement(case, "system-out")
    outcome.text = _clean("\n".join(_story(report, finding, language)))
    return case


def _skipped(report: Report, waived: Waived, language: Language) -> ET.Element:
    case = _case(report, waived.finding, language)
    ET.SubElement(case, "skipped", {"message": _clean(excuse(waived, language))})
    return case


def _case(report: Report, finding: Finding, language: Language) -> ET.Element:
    name = f"{who(finding)} — {report.rules[finding.rule].name[language]}"
    case = ET.Element("testcase", {"classname": finding.rule, "name": _clean(name)})
    if finding.location is not None:
        case.set("file", _clean(finding.location.file))
        if finding.location.line is not None:
            case.set("line", str(finding.location.line))
    return case


def _story(report: Report, finding: Finding, language: Language) -> Iterator[str]:
    yield report.rules[finding.rule].message[language]
    yield told(report, finding, language)
    yield from places(finding, language)
    if finding.remedy is not None:
        yield finding.remedy[language]


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
