"""What the texts of a document should not hold: markup, and cells of a dash alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import DCTERMS
from greffe.validation.checks.reader import Cell, Fault
from greffe.validation.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from greffe.validation.checks.reader import Reader

_MARK: Final = re.compile(r"</?[A-Za-z][^<>]*>|\*[^\s*][^*]*\*")
_WORD: Final = re.compile(r"\w")
_MARKED: Final = Text("Mise en forme laissée : « {printed} ».", "Markup left: “{printed}”.")
_WORDLESS: Final = Text(
    "La cellule ne contient que « {printed} ».", "The cell holds only “{printed}”."
)


def markup(reader: Reader, thing: Node) -> Iterator[Fault]:
    """Find tags (HTML) and emphasis (Markdown) in cells and descriptions, the first of each."""
    for cell in (*reader.cells(thing), *_description(reader, thing)):
        if found := _MARK.search(cell.text):
            yield _fault(thing, cell, found[0], _MARKED)


def wordless_cells(reader: Reader, entry: Node) -> Iterator[Fault]:
    """Find cells that hold signs, such as the dash for nothing, and no word."""
    for cell in reader.cells(entry):
        if cell.text.strip() and not _WORD.search(cell.text):
            yield _fault(entry, cell, cell.text.strip(), _WORDLESS)


def _description(reader: Reader, thing: Node) -> Iterator[Cell]:
    """Yield what describes a register or inventory; that of a file stands in its cell."""
    from rdflib import URIRef

    path = URIRef(f"{DCTERMS}description")
    if not any(cell.field == "descriptionText" for cell in reader.cells(thing)):
        yield from (Cell(path, str(each)) for each in sorted(reader.objects(thing, path), key=str))


def _fault(focus: Node, cell: Cell, printed: str, template: Text) -> Fault:
    return Fault.of_words(focus, cell, printed, template.format(printed=shorten(printed)))
