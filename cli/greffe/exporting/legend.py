"""The legend of a workbook: what each column asks for, and the values of the closed lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.documents.columns import NUMBER
from greffe.exporting.guidance import guidance
from greffe.language import Text
from greffe.sheets.model import letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.exporting.official import Official
    from greffe.language import Language

TITLE: Final = Text("Légende", "Legend")
VALUES_COLUMN: Final = 2
"""The column, from 1, that holds the values of the closed lists."""

FIRST: Final = 3
"""The column, from 1, of the first words of an entry: its identifier and number come before."""

_HEADINGS: Final = (
    Text("Colonne", "Column"),
    Text("Intitulé", "Heading"),
    Text("Ce qu’elle demande", "What it asks for"),
    Text("Disposition", "Provision"),
)
_VALUES: Final = Text("Valeurs – {heading}", "Values – {heading}")
_DASH: Final = Text(
    "Un tiret seul dit qu’il n’y a rien à inscrire. Ne modifiez pas la colonne masquée : elle relie"
    " chaque rangée à l’inscription déjà publiée.",
    "A lone dash says that there is nothing to enter. Do not change the hidden column: it ties each"
    " row to the entry already published.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the legend; ``head`` where it is a heading of what follows."""

    cells: tuple[str, ...]
    head: bool = False


@dataclass(frozen=True, slots=True)
class Legend:
    """The rows of the legend, and the first and last row of the values of each closed list."""

    lines: tuple[Line, ...]
    lists: Mapping[str, tuple[int, int]]


def legend(table: Official, language: Language) -> Legend:
    """Return the legend of a table in one language.

    The letter of a column stands before its heading: a table whose first column were headings
    would look like an entry itself.
    """
    lines = [
        Line((table.title,), head=True),
        Line((table.introduction,)),
        Line((_DASH[language],)),
        Line(()),
        Line(tuple(text[language] for text in _HEADINGS), head=True),
    ]
    for position, column in enumerate((NUMBER, *table.columns), start=FIRST - 1):
        told = guidance(table.kind, column)
        words = (column.heading.fr, told.asks[language], told.provision[language])
        lines.append(Line((letters(position), *words)))
    lists = {}
    for column in table.columns:
        if values := table.choices.get(column.name):
            name = _VALUES.format(heading=column.heading.fr)[language]
            lines += [Line(()), Line(("", name), head=True)]
            lists[column.name] = len(lines) + 1, len(lines) + len(values)
            lines += [Line(("", value)) for value in values]
    return Legend(tuple(lines), lists)
