"""What files say, joined with what is there: what is new, what changed, what is in doubt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from greffe.documents.kinds import TRAITS
from greffe.documents.tables import DASH, FIELDS, Cell, Row, Transcription
from greffe.importing import standing as there
from greffe.importing.draft import Draft, Entry, Remark, empty
from greffe.importing.heading import begin, withdraw
from greffe.importing.inventory import add_files
from greffe.importing.items import Item
from greffe.importing.merging import Merge, hand_made, merge
from greffe.importing.pairing import pair
from greffe.importing.provenance import describe, forget
from greffe.importing.refusals import Refusal
from greffe.importing.register import add_communications
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rdflib import Graph

    from greffe.documents.tables import TablePlace
    from greffe.importing.knowledge import Knowledge
    from greffe.importing.rows import Found
    from greffe.importing.sheetwise import Choices, Reading
    from greffe.importing.standing import Standing

CORRECTED: Final = Text(
    "la lecture en place n’était pas celle des mots seuls (corrigée à la main ?) ; les mots ont "
    "changé : toute correction est à refaire.",
    "the reading that was there is not that of the words alone (corrected by hand?); the words "
    "changed: any correction must be made again.",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell whose words change: of which entry, from what to what, and where it stands."""

    number: str
    field: str
    before: str
    after: str
    place: TablePlace | None


@dataclass(slots=True)
class Joined:
    """A register or inventory after an import, and all that a person should know of it.

    ``numbers`` are those of the entries of the file; ``linked`` are those of which more is
    understood by now, their words being what they were; ``absent`` are entries that the file has
    not; ``places`` says where each cell stands, by entry and field (None for the entry as a whole).
    """

    graph: Graph
    remarks: list[Remark] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    numbers: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    refusals: list[Refusal] = field(default_factory=list)
    places: dict[tuple[str, str | None], tuple[Path, TablePlace]] = field(default_factory=dict)


def join(
    before: Graph, readings: Sequence[Reading], knowledge: Knowledge, choices: Choices
) -> Joined:
    """Return a register or inventory (``before``) joined with what files say.

    What cannot be decided is among the ``refusals``; nothing is then to be written.
    """
    joiner = _Joiner(before, readings, knowledge, choices)
    return joiner.join()


