"""Who has access to a file: roles, and the units in which they work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greffe.vocabulary.labels import Labels, Match, Remainder


@dataclass(frozen=True, slots=True)
class Access:
    """What an access cell says: roles, units, and the words that are neither (often none)."""

    roles: tuple[Match, ...]
    units: tuple[Match, ...]
    remainders: tuple[Remainder, ...]


def read_access(text: str, roles: Labels, units: Labels) -> Access:
    """Find roles and units in a cell such as « Gestionnaires des unités suivantes : A; B ».

    The longest label counts, whichever of the two vocabularies it is of; what is in neither is
    reported as a remainder and never guessed.
    """
    matches, remainders = (roles | units).scan(text)
    named = tuple(match for match in matches if match.concept in units)
    held = tuple(match for match in matches if match.concept in roles)
    return Access(held, named, remainders)
