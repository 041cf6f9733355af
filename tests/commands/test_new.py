"""``greffe new`` as the officer of another body runs it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

import pytest
from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

BEGUN: Final = {
    "register": ["body.ttl", "inventory.ttl", "register.ttl", "sources"],
    "nil": ["body.ttl", "inventory.ttl", "register.ttl", "sources"],
    "inventory-only": ["body.ttl", "inventory.ttl", "sources"],
}


def content(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("kind", BEGUN)
def test_what_begins_is_accepted_at_once(
    kind: str, greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """The check takes the new workspace as it is, whatever the body begins with."""
    where = ("--workspace", tmp_path / "w")
    made = greffe(*where, "new", "essai", "--name", "Office de l’essai", "--kind", kind)
    there = sorted(path.name for path in (tmp_path / "w" / "essai").iterdir())
    assert (made.code, there) == (0, BEGUN[kind])
    assert greffe(*where, "validate").code == 0


def test_what_begins_is_built_at_once(greffe: Callable[..., Outcome], tmp_path: Path) -> None:
    """The main job makes a site of bodies that have no entry yet, each with its own page."""
    where = ("--workspace", tmp_path / "w")
    for number, kind in enumerate(BEGUN):
        greffe(*where, "new", f"essai-{number}", "--name", f"Essai {number}", "--kind", kind)
    assert greffe(*where, "new", "cai").code == 0
    assert greffe(*where, "build", "--output", tmp_path / "b").code == 0
    pages = [tmp_path / "b" / "site" / "id" / f"essai-{number}" for number in range(3)]
    assert [(page / "index.html").is_file() for page in pages] == [True] * 3
    assert [(page / "register").is_dir() for page in pages] == [True, True, False]


def test_the_paths_are_the_answer_and_what_follows_a_message(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """What was written goes to standard output; what to do next to the person."""
    outcome = greffe("--workspace", tmp_path / "w", "new", "essai", "--name", "Essai")
    assert outcome.out.splitlines() == [
        str(tmp_path / "w" / "essai" / name)
        for name in (
            "body.ttl",
            "register.ttl",
            "inventory.ttl",
            "sources/registre.txt",
            "sources/inventaire.txt",
        )
    ]
    assert f"greffe --workspace {tmp_path / 'w'} validate" in outcome.err


def test_a_second_body_leaves_the_first_as_it_is(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """Bodies live side by side; the same key again is refused, and nothing changes."""
    where = ("--workspace", tmp_path)
    greffe(*where, "new", "un", "--name", "Un")
    first = content(tmp_path / "un")
    assert greffe(*where, "new", "deux", "--name", "Deux", "--kind", "nil").code == 0
    again = greffe(*where, "new", "un", "--name", "Autre", "--kind", "nil")
    assert (again.code, again.out, content(tmp_path / "un")) == (2, "", first)
    assert "déjà là" in again.err
    assert greffe(*where, "validate").code == 0


def test_a_body_of_the_directory_keeps_its_name(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """What the directory of organisations says is not said again, and may not be contradicted."""
    where = ("--workspace", tmp_path)
    other = greffe(*where, "new", "cai", "--name", "Commission")
    assert (other.code, content(tmp_path)) == (2, {})
    assert "Commission d'accès à l'information" in other.err
    assert greffe(*where, "new", "cai").code == 0
    assert b"prefLabel" not in content(tmp_path)["cai/body.ttl"]
    text = content(tmp_path)["cai/sources/inventaire.txt"].decode()
    assert "Commission d'accès à l'information tient à jour cet inventaire" in text
    assert greffe(*where, "validate").code == 0


def test_templates_stand_beside(greffe: Callable[..., Outcome], tmp_path: Path) -> None:
    """Blank workbooks of the body; a person fills them in and imports them."""
    where = ("--workspace", tmp_path)
    asked = ("new", "essai", "--name", "Essai", "--kind", "inventory-only", "--templates")
    told = greffe(*where, *asked).err
    folder = tmp_path / "essai" / "modeles"
    form = folder / "inventaire-essai.xlsx"
    assert f"import {form} --body essai --dry-run" in told
    assert [path.name for path in folder.iterdir()] == ["inventaire-essai.xlsx"]
    assert greffe(*where, "validate").code == 0


def test_a_checkout_has_its_bodies_in_data(greffe: Callable[..., Outcome], tmp_path: Path) -> None:
    """Where the workspace has a folder ``data``, that is where bodies are."""
    (tmp_path / "data").mkdir()
    assert greffe("--workspace", tmp_path, "new", "essai", "--name", "Essai").code == 0
    assert (tmp_path / "data" / "essai" / "body.ttl").is_file()
    assert greffe("--workspace", tmp_path, "validate").code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Essai", "--name", "E"), "minuscules"),
        (("a_b", "--name", "E"), "minuscules"),
        (("../x", "--name", "E"), "minuscules"),
        (("-x", "--name", "E"), "-x"),
        (("law", "--name", "E"), "law"),
        (("essai",), "--name"),
        (("essai", "--name", " "), "--name"),
        (("essai", "--name", "E\nF"), "--name"),
        (("essai", "--name", "E", "--base", "https://e.org/"), "barre finale"),
        (("essai", "--name", "E", "--base", "e.org/id"), "http"),
        (("essai", "--name", "E", "--base", "https://e.org/a> <b"), "http"),
        (("essai", "--name", "E", "--kind", "registre"), "inventory-only"),
        (("essai", "--name", "E", "--sort", "entreprise"), "ministere-qc"),
    ],
)
def test_what_would_not_hold_is_refused(
    arguments: tuple[str, ...], told: str, greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """An error says what would do, and nothing is written."""
    outcome = greffe("--workspace", tmp_path, "new", *arguments)
    assert (outcome.code, outcome.out, content(tmp_path)) == (2, "", {})
    assert told in outcome.err


def test_the_bundled_data_is_never_written_to(greffe: Callable[..., Outcome]) -> None:
    """Without a workspace there is nowhere to begin."""
    outcome = greffe("new", "essai", "--name", "Essai")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--workspace" in outcome.err


def test_a_place_that_cannot_be_written_is_told(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """A file where the folder should be: an error, and the file is untouched."""
    (tmp_path / "w").write_text("taken")
    outcome = greffe("--workspace", tmp_path / "w", "new", "essai", "--name", "Essai")
    assert (outcome.code, (tmp_path / "w").read_text()) == (2, "taken")
    assert "écriture impossible" in outcome.err


ROW: Final = (
    "Régie de l'assurance maladie du Québec (RAMQ)",
    "Nom, prénom, date de naissance",
    "Les données sont communiquées à des fins statistiques",
    "La Régie ne peut agir sans ces renseignements",
    "Article 67 de la Loi sur l'accès",
    "Non",
    "-",
)


def test_a_template_is_filled_in_imported_and_exported(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """From a blank workbook to a register of one entry, which comes out as it went in."""
    where = ("--workspace", tmp_path)
    greffe(*where, "new", "essai", "--name", "Essai", "--templates")
    template = tmp_path / "essai" / "modeles" / "registre-essai.xlsx"
    book = load_workbook(template)
    for column, words in enumerate(ROW, start=3):
        book["Registre"].cell(2, column, words)
    book.save(template)
    assert greffe(*where, "import", template, "--body", "essai").code == 0
    assert greffe(*where, "validate").code == 0
    out = tmp_path / "registre.xlsx"
    assert greffe(*where, "export", "--body", "essai", "--output", out).code == 0
    rows = list(load_workbook(out)["Registre"].iter_rows(min_row=2, values_only=True))
    assert rows == [("https://w3id.org/greffe/id/essai/communication/1", "1", *ROW)]


def test_the_entry_of_a_new_body_is_found_by_questions(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """What an officer filled in is a graph like any other: its recipient is known by acronym."""
    where = ("--workspace", tmp_path)
    greffe(*where, "new", "essai", "--name", "Essai")
    path = tmp_path / "registre.csv"
    greffe(*where, "export", "--blank", "--output", path)
    with path.open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerow(["", "", *ROW])
    assert greffe(*where, "import", path, "--body", "essai").code == 0
    shown = greffe(*where, "show", "RAMQ")
    assert (shown.code, "[essai/communication/1]" in shown.out) == (0, True)
