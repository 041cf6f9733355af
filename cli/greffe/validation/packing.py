"""Findings as compact bytes, so that many can wait on disk or go from one process to another."""

from __future__ import annotations

import marshal
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from greffe.language import Text
from greffe.turtle.reading import values_as_written
from greffe.validation.findings import Finding, Location, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from greffe.validation.engine import Result

Plain = Any
"""What ``marshal`` can write: None, numbers, texts, and tuples of these."""

_WORDS: Final = (
    *("rule", "severity", "entity", "number", "field", "value"),
    *("provision", "fingerprint", "title", "entry"),
)
"""The members of a finding that are plain already."""

_words_of: Final = attrgetter(*_WORDS)


def packed(findings: Iterable[Finding]) -> bytes:
    """Return findings as bytes that ``unpacked`` reads, in this version of Python only."""
    return marshal.dumps([_of_finding(each) for each in findings])


def unpacked(content: bytes) -> list[Finding]:
    """Return the findings that ``packed`` has written."""
    with values_as_written():
        return [_finding(each) for each in marshal.loads(content)]  # noqa: S302 - we wrote it


def _of_finding(finding: Finding) -> Plain:
    return (
        *_words_of(finding),
        _of_text(finding.message),
        _of_text(finding.remedy),
        _of_text(finding.detail),
        _of_location(finding.location),
        tuple(map(_of_result, finding.results)),
    )


def _finding(plain: Plain) -> Finding:
    *words, message, remedy, detail, place, results = plain
    return Finding(
        **dict(zip(_WORDS, words, strict=True)),
        message=Text(*message),
        remedy=_text(remedy),
        detail=Text(*detail),
        location=_location(place),
        results=tuple(map(_result, results)),
    )


def _of_location(place: Location | None) -> Plain:
    if place is None:
        return None
    source = place.source
    passage = source and (source.document, source.lines, source.sheet, source.row, source.cell)
    return place.file, place.line, place.column, passage


def _location(plain: Plain) -> Location | None:
    if plain is None:
        return None
    file, line, column, passage = plain
    return Location(file, line, column, None if passage is None else Passage(*passage))


def _of_text(text: Text | None) -> Plain:
    return None if text is None else (text.fr, text.en)


def _text(plain: Plain) -> Text | None:
    return None if plain is None else Text(*plain)


def _of_result(result: Result) -> Plain:
    terms = (result.shape, result.focus, result.path, result.value, result.constraint)
    return (*map(_of_term, terms), result.component, result.said, _of_text(result.detail))


def _result(plain: Plain) -> Result:
    from greffe.validation.engine import Result

    *terms, component, said, detail = plain
    shape, focus, path, value, constraint = map(_term, terms)
    return Result(shape, component, focus, path, value, constraint, said, _text(detail))


def _of_term(term: Node | None) -> Plain:
    """Return an address as a text, a blank node as a tuple of one, a literal as one of three."""
    if term is None:
        return None
    kind = type(term).__name__
    if kind == "URIRef":
        return str(term)
    if kind == "BNode":
        return (str(term),)
    language, datatype = getattr(term, "language", None), getattr(term, "datatype", None)
    return str(term), language, None if datatype is None else str(datatype)


def _term(plain: Plain) -> Any:  # noqa: ANN401 - any term, or none
    from rdflib import BNode, Literal, URIRef

    match plain:
        case None:
            return None
        case str():
            return URIRef(plain)
        case (name,):
            return BNode(name)
        case (text, language, datatype):
            kind = None if datatype is None else URIRef(datatype)
            return Literal(text, lang=language, datatype=kind, normalize=False)
