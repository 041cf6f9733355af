"""Tables for people: labels instead of IRIs, aligned, escaped, accessible."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO

import pytest

from greffe.language import Text
from greffe.results import Table
from greffe.results.grid import Cell, Grid, Wording, arrange, short_name
from greffe.results.html import page
from greffe.results.markdown import markdown
from greffe.results.text import plain
from greffe.results.workbook import xlsx
from greffe.terms import XSD_BOOLEAN, XSD_INTEGER, Blank, Iri, Literal, text

RAMQ = Iri("https://w3id.org/greffe/org/ramq")
C5 = Iri("https://w3id.org/greffe/id/mifi/communication/5")
ANSWER = Table(
    ("entry", "recipient", "outside", "n"),
    (
        (C5, RAMQ, Literal("false", XSD_BOOLEAN), Literal("12", XSD_INTEGER)),
        (
            None,
            Iri("http://example.org/a"),
            Literal("true", XSD_BOOLEAN),
            Literal("3", XSD_INTEGER),
        ),
    ),
)
HEADINGS = {
    "entry": Text("Communication", "Communication"),
    "recipient": Text("Destinataire", "Recipient"),
    "outside": Text("Hors Québec", "Outside Québec"),
}
FRENCH = Wording("fr", {RAMQ.value: "Régie", C5.value: "C5"}, HEADINGS, Text("Titre", "Title"))
ENGLISH = Wording("en", {RAMQ.value: "Board"}, HEADINGS)


def grid(*rows: tuple[str, ...], headings: tuple[str, ...] = ("A", "B")) -> Grid:
    """Return a grid of plain words."""
    return Grid(headings, tuple(tuple(Cell(words) for words in row) for row in rows), "fr")


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        ("https://w3id.org/greffe/org/ramq", "ramq"),
        ("https://w3id.org/greffe/law/qc/a-2.1/art/67", "qc/a-2.1/art/67"),
        ("https://w3id.org/greffe/concept/data-category/sante", "data-category/sante"),
        ("https://w3id.org/greffe/id/mifi/communication/5", "mifi/communication/5"),
        ("https://w3id.org/greffe/ontology#recipient", "greffe:recipient"),
        ("http://www.w3.org/2004/02/skos/core#Concept", "skos:Concept"),
        ("http://example.org/a", "http://example.org/a"),
    ],
)
def test_things_have_short_names(iri: str, expected: str) -> None:
    """The shortest name that the command line takes back."""
    assert short_name(iri) == expected


def test_a_grid_speaks_french() -> None:
    """Headings in words, things by label and short name, booleans as yes and no."""
    shown = arrange(ANSWER, FRENCH)
    assert shown.headings == ("Communication", "Destinataire", "Hors Québec", "n")
    assert [[str(cell) for cell in row] for row in shown.rows] == [
        ["C5", "Régie [ramq]", "Non", "12"],
        ["", "http://example.org/a", "Oui", "3"],
    ]
    assert shown.title == "Titre"


def test_the_number_of_an_entry_is_said_once() -> None:
    """Where the label of an entry begins with its number, a column of numbers is left out."""
    answer = Table(("number", "entry"), ((Literal("C5"), C5),))
    shown = arrange(answer, FRENCH)
    assert (shown.headings, str(shown.rows[0][0])) == (("Communication",), "C5")
    alone = arrange(Table(("number",), ((Literal("C5"),),)), FRENCH)
    assert str(alone.rows[0][0]) == "C5"


def test_a_grid_speaks_english() -> None:
    """The same answer in the other language; what has no label keeps its short name."""
    shown = arrange(ANSWER, ENGLISH)
    assert shown.headings[1] == "Recipient"
    assert [str(cell) for cell in shown.rows[0]] == [
        "mifi/communication/5",
        "Board [ramq]",
        "No",
        "12",
    ]


def test_other_terms_are_shown_as_they_are() -> None:
    """Verbatim text keeps its paragraphs; a blank node keeps its label; a bad boolean its form."""
    table = Table(("x",), ((text("a\n\nb", "fr"),), (Blank("b0"),), (Literal("oui", XSD_BOOLEAN),)))
    shown = [row[0].words for row in arrange(table, ENGLISH).rows]
    assert shown == ["a\n\nb", "_:b0", "oui"]


def test_plain_text_is_aligned() -> None:
    """Columns line up, numbers stand to the right, no line ends in white space."""
    assert plain(arrange(ANSWER, FRENCH)) == (
        "Communication  Destinataire          Hors Québec   n\n"
        "─────────────  ────────────────────  ───────────  ──\n"
        "C5             Régie [ramq]          Non          12\n"
        "               http://example.org/a  Oui           3\n"
    )


def test_plain_text_without_rows_keeps_its_headings() -> None:
    """An empty answer still says what was asked."""
    assert plain(grid()) == "A  B\n─  ─\n"


def test_long_cells_are_wrapped() -> None:
    """A cell wider than the limit goes on below itself, rows stand apart."""
    long = "mot " * 20
    shown = plain(grid((long, "x"), ("y", "z"))).splitlines()
    assert shown[2] == f"{('mot ' * 12).strip()}  x"
    assert shown[3] == ("mot " * 8).strip()
    assert shown[4:] == ["", f"y{' ' * 48}z"]


def test_combining_accents_take_no_room() -> None:
    """A decomposed é is as wide as a composed one."""
    composed, decomposed = plain(grid(("é", "x"))), plain(grid(("e\u0301", "x")))
    assert composed.splitlines()[1] == decomposed.splitlines()[1]


def test_very_wide_rows_become_records() -> None:
    """When no screen could hold a row, each row is a block of headings and values."""
    headings = ("Un", "Deux", "Trois", "Quatre", "Cinq")
    long = tuple(letter * 45 for letter in "abcd")
    record = f"Un      {'a' * 45}\nDeux    {'b' * 45}\nTrois   {'c' * 45}\nQuatre  {'d' * 45}\n"
    shown = plain(grid((*long, ""), (*long, "fin"), headings=headings))
    assert shown == f"{record}\n{record}Cinq    fin\n"


def test_markdown_is_a_table_of_links() -> None:
    """A thing is a link with its short name; a title is a heading."""
    assert markdown(arrange(ANSWER, FRENCH)).splitlines()[:5] == [
        "# Titre",
        "",
        "| Communication | Destinataire | Hors Québec | n |",
        "| --- | --- | --- | --- |",
        (
            "| [C5](<https://w3id.org/greffe/id/mifi/communication/5>) "
            "| [Régie](<https://w3id.org/greffe/org/ramq>) `ramq` | Non | 12 |"
        ),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a|b", r"a\|b"),
        ("*gras*", r"\*gras\*"),
        ("<script>", r"\<script\>"),
        ("[x](y)", r"\[x\](y)"),
        ("a\nb", "a<br>b"),
        ("`code`", r"\`code\`"),
    ],
)
def test_markdown_shows_words_as_they_are(words: str, expected: str) -> None:
    """Nothing in a cell is taken for markup, and no cell breaks its row."""
    assert markdown(grid((words, ""))).splitlines()[-1] == f"| {expected} |  |"


class Outline(HTMLParser):
    """Collects the tags of a page and its text."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its attributes."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note a piece of text."""
        self.words.append(data)


def outline(html: str) -> Outline:
    """Parse a page."""
    parser = Outline()
    parser.feed(html)
    return parser


def test_html_is_an_accessible_page() -> None:
    """The page has a language, a title, one table with a caption, and scoped column headers."""
    tags = outline(page(arrange(ANSWER, FRENCH))).tags
    assert ("html", {"lang": "fr"}) in tags
    assert [name for name, _ in tags if name in ("title", "h1", "main", "table", "caption")] == [
        "title",
        "main",
        "h1",
        "table",
        "caption",
    ]
    assert [attributes for name, attributes in tags if name == "th"] == [{"scope": "col"}] * 4


def test_html_needs_nothing_else() -> None:
    """No script, no style sheet, no image, no font from anywhere."""
    tags = outline(page(arrange(ANSWER, FRENCH))).tags
    assert {name for name, _ in tags} & {"script", "link", "img", "iframe", "object"} == set()


def test_html_shows_words_as_they_are() -> None:
    """Markup in the data is text on the page, in cells, headings and title alike."""
    evil = "<script>alert('x')</script>"
    answer = Table(("x",), ((Literal(evil),),))
    html = page(arrange(answer, Wording("fr", {}, {"x": Text(evil, evil)}, Text(evil, evil))))
    assert "<script" not in html
    assert "".join(outline(html).words).count(evil) == 4


def test_only_web_addresses_become_links() -> None:
    """A script in an IRI is shown, not linked."""
    answer = Table(("x",), ((Iri("javascript:alert(1)"),), (RAMQ,)))
    html = page(arrange(answer, FRENCH))
    assert [attributes["href"] for name, attributes in outline(html).tags if name == "a"] == [
        RAMQ.value
    ]


def cells_of(data: bytes) -> list[list[object]]:
    """Read a workbook back with another library."""
    from openpyxl import load_workbook

    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_workbook_has_labels_and_iris() -> None:
    """Things have a column of labels and one of IRIs; numbers are numbers."""
    assert cells_of(xlsx(arrange(ANSWER, FRENCH))) == [
        [
            "Communication",
            "Communication (IRI)",
            "Destinataire",
            "Destinataire (IRI)",
            "Hors Québec",
            "n",
        ],
        ["C5", C5.value, "Régie", RAMQ.value, "Non", 12],
        [None, None, "http://example.org/a", "http://example.org/a", "Oui", 3],
    ]


@pytest.mark.parametrize("words", ["=1+1", "+1", "@SUM(A1)", "-2+3", "http://example.org", "12"])
def test_a_workbook_holds_no_formula(words: str) -> None:
    """Whatever a cell of the register says is text in the workbook."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(xlsx(grid((words, "x")))))
    cell = book.active["A2"]  # type: ignore[index]
    assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


def test_a_workbook_takes_what_excel_takes() -> None:
    """A text longer than Excel's limit is cut there instead of breaking the file."""
    rows = cells_of(xlsx(grid(("x" * 40_000, "y"))))
    assert len(str(rows[1][0])) == 32_767


def test_an_empty_workbook_has_its_headings() -> None:
    """No row, but the header row."""
    assert cells_of(xlsx(grid())) == [["A", "B"]]


def test_the_same_answer_is_the_same_bytes() -> None:
    """No format carries the moment of its making."""
    import time

    def made() -> list[object]:
        shown = arrange(ANSWER, FRENCH)
        return [plain(shown), markdown(shown), page(shown), xlsx(shown)]

    first = made()
    time.sleep(2.1)  # the resolution of dates inside a zip file is two seconds
    assert made() == first


def test_no_page_carries_a_date() -> None:
    """A page says nothing of today."""
    assert re.search(r"20\d\d-\d\d-\d\d", page(arrange(ANSWER, FRENCH))) is None
