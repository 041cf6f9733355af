"""``greffe validate`` on an officer's file: findings by sheet and cell, the same exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.importing.offices import Rows, mifi_rows, save

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Greffe = Callable[..., Outcome]

HEADINGS: Final = ["No", "Destinataire", "Nature des renseignements", "Fins", "Raisons",
                   "Appui légal", "Hors Québec"]  # fmt: skip
SOUND: Final = ["1", "Retraite Québec", "Nom, prénom", "à des fins statistiques", "Pour voir",
                "Article 67.2.1 de la Loi sur l'accès (RLRQ, c. A-2.1)", "Non"]  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Path]:
    """Give the writer of a small register of nobody's: one sound entry, cells changed."""

    def write(**changed: str) -> Path:
        row = [changed.get(name, text) for name, text in zip(HEADINGS, SOUND, strict=True)]
        return save(tmp_path / "registre.xlsx", {"Registre": [["Registre 2026"], HEADINGS, row]})

    return write


def findings(outcome: Outcome) -> list[dict[str, Any]]:
    """Return the findings of a report in JSON."""
    found: list[dict[str, Any]] = json.loads(outcome.out)["findings"]
    return found


def violations(outcome: Outcome) -> dict[str, dict[str, Any]]:
    """Return where the violations of a report stand, by rule."""
    return {
        each["rule"]: each["location"]
        for each in findings(outcome)
        if each["severity"] == "violation"
    }


def test_a_file_of_nobodys_is_checked(greffe: Greffe, small: Callable[..., Path]) -> None:
    """Anybody may check a register, without any data of a body: this one has no violation."""
    outcome = greffe("validate", small(), "--format", "json")
    assert (outcome.code, violations(outcome)) == (0, {})


@pytest.mark.parametrize(
    ("changed", "rule", "cell"),
    [
        ({"Destinataire": "Bonbons Dupont"}, "S-COM-03", "B3"),
        ({"Fins": "pour jouer"}, "S-COM-07", "D3"),
        ({"Raisons": ""}, "R05", "E3"),
    ],
)
def test_a_violation_stands_in_its_cell(
    changed: dict[str, str], rule: str, cell: str, greffe: Greffe, small: Callable[..., Path]
) -> None:
    """Where the words at fault are, or where words should be: document, sheet, row and cell."""
    path = small(**changed)
    outcome = greffe("validate", path, "--format", "json")
    assert outcome.code == 1
    expected = {
        "file": str(path),
        "line": None,
        "column": None,
        "document": "registre.xlsx",
        "sheet": "Registre",
        "row": 3,
        "cell": cell,
    }
    assert expected == violations(outcome)[rule]


def test_the_report_for_people_names_the_cell(greffe: Greffe, small: Callable[..., Path]) -> None:
    """No line of a file that nobody sees: the file, the sheet and the cell, once."""
    path = small(Destinataire="Bonbons Dupont")
    outcome = greffe("validate", path)
    assert f"    {path}, feuille Registre, rangée 3, cellule B3\n" in outcome.out
    assert "/register.ttl" not in outcome.out
    assert "« Destinataire » → Personne ou organisme receveur" in outcome.err
    assert "destinataire inconnu : « Bonbons Dupont »" in outcome.err


def test_findings_are_in_the_order_of_the_cells(greffe: Greffe, tmp_path: Path) -> None:
    """Of the same severity, from the top of the sheet to its end."""
    rows = [HEADINGS, *([str(n), *SOUND[1:3], "", *SOUND[4:]] for n in range(1, 13))]
    outcome = greffe("validate", save(tmp_path / "r.xlsx", {"R": rows}), "--format", "json")
    at = [each["location"]["row"] for each in findings(outcome)
          if each["severity"] == "violation" and "row" in each["location"]]  # fmt: skip
    assert at
    assert sorted(at) == at


def test_the_mifi_has_no_violation(greffe: Greffe, tmp_path: Path) -> None:
    """The published register is sound, whether it is read as data or as a workbook."""
    path = save(tmp_path / "registre.xlsx", {"Registre": mifi_rows("registre")})
    outcome = greffe("validate", path, "--body", "mifi", "--format", "json")
    assert (outcome.code, violations(outcome)) == (0, {})
    cells = [each["location"] for each in findings(outcome) if each["number"]]
    assert cells
    assert {"registre.xlsx"} == {place["document"] for place in cells}


def test_an_inventory_of_nobodys_has_its_own_units(greffe: Greffe, tmp_path: Path) -> None:
    """Units that the file names are units: a file of nobody's is not at fault for them."""
    rows = mifi_rows("inventaire")[:4]
    rows[1][1] = "Direction des licornes"
    path = save(tmp_path / "inventaire.xlsx", {"Inventaire": rows})
    outcome = greffe("validate", path, "--format", "json")
    assert (outcome.code, violations(outcome)) == (0, {})


def test_what_cannot_be_told_apart_is_unreadable(greffe: Greffe, tmp_path: Path) -> None:
    """Two entries of the same number: nothing is checked, the exit code is 2."""
    path = save(tmp_path / "r.xlsx", {"R": [HEADINGS, SOUND, SOUND]})
    outcome = greffe("validate", path)
    assert (outcome.code, outcome.out) == (2, "")
    assert "le numéro C1 est donné à plusieurs inscriptions" in outcome.err


