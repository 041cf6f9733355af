"""Rows and bytes of an answer, counted as it is written, and the limits of both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from greffe.errors import TooLarge
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARKS: Final = {
    "XML": re.compile(rb"<result>"),
    "TSV": re.compile(rb"\n"),
    "JSON": re.compile(rb'"\}{2,},\{"[^},]'),
}
"""What stands once a row and never within a value: values have it escaped.

JSON has it between rows, up to the first letter of a variable: a value may be just what comes
before.  A row without any binding is not counted, which bytes still bound.
"""

_LONGEST: Final = 64
"""Bytes that a mark has at most."""

_NO_ROWS: Final = b"[]}}"


class Bounded:
    """A file in memory that takes so many bytes, and so many rows of a table."""

    def __init__(self, most_bytes: int, form: str = "", most_rows: int = 0) -> None:
        """Count rows where ``form`` names a format of tables (``JSON``, ``XML``, ``CSV``, …)."""
        self._most_bytes = most_bytes
        self._most_rows = most_rows
        self._form = form
        self._pieces: list[bytes] = []
        self._size = 0
        self._marks = 0
        self._tail = b""
        self._quoted = False

    @property
    def rows(self) -> int:
        """How many rows a whole table has."""
        if self._form == "JSON" and self.content().endswith(_NO_ROWS):
            return 0
        return self._at_least

    def write(self, piece: bytes) -> int:
        """Take a piece; raise ``TooLarge`` when that makes too many bytes or rows."""
        content = bytes(piece)
        self._size += len(content)
        self._pieces.append(content)
        if self._size > self._most_bytes:
            raise too_many_bytes(self._most_bytes)
        if self._form:
            self._count(content)
            if self._at_least > self._most_rows:
                raise too_many_rows(self._most_rows)
        return len(content)

    def flush(self) -> None:
        """Do nothing: the content is in memory."""

    def content(self) -> bytes:
        """Return all that was written."""
        return b"".join(self._pieces)

    @property
    def _at_least(self) -> int:
        """How many rows there are, if any: marks stand between rows, or end the head and each."""
        return {"JSON": self._marks + 1, "XML": self._marks}.get(self._form, self._marks - 1)

    def _count(self, content: bytes) -> None:
        if self._form == "CSV":
            self._count_lines(content)
            return
        whole, end = self._tail + content, 0
        for found in _MARKS[self._form].finditer(whole):
            self._marks += 1
            end = found.end()
        self._tail = whole[max(end, len(whole) - _LONGEST) :]

    def _count_lines(self, content: bytes) -> None:
        """Count the line ends outside quotes (RFC 4180)."""
        for position, part in enumerate(content.split(b'"')):
            if position:
                self._quoted = not self._quoted
            if not self._quoted:
                self._marks += part.count(b"\n")


class Limited:
    """An iterable that counts what it yields, and raises ``TooLarge`` beyond so many."""

    def __init__(self, values: Iterable[Any], most: int) -> None:
        """Yield ``values``, no more than ``most`` of them."""
        self._values = values
        self._most = most
        self.count = 0

    def __iter__(self) -> Iterator[Any]:
        """Yield each value."""
        for value in self._values:
            self.count += 1
            if self.count > self._most:
                raise too_many_rows(self._most)
            yield value


def too_many_rows(most: int) -> TooLarge:
    """Return the error for an answer of more rows than are allowed."""
    return TooLarge(
        Text(
            f"la réponse a plus de {most} lignes ou énoncés.",
            f"the answer has more than {most} rows or triples.",
        ),
        _NARROW,
    )


def too_many_bytes(most: int) -> TooLarge:
    """Return the error for an answer of more bytes than are allowed."""
    return TooLarge(
        Text(f"la réponse dépasse {most} octets.", f"the answer is over {most} bytes."), _NARROW
    )


_NARROW: Final = Text(
    "Restreignez la requête, ou demandez-la par parts avec ORDER BY, LIMIT et OFFSET.",
    "Narrow the query, or ask for it in parts with ORDER BY, LIMIT and OFFSET.",
)
