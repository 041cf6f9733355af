from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.sheets.expected import bold, merged, texts
from tests.told import told

from greffe.errors import InputError
from greffe.sheets import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.sheets.model import Document, Grid


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test puts its page."""
    return tmp_path / "registre.html"


def page(path: Path, body: str, head: str = '<meta charset="utf-8">') -> Document:
    """Read a page with this body."""
    path.write_text(f"<!doctype html><html><head>{head}</head><body>{body}", encoding="utf-8")
    return read_document(path)


def grid(path: Path, rows: str) -> Grid:
    """Read the one table of a page, given as rows."""
    (found,) = page(path, f"<table>{rows}</table>").grids
    return found


def test_a_table_is_a_grid(path: Path) -> None:
    """Head, body and foot are rows, in the order in which they are written."""
    rows = (
        "<caption>Registre</caption><thead><tr><th>No<th>Nom</thead>"
        "<tbody><tr><td>1<td>a</tbody><tfoot><tr><td>n<td>fin</tfoot>"
    )
    assert [["No", "Nom"], ["1", "a"], ["n", "fin"]] == texts(grid(path, rows))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  a \n\t b  ", "a b"),
        ("a&nbsp;b", "a\u00a0b"),
        ("a<br>b", "a\nb"),
        ("a <br> b", "a\nb"),
        ("a<br><br>b", "a\n\nb"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<p>a</p>\n  <p>b</p>\n", "a\n\nb"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("Avec :<ul><li>a</li><li>b</li></ul>", "Avec :\na\nb"),
        ("<ul>\n<li>a\n<li>b\n</ul>", "a\nb"),
        ("<b>L</b>oi", "Loi"),
        ("l&rsquo;acc&egrave;s &amp; co", "l’accès & co"),
        ("ren&shy;sei", "ren\u00adsei"),
        ("a<!-- caché -->b", "ab"),
        ("a<script>x()</script><style>p{}</style>b", "ab"),
        ("<table><tr><td>dedans</table>dehors", "dehors"),
        ("&#31;a&#30;b", "a b"),
    ],
)
def test_white_space_is_what_a_browser_shows(path: Path, cell: str, text: str) -> None:
    """Runs of white space are one space; breaks and blocks begin lines; paragraphs stand apart."""
    assert text == grid(path, f"<tr><td>{cell}</td><td>fin</td></tr>").rows[0][0].text


def test_cells_over_columns_and_rows_are_repeated(path: Path) -> None:
    """``colspan`` and ``rowspan`` push the cells after them, as in a browser."""
    found = grid(
        path,
        "<tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f<tr><td>g<td>h<td>i<td>j",
    )
    assert [["a", "b", "b", "c"], ["a", "d", "e", "f"], ["g", "h", "i", "j"]] == texts(found)
    assert ["C1", "A2"] == merged(found)


def test_a_rowspan_of_zero_goes_to_the_end(path: Path) -> None:
    """``rowspan=0`` covers the rest of the rows; one too long is cut there."""
    found = grid(path, "<tr><td rowspan=0>a<td rowspan=99>b<td>1<tr><td>2<tr><td>3")
    assert [["a", "b", "1"], ["a", "b", "2"], ["a", "b", "3"]] == texts(found)


@pytest.mark.parametrize("span", ["-1", "x", "", "1.5"])
def test_a_span_that_is_no_number_is_one(path: Path, span: str) -> None:
    """A span that cannot be read is that of a plain cell."""
    assert [["a", "b"]] == texts(grid(path, f'<tr><td colspan="{span}">a</td><td>b</td></tr>'))


def test_an_endless_colspan_is_cut(path: Path) -> None:
    """A ``colspan`` of billions is cut to the 1,000 of browsers, and costs nothing."""
    found = grid(path, "<tr><td colspan=9999999999>a<tr><td>b<td>c")
    assert [["a", "a"], ["b", "c"]] == texts(found)


def test_spans_without_end_are_refused(path: Path) -> None:
    """Cells that span a million places are refused before they are unfolded."""
    rows = "<tr><td rowspan=65534 colspan=1000>a</td></tr>" * 1100
    with pytest.raises(InputError, match="more than 1000000 cells"):
        grid(path, rows)


def test_a_definition_list_is_two_columns(path: Path) -> None:
    """A page about one file, as terms and values, is a table of labels and values."""
    body = "<dl><dt>Titre<dd>Paie<dt>Sources<dd>Employé<dd>Banque<dt>Note</dl>"
    (found,) = page(path, body).grids
    assert [["Titre", "Paie"], ["Sources", "Employé\nBanque"], ["Note", ""]] == texts(found)


def test_a_value_without_a_term_is_no_row(path: Path) -> None:
    """A value before the first term belongs to nothing."""
    (found,) = page(path, "<dl><dd>perdu<dt>Titre<dd>Paie</dl>").grids
    assert [["Titre", "Paie"]] == texts(found)


def test_tables_and_lists_keep_their_order(path: Path) -> None:
    """Several tables are numbered as they come on the page, lists among them."""
    body = "<table><tr><td>a</table><dl><dt>t<dd>v</dl><div><table><tr><td>c</table></div>"
    grids = page(path, body).grids
    assert [("tableau 1", "a"), ("tableau 2", "t"), ("tableau 3", "c")] == [
        (found.name, found.rows[0][0].text) for found in grids
    ]


def test_a_row_keeps_its_identifier(path: Path) -> None:
    """A ``data-id`` is in a hidden last column; a row without one has none; the heading is ours."""
    found = grid(
        path, "<tr><th>No<th>Nom<tr data-id='urn:1'><td>1<td>a<tr><td>2<td>b<tr data-id='urn:3'>"
    )
    assert ["greffe:id", "urn:1", "", "urn:3"] == [row[2].text for row in found.rows]
    assert frozenset({3}) == found.hidden


def test_a_page_keeps_its_identity(path: Path) -> None:
    """Of the metadata of a page, those that our exports write are given back."""
    head = (
        '<meta charset="utf-8"><meta name="greffe:body" content="mifi"><meta name="x" content="y">'
    )
    assert {"greffe:body": "mifi"} == page(path, "<table><tr><td>a</table>", head).identity


def test_bold_cells_are_seen(path: Path) -> None:
    """Cells that are headings, or all bold, say so; a bold word does not make a cell bold."""
    found = grid(path, "<tr><th>No<td><b>Nom</b><td>Article <b>67</b><td>a")
    assert ["No", "Nom"] == bold(found)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", ""),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "windows-1252"),
        ("cp1252", ""),
        ("utf-16", ""),
        ("cp1252", "utf-8"),
        ("utf-8", "inconnu"),
    ],
)
def test_an_encoding_need_not_be_told(path: Path, encoding: str, declared: str) -> None:
    """The encoding that a page declares is heeded; without one, or a wrong one, it is found."""
    meta = f'<meta charset="{declared}">' if declared else ""
    text = f"<html>{meta}<table><tr><td>l’été<td>œuvre</table>"
    path.write_bytes(text.encode(encoding))
    assert [["l’été", "œuvre"]] == texts(read_document(path).grids[0])


def test_nothing_is_fetched_or_expanded(path: Path, tmp_path: Path) -> None:
    """Entities that a page declares, external ones too, are not expanded."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    path.write_text(
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "bombe">]>'
        "<html><table><tr><td>a &x; b<td>&y;</table>",
        encoding="utf-8",
    )
    found = str(texts(read_document(path).grids[0]))
    assert ("secret" in found, "bombe" in found) == (False, False)


