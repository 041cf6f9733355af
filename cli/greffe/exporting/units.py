"""The inventory shared out by administrative unit, for the yearly review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.exporting.official import Official
    from greffe.language import Language

NO_UNIT: Final = "sans-unite"
_REVIEW: Final = Text(
    "Révision annuelle : les fichiers dont répond cette unité – {unit}.",
    "Yearly review: the files for which this unit answers – {unit}.",
)
_ORPHANS: Final = Text(
    "Révision annuelle : les fichiers dont aucune unité connue ne répond.",
    "Yearly review: the files for which no known unit answers.",
)


def by_unit(
    table: Official, names: Mapping[str, str], language: Language
) -> Iterator[tuple[str, Official]]:
    """Yield the part of each unit with the name of its file, units in the order of the inventory.

    A file that several units answer for stands in the part of each; those without a unit are one
    part.  ``names`` are what people call the units.
    """
    units = dict.fromkeys(unit for entry in table.entries for unit in entry.units)
    for unit in units:
        told = _REVIEW.format(unit=names.get(unit, unit))[language]
        entries = (entry for entry in table.entries if unit in entry.units)
        part = unit.rpartition("/")[2]
        yield f"{table.name}-{part}", table.only(entries, told, part)
    orphans = [entry for entry in table.entries if not entry.units]
    if orphans:
        yield f"{table.name}-{NO_UNIT}", table.only(orphans, _ORPHANS[language], NO_UNIT)
