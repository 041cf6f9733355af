"""What a person is told of a workbook beside what its cells say."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN: Final = 10

HIDDEN_SHEET: Final = Text(
    "La feuille « {sheet} » est masquée : elle n’a pas été lue.",
    "The sheet “{sheet}” is hidden: it was not read.",
)
FORMULAS: Final = Text(
    "Feuille « {sheet} », formules : {count}. Leur valeur enregistrée a été lue.",
    "Sheet “{sheet}”, formulas: {count}. Their stored value was read.",
)
HIDDEN_ROWS: Final = Text(
    "Feuille « {sheet} », lignes masquées, lues comme les autres : {rows}.",
    "Sheet “{sheet}”, hidden rows, read like the others: {rows}.",
)


def first_few(places: Iterable[object]) -> str:
    """Return rows or cells as people list them, the first ten: ``2, 5, 9 …``."""
    rest = iter(places)
    shown = ", ".join(map(str, islice(rest, _SHOWN)))
    return shown if next(rest, None) is None else f"{shown} …"
