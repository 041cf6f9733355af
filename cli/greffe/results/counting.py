"""How long an answer is, in words: its rows and, where rows repeat them, its entries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.results.model import Stream
from greffe.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.results.model import Row, Table

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


def entry_variable(table: Table | Stream) -> str | None:
    """Return the variable that holds the entry of each row, if the table has one."""
    return next((name for name in ENTRY_VARIABLES if name in table.variables), None)


def size(table: Table) -> Text:
    """Return the number of rows, after that of each kind of entry where rows repeat an entry."""
    tally = Tally(Stream(table.variables, iter(table.rows)))
    for _ in tally.rows():
        pass
    return tally.size()


class Tally:
    """Counts the rows of a stream as they go by; of them only the entries' names are kept."""

    def __init__(self, stream: Stream) -> None:
        """Count a stream, whose rows are then read here."""
        self._stream = stream
        self._count = 0
        self._entries: set[str] = set()

    def rows(self) -> Iterator[Row]:
        """Yield each row."""
        variable = entry_variable(self._stream)
        place = None if variable is None else self._stream.variables.index(variable)
        for row in self._stream.rows:
            self._count += 1
            term = None if place is None else row[place]
            if isinstance(term, Iri):
                self._entries.add(term.value)
            yield row

    def size(self) -> Text:
        """Return what ``size`` does of the rows that went by."""
        rows = counted(self._count, ROW)
        if entry_variable(self._stream) is None or not len(self._entries) < self._count:
            return rows
        kinds = Counter(iri.rpartition("/")[0].rpartition("/")[2] for iri in sorted(self._entries))
        told = Text("", "")
        for kind, count in kinds.items():
            told += counted(count, _KINDS.get(kind, ENTRY)) + Text(", ", ", ")
        return told + rows
