"""RDF terms as plain values: what answers are made of, whichever engine gave them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from greffe.namespaces import RDF, XSD

XSD_STRING: Final = f"{XSD}string"
XSD_BOOLEAN: Final = f"{XSD}boolean"
XSD_INTEGER: Final = f"{XSD}integer"
LANG_STRING: Final = f"{RDF}langString"

# RDF 1.2 N-Triples: what the productions IRIREF and STRING_LITERAL_QUOTE leave out.
_IN_IRI: Final = {code: f"\\u{code:04X}" for code in (*range(0x21), *b'<>"{}|^`\\')}
NOT_IN_IRI: Final = re.compile("[{}]".format(re.escape("".join(map(chr, _IN_IRI)))))
"""Characters that no IRI holds."""

_IN_STRING: Final = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)} | {
    ord('"'): '\\"',
    ord("\\"): "\\\\",
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\t"): "\\t",
    ord("\b"): "\\b",
    ord("\f"): "\\f",
}


@dataclass(frozen=True, slots=True)
class Iri:
    """A resource named by an absolute IRI."""

    value: str

    def __str__(self) -> str:
        """Return the term in N-Triples; characters that an IRI cannot hold become escapes."""
        if NOT_IN_IRI.search(self.value) is None:
            return f"<{self.value}>"
        return f"<{self.value.translate(_IN_IRI)}>"


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
        quoted = f'"{self.value.translate(_IN_STRING)}"'
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
