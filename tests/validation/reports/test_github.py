"""Annotations of GitHub Actions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from greffe.validation.reports import write

if TYPE_CHECKING:
    from greffe.validation.findings import Severity
    from greffe.validation.report import Report

COMMAND = re.compile(r"^::(?P<command>\w+) (?P<properties>[^:]*)::(?P<message>.*)$")


def test_a_violation_is_an_error_beside_its_line(found: Report) -> None:
    """File, line, column and title are properties; rule, entry, field, source, remedy follow."""
    expected = (
        "::error file=data/x/register.ttl,line=12,col=5,title=S-COM-03 — C5"
        "::Une communication désigne un destinataire.%0AC5 — Organisme 5"
        "%0Adestinataire : Aucune valeur.%0Aregistre.txt, lignes 160-162%0AAjoutez-le."
    )
    assert expected == write(found, "github").split("\n")[0]


def test_each_severity_is_a_command(found: Report) -> None:
    """Violations are errors, warnings are warnings, advice is a notice."""
    lines = [COMMAND.match(line) for line in write(found, "github").split("\n")[:3]]
    assert ["error", "warning", "notice"] == [m["command"] for m in lines if m]


def test_words_cannot_give_commands(found: Report) -> None:
    """A line break in a value begins no command, a per cent sign no escape."""
    lines = write(found, "github").splitlines()
    assert 3 == sum(line.startswith("::") for line in lines)
    assert "50 %25 <b>" in lines[1]
    assert "%0A::error::d, e:f & g" in lines[1]


def test_properties_escape_what_parts_them(found: Report, severity: Severity) -> None:
    """A comma or colon in a file name stays in the name."""
    [finding] = found.findings[:1]
    assert finding.location is not None
    odd = replace(finding, severity=severity, location=replace(finding.location, file="C:a,b%.ttl"))
    line = write(replace(found, findings=(odd,)), "github").split("\n")[0]
    assert "file=C%3Aa%2Cb%25.ttl,line=12," in line


def test_a_finding_without_place_has_only_a_title(found: Report) -> None:
    """GitHub then shows it on the run, not on a line."""
    assert "::warning title=Q-CIT-02 — C17::" in write(found, "github")


def test_the_log_ends_with_the_figures(settled: Report) -> None:
    """What does not count is told in the log, and makes no annotation."""
    text = write(settled, "github", "en")
    assert text.endswith(
        "1 known finding, accepted by the baseline.\n"
        "Since origin/main: 3 entries or files concerned.\n"
        "1 violation, 1 warning, 1 piece of advice\n"
    )
    assert "C27" not in text
