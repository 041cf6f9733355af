"""Which information systems a file's title or description names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.importing.naming import labels_of_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Graph

    from greffe.vocabulary import Labels

FIELDS: Final = ("titleText", "descriptionText")


@dataclass(frozen=True, slots=True)
class SystemMention:
    """A system, and the words of a field that name it."""

    iri: str
    field: str
    phrase: str


def systems_of(graph: Graph) -> Labels:
    """Return the names of the information systems that the graph describes."""
    return labels_of_class(graph, "InformationSystem")


def find_systems(cells: Mapping[str, str], systems: Labels) -> tuple[SystemMention, ...]:
    """Return the systems that the title and the description of a file name.

    A system is given once per field, at its first name there.
    """
    return tuple(_mentions(cells, systems))


def _mentions(cells: Mapping[str, str], systems: Labels) -> Iterator[SystemMention]:
    for field in FIELDS:
        text = cells.get(field, "")
        matches, _ = systems.scan(text)
        seen: set[str] = set()
        for match in matches:
            if match.concept not in seen:
                seen.add(match.concept)
                yield SystemMention(match.concept, field, text[match.start : match.end])
