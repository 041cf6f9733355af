"""Tables and verdicts as SPARQL XML: what any reader of XML reads back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, parse_query_results
from rdflib import Literal as Plain
from rdflib import URIRef, Variable
from rdflib.query import Result

from greffe.errors import Unwritable
from greffe.results.sparql_xml import NAMESPACE, pieces, verdict
from greffe.terms import XSD_INTEGER, Blank, Iri, Literal, Triple, text

if TYPE_CHECKING:
    from greffe.results.model import Row

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))) | st.sampled_from(
    ["<&>\"'", "]]>", " a\n\t b ", "a\rb\r\n", "\ufffd\U0010ffff"]
)
WRITABLE = WORDS.filter(lambda words: not {"\ufffe", "\uffff"} & set(words))
TERMS = st.one_of(
    st.none(),
    st.builds(Iri, st.sampled_from(["urn:a", "https://x.test/é?a=1&b=2"])),
    st.builds(Literal, WRITABLE),
    st.builds(text, WRITABLE, st.sampled_from(["fr", "en-ca"])),
    st.builds(Literal, st.just("1"), st.just(XSD_INTEGER)),
)
ROWS = st.lists(st.tuples(TERMS, TERMS), max_size=6)


def written(rows: list[Row], names: tuple[str, ...] = ("a", "b")) -> bytes:
    """Return rows as a document."""
    return "".join(pieces(names, rows)).encode()


def as_read(row: Row) -> dict[Variable, URIRef | Plain]:
    """Return a row in the terms of that reader."""
    terms: dict[Variable, URIRef | Plain] = {}
    for name, term in zip("ab", row, strict=True):
        if isinstance(term, Iri):
            terms[Variable(name)] = URIRef(term.value)
        elif isinstance(term, Literal):
            kind = URIRef(term.datatype) if term.datatype == XSD_INTEGER else None
            terms[Variable(name)] = Plain(term.value, lang=term.language, datatype=kind)
    return terms


@given(ROWS)
def test_what_is_written_is_read(rows: list[Row]) -> None:
    """Every value of every row, to the letter, by a reader that we did not write."""
    found = Result.parse(io.BytesIO(written(rows)), format="xml")
    assert [as_read(row) for row in rows] == [dict(each) for each in found.bindings]


@given(ROWS)
def test_it_is_xml(rows: list[Row]) -> None:
    """With as many results as there are rows, and a head that names the variables."""
    root = ET.fromstring(written(rows))  # noqa: S314 - written here
    results = root.findall(f"{{{NAMESPACE}}}results/{{{NAMESPACE}}}result")
    names = [each.get("name") for each in root.iter(f"{{{NAMESPACE}}}variable")]
    assert (len(rows), ["a", "b"]) == (len(results), names)


def test_every_kind_of_term() -> None:
    """As section 2.3.1 of the format writes them; triple terms as SPARQL 1.2 does."""
    iri, blank = Iri("urn:a"), Blank("b0")
    row = (iri, blank, Literal("1", XSD_INTEGER), text("é", "fr"), Triple(blank, iri, Literal("x")))
    found = written([row], ("a", "b", "c", "d", "e")).decode()
    for expected in (
        '<binding name="a"><uri>urn:a</uri></binding>',
        '<binding name="b"><bnode>b0</bnode></binding>',
        f'<literal datatype="{XSD_INTEGER}">1</literal>',
        '<literal xml:lang="fr">é</literal>',
        "<triple><subject><bnode>b0</bnode></subject><predicate><uri>urn:a</uri></predicate>",
        "<object><literal>x</literal></object></triple>",
    ):
        assert expected in found


@pytest.mark.parametrize("expected", [True, False])
def test_a_verdict_is_read(expected: bool) -> None:
    """A yes or no is one, for a reader that we did not write."""
    found = parse_query_results(verdict(expected).encode(), format=QueryResultsFormat.XML)
    assert expected == bool(found)


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_does_not_have_is_told(character: str) -> None:
    """XML 1.0 has no way to write some characters; no document that is none is written."""
    with pytest.raises(Unwritable, match=f"U\\+{ord(character):04X}"):
        written([(Literal(f"a{character}"), None)])
