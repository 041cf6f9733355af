"""SPARQL JSON read row by row as it comes: a long answer takes no more memory than a short one."""

from __future__ import annotations

import json
import re
from codecs import getincrementaldecoder
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Final

from greffe.remote.dialects import canonical
from greffe.remote.faults import failure, not_sparql
from greffe.results.model import Stream
from greffe.results.sparql_json import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse

    from greffe.results.model import Row

_CHUNK: Final = 1 << 16
_LARGEST_HEAD: Final = 1 << 20
_BINDINGS: Final = re.compile(r'"bindings"\s*:\s*\[')
_BETWEEN: Final = re.compile(r"[\s,]*")


def stream(address: str, response: HTTPResponse, timeout: float) -> Stream:
    """Read an answer as far as its first row, and give the rest as it comes.

    Raises ``EndpointError`` when this is no table; the rows do when they end before the answer.
    """
    reading = _Reading(address, response, timeout)
    return Stream(reading.variables, reading.rows())


class _Reading:
    """The text of an answer, as far as it has come."""

    def __init__(self, address: str, response: HTTPResponse, timeout: float) -> None:
        self._address = address
        self._response = response
        self._timeout = timeout
        self._decoder = getincrementaldecoder("utf-8")()
        self._text = ""
        self._ended = False
        try:
            self._before, self.variables = self._head()
        except ValueError as error:
            response.close()
            raise not_sparql(address, error) from error
        except BaseException:
            response.close()
            raise

    def rows(self) -> Iterator[Row]:
        try:
            with self._response:
                for record in self._records():
                    yield canonical(row_of(record, self.variables))
        except ValueError as error:
            raise not_sparql(self._address, error) from error

    def _head(self) -> tuple[str, tuple[str, ...]]:
        while (found := _BINDINGS.search(self._text)) is None:
            if len(self._text) > _LARGEST_HEAD or not self._more():
                raise ValueError("no rows")
        before = self._text[: found.end()]
        self._text = self._text[found.end() :]
        document = _document(before + "]}}")
        try:
            return before, tuple(document["head"]["vars"])
        except (KeyError, TypeError) as error:
            raise ValueError(f"no variables: {error}") from error

    def _records(self) -> Iterator[dict[str, Any]]:
        decoder = json.JSONDecoder()
        place = 0
        while True:
            between = _BETWEEN.match(self._text, place)
            place = between.end() if between else place
            if self._text.startswith("]", place):
                break
            try:
                record, place = decoder.raw_decode(self._text, place)
            except ValueError:
                self._text, place = self._text[place:], 0
                if not self._more():
                    raise
                continue
            if not isinstance(record, dict):
                raise ValueError("a row is no object")  # noqa: TRY004 - what the text holds
            yield record
        self._end(self._text[place:])

    def _end(self, rest: str) -> None:
        """Read what comes after the rows: an answer is whole when its text is one document."""
        self._text = rest
        while self._more():
            if len(self._text) > _LARGEST_HEAD:
                raise ValueError("too much after the rows")
        _document(self._before + self._text)

    def _more(self) -> bool:
        """Read on; return whether there was more."""
        if self._ended:
            return False
        try:
            piece = self._response.read(_CHUNK)
        except (OSError, HTTPException) as error:
            raise failure(self._address, error, self._timeout) from error
        self._ended = not piece
        self._text += self._decoder.decode(piece, final=self._ended)
        return not self._ended


def _document(text: str) -> dict[str, Any]:
    document = json.loads(text)
    if not isinstance(document, dict):
        raise ValueError("no object")  # noqa: TRY004 - what the text holds
    return document
