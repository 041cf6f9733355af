"""The report: for people by rule, for machines by the contract."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.language import LANGUAGES, Language, Text
from greffe.validation.findings import (
    SEVERITIES,
    Finding,
    Location,
    Severity,
    at_least,
    fingerprint,
)
from greffe.validation.report import Checked, Report, as_json, as_text, one_line, write
from greffe.validation.rulebook import Rule
from greffe.validation.wording import SHOWN, detail, joined, shorten

RULE = Rule(
    code="S-COM-03",
    severity="violation",
    name=Text("destinataire", "recipient"),
    message=Text("Une communication désigne un destinataire.", "A communication names one."),
    remedy=Text("Ajoutez-le.", "Add it."),
    provision="https://w3id.org/greffe/law/qc/a-2.1/art/67.3",
)
FINDING = Finding(
    rule="S-COM-03",
    severity="violation",
    entity="https://w3id.org/greffe/id/x/communication/5",
    number="C5",
    field="recipient",
    value=None,
    message=Text("Une communication désigne un destinataire. Aucune.", "A … one. None."),
    remedy=RULE.remedy,
    provision=RULE.provision,
    location=Location("data/x/register.ttl", 12, 1),
    fingerprint="0123456789abcdef",
    detail=Text("Aucune.", "None."),
    title="Commission des normes",
)


def report(*findings: Finding, fail_on: Severity = "violation") -> Report:
    """Return a report of one file with these findings."""
    return Report(
        findings=findings,
        checked=(Checked("CommunicationShape", Text("Communication", "Communication"), 37),),
        files=("data/x/register.ttl",),
        rules={"S-COM-03": RULE, "Q-CIT-01": replace(RULE, code="Q-CIT-01", severity="warning")},
        fail_on=fail_on,
    )


def test_people_read_rule_entry_field_place_and_remedy() -> None:
    """The French report says everything once, in the order in which it is needed."""
    expected = """\
VIOLATION  S-COM-03  Une communication désigne un destinataire.
  C5 — Commission des normes
    destinataire : Aucune.
    data/x/register.ttl:12:1
  Que faire : Ajoutez-le.
  Disposition : https://w3id.org/greffe/law/qc/a-2.1/art/67.3

