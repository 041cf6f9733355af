"""The report for people: everything once, in the order in which it is needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from greffe.language import Text
from greffe.validation.findings import Location, Passage
from greffe.validation.provisions import Reason
from greffe.validation.reports import write
from greffe.validation.reports.words import one_line

if TYPE_CHECKING:
    from greffe.validation.findings import Severity
    from greffe.validation.report import Report

CELL = Passage("r.xlsx", sheet="Registre", cell="D4")
READ = Reason(
    "https://w3id.org/greffe/law/qc/a-2.1/art/67.3",
    Text("art. 67.3 — Loi sur l’accès", "s. 67.3 — Access Act"),
    link=Text("https://example.org/fr", "https://example.org/en"),
)


def test_people_read_rule_entry_field_place_and_remedy(found: Report) -> None:
    """The French report names rule, entry, field, both places, remedy and provision."""
    report = replace(found, findings=found.findings[:1], looked_at={}, provisions={READ.iri: READ})
    expected = """\
1 violation

VIOLATION  S-COM-03  Une communication désigne un destinataire.
  C5 — Organisme 5
    destinataire : Aucune valeur.
    data/x/register.ttl:12:5  (registre.txt, lignes 160-162)
  Que faire : Ajoutez-le.
  Disposition : art. 67.3 — Loi sur l’accès

Vérifié : Communication (37).
1 violation
"""
    assert expected == write(report, "human", "fr")


def test_a_provision_that_nothing_describes_is_told_by_its_address(found: Report) -> None:
    """Without a label, the short address of the provision is better than nothing."""
    assert "  Provision: qc/a-2.1/art/67.3\n" in write(found, "human", "en")


def test_a_terminal_gets_lines_of_its_width(found: Report) -> None:
    """Lines are broken between words, those that go on are set in, and marks stay with words."""
    said = Text("« Un » est imprimé pour « deux » ; « trois » aussi.", "“One” is printed.")
    report = replace(found, findings=(replace(found.findings[0], detail=said),))
    text = write(report, "human", "fr", 43)
    assert (
        """\
    destinataire : « Un » est imprimé pour
      « deux » ; « trois » aussi.
"""
        in text
    )
    addresses = [line for line in text.splitlines() if "/" in line]
    assert [] == [line for line in text.splitlines() if len(line) > 43 and line not in addresses]
    assert write(report, "human", "fr").replace("\n      ", " ").split() == text.split()


def test_a_provision_leads_to_where_it_can_be_read(found: Report) -> None:
    """Pages link to the publisher of the law in their own language."""
    report = replace(found, provisions={READ.iri: READ})
    page = '<a href="https://example.org/en">s. 67.3 — Access Act</a>'
    assert page in write(report, "html", "en")
    comment = "[art. 67.3 — Loi sur l’accès](https://example.org/fr)"
    assert comment in write(report, "markdown", "fr")


def test_the_documents_that_were_compared_are_named(found: Report) -> None:
    """What the data were held to is told by the names of the files."""
    report = replace(found, documents=("data/x/sources/a.txt", "data/x/sources/b.txt"))
    assert "Comparé mot à mot aux documents : a.txt, b.txt.\n" in write(report, "human", "fr")
    assert "<p>Compared word by word to the documents: a.txt, b.txt.</p>" in write(
        report, "html", "en"
    )


def test_what_does_not_count_stands_apart(settled: Report) -> None:
    """Waived, resolved and idle have a block each; known ones are a number, as is the scope."""
    report = replace(settled, findings=())
    expected = """\
EN SURSIS
  Q-CIT-02  C27 — Organisme 27
    renvoi périmé : Aucune valeur.
    jusqu’au 2027-03-31 (Responsable de la protection) : Sera corrigé en mars.

RÉGLÉS DEPUIS LA RÉFÉRENCE
  S-COM-08  C10

SURSIS SANS OBJET
  R15  F3

Vérifié : Communication (37).
1 constat connu, accepté par la référence.
Depuis origin/main : 3 inscriptions ou fichiers touchés.
Aucun constat.
"""
    assert expected == write(report, "human", "fr")


def test_the_english_report_says_the_same(settled: Report) -> None:
    """Each heading and sentence of the blocks apart exists in English."""
    expected = """\
WAIVED
  Q-CIT-02  C27 — Organisme 27
    stale reference: No value.
    until 2027-03-31 (Responsable de la protection): Sera corrigé en mars.

RESOLVED SINCE THE BASELINE
  S-COM-08  C10

WAIVERS THAT EXCUSE NOTHING
  R15  F3

