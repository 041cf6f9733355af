"""What holds of every table, whatever its words: parts, pages, comments, escapes."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pdfplumber
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from openpyxl import Workbook, load_workbook
from tests.exporting.tables import CELLS, WORDS, table, tables

from greffe.documents.guarding import unguarded
from greffe.exporting.annotation import Note, annotated
from greffe.exporting.delimited import csv as write_csv
from greffe.exporting.delimited import excel_csv, metadata
from greffe.exporting.limits import legible
from greffe.exporting.paper import pdf
from greffe.exporting.units import by_unit
from greffe.exporting.web import html

if TYPE_CHECKING:
    from greffe.exporting.official import Official

UNITS = st.lists(st.sampled_from(["u", "v", "w"]), unique=True, max_size=3)
# What the fonts that Typst carries have a letter for, as French registers use it.
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzéèàçùâêîôûëïüœæÉÀ’'«»-–,.;:()/0123456789", min_size=1)
SEVERITIES = st.sampled_from(["violation", "warning", "info"])


@given(tables(), st.data())
def test_the_parts_of_the_units_are_the_whole(made: Official, data: st.DataObject) -> None:
    """Each entry stands in the part of each of its units, or in that of none; nothing is added."""
    entries = tuple(
        replace(entry, units=tuple(f"x:unit/{unit}" for unit in data.draw(UNITS)))
        for entry in made.entries
    )
    whole = replace(made, entries=entries)
    parts = dict(by_unit(whole, {}, "fr"))
    times = {entry: max(1, len(entry.units)) for entry in entries}
    found = [entry for part in parts.values() for entry in part.entries]
    assert {entry: found.count(entry) for entry in found} == times
    assert all(part.part for part in parts.values())


@settings(max_examples=10)
@given(st.lists(LETTERS, min_size=1, max_size=200))
def test_no_word_of_a_cell_is_lost_on_paper(words: list[str]) -> None:
    """However long a cell is, each of its words is on some page, inside the margins."""
    made = table("register", [["-", " ".join(words), *["-"] * 5]])
    with pdfplumber.open(BytesIO(pdf(made))) as document:
        letters = "".join(
            char["text"] for page in document.pages for char in page.chars if char["text"].strip()
        )
        lowest = max(char["bottom"] for page in document.pages for char in page.chars)
    wanted = "".join(words)
    assert all(letters.count(each) >= wanted.count(each) for each in set(wanted))
    assert lowest < 612


@given(tables(), WORDS, WORDS)
def test_every_page_of_html_says_what_it_was_given(
    made: Official, title: str, introduction: str
) -> None:
    """Title, identifiers and properties come back to the letter from the markup."""
    given_table = replace(made, title=title, introduction=introduction)
    root = lxml_html.document_fromstring(html(given_table).decode())
    shown = root.find(".//h1").text_content()
    assert title == shown
    assert [entry.iri for entry in made.entries] == [
        row.get("data-id") for row in root.iterfind(".//tbody/tr")
    ]
    told = {each.get("name"): each.get("content") for each in root.iterfind(".//meta[@name]")}
    assert {**told, **made.properties} == told


@given(tables())
def test_both_csv_hold_the_same_cells(made: Official) -> None:
    """Commas or semicolons, mark or none: the rows are the same once the guard is off."""
    plain = csv.reader(io.StringIO(write_csv(made).decode(), newline=""))
    excel = csv.reader(io.StringIO(excel_csv(made).decode("utf-8-sig"), newline=""), delimiter=";")
    rows = list(plain)
    assert rows == list(excel)
    expected = [[entry.iri, entry.number, *entry.cells] for entry in made.entries]
    assert [[unguarded(cell) for cell in row] for row in rows[1:]] == expected


@given(tables())
def test_the_description_has_a_column_for_each_cell(made: Official) -> None:
    """The metadata and the file have as many columns, the French title being the heading."""
    columns = json.loads(metadata(made, "a.csv"))["tableSchema"]["columns"]
    head = next(csv.reader(io.StringIO(write_csv(made).decode(), newline="")))
    titles = [column["titles"] for column in columns]
    assert head == [each[0] if isinstance(each, list) else each["fr"] for each in titles]


@settings(max_examples=25)
@given(st.lists(st.tuples(SEVERITIES, CELLS, st.sampled_from("ABC")), max_size=5))
def test_every_note_is_listed_whatever_it_quotes(notes: list[tuple[str, str, str]]) -> None:
    """The list has all notes, the gravest first, and nothing in it computes."""
    given_notes = [Note(severity, "R1", words, cell=f"{at}2") for severity, words, at in notes]
    book = Workbook()
    book.worksheets[0].append(["a", "b", "c"])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        book.save(path)
        copy = load_workbook(BytesIO(annotated(path, given_notes, "fr")))
    rows = list(copy["Constats"].iter_rows(min_row=2))
    ranks = ["Violation", "Avertissement", "Conseil"]
    order = [ranks.index(str(row[0].value)) for row in rows]
    assert sorted(order) == order
    assert sorted(legible(words) for _, words, _ in notes) == sorted(
        str(row[4].value) for row in rows
    )
    assert {row[4].data_type for row in rows} <= {"s"}
