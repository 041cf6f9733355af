"""Lists in cells: the closed lists of an inventory, and the enumerations of a register."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.documents.columns import SCHEMES
from greffe.language import Text
from greffe.validation.checks.reader import Fault
from greffe.validation.checks.spelling import misprints
from greffe.vocabulary.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from greffe.validation.checks.reader import Cell, Reader
    from greffe.vocabulary.labels import Labels, Match

_ONCE: Final = SCHEMES.keys() - {"accessRoleText"}
"""Cells that give a value once; a role may come back, for another unit."""

_REPEATED: Final = Text(
    "« {printed} » y est nommé {count} fois.", "“{printed}” is named there {count} times."
)

_ENUMERATION: Final = re.compile(r"\n\n|\.\s")
_ITEM: Final = re.compile(r"[,;:()]|\bet\b")


def misprinted_values(reader: Reader, file: Node) -> Iterator[Fault]:
    """Find values of closed lists that differ by a few letters from how the list writes them."""
    listed = _listed(reader, file)
    return misprints(reader, file, ((cell, match) for cell, found in listed for match in found))


def repeated_values(reader: Reader, file: Node) -> Iterator[Fault]:
    """Find values that a cell gives twice."""
    for cell, matches in _listed(reader, file):
        concepts = [match.concept for match in matches]
        for concept in dict.fromkeys(concepts):
            if cell.field in _ONCE and concepts.count(concept) > 1:
                printed = reader.name(concept)
                told = _REPEATED.format(printed=printed, count=concepts.count(concept))
                yield Fault.of_words(file, cell, printed, told)


def repeated_items(reader: Reader, entry: Node) -> Iterator[Fault]:
    """Find kinds of information that one enumeration (a sentence) of a register names twice."""
    labels = reader.scheme("data-type")
    for cell in reader.cells(entry):
        if cell.field == "dataTypeText":
            for enumeration in _ENUMERATION.split(cell.text):
                items = [fold(item).text.strip(" .") for item in _ITEM.split(enumeration)]
                for item in dict.fromkeys(items):
                    if items.count(item) > 1 and _names_one(labels, item):
                        told = _REPEATED.format(printed=item, count=items.count(item))
                        yield Fault.of_words(entry, cell, item, told)


def _listed(reader: Reader, file: Node) -> Iterator[tuple[Cell, tuple[Match, ...]]]:
    """Yield the cells of closed lists, with the values found in them."""
    for cell in reader.cells(file):
        if cell.field in SCHEMES:
            yield cell, reader.listed(SCHEMES[cell.field], cell.text)


def _names_one(labels: Labels, item: str) -> bool:
    matches, remainders = labels.scan(item)
    return len(matches) == 1 and not remainders
