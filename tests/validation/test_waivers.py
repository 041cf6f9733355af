"""Waivers: excused until a day, told apart, and back the day after."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Graph

from greffe.app import run
from greffe.language import Text
from greffe.validation.findings import Finding
from greffe.validation.run import validate
from greffe.validation.waivers import Waiver, excused, waivers_of
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.validation.report import Report

BUNDLED: Final = Workspace.at()
LAST_DAY: Final = date(2027, 3, 31)
DAY_AFTER: Final = date(2027, 4, 1)
WAIVER: Final = Waiver(
    iri="https://w3id.org/greffe/id/new/waiver/1",
    rule="S-AGR-03",
    entry="https://w3id.org/greffe/id/new/agreement/one",
    reason="La date sera vérifiée aux archives.",
    decided_by="Responsable de la protection des renseignements personnels",
    expires=LAST_DAY,
)
FINDING: Final = Finding(
    rule="S-AGR-03",
    severity="violation",
    entity="https://w3id.org/greffe/id/new/agreement/one",
    number=None,
    field="signed",
    value="MMXII",
    message=Text("Règle. Détail.", "Rule. Detail."),
    remedy=None,
    provision=None,
    location=None,
    fingerprint="0123456789abcdef",
    detail=Text("Détail.", "Detail."),
    entry="https://w3id.org/greffe/id/new/agreement/one",
)
AGREEMENT: Final = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/greffe/id/new/> .

<agreement/one> a greffe:Agreement ;
    dcterms:title "Entente"@fr ;
    greffe:signed "MMXII"^^xsd:gYear .
"""
WAIVERS: Final = """\
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/greffe/id/new/> .

<waivers> a void:Dataset .

<waiver/1> a greffe:Waiver ;
    greffe:waivedRule "S-AGR-03" ;
    greffe:waivedEntry <agreement/one> ;
    greffe:waiverReason "La date sera vérifiée aux archives."@fr ;
    greffe:decidedBy "Responsable de la protection des renseignements personnels"@fr ;
    greffe:expires "2027-03-31"^^xsd:date .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an agreement whose year is none, and the waiver of that fault."""
    (tmp_path / "agreements.ttl").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "waivers.ttl").write_text(WAIVERS, encoding="utf-8")
    return tmp_path


def check(path: Path, today: date = LAST_DAY) -> Report:
    """Return the report on a file or folder, as on a day."""
    return validate(BUNDLED, [path], today=today)


def test_a_waiver_is_read_from_the_data(folder: Path) -> None:
    """Rule, entry, reason, role and last day are what the file says."""
    from greffe.turtle.reading import parse

    assert (WAIVER,) == waivers_of(parse(folder / "waivers.ttl"))


@pytest.mark.parametrize(
    "line",
    ["greffe:waivedRule", "greffe:waivedEntry", "greffe:waiverReason", "greffe:decidedBy"],
)
def test_a_waiver_that_lacks_something_excuses_nothing(folder: Path, line: str) -> None:
    """Its shape says what it lacks, and the finding counts."""
    kept = [each for each in WAIVERS.split("\n") if not each.strip().startswith(line)]
    (folder / "waivers.ttl").write_text("\n".join(kept), encoding="utf-8")
    report = check(folder)
    assert "S-AGR-03" in {finding.rule for finding in report.findings}
    assert any(finding.rule.startswith("S-WAI-") for finding in report.findings)


@pytest.mark.parametrize("day", ["2027-02-30", "un jour", "2027"])
def test_a_waiver_without_a_last_day_excuses_nothing(folder: Path, day: str) -> None:
    """There is no waiver for ever."""
    (folder / "waivers.ttl").write_text(WAIVERS.replace("2027-03-31", day), encoding="utf-8")
    assert {"S-AGR-03", "S-WAI-05"} == {finding.rule for finding in check(folder).findings}


def test_a_waived_finding_does_not_count_and_is_told_apart(folder: Path) -> None:
    """On the last day it is still excused."""
    report = check(folder)
    assert ((), False) == (report.findings, report.failed)
    [waived] = report.waived
    assert ("S-AGR-03", WAIVER) == (waived.finding.rule, waived.waiver)


def test_a_finding_counts_again_after_the_last_day(folder: Path) -> None:
    """It says that the waiver has ended, when, and why it was granted."""
    report = check(folder, DAY_AFTER)
    [finding] = report.findings
    assert report.failed
    assert finding.detail.fr.endswith(
        "Le sursis accordé a pris fin le 2027-03-31 (motif : La date sera vérifiée aux archives)."
    )
    assert finding.message.en.endswith(
        "The waiver that was granted ended on 2027-03-31 "
        "(reason: La date sera vérifiée aux archives)."
    )


