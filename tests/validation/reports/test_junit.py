"""JUnit XML: one suite a rule, one case a finding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from greffe.validation.reports import write

if TYPE_CHECKING:
    from greffe.validation.findings import Severity
    from greffe.validation.report import Report


def root_of(report: Report) -> ET.Element:
    """Return the document read back."""
    return ET.fromstring(write(report, "junit"))  # noqa: S314 - our own


def suite_of(report: Report, code: str) -> ET.Element:
    """Return the suite of one rule."""
    [suite] = [each for each in root_of(report) if each.get("name") == code]
    return suite


def test_each_rule_that_looked_at_something_is_a_suite(settled: Report) -> None:
    """Rules without findings are suites as well; one that looked at nothing is none."""
    names = [suite.get("name") for suite in root_of(settled)]
    assert ["Q-CIT-02", "R21", "R31", "S-COM-03"] == names


def test_a_grave_finding_is_a_failed_case_with_its_story(found: Report) -> None:
    """The case names entry and field, its failure what is the case and what to do."""
    [case] = suite_of(found, "S-COM-03")
    [failure] = case
    assert {
        "classname": "S-COM-03",
        "name": "C5 — Organisme 5 — destinataire",
        "file": "data/x/register.ttl",
        "line": "12",
    } == case.attrib
    assert ("failure", "violation", "destinataire : Aucune valeur.") == (
        failure.tag,
        failure.get("type"),
        failure.get("message"),
    )
    assert (
        "Une communication désigne un destinataire.\ndestinataire : Aucune valeur.\n"
        "data/x/register.ttl:12:5\nregistre.txt, lignes 160-162\nAjoutez-le."
    ) == failure.text


def test_a_light_finding_is_a_passed_case_with_output(found: Report) -> None:
    """What does not make the check fail does not make the test fail."""
    [case] = suite_of(found, "Q-CIT-02")
    assert ["system-out"] == [child.tag for child in case]


@pytest.mark.parametrize(("fail_on", "failures"), [("violation", 1), ("warning", 2), ("info", 3)])
def test_the_threshold_decides_what_fails(found: Report, fail_on: Severity, failures: int) -> None:
    """`--fail-on` and the failures of the document agree."""
    root = root_of(replace(found, fail_on=fail_on))
    assert str(failures) == root.get("failures")
    assert failures == len(root.findall(".//failure"))


def test_a_waived_finding_is_a_skipped_case_with_its_reason(settled: Report) -> None:
    """Who waived it, until when and why is told by the test report."""
    suite = suite_of(settled, "Q-CIT-02")
    [skipped] = suite.findall("testcase/skipped")
    assert "1" == suite.get("skipped")
    assert (
        "jusqu’au 2027-03-31 (Responsable de la protection) : Sera corrigé en mars."
        == skipped.get("message")
    )


def test_the_totals_are_those_of_the_suites(settled: Report) -> None:
    """Four findings shown and one rule without findings are five tests."""
    root = root_of(settled)
    assert ("5", "1", "0") == tuple(root.get(name) for name in ("tests", "failures", "errors"))
    assert 5 == len(root.findall(".//testcase"))


def test_a_rule_without_findings_is_one_passed_test(nothing_found: Report) -> None:
    """So that platforms show that the rule was applied."""
    [case] = suite_of(nothing_found, "R31")
    assert [] == list(case)


def test_characters_that_xml_forbids_are_replaced(found: Report) -> None:
    """A control character in a value does not break the document."""
    [case] = suite_of(found, "Q-CIT-02")
    assert "#7 \N{REPLACEMENT CHARACTER}\n::error" in (case[0].text or "")
