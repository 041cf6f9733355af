from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.sheets.expected import texts
from tests.told import told

from greffe.errors import InputError, SyntaxFault
from greffe.sheets import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.sheets.model import Document

TABLE = [["No", "Reçu par"], ["1", "Québec, ville"]]


def given(folder: Path, content: bytes, name: str = "registre.csv") -> Document:
    """Read a file with this content."""
    path = folder / name
    path.write_bytes(content)
    return read_document(path)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
def test_an_encoding_need_not_be_told(tmp_path: Path, encoding: str, mark: bytes) -> None:
    """UTF-8, UTF-16 and Windows-1252 are told apart, with or without a byte order mark."""
    content = mark + "No;Reçu par\r\n1;Québec, ville\r\n".encode(encoding)
    assert TABLE == texts(given(tmp_path, content).grids[0])


def test_windows_1252_is_told(tmp_path: Path) -> None:
    """Of an encoding that had to be guessed, the reader is told."""
    document = given(tmp_path, "No;Reçu".encode("cp1252"))
    assert [notice.en for notice in document.notices] == [
        "This text is not in UTF-8: it was read as Windows-1252, the encoding of Excel."
    ]
    assert () == given(tmp_path, "No;Reçu".encode()).notices


def test_the_letters_of_windows_are_read(tmp_path: Path) -> None:
    """Typographic apostrophes, dashes and œ, which only Windows-1252 has there, are right."""
    document = given(tmp_path, "No;l’œuvre – fin".encode("cp1252"))
    assert "l’œuvre – fin" == document.grids[0].rows[0][1].text


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_separator_need_not_be_told(tmp_path: Path, separator: str) -> None:
    """Semicolon, comma and tab are told apart by what cuts the rows alike."""
    rows = ["No", "Reçu par"], ["1", '"Québec, ville; Lévis\t"']
    content = "\n".join(separator.join(row) for row in rows).encode()
    assert [["No", "Reçu par"], ["1", "Québec, ville; Lévis\t"]] == texts(
        given(tmp_path, content).grids[0]
    )


def test_commas_in_the_text_do_not_mislead(tmp_path: Path) -> None:
    """In a file with semicolons, cells full of unquoted commas stay whole."""
    content = "No;Quoi;Note\n1;nom, prénom, adresse, courriel;a, b\n2;nom, sexe;-\n".encode()
    (grid,) = given(tmp_path, content).grids
    assert "nom, prénom, adresse, courriel" == grid.rows[1][1].text


def test_as_many_commas_as_semicolons_do_not_mislead(tmp_path: Path) -> None:
    """Where each cell has a comma of prose, the file is not cut there: a space follows it."""
    content = "Nom, prénom;Rue, ville\nRoy, Anne;Bleury, Montréal\n".encode()
    (grid,) = given(tmp_path, content).grids
    assert [["Nom, prénom", "Rue, ville"], ["Roy, Anne", "Bleury, Montréal"]] == texts(grid)


def test_a_space_after_every_separator_is_kept(tmp_path: Path) -> None:
    """A file that has nothing else to be cut by may put spaces after its commas."""
    (grid,) = given(tmp_path, b"No, Nom\n1, a\n").grids
    assert [["No", " Nom"], ["1", " a"]] == texts(grid)


def test_a_tsv_is_cut_by_tabs(tmp_path: Path) -> None:
    """The suffix .tsv says the separator, whatever else the text holds."""
    (grid,) = given(tmp_path, b"a;b;c\td\ne;f;g\th\n", "registre.tsv").grids
    assert [["a;b;c", "d"], ["e;f;g", "h"]] == texts(grid)


def test_excel_may_name_the_separator(tmp_path: Path) -> None:
    """A first line ``sep=;`` is heeded and is no row; the rows after it keep their numbers."""
    (grid,) = given(tmp_path, b"sep=;\r\nNo;Nom\r\n1;a,b\r\n").grids
    assert [["", ""], ["No", "Nom"], ["1", "a,b"]] == texts(grid)
    assert "A2" == grid.rows[1][0].place.cell


