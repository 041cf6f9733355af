"""How often, by what means and since when: what an entry's cells say in passing.

Frequencies and channels are told by phrases that the vocabulary keeps as hidden labels.  A date
counts after « depuis » where its sentence speaks of the communication itself, or names an
agreement under which the entry is made.  What no phrase tells stays unsaid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.importing.dates import DATE, date_of
from greffe.importing.naming import phrases_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rdflib import Graph

    from greffe.importing.dates import When
    from greffe.vocabulary import Labels

_SINCE: Final = re.compile(rf"\bdepuis\s+{DATE}", re.IGNORECASE)
_DATA: Final = "dataTypeText"
_SENTENCE: Final = re.compile(r".+?(?:[.;](?=\s)|\n\n|\Z)", re.DOTALL)
_EXCHANGE: Final = re.compile(r"\b(?:communication|transmission|échange|envoi)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A concept, and the words of a field that tell it."""

    concept: str
    field: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Since:
    """A beginning, and the words of a field that tell it (« depuis 1995 »)."""

    when: When
    field: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the cells of one entry tell, in reading order, each concept or date once."""

    frequencies: tuple[Told, ...]
    channels: tuple[Told, ...]
    since: tuple[Since, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases that tell frequencies and channels."""

    frequencies: Labels
    channels: Labels

    @classmethod
    def from_graph(cls, graph: Graph) -> Phrases:
        """Take the phrases of the ``frequency`` and ``channel`` schemes of the graph."""
        return cls(phrases_of(graph, "frequency"), phrases_of(graph, "channel"))


def read_remarks(
    cells: Mapping[str, str], phrases: Phrases, governed: Callable[[str], bool | None]
) -> Remarks:
    """Return what the cells of an entry (field name to text) tell about the exchange.

    A frequency in the cell of the data is one of the data (*heures travaillées chaque semaine*).
    ``governed`` tells of a sentence whether an agreement that it names is one under which the entry
    is made, None where it names none.
    """
    of_exchange = {field: text for field, text in cells.items() if field != _DATA}
    return Remarks(
        tuple(_told(of_exchange, phrases.frequencies)),
        tuple(_told(cells, phrases.channels)),
        tuple(_since(cells, governed)),
    )


def _told(cells: Mapping[str, str], labels: Labels) -> Iterator[Told]:
    seen: set[str] = set()
    for field, text in cells.items():
        matches, _ = labels.scan(text)
        for match in matches:
            if match.concept not in seen:
                seen.add(match.concept)
                yield Told(match.concept, field, text[match.start : match.end])


def _since(cells: Mapping[str, str], governed: Callable[[str], bool | None]) -> Iterator[Since]:
    seen: set[When] = set()
    for field, text in cells.items():
        for sentence in _SENTENCE.findall(text):
            for found in _SINCE.finditer(sentence):
                when = date_of(found)
                if when in seen or when is None or not _dates_exchange(sentence, governed):
                    continue
                seen.add(when)
                yield Since(when, field, found[0])


def _dates_exchange(sentence: str, governed: Callable[[str], bool | None]) -> bool:
    """Tell whether a date of this sentence is one of the communication."""
    by_agreement = governed(sentence)
    return bool(_EXCHANGE.search(sentence)) if by_agreement is None else by_agreement
