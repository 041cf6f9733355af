"""The rules: what each shape says, in French and English, with its code, remedy and provision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.errors import InputError
from greffe.language import LANGUAGES, Text
from greffe.namespaces import DCTERMS, GREFFE, SH
from greffe.validation.findings import SEVERITIES, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

_NAME: Final = f"{SH}name"
_MESSAGE: Final = f"{SH}message"
_REMEDY: Final = f"{GREFFE}remedy"


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold, told to people.

    ``name`` is the field in words, ``message`` the rule as a sentence, ``remedy`` what to do when
    it is not kept, ``provision`` the IRI of the provision that asks for it.
    """

    code: str
    severity: Severity
    name: Text
    message: Text
    remedy: Text | None
    provision: str | None


def shapes_graph(folders: Iterable[Path], prefixes: Path) -> Graph:
    """Return all shapes of ``folders`` with the prefixes that their queries use.

    Raises ``SyntaxFault`` for a file that is not Turtle.
    """
    from greffe.turtle.reading import parse

    graph = parse(prefixes)
    for folder in folders:
        for path in sorted(folder.glob("*.ttl")):
            graph += parse(path)
    return graph


def rule_of(shapes: Graph, shape: Node, constraint: Node | None = None) -> Rule:
    """Return the rule of a shape, or that of its SPARQL constraint when that has a code.

    Raises ``InputError`` when the shape lacks a code, or a sentence in one of the languages.
    """
    own = (
        constraint
        if constraint is not None and _value(shapes, constraint, f"{DCTERMS}identifier")
        else shape
    )
    code = _value(shapes, own, f"{DCTERMS}identifier")
    message = _text(shapes, own, _MESSAGE)
    if code is None or message is None:
        raise _nameless(own)
    return Rule(
        code=code,
        severity=_severity(shapes, shape),
        name=_text(shapes, shape, _NAME) or Text(code, code),
        message=message,
        remedy=_text(shapes, own, _REMEDY),
        provision=_value(shapes, own, f"{GREFFE}provision"),
    )


def name_of(shapes: Graph, shape: Node) -> Text:
    """Return what a node shape is called (``sh:name``), else the end of its IRI."""
    local = str(shape).rsplit("#", 1)[-1]
    return _text(shapes, shape, _NAME) or Text(local, local)


def _severity(shapes: Graph, shape: Node) -> Severity:
    written = (_value(shapes, shape, f"{SH}severity") or f"{SH}Violation").removeprefix(SH).lower()
    return next((severity for severity in SEVERITIES if severity == written), "violation")


def _value(shapes: Graph, subject: Node, predicate: str) -> str | None:
    from rdflib import URIRef

    value = shapes.value(subject, URIRef(predicate))
    return None if value is None else str(value)


def _text(shapes: Graph, subject: Node, predicate: str) -> Text | None:
    from rdflib import Literal, URIRef

    said = {
        value.language: str(value)
        for value in shapes.objects(subject, URIRef(predicate))
        if isinstance(value, Literal)
    }
    return (
        Text(*(said[language] for language in LANGUAGES)) if said.keys() >= set(LANGUAGES) else None
    )


def _nameless(shape: Node) -> InputError:
    return InputError(
        Text(
            f"La forme {shape} n’a pas de code, ou pas de message en français et en anglais.",
            f"The shape {shape} has no code, or no message in French and in English.",
        ),
        Text(
            "Ajoutez dcterms:identifier et sh:message (@fr et @en) à cette forme.",
            "Add dcterms:identifier and sh:message (@fr and @en) to this shape.",
        ),
    )
