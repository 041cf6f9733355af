"""The code quality report of GitLab."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from greffe.validation.reports import write

if TYPE_CHECKING:
    from greffe.validation.report import Report


def test_an_issue_has_the_keys_that_gitlab_reads(found: Report) -> None:
    """Description, check, fingerprint, severity, path and line."""
    assert json.loads(write(found, "gitlab"))[0] == {
        "description": "Une communication désigne un destinataire. "
        "C5 — Organisme 5 — destinataire : Aucune valeur.",
        "check_name": "S-COM-03",
        "fingerprint": "S-COM-03-0005",
        "severity": "critical",
        "location": {"path": "data/x/register.ttl", "lines": {"begin": 12}},
    }


def test_each_severity_has_its_own(found: Report) -> None:
    """Violations are critical, warnings minor, advice info."""
    issues = json.loads(write(found, "gitlab"))
    assert ["critical", "minor", "info"] == [issue["severity"] for issue in issues]


def test_every_issue_has_a_place(found: Report) -> None:
    """GitLab drops issues without one: those are shown at the beginning of the first file."""
    place = json.loads(write(found, "gitlab"))[1]["location"]
    assert {"path": "data/x/register.ttl", "lines": {"begin": 1}} == place


def test_only_what_counts_is_an_issue(settled: Report) -> None:
    """GitLab compares two reports itself; waived and known findings are in neither."""
    assert 3 == len(json.loads(write(settled, "gitlab")))


def test_nothing_found_is_an_empty_list(nothing_found: Report) -> None:
    """A clean report is a report: GitLab needs it to see that issues were fixed."""
    assert [] == json.loads(write(nothing_found, "gitlab"))
