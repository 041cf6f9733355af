"""The cells of the two documents, read with the vocabulary, against what a reader found in them."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from greffe import resources
from greffe.errors import UnmatchedText
from greffe.namespaces import CONCEPT
from greffe.vocabulary import Labels, Match, read_access

if TYPE_CHECKING:
    from collections.abc import Callable

    LabelsOf = Callable[[str], Labels]

SOURCES: Final = resources.data_dir() / "mifi" / "sources"
GOLDEN: Final = Path(__file__).parents[1] / "golden"
DATA_TYPES, PURPOSES, REASONS = 2, 3, 4
LISTS: Final = {
    "personCategoryText": (4, "person-category"),
    "dataCategoryText": (5, "data-category"),
    "dataSourceText": (6, "data-source"),
    "purposeText": (7, "purpose"),
    "mediumText": (9, "medium"),
    "securityMeasureText": (10, "security-measure"),
}
ACCESS: Final = 8


def rows(path: Path) -> list[list[str]]:
    """Return the rows of a table, without its headings."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def findings(name: str) -> dict[str, set[tuple[str, str]]]:
    """Return what a reader found in each entry: concepts, and the words that tell them."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for entry, concept, phrase in rows(GOLDEN / name):
        found[entry].add((concept, phrase))
    return found


def first_mentions(text: str, matches: tuple[Match, ...]) -> set[tuple[str, str]]:
    """Return each concept with the words that first tell it."""
    told: dict[str, str] = {}
    for match in matches:
        told.setdefault(match.concept.removeprefix(CONCEPT), text[match.start : match.end])
    return set(told.items())


REGISTER: Final = rows(SOURCES / "registre.csv")
INVENTORY: Final = rows(SOURCES / "inventaire.csv")
TYPES_FOUND: Final = findings("data_types.csv")
PURPOSES_FOUND: Final = findings("purposes.csv")


def listed() -> dict[tuple[str, str], list[str]]:
    """Return the concepts that a reader found in each cell of the inventory, in printed order."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for number, field, concept in rows(GOLDEN / "inventory_lists.csv"):
        found[number, field].append(concept)
    return found


LISTED: Final = listed()


def distinct(matches: tuple[Match, ...]) -> list[str]:
    """Return the concepts of matches, each once, in the order of the text."""
    return list(dict.fromkeys(match.concept.removeprefix(CONCEPT) for match in matches))


def test_every_entry_and_file_was_read() -> None:
    """A reader went through all 37 communications and all 39 files."""
    communications, files = set(map(str, range(1, 38))), set(map(str, range(1, 40)))
    assert (communications, communications) == (set(TYPES_FOUND), set(PURPOSES_FOUND))
    assert {(file, field) for file in files for field in (*LISTS, "accessRoleText")} == set(LISTED)


@pytest.mark.parametrize("row", REGISTER, ids=lambda row: f"C{row[0]}")
def test_a_communication_gives_the_data_types_that_a_reader_finds(
    row: list[str], labels_of: LabelsOf
) -> None:
    """Scanning the cell finds each type of information in it, by the same words, and no other."""
    matches, _ = labels_of("data-type").scan(row[DATA_TYPES])
    assert TYPES_FOUND[row[0]] == first_mentions(row[DATA_TYPES], matches)


@pytest.mark.parametrize("row", REGISTER, ids=lambda row: f"C{row[0]}")
def test_a_communication_gives_the_purposes_that_a_reader_finds(
    row: list[str], labels_of: LabelsOf
) -> None:
    """The purposes are told in their own cell, or else in the reasons."""
    purposes = labels_of("communication-purpose")
    told = (first_mentions(row[cell], purposes.scan(row[cell])[0]) for cell in (PURPOSES, REASONS))
    assert PURPOSES_FOUND[row[0]] == next(filter(None, told))


@pytest.mark.parametrize("field", LISTS)
@pytest.mark.parametrize("row", INVENTORY, ids=lambda row: f"F{row[0]}")
def test_a_closed_list_gives_its_values_and_leaves_nothing(
    row: list[str], field: str, labels_of: LabelsOf
) -> None:
    """Strict reading finds the printed values in their order, and no word is left."""
    column, scheme = LISTS[field]
    assert LISTED[row[0], field] == distinct(labels_of(scheme).segment(row[column]))


@pytest.mark.parametrize("row", INVENTORY, ids=lambda row: f"F{row[0]}")
def test_an_access_cell_gives_its_roles_and_leaves_nothing(
    row: list[str], labels_of: LabelsOf, units: Labels
) -> None:
    """Roles are found beside the units they work in, and no word is neither."""
    access = read_access(row[ACCESS], labels_of("access-role"), units)
    assert LISTED[row[0], "accessRoleText"] == distinct(access.roles)


@pytest.mark.parametrize("field", LISTS)
def test_any_word_changed_in_a_closed_list_is_an_error(field: str, labels_of: LabelsOf) -> None:
    """Whichever word of whichever cell is replaced, strict reading refuses the cell."""
    column, scheme = LISTS[field]
    for cell in {row[column] for row in INVENTORY}:
        words = cell.split()
        for place in range(len(words)):
            changed = " ".join([*words[:place], "Xyz", *words[place + 1 :]])
            with pytest.raises(UnmatchedText):
                labels_of(scheme).segment(changed)


@pytest.mark.parametrize("field", LISTS)
def test_any_word_added_to_a_closed_list_is_an_error(field: str, labels_of: LabelsOf) -> None:
    """Wherever a foreign word is put into a cell, strict reading refuses the cell."""
    column, scheme = LISTS[field]
    for cell in {row[column] for row in INVENTORY}:
        words = cell.split()
        for place in range(len(words) + 1):
            with pytest.raises(UnmatchedText):
                labels_of(scheme).segment(" ".join([*words[:place], "Xyz", *words[place:]]))


@pytest.mark.parametrize("field", LISTS)
def test_typographic_apostrophes_and_line_ends_change_nothing(
    field: str, labels_of: LabelsOf
) -> None:
    """A cell typed in a word processor, and broken over lines, reads as the printed one."""
    column, scheme = LISTS[field]
    for row in INVENTORY:
        typed = row[column].replace("'", "’").replace(" ", "\u00a0\n", 3)
        assert LISTED[row[0], field] == distinct(labels_of(scheme).segment(typed))


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("au sein de la fonction publique québécoise", []),
        ("en fonction du statut des personnes", []),
        ("date d'arrivée au pays", ["data-type/arrival-date"]),
        ("numéro du visa ou visa", ["data-type/visa-no"]),
        ("adresse électronique, adresse", ["data-type/email", "data-type/address"]),
        ("le nom de l'employeur", ["data-type/employer-name"]),
        ("numéro d'identification fédéral", ["data-type/fed-id-no"]),
        ("renommée, surnom, adressé", []),
    ],
)
def test_words_that_only_look_like_a_data_type_are_none(
    phrase: str, expected: list[str], labels_of: LabelsOf
) -> None:
    """A label inside a longer label, a set phrase or another word is not found."""
    assert expected == distinct(labels_of("data-type").scan(phrase)[0])
