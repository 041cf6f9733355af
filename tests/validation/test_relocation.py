"""Findings about data laid out from a file are told in the cells of the file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greffe.language import Text
from greffe.validation.findings import Finding, Location, Passage
from greffe.validation.passages import cells_of
from greffe.validation.relocation import relocated
from greffe.validation.report import Report

ENTRY = "x:communication/1"
FILE = "dossier/registre.xlsx"
ROW = Passage("registre.xlsx", sheet="Registre", row=2, cell="A2")
PLACES = {
    (ENTRY, None): (FILE, ROW),
    (ENTRY, "purposeText"): (FILE, replace(ROW, cell="D2")),
    (ENTRY, "legalBasisText"): (FILE, replace(ROW, cell="F2")),
    ("x:communication/2", None): (FILE, replace(ROW, row=3, cell="A3")),
    ("x:communication/2", "purposeText"): (FILE, replace(ROW, row=3, cell="D3")),
}


def finding(
    field: str | None, entry: str = ENTRY, source: Passage | None = None, rule: str = "R1"
) -> Finding:
    """Return a finding of a passing file."""
    place = Location("/passing/register.ttl", 12, 5, source)
    said = Text("", "")
    return Finding(
        rule,
        "violation",
        entry,
        None,
        field,
        None,
        said,
        None,
        None,
        place,
        rule,
        said,
        entry=entry,
    )


def report(*found: Finding) -> Report:
    """Return the report of a check of a passing file."""
    return Report(found, (), ("/passing/register.ttl",), {})


def place(found: Finding) -> Location | None:
    """Return where a finding is told to be."""
    (told,) = relocated(report(found), PLACES).findings
    return told.location


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("purposeText", "D2"),
        ("purpose", "D2"),
        ("legalBasis", "F2"),
        ("agreement", "F2"),
        ("citationStatus", "F2"),
    ],
)
def test_a_field_is_in_the_cell_that_it_is_read_from(field: str, cell: str) -> None:
    """No line of the passing file is told: nobody ever sees it."""
    assert Location(FILE, source=replace(ROW, cell=cell)) == place(finding(field))


def test_a_finding_about_an_entry_is_in_its_row() -> None:
    """No cell is at fault more than another."""
    assert Location(FILE, source=replace(ROW, cell=None)) == place(finding(None))


def test_the_words_that_a_finding_quotes_have_their_own_cell() -> None:
    """Where the check knows the passage, the passage counts."""
    known = replace(ROW, cell="H2")
    assert Location(FILE, source=known) == place(finding(None, source=known))


def test_a_finding_about_the_whole_is_about_the_file() -> None:
    """A register that says nothing of when it was published."""
    assert Location(FILE) == place(finding("issued", "x:register"))


def test_a_table_is_not_asked_for_a_title_page() -> None:
    """Title and introduction are of the document that a table of entries goes into."""
    title = finding("description", "x:register", rule="S-REG-02")
    assert () == relocated(report(title), PLACES).findings


def test_findings_follow_the_cells() -> None:
    """Of one severity, from row to row and from column to column."""
    second, last = finding("purpose", "x:communication/2"), finding("legalBasis")
    told = relocated(report(second, last, finding("purpose")), PLACES).findings
    cells = [each.location.source.cell for each in told if each.location and each.location.source]
    assert ["D2", "F2", "D3"] == cells


def test_the_report_is_about_the_files_that_were_given() -> None:
    """So it is in every format."""
    assert (FILE,) == relocated(report(finding("purpose")), PLACES).files


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        (None, ()),
        ("purpose", ("purposeText", "purpose")),
        ("title", ("titleText", "title")),
        ("responsibleUnit", ("unitText", "responsibleUnit")),
        ("since", ("remarkText", "since")),
    ],
)
def test_a_field_has_a_cell(field: str | None, cells: tuple[str, ...]) -> None:
    """Its own words, else those of the cell where people say such things."""
    assert cells == cells_of(field)


@pytest.mark.parametrize(
    ("sheet", "french"),
    [
        ("Registre", "r.pdf, feuille Registre, rangée 2, cellule A2"),
        ("page 3", "r.pdf, page 3, rangée 2, cellule A2"),
        ("tableau 2", "r.pdf, tableau 2, rangée 2, cellule A2"),
        (None, "r.pdf, rangée 2, cellule A2"),
    ],
)
def test_a_page_is_no_sheet(sheet: str | None, french: str) -> None:
    """People call a page a page, and a table a table."""
    assert french == Passage("r.pdf", sheet=sheet, row=2, cell="A2").in_words().fr
