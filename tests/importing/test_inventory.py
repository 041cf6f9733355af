"""The graph of an inventory says what a reader finds in the document, cell by cell."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Literal, URIRef

from greffe.documents.tables import INVENTORY_FIELDS, Cell, Row, Transcription, heading
from greffe.errors import UnmatchedText
from greffe.importing.inventory import CLOSED_LISTS, draft_inventory
from greffe.namespaces import CONCEPT, DCTERMS, GREFFE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.importing.draft import Draft
    from greffe.importing.knowledge import Knowledge

    Golden = Callable[[str], list[dict[str, str]]]
    Told = Callable[[Graph, str, str], list[str]]

BASE: Final = f"{ROOT}id/mifi/"
FILES: Final = range(1, 40)
CELLS: Final = {
    "unitText": "Direction de l'immigration d'affaires",
    "titleText": "Dossiers (INTIMM)",
    "descriptionText": "Le fichier contient des dossiers.",
    "personCategoryText": "Clientèle du Ministère",
    "dataCategoryText": "Identité Immigration",
    "dataSourceText": "Personne concernée ou sa représentante ou son représentant",
    "purposeText": "À des fins statistiques",
    "accessRoleText": "Personnel technique Personnel professionnel",
    "mediumText": "Physique et électronique",
    "securityMeasureText": "Contrôle physique des installations",
}


def drafted(knowledge: Knowledge, **changes: str) -> Draft:
    """Return the graph of an inventory of one file, some of its cells changed."""
    cells = {
        name: Cell(changes.get(name, CELLS[name]), "1", column)
        for column, name in enumerate(INVENTORY_FIELDS, start=1)
    }
    inventory = Transcription(Path("inventaire.txt"), (Row(1, cells),), ())
    return draft_inventory(inventory, knowledge)


def facts(graph: Graph, term: str) -> set[Node]:
    """Return what a graph says of its first file."""
    return set(graph.objects(URIRef(f"{BASE}file/1"), URIRef(GREFFE + term)))


def test_the_graph_has_the_39_files(inventory_graph: Graph, told: Told) -> None:
    """The document prints 39 rows; each is a file with its number and its place."""
    for number in FILES:
        thing = f"file/{number}"
        assert told(inventory_graph, thing, f"{DCTERMS}identifier") == [f"F{number}"]
        assert told(inventory_graph, thing, f"{GREFFE}position") == [str(number)]
    assert told(inventory_graph, "file/40", f"{DCTERMS}identifier") == []


def test_every_cell_stands_in_the_graph_to_the_letter(
    inventory_graph: Graph, files: dict[str, dict[str, str]]
) -> None:
    """Each cell is one French literal; a cell that is empty or holds only a dash says nothing."""
    for number, cells in files.items():
        thing = URIRef(f"{BASE}file/{number.removeprefix('F')}")
        for field, words in cells.items():
            literals = list(inventory_graph.objects(thing, URIRef(GREFFE + field)))
            assert literals == ([] if words in ("", "-") else [Literal(words, lang="fr")])


@pytest.mark.parametrize("name", ["title", "description"])
def test_titles_and_descriptions_are_dublin_core(
    name: str, inventory_graph: Graph, told: Told
) -> None:
    """What any catalogue can read as title and description are the printed cells."""
    for number in FILES:
        thing = f"file/{number}"
        assert told(inventory_graph, thing, f"{GREFFE}{name}Text") == told(
            inventory_graph, thing, DCTERMS + name
        )


@pytest.mark.parametrize("name", [*CLOSED_LISTS, "accessRole"])
def test_closed_lists_hold_what_a_reader_finds(
    name: str, inventory_graph: Graph, told: Told, golden: Golden
) -> None:
    """Each cell of a closed list gives exactly the values read by eye."""
    expected: dict[str, set[str]] = defaultdict(set)
    for row in golden("inventory_lists"):
        if row["field"] == f"{name}Text":
            expected[row["file"]].add(row["concept"])
    for number in map(str, FILES):
        found = told(inventory_graph, f"file/{number}", GREFFE + name)
        assert sorted(expected[number]) == found


def test_access_units_are_those_a_reader_finds(
    inventory_graph: Graph, told: Told, golden: Golden
) -> None:
    """The units that may read a file are those read by eye in its cell of access."""
    expected: dict[str, set[str]] = defaultdict(set)
    for row in golden("access_units"):
        expected[row["file"]].add(f"unit/{row['unit']}")
    for number in FILES:
        found = told(inventory_graph, f"file/{number}", f"{GREFFE}accessUnit")
        assert sorted(expected[f"F{number}"]) == found


def test_systems_are_those_a_reader_finds(
    inventory_graph: Graph, told: Told, golden: Golden
) -> None:
    """A file is kept in the systems that its title and description name."""
    expected: dict[str, set[str]] = defaultdict(set)
    for row in golden("systems"):
        expected[row["file"]].add(f"system/{row['system']}")
    for number in FILES:
        found = told(inventory_graph, f"file/{number}", f"{GREFFE}system")
        assert sorted(expected[f"F{number}"]) == found


def test_a_blank_cell_keeps_the_unit_printed_above(inventory_graph: Graph, told: Told) -> None:
    """The third row prints no unit: it belongs to the one that the second row names."""
    first, second, third = (
        told(inventory_graph, f"file/{number}", f"{GREFFE}responsibleUnit") for number in (1, 2, 3)
    )
    assert first == ["unit/direction-developpement-reconnaissance-competences"]
    assert second == third == ["unit/direction-enregistrement-evaluation-comparative"]


def test_every_file_has_one_responsible_unit(inventory_graph: Graph, told: Told) -> None:
    """Each of the 39 files answers to one unit."""
    for number in FILES:
        assert len(told(inventory_graph, f"file/{number}", f"{GREFFE}responsibleUnit")) == 1


def test_the_inventory_serves_its_provision(inventory_graph: Graph, told: Told) -> None:
    """An inventory of files is what section 76 of the Act asks for."""
    provision = "http://data.europa.eu/r5r/applicableLegislation"
    assert told(inventory_graph, "inventory", provision) == ["qc/a-2.1/art/76"]
    assert told(inventory_graph, "inventory", f"{DCTERMS}publisher") == ["org/mifi"]


def test_one_row_makes_one_file(knowledge: Knowledge) -> None:
    """An inventory of one row gives one file, with what its cells mean."""
    graph = drafted(knowledge).graph
    expected = {
        "responsibleUnit": {f"{BASE}unit/direction-immigration-affaires"},
        "dataCategory": {
            f"{CONCEPT}data-category/identite",
            f"{CONCEPT}data-category/immigration",
        },
        "personCategory": {f"{CONCEPT}person-category/clientele"},
        "system": {f"{BASE}system/intimm"},
        "accessUnit": set(),
    }
    assert expected == {term: set(map(str, facts(graph, term))) for term in expected}


@pytest.mark.parametrize(
    "field", ["unitText", "accessRoleText", *(f"{name}Text" for name in CLOSED_LISTS)]
)
def test_words_that_no_list_has_are_refused_with_their_cell(
    field: str, knowledge: Knowledge
) -> None:
    """A closed list is closed: a word too many stops the import and is shown with its cell."""
    with pytest.raises(UnmatchedText) as caught:
        drafted(knowledge, **{field: f"{CELLS[field]} Cornichons"})
    assert caught.value.message.fr.startswith(f"F1, {heading(field).fr} : ")
    assert "Cornichons" in caught.value.message.en


def test_each_cell_knows_its_place(knowledge: Knowledge) -> None:
    """A cell of a tabular document is placed by line and by column."""
    graph = drafted(knowledge).graph
    span = URIRef(f"{BASE}file/1/span/mediumText")
    assert graph.value(span, URIRef(f"{GREFFE}column")) == Literal(9)
    assert graph.value(span, URIRef(f"{GREFFE}lines")) == Literal("1")
    assert graph.value(span, URIRef(f"{GREFFE}field")) == URIRef(f"{GREFFE}mediumText")
