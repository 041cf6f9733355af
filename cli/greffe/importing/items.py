"""An entry of a file beside what is there of it: which of its cells are to be read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from greffe.importing.pairing import same
from greffe.namespaces import GREFFE

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph

    from greffe.importing.knowledge import Knowledge
    from greffe.importing.provenance import Origin
    from greffe.importing.rows import Found
    from greffe.importing.standing import Standing

UNIT: Final = "unitText"


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
        return replace(self, anew=(UNIT,))
