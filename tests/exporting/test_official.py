"""The official table: what it is called, what it tells, what a part of it keeps."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.exporting.tables import table, tables

from greffe.documents.kinds import KINDS, Kind
from greffe.exporting.official import Official, blank


@given(tables())
def test_a_table_has_one_heading_for_each_cell(made: Official) -> None:
    """The number and the words of an entry fill the row under the headings."""
    assert all(len(made.headings) == 1 + len(entry.cells) for entry in made.entries)


@given(tables())
def test_a_part_keeps_everything_but_its_entries(made: Official) -> None:
    """Title, body, identifiers and lists are those of the whole; its words and name are its own."""
    part = made.only(made.entries[:1], "Une partie.", "u")
    kept = ("kind", "title", "body", "dataset", "publisher", "choices", "headings", "name")
    assert [getattr(made, name) for name in kept] == [getattr(part, name) for name in kept]
    assert (part.entries, part.introduction, part.part) == (made.entries[:1], "Une partie.", "u")


def test_a_part_says_that_it_is_one() -> None:
    """The property travels with the file, so that no import takes the rest out."""
    whole = table("inventory", [["a"] * 10])
    assert "greffe:part" not in whole.properties
    assert whole.only(whole.entries, "", "accueil").properties == {
        "greffe:body": "essai",
        "greffe:dataset": "https://example.org/id/essai/inventory",
        "greffe:part": "accueil",
    }


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("register", "", "registre"),
        ("register", "mifi", "registre-mifi"),
        ("inventory", "ville-laval", "inventaire-ville-laval"),
    ],
)
def test_a_file_is_named_after_what_it_holds(kind: Kind, body: str, expected: str) -> None:
    """The document first, then whose it is."""
    assert expected == Official(kind, "T", body).name


def test_the_headings_begin_with_the_number() -> None:
    """The number of an entry stands before its words."""
    assert [Official(kind, "T").headings[0] for kind in KINDS] == ["No", "No"]
    assert [len(Official(kind, "T").headings) for kind in KINDS] == [8, 11]


@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_form_has_no_entry(kind: Kind) -> None:
    """It has the lists that it is given, and nothing else of anybody's."""
    form = blank(kind, {"mediumText": ("Papier",)})
    assert (form.entries, form.publisher, form.introduction, form.part) == ((), "", "", "")
    assert dict(form.choices) == {"mediumText": ("Papier",)}
