"""A graph that travels is measured before it leaves."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

from greffe.errors import InputError, SyntaxFault
from greffe.store.parcels import Measure, parcel

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "<urn:scheme> a <http://www.w3.org/2004/02/skos/core#ConceptScheme> .\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the place of a file."""
    return tmp_path / "scheme.ttl"


def _written(file: Path, turtle: str) -> Path:
    file.write_text(HEADER + turtle, encoding="utf-8")
    return file


def test_a_parcel_has_the_name_of_its_graph(file: Path) -> None:
    """The header subject, and the hash of the bytes of the file."""
    made = parcel(_written(file, ""))
    assert "urn:scheme" == made.iri
    assert hashlib.sha256(HEADER.encode()).hexdigest() == made.digest


def test_the_content_is_the_same_graph(file: Path) -> None:
    """Turtle in, N-Triples out, one statement a line."""
    turtle = '<urn:a> <urn:b> "é\\n"@fr, 1, true ; <urn:c> <urn:d> .\n'
    made = parcel(_written(file, turtle))
    expected = {q.triple for q in parse(HEADER + turtle, format=RdfFormat.TURTLE)}
    assert expected == {q.triple for q in parse(made.ntriples, format=RdfFormat.N_TRIPLES)}
    assert 5 == made.ntriples.count(b"\n") == made.measure.triples


def test_a_statement_said_twice_counts_once(file: Path) -> None:
    """A graph is a set; a store counts so."""
    assert 2 == parcel(_written(file, "<urn:a> <urn:b> 1 . <urn:a> <urn:b> 1 .")).measure.triples


def test_letters_of_texts_in_a_language_are_counted(file: Path) -> None:
    """Characters, not bytes: accents count once; numbers and plain strings do not count."""
    made = parcel(_written(file, '<urn:a> <urn:b> "été"@fr, "plain", 12, "ab"@en .'))
    assert Measure(5, 5, 5) == made.measure


def test_letters_beyond_the_first_plane_have_two_counts(file: Path) -> None:
    """Some engines count the units of UTF-16: either count is right."""
    measure = parcel(_written(file, '<urn:a> <urn:b> "𝒳é"@fr .')).measure
    assert Measure(2, 2, 3) == measure
    answers = [(2, 2), (2, 3), (2, 4), (3, 2), (2, 0)]
    assert [True, True, False, False, False] == [measure.agrees_with(*each) for each in answers]


def test_blank_nodes_travel(file: Path) -> None:
    """They have names of their own in the parcel, and count as they are."""
    assert 3 == parcel(_written(file, "<urn:a> <urn:b> [ <urn:c> 1 ] .")).measure.triples


def test_what_is_no_graph_makes_no_parcel(file: Path, tmp_path: Path) -> None:
    """Broken Turtle, no header, no file."""
    with pytest.raises(SyntaxFault):
        parcel(_written(file, "<urn:a>"))
    file.write_text("<urn:a> <urn:b> 1 .", encoding="utf-8")
    with pytest.raises(InputError, match="header"):
        parcel(file)
    with pytest.raises(InputError):
        parcel(tmp_path / "absent.ttl")
