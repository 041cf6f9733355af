"""The CSV and its description by CSV on the Web."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from csvw import CSVW
from csvw import Table as Described
from tests.exporting.tables import table

from greffe.exporting.delimited import csv as write_csv
from greffe.exporting.delimited import excel_csv, metadata
from greffe.exporting.formats import files_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greffe.exporting.official import Official


def test_the_csv_is_plain(register: Official) -> None:
    """UTF-8 without a mark, comma, CRLF, the identifier first."""
    content = write_csv(register)
    first, second, *_ = content.decode().split("\r\n")
    assert first.startswith("greffe:id,No,Personne ou organismes receveur,")
    assert second.startswith("https://w3id.org/greffe/id/mifi/communication/1,1,Statistique Canada")


def test_french_excel_opens_the_other_one(register: Official) -> None:
    """A byte order mark, semicolons, and the same rows."""
    content = excel_csv(register).decode()
    assert content.startswith("\ufeffgreffe:id;No;Personne ou organismes receveur;")
    plain = csv.reader(io.StringIO(write_csv(register).decode(), newline=""))
    excel = csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert list(plain) == list(excel)


@pytest.mark.parametrize("make", [write_csv, excel_csv])
def test_nothing_is_computed(make: Callable[[Official], bytes]) -> None:
    """A cell that a spreadsheet would compute has an apostrophe; a lone dash has none."""
    content = make(table("register", [["=1+1", "@a", "+1", "-1", "'=2", "-", "a-b"]])).decode()
    row = content.splitlines()[1].replace(";", ",").split(",")
    assert row[2:] == ["'=1+1", "'@a", "'+1", "'-1", "''=2", "-", "a-b"]


@pytest.mark.filterwarnings("ignore:Unspecified column")  # the package knows columns by name only
@pytest.mark.parametrize("excel", [False, True])
def test_the_description_is_csv_on_the_web(excel: bool, official: Official, tmp_path: Path) -> None:
    """A validator has nothing to say of table and description, and finds every key once."""
    for name, content in files_of(official, "csv", "t.csv", "fr", excel=excel).items():
        # CSV on the Web takes no byte order mark for itself: see the model of tabular data, 8.
        (tmp_path / name).write_bytes(content.removeprefix(b"\xef\xbb\xbf"))
    path = tmp_path / "t.csv-metadata.json"
    read = CSVW(str(path), validate=True)
    described = Described.from_file(path)
    assert ([], True) == (read.warnings, read.is_valid)
    assert described.check_primary_key() is True
    assert len(official.entries) == len(list(described.iterdicts(strict=False)))


def test_a_dash_is_no_value(official: Official) -> None:
    """The description says that a lone dash stands for nothing, in every column of words."""
    columns = json.loads(metadata(official, "t.csv"))["tableSchema"]["columns"]
    assert [column.get("null") for column in columns[2:]] == ["-"] * len(official.columns)


def test_the_description_says_whose_it_is(register: Official) -> None:
    """The properties that other formats carry inside stand in the notes."""
    told = json.loads(metadata(register, "t.csv"))
    assert {note["name"]: note["value"] for note in told["notes"]} == register.properties
    assert told["url"] == "t.csv"


def test_headings_are_told_in_both_languages(register: Official) -> None:
    """The French heading is the one in the file; the English one is beside it."""
    columns = json.loads(metadata(register, "t.csv"))["tableSchema"]["columns"]
    assert [column["name"] for column in columns][:3] == ["id", "No", "recipientText"]
    assert columns[2]["titles"] == {"fr": "Personne ou organismes receveur", "en": "Recipient"}
