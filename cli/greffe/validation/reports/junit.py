"""JUnit XML: one test suite a rule, so that any platform that shows tests shows the check.

A finding that makes the check fail is a failed test, one that does not is a passed test with its
words as output, a waived one is skipped.  A rule that looked at things and found nothing is one
passed test.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from greffe.validation.reports.words import TITLE, by_rule, excuse, passage, place, told, who

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from greffe.language import Language
    from greffe.validation.findings import Finding
    from greffe.validation.report import Report
    from greffe.validation.waivers import Waived

# XML 1.0, section 2.2: the characters that a document may not hold, even escaped.
_FORBIDDEN: Final = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def render(report: Report, language: Language) -> str:
    """Return the report as one XML document."""
    grouped = by_rule(report)
    suites = [
        _suite(report, code, grouped.get(code, []), language) for code in _codes(report, grouped)
    ]
    root = ET.Element("testsuites", {"name": TITLE[language], **_totals(suites)})
    root.extend(suites)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, "unicode")}\n'


def _codes(report: Report, found: Iterable[str]) -> list[str]:
    waived = {each.finding.rule for each in report.waived}
    return sorted({*found, *waived, *(code for code, n in report.looked_at.items() if n)})


def _suite(report: Report, code: str, findings: list[Finding], language: Language) -> ET.Element:
    suite = ET.Element("testsuite", {"name": code})
    suite.extend(_case_of(report, finding, language) for finding in findings)
    waived = (each for each in report.waived if each.finding.rule == code)
    suite.extend(_skipped(report, each, language) for each in waived)
    if len(suite) == 0:
        ET.SubElement(suite, "testcase", {"classname": code, "name": code})
    counts = {"tests": len(suite), "errors": 0}
    counts |= {name: len(suite.findall(f"testcase/{tag}")) for name, tag in _COUNTED}
    for name, count in counts.items():
        suite.set(name, str(count))
    return suite


_COUNTED: Final = (("failures", "failure"), ("skipped", "skipped"))


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
    yield place(finding, language)
    for more in (passage(finding, language), finding.remedy and finding.remedy[language]):
        if more:
            yield more


def _totals(suites: list[ET.Element]) -> dict[str, str]:
    names = ("tests", "failures", "errors")
    return {name: str(sum(int(suite.get(name, "0")) for suite in suites)) for name in names}


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
