"""Who has access to a file: roles, and the units in which they work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greffe.vocabulary.labels import Labels, Match


@dataclass(frozen=True, slots=True)
class Access:
    """What an access cell says: roles, and the units in which they work."""

    roles: tuple[Match, ...]
    units: tuple[Match, ...]


def read_access(text: str, roles: Labels, units: Labels) -> Access:
    """Find roles and units in a cell such as « Gestionnaires des unités suivantes : A; B ».

    The longest label counts, whichever of the two vocabularies it is of.  Raises
    ``UnmatchedText`` at the first words that are in neither.
    """
    matches = (roles | units).segment(text)
    named = tuple(match for match in matches if match.concept in units)
    held = tuple(match for match in matches if match.concept in roles)
    return Access(held, named)