class _Joiner:
    def __init__(
        self, before: Graph, readings: Sequence[Reading], knowledge: Knowledge, choices: Choices
    ) -> None:
        self.before, self.readings = before, readings
        self.knowledge, self.body, self.choices = knowledge, knowledge.body, choices
        self.kind = readings[0].mapped.profile.dataset
        self.letter = TRAITS[self.kind].letter
        self.fields = FIELDS[self.kind]
        self.standing = there.standing_entries(before, self.kind, self.body)
        self.joined = Joined(before)

    def join(self) -> Joined:
        """Pair the entries, read those that are new or changed, and put all together."""
        items = self._items()
        self.joined.refusals += [each for r in self.readings for each in r.rows.refusals]
        if self.joined.refusals:
            return self.joined
        now = self._draft(self._touched(items))
        gone = self._gone(items)
        then = self._drafted_before(items, gone if self.choices.remove else ())
        self._tell(items, now, then, gone)
        if not self.joined.refusals:
            self.joined.graph = self._merged(items, now, then, gone)
        return self.joined

    def _items(self) -> list[Item]:
        rows = [(found, each) for each in self.readings for found in each.rows.entries]
        given = there.numbers_given(self.before, self.kind, self.body)
        paired = pair(
            [found for found, _ in rows],
            self.standing,
            given,
            self.letter,
            self.choices.manner,
            jumping=self.choices.requoted or any(each.rows.refusals for each in self.readings),
        )
        self.joined.refusals += paired.refusals
        known = {each.number: each for each in self.standing}
        return [
            self._item(found, each, number, known.get(number))
            for (found, each), number in zip(rows, paired.numbers, strict=True)
            if number is not None
        ]

    def _item(self, found: Found, read: Reading, number: int, standing: Standing | None) -> Item:
        made = Item(found, number, read.origin, read.path, standing)
        if self.kind == "register":
            made = made.understood_by(self.knowledge, self.before)
        return made.asked_of(self.knowledge, self.before) if self.choices.add_units else made

    def _touched(self, items: Iterable[Item]) -> list[Item]:
        return [each for each in items if each.standing is None or each.read]

    def _gone(self, items: Sequence[Item]) -> tuple[Standing, ...]:
        numbers = {each.number for each in items}
        return tuple(each for each in self.standing if each.number not in numbers)

    def _draft(self, items: Sequence[Item]) -> Draft:
        """Read entries as the files have them; cells that they have not stay as they are."""
        draft = empty(lenient=True)
        by_origin: dict[str, list[Item]] = {}
        for each in items:
            by_origin.setdefault(each.origin.iri, []).append(each)
        forms = {key: value for each in self.readings for key, value in each.yes_no.items()}
        draft.yes_no = forms or draft.yes_no
        for source, own in by_origin.items():
            self._add(draft, [self._row(each) for each in own], source)
        return draft

    def _quoted(self, items: Sequence[Item]) -> Graph:
        """Return the passages of every cell of the files."""
        draft = empty()
        for each in items:
            entry = Entry(self._iri(each.number), self._name(each.number), self._row(each))
            draft.quote_entry(entry, each.origin.iri)
        return draft.graph

    def _drafted_before(self, items: Sequence[Item], gone: Sequence[Standing]) -> Draft:
        """Read what is there of the entries that change or go."""
        draft = empty(lenient=True)
        changing = [each.standing for each in items if each.standing and each.read]
        rows = [
            Row(each.number, {name: Cell(each.texts.get(name, DASH)) for name in self.fields})
            for each in (*changing, *gone)
        ]
        self._add(draft, rows, self.body.source("there"))
        return draft

    def _add(self, draft: Draft, rows: Sequence[Row], source: str) -> None:
        transcription = Transcription(self.readings[0].path, tuple(rows), (), source=source)
        add = add_communications if self.kind == "register" else add_files
        add(draft, transcription, self.knowledge)

    def _row(self, item: Item) -> Row:
        cells = {name: self._cell(item, name) for name in self.fields}
        extras = {
            name: cell
            for name, cell in item.found.cells.items()
            if name not in cells and cell.text != DASH
        }
        return Row(item.number, cells, extras=extras)

    def _cell(self, item: Item, name: str) -> Cell:
        cell = item.found.cells.get(name)
        old = None if item.standing is None else item.standing.texts.get(name, DASH)
        if cell is None:
            return Cell(old or DASH)
        return cell if old is None or name in item.changed else replace(cell, text=old)

    def _tell(
        self, items: Sequence[Item], now: Draft, then: Draft, gone: Sequence[Standing]
    ) -> None:
        """Gather what a person should know."""
        told = self.joined
        told.remarks = [*self._news(items, now.remarks), *self._corrected(items, then)]
        if not self.choices.requoted:
            told.refusals += [
                Refusal(each.place, each.message, YES_OR_NO)
                for each in now.remarks
                if each.weight == "refused"
            ]
        told.numbers = tuple(self._name(each.number) for each in items)
        told.new = tuple(self._name(each.number) for each in items if each.standing is None)
        linked = (each for each in items if each.anew and not each.changed)
        told.linked = tuple(self._name(each.number) for each in linked)
        names = tuple(self._name(each.number) for each in gone)
        told.absent, told.removed = ((), names) if self.choices.remove else (names, ())
        told.differences = [each for item in items for each in self._differences(item)]
        for item in items:
            self._place(item)

    def _news(self, items: Sequence[Item], remarks: Sequence[Remark]) -> Iterator[Remark]:
        """Yield the remarks about cells that are new; the others were read before."""
        old = {self._name(each.number): each for each in items if each.standing is not None}
        for remark in remarks:
            item = old.get(remark.number)
            if item is None or remark.field in item.changed:
                yield remark

    def _corrected(self, items: Sequence[Item], then: Draft) -> Iterator[Remark]:
        for each in items:
            iri = self._iri(each.number)
            for name in hand_made(self.before, then.graph, iri, each.changed):
                cell, number = each.found.cells[name], self._name(each.number)
                yield Remark(number, name, "doubt", CORRECTED, cell.text, place=cell.place)

    def _differences(self, item: Item) -> Iterator[Difference]:
        if item.standing is None:
            return
        for name in item.changed:
            cell = item.found.cells[name]
            before, after = item.standing.texts.get(name, ""), item.found.text(name)
            yield Difference(self._name(item.number), name, before, after, cell.place)

    def _place(self, item: Item) -> None:
        iri = self._iri(item.number)
        self.joined.places[iri, None] = item.path, item.found.place
        for name, cell in item.found.cells.items():
            if cell.place is not None:
                self.joined.places[iri, name] = item.path, cell.place

    def _merged(
        self, items: Sequence[Item], now: Draft, then: Draft, gone: Sequence[Standing]
    ) -> Graph:
        removed = [each.iri for each in gone] if self.choices.remove else []
        change = Merge(
            changed={
                self._iri(each.number): each.read for each in items if each.standing and each.read
            },
            then=then.graph,
            now=now.graph,
            new=[self._iri(each.number) for each in items if each.standing is None],
            removed=removed,
            ranks=self._ranks(items, gone),
            quoted=self._quoted(items) if self.choices.requoted else None,
        )
        graph = merge(self.before, change)
        for each in gone if removed else ():
            withdraw(graph, each.iri, self._name(each.number))
        begin(graph, self.kind, self.readings, self.body)
        for reading in self.readings:
            describe(graph, self._dataset(), reading.origin, self.body)
        forget(graph, self._dataset())
        return graph

    def _ranks(self, items: Sequence[Item], gone: Sequence[Standing]) -> dict[str, int]:
        """Return the order of the entries: the file's, if it has them all; else what it was."""
        order = [each.number for each in items]
        if gone and not self.choices.remove:
            new = [each.number for each in items if each.standing is None]
            order = [*(each.number for each in self.standing), *new]
        return {self._iri(number): rank for rank, number in enumerate(order, start=1)}

    def _name(self, number: int) -> str:
        """Return what people call an entry: ``C5``."""
        return f"{self.letter}{number}"

    def _dataset(self) -> str:
        return self.body.document(self.kind)

    def _iri(self, number: int) -> str:
        return self.body.entry(self.kind, number)


YES_OR_NO: Final = Text(
    "Écrivez Oui ou Non dans cette cellule, et le reste dans celle des remarques.",
    "Write Oui or Non in this cell, and the rest in that of the remarks.",
)
