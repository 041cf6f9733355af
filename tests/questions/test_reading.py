"""The graph says of every entry what a reader noted, column by column, and nothing more."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import DCTERMS, Literal, URIRef

from greffe.namespaces import GREFFE, LAW

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph

    Write = Callable[[str], str]

NOTES: Final = Path(__file__).parents[1] / "golden" / "reading"
# Column of the notes: property of the graph, what is before the keys in it, separator of the keys.
COMMUNICATION: Final = {
    "recipients": ("recipient", "", " "),
    "outside": ("outsideQuebec", "", " "),
    "purposes": ("purpose", "communication-purpose/", " "),
    "frequencies": ("frequency", "frequency/", " "),
    "channels": ("channel", "channel/", " "),
    "since": ("since", "", " "),
}
FILE: Final = {
    "unit": ("responsibleUnit", "", "; "),
    "persons": ("personCategory", "person-category/", " "),
    "categories": ("dataCategory", "data-category/", " "),
    "sources": ("dataSource", "data-source/", " "),
    "purposes": ("purpose", "purpose/", " "),
    "roles": ("accessRole", "access-role/", " "),
    "access_units": ("accessUnit", "", "; "),
    "media": ("medium", "medium/", " "),
    "measures": ("securityMeasure", "security-measure/", " "),
    "systems": ("system", "system/", " "),
}


def _notes(name: str) -> list[dict[str, str]]:
    with (NOTES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _keys(cell: str, before: str, separator: str) -> set[str]:
    return {before + key for key in cell.split(separator) if key}


def _said(graph: Graph, number: str, name: str, written: Write) -> set[str]:
    entry = graph.value(predicate=DCTERMS.identifier, object=Literal(number))
    return {
        written(str(value)) if isinstance(value, URIRef) else str(value)
        for value in graph.objects(entry, URIRef(GREFFE + name))
    }


def _wholes(graph: Graph, iris: set[str]) -> set[str]:
    return {
        str(whole)
        for iri in iris
        for whole in graph.transitive_objects(URIRef(iri), DCTERMS.isPartOf)
    }


@pytest.mark.parametrize("column", COMMUNICATION)
def test_communications_say_what_was_read(graph: Graph, written: Write, column: str) -> None:
    """Each communication has the recipients, purposes, frequencies … that the register gives."""
    name, before, separator = COMMUNICATION[column]
    read = {n["number"]: _keys(n[column], before, separator) for n in _notes("communications.csv")}
    assert read == {number: _said(graph, number, name, written) for number in read}


def test_communications_hold_the_data_that_was_read(graph: Graph, written: Write) -> None:
    """Each communication has the data types that a reader finds in its cell, all of them."""
    notes = _notes("data_types.csv")
    read = {note["number"]: _keys(note["data_types"], "data-type/", " ") for note in notes}
    assert read == {number: _said(graph, number, "dataType", written) for number in read}


@pytest.mark.parametrize(
    ("column", "before", "slashes"), [("access", f"{LAW}qc/a-2.1/art/", 0), ("instruments", LAW, 1)]
)
def test_communications_rest_on_the_law_that_was_read(
    graph: Graph, column: str, before: str, slashes: int
) -> None:
    """Each communication rests on the sections of the Access Act, and the texts, that it cites."""
    for note in _notes("communications.csv"):
        entry = graph.value(predicate=DCTERMS.identifier, object=Literal(note["number"]))
        cited = {str(basis) for basis in graph.objects(entry, URIRef(f"{GREFFE}legalBasis"))}
        wholes = {
            iri
            for iri in _wholes(graph, cited)
            if iri.startswith(before) and iri.removeprefix(before).count("/") == slashes
        }
        assert (note["number"], _keys(note[column], before, " ")) == (note["number"], wholes)


def test_agreements_are_those_that_were_read(graph: Graph) -> None:
    """Each agreement has the printed title, the date and the amendment that the register gives."""
    said = [
        {
            "number": str(graph.value(entry, DCTERMS.identifier)),
            "title": str(graph.value(agreement, DCTERMS.title)),
            "signed": str(graph.value(agreement, URIRef(f"{GREFFE}signed")) or ""),
            "amended": str(graph.value(agreement, URIRef(f"{GREFFE}amended")) or ""),
        }
        for entry, agreement in graph.subject_objects(URIRef(f"{GREFFE}agreement"))
    ]
    assert sorted(map(sorted, map(dict.items, _notes("agreements.csv")))) == sorted(
        map(sorted, map(dict.items, said))
    )


@pytest.mark.parametrize("column", FILE)
def test_files_say_what_was_read(graph: Graph, written: Write, column: str) -> None:
    """Each file has the unit, persons, categories, measures … that the inventory gives."""
    name, before, separator = FILE[column]
    read = {note["number"]: _keys(note[column], before, separator) for note in _notes("files.csv")}
    assert read == {number: _said(graph, number, name, written) for number in read}
