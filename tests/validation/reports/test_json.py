"""The report as JSON: the contract for programs."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from greffe.language import LANGUAGES
from greffe.validation.reports import write

if TYPE_CHECKING:
    from greffe.validation.report import Report


def loaded(report: Report) -> dict[str, Any]:
    """Return the report read back."""
    content: dict[str, Any] = json.loads(write(report, "json"))
    return content


def test_a_finding_has_exactly_the_agreed_keys(found: Report) -> None:
    """Each finding has the keys of the contract, both languages in it."""
    assert loaded(found)["findings"][0] == {
        "rule": "S-COM-03",
        "severity": "violation",
        "entity": "https://w3id.org/greffe/id/x/communication/5",
        "number": "C5",
        "field": "recipient",
        "value": None,
        "message": {
            "fr": "Une communication désigne un destinataire. Aucune valeur.",
            "en": "A communication names one. No value.",
        },
        "remedy": {"fr": "Ajoutez-le.", "en": "Add it."},
        "provision": "https://w3id.org/greffe/law/qc/a-2.1/art/67.3",
        "location": {
            "file": "data/x/register.ttl",
            "line": 12,
            "column": 5,
            "document": "registre.txt",
            "lines": "160-162",
        },
        "fingerprint": "S-COM-03-0005",
    }


def test_a_place_without_source_is_file_line_and_column(found: Report) -> None:
    """Where no document is known, the place has the three keys, null where unknown."""
    expected = {"file": "données/a b.ttl", "line": 3, "column": None}
    assert expected == loaded(found)["findings"][2]["location"]


def test_what_is_absent_is_null(found: Report) -> None:
    """A finding without remedy, provision and place keeps its keys."""
    bare = replace(found.findings[0], remedy=None, provision=None, location=None, number=None)
    [only] = loaded(replace(found, findings=(bare,)))["findings"]
    assert [None] * 4 == [only[key] for key in ("remedy", "provision", "location", "number")]


def test_the_summary_has_the_figures_that_a_pipeline_shows(settled: Report) -> None:
    """Files, counts by shape and by rule, what does not count, and the outcome."""
    assert loaded(settled)["summary"] == {
        "files": ["data/x/register.ttl"],
        "documents": [],
        "checked": {"CommunicationShape": 37, "QualityShape": 37, "WaiverShape": 0},
        "rules": {"S-COM-03": 37, "R30": 0, "R31": 2},
        "violations": 1,
        "warnings": 1,
        "infos": 1,
        "waived": 1,
        "known": 1,
        "resolved": 1,
        "announced": {"Q-CIT-02": "2027-01-01"},
        "since": {"revision": "origin/main", "entries": 3},
        "fail_on": "violation",
        "failed": True,
    }


def test_what_does_not_count_is_there(settled: Report) -> None:
    """Waived findings come with their waiver, known ones by fingerprint, resolved by name."""
    content = loaded(settled)
    [waived] = content["waived"]
    assert ("C27", "2027-03-31") == (waived["number"], waived["waiver"]["expires"])
    assert ["Q-CIT-02-0018"] == content["known"]
    assert ["C10"] == [each["number"] for each in content["resolved"]]
    assert ["R15"] == [each["rule"] for each in content["idle_waivers"]]


def test_json_is_the_same_in_every_language(settled: Report) -> None:
    """Programs do not depend on the language of a person."""
    assert 1 == len({write(settled, "json", language) for language in LANGUAGES})
