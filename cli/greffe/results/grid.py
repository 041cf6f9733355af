"""A table made ready for people: headings in words, things by their label and short name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import CONCEPT, LAW, ORGANIZATION, ROOT, XSD, shorten
from greffe.results.counting import ENTRY_VARIABLES
from greffe.terms import XSD_BOOLEAN, Iri, Literal, Term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.language import Language
    from greffe.results.model import Table

YES: Final = Text("Oui", "Yes")
NO: Final = Text("Non", "No")
NUMBER: Final = "number"

_BODIES_OWN: Final = f"{ROOT}id/"
OWN_BASES: Final = (CONCEPT, LAW, ORGANIZATION, _BODIES_OWN)
"""What the names of our own things begin with; a short name leaves it out."""

_NUMERIC: Final = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, and for a named thing its IRI and the short name that leads to it.

    A body's own things (units, agreements) have long short names: their label is enough.
    """

    words: str = ""
    iri: str | None = None
    name: str | None = None
    is_number: bool = False

    def __str__(self) -> str:
        """Return the words, with the short name in brackets where it says more."""
        return f"{self.words} [{self.name}]" if self.name else self.words


@dataclass(frozen=True, slots=True)
class Grid:
    """A heading for each column and the cells of each row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    language: Language
    title: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def columns(self) -> list[tuple[Cell, ...]]:
        """The cells of each column."""
        return [tuple(row[place] for row in self.rows) for place in range(len(self.headings))]


@dataclass(frozen=True, slots=True)
class Note:
    """What must stay with an answer that is filed: the question, a parameter, the query."""

    heading: str
    words: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What a question says of its answer: headings of the columns, title, notes for filing."""

    headings: Mapping[str, Text] = field(default_factory=dict)
    title: Text | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """What turns terms into words: the language, labels of things, headings of columns.

    ``notes`` go with the answer in the formats that are filed (HTML, Markdown, Excel).
    """

    language: Language
    labels: Mapping[str, str]
    headings: Mapping[str, Text]
    title: Text | None = None
    notes: tuple[Note, ...] = ()

    def heading(self, variable: str) -> str:
        """Return the heading of a column, its variable's name if it has none."""
        text = self.headings.get(variable)
        return text[self.language] if text else variable


def arrange(table: Table, wording: Wording) -> Grid:
    """Return the table in words.

    The label of an entry begins with its number (``F21 – Dossier …``): a column of numbers beside
    the entries would say it twice, and so would the entry's short name.
    """
    entries = set(ENTRY_VARIABLES).intersection(table.variables)
    kept = [name for name in table.variables if not (entries and name == NUMBER)]
    positions = [(name in entries, table.variables.index(name)) for name in kept]
    return Grid(
        headings=tuple(map(wording.heading, kept)),
        rows=tuple(
            tuple(_cell(row[place], wording, entry=entry) for entry, place in positions)
            for row in table.rows
        ),
        language=wording.language,
        title=wording.title[wording.language] if wording.title else "",
        notes=wording.notes,
    )


def columns_with_iris(grid: Grid) -> list[tuple[str, tuple[Cell, ...]]]:
    """Return the heading and cells of each column, a column of IRIs after one that names things."""
    columns: list[tuple[str, tuple[Cell, ...]]] = []
    for heading, cells in zip(grid.headings, grid.columns, strict=True):
        columns.append((heading, cells))
        if any(cell.iri for cell in cells):
            columns.append((f"{heading} (IRI)", tuple(Cell(cell.iri or "") for cell in cells)))
    return columns


def short_name(iri: str) -> str:
    """Return the shortest name that the command line takes back for the thing.

    ``data-category/immigration``, ``qc/a-2.1/art/67``, ``cnesst``, ``mifi/communication/5``,
    ``greffe:recipient``; another IRI stays whole.
    """
    for base in OWN_BASES:
        if iri.startswith(base):
            return iri.removeprefix(base)
    return shorten(iri)


def _cell(term: Term | None, wording: Wording, *, entry: bool = False) -> Cell:
    match term:
        case None:
            return Cell()
        case Iri(iri):
            label, name = wording.labels.get(iri), short_name(iri)
            told = entry or not label or label == name or iri.startswith(_BODIES_OWN)
            return Cell(label or name, iri, None if told else name)
        case Literal(value, datatype) if datatype == XSD_BOOLEAN and value in ("true", "false"):
            return Cell((YES if value == "true" else NO)[wording.language])
        case Literal(value, datatype):
            return Cell(value, is_number=datatype in _NUMERIC)
        case _:
            return Cell(str(term))
