"""An entry of a file beside what is there of it: which of its cells are to be read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from greffe.importing.merging import OWN
from greffe.importing.pairing import same
from greffe.importing.recipients import known_recipients
from greffe.namespaces import GREFFE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from rdflib import Graph

    from greffe.importing.knowledge import Knowledge
    from greffe.importing.provenance import Origin
    from greffe.importing.rows import Found
    from greffe.importing.standing import Standing

    Meaning = Callable[[str, Knowledge], bool]

UNIT: Final = "unitText"


def _names_somebody(words: str, knowledge: Knowledge) -> bool:
    return bool(known_recipients(words, knowledge.directory)[0])


def _is_of(scheme: str) -> Meaning:
    return lambda words, knowledge: bool(knowledge.labels(scheme).scan(words)[0])


_MEANINGS: Final[Mapping[str, Meaning]] = {
    "recipientText": _names_somebody,
    "dataTypeText": _is_of("data-type"),
    "purposeText": _is_of("communication-purpose"),
}
"""Whether words mean something, by the field of a communication whose cell holds them."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a file, the number that it has or gets, and what is there of it.

    ``changed`` are the fields whose words change; ``anew`` are those of the same words that now
    mean something.
    """

    found: Found
    number: int
    origin: Origin
    path: Path
    standing: Standing | None
    anew: tuple[str, ...] = ()
    changed: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Compare the words of the file with those that are there."""
        there = None if self.standing is None else self.standing.texts
        changed = (
            ()
            if there is None
            else tuple(
                name
                for name in self.found.cells
                if not same(self.found.text(name), there.get(name, ""))
            )
        )
        object.__setattr__(self, "changed", changed)

    @property
    def read(self) -> tuple[str, ...]:
        """The fields of an entry that is there, whose cells are to be read again."""
        return self.changed + self.anew

    def asked_of(self, knowledge: Knowledge, before: Graph) -> Item:
        """Return the entry with its unit to be read anew, if it has none and names one by now.

        A person who asks for new units may do so once the words are there.
        """
        from rdflib import URIRef

        if self.standing is None or UNIT not in self.found.cells or UNIT in self.changed:
            return self
        unit = (URIRef(self.standing.iri), URIRef(f"{GREFFE}responsibleUnit"), None)
        if unit in before or not knowledge.units.find(self.found.text(UNIT)):
            return self
        return replace(self, anew=(*self.anew, UNIT))

    def understood_by(self, knowledge: Knowledge, before: Graph) -> Item:
        """Return a communication with the cells to be read anew in which nothing was read till now.

        A directory and a vocabulary grow: who adds a recipient need not change the words.
        """
        if self.standing is None:
            return self
        anew = tuple(
            name
            for name, means in _MEANINGS.items()
            if name in self.found.cells
            and name not in self.changed
            and not self._is_read(name, before)
            and means(self.found.text(name), knowledge)
        )
        return replace(self, anew=(*self.anew, *anew))

    def _is_read(self, name: str, before: Graph) -> bool:
        from rdflib import URIRef

        assert self.standing is not None  # noqa: S101 - asked of entries that are there
        entry = URIRef(self.standing.iri)
        return any((entry, URIRef(f"{GREFFE}{term}"), None) in before for term in OWN[name])
