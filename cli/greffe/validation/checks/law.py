"""Instruments and policies that the purposes or reasons of an entry name without citing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import DCTERMS, GREFFE
from greffe.validation.checks.reader import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from greffe.validation.checks.reader import Reader

_FIELDS: Final = ("purposeText", "reasonText")
_NAMED: Final = Text(
    "« {printed} » y est nommé, et l’appui légal ne le cite pas.",
    "“{printed}” is named there, and the legal basis does not cite it.",
)


def named_laws(reader: Reader, entry: Node) -> Iterator[Fault]:
    """Find the laws and policies that the purposes or reasons name and the legal basis does not.

    A title that several instruments bear is cited when one of them is; each is told once.
    """
    labels = reader.labels(reader.instruments)
    told = _cited(reader, entry)
    for cell in reader.cells(entry):
        for match in labels.find(cell.text) if cell.field in _FIELDS else ():
            bearers = {m.concept for m in labels.find(match.label)}
            if told.isdisjoint(bearers):
                printed = cell.text[match.start : match.end]
                detail = _NAMED.format(printed=printed)
                yield Fault.of_words(entry, cell, printed, detail)
            told |= bearers


def _cited(reader: Reader, entry: Node) -> set[str]:
    """Return the instruments that the legal basis rests on, whole or by a provision."""
    cited: set[str] = set()
    pending = {str(basis) for basis in reader.objects(entry, f"{GREFFE}legalBasis")}
    while pending:
        one = pending.pop()
        if one not in cited:
            cited.add(one)
            pending |= {str(whole) for whole in reader.objects(one, f"{DCTERMS}isPartOf")}
    return cited
