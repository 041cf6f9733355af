"""The registers as tables: official columns, the document's order, the document's words."""

from __future__ import annotations

import csv
import io
import json
from itertools import zip_longest
from typing import TYPE_CHECKING

import pytest
from csvw import CSVW
from csvw import Table as Described
from openpyxl import load_workbook

from greffe.publication.descriptions import tables
from greffe.resources import data_dir
from greffe.results.model import Table
from greffe.store.public import MASK
from greffe.terms import Literal

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.publication.site.site import Site

# Counted in the documents: the rows of each.
ROWS = {"register": 37, "inventory": 39}
SOURCES = {"register": "registre.csv", "inventory": "inventaire.csv"}
STEM = "data/mifi/"
# Communication 19, column « Appui légal », read in the document.
LEGAL_BASIS_19 = "Article 67.2 de la Loi sur l’accès"
# What a cell holds in the transcription where the document prints a dash for nothing.
DASHES = {"-", "–", "—", "S.O.", ""}

# Looking for keys, the csvw package knows columns by their names only, not by their titles.
BY_NAME = pytest.mark.filterwarnings("ignore:Unspecified column")


def records(content: bytes, delimiter: str = ",") -> list[list[str]]:
    """Return the cells of a CSV file."""
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def flat(cell: str) -> str:
    """Return the words of a cell, however they are spaced."""
    return " ".join(cell.split())


@pytest.mark.parametrize("kind", ROWS)
def test_the_table_is_the_transcription_of_the_document(
    kind: str, contents: dict[str, bytes]
) -> None:
    """Headings, order and words are those of the transcription made from the document.

    But for a dash, which stands for no words, and the name of a natural person.
    """
    nothing: list[str] = []
    ours = records(contents[f"{STEM}{kind}.csv"])
    theirs = records((data_dir() / "mifi" / "sources" / SOURCES[kind]).read_bytes())
    different = [
        (flat(mine), flat(printed))
        for row, source in zip_longest(ours, theirs, fillvalue=nothing)
        for mine, printed in zip_longest(row, source, fillvalue="")
        if flat(mine) != flat(printed) and not (mine == "" and printed.strip() in DASHES)
    ]
    assert all(MASK in mine for mine, _ in different), different
    assert len(different) <= 2


@pytest.mark.parametrize("kind", ROWS)
def test_every_entry_has_its_row(kind: str, contents: dict[str, bytes]) -> None:
    """One heading row, then one row an entry, numbered in printed order."""
    rows = records(contents[f"{STEM}{kind}.csv"])
    assert [str(number) for number in range(1, ROWS[kind] + 1)] == [row[0] for row in rows[1:]]


def test_a_cell_that_was_read_by_eye(contents: dict[str, bytes]) -> None:
    """The legal basis of communication 19 begins as the document prints it."""
    row = records(contents[f"{STEM}register.csv"])[19]
    assert "19" == row[0]
    assert row[5].startswith(LEGAL_BASIS_19)
    assert row[7].endswith("sont renouvelables le 1er avril de chaque année.")


def test_a_csv_for_the_web_has_no_mark_and_one_for_excel_has() -> None:
    """RFC 4180 with commas for CSVW; semicolons after a byte order mark for French Excel."""
    table = Table(("No", "Appui légal"), ((Literal("1"), Literal("=1;2")),))
    assert b'No,Appui l\xc3\xa9gal\r\n1,"=1;2"\r\n' == tables.as_csv(table)
    excel = '\ufeffNo;Appui légal\r\n1;"\'=1;2"\r\n'
    assert excel == tables.as_excel_csv(table, "Registre").decode()


@pytest.mark.parametrize("kind", ROWS)
def test_excel_shows_the_same_cells(kind: str, contents: dict[str, bytes]) -> None:
    """The workbook holds the cells of the CSV, as text."""
    sheet = load_workbook(io.BytesIO(contents[f"{STEM}{kind}.xlsx"])).worksheets[0]
    shown = [["" if cell.value is None else cell.value for cell in row] for row in sheet.rows]
    assert records(contents[f"{STEM}{kind}.csv"]) == shown


@BY_NAME
@pytest.mark.parametrize("kind", ROWS)
def test_the_csv_is_valid_for_its_description(kind: str, folder: Path) -> None:
    """A CSVW processor finds the keys unique and every row whole; its warnings would be errors."""
    table = Described.from_file(folder / f"{STEM}{kind}.csv-metadata.json")
    assert table.check_primary_key() is True
    assert ROWS[kind] == len(list(table.iterdicts(strict=False)))


@BY_NAME
@pytest.mark.parametrize("kind", ROWS)
def test_a_csvw_validator_has_nothing_to_say(kind: str, folder: Path) -> None:
    """The validator of the csvw package accepts table and metadata together."""
    path = folder / f"{STEM}{kind}.csv-metadata.json"
    read = CSVW(str(path), validate=True)
    assert [] == read.warnings
    assert read.is_valid


def test_a_row_of_the_csv_is_about_its_entry(contents: dict[str, bytes]) -> None:
    """The address template leads from the number to the communication."""
    schema = json.loads(contents[f"{STEM}register.csv-metadata.json"])["tableSchema"]
    assert "https://w3id.org/greffe/id/mifi/communication/{No}" == schema["aboutUrl"]
    properties = [column["propertyUrl"] for column in schema["columns"]]
    assert "https://w3id.org/greffe/ontology#recipientText" == properties[1]


def test_an_empty_cell_is_an_unbound_one(sample_site: Site) -> None:
    """What an entry does not say is nothing, not a word."""
    table = tables.read(
        sample_site.store, "register", "https://w3id.org/greffe/id/exemple/register"
    )
    first = [None if term is None else str(term) for term in table.rows[0]]
    assert ['"1"', '"La RAMQ"@fr', None, None] == first[:4]
