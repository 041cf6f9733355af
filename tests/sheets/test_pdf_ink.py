from __future__ import annotations

from typing import Any

import pytest

from greffe.sheets.pdf.ink import Cell, Line, is_bold, line_distance, to_lines, to_text

WIDTH = 100.0


def lines(*texts: str, distance: float = 12.0) -> list[Line]:
    """Set texts one under the other: five points a letter, ten points high."""
    return [
        Line(
            text,
            0.0,
            5.0 * len(text),
            distance * rank,
            distance * rank + 10,
            5.0 * len(text.split()[0]),
        )
        for rank, text in enumerate(texts)
    ]


def text_of(*texts: str, width: float = WIDTH, distance: float = 12.0) -> str:
    """Return the text of a cell with these lines."""
    return to_text(Cell(lines(*texts, distance=distance), width), 12.0)


def word(text: str, x: float, top: float, font: str = "Arial") -> dict[str, Any]:
    """Return a word as pdfplumber does."""
    width = 5.0 * len(text)
    return {
        "text": text,
        "x0": x,
        "x1": x + width,
        "top": top,
        "bottom": top + 10,
        "fontname": font,
    }


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("les renseignements du", "fichier", "les renseignements du fichier"),
        ("renseignements socio-", "économiques", "renseignements socio-économiques"),
        ("la personne concernée/", "conjoint", "la personne concernée/conjoint"),
        ("une liste, un inventaire -", "suite", "une liste, un inventaire - suite"),
        ("cette communication ren\u00ad", "seigne", "cette communication renseigne"),
        ("cette communication ren\u2010", "seigne", "cette communication renseigne"),
        ("site https://quebec.ca/go", "uvernement", "site https://quebec.ca/gouvernement"),
        ("voir www.quebec.ca/une-ad", "resse longue", "voir www.quebec.ca/une-adresse longue"),
    ],
)
def test_full_lines_are_joined(above: str, below: str, joined: str) -> None:
    """A space stands where a full line ended, unless a hyphen, a slash or an address goes on."""
    assert joined == text_of(above, below, width=5.0 * len(above) + 2)


def test_an_address_that_ends_before_its_line_is_whole() -> None:
    """A web address that leaves room was not cut: what follows is another word."""
    assert "https://quebec.ca\nsuite" == text_of("https://quebec.ca", "suite", width=300)


def test_a_line_with_room_left_was_ended_on_purpose() -> None:
    """The next word would have fitted: the line break is the author's."""
    assert "Nom\nAdresse" == text_of("Nom", "Adresse")


def test_a_line_without_room_was_full() -> None:
    """The next word would not have fitted, with its space: the line break is the page's."""
    assert "Nom et prénom de la personne" == text_of("Nom et prénom", "de la personne", width=75)


def test_only_the_part_before_a_hyphen_had_to_fit() -> None:
    """A word that may be cut at its hyphen would have begun on the line above."""
    cell = Cell(to_lines([word("abc", 0, 0), word("socio-économiques", 0, 12)]), 60.0)
    assert "abc\nsocio-économiques" == to_text(cell, 12.0)


@pytest.mark.parametrize(
    ("words_below", "joined"),
    [
        (["suivantes", "fin"], "unités\nsuivantes fin"),
        (["suivantes", ":", "fin"], "unités suivantes : fin"),
        (["«", "suivantes", "»"], "unités « suivantes »"),
    ],
)
def test_signs_tied_to_a_word_had_to_fit_too(words_below: list[str], joined: str) -> None:
    """In French, a colon or a guillemet goes to the next line with its word."""
    below = [word(text, 55 * rank, 12) for rank, text in enumerate(words_below)]
    cell = Cell(to_lines([word("unités", 0, 0), *below]), 84.0)
    assert joined == to_text(cell, 12.0)


def test_distant_lines_are_paragraphs() -> None:
    """Lines farther apart than usual begin a paragraph, after an empty line."""
    assert "un\n\ndeux" == text_of("un", "deux", distance=18.0)


def test_a_page_break_is_no_paragraph() -> None:
    """Heights on two pages are not compared: the first line overleaf goes on."""
    cell = Cell(lines("une ligne qui est pleine"), 122.0)
    cell.go_on(Cell(lines("et sa suite"), 122.0))
    assert "une ligne qui est pleine et sa suite" == to_text(cell, 12.0)


def test_what_shares_a_rest_has_it_all() -> None:
    """A merged cell over the page break gives the rows below it the whole text."""
    rest = Cell(lines("fin"), WIDTH)
    below = Cell(rest.lines, WIDTH, rest.breaks, merged=True)
    Cell(lines("début"), WIDTH).go_on(rest)
    assert "début\nfin" == to_text(below, 12.0)


def test_an_empty_cell_has_no_text() -> None:
    """No lines, no text, and nothing bold."""
    assert ("", False) == (to_text(Cell(), 12.0), is_bold(Cell()))


def test_the_distance_of_lines_is_the_usual_one() -> None:
    """The median counts: a few paragraphs do not change what is usual."""
    cells = [Cell(lines("a", "b", "c")), Cell(lines("a", "b", distance=30))]
    assert 12.0 == line_distance(cells)


def test_the_distance_over_a_page_break_does_not_count() -> None:
    """From the foot of one page to the head of the next is no distance."""
    cell = Cell(lines("a"))
    cell.go_on(Cell(lines("b")))
    assert 0.0 == line_distance([cell])


def test_words_at_one_height_are_a_line() -> None:
    """Words go from left to right; a little higher or lower, as 3º is, they are still in line."""
    found = to_lines(
        [word("fin", 60, 2), word("le", 0, 0), word("mot", 20, -2), word("bas", 0, 14)]
    )
    assert ["le mot fin", "bas"] == [line.text for line in found]


def test_a_line_is_as_large_as_its_words() -> None:
    """The ink of a line goes from its first to its last word, and from top to bottom."""
    (line,) = to_lines([word("socio-éco", 10, 0), word("b", 70, 3)])
    assert (10, 75, 0, 13, 30) == (line.left, line.right, line.top, line.bottom, line.first)


@pytest.mark.parametrize(
    ("fonts", "expected"),
    [
        (("Arial-Bold", "DejaVuSans-BOLD"), True),
        (("Arial-Bold", "Arial"), False),
        (("Arial",), False),
    ],
)
def test_a_line_is_bold_where_all_words_are(fonts: tuple[str, ...], expected: bool) -> None:
    """One word in plain letters makes the line plain."""
    (line,) = to_lines([word("mot", 20 * rank, 0, font) for rank, font in enumerate(fonts)])
    assert expected is line.bold
