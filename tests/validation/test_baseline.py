"""The baseline: what was accepted does not count, what is new does, what is gone is told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from greffe.app import run
from greffe.errors import InputError
from greffe.language import Text
from greffe.validation.baseline import FORMAT, Accepted, accept, dump, load
from greffe.validation.findings import Finding, Location
from greffe.validation.run import validate
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from greffe.validation.findings import Severity
    from greffe.validation.report import Report

BUNDLED: Final = Workspace.at()
FINDING: Final = Finding(
    rule="S-COM-03",
    severity="warning",
    entity="https://w3id.org/greffe/id/x/communication/5",
    number="C5",
    field="recipient",
    value=None,
    message=Text("m", "m"),
    remedy=None,
    provision=None,
    location=Location("data/x/register.ttl", 12, 5),
    fingerprint="0123456789abcdef",
    detail=Text("d", "d"),
)
ENTRY: Final = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/greffe/id/new/> .

<agreement/one> a greffe:Agreement ;
    dcterms:title "Entente"@fr ;
    greffe:signed "2012"^^xsd:gYear .
"""
WRONG_YEAR: Final = ENTRY.replace('"2012"', '"MMXII"')


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file with one fault, in the folder where commands run."""
    monkeypatch.chdir(tmp_path)
    path = Path("agreements.ttl")
    path.write_text(WRONG_YEAR, encoding="utf-8")
    return path


def check(path: Path, baseline: Path) -> Report:
    """Return the report on a file, by a baseline."""
    return validate(BUNDLED, [path], baseline=load(baseline))


def test_a_baseline_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """Writing and reading loses nothing."""
    path = tmp_path / "baseline.json"
    path.write_text(dump(accept([FINDING])), encoding="utf-8")
    expected = Accepted(
        fingerprint="0123456789abcdef",
        rule="S-COM-03",
        severity="warning",
        entity="https://w3id.org/greffe/id/x/communication/5",
        number="C5",
        field="recipient",
        file="data/x/register.ttl",
    )
    assert {"0123456789abcdef": expected} == load(path).accepted


def test_the_order_of_findings_does_not_show_in_the_file() -> None:
    """Two baselines of the same findings are the same file: differences read."""
    other = replace(FINDING, rule="Q-CIT-02", fingerprint="fedcba9876543210", location=None)
    assert dump(accept([FINDING, other])) == dump(accept([other, FINDING]))
    rules = [each["rule"] for each in json.loads(dump(accept([FINDING, other])))["findings"]]
    assert ["Q-CIT-02", "S-COM-03"] == rules


@pytest.mark.parametrize(
    ("accepted", "now", "known"),
    [
        ("warning", "warning", True),
        ("warning", "info", True),
        ("warning", "violation", False),
        ("info", "warning", False),
        ("violation", "violation", True),
    ],
)
def test_a_finding_that_becomes_graver_is_new(
    accepted: Severity, now: Severity, *, known: bool
) -> None:
    """Who accepted a warning did not accept a violation."""
    baseline = accept([replace(FINDING, severity=accepted)])
    assert known == baseline.knows(replace(FINDING, severity=now))


def test_another_fault_is_new() -> None:
    """What is known is known by its fingerprint, not by its rule."""
    other = replace(FINDING, fingerprint="fedcba9876543210")
    assert ((other,), (FINDING,)) == accept([FINDING]).split([FINDING, other])


def test_what_is_no_longer_found_is_missing() -> None:
    """Only that: what is found is not missing."""
    other = replace(FINDING, fingerprint="fedcba9876543210", number="C6")
    missing = accept([FINDING, other]).missing([FINDING])
    assert ["C6"] == [each.number for each in missing]


def test_accepted_findings_do_not_fail(file: Path) -> None:
    """The command writes the baseline; by it the check passes, and says what it knows."""
    assert 1 == run(["validate", str(file)])
    assert 0 == run(["baseline", str(file)])
    assert 0 == run(["validate", str(file), "--baseline", "greffe-baseline.json"])
    report = check(file, Path("greffe-baseline.json"))
    assert ((), ["S-AGR-03"]) == (report.findings, [each.rule for each in report.known])


def test_new_findings_fail(file: Path) -> None:
    """A second fault is new, the first stays known."""
    run(["baseline", str(file)])
    file.write_text(WRONG_YEAR.replace("@fr", "@en"), encoding="utf-8")
    report = check(file, Path("greffe-baseline.json"))
    assert (["S-AGR-01"], ["S-AGR-03"]) == (
        [each.rule for each in report.findings],
        [each.rule for each in report.known],
    )
    assert 1 == run(["validate", str(file), "--baseline", "greffe-baseline.json"])


def test_moving_lines_makes_nothing_new(file: Path) -> None:
    """A finding is known wherever it moves in the file."""
    run(["baseline", str(file)])
    file.write_text("# moved\n\n" + WRONG_YEAR, encoding="utf-8")
    assert () == check(file, Path("greffe-baseline.json")).findings


def test_what_was_corrected_is_resolved(file: Path) -> None:
    """The report says which accepted finding is gone, so that the baseline can be renewed."""
    run(["baseline", str(file)])
    file.write_text(ENTRY, encoding="utf-8")
    [resolved] = check(file, Path("greffe-baseline.json")).resolved
    assert "S-AGR-03" == resolved.rule


def test_what_was_removed_with_its_thing_is_resolved(file: Path) -> None:
    """An agreement that is gone from its file has no fault any more."""
    run(["baseline", str(file)])
    file.write_text(ENTRY.replace("agreement/one", "agreement/two"), encoding="utf-8")
    assert 1 == len(check(file, Path("greffe-baseline.json")).resolved)


def test_what_was_not_looked_at_is_not_resolved(file: Path) -> None:
    """Checking one file says nothing of what was accepted in another."""
    run(["baseline", str(file)])
    other = Path("other.ttl")
    other.write_text(ENTRY.replace("agreement/one", "agreement/two"), encoding="utf-8")
    assert () == check(other, Path("greffe-baseline.json")).resolved


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "not JSON",
        json.dumps({"format": "greffe-baseline/0", "findings": []}),
        json.dumps({"format": FORMAT}),
        json.dumps({"format": FORMAT, "findings": [{"rule": "R01"}]}),
        json.dumps({"format": FORMAT, "findings": ["R01"]}),
        json.dumps(
            {
                "format": FORMAT,
                "findings": [
                    {**accept([FINDING]).accepted.popitem()[1].as_json(), "severity": "fatal"}
                ],
            }
        ),
    ],
)
def test_what_is_no_baseline_is_refused(content: str, tmp_path: Path) -> None:
    """A wrong file never passes for a baseline that accepts nothing."""
    path = tmp_path / "baseline.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="not a baseline"):
        load(path)


def test_a_missing_baseline_says_how_to_make_one(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, and the command to run."""
    assert 2 == run(["--lang", "en", "validate", str(file), "--baseline", "absent.json"])
    assert "greffe baseline --output absent.json" in capsys.readouterr().err


def test_the_command_says_what_it_accepts(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing on standard output; the file and the figures on standard error."""
    assert 0 == run(["--lang", "en", "baseline", str(file), "--output", "known.json"])
    captured = capsys.readouterr()
    assert "" == captured.out
    assert "Written: known.json\nAccepted: 1 violation\n" == captured.err
    assert 1 == len(json.loads(Path("known.json").read_text("utf-8"))["findings"])
