"""A table made ready for people: headings in words, things by their label and short name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import CONCEPT, LAW, ORGANIZATION, ROOT, XSD, shorten
from greffe.terms import XSD_BOOLEAN, Iri, Literal, Term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.language import Language
    from greffe.results.model import Table

YES: Final = Text("Oui", "Yes")
NO: Final = Text("Non", "No")
_OWN_BASES: Final = (CONCEPT, LAW, ORGANIZATION, f"{ROOT}id/")
_NUMERIC: Final = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, and for a named thing its IRI and short name."""

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


@dataclass(frozen=True, slots=True)
class Wording:
    """What turns terms into words: the language, labels of things, headings of columns."""

    language: Language
    labels: Mapping[str, str]
    headings: Mapping[str, Text]
    title: Text | None = None

    def heading(self, variable: str) -> str:
        """Return the heading of a column, its variable's name if it has none."""
        text = self.headings.get(variable)
        return text[self.language] if text else variable


def arrange(table: Table, wording: Wording) -> Grid:
    """Return the table in words."""
    return Grid(
        headings=tuple(map(wording.heading, table.variables)),
        rows=tuple(tuple(_cell(term, wording) for term in row) for row in table.rows),
        language=wording.language,
        title=wording.title[wording.language] if wording.title else "",
    )


def short_name(iri: str) -> str:
    """Return the shortest name that the command line takes back for the thing.

    ``data-category/immigration``, ``qc/a-2.1/art/67``, ``cnesst``, ``mifi/communication/5``,
    ``greffe:recipient``; another IRI stays whole.
    """
    for base in _OWN_BASES:
        if iri.startswith(base):
            return iri.removeprefix(base)
    return shorten(iri)


def _cell(term: Term | None, wording: Wording) -> Cell:
    match term:
        case None:
            return Cell()
        case Iri(iri):
            label, name = wording.labels.get(iri), short_name(iri)
            return Cell(label or name, iri, name if label and label != name else None)
        case Literal(value, datatype) if datatype == XSD_BOOLEAN and value in ("true", "false"):
            return Cell((YES if value == "true" else NO)[wording.language])
        case Literal(value, datatype):
            return Cell(value, is_number=datatype in _NUMERIC)
        case _:
            return Cell(str(term))
