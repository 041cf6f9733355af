"""Which files are checked as an office's, and which as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from greffe.errors import UsageError
from greffe.inspection import Asked, are_of_an_office
from greffe.resources import data_dir

NOTHING = Asked()


@pytest.mark.parametrize("name", ["registre.xlsx", "REGISTRE.XLSX", "r.ods", "r.csv", "r.docx"])
def test_a_file_that_can_be_read_is_of_an_office(name: str) -> None:
    """Whether it is there is for its reader to say."""
    assert are_of_an_office([Path(name)], NOTHING)


@pytest.mark.parametrize("paths", [[], ["register.ttl"], ["data"], ["waivers.ttl", "body.ttl"]])
def test_data_are_not(paths: list[str]) -> None:
    """Turtle files, folders, or everything there is."""
    assert not are_of_an_office(list(map(Path, paths)), NOTHING)


def test_a_text_beside_the_data_is_checked_with_them() -> None:
    """The document as received is what the data are held to, word by word."""
    received = data_dir() / "mifi" / "sources" / "registre.txt"
    assert not are_of_an_office([received], NOTHING)


@pytest.mark.parametrize("path", ["a.xlsx/", "dossier.csv"])
def test_a_folder_is_no_file_whatever_its_name(path: str, tmp_path: Path) -> None:
    """It holds data."""
    folder = tmp_path / path
    folder.mkdir()
    assert not are_of_an_office([folder], NOTHING)


def test_the_two_are_not_checked_together() -> None:
    """Their findings have places of another kind."""
    with pytest.raises(UsageError, match="given together"):
        are_of_an_office([Path("r.xlsx"), Path("register.ttl")], NOTHING)


@pytest.mark.parametrize(
    "asked",
    [
        Asked(body="mifi"),
        Asked(profile="x"),
        Asked(sheet="x"),
        Asked(annotate=Path("x")),
        Asked(force=True),
    ],
)
def test_what_is_asked_of_an_office_file_needs_one(asked: Asked) -> None:
    """Data in Turtle have neither sheet nor profile."""
    with pytest.raises(UsageError) as caught:
        are_of_an_office([Path("register.ttl")], asked)
    assert "--annotate" in caught.value.message.fr
    assert caught.value.remedy is not None
