"""The registers on paper: Chromium's own PDF, read back by pdftotext."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.publication.live.browsing import Visit

PDFTOTEXT: Final = shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext (poppler-utils) is not here")


def printed(visit: Visit, address: str, folder: Path) -> list[str]:
    """Return the words of each sheet of a printed page, in one line."""
    path = folder / "page.pdf"
    path.write_bytes(visit.go(address).pdf(prefer_css_page_size=True))
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return [" ".join(sheet.split()) for sheet in done.stdout.split("\f")[:-1]]


@pytest.mark.parametrize(("address", "letter"), [("register", "C"), ("inventory", "F")])
def test_headings_stand_on_every_sheet_of_the_table(
    visit: Visit, tmp_path: Path, address: str, letter: str
) -> None:
    """Each sheet on which a row of the register or the inventory begins has its headings."""
    sheets = printed(visit, f"id/mifi/{address}/", tmp_path)
    table = [sheet for sheet in sheets if re.search(rf"(^|Nº.* ){letter}\d+ ", sheet)]
    assert len(table) > 9
    assert [] == [sheet[:80] for sheet in table if "Nº" not in sheet]


def test_paper_has_no_controls(visit: Visit, tmp_path: Path) -> None:
    """What can only be clicked is not printed; the notice that the site is not official is."""
    words = " ".join(printed(visit, "id/mifi/communication/5/", tmp_path))
    assert "Aller au contenu" not in words
    assert "Rechercher" not in words
    assert "pas un site officiel" in words


def test_the_whole_register_is_printed(visit: Visit, tmp_path: Path) -> None:
    """The last words of the widest table are on paper: nothing is cut at the edge."""
    words = " ".join(printed(visit, "id/mifi/register/", tmp_path))
    for number in range(1, 38):
        assert f"C{number} " in words


@pytest.mark.parametrize(("address", "first"), [("register", "C1 "), ("inventory", "F1 ")])
def test_headings_never_stand_alone_on_a_sheet(
    visit: Visit, tmp_path: Path, address: str, first: str
) -> None:
    """The first row begins on the first sheet, under its headings, however long it is."""
    sheet = printed(visit, f"id/mifi/{address}/", tmp_path)[0]
    assert first in sheet.partition("Nº")[2]
