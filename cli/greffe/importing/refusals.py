"""What keeps a file from being imported: every place at fault, told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greffe.errors import InputError
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greffe.documents.tables import TablePlace


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell, or an entry, that cannot be imported as it is: where, why, and what to do."""

    place: TablePlace | None
    message: Text
    remedy: Text

    def in_words(self) -> Text:
        """Say it in a sentence, with the place."""
        return self.message if self.place is None else said_at(self.place, " : ") + self.message


def said_at(place: TablePlace, end: str = "") -> Text:
    """Return a place as people say it: sheet (or page, or table), cell."""
    tail = Text(end, end.lstrip())
    cell = Text(f"cellule {place.cell}", f"cell {place.cell}") + tail
    if place.sheet is None:
        return cell
    if place.sheet.startswith(("page ", "tableau ")):
        return Text(f"{place.sheet}, ", f"{place.sheet}, ") + cell
    return Text(f"feuille {place.sheet}, ", f"sheet {place.sheet}, ") + cell


def refused(path: Path, refusals: Sequence[Refusal]) -> InputError:
    """Return the error for a file with cells that cannot be imported: the first, and how many."""
    first, more = refusals[0], len(refusals) - 1
    said = Text(f"{path} : ", f"{path}: ") + first.in_words()
    if more:
        said += Text(f" Et {more} autre{'s' if more > 1 else ''}.", f" And {more} more.")
    return InputError(said + Text(" Rien n’est écrit.", " Nothing is written."), first.remedy)
