"""The door to Oxigraph's parser of Turtle: RDF 1.1 only, and each fault with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from greffe.errors import place

if TYPE_CHECKING:
    from pyoxigraph import Quad

_MARK: Final = b"\xef\xbb\xbf"
_NEWER: Final = re.compile(rb"<<|\{\||~|@[A-Za-z-]+--")
_OUTSIDE: Final = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*+"""|' + rb"'''(?:[^'\\]|\\.|'(?!''))*+'''|"
    rb'"(?:[^"\\]|\\.)*+"|' + rb"'(?:[^'\\]|\\.)*+'|"
    rb"<[^<>\s]*+>|#[^\r\n]*+|\\.|(?P<newer><<|\{\||~|--)",
    re.DOTALL,
)
_STEP: Final = 1 << 23
"""Half of what Oxigraph keeps of one name or string, in bytes."""

TOO_LONG: Final = "a name or string is too long"
NEWER: Final = "this is RDF 1.2"


def statements(text: bytes, *, rename: bool = False) -> list[Quad]:
    """Return what a Turtle text states, in its order.

    With ``rename``, blank nodes get names that no other text has.  Raises ``SyntaxError`` with line
    and column when the text is not Turtle 1.1 in UTF-8, or has an address that is not absolute.
    """
    text = text.removeprefix(_MARK)
    try:
        found = _parsed(text, rename=rename)
    except MemoryError:
        raise SyntaxError(TOO_LONG, _place_of_long(text)) from None
    if _NEWER.search(text) and any(map(_is_newer, found)):
        raise SyntaxError(NEWER, _place_of_newer(text))
    return found


def _parsed(text: bytes, *, rename: bool = False) -> list[Quad]:
    from pyoxigraph import RdfFormat, parse

    return list(parse(text, format=RdfFormat.TURTLE, rename_blank_nodes=rename))


def _is_newer(statement: Any) -> bool:  # noqa: ANN401 - pyoxigraph has no common class of terms
    value = statement.object
    return type(value).__name__ == "Triple" or getattr(value, "direction", None) is not None


def _place_of_long(text: bytes) -> tuple[None, int | None, int | None, None]:
    """Return the place of what is too long: a cut inside it makes it an end that is missing."""
    low, high = 0, len(text) // _STEP + 1
    place: tuple[None, int | None, int | None, None] = (None, 1, 1, None)
    while high - low > 1:
        middle = (low + high) // 2
        try:
            _parsed(text[: middle * _STEP].decode(errors="ignore").encode())
        except MemoryError:
            high = middle
            continue
        except SyntaxError as error:
            place = (None, error.lineno, error.offset, None)
        low = middle
    return place


def _place_of_newer(text: bytes) -> tuple[None, int, int, None]:
    found = next((m.start() for m in _OUTSIDE.finditer(text) if m["newer"]), 0)
    before = text[:found].decode()
    return None, *place(before, len(before)), None
