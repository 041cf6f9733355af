"""The rules: what each shape says, in French and English, with its code, remedy and provision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES, Text
from greffe.namespaces import DCTERMS, GREFFE, SH
from greffe.validation.findings import SEVERITIES, Severity
from greffe.validation.soundness import BrokenShapes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

IDENTIFIER: Final = f"{DCTERMS}identifier"
"""Gives a rule its code."""

_NAME: Final = f"{SH}name"
_MESSAGE: Final = f"{SH}message"
_REMEDY: Final = f"{GREFFE}remedy"


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold, told to people.

    ``name`` is the field in words, ``message`` the rule as a sentence, ``remedy`` what to do when
    it is not kept, ``provision`` the IRI of the provision that asks for it.  ``tightens_on`` is the
    announced day from which it is a violation not to keep it.
    """

    code: str
    severity: Severity
    name: Text
    message: Text
    remedy: Text | None
    provision: str | None = None
    tightens_on: date | None = None

    @property
    def announced(self) -> date | None:
        """The day from which it will be a violation, when it is none yet."""
        return None if self.severity == "violation" else self.tightens_on

    def on(self, day: date) -> Rule:
        """Return the rule as it stands on a day: a violation from when it has tightened."""
        tightened = self.tightens_on is not None and self.tightens_on <= day
        return replace(self, severity="violation") if tightened else self


def shapes_graph(folders: Iterable[Path], prefixes: Path) -> Graph:
    """Return all shapes of ``folders`` with the prefixes that their queries use.

    Raises ``SyntaxFault`` for a file that is not Turtle.
    """
    from greffe.store.statements import Reader
    from greffe.turtle.reading import parse
    from greffe.turtle.shelf import union

    reader = Reader()
    files = (path for folder in folders for path in sorted(folder.glob("*.ttl")))
    return union(parse(path, reader) for path in (prefixes, *files))


def prefixes_of(shapes: Graph, declarations: Iterable[Node]) -> dict[str, str]:
    """Return the prefixes of declarations that shapes hold (SHACL, section 5.2.1)."""
    from rdflib import URIRef

    return {
        str(prefix): str(namespace)
        for each in declarations
        for prefix in shapes.objects(each, URIRef(f"{SH}prefix"))
        for namespace in shapes.objects(each, URIRef(f"{SH}namespace"))
    }


def rule_of(shapes: Graph, shape: Node, constraint: Node | None = None) -> Rule:
    """Return the rule of a shape, or that of its SPARQL constraint when that has a code.

    Raises ``InputError`` when the shape lacks a code, or a sentence in one of the languages.
    """
    own = (
        constraint if constraint is not None and value_of(shapes, constraint, IDENTIFIER) else shape
    )
    code = value_of(shapes, own, IDENTIFIER)
    message = text_of(shapes, own, _MESSAGE)
    if code is None or message is None:
        raise _nameless(own)
    return Rule(
        code=code,
        severity=_severity(shapes, shape),
        name=text_of(shapes, shape, _NAME) or Text(code, code),
        message=message,
        remedy=text_of(shapes, own, _REMEDY),
        provision=value_of(shapes, own, f"{GREFFE}provision"),
        tightens_on=_day(shapes, own) or _day(shapes, shape),
    )


def detail_of(shapes: Graph, constraint: Node | None) -> Text | None:
    """Return how a SPARQL constraint tells what is the case: the message of one without a code.

    The message may hold placeholders such as ``{?value}`` (SHACL, section 5.3.2).
    """
    if constraint is None or value_of(shapes, constraint, IDENTIFIER):
        return None
    return text_of(shapes, constraint, _MESSAGE)


def name_of(shapes: Graph, shape: Node) -> Text:
    """Return what a node shape is called (``sh:name``), else the end of its IRI."""
    local = str(shape).rsplit("#", 1)[-1]
    return text_of(shapes, shape, _NAME) or Text(local, local)


def holders(shapes: Graph, shape: Node) -> list[Node]:
    """Return the node shapes that a property shape belongs to; a node shape is its own."""
    from rdflib import URIRef

    owners = sorted(shapes.subjects(URIRef(f"{SH}property"), shape), key=str)
    return owners or [shape]


def _severity(shapes: Graph, shape: Node) -> Severity:
    written = (
        (value_of(shapes, shape, f"{SH}severity") or f"{SH}Violation").removeprefix(SH).lower()
    )
    return next((severity for severity in SEVERITIES if severity == written), "violation")


def _day(shapes: Graph, subject: Node) -> date | None:
    written = value_of(shapes, subject, f"{GREFFE}tightensOn")
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise _no_day(subject, written) from error


def value_of(shapes: Graph, subject: Node, predicate: str) -> str | None:
    """Return the value of a property that has at most one."""
    from rdflib import URIRef

    value = shapes.value(subject, URIRef(predicate))
    return None if value is None else str(value)


def text_of(shapes: Graph, subject: Node, predicate: str) -> Text | None:
    """Return what a property says in French and English, or None where a language is missing."""
    from rdflib import Literal, URIRef

    said = {
        value.language: str(value)
        for value in shapes.objects(subject, URIRef(predicate))
        if isinstance(value, Literal)
    }
    return (
        Text(*(said[language] for language in LANGUAGES)) if said.keys() >= set(LANGUAGES) else None
    )


def _nameless(shape: Node) -> BrokenShapes:
    return BrokenShapes(
        Text(
            f"La forme {shape} n’a pas de code, ou pas de message en français et en anglais.",
            f"The shape {shape} has no code, or no message in French and in English.",
        ),
        Text(
            "Ajoutez dcterms:identifier et sh:message (@fr et @en) à cette forme.",
            "Add dcterms:identifier and sh:message (@fr and @en) to this shape.",
        ),
        (shape, None, None),
    )


def _no_day(shape: Node, written: str) -> BrokenShapes:
    return BrokenShapes(
        Text(
            f"La forme {shape} se resserre le « {written} », qui n’est pas un jour.",
            f"The shape {shape} tightens on “{written}”, which is no day.",
        ),
        Text(
            'Écrivez greffe:tightensOn comme "2027-01-01"^^xsd:date.',
            'Write greffe:tightensOn like "2027-01-01"^^xsd:date.',
        ),
        (shape, None, None),
    )
