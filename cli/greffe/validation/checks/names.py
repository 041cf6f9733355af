"""Names of organisations and units: misprinted, former, acronyms alone, several for one unit."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import DCTERMS, GREFFE, ORG, SKOS
from greffe.validation.checks.reader import Fault
from greffe.validation.checks.spelling import misprint_of, misprints
from greffe.vocabulary.folding import fold
from greffe.vocabulary.labels import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

    from greffe.validation.checks.reader import Cell, Reader

_FORMER: Final = Text(
    "« {printed} » a pour successeur, d’après l’annuaire, « {current} ».",
    "“{printed}” is succeeded, by the directory, by “{current}”.",
)
_ACRONYM: Final = Text(
    "Le document ne donne nulle part « {printed} » avec le nom complet qu’il abrège.",
    "The document nowhere gives “{printed}” with the full name that it stands for.",
)
_RENAMED: Final = Text(
    "« {printed} » s’appelle maintenant « {current} », dit l’inscription {number}.",
    "“{printed}” is now called “{current}”, says entry {number}.",
)

_TITLES: Final = frozenset({f"{GREFFE}legalBasisText"})
"""Cells of titles: an agreement or a law keeps the names of its time."""

_SIGN: Final = "(anciennement "
_FORMERLY: Final = re.compile(rf"(?P<new>\w[\w-]+) {re.escape(_SIGN)}(?P<old>\w[\w-]+)\)")
_ACRONYM_AFTER: Final = re.compile(r"\s*\([^()]*\)\s*$")


def misprinted_names(reader: Reader, entry: Node) -> Iterator[Fault]:
    """Find names that differ by a few letters from the right name of the same body or unit."""
    return misprints(reader, entry, _named(reader, entry))


def former_names(reader: Reader, entry: Node) -> Iterator[Fault]:
    """Find bodies that another has replaced, outside the titles of laws and agreements."""
    for cell, match in _named(reader, entry):
        successor = reader.value(match.concept, f"{DCTERMS}isReplacedBy")
        if successor is not None and str(cell.path) not in _TITLES:
            printed = cell.text[match.start : match.end]
            told = _FORMER.format(printed=printed, current=reader.name(successor))
            yield Fault.of_words(entry, cell, printed, told)


def unexplained_acronyms(reader: Reader, entry: Node) -> Iterator[Fault]:
    """Find acronyms of others than the publisher that never follow, in parentheses, their name."""
    publisher = str(reader.publisher(entry))
    for cell, match in _named(reader, entry):
        printed = cell.text[match.start : match.end]
        right = misprint_of(match.label, reader.plain_of(match.concept)) is None
        if printed.isupper() and right and match.concept != publisher:
            document = reader.document(entry)
            if not reader.once((document, printed), partial(_explained, reader, document, printed)):
                yield Fault.of_words(entry, cell, printed, _ACRONYM.format(printed=printed))


def abandoned_designations(reader: Reader, entry: Node) -> Iterator[Fault]:
    """Find words that the document itself says were replaced (« X (anciennement Y) »)."""
    document = reader.document(entry)
    renamed = reader.once((_renamed, document), partial(_renamed, reader, document))
    for old, (new, number) in renamed.items():
        word = re.compile(rf"\b{re.escape(old)}\b")
        for cell in reader.cells(entry):
            if word.search(cell.text) and not _FORMERLY.search(cell.text):
                told = _RENAMED.format(printed=old, current=new, number=number)
                yield Fault.of_words(entry, cell, old, told)


def unit_names(reader: Reader, unit: Node) -> Iterator[Fault]:
    """Find units whose full name is printed in more than one way, acronyms aside."""
    from rdflib import URIRef

    where: defaultdict[str, dict[str, None]] = defaultdict(dict)
    printed_as: dict[str, str] = {}
    printed = reader.printed_names(reader.value(unit, f"{ORG}unitOf"))
    for words, number in printed.get(str(unit), ()):
        name = _ACRONYM_AFTER.sub("", words)
        if not name.isupper():
            key = fold(name).text
            printed_as.setdefault(key, name)
            where[key].setdefault(number)
    if len(where) > 1:
        told = [(printed_as[key], ", ".join(numbers)) for key, numbers in where.items()]
        french = ", ".join(f"« {name} » ({numbers})" for name, numbers in told)
        english = ", ".join(f"“{name}” ({numbers})" for name, numbers in told)
        detail = Text(f"Imprimé {french}.", f"Printed {english}.")
        yield Fault(unit, URIRef(f"{SKOS}prefLabel"), None, detail)


def _explained(reader: Reader, document: Node | None, printed: str) -> bool:
    """Say whether an acronym stands anywhere in parentheses, as after its full name."""
    return f"({printed})" in reader.whole_text(document)


def _named(reader: Reader, entry: Node) -> tuple[tuple[Cell, Match], ...]:
    """Return the names of bodies and units in an entry, each name once a cell."""
    return reader.once((_named, entry), lambda: tuple(_found(reader, entry)))


def _found(reader: Reader, entry: Node) -> Iterator[tuple[Cell, Match]]:
    once = {
        (cell.path, term.label): (cell, known, term)
        for cell, known in reader.named(entry)
        for term in known.terms
    }
    for cell, known, term in once.values():
        yield cell, Match(known.start, known.end, *term)


def _renamed(reader: Reader, document: Node | None) -> dict[str, tuple[str, str]]:
    """Return what a document says was renamed: the old word, the new one, and in which entry."""
    if _SIGN not in reader.whole_text(document):
        return {}
    return {
        found["old"]: (found["new"], reader.number(entry))
        for entry in reader.entries(document)
        for cell in reader.cells(entry)
        if _SIGN in cell.text
        for found in _FORMERLY.finditer(cell.text)
    }
