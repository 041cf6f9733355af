"""Misprints: names, and how far they are from what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.validation.checks.reader import Fault
from greffe.vocabulary.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from rdflib.term import Node

    from greffe.validation.checks.reader import Cell, Reader
    from greffe.vocabulary.labels import Match

SLIP: Final = 3
"""How many letters may differ between a misprint and what it stands for."""

_MISPRINT: Final = Text(
    "« {printed} » est imprimé pour « {right} ».", "“{printed}” is printed for “{right}”."
)


def misprints(reader: Reader, thing: Node, named: Iterable[tuple[Cell, Match]]) -> Iterator[Fault]:
    """Find the names in cells of a thing that misprint a right name of what they name."""
    for cell, match in named:
        right = misprint_of(match.label, reader.plain_of(match.concept))
        if right is not None:
            printed = cell.text[match.start : match.end]
            told = _MISPRINT.format(printed=printed, right=right)
            yield Fault.of_words(thing, cell, printed, told)


def misprint_of(label: str, right: Collection[str]) -> str | None:
    """Return the right name that a label misprints: unlike all of them, and nearly like one."""
    if label in right:
        return None
    apart = {name: letters_apart(fold(label).text, fold(name).text, SLIP) for name in sorted(right)}
    nearest = min(apart, key=apart.__getitem__, default=None)
    return nearest if nearest is not None and 0 < apart[nearest] <= SLIP else None


def letters_apart(one: str, other: str, most: int) -> int:
    """Return how many letters to change, add or drop to get from one text to the other.

    This is the distance of Levenshtein, counted no further than ``most + 1``.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    far = most + 1
    before = [min(j, far) for j in range(len(other) + 1)]
    for i, letter in enumerate(one, start=1):
        row = [min(i, far)] + [far] * len(other)
        for j in range(max(1, i - most), min(len(other), i + most) + 1):
            changed = before[j - 1] + (letter != other[j - 1])
            row[j] = min(changed, before[j] + 1, row[j - 1] + 1, far)
        before = row
    return before[-1]
