"""A file damaged at random, or by a hand that means harm, is read or refused; nothing else."""

from __future__ import annotations

import io
import re
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sheets.expected import FILES
from tests.sheets.making import copy_package
from tests.told import told

from greffe.errors import GreffeError
from greffe.sheets import read_document

if TYPE_CHECKING:
    from pathlib import Path

NAMES: Final = [
    "classeur.xlsx",
    "classeur.ods",
    "classeur.csv",
    "registre.docx",
    "registre.odt",
    "registre.pdf",
    "page.html",
]
PARTS: Final = [
    ("classeur.xlsx", "xl/worksheets/sheet1.xml"),
    ("classeur.xlsx", "xl/workbook.xml"),
    ("classeur.ods", "content.xml"),
    ("registre.docx", "word/document.xml"),
    ("registre.odt", "content.xml"),
]
WRONG: Final = st.sampled_from(
    ["", "-1", "0", "1.5", "99999999", "99999999999999999999", "x", "A1:B", "é"]
)
DAMAGE: Final = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=0, max_size=4)),
    min_size=1,
    max_size=6,
)


def read_or_refused(name: str, content: bytes) -> None:
    """Read a file of this content; an error of ours is fine, in both languages."""
    from pathlib import Path

    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            read_document(path)
        except GreffeError as error:
            assert str(path) in told(error, "fr")  # noqa: PT017 - either outcome is right
            assert str(path) in told(error, "en")  # noqa: PT017


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=12)
@given(damage=DAMAGE)
def test_random_bytes_in_a_file(name: str, damage: list[tuple[float, bytes]]) -> None:
    """Bytes replaced anywhere in a file never end in anything but tables or a refusal."""
    content = bytearray((FILES / name).read_bytes())
    for share, given_bytes in damage:
        at = int(share * len(content))
        content[at : at + 4] = given_bytes
    read_or_refused(name, bytes(content))


@pytest.mark.parametrize(("name", "part"), PARTS)
@settings(max_examples=12)
@given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), WRONG), max_size=4))
def test_wrong_numbers_in_a_part(name: str, part: str, changes: list[tuple[float, str]]) -> None:
    """Counts, spans, references and names that make no sense are read past or refused, fast."""
    with ZipFile(FILES / name) as archive:
        parts = {each: archive.read(each) for each in archive.namelist() if each[-1] != "/"}
    text = parts[part].decode()
    for share, value in changes:
        places = list(re.finditer(r'"[^"]*"', text))
        place = places[int(share * len(places))]
        text = f'{text[: place.start()]}"{value}"{text[place.end() :]}'
    held = io.BytesIO()
    with ZipFile(held, "w") as archive:
        for each, content in {**parts, part: text.encode()}.items():
            archive.writestr(each, content)
    read_or_refused(name, held.getvalue())


def test_a_row_beyond_the_last_is_refused(tmp_path: Path) -> None:
    """A row number that no sheet has would be counted up to: it is refused at once."""
    part = "xl/worksheets/sheet1.xml"
    with ZipFile(FILES / "classeur.xlsx") as archive:
        sheet = archive.read(part).decode().replace('<row r="5"', '<row r="999999999"')
    path = copy_package(FILES / "classeur.xlsx", tmp_path / "r.xlsx", {part: sheet})
    with pytest.raises(GreffeError, match="row 999999999"):
        read_document(path)


def test_a_hidden_row_without_end_is_told_shortly(tmp_path: Path) -> None:
    """A hidden row repeated thousands of times is not listed as often."""
    with ZipFile(FILES / "classeur.ods") as archive:
        content = archive.read("content.xml").decode()
    repeated = content.replace(
        'table:visibility="collapse"><table:table-cell',
        'table:visibility="collapse" table:number-rows-repeated="2000"><table:table-cell',
        1,
    )
    assert repeated != content
    path = copy_package(FILES / "classeur.ods", tmp_path / "r.ods", {"content.xml": repeated})
    document = read_document(path)
    assert 2_004 == len(document.grids[0].rows)
    assert document.notices[-1].en.endswith("like the others: 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 ….")
