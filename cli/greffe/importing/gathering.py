"""Remarks and entries as a person is told of them: what is said of many is said once."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from greffe.documents.tables import heading
from greffe.importing.refusals import said_at
from greffe.language import Text
from greffe.matching import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from greffe.documents.tables import TablePlace
    from greffe.importing.draft import Remark

KINDS: Final = {
    "doubt": Text("à vérifier", "to check"),
    "unread": Text("non lu", "unread"),
    "unmatched": Text("inconnu", "unknown"),
    "refused": Text("refusé", "refused"),
}
SHOWN: Final = 5
"""How many cells are named of all those that have the same remark."""


def gathered(remarks: Iterable[Remark]) -> Iterator[Text]:
    """Yield remarks as sentences, in their order; the same one about many cells is one sentence."""
    alike: dict[tuple[object, ...], list[Remark]] = {}
    for each in remarks:
        alike.setdefault((each.field, each.weight, each.message, each.near), []).append(each)
    for same in alike.values():
        yield remarked(same[0]) if len(same) == 1 else _remarked_often(same)


def remarked(remark: Remark) -> Text:
    """Return a remark with its place: entry, column, cell, what is the case, nearest labels."""
    return said_of_cell(remark.number, remark.field, remark.place) + _said(remark)


def said_of_cell(number: str, field: str, place: TablePlace | None) -> Text:
    """Return which cell is meant: its entry, its column, and where it stands in a table."""
    column = heading(field)
    said = Text(f"{number}, {column.fr}", f"{number}, {column.en}")
    return said if place is None else said + Text(", ", ", ") + said_at(place)


def runs(names: Sequence[str]) -> Text:
    """Return the numbers of entries as people list them: ``C1 à C37, C40``."""
    ranked = enumerate(names)
    grouped = groupby(ranked, key=lambda each: int(each[1][1:]) - each[0])
    parts = [[name for _, name in run] for _, run in grouped]
    return Text(
        ", ".join(_run(part, "à") for part in parts), ", ".join(_run(part, "to") for part in parts)
    )


def _said(remark: Remark) -> Text:
    kind = KINDS[remark.weight]
    said = Text(f" ({kind.fr}) : ", f" ({kind.en}): ") + remark.message
    if remark.near:
        near = quoted(remark.near)
        said += Text(f" ; proches : {near.fr}", f"; nearest: {near.en}")
    return said


def _remarked_often(same: Sequence[Remark]) -> Text:
    cells = list(dict.fromkeys(map(_short, same)))
    shown = ", ".join(cells[:SHOWN]) + (" …" if len(cells) > SHOWN else "")
    often = Text(f" – {len(same)} fois : {shown}", f" – {len(same)} times: {shown}")
    return heading(same[0].field) + _said(same[0]) + often


def _short(remark: Remark) -> str:
    return remark.number if remark.place is None else f"{remark.number} ({remark.place.cell})"


def _run(names: Sequence[str], to: str) -> str:
    """Return a run of numbers by its ends; two that follow each other are no run."""
    return f"{names[0]} {to} {names[-1]}" if len(names) > 2 else ", ".join(names)  # noqa: PLR2004
