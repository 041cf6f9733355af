"""The import on the command line: remarks for the person, paths for the script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from greffe.importing.knowledge import Knowledge
from greffe.resources import data_dir
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Greffe = Callable[..., Outcome]

PUBLISHED: Final = data_dir() / "mifi"


@pytest.fixture(scope="module")
def known() -> Knowledge:
    """Know the MIFI once for all tests."""
    return Knowledge.of(Workspace.at(), "mifi")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, known: Knowledge) -> None:
    """Give the importer what it would read again each time."""
    monkeypatch.setattr(Knowledge, "of", lambda _workspace, _key: known)


@pytest.fixture
def inventory(mifi_dir: Path) -> tuple[object, ...]:
    """Give the arguments that import the inventory into a workspace that a test may change."""
    source = mifi_dir / "mifi" / "sources" / "inventaire.csv"
    return ("--workspace", mifi_dir, "import", source, "--body", "mifi")


@pytest.mark.usefixtures("quick")
def test_what_is_written_is_data(
    greffe: Greffe, inventory: tuple[object, ...], mifi_dir: Path
) -> None:
    """The path of the file that changed stands on standard output, the account on the other."""
    path = mifi_dir / "mifi" / "inventory.ttl"
    path.unlink()
    outcome = greffe(*inventory)
    assert (outcome.code, outcome.out) == (0, f"{path}\n")
    assert outcome.err.startswith("inventory.ttl : entrées : 39, ")
    assert path.read_bytes() == (PUBLISHED / "inventory.ttl").read_bytes()


@pytest.mark.usefixtures("quick")
def test_importing_again_changes_nothing(greffe: Greffe, inventory: tuple[object, ...]) -> None:
    """There is no path to show, and the person is told why."""
    outcome = greffe(*inventory)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.endswith("Rien n’a changé.\n")
    assert greffe("--lang", "en", *inventory).err.endswith("Nothing has changed.\n")


@pytest.mark.usefixtures("quick")
def test_a_dry_run_writes_nothing(
    greffe: Greffe, inventory: tuple[object, ...], mifi_dir: Path
) -> None:
    """Everything is read and told; the file that lacks still lacks."""
    path = mifi_dir / "mifi" / "inventory.ttl"
    path.unlink()
    outcome = greffe(*inventory, "--dry-run")
    assert (outcome.code, outcome.out) == (0, "")
    assert "entrées : 39" in outcome.err
    assert outcome.err.endswith("Essai seulement : rien n’est écrit.\n")
    assert not path.exists()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fr", "inventory.ttl : énoncés à ajouter : 1 ; à retirer : 2."),
        ("en", "inventory.ttl: statements to add: 1; to remove: 2."),
    ],
)
def test_a_dry_run_foretells_what_would_change(
    language: str, line: str, greffe: Greffe, inventory: tuple[object, ...], mifi_dir: Path
) -> None:
    """One title changed by hand and one statement added: one comes back, two go."""
    path = mifi_dir / "mifi" / "inventory.ttl"
    text = path.read_text(encoding="utf-8")
    changed = text.replace('dcterms:identifier "F3"', 'dcterms:identifier "F3x"')
    path.write_text(f"{changed}\n<x:a> <x:b> <x:c> .\n", encoding="utf-8")
    assert line in greffe("--lang", language, *inventory, "--dry-run").err.splitlines()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("language", "doubt", "unread"),
    [
        (
            "fr",
            "Appui légal (à vérifier) : ",
            "C1, Nature ou type de renseignements (non lu) : ",
        ),
        ("en", "Legal basis (to check): ", "C1, Nature or type of information (unread): "),
    ],
)
def test_every_remark_is_shown(
    language: str, doubt: str, unread: str, greffe: Greffe, mifi_dir: Path
) -> None:
    """What is in doubt and what was not read, with entry and field, in the language asked.

    What C17's legal basis leaves in doubt, C18's does too: it is told once, of both.
    """
    folder = mifi_dir / "mifi" / "sources"
    asked = ("import", folder / "registre.csv", folder / "partenaires-pasi.csv", "--body", "mifi")
    told = greffe("--lang", language, "--workspace", mifi_dir, *asked, "--dry-run").err.splitlines()
    *remarks, account, change, _ = told
    assert "register.ttl" in change
    assert 2 == sum(line.startswith(doubt) and ": C17, C18" in line for line in remarks)
    assert any(line.startswith(unread) for line in remarks)
    figures = [int(found) for found in re.findall(r"\d+", account)]
    cells = [re.search(r" – (\d+) (?:fois|times)", line) for line in remarks]
    assert sum(figures[-2:]) == sum(int(found[1]) if found else 1 for found in cells)
    assert "register.ttl" in account


def test_a_failed_import_writes_nothing(
    greffe: Greffe, inventory: tuple[object, ...], mifi_dir: Path
) -> None:
    """A table that contradicts its document stops the import; the published file stays."""
    table = mifi_dir / "mifi" / "sources" / "inventaire.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Physique et électronique", "Physique", 1), encoding="utf-8")
    outcome = greffe(*inventory)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{table}, ligne 2 : Supports utilisés : " in outcome.err
    published = PUBLISHED / "inventory.ttl"
    assert (mifi_dir / "mifi" / "inventory.ttl").read_bytes() == published.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["absent.csv", "--body", "mifi"], "absent.csv : lecture impossible"),
        (["absent.csv", "--body", "mfi"], "aucun organisme « mfi »"),
        (["absent.csv", "--body", "../mifi"], "aucun organisme « ../mifi »"),
        ([str(PUBLISHED / "sources"), "--body", "mifi"], "c’est un dossier"),
    ],
)
def test_a_request_that_cannot_be_met_exits_2(
    arguments: list[str], what: str, greffe: Greffe, mifi_dir: Path
) -> None:
    """What is missing is named, with what to do, and nothing is written."""
    outcome = greffe("--workspace", mifi_dir, "import", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert what in outcome.err
    assert len(outcome.err.splitlines()) == 2


def test_broken_knowledge_is_named_with_its_place(
    greffe: Greffe, inventory: tuple[object, ...], mifi_dir: Path
) -> None:
    """A body described in broken Turtle stops the import at its line."""
    path = mifi_dir / "mifi" / "body.ttl"
    path.write_text("<x:a> <x:b> ;\n", encoding="utf-8")
    outcome = greffe(*inventory)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{path}:" in outcome.err
