"""Announced tightening: a warning today, a violation from a day that is told beforehand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Graph, URIRef

from greffe.errors import InputError
from greffe.namespaces import GRSH
from greffe.validation import run
from greffe.validation.reports import write
from greffe.validation.rulebook import rule_of
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.validation.report import Report

SHAPES: Final = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix grsh: <https://w3id.org/greffe/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

grsh:TestShape a sh:NodeShape ;
    sh:name "Entente"@fr, "Agreement"@en ;
    sh:targetClass greffe:Agreement ;
    sh:property grsh:TestShape-signed .

grsh:TestShape-signed a sh:PropertyShape ;
    dcterms:identifier "Q-TEST-01" ;
    sh:name "signée"@fr, "signed"@en ;
    sh:path greffe:signed ;
    sh:minCount 1 ;
    sh:severity sh:Warning ;
    greffe:tightensOn "2027-01-01"^^xsd:date ;
    sh:message "Une entente est datée."@fr, "An agreement is dated."@en ;
    greffe:remedy "Datez-la."@fr, "Date it."@en .
"""
UNDATED: Final = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .

<https://w3id.org/greffe/id/new/agreement/one> a greffe:Agreement ;
    dcterms:title "Entente"@fr .
"""
RULE: Final = URIRef(f"{GRSH}TestShape-signed")


def shapes(text: str = SHAPES) -> Graph:
    """Return shapes of one rule that tightens."""
    return Graph(bind_namespaces="none").parse(data=text, format="turtle")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file with an undated agreement, for a check by the one rule."""
    monkeypatch.setattr(run, "all_shapes", shapes)
    path = tmp_path / "agreements.ttl"
    path.write_text(UNDATED, encoding="utf-8")
    return path


def check(path: Path, today: date) -> Report:
    """Return the report as on a day."""
    return run.validate(Workspace.at(), [path], today=today)


def test_the_day_is_read_from_the_shape() -> None:
    """Severity and day are what the shape says; the rule is the same until then."""
    rule = rule_of(shapes(), RULE)
    assert ("warning", date(2027, 1, 1)) == (rule.severity, rule.tightens_on)


def test_until_the_day_it_warns_and_announces(path: Path) -> None:
    """The day before, the check passes and says what is coming."""
    report = check(path, date(2026, 12, 31))
    assert ["warning"] == [finding.severity for finding in report.findings]
    assert not report.failed
    text = write(report, "human", "fr")
    assert "AVERTISSEMENT  Q-TEST-01" in text
    assert "  Devient une violation le 2027-01-01.\n" in text


def test_from_the_day_it_is_a_violation(path: Path) -> None:
    """The same data fail, and there is nothing left to announce."""
    report = check(path, date(2027, 1, 1))
    assert ["violation"] == [finding.severity for finding in report.findings]
    assert report.failed
    text = write(report, "human", "fr")
    assert "VIOLATION  Q-TEST-01" in text
    assert "Devient" not in text


def test_tightening_changes_no_fingerprint(path: Path) -> None:
    """It is the same finding, graver."""
    [before], [after] = (
        check(path, day).findings for day in (date(2026, 12, 31), date(2027, 1, 1))
    )
    assert before.fingerprint == after.fingerprint


def test_a_day_that_is_none_is_our_fault() -> None:
    """Broken shapes are an error that names the shape."""
    with pytest.raises(InputError, match="TestShape-signed tightens on"):
        rule_of(shapes(SHAPES.replace("2027-01-01", "bientôt")), RULE)
