"""The record that the reports are written from: what fails, what is announced, what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from greffe.validation.reports import FORMATS, write

if TYPE_CHECKING:
    from greffe.validation.findings import Severity
    from greffe.validation.report import Report
    from greffe.validation.reports import Format


@pytest.mark.parametrize(
    ("severity", "fail_on", "failed"),
    [
        ("violation", "violation", True),
        ("warning", "violation", False),
        ("info", "violation", False),
        ("warning", "warning", True),
        ("info", "warning", False),
        ("info", "info", True),
    ],
)
def test_the_threshold_decides_about_failure(
    found: Report, severity: Severity, fail_on: Severity, *, failed: bool
) -> None:
    """`--fail-on` sets from which severity the check fails."""
    only = replace(found.findings[0], severity=severity)
    assert failed == replace(found, findings=(only,), fail_on=fail_on).failed


def test_what_is_waived_or_known_does_not_fail(settled: Report) -> None:
    """Only new findings without a waiver make a check fail, whatever the threshold."""
    assert not replace(settled, findings=(), fail_on="info").failed


def test_everything_found_is_told_of(settled: Report) -> None:
    """Findings that count, those waived, those known: five in all."""
    assert ["C5", "C17", None, "C27", "C18"] == [each.number for each in settled.everything]


def test_only_rules_with_findings_are_announced(found: Report) -> None:
    """A rule that tightens is announced where it has a finding, and not once it has tightened."""
    assert {"Q-CIT-02": date(2027, 1, 1)} == found.announced
    assert {} == replace(found, findings=found.findings[:1]).announced
    tightened = {code: rule.on(date(2027, 1, 1)) for code, rule in found.rules.items()}
    assert {} == replace(found, rules=tightened).announced


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        (date(2026, 12, 31), "warning"),
        (date(2027, 1, 1), "violation"),
        (date(2030, 1, 1), "violation"),
    ],
)
def test_a_rule_tightens_on_its_day(found: Report, day: date, severity: Severity) -> None:
    """Until the day before it is what the shape says, from then on a violation."""
    assert severity == found.rules["Q-CIT-02"].on(day).severity


def test_a_rule_without_a_day_stays_as_it_is(found: Report) -> None:
    """Advice remains advice."""
    assert found.rules["R21"] == found.rules["R21"].on(date(2100, 1, 1))


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_ends_with_one_newline_and_is_the_same_twice(
    settled: Report,
    format: Format,  # noqa: A002 - as `write` calls it
) -> None:
    """The same report gives the same text, for a file or a pipe."""
    text = write(settled, format)
    assert text == write(settled, format)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
