"""The entries of a file that was mapped: each with its cells, by field, and where they stand.

What holds nothing (a blank cell, a dash) reads as a dash; a blank below a cell that its profile
says goes on (``blank: above``) repeats it.  Repeated headings and empty rows are no entries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from greffe.documents.guarding import unguarded
from greffe.documents.spans import paragraphs
from greffe.documents.tables import DASH, Cell, TablePlace
from greffe.importing.profile import ID, NUMBER, folded
from greffe.importing.refusals import Refusal, said_at
from greffe.language import Text
from greffe.matching import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greffe.importing.mapping import Mapped, Table
    from greffe.importing.profile import Profile
    from greffe.sheets.model import Box, Document, Grid

_NUMBER: Final = re.compile(r"(?:[A-Za-z]{1,3}[-\s]?)?0*(?P<number>[1-9]\d{0,6})\.?")
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Found:
    """An entry as a file has it.

    ``iri`` and ``number`` are what the file says of its identity; ``cells`` are by field, a dash
    where they hold nothing; ``place`` is that of its first cell.
    """

    place: TablePlace
    cells: dict[str, Cell]
    number: int | None = None
    iri: str | None = None

    def text(self, name: str) -> str:
        """Return the words of a field, none where the cell holds nothing."""
        words = self.cells[name].text
        return "" if words == DASH else words


@dataclass(slots=True)
class Rows:
    """What the tables of a file hold: entries, words above them, and what is wrong with them."""

    entries: list[Found] = field(default_factory=list)
    loose: list[Cell] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notices: list[Text] = field(default_factory=list)


def read_rows(document: Document, mapped: Mapped) -> Rows:
    """Return the entries of a file in their order, with all that keeps some from being read."""
    reader = _Reader(document, mapped)
    for table in mapped.tables:
        if mapped.profile.layout == "fiche":
            reader.fiches(table)
        else:
            reader.table(table)
    return reader.rows


def place_of(box: Box) -> TablePlace:
    """Return where a cell stands; the pages of a document are its sheets."""
    at = box.place
    sheet = at.sheet if at.page is None else f"page {at.page}"
    return TablePlace(sheet, at.row, at.cell)


class _Reader:
    """Reads the tables of one file, one after the other: a blank may repeat what is above it."""

    def __init__(self, document: Document, mapped: Mapped) -> None:
        self.mapped = mapped
        self.profile: Profile = mapped.profile
        self.guarded = document.kind == "csv"
        self.rows = Rows()
        self.above: dict[str, Cell] = {}

    def table(self, table: Table) -> None:
        """Read the rows of a table under its headings."""
        rows = table.grid.rows
        first = 0
        titles: list[str] = []
        if table.heading is not None:
            first = table.heading + 1
            titles = [folded(box.text) for box in rows[table.heading]]
            if not self.rows.entries:
                self._keep_loose(rows[: table.heading])
            self._tell_hidden(table.grid, rows[table.heading])
        before: Sequence[Box] | None = None
        for row in rows[first:]:
            if any(box.text.strip() for box in row) and titles != [folded(b.text) for b in row]:
                self._row(row, before)
            before = row

    def fiches(self, table: Table) -> None:
        """Read lists of labels and values; a label that comes again begins another entry."""
        boxes: dict[str, Box] = {}
        for row in table.grid.rows:
            name = self.profile.name_of(row[0].text) if len(row) > 1 else None
            if name is None:
                continue
            if name in boxes:
                self._entry(boxes)
                boxes = {}
            boxes[name] = next((box for box in row[1:] if box.text.strip()), row[1])
        if boxes:
            self._entry(boxes)

    def _row(self, row: Sequence[Box], before: Sequence[Box] | None) -> None:
        boxes = {name: row[at] for at, name in self.mapped.columns.items()}
        over = [at for at in self.mapped.columns if _goes_on(row, before, at)]
        filled = [at for at in self.mapped.columns if row[at].text.strip()]
        if over and set(over) == set(filled):
            return
        for at in over:
            if not self._carries(self.mapped.columns[at]):
                self._refuse(row[at], MERGED)
                return
        self._entry(boxes)

    def _carries(self, name: str) -> bool:
        return self.profile.column(name).above

    def _entry(self, boxes: dict[str, Box]) -> None:
        first = next(iter(boxes.values()))
        cells = {
            name: self._cell(name, box) for name, box in boxes.items() if name not in {NUMBER, ID}
        }
        required = self.profile.required & cells.keys()
        if all(cells[name].text == DASH for name in required):
            self._leave(boxes)
            return
        number, iri = self._number(boxes.get(NUMBER)), self._iri(boxes.get(ID))
        self.rows.entries.append(Found(place_of(first), cells, number, iri))

    def _cell(self, name: str, box: Box) -> Cell:
        text = unguarded(box.text) if self.guarded else box.text
        words = paragraphs(text.replace("\r\n", "\n").split("\n"))
        if not words and self._carries(name) and name in self.above:
            return self.above[name]
        if self.profile.is_nothing(words):
            words = DASH
        cell = Cell(words, place=place_of(box))
        self.above[name] = cell
        return cell

    def _number(self, box: Box | None) -> int | None:
        words = "" if box is None else box.text.strip()
        if box is None or self.profile.is_nothing(words):
            return None
        found = _NUMBER.fullmatch(words)
        if found is None:
            self._refuse(box, NOT_A_NUMBER)
            return None
        return int(found["number"])

    def _iri(self, box: Box | None) -> str | None:
        return None if box is None else box.text.strip() or None

    def _keep_loose(self, rows: Sequence[Sequence[Box]]) -> None:
        for box in (box for row in rows for box in row if box.text.strip() and not box.merged):
            words = paragraphs(box.text.split("\n"))
            self.rows.loose.append(Cell(words, place=place_of(box)))

    def _tell_hidden(self, grid: Grid, headings: Sequence[Box]) -> None:
        """Tell of columns that nobody sees and that are read, but for that of identifiers."""
        boxes = [headings[at] for at, name in self.mapped.columns.items() if name != ID]
        hidden = [box for box in boxes if box.place.column in grid.hidden]
        if hidden:
            names = quoted(" ".join(box.text.split()) for box in hidden)
            self.rows.notices.append(HIDDEN_COLUMNS.format(sheet=grid.name, names=names))

    def _leave(self, boxes: dict[str, Box]) -> None:
        """Tell that a row is left out, for it says nothing that an entry must say."""
        told = [box for name, box in boxes.items() if box.text.strip() and not self._above(name)]
        if told:
            words = _short(told[0])
            where = said_at(place_of(told[0]))
            self.rows.notices.append(LEFT_OUT.format(fr=where.fr, en=where.en, words=words))

    def _above(self, name: str) -> bool:
        return name not in {NUMBER, ID} and self._carries(name)

    def _refuse(self, box: Box, what: tuple[Text, Text]) -> None:
        message, remedy = what
        said = message.format(words=_short(box))
        self.rows.refusals.append(Refusal(place_of(box), said, remedy))


def _short(box: Box) -> str:
    """Return the words of a cell as a message shows them: the first, where there are many."""
    words = " ".join(box.text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"


def _goes_on(row: Sequence[Box], before: Sequence[Box] | None, at: int) -> bool:
    """Tell whether a cell is the rest of a merge that begins in the row above."""
    box = row[at]
    if before is None or not box.merged or not box.text.strip():
        return False
    beside = at > 0 and row[at - 1].text == box.text and not row[at - 1].merged
    return before[at].text == box.text and not beside


LEFT_OUT: Final = Text(
    "{fr} : « {words} » n’est pas une inscription ; la rangée est laissée de côté.",
    "{en}: “{words}” is no entry; the row is left out.",
)
HIDDEN_COLUMNS: Final = Text(
    "Feuille « {sheet} », colonnes masquées, lues comme les autres : {names}.",
    "Sheet “{sheet}”, hidden columns, read like the others: {names}.",
)
MERGED: Final = (
    Text(
        "la cellule fusionnée « {words} » couvre plusieurs inscriptions.",
        "the merged cell “{words}” covers several entries.",
    ),
    Text("Séparez-la : une cellule par inscription.", "Split it: one cell for each entry."),
)
NOT_A_NUMBER: Final = (
    Text("« {words} » n’est pas un numéro.", "“{words}” is not a number."),
    Text(
        "Écrivez le numéro de l’inscription (12 ou C12), ou laissez la cellule vide si "
        "l’inscription est nouvelle.",
        "Write the number of the entry (12 or C12), or leave the cell blank if the entry is new.",
    ),
)
