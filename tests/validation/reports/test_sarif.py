"""SARIF 2.1.0: valid against its schema, and telling what platforms need."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from greffe.language import LANGUAGES, Language
from greffe.validation.findings import Location
from greffe.validation.reports import write

if TYPE_CHECKING:
    from greffe.validation.report import Report

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
VALIDATOR = Draft7Validator(
    json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=Draft7Validator.FORMAT_CHECKER
)


def run_of(report: Report, language: Language = "fr") -> dict[str, Any]:
    """Return the only run of a report."""
    [run] = json.loads(write(report, "sarif", language))["runs"]
    found: dict[str, Any] = run
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["nothing_found", "found", "settled", "crowded"])
def test_every_report_is_valid_sarif(
    request: pytest.FixtureRequest, name: str, language: Language
) -> None:
    """The schema of SARIF 2.1.0 accepts whatever a report holds, in both languages."""
    log = json.loads(write(request.getfixturevalue(name), "sarif", language))
    assert [] == [f"{e.json_path}: {e.message}" for e in VALIDATOR.iter_errors(log)]


def test_the_schema_can_refuse() -> None:
    """The test above is one: a log without runs is refused."""
    assert not VALIDATOR.is_valid({"version": "2.1.0"})


def test_each_rule_is_described_once_with_its_help(found: Report) -> None:
    """Rules are sorted by code, and have level, help and both languages."""
    rules = run_of(found)["tool"]["driver"]["rules"]
    assert ["Q-CIT-02", "R21", "S-COM-03"] == [rule["id"] for rule in rules]
    assert rules[2] == {
        "id": "S-COM-03",
        "shortDescription": {"text": "Une communication désigne un destinataire."},
        "fullDescription": {"text": "Une communication désigne un destinataire."},
        "help": {"text": "Ajoutez-le."},
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "tags": ["structure"],
            "message": {
                "fr": "Une communication désigne un destinataire.",
                "en": "A communication names one.",
            },
            "remedy": {"fr": "Ajoutez-le.", "en": "Add it."},
        },
        "helpUri": "https://w3id.org/greffe/law/qc/a-2.1/art/67.3",
    }


def test_families_of_rules_are_tags(found: Report) -> None:
    """Structure, law and quality can be told apart by a filter."""
    rules = run_of(found)["tool"]["driver"]["rules"]
    assert [["quality"], ["law"], ["structure"]] == [rule["properties"]["tags"] for rule in rules]


def test_a_result_names_rule_level_words_and_place(found: Report) -> None:
    """A result leads to its rule by index, and to file, line and column."""
    run = run_of(found)
    result = run["results"][0]
    assert "S-COM-03" == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
    assert "error" == result["level"]
    assert {
        "text": "C5 — Organisme 5\ndestinataire : Aucune valeur.\nregistre.txt, lignes 160-162"
    } == result["message"]
    assert {
        "artifactLocation": {"uri": "data/x/register.ttl", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 12, "startColumn": 5},
    } == result["locations"][0]["physicalLocation"]
    assert {"document": "registre.txt", "lines": "160-162"} == result["properties"]["source"]


def test_levels_are_those_of_the_severities(found: Report) -> None:
    """Violations are errors, warnings warnings, advice notes."""
    assert ["error", "warning", "note"] == [r["level"] for r in run_of(found)["results"]]


def test_file_names_are_uris(found: Report) -> None:
    """Spaces and accents are escaped; a file elsewhere has an absolute address."""
    elsewhere = replace(found.findings[0], location=Location("/srv/a b.ttl", 1, 1))
    results = run_of(replace(found, findings=(*found.findings, elsewhere)))["results"]
    artifacts = [r["locations"][0]["physicalLocation"]["artifactLocation"] for r in results]
    assert "donn%C3%A9es/a%20b.ttl" == artifacts[2]["uri"]
    assert {"uri": "file:///srv/a%20b.ttl"} == artifacts[3]


def test_platforms_recognise_an_old_finding(found: Report) -> None:
    """Our fingerprint is there under our name, and under the one name that GitHub reads."""
    expected = {"greffe/v1": "S-COM-03-0005", "primaryLocationLineHash": "S-COM-03-0005"}
    assert expected == run_of(found)["results"][0]["partialFingerprints"]


def test_the_language_is_told_and_followed(found: Report) -> None:
    """The messages are in one language, the properties hold both."""
    french, english = run_of(found, "fr"), run_of(found, "en")
    assert ("fr-CA", "en-CA") == (french["language"], english["language"])
    assert "recipient: No value." in english["results"][0]["message"]["text"]
    assert french["results"][0]["properties"] == english["results"][0]["properties"]


def test_a_waived_finding_is_a_suppressed_result(settled: Report) -> None:
    """It comes with its justification; the others have none."""
    suppressed = [r for r in run_of(settled)["results"] if "suppressions" in r]
    [[why]] = [r["suppressions"] for r in suppressed]
    assert ("external", "accepted") == (why["kind"], why["status"])
    assert why["justification"].startswith("jusqu’au 2027-03-31")


def test_a_baseline_tells_new_from_unchanged(settled: Report, found: Report) -> None:
    """With a baseline each result that is not suppressed has a state; without one, none has."""
    states = [r.get("baselineState") for r in run_of(settled)["results"]]
    assert ["new", "new", "new", None, "unchanged"] == states
    assert [None] * 3 == [r.get("baselineState") for r in run_of(found)["results"]]


def test_an_announced_tightening_is_a_property_of_the_rule(found: Report) -> None:
    """Platforms can show when a warning becomes an error."""
    rules = run_of(found)["tool"]["driver"]["rules"]
    assert "2027-01-01" == rules[0]["properties"]["tightensOn"]


def test_at_most_five_thousand_results_and_a_note(crowded: Report) -> None:
    """GitHub shows 5,000: the gravest are kept, and the log says how many are left out."""
    run = run_of(crowded, "en")
    [note] = run["invocations"][0]["toolExecutionNotifications"]
    assert (5000, "error") == (len(run["results"]), run["results"][0]["level"])
    assert note["message"]["text"].startswith("Findings that are not in this report: 1 ")


def test_a_report_that_fits_has_no_note(found: Report) -> None:
    """Nothing is said to be left out where nothing is."""
    assert "toolExecutionNotifications" not in run_of(found)["invocations"][0]


@pytest.mark.parametrize(("fail_on", "code"), [("violation", 1), ("info", 1)])
def test_the_exit_code_is_told(found: Report, fail_on: Any, code: int) -> None:  # noqa: ANN401
    """The invocation says how the command ended."""
    assert code == run_of(replace(found, fail_on=fail_on))["invocations"][0]["exitCode"]


def test_a_clean_run_ends_with_nought(nothing_found: Report) -> None:
    """No finding, no results, exit code 0."""
    run = run_of(nothing_found)
    assert ([], 0) == (run["results"], run["invocations"][0]["exitCode"])
