"""JSON, CSV and TSV are those of the W3C, to the letter."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.namespaces import XSD
from greffe.results import Table
from greffe.results.delimited import csv, excel_csv, tsv_pieces
from greffe.results.grid import Cell, Grid
from greffe.results.sparql_json import dumps, loads
from greffe.terms import XSD_INTEGER, Blank, Iri, Literal, Term, Triple, text

# The example of the SPARQL 1.1 CSV and TSV recommendation has these kinds of terms (section 3).
KINDS = Table(
    ("x", "literal"),
    (
        (Iri("http://example/x"), Literal("String")),
        (Iri("http://example/x"), Literal('String-with-dquote"')),
        (Blank("b0"), Literal("Blank node")),
        (None, Literal("Missing 'x'")),
        (None, None),
        (Iri("http://example/x"), None),
        (Blank("b1"), text("String-with-lang", "en")),
        (Blank("b1"), Literal("123", XSD_INTEGER)),
    ),
)
CSV = (
    "x,literal\r\n"
    "http://example/x,String\r\n"
    'http://example/x,"String-with-dquote"""\r\n'
    "_:b0,Blank node\r\n"
    ",Missing 'x'\r\n"
    ",\r\n"
    "http://example/x,\r\n"
    "_:b1,String-with-lang\r\n"
    "_:b1,123\r\n"
)
TSV = (
    "?x\t?literal\n"
    '<http://example/x>\t"String"\n'
    '<http://example/x>\t"String-with-dquote\\""\n'
    '_:b0\t"Blank node"\n'
    "\t\"Missing 'x'\"\n"
    "\t\n"
    "<http://example/x>\t\n"
    '_:b1\t"String-with-lang"@en\n'
    f'_:b1\t"123"^^<{XSD}integer>\n'
)
EMPTY = Table(("a", "b"), ())

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
iris = st.builds(Iri, st.from_regex(r"urn:[a-z]{1,8}", fullmatch=True))
blanks = st.builds(Blank, st.from_regex(r"b[0-9]{1,3}", fullmatch=True))
literals = st.one_of(
    st.builds(Literal, words),
    st.builds(Literal, words, st.sampled_from([XSD_INTEGER, f"{XSD}date"])),
    st.builds(text, words, st.sampled_from(["fr", "en", "fr-CA"])),
)
terms: st.SearchStrategy[Term] = st.one_of(
    iris, blanks, literals, st.builds(Triple, iris, iris, literals)
)
tables = st.integers(1, 4).flatmap(
    lambda width: st.builds(
        Table,
        st.just(tuple(f"v{n}" for n in range(width))),
        st.lists(st.tuples(*[st.none() | terms] * width), max_size=5).map(tuple),
    )
)


def tsv(table: Table) -> str:
    """Return the whole of what is written line by line."""
    return "".join(tsv_pieces(table.variables, table.rows))


def test_csv_is_that_of_the_recommendation() -> None:
    """Bare values, CRLF, quotes doubled, empty where unbound."""
    assert csv(KINDS) == CSV


def test_tsv_is_that_of_the_recommendation() -> None:
    """Variables with their mark, terms in Turtle, LF, empty where unbound."""
    assert tsv(KINDS) == TSV


@pytest.mark.parametrize(("written", "expected"), [(csv, "a,b\r\n"), (tsv, "?a\t?b\n")])
def test_an_empty_answer_keeps_its_header(written: object, expected: str) -> None:
    """No row, but the variables."""
    assert callable(written)
    assert written(EMPTY) == expected


def test_csv_quotes_what_must_be_quoted() -> None:
    """Commas, quotes and line ends, and nothing else (RFC 4180)."""
    row = tuple(map(Literal, ("a,b", 'a"b', "a\nb", "a b")))
    assert csv(Table(("w", "x", "y", "z"), (row,))).splitlines(keepends=True)[1:] == [
        '"a,b","a""b","a\n',
        'b",a b\r\n',
    ]


def test_tsv_keeps_a_row_on_its_line() -> None:
    """Tabs and line ends inside a value are escaped."""
    table = Table(("x",), ((Literal("a\tb\nc"),),))
    assert tsv(table) == '?x\n"a\\tb\\nc"\n'


def one_cell(cell: Cell) -> str:
    """Return what the CSV for Excel writes for one cell, unquoted."""
    written = excel_csv(Grid(("x",), ((cell,),), "fr"))
    return written.removeprefix("\ufeffx\r\n").removesuffix("\r\n").strip('"')


