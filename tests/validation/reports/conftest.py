"""One report that has everything: each severity, what is waived, known, resolved and announced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from greffe.language import Text
from greffe.validation.baseline import Accepted
from greffe.validation.changed import Since
from greffe.validation.findings import Finding, Location, Passage
from greffe.validation.report import Checked, Report
from greffe.validation.rulebook import Rule
from greffe.validation.waivers import Waived, Waiver

if TYPE_CHECKING:
    from greffe.validation.findings import Severity

BASE: Final = "https://w3id.org/greffe/id/x"
HOSTILE: Final = '50 % <b>"a"</b> | `b` *c* @quelqu’un #7 \x07\n::error::d, e:f & g'
"""Characters that each format must defuse in its own way."""

RECIPIENT: Final = Rule(
    code="S-COM-03",
    severity="violation",
    name=Text("destinataire", "recipient"),
    message=Text("Une communication désigne un destinataire.", "A communication names one."),
    remedy=Text("Ajoutez-le.", "Add it."),
    provision="https://w3id.org/greffe/law/qc/a-2.1/art/67.3",
)
STALE: Final = Rule(
    code="Q-CIT-02",
    severity="warning",
    name=Text("renvoi périmé", "stale reference"),
    message=Text("Le renvoi désigne un texte remplacé.", "The reference is to a replaced text."),
    remedy=None,
    provision=None,
    tightens_on=date(2027, 1, 1),
)
ADVICE: Final = Rule(
    code="R21",
    severity="info",
    name=Text("sortes d’inscriptions", "kinds of entries"),
    message=Text("Le registre contient trois sortes.", "The register holds three kinds."),
    remedy=Text("Inscrivez-les.", "Enter them."),
    provision=None,
)
SPOKEN_FOR: Final = Waiver(
    iri=f"{BASE}/waiver/1",
    rule="Q-CIT-02",
    entry=f"{BASE}/communication/27",
    reason="Sera corrigé en mars.",
    decided_by="Responsable de la protection",
    expires=date(2027, 3, 31),
)
IDLE: Final = replace(
    SPOKEN_FOR, iri=f"{BASE}/waiver/2", rule="R15", entry=f"{BASE}/file/3", number="F3"
)
GONE: Final = Accepted(
    fingerprint="feedfeedfeedfeed",
    rule="S-COM-08",
    severity="violation",
    entity=f"{BASE}/communication/10",
    number="C10",
    field="reasonText",
    file="data/x/register.ttl",
)


def finding(rule: Rule, number: int, /, said: str = "Aucune valeur.", **changes: object) -> Finding:
    """Return a finding of a rule on a communication, placed in the register."""
    detail = Text(said, said.replace("Aucune valeur.", "No value."))
    plain = Finding(
        rule=rule.code,
        severity=rule.severity,
        entity=f"{BASE}/communication/{number}",
        number=f"C{number}",
        field="recipient",
        value=None,
        message=Text(f"{rule.message.fr} {detail.fr}", f"{rule.message.en} {detail.en}"),
        remedy=rule.remedy,
        provision=rule.provision,
        location=Location("data/x/register.ttl", 12, 5, Passage("registre.txt", lines="160-162")),
        fingerprint=f"{rule.code}-{number:04}",
        detail=detail,
        title=f"Organisme {number}",
        entry=f"{BASE}/communication/{number}",
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # the fields of a finding


MISSING: Final = finding(RECIPIENT, 5)
UNPLACED: Final = finding(STALE, 17, said=HOSTILE, location=None, value="x")
ELSEWHERE: Final = finding(
    ADVICE, 1, number=None, title=None, location=Location("données/a b.ttl", 3)
)
WAIVED: Final = Waived(finding(STALE, 27), SPOKEN_FOR)
KNOWN: Final = finding(STALE, 18)


def clean() -> Report:
    """Return a report of one file in which nothing was found."""
    return Report(
        findings=(),
        checked=(
            Checked("CommunicationShape", Text("Communication", "Communication"), 37),
            Checked("QualityShape", Text("Qualité", "Quality"), 37, aspect=True),
            Checked("WaiverShape", Text("Sursis", "Waiver"), 0),
        ),
        files=("data/x/register.ttl",),
        rules={rule.code: rule for rule in (RECIPIENT, STALE, ADVICE)},
        looked_at={"S-COM-03": 37, "R30": 0, "R31": 2},
    )


@pytest.fixture
def nothing_found() -> Report:
    """Return a report in which nothing was found."""
    return clean()


@pytest.fixture
def found() -> Report:
    """Return a report of three findings, one of each severity."""
    return replace(clean(), findings=(MISSING, UNPLACED, ELSEWHERE))


@pytest.fixture
def settled(found: Report) -> Report:
    """Return the report of three findings, with everything that does not count beside them."""
    return replace(
        found,
        waived=(WAIVED,),
        known=(KNOWN,),
        resolved=(GONE,),
        idle=(IDLE,),
        baseline=True,
        since=Since("origin/main", 3),
    )


@pytest.fixture
def crowded() -> Report:
    """Return a report of 5,001 findings, the only violation being the first."""
    many = (finding(STALE, number) for number in range(5000))
    return replace(clean(), findings=(MISSING, *many))


@pytest.fixture(params=("violation", "warning", "info"))
def severity(request: pytest.FixtureRequest) -> Severity:
    """Return each severity in turn."""
    chosen: Severity = request.param
    return chosen
