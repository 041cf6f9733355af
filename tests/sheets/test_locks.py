"""Files that are open in an office program: what is read of them, and what is no file of them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.sheets.expected import FILES

from greffe.errors import InputError
from greffe.sheets import read_document
from greffe.sheets.locks import lock_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "name", ["~$registre.xlsx", "~$gistre.docx", ".~lock.registre.ods#", ".~lock.registre.csv#"]
)
def test_a_mark_is_not_the_file(tmp_path: Path, name: str) -> None:
    """Who gives all files of a folder hears which of them is none, and what to do."""
    path = tmp_path / name
    path.write_bytes(b"\x05Marie" + b"\0" * 159)
    with pytest.raises(InputError) as refused:
        read_document(path)
    assert refused.value.message.fr == (
        f"{path} : ce n’est pas le fichier, mais la marque qu’il est ouvert ailleurs."
    )
    assert refused.value.remedy is not None
    assert refused.value.remedy.en == "Save the file, close it, then give the file itself."


@pytest.mark.parametrize(
    ("source", "name", "mark"),
    [
        ("classeur.xlsx", "registre.xlsx", "~$registre.xlsx"),
        ("classeur.xlsx", "registre.xlsx", ".~lock.registre.xlsx#"),
        ("classeur.ods", "registre.ods", ".~lock.registre.ods#"),
        ("registre.docx", "registre.docx", "~$gistre.docx"),
        ("registre.docx", "liste.docx", "~$liste.docx"),
    ],
)
def test_a_file_that_is_open_is_read_and_told(
    tmp_path: Path, source: str, name: str, mark: str
) -> None:
    """What was last saved is read; a person may have typed more since, and hears so first."""
    path = tmp_path / name
    shutil.copy(FILES / source, path)
    closed = read_document(path)
    (tmp_path / mark).touch()
    opened = read_document(path)
    assert closed.grids == opened.grids
    assert closed.notices == opened.notices[1:]
    assert opened.notices[0].fr == (
        f"Ce fichier semble ouvert ailleurs (« {mark} ») : sa dernière version enregistrée a été "
        "lue."
    )


@pytest.mark.parametrize("mark", ["~$autre.xlsx", ".~lock.autre.xlsx#", "registre.xlsx~"])
def test_the_mark_of_another_file_is_none_of_this_one(tmp_path: Path, mark: str) -> None:
    """A folder has other files, open or not."""
    (tmp_path / mark).touch()
    assert lock_of(tmp_path / "registre.xlsx") is None
