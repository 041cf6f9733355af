"""The inventory shared out by unit for the yearly review."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.exporting.tables import table

from greffe.exporting.reading import unit_names
from greffe.exporting.units import by_unit

if TYPE_CHECKING:
    from greffe.bodies import Body
    from greffe.exporting.official import Official
    from greffe.store import Store


def test_each_file_stands_in_the_part_of_its_unit(inventory: Official) -> None:
    """Twelve units answer for the 39 files of the MIFI; none is lost and none is twice."""
    parts = [part for _, part in by_unit(inventory, {}, "fr")]
    rows = [entry for part in parts for entry in part.entries]
    assert (len(parts), len(rows)) == (12, 39)
    assert set(rows) == set(inventory.entries)


def test_a_part_has_one_unit_and_the_order_of_the_inventory(inventory: Official) -> None:
    """Inside a part, files follow each other as in the document."""
    for _, part in by_unit(inventory, {}, "fr"):
        assert len({entry.units for entry in part.entries}) == 1
        numbers = [int(entry.number) for entry in part.entries]
        assert sorted(numbers) == numbers


def test_a_part_is_named_after_its_unit(store: Store, mifi: Body, inventory: Official) -> None:
    """The name of the file is that of the unit's identifier; its words are what people say."""
    name, first = next(iter(by_unit(inventory, unit_names(store, mifi), "fr")))
    assert name == "inventaire-mifi-direction-developpement-reconnaissance-competences"
    assert first.introduction.endswith(
        " – Direction du développement et de la reconnaissance des compétences."
    )
    assert (first.title, first.dataset) == (inventory.title, inventory.dataset)


def test_what_no_unit_answers_for_is_a_part_of_its_own() -> None:
    """Files without a unit are not forgotten; those of two units are reviewed by both."""
    made = table("inventory", [["a"] * 10, ["b"] * 10, ["c"] * 10])
    one, two, three = made.entries
    units = ("https://example.org/unit/u", "https://example.org/unit/v")
    shared = replace(
        made, entries=(replace(one, units=units), two, replace(three, units=units[:1]))
    )
    parts = {
        name: [entry.number for entry in part.entries] for name, part in by_unit(shared, {}, "en")
    }
    assert parts == {
        "inventaire-essai-u": ["1", "3"],
        "inventaire-essai-v": ["1"],
        "inventaire-essai-sans-unite": ["2"],
    }
