"""RDF terms as plain values: what answers are made of, whichever engine gave them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from greffe.namespaces import RDF, XSD

XSD_STRING: Final = f"{XSD}string"
XSD_BOOLEAN: Final = f"{XSD}boolean"
XSD_INTEGER: Final = f"{XSD}integer"
XSD_GYEAR: Final = f"{XSD}gYear"
LANG_STRING: Final = f"{RDF}langString"

# RDF 1.2 N-Triples, productions IRIREF and STRING_LITERAL_QUOTE.
_NOT_IN_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES: Final = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}
_TO_ESCAPE: Final = re.compile(r'[\x00-\x1f"\\\x7f]')


@dataclass(frozen=True, slots=True)
class Iri:
    """A resource named by an absolute IRI."""

    value: str

    def __str__(self) -> str:
        """Return the term in N-Triples; characters that an IRI cannot hold become escapes."""
        return f"<{_NOT_IN_IRI.sub(_code_point, self.value)}>"


@dataclass(frozen=True, slots=True)
class Blank:
    """A resource without a name; ``label`` means something within one answer only."""

    label: str

    def __str__(self) -> str:
        """Return the term in N-Triples."""
        return f"_:{self.label}"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value: its lexical form, and its datatype or its language."""

    value: str
    datatype: str = XSD_STRING
    language: str | None = None

    def __str__(self) -> str:
        """Return the term in N-Triples."""
        quoted = f'"{_TO_ESCAPE.sub(_escape, self.value)}"'
        if self.language is not None:
            return f"{quoted}@{self.language}"
        return quoted if self.datatype == XSD_STRING else f"{quoted}^^{Iri(self.datatype)}"


@dataclass(frozen=True, slots=True)
class Triple:
    """A statement; also a term, since RDF 1.2."""

    subject: Term
    predicate: Term
    object: Term

    def __str__(self) -> str:
        """Return the triple term of N-Triples 1.2."""
        return f"<<( {self.subject} {self.predicate} {self.object} )>>"


Term = Iri | Blank | Literal | Triple


def text(value: str, language: str) -> Literal:
    """Return a literal in a language."""
    return Literal(value, LANG_STRING, language)


def _code_point(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or _code_point(found)