def test_an_ended_waiver_does_not_change_the_fingerprint(folder: Path) -> None:
    """A platform recognises the finding that comes back."""
    [before], [after] = check(folder).waived, check(folder, DAY_AFTER).findings
    assert before.finding.fingerprint == after.fingerprint


def test_waivers_are_found_beside_the_file(folder: Path) -> None:
    """Checking one file of a body takes the body's waivers into account."""
    assert 1 == len(check(folder / "agreements.ttl").waived)


def test_a_longer_waiver_renews_an_ended_one() -> None:
    """Of several, the one that ends last decides."""
    renewed = replace(WAIVER, iri=f"{WAIVER.iri}0", expires=date(2028, 1, 1))
    counting, [waived] = excused([FINDING], [renewed, WAIVER], DAY_AFTER)
    assert ((), renewed) == (counting, waived.waiver)


@pytest.mark.parametrize(
    ("changes", "excuses"),
    [
        ({}, True),
        ({"rule": "S-AGR-04"}, False),
        ({"entity": "https://w3id.org/greffe/id/new/agreement/one/part"}, True),
        (
            {
                "entity": "https://w3id.org/greffe/id/new/agreement/two",
                "entry": "https://w3id.org/greffe/id/new/agreement/two",
            },
            False,
        ),
    ],
)
def test_a_waiver_is_about_one_rule_on_one_entry(changes: dict[str, str], *, excuses: bool) -> None:
    """Its entry with all parts, nothing else."""
    finding = replace(FINDING, **changes)  # type: ignore[arg-type] # the fields of a finding
    assert excuses == WAIVER.excuses(finding)


def test_a_waiver_that_excuses_nothing_is_idle(folder: Path) -> None:
    """Once the fault is corrected, the report says that the waiver can go."""
    (folder / "agreements.ttl").write_text(AGREEMENT.replace("MMXII", "2012"), encoding="utf-8")
    report = check(folder)
    assert ((), (WAIVER,)) == (report.waived, report.idle)


def test_a_waiver_is_named_by_the_number_of_its_entry() -> None:
    """People are told C1, not an address; what has no number keeps its address."""
    entry = """<agreement/one> dcterms:identifier "C1" ; greffe:position 1 ;
        dcterms:isPartOf <register> ."""
    graph = Graph().parse(data=f"{AGREEMENT}\n{WAIVERS}", format="turtle")
    assert [WAIVER.entry] == [waiver.about for waiver in waivers_of(graph)]
    numbered = Graph().parse(data=f"{AGREEMENT}\n{WAIVERS}\n{entry}", format="turtle")
    assert ["C1"] == [waiver.about for waiver in waivers_of(numbered)]


def test_a_waiver_of_what_was_not_looked_at_is_not_idle(folder: Path) -> None:
    """Checking another file says nothing of the waived entry."""
    other = AGREEMENT.replace("agreement/one", "agreement/two").replace("MMXII", "2012")
    (folder / "other.ttl").write_text(other, encoding="utf-8")
    assert () == check(folder / "other.ttl").idle


def test_a_waiver_of_nothing_is_a_reference_to_nothing(folder: Path) -> None:
    """An entry that does not exist cannot be waived."""
    text = WAIVERS.replace("agreement/one", "agreement/won")
    (folder / "waivers.ttl").write_text(text, encoding="utf-8")
    body = '<https://w3id.org/greffe/org/new> a greffe:PublicBody ; greffe:base "{base}" .'
    (folder / "body.ttl").write_text(
        "@prefix greffe: <https://w3id.org/greffe/ontology#> .\n"
        + body.format(base="https://w3id.org/greffe/id/new"),
        encoding="utf-8",
    )
    strays = [f for f in check(folder).findings if f.rule == "S-REF-01"]
    assert ["waivedEntry"] == [finding.field for finding in strays]


def test_the_day_can_be_chosen(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """GREFFE_TODAY shows what the check will say on a day to come."""
    monkeypatch.setenv("GREFFE_TODAY", "2027-03-31")
    assert 0 == run(["validate", str(folder), "--format", "json"])
    summary = json.loads(capsys.readouterr().out)["summary"]
    assert (0, 1) == (summary["violations"], summary["waived"])
    monkeypatch.setenv("GREFFE_TODAY", "2027-04-01")
    assert 1 == run(["validate", str(folder)])