Checked: Communication (37).
1 known finding, accepted by the baseline.
Since origin/main: 3 entries or files concerned.
Nothing found.
"""
    assert expected == write(replace(settled, findings=()), "human", "en")


def test_a_rule_that_will_tighten_says_when(found: Report) -> None:
    """Before the day, the warning announces that it becomes a violation."""
    assert "  Devient une violation le 2027-01-01.\n" in write(found, "human", "fr")
    assert "  Becomes a violation on 2027-01-01.\n" in write(found, "human", "en")


def test_the_remedy_of_a_rule_is_said_once(found: Report) -> None:
    """Two findings of one rule share its sentence and its remedy."""
    missing = found.findings[0]
    text = write(
        replace(found, findings=(missing, replace(missing, number="C6", fingerprint="f"))),
        "human",
        "en",
    )
    assert (1, 1, 2) == (
        text.count("A communication names one."),
        text.count("What to do"),
        text.count("recipient: No value."),
    )


def test_a_clean_report_says_what_was_checked(nothing_found: Report) -> None:
    """No finding is not silence: what was looked at is told, and by how many rules."""
    expected = """\
Checked: Communication (37).
Rules applied: 2 of 3. Nothing here for: R30.
Nothing found.
"""
    assert expected == write(nothing_found, "human", "en")


def test_a_finding_without_place_says_so(found: Report) -> None:
    """A finding that cannot be placed is still reported."""
    bare = replace(found.findings[0], location=None, number=None, title=None)
    text = write(replace(found, findings=(bare,)), "human", "fr")
    assert "  https://w3id.org/greffe/id/x/communication/5\n" in text
    assert "(endroit inconnu)" in text


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
    found: Report, severities: tuple[Severity, ...], french: str, english: str
) -> None:
    """One is singular, more are plural, none is a sentence."""
    findings = tuple(replace(found.findings[0], severity=each) for each in severities)
    counted = replace(found, findings=findings)
    assert (french, english) == (one_line(counted, "fr"), one_line(counted, "en"))


@pytest.mark.parametrize(
    ("entries", "french", "english"),
    [
        (0, "0 inscription ou fichier touché.", "0 entries or files concerned."),
        (1, "1 inscription ou fichier touché.", "1 entry or file concerned."),
        (2, "2 inscriptions ou fichiers touchés.", "2 entries or files concerned."),
    ],
)
def test_nought_is_singular_in_french_and_plural_in_english(
    settled: Report, entries: int, french: str, english: str
) -> None:
    """Numbers agree as each language wants it."""
    assert settled.since is not None
    report = replace(settled, since=replace(settled.since, entries=entries))
    assert f"Depuis origin/main : {french}\n" in write(report, "human", "fr")
    assert f"Since origin/main: {english}\n" in write(report, "human", "en")


def test_a_place_is_written_as_editors_read_it() -> None:
    """File, line and column are joined by colons; what is unknown is left out."""
    places = (Location("a.ttl", 3, 7), Location("a.ttl", 3), Location("a.ttl"))
    assert ["a.ttl:3:7", "a.ttl:3", "a.ttl"] == [str(place) for place in places]


@pytest.mark.parametrize(
    ("location", "french"),
    [
        (None, "(endroit inconnu)"),
        (Location("d/a.ttl", 3, 7), "d/a.ttl:3:7"),
        (Location("d/a.ttl", 3, 7, CELL), "d/a.ttl:3:7  (r.xlsx, feuille Registre, cellule D4)"),
        (Location("d/r.xlsx", source=CELL), "d/r.xlsx, feuille Registre, cellule D4"),
    ],
)
def test_a_place_is_told_once(settled: Report, location: Location | None, french: str) -> None:
    """The document beside the data that quote it; a document that is itself checked, alone."""
    report = replace(settled, findings=(replace(settled.findings[0], location=location),))
    assert f"\n    {french}\n" in write(report, "human", "fr")


@pytest.mark.parametrize(
    ("passage", "french", "english"),
    [
        (Passage("r.txt", lines="212"), "r.txt, ligne 212", "r.txt, line 212"),
        (Passage("r.txt", lines="1-3,5"), "r.txt, lignes 1-3,5", "r.txt, lines 1-3,5"),
        (
            Passage("r.xlsx", sheet="Registre", row=4, cell="D4"),
            "r.xlsx, feuille Registre, rangée 4, cellule D4",
            "r.xlsx, sheet Registre, row 4, cell D4",
        ),
        (Passage("r.pdf"), "r.pdf", "r.pdf"),
    ],
)
def test_a_passage_is_told_as_people_say_it(passage: Passage, french: str, english: str) -> None:
    """Lines of a text, or sheet, row and cell of a workbook: what is known."""
    assert (french, english) == (passage.in_words().fr, passage.in_words().en)
