"""How long an answer is, in words: its rows and, where rows repeat them, its entries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.terms import Iri

if TYPE_CHECKING:
    from greffe.results.model import Table

ENTRY_VARIABLES: Final = ("entry", "file", "communication")
"""Variables that hold the entry which a row is about, the first found first."""


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted, in the singular and in the plural."""

    one: Text
    many: Text


ROW: Final = Noun(Text("ligne", "row"), Text("lignes", "rows"))
ENTRY: Final = Noun(Text("inscription", "entry"), Text("inscriptions", "entries"))
_KINDS: Final = {
    "communication": Noun(
        Text("communication", "communication"), Text("communications", "communications")
    ),
    "file": Noun(Text("fichier", "file"), Text("fichiers", "files")),
}


def counted(count: int, noun: Noun) -> Text:
    """Return a number and its noun: French has the singular below two, English for one alone."""
    return Text(
        f"{count} {noun.one.fr if count <= 1 else noun.many.fr}",
        f"{count} {noun.one.en if count == 1 else noun.many.en}",
    )


def entry_variable(table: Table) -> str | None:
    """Return the variable that holds the entry of each row, if the table has one."""
    return next((name for name in ENTRY_VARIABLES if name in table.variables), None)


def size(table: Table) -> Text:
    """Return the number of rows, after that of each kind of entry where rows repeat an entry."""
    rows = counted(len(table), ROW)
    variable = entry_variable(table)
    if variable is None:
        return rows
    entries = {term.value for term in table.column(variable) if isinstance(term, Iri)}
    if not len(entries) < len(table):
        return rows
    kinds = Counter(iri.rpartition("/")[0].rpartition("/")[2] for iri in sorted(entries))
    told = Text("", "")
    for kind, count in kinds.items():
        told += counted(count, _KINDS.get(kind, ENTRY)) + Text(", ", ", ")
    return told + rows
