"""A register or an inventory in its official layout: what every format writes.

The columns are those of the documents, in the order of the Act (A-2.1, ss. 67.3 and 76).  A cell is
the words of the graph to the letter, or a lone dash where the graph has none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from greffe.documents.columns import (
    BODY_PROPERTY,
    COLUMNS,
    DATASET_PROPERTY,
    NUMBER,
    PART_PROPERTY,
)
from greffe.documents.kinds import TRAITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from greffe.bodies import Body
    from greffe.documents.columns import Column
    from greffe.documents.kinds import Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the identifier of the entry, its number, its cells, the units responsible for it."""

    iri: str
    number: str
    cells: tuple[str, ...]
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Official:
    """A register or an inventory as a table.

    ``body`` is the key of the body and ``dataset`` the identifier of the register or inventory,
    both empty for a blank form.  ``choices`` are the values of the columns that have a closed
    list, by the name of the column.  ``part`` names what it is a part of, where it is not whole.
    """

    kind: Kind
    title: str
    body: str = ""
    dataset: str = ""
    publisher: str = ""
    introduction: str = ""
    entries: tuple[Entry, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    part: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that hold words; the number of the entry stands before them."""
        return COLUMNS[self.kind]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings as the document prints them, that of the number first."""
        return (NUMBER.heading.fr, *(column.heading.fr for column in self.columns))

    @property
    def name(self) -> str:
        """The name of the file, without suffix: ``registre-mifi``."""
        return "-".join(filter(None, (TRAITS[self.kind].stem, self.body)))

    @property
    def properties(self) -> dict[str, str]:
        """What the file says of itself, so that it is known again when it comes back."""
        told = {BODY_PROPERTY: self.body, DATASET_PROPERTY: self.dataset, PART_PROPERTY: self.part}
        return {name: value for name, value in told.items() if value}

    def only(self, entries: Iterable[Entry], introduction: str, part: str = "") -> Official:
        """Return the same document with some of its entries, introduced by other words."""
        return replace(self, entries=tuple(entries), introduction=introduction, part=part)


def blank(kind: Kind, choices: Mapping[str, tuple[str, ...]], body: Body | None = None) -> Official:
    """Return the form to fill in where there is no register yet, for one body or for any."""
    title = TRAITS[kind].title
    if body is None:
        return Official(kind, title, choices=choices)
    return Official(kind, title, body.key, body.document(kind), choices=choices)