def test_lines_within_quotes_are_lines_of_a_cell(tmp_path: Path) -> None:
    """A quoted line break is part of the cell, as a line feed; a row is a record, not a line."""
    (grid,) = given(tmp_path, b'No;Nom\r\n1;"a\r\nb"\r\n2;c\r\n').grids
    assert "a\nb" == grid.rows[1][1].text
    assert ("2", "A3") == (grid.rows[2][0].text, grid.rows[2][0].place.cell)


def test_doubled_quotes_are_quotes(tmp_path: Path) -> None:
    """A quotation mark within quotes is doubled (RFC 4180); one within a bare cell stands."""
    (grid,) = given(tmp_path, b'a;b\n"dit ""oui""";5" de large\n').grids
    assert ['dit "oui"', '5" de large'] == texts(grid)[1]


def test_rows_need_not_be_equal(tmp_path: Path) -> None:
    """Short rows are filled up, empty rows are kept between others and cut at the end."""
    (grid,) = given(tmp_path, b"a;b;c\n1\n\n2;x\n;;\n\n").grids
    assert [["a", "b", "c"], ["1", "", ""], ["", "", ""], ["2", "x", ""]] == texts(grid)


def test_spaces_are_kept(tmp_path: Path) -> None:
    """White space around a cell, no-break spaces and soft hyphens are not for a reader to mend."""
    (grid,) = given(tmp_path, "a;b\n x ;y\u00a0z\u00ad\n".encode()).grids
    assert [" x ", "y\u00a0z\u00ad"] == texts(grid)[1]


def test_an_empty_file_has_no_grid(tmp_path: Path) -> None:
    """A file without a word is read, and has no table."""
    assert () == given(tmp_path, b"").grids


def test_a_quote_that_is_not_closed_is_refused(tmp_path: Path) -> None:
    """A quotation mark without its end would swallow the rest of the file: the line is named."""
    with pytest.raises(SyntaxFault) as refused:
        given(tmp_path, b'No;Nom\n1;a\n2;"b\n3;c\n')
    assert 3 == refused.value.line
    assert "registre.csv:3 : un guillemet droit n’est pas fermé" in told(refused.value, "fr")


def test_text_after_a_closing_quote_is_refused(tmp_path: Path) -> None:
    """``"b"c`` could mean two things: the line is named, nothing is guessed."""
    with pytest.raises(SyntaxFault) as refused:
        given(tmp_path, b'No;Nom\n1;"b"c\n')
    assert 2 == refused.value.line


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    """A byte that neither UTF-8 nor Windows-1252 has is refused, with its line."""
    with pytest.raises(InputError) as refused:
        given(tmp_path, b"No;Nom\n1;\x81\xff\n")
    assert "ni Windows-1252 (ligne 2). Enregistrez-le en UTF-8" in told(refused.value, "fr")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04....", "a zip archive"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.xls, .doc)"),
        (b"<!DOCTYPE html><table><tr><td>x", "an HTML page"),
        (b"\n  <html><table><tr><td>x", "an HTML page"),
        (b"a;b\x00c\n\xe9;d", "of a format that is not recognised"),
        (b"a;b\nc;d\x00", "of a format that is not recognised"),
    ],
)
def test_another_format_under_the_suffix_is_refused(
    tmp_path: Path, content: bytes, what: str
) -> None:
    """What is no CSV, as when a site sends a page in its place, is named for what it is."""
    with pytest.raises(InputError) as refused:
        given(tmp_path, content)
    assert f"the content is not that of a .csv file; it is {what}." in told(refused.value, "en")


def test_utf_16_cut_short_is_refused(tmp_path: Path) -> None:
    """Half a letter at the end means that the file is not whole."""
    with pytest.raises(InputError, match="damaged or not complete"):
        given(tmp_path, b"\xff\xfea\x00;\x00b")


def test_a_cell_beyond_measure_is_refused(tmp_path: Path) -> None:
    """A cell of over 131,072 letters comes from a quotation mark gone astray."""
    with pytest.raises(SyntaxFault, match="not closed or not doubled"):
        given(tmp_path, b"No;Nom\n1;" + b"a" * 131_073)
