"""Files that the programs of this machine make now: LibreOffice and Chromium, where installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.sheets.expected import FILES, PRINTED_REGISTER, REGISTER, texts

from greffe.sheets import read_document

if TYPE_CHECKING:
    from pathlib import Path

SOFFICE = shutil.which("soffice")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


def convert(folder: Path, source: Path, form: str) -> Path:
    """Let LibreOffice write a file in another form."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", form, str(source)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{form}"


@office
def test_what_libreoffice_makes_of_a_document(tmp_path: Path) -> None:
    """The .docx that LibreOffice makes from an .odt, and its PDF, say what the .odt says."""
    word = convert(tmp_path, FILES / "registre.odt", "docx")
    printed = convert(tmp_path, word, "pdf")
    assert REGISTER == texts(read_document(word).grids[0])
    assert PRINTED_REGISTER == texts(read_document(printed).grids[0])


@browser
def test_what_chromium_prints_of_a_page(tmp_path: Path) -> None:
    """The PDF that Chromium prints of a page says what the page says."""
    target = tmp_path / "page.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    home = {**os.environ, "HOME": str(tmp_path)}
    subprocess.run(
        [str(CHROMIUM), *options, f"--print-to-pdf={target}", (FILES / "page.html").as_uri()],
        check=True,
        capture_output=True,
        env=home,
        timeout=120,
    )
    assert PRINTED_REGISTER == texts(read_document(target).grids[0])