@pytest.mark.parametrize("body", ["", "<p>Bonjour</p>", "<table><tr><td> </table>"])
def test_a_page_without_a_table_is_refused(path: Path, body: str) -> None:
    """A page of paragraphs says that it has no table, and what to do."""
    with pytest.raises(InputError) as refused:
        page(path, body)
    assert "une liste de définitions (dl)" in told(refused.value, "fr")


@pytest.mark.parametrize("content", [b"", b"  \n "])
def test_an_empty_page_is_refused(path: Path, content: bytes) -> None:
    """A file of nothing has no table either."""
    path.write_bytes(content)
    with pytest.raises(InputError, match="no table"):
        read_document(path)


def test_another_format_under_the_suffix_is_refused(path: Path) -> None:
    """A workbook or a PDF called .html is named for what it is."""
    path.write_bytes(b"%PDF-1.7 ")
    with pytest.raises(InputError, match="it is a PDF"):
        read_document(path)


OURS = '<meta charset="utf-8"><meta name="greffe:body" content="mifi">'


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a  b", "a  b"),
        ("a\t b", "a\t b"),
        ("a   <br>  b", "a  \n b"),
        ("a\n  b", "a b"),
        ("\n  a  b\n", "a  b"),
    ],
)
def test_spaces_of_a_page_of_ours_are_kept(path: Path, cell: str, text: str) -> None:
    """It shows all its spaces; a line that another program folded is one space."""
    (found,) = page(path, f"<table><tr><td>{cell}</td><td>fin</td></tr></table>", OURS).grids
    assert text == found.rows[0][0].text
