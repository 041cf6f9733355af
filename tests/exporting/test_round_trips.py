"""What is exported comes back to the letter, whichever format it went through."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from tests.exporting.tables import read_back, rows_of, table, tables

from greffe.exporting.formats import TABLE_FORMATS, files_of
from greffe.sheets import read_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from greffe.exporting.official import Official

    Saved = Callable[[str, bytes], Path]

EXACT = ("xlsx", "ods", "csv", "docx", "odt", "html")
IDENTIFIED = ("xlsx", "ods", "csv", "html")
TELLING = ("xlsx", "ods", "docx", "odt", "html")


def written(table: Official, form: str) -> bytes:
    """Return the file of a table in a format."""
    return files_of(table, form, f"a.{form}", "fr")[f"a.{form}"]


@pytest.mark.parametrize("form", EXACT)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(given_table=tables())
def test_any_table_comes_back(form: str, given_table: Official) -> None:
    """Headings and cells of any table are read back to the letter."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{form}"
        path.write_bytes(written(given_table, form))
        head, rows, _ = read_back(path)
    assert (list(given_table.headings), rows_of(given_table)) == (head, rows)


@pytest.mark.parametrize("form", EXACT)
def test_the_documents_of_the_mifi_come_back(form: str, official: Official, saved: Saved) -> None:
    """Each cell of the published documents is read back to the letter."""
    head, rows, _ = read_back(saved(f"a.{form}", written(official, form)))
    assert (list(official.headings), rows_of(official)) == (head, rows)


@pytest.mark.parametrize("form", IDENTIFIED)
def test_each_row_keeps_its_identifier(form: str, official: Official, saved: Saved) -> None:
    """What may be sorted and edited still says which entry each row is."""
    _, _, identifiers = read_back(saved(f"a.{form}", written(official, form)))
    assert [entry.iri for entry in official.entries] == identifiers


@pytest.mark.parametrize("form", TELLING)
def test_a_file_says_whose_it_is(form: str, official: Official, saved: Saved) -> None:
    """The key of the body and the identifier of the document travel with the file."""
    document = read_document(saved(f"a.{form}", written(official, form)))
    assert official.properties == dict(document.identity)


def test_a_pdf_gives_the_words_of_every_cell_back(official: Official, saved: Saved) -> None:
    """Line ends of the page apart, each cell of a PDF is read back over its page breaks."""
    head, rows, _ = read_back(saved("a.pdf", written(official, "pdf")))
    expected = [list(official.headings), *rows_of(official)]
    assert _flat(expected) == _flat([head, *rows])


def _flat(rows: list[list[str]]) -> list[list[str]]:
    return [[" ".join(words.split()) for words in row] for row in rows]


@pytest.mark.parametrize("form", TABLE_FORMATS)
def test_the_same_table_gives_the_same_bytes(form: str, inventory: Official) -> None:
    """No moment of making, no accident of the process, stands in a file."""
    assert written(inventory, form) == written(inventory, form)


@pytest.mark.parametrize("form", TABLE_FORMATS)
def test_a_table_without_entries_is_written(form: str, saved: Saved) -> None:
    """A register that has nothing to enter still has its headings."""
    nothing = table("register", [])
    head, rows, _ = read_back(saved(f"a.{form}", written(nothing, form)))
    assert (list(nothing.headings), []) == (head, rows)
