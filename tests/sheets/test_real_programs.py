"""Files that the programs of this machine make now: LibreOffice and Chromium, where installed."""

from __future__ import annotations

import csv
import html
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.sheets.expected import FILES, PRINTED_REGISTER, REGISTER, texts, words

from greffe import resources
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


def printed(folder: Path, page: Path) -> Path:
    """Let Chromium print a page."""
    target = folder / "imprime.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [str(CHROMIUM), *options, f"--print-to-pdf={target}", page.as_uri()],
        check=True,
        capture_output=True,
        env={**os.environ, "HOME": str(folder)},
        timeout=120,
    )
    return target


def page_of(table: list[list[str]], style: str) -> str:
    """Return a page that holds a table, its paragraphs as such, on landscape paper."""
    head, *body = (
        "<tr>" + "".join(f"<td>{_paragraphs(cell)}</td>" for cell in row) + "</tr>" for row in table
    )
    css = "@page { size: legal landscape } td { vertical-align: top; font-size: 8pt; " + style
    rules = f"<style>{css} }} p {{ margin: 0 0 6px }}</style>"
    rows = f"<thead>{head}</thead>{''.join(body)}"
    return f'<!doctype html><meta charset="utf-8">{rules}<table>{rows}</table>'


def _paragraphs(cell: str) -> str:
    return "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in cell.split("\n\n"))


@browser
def test_what_chromium_prints_of_a_page(tmp_path: Path) -> None:
    """The PDF that Chromium prints of a page says what the page says."""
    document = read_document(printed(tmp_path, FILES / "page.html"))
    assert PRINTED_REGISTER == texts(document.grids[0])


@browser
@pytest.mark.parametrize("style", ["border: 1px solid", "padding: 4px 8px"], ids=["ruled", "bare"])
def test_what_chromium_prints_of_a_real_inventory(tmp_path: Path, style: str) -> None:
    """The 39 files of the MIFI, printed with rules or without, are read word for word."""
    source = resources.data_dir() / "mifi" / "sources" / "inventaire.csv"
    with source.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    page = tmp_path / "inventaire.html"
    page.write_text(page_of(table, style), encoding="utf-8")
    (grid,) = read_document(printed(tmp_path, page)).grids
    assert 7 <= max(box.place.page or 0 for box in grid.rows[-1])
    assert [[" ".join(cell.split()) for cell in row] for row in table] == words(grid)