Vérifié : Communication (37).
1 violation
"""
    assert expected == as_text(report(FINDING), "fr")


def test_the_remedy_of_a_rule_is_said_once() -> None:
    """Two findings of one rule share its sentence and its remedy."""
    text = as_text(report(FINDING, replace(FINDING, number="C6", fingerprint="f")), "en")
    assert (1, 1, 2) == (
        text.count("A communication names one."),
        text.count("What to do"),
        text.count("recipient: None."),
    )


def test_a_clean_report_says_what_was_checked() -> None:
    """No finding is not silence: what was looked at is told."""
    assert "Checked: Communication (37).\nNothing found.\n" == as_text(report(), "en")


def test_a_finding_without_place_says_so() -> None:
    """A finding that cannot be placed is still reported."""
    text = as_text(report(replace(FINDING, location=None, number=None, title=None)), "fr")
    assert "  https://w3id.org/greffe/id/x/communication/5\n" in text
    assert "(endroit inconnu)" in text


def test_json_keeps_the_contract() -> None:
    """Each finding has exactly the agreed keys, with both languages in it."""
    [finding] = json.loads(as_json(report(FINDING)))["findings"]
    assert finding == {
        "rule": "S-COM-03",
        "severity": "violation",
        "entity": "https://w3id.org/greffe/id/x/communication/5",
        "number": "C5",
        "field": "recipient",
        "value": None,
        "message": {"fr": FINDING.message.fr, "en": FINDING.message.en},
        "remedy": {"fr": "Ajoutez-le.", "en": "Add it."},
        "provision": "https://w3id.org/greffe/law/qc/a-2.1/art/67.3",
        "location": {"file": "data/x/register.ttl", "line": 12, "column": 1},
        "fingerprint": "0123456789abcdef",
    }


def test_json_sums_up() -> None:
    """The summary has the figures that a CI job shows."""
    summary = json.loads(as_json(report(FINDING)))["summary"]
    assert summary == {
        "files": ["data/x/register.ttl"],
        "checked": {"CommunicationShape": 37},
        "violations": 1,
        "warnings": 0,
        "infos": 0,
        "fail_on": "violation",
        "failed": True,
    }


def test_what_is_absent_is_null_in_json() -> None:
    """A finding without remedy, provision and place keeps its keys."""
    bare = replace(FINDING, remedy=None, provision=None, location=None, number=None)
    [finding] = json.loads(as_json(report(bare)))["findings"]
    assert [None] * 4 == [finding[key] for key in ("remedy", "provision", "location", "number")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_format_is_written_on_demand(language: Language) -> None:
    """`write` gives the format that was asked for; JSON is the same in every language."""
    assert as_text(report(FINDING), language) == write(report(FINDING), "human", language)
    assert as_json(report(FINDING)) == write(report(FINDING), "json", language)


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
    severity: Severity, fail_on: Severity, *, failed: bool
) -> None:
    """`--fail-on` sets from which severity the check fails."""
    assert failed == report(replace(FINDING, severity=severity), fail_on=fail_on).failed


def test_severities_are_ordered_from_grave_to_light() -> None:
    """Each severity is at least as grave as itself and as those after it."""
    for i, one in enumerate(SEVERITIES):
        assert [at_least(one, other) for other in SEVERITIES] == [j >= i for j in range(3)]


@pytest.mark.parametrize(
    ("severities", "french", "english"),
    [
        ((), "Aucun constat.", "Nothing found."),
        (("violation",), "1 violation", "1 violation"),
        (
            ("violation", "violation", "info"),
            "2 violations, 1 conseil",
            "2 violations, 1 piece of advice",
        ),
        (("warning", "warning"), "2 avertissements", "2 warnings"),
    ],
)
def test_counts_are_told_in_words(
    severities: tuple[Severity, ...], french: str, english: str
) -> None:
    """One is singular, more are plural, none is a sentence."""
    counted = report(*(replace(FINDING, severity=severity) for severity in severities))
    assert (french, english) == (one_line(counted, "fr"), one_line(counted, "en"))


def test_a_place_is_written_as_editors_read_it() -> None:
    """File, line and column are joined by colons; what is unknown is left out."""
    places = (Location("a.ttl", 3, 7), Location("a.ttl", 3), Location("a.ttl"))
    assert ["a.ttl:3:7", "a.ttl:3", "a.ttl"] == [str(place) for place in places]


def test_a_fingerprint_knows_fault_from_fault() -> None:
    """Another rule, thing, field or value is another fault."""
    prints = {
        fingerprint("R", "e", "f", "v"),
        fingerprint("S", "e", "f", "v"),
        fingerprint("R", "d", "f", "v"),
        fingerprint("R", "e", "g", "v"),
        fingerprint("R", "e", "f", "w"),
        fingerprint("R", "e", "f", None),
        fingerprint("R", "ef", None, "v"),
    }
    assert 7 == len(prints)


@given(st.text())
def test_shown_values_are_short_and_on_one_line(value: str) -> None:
    """A message never carries a whole cell."""
    shown = shorten(value)
    assert "\n" not in shown
    assert len(shown) <= SHOWN + 2


@pytest.mark.parametrize("component", ["MinCount", "Datatype", "Class", "Pattern", "Unheard"])
def test_every_constraint_can_be_told(component: str) -> None:
    """Whatever the constraint, there are words in both languages, with the value where it helps."""
    said = detail(component, "xyzzy")
    assert said.fr
    assert said.en
    assert (component == "MinCount") != ("xyzzy" in said.fr)


def test_sentences_that_say_nothing_leave_no_trace() -> None:
    """No double spaces where there is nothing to add."""
    assert Text("A. B.", "a. b.") == joined(Text("A.", "a."), Text("", ""), Text("B.", "b."))
