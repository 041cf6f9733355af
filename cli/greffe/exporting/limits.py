"""What a format cannot hold, told before anything is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.errors import Unwritable
from greffe.language import Text

if TYPE_CHECKING:
    from greffe.exporting.official import Entry, Official

# XML 1.0, production 2 [Char], less the carriage return, which parsers turn into a line feed.
_NOT_XML: Final = re.compile("[^\\t\\n\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def require_xml(table: Official) -> None:
    """Raise ``Unwritable``, naming the cell, where words hold what XML cannot."""
    for entry in table.entries:
        for position, words in enumerate(entry.cells):
            if found := _NOT_XML.search(words):
                raise _unwritable(
                    table,
                    entry,
                    position,
                    Text(
                        f"le caractère U+{ord(found[0]):04X} ne peut pas s’écrire dans ce format.",
                        f"character U+{ord(found[0]):04X} cannot be written in this format.",
                    ),
                )


def legible(words: str) -> str:
    """Return words with a replacement character for each that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", words)


def require_length(table: Official, longest: int) -> None:
    """Raise ``Unwritable``, naming the cell, where words are longer than a cell may be."""
    for entry in table.entries:
        for position, words in enumerate(entry.cells):
            if len(words) > longest:
                raise _unwritable(
                    table,
                    entry,
                    position,
                    Text(
                        f"{len(words)} caractères, et une cellule de ce format en tient {longest}.",
                        f"{len(words)} characters; a cell of this format holds {longest}.",
                    ),
                )


def _unwritable(table: Official, entry: Entry, position: int, why: Text) -> Unwritable:
    heading = table.columns[position].heading
    return Unwritable(
        Text(f"{entry.number}, {heading.fr} : ", f"{entry.number}, {heading.en}: ") + why,
        Text(
            "Corrigez le texte, ou exportez en csv ou en ttl, qui le tiennent.",
            "Correct the text, or export as csv or ttl, which hold it.",
        ),
    )