def test_other_words_than_yes_or_no_are_told_not_refused(
    greffe: Greffe, small: Callable[..., Path]
) -> None:
    """A check reports what an import would refuse."""
    outcome = greffe("validate", small(**{"Hors Québec": "Parfois"}))
    assert outcome.out != ""
    assert "cellule G3 (refusé) : ni Oui ni Non : « Parfois »" in outcome.err


def test_nothing_is_written_in_the_workspace(
    greffe: Greffe, mifi_dir: Path, tmp_path: Path
) -> None:
    """A check leaves the data of the body as they are."""
    rows: Rows = mifi_rows("registre")
    rows[5][3] = "à des fins statistiques"
    path = save(tmp_path / "registre.xlsx", {"Registre": rows})
    before = (mifi_dir / "mifi" / "register.ttl").read_bytes()
    greffe("--workspace", mifi_dir, "validate", path, "--body", "mifi")
    assert before == (mifi_dir / "mifi" / "register.ttl").read_bytes()


def test_the_annotated_copy_shows_the_faults(
    greffe: Greffe, small: Callable[..., Path], tmp_path: Path
) -> None:
    """The cell at fault has a comment and a colour, the others have not."""
    from openpyxl import load_workbook

    copy = tmp_path / "copie.xlsx"
    outcome = greffe("validate", small(Destinataire="Bonbons Dupont"), "--annotate", copy)
    assert outcome.code == 1
    assert f"Écrit : {copy}" in outcome.err
    sheet = load_workbook(copy)["Registre"]
    assert "S-COM-03" in sheet["B3"].comment.text
    assert sheet["E3"].comment is None


def test_the_annotated_copy_tells_what_could_be_meant(
    greffe: Greffe, small: Callable[..., Path], tmp_path: Path
) -> None:
    """A name that nobody has, with the one that it resembles."""
    from openpyxl import load_workbook

    copy = tmp_path / "copie.xlsx"
    greffe("validate", small(Destinataire="Statistiques Canadas"), "--annotate", copy)
    comment = load_workbook(copy)["Registre"]["B3"].comment.text
    assert "destinataire inconnu : « Statistiques Canadas »" in comment
    assert "Que faire : Peut-être : « Statistique Canada »" in comment


def test_an_annotated_copy_replaces_nothing_unasked(
    greffe: Greffe, small: Callable[..., Path], tmp_path: Path
) -> None:
    """A file that is there stays, and is told before anything is checked."""
    copy = tmp_path / "copie.xlsx"
    copy.write_bytes(b"la mienne")
    refused = greffe("validate", small(), "--annotate", copy)
    assert (2, "", b"la mienne") == (refused.code, refused.out, copy.read_bytes())
    assert f"{copy} : ce fichier existe déjà." in refused.err
    assert 0 == greffe("validate", small(), "--annotate", copy, "--force").code
    assert copy.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("option", ["--body", "--profile", "--sheet", "--annotate"])
def test_the_options_of_office_files_are_for_them(option: str, greffe: Greffe) -> None:
    """Data in Turtle have no sheet and no profile."""
    outcome = greffe("validate", option, "x")
    assert outcome.code == 2
    assert "sont pour un classeur ou un document" in outcome.err


def test_data_and_office_files_are_checked_apart(
    greffe: Greffe, small: Callable[..., Path], mifi_dir: Path
) -> None:
    """One report has one kind of places."""
    outcome = greffe("validate", small(), mifi_dir / "mifi" / "register.ttl")
    assert outcome.code == 2
    assert "donnés ensemble" in outcome.err


def test_an_annotated_copy_is_of_one_file(greffe: Greffe, small: Callable[..., Path]) -> None:
    """Two files would be one copy."""
    path = small()
    outcome = greffe("validate", path, path, "--annotate", path.with_name("copie.xlsx"))
    assert outcome.code == 2
    assert "un seul fichier" in outcome.err


def test_an_unknown_body_is_told_with_those_known(
    greffe: Greffe, small: Callable[..., Path]
) -> None:
    """The key is that of a folder of the workspace."""
    outcome = greffe("validate", small(), "--body", "mfi")
    assert outcome.code == 2
    assert "aucun organisme « mfi »" in outcome.err


def test_an_export_of_elsewhere_is_a_file_of_nobodys(
    greffe: Greffe, other_body: Path, tmp_path: Path
) -> None:
    """Its identifiers mean nothing in another workspace: the numbers count."""
    path = tmp_path / "registre.xlsx"
    assert greffe("export", "--body", "mifi", "--output", path).code == 0
    outcome = greffe("--workspace", other_body, "validate", path, "--format", "json")
    assert outcome.code in {0, 1}, outcome.err
    assert {"C5", "C37"} <= {each["number"] for each in findings(outcome)}


def test_part_of_a_register_is_checked_under_its_numbers(greffe: Greffe, tmp_path: Path) -> None:
    """Entries 12 and 30 of something are 12 and 30 in the report."""
    rows = [HEADINGS, *([number, *SOUND[1:4], "", *SOUND[5:]] for number in ("12", "30"))]
    outcome = greffe("validate", save(tmp_path / "r.xlsx", {"R": rows}), "--format", "json")
    at_fault = {each["number"] for each in findings(outcome) if each["severity"] == "violation"}
    assert {"C12", "C30"} == at_fault
