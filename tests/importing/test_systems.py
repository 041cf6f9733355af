"""Which information systems the files of the inventory name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.importing.systems import SystemMention, find_systems, systems_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph

    from greffe.vocabulary import Labels

SYSTEM = "https://w3id.org/greffe/id/mifi/system/"


@pytest.fixture(scope="module")
def systems(names: Graph) -> Labels:
    """Give the names of the MIFI's systems."""
    return systems_of(names)


def test_every_file_names_the_systems_a_reader_finds(
    files: dict[str, dict[str, str]],
    systems: Labels,
    golden: Callable[[str], list[dict[str, str]]],
) -> None:
    """The titles and descriptions of the 39 files name exactly the systems read by eye."""
    actual = [
        {
            "file": number,
            "field": mention.field,
            "system": mention.iri.removeprefix(SYSTEM),
            "phrase": mention.phrase,
        }
        for number, cells in files.items()
        for mention in find_systems(cells, systems)
    ]
    assert golden("systems") == actual


def test_a_system_named_twice_in_a_field_counts_once_there(systems: Labels) -> None:
    """Its first name in the title and its first name in the description are kept."""
    cells = {
        "titleText": "Placement en ligne international (PELI)",
        "descriptionText": "Le PELI est un service. PELI sert.",
    }
    expected = (
        SystemMention(f"{SYSTEM}peli", "titleText", "Placement en ligne international (PELI)"),
        SystemMention(f"{SYSTEM}peli", "descriptionText", "PELI"),
    )
    assert expected == find_systems(cells, systems)


def test_other_cells_do_not_name_systems(systems: Labels) -> None:
    """Only the title and the description speak of where the data is kept."""
    assert () == find_systems({"securityMeasureText": "Accès par SAGIR"}, systems)


def test_a_name_inside_a_longer_word_is_no_system(systems: Labels) -> None:
    """INTIMMO is not INTIMM."""
    assert () == find_systems({"titleText": "Fichier INTIMMO"}, systems)
