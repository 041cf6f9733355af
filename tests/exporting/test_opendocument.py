"""The OpenDocument workbook and text, as LibreOffice and the standard have them."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import pytest
from tests.exporting.tables import read_back, rows_of

from greffe.exporting.formats import files_of
from greffe.exporting.spreadsheet import ods
from greffe.exporting.writer import odt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greffe.exporting.official import Official

OFFICE = shutil.which("soffice")
NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def part(archive: bytes, name: str) -> ET.Element:
    """Return one part of a package as XML."""
    with ZipFile(BytesIO(archive)) as package:
        return ET.fromstring(package.read(name))  # noqa: S314 - our own file


def attribute(prefix: str, name: str) -> str:
    """Return the name of an attribute as ElementTree has it."""
    return f"{{{NS[prefix]}}}{name}"


@pytest.mark.parametrize("make", [lambda t: ods(t, "fr"), odt], ids=["ods", "odt"])
def test_the_package_is_one_of_opendocument(
    make: Callable[[Official], bytes], register: Official
) -> None:
    """The type comes first and is not compressed; every part has the one fixed date."""
    with ZipFile(BytesIO(make(register))) as package:
        first, *_ = entries = package.infolist()
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("make", [lambda t: ods(t, "fr"), odt], ids=["ods", "odt"])
def test_every_page_says_its_number(make: Callable[[Official], bytes], register: Official) -> None:
    """At the foot of the master page: the page, and how many there are."""
    styles = part(make(register), "styles.xml")
    (foot,) = styles.findall(".//style:master-page/style:footer", NS)
    (line,) = foot
    assert ["page-number", "page-count"] == [each.tag.partition("}")[2] for each in line]
    assert " / " == "".join(line.itertext())


@pytest.mark.parametrize("make", [lambda t: ods(t, "fr"), odt], ids=["ods", "odt"])
def test_title_and_language_are_told(make: Callable[[Official], bytes], register: Official) -> None:
    """The document has a title and says that it is in French of Canada."""
    meta = part(make(register), "meta.xml")
    assert meta.findtext(".//dc:title", namespaces=NS) == register.title
    assert meta.findtext(".//dc:language", namespaces=NS) == "fr-CA"


@pytest.mark.parametrize("make", [lambda t: ods(t, "fr"), odt], ids=["ods", "odt"])
def test_headings_are_repeated_and_pages_lie_across(
    make: Callable[[Official], bytes], register: Official
) -> None:
    """The headings are header rows of the table; the page is wider than high."""
    archive = make(register)
    grid = part(archive, "content.xml").find(".//table:table", NS)
    assert grid is not None
    head = grid.find("table:table-header-rows", NS)
    assert head is not None
    assert len(head) == 1
    layout = part(archive, "styles.xml").find(".//style:page-layout-properties", NS)
    assert layout is not None
    assert layout.get(attribute("style", "print-orientation")) == "landscape"


def test_the_identifier_of_the_workbook_is_hidden(register: Official) -> None:
    """The first column is collapsed."""
    column = part(ods(register, "fr"), "content.xml").find(".//table:table-column", NS)
    assert column is not None
    assert column.get(attribute("table", "visibility")) == "collapse"


def test_closed_lists_are_offered_and_never_imposed(inventory: Official) -> None:
    """Each closed list is a rule of its column, with no error for other words."""
    content = part(ods(inventory, "fr"), "content.xml")
    rules = content.findall(".//table:content-validation", NS)
    messages = [rule.find("table:error-message", NS) for rule in rules]
    assert len(rules) == len(inventory.choices) == 8
    assert {
        message.get(attribute("table", "display")) for message in messages if message is not None
    } == {"false"}


def converted(path: Path, suffix: str) -> Path:
    """Open a file in LibreOffice and save it as another."""
    assert OFFICE is not None
    folder = path.parent / "converted"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", suffix, "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{path.stem}.{suffix}"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("form", "other"), [("xlsx", "ods"), ("ods", "xlsx"), ("odt", "docx"), ("docx", "odt")]
)
def test_what_libreoffice_saves_again_comes_back(
    form: str, other: str, register: Official, saved: Callable[[str, bytes], Path]
) -> None:
    """An officer may open our file in LibreOffice and save it in another format."""
    path = saved(f"a.{form}", files_of(register, form, f"a.{form}", "fr")[f"a.{form}"])
    head, rows, identifiers = read_back(converted(path, other))
    assert (list(register.headings), rows_of(register)) == (head, rows)
    assert identifiers in ([], [entry.iri for entry in register.entries])