def test_french_excel_opens_the_grid_with_a_double_click() -> None:
    """A byte order mark for the accents, semicolons for the columns, CRLF for the rows."""
    grid = Grid(("Lieu", "Note"), ((Cell("Québec"), Cell("a;b")),), "fr")
    assert excel_csv(grid) == '\ufeffLieu;Note\r\nQuébec;"a;b"\r\n'


def test_french_excel_shows_labels_and_keeps_iris() -> None:
    """A column that names things has its labels, then a column of their IRIs."""
    grid = Grid(("Organisme", "Nombre"), ((Cell("Régie", "x:1", "ramq"), Cell("2")),), "fr")
    assert excel_csv(grid) == "\ufeffOrganisme;Organisme (IRI);Nombre\r\nRégie;x:1;2\r\n"


def test_an_empty_grid_has_its_headings_in_excel() -> None:
    """No row, but the headings."""
    assert excel_csv(Grid(("A", "B"), (), "fr")) == "\ufeffA;B\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_becomes_a_formula(start: str) -> None:
    """A text that a spreadsheet would compute has an apostrophe before it."""
    assert one_cell(Cell(f"{start}HYPERLINK()")) == f"'{start}HYPERLINK()"


def test_no_heading_becomes_a_formula() -> None:
    """The rule holds for headings as well."""
    assert excel_csv(Grid(("=A1",), (), "fr")) == "\ufeff'=A1\r\n"


@pytest.mark.parametrize("number", ["-12", "+3", "-1.5"])
def test_a_negative_number_stays_a_number(number: str) -> None:
    """The rule against formulas does not touch what the data types as a number."""
    assert one_cell(Cell(number, is_number=True)) == number


def test_json_is_that_of_the_recommendation() -> None:
    """Head, bindings, the four kinds of terms; unbound variables are left out."""
    assert json.loads(dumps(KINDS)) == {
        "head": {"vars": ["x", "literal"]},
        "results": {
            "bindings": [
                {
                    "x": {"type": "uri", "value": "http://example/x"},
                    "literal": {"type": "literal", "value": "String"},
                },
                {
                    "x": {"type": "uri", "value": "http://example/x"},
                    "literal": {"type": "literal", "value": 'String-with-dquote"'},
                },
                {
                    "x": {"type": "bnode", "value": "b0"},
                    "literal": {"type": "literal", "value": "Blank node"},
                },
                {"literal": {"type": "literal", "value": "Missing 'x'"}},
                {},
                {"x": {"type": "uri", "value": "http://example/x"}},
                {
                    "x": {"type": "bnode", "value": "b1"},
                    "literal": {
                        "type": "literal",
                        "value": "String-with-lang",
                        "xml:lang": "en",
                    },
                },
                {
                    "x": {"type": "bnode", "value": "b1"},
                    "literal": {
                        "type": "literal",
                        "value": "123",
                        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
                    },
                },
            ]
        },
    }


@pytest.mark.parametrize("verdict", [True, False])
def test_a_yes_or_no_is_a_boolean(verdict: bool) -> None:
    """ASK has its own form in JSON."""
    assert json.loads(dumps(verdict)) == {"head": {}, "boolean": verdict}
    assert loads(dumps(verdict)) is verdict


def test_an_empty_answer_is_json_too() -> None:
    """No row is an empty list."""
    assert json.loads(dumps(EMPTY)) == {"head": {"vars": ["a", "b"]}, "results": {"bindings": []}}


@given(tables)
def test_json_loses_nothing(table: Table) -> None:
    """What is written is read back equal."""
    assert loads(dumps(table)) == table


def test_old_servers_are_understood() -> None:
    """Virtuoso writes typed-literal, a form of the 2007 draft."""
    document = (
        '{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "typed-literal", '
        f'"datatype": "{XSD_INTEGER}", "value": "1"}}}}]}}}}'
    )
    assert loads(document) == Table(("n",), ((Literal("1", XSD_INTEGER),),))


@pytest.mark.parametrize(
    "document",
    [
        "",
        "<html>",
        "[]",
        "{}",
        "null",
        '{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri"',
        '{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "odd", "value": 1}}]}}',
        '{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"value": "v"}}]}}',
    ],
)
def test_anything_else_is_refused(document: str) -> None:
    """Truncated JSON, other JSON, and what is no JSON are not answers."""
    with pytest.raises(ValueError, match=r".+"):
        loads(document)
