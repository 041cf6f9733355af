"""An answer that is filed says what was asked, of which data, and how."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from greffe.results.grid import Cell, Grid, Note
from greffe.results.html import page
from greffe.results.markdown import markdown
from greffe.results.text import plain
from greffe.results.workbook import xlsx

NOTES = (
    Note("Question", "Qui reçoit <quoi> ?"),
    Note("Requête", "SELECT * WHERE { ?s ?p ?o }\n", is_code=True),
)
GRID = Grid(("Destinataire",), ((Cell("RAMQ"),),), "fr", "Essai", NOTES)
BARE = Grid(("Destinataire",), ((Cell("RAMQ"),),), "fr", "Essai")


def test_html_lists_the_notes_after_the_table() -> None:
    """Notes are terms and definitions, escaped; the query keeps its lines."""
    made = page(GRID)
    assert "<dt>Question</dt>\n<dd>Qui reçoit &lt;quoi&gt; ?</dd>" in made
    assert "<dd><pre>SELECT * WHERE { ?s ?p ?o }\n</pre></dd>" in made
    assert made.index("</table>") < made.index("<dl>")


def test_html_without_notes_has_no_empty_list() -> None:
    """A page without notes has neither their heading nor their list."""
    assert ("<dl>" in page(BARE), "D’où vient" in page(BARE)) == (False, False)


def test_markdown_keeps_the_query_in_a_fence() -> None:
    """Notes follow the table; the query stands in a fence named for its language."""
    assert markdown(GRID).partition("| RAMQ |\n")[2] == (
        "\n**Question** Qui reçoit \\<quoi\\> ?\n"
        "\n**Requête**\n\n~~~~sparql\nSELECT * WHERE { ?s ?p ?o }\n~~~~\n"
    )


def test_a_workbook_has_a_sheet_of_provenance() -> None:
    """The second sheet holds each note beside its heading, as text."""
    book = load_workbook(BytesIO(xlsx(GRID)))
    assert book.sheetnames == ["Greffe", "Provenance"]
    assert [[cell.value for cell in row] for row in book["Provenance"].rows] == [
        ["Question", "Qui reçoit <quoi> ?"],
        ["Requête", "SELECT * WHERE { ?s ?p ?o }\n"],
    ]


def test_a_workbook_without_notes_has_one_sheet() -> None:
    """No empty sheet is added."""
    assert load_workbook(BytesIO(xlsx(BARE))).sheetnames == ["Greffe"]


def test_a_plain_table_stays_bare() -> None:
    """On the terminal the notes would drown the answer: they are not shown."""
    assert plain(GRID) == plain(BARE)
