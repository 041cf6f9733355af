"""Which format one gets, and which files it is made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.exporting.tables import table

from greffe.errors import UsageError
from greffe.exporting.formats import DEFAULT, FORMATS, TABLE_FORMATS, files_of, format_of
from greffe.exporting.graphs import GRAPH_FORMATS

MAGIC = {
    "xlsx": b"PK\x03\x04",
    "ods": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
    "odt": b"PK\x03\x04",
    "pdf": b"%PDF-1.",
    "html": b"<!DOCTYPE html>",
    "csv": b"greffe:id,",
}


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_is_asked_for_by_name_or_by_suffix(form: str) -> None:
    """``--format`` and the suffix of ``--output`` have the same names, in capitals too."""
    assert form == format_of(form, None)
    assert form == format_of(None, Path(f"a.{form}"))
    assert form == format_of(None, Path(f"a.b.{form.upper()}"))


def test_a_workbook_is_the_default() -> None:
    """Without a word, officers get what they work in."""
    assert format_of(None, None) == DEFAULT == "xlsx"
    assert format_of(None, Path("registre")) == "xlsx"


def test_the_name_wins_over_a_suffix_that_is_no_format() -> None:
    """A person who says the format is believed."""
    assert format_of("csv", Path("registre.txt")) == "csv"


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "pdf"])
def test_a_file_never_has_the_suffix_of_another_format(form: str) -> None:
    """A Word document called .pdf would open nowhere: refused, with the name it should have."""
    with pytest.raises(UsageError) as caught:
        format_of(form, Path("x.pdf"))
    assert f"x.pdf : ce nom dit pdf, et --format demande {form}." == caught.value.message.fr
    assert caught.value.remedy is not None
    assert f".{form}" in caught.value.remedy.fr


@pytest.mark.parametrize(
    ("asked", "output", "told"), [("doc", None, "« doc »"), (None, "a.xls", "« xls »")]
)
def test_an_unknown_format_is_told_with_those_there_are(
    asked: str | None, output: str | None, told: str
) -> None:
    """The error names what was asked for and everything that could be."""
    with pytest.raises(UsageError) as caught:
        format_of(asked, output and Path(output))  # type: ignore[arg-type]
    assert told in caught.value.message.fr
    assert caught.value.remedy is not None
    assert all(form in caught.value.remedy.fr for form in FORMATS)


def test_tables_and_graphs_share_no_format() -> None:
    """A name means one thing."""
    assert not set(TABLE_FORMATS) & set(GRAPH_FORMATS)
    assert (*TABLE_FORMATS, *GRAPH_FORMATS) == FORMATS


@pytest.mark.parametrize("form", TABLE_FORMATS)
def test_a_file_is_what_its_suffix_says(form: str) -> None:
    """Each format begins as its standard has it."""
    made = files_of(table("register", [["a"] * 7]), form, f"x.{form}", "fr")
    assert made[f"x.{form}"].startswith(MAGIC[form])


@pytest.mark.parametrize("form", TABLE_FORMATS)
def test_only_csv_is_two_files(form: str) -> None:
    """CSV has no place for what it is about: a description stands beside it."""
    made = files_of(table("inventory", []), form, f"x.{form}", "fr")
    beside = ["x.csv-metadata.json"] if form == "csv" else []
    assert [f"x.{form}", *beside] == list(made)
