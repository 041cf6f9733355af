"""``greffe site`` as the linked-data team runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from tests.conftest import Outcome


def test_the_site_is_written_and_told(greffe: Callable[..., Outcome], tmp_path: Path) -> None:
    """The command writes a home page in each language and says how many pages there are."""
    outcome = greffe("site", tmp_path / "site")
    homes = [tmp_path / "site" / name for name in ("index.html", "en/index.html")]
    assert (outcome.code, [home.is_file() for home in homes]) == (0, [True, True])
    assert "pages bilingues" in outcome.out


def test_findings_stand_on_the_page_of_the_entry(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """The page of an entry says what the check found in it, and leads to the rule."""
    greffe("site", tmp_path / "site")
    page = (tmp_path / "site/id/mifi/communication/34/index.html").read_text(encoding="utf-8")
    assert "Constats de la vérification" in page


def test_addresses_are_absolute_only_where_they_must_be(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """The base address stands in the canonical link; every other link of ours is relative."""
    greffe("site", tmp_path / "site", "--base-url", "https://registres.example/mifi")
    page = (tmp_path / "site" / "en" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://registres.example/mifi/en/">' in page
    assert '<a href="https://registres.example' not in page


def test_a_place_that_cannot_be_written_is_told(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """A file where the folder should be is an error with its place, and nothing else changes."""
    (tmp_path / "site").write_text("taken")
    outcome = greffe("site", tmp_path / "site")
    assert (outcome.code, (tmp_path / "site").read_text()) == (2, "taken")
    assert str(tmp_path / "site") in outcome.err
    assert "écriture impossible" in outcome.err


def test_a_place_that_cannot_be_written_is_told_at_once(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """Nobody waits for the check of the data to hear that the place is a file: it is said first."""
    (tmp_path / "file").write_text("taken")
    for place in (tmp_path / "file", tmp_path / "file" / "site"):
        err = greffe("site", place).err
        assert f"{place} : écriture impossible (ce n’est pas un dossier)." in err
        assert "Vérification des données" not in err


def test_what_is_recorded_may_not_disappear(
    greffe: Callable[..., Outcome], mifi_dir: Path, tmp_path: Path
) -> None:
    """Once recorded, an entry that is gone stops the build, and nothing is written."""
    where = ("--workspace", mifi_dir, "site")
    assert greffe(*where, tmp_path / "first", "--record").code == 0
    register = mifi_dir / "mifi" / "register.ttl"
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace("/communication/37", "/communication/38"), encoding="utf-8")
    outcome = greffe(*where, tmp_path / "second")
    assert (outcome.code, (tmp_path / "second").exists()) == (1, False)
    assert "https://w3id.org/greffe/id/mifi/communication/37" in outcome.err


def test_recording_twice_changes_nothing(
    greffe: Callable[..., Outcome], mifi_dir: Path, tmp_path: Path
) -> None:
    """The day of first publication stays."""
    where = ("--workspace", mifi_dir, "site", tmp_path / "site", "--record")
    greffe(*where)
    ledger = (mifi_dir / "mifi" / "published.txt").read_bytes()
    greffe(*where)
    assert (mifi_dir / "mifi" / "published.txt").read_bytes() == ledger


def test_the_folder_may_be_told_from_where_one_stands(
    greffe: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative folder gets all that an absolute one gets, its search index too."""
    monkeypatch.chdir(tmp_path)
    assert greffe("site", "public").code == 0
    assert (tmp_path / "public" / "assets" / "search" / "pagefind-entry.json").is_file()


def test_a_style_sheet_that_leaves_the_host_is_refused_before_anything_is_written(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """The refusal names the line, and no site is begun."""
    (tmp_path / "charte.css").write_text("a { }\n@import 'https://example.org/a.css';\n")
    outcome = greffe("site", tmp_path / "site", "--style", tmp_path / "charte.css")
    assert (2, False) == (outcome.code, (tmp_path / "site").exists())
    assert "charte.css, ligne 2 :" in outcome.err


def test_an_address_that_is_none_is_told_first(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """Nothing is checked or written for a site whose links would lead nowhere."""
    outcome = greffe("site", tmp_path / "site", "--base-url", "registres.example.ca")
    assert 2 == outcome.code
    assert "--base-url : « registres.example.ca » n’est pas l’adresse d’un site." in outcome.err
    assert not (tmp_path / "site").exists()
