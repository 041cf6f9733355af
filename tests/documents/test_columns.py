"""The columns of the official tables: headings to the letter, terms of the ontology."""

from __future__ import annotations

import csv

import pytest
from rdflib import RDF, RDFS, Graph, URIRef

from greffe.documents.columns import (
    BODY_PROPERTY,
    COLUMNS,
    DATASET_PROPERTY,
    IDENTITY,
    NUMBER,
    PART_PROPERTY,
)
from greffe.documents.kinds import TRAITS, Kind
from greffe.resources import data_dir, ontology_dir


@pytest.mark.parametrize("kind", COLUMNS)
def test_headings_are_those_of_the_document(kind: Kind) -> None:
    """The transcription beside the document has the same, in the same order."""
    path = data_dir() / "mifi" / "sources" / f"{TRAITS[kind].stem}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        printed = next(csv.reader(stream))
    assert printed == [NUMBER.heading.fr, *(column.heading.fr for column in COLUMNS[kind])]


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_column_is_a_term(kind: Kind) -> None:
    """The ontology has the property of every column, labelled in both languages."""
    ontology = Graph().parse(ontology_dir() / "greffe.ttl")
    for column in COLUMNS[kind]:
        term = URIRef(column.property)
        assert (term, RDF.type, None) in ontology
        languages = {getattr(each, "language", "") for each in ontology.objects(term, RDFS.label)}
        assert languages == {"fr", "en"}


@pytest.mark.parametrize("kind", COLUMNS)
def test_no_two_columns_have_the_same_heading(kind: Kind) -> None:
    """A heading says which column it is, in either language."""
    for language in ("fr", "en"):
        heads = [column.heading[language] for column in (NUMBER, *COLUMNS[kind])]
        assert len(set(heads)) == len(heads)


def test_what_our_exports_write_of_themselves_is_told_apart() -> None:
    """The marks have one prefix, by which readers know them, and are none of a body's headings."""
    marks = {IDENTITY, BODY_PROPERTY, DATASET_PROPERTY, PART_PROPERTY}
    assert len(marks) == 4
    assert all(mark.startswith("greffe:") for mark in marks)
    assert not marks & {column.heading.fr for each in COLUMNS.values() for column in each}
