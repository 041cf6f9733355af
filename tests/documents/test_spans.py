"""Spans: what they look like, what they quote, which words they cover."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.documents.spans import Part, Span, paragraphs, parse_span, quote, read_lines, words
from greffe.errors import InputError

PAGE = read_lines(
    "Title \n"
    "\n"
    "Article 21 of the Canada- \n"
    "Québec agreement, as \n"
    "\n"
    "  it stands. \n"
    "Yes - \n"
    "unit\tfile name\t\tlast cell"
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, ...]:
    """Draw a document: some lines of words, some blank, with stray spaces and hyphens."""
    word = st.text(alphabet="abé’-0º.", min_size=1, max_size=6)
    line = st.lists(word, max_size=6).map(lambda found: f" {'  '.join(found)} ")
    return tuple(draw(st.lists(line, min_size=1, max_size=12)))


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """Draw one part of a span: a line, lines, a word or words of a line."""
    first = draw(st.integers(1, 2000))
    if draw(st.booleans()):
        return Part(first, first + draw(st.integers(0, 40)))
    start = draw(st.integers(1, 30))
    return Part(first, first, start, start + draw(st.integers(0, 9)))


spans = st.lists(parts(), min_size=1, max_size=4).map(lambda found: Span(tuple(found)))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12", Part(12, 12)),
        ("12-15", Part(12, 15)),
        ("12:3", Part(12, 12, 3, 3)),
        ("12:3-5", Part(12, 12, 3, 5)),
    ],
)
def test_a_part_is_a_line_lines_a_word_or_words(written: str, expected: Part) -> None:
    """The four forms of a part are read, and written back, as the grammar has them."""
    assert (expected,) == parse_span(written).parts
    assert written == str(expected)


def test_parts_follow_each_other_after_commas() -> None:
    """A comma begins another part."""
    assert (Part(484, 492), Part(516, 517)) == parse_span("484-492,516-517").parts


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0",
        "a",
        "12-",
        "-12",
        "12:",
        "12:0",
        "12:3-",
        "12-15:2",
        "15-12",
        "12:5-3",
        "1,,2",
        "1 ",
    ],
)
def test_what_is_no_span_is_refused(written: str) -> None:
    """A text that breaks the grammar, or a range that runs backwards, is an input error."""
    with pytest.raises(InputError, match="is not a span"):
        parse_span(written)


@given(spans)
def test_a_span_survives_being_written(span: Span) -> None:
    """Writing a span and reading it back gives the same span."""
    assert span == parse_span(str(span))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("1", "Title"),
        ("2", ""),
        ("3-4", "Article 21 of the Canada-Québec agreement, as"),
        ("3-6", "Article 21 of the Canada-Québec agreement, as\n\nit stands."),
        ("3,4", "Article 21 of the Canada-Québec agreement, as"),
        ("4,6", "Québec agreement, as it stands."),
        ("1-2,6", "Title it stands."),
        ("3:2", "21"),
        ("3:5,4:1-2", "Canada-Québec agreement,"),
        ("7:1", "Yes"),
        ("7:2", "-"),
        ("7,1", "Yes - Title"),
    ],
)
def test_a_quotation_joins_lines_and_keeps_paragraphs(lines: str, expected: str) -> None:
    """Lines are joined by a space, glued after a word's hyphen; a blank line ends a paragraph."""
    assert expected == quote(PAGE, parse_span(lines))


@pytest.mark.parametrize(
    ("column", "expected"), [(1, "unit"), (2, "file name"), (3, ""), (4, "last cell")]
)
def test_a_column_is_a_tab_separated_cell(column: int, expected: str) -> None:
    """With a column, only that cell of the line is quoted."""
    assert expected == quote(PAGE, parse_span("8", column))


def test_words_of_a_column_count_from_its_first_word() -> None:
    """``8:2`` in column 4 is the second word of the fourth cell."""
    assert "cell" == quote(PAGE, parse_span("8:2", 4))


@pytest.mark.parametrize(
    ("lines", "column", "expected"),
    [
        ("1-2", None, ((1, 1),)),
        ("4,6:2", None, ((4, 1), (4, 2), (4, 3), (6, 2))),
        ("8", 2, ((8, 2), (8, 3))),
        ("8", 3, ()),
        ("8:2", 4, ((8, 5),)),
    ],
)
def test_words_are_places_in_the_whole_line(
    lines: str, column: int | None, expected: tuple[tuple[int, int], ...]
) -> None:
    """A word's place is its line and its rank among all the words of that line."""
    assert expected == words(PAGE, parse_span(lines, column))


@pytest.mark.parametrize(
    ("lines", "column", "place"),
    [
        ("9", None, "line 9"),
        ("7-9", None, "line 9"),
        ("7:3", None, "word 3 of line 7"),
        ("7:2-4", None, "word 4 of line 7"),
        ("8", 5, "column 5 of line 8"),
        ("8", 0, "column 0 of line 8"),
        ("8:2", 1, "word 2 of line 8"),
    ],
)
def test_a_span_cannot_leave_its_document(lines: str, column: int | None, place: str) -> None:
    """A line, word or column that does not exist is named in the error, by both functions."""
    span = parse_span(lines, column)
    with pytest.raises(InputError, match=place):
        quote(PAGE, span)
    with pytest.raises(InputError, match=place):
        words(PAGE, span)


@given(documents())
def test_quoting_a_whole_document_loses_and_adds_no_letter(lines: tuple[str, ...]) -> None:
    """But for white space, the quotation of all lines is the document."""
    quoted = quote(lines, Span((Part(1, len(lines)),)))
    assert "".join("".join(lines).split()) == "".join(quoted.split())


@given(documents(), st.data())
def test_a_quotation_holds_the_covered_words_in_order(
    lines: tuple[str, ...], data: st.DataObject
) -> None:
    """But for white space, a quotation is the words that its span covers, one after the other."""
    first = data.draw(st.integers(1, len(lines)))
    last = data.draw(st.integers(first, len(lines)))
    then = data.draw(st.integers(1, len(lines)))
    span = Span((Part(first, last), Part(then, then)))
    covered = [lines[line - 1].split()[rank - 1] for line, rank in words(lines, span)]
    assert "".join(covered) == "".join(quote(lines, span).split())


def test_only_a_line_feed_ends_a_line() -> None:
    """Other separators that Unicode knows are text, so that line numbers are those of an editor."""
    assert ("a\u2028b\x0cc", "d\r", "") == read_lines("a\u2028b\x0cc\nd\r\n")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["un", "deux"], "un deux"),
        (["un", "", "  ", "deux"], "un\n\ndeux"),
        (["sous-", "ministre"], "sous-ministre"),
        (["a -", "b"], "a - b"),
        (["", ""], ""),
        ([], ""),
    ],
)
def test_the_lines_of_a_cell_are_joined_as_spans_join_theirs(
    rows: list[str], expected: str
) -> None:
    """A cell of a workbook and the lines of a text make the same literal."""
    assert expected == paragraphs(rows)
