"""SPARQL Query Results XML Format (second edition, W3C, 2013), written row by row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from greffe.errors import Unwritable
from greffe.language import Text
from greffe.terms import XSD_STRING, Blank, Iri, Literal, Term, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from greffe.results.model import Row

NAMESPACE: Final = "http://www.w3.org/2005/sparql-results#"
_HEAD: Final = f'<?xml version="1.0"?>\n<sparql xmlns="{NAMESPACE}">\n<head>'
# XML 1.0, production 2: the characters that no document holds, however they are written.
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def pieces(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the text of a table piece by piece, one row at a time.

    Raises ``Unwritable`` for a value with a character that XML does not have.
    """
    named = "".join(f"<variable name={_attribute(name)}/>" for name in variables)
    yield f"{_HEAD}{named}</head>\n<results>\n"
    for row in rows:
        cells = zip(variables, row, strict=True)
        bound = (
            f"<binding name={_attribute(name)}>{_value(term)}</binding>"
            for name, term in cells
            if term is not None
        )
        yield f"<result>{''.join(bound)}</result>\n"
    yield "</results>\n</sparql>\n"


def verdict(answer: bool) -> str:
    """Return the text of a yes or no."""
    return f"{_HEAD}</head>\n<boolean>{str(answer).lower()}</boolean>\n</sparql>\n"


def _value(term: Term) -> str:
    match term:
        case Iri(value):
            return f"<uri>{_text(value)}</uri>"
        case Blank(label):
            return f"<bnode>{_text(label)}</bnode>"
        case Literal(language=str() as language):
            return f"<literal xml:lang={_attribute(language)}>{_text(term.value)}</literal>"
        case Literal(value, datatype) if datatype != XSD_STRING:
            return f"<literal datatype={_attribute(datatype)}>{_text(value)}</literal>"
        case Literal(value):
            return f"<literal>{_text(value)}</literal>"
        case Triple(subject, predicate, object_):
            return (
                f"<triple><subject>{_value(subject)}</subject>"
                f"<predicate>{_value(predicate)}</predicate>"
                f"<object>{_value(object_)}</object></triple>"
            )


def _text(words: str) -> str:
    """Return words as content; a carriage return is written as what it is (XML 1.0, 2.11)."""
    return escape(_writable(words), {"\r": "&#13;"})


def _attribute(words: str) -> str:
    return quoteattr(_writable(words))


def _writable(words: str) -> str:
    found = _UNWRITABLE.search(words)
    if found is None:
        return words
    name = f"U+{ord(found[0]):04X}"
    raise Unwritable(
        Text(
            f"une valeur contient le caractère {name}, que XML n’a pas.",
            f"a value holds the character {name}, which XML does not have.",
        ),
        Text("Demandez du JSON.", "Ask for JSON."),
    )
