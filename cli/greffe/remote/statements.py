"""RDF/XML read statement by statement as it comes, to its end: a part is never taken for the whole.

Some engines answer a query that they have given up with status 200 and what they have so far.  A
Turtle that stops after a statement looks whole; RDF/XML ends with a mark of its own.
"""

from __future__ import annotations

import io
import re
from http.client import HTTPException
from typing import IO, TYPE_CHECKING, Any, Final, cast

from greffe.remote.faults import failure, not_sparql

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse

RDF_XML: Final = "application/rdf+xml"
_TAIL: Final = 256
# XML 1.0, production 1: the element of the document ends, and only white space comes after it.
_ENDED: Final = re.compile(rb"(?:</(?:[\w.\-]+:)?RDF\s*|<(?:[\w.\-]+:)?RDF\s[^<]*/)>\s*$")


def triples(address: str, response: HTTPResponse, timeout: float) -> Iterator[Any]:
    """Yield the triples of an answer, in Oxigraph's terms.

    Raises ``EndpointError`` when they stop short, or are no RDF/XML.
    """
    from greffe.store.conversion import read_rdf_xml

    with response:
        whole = Ending(response)
        try:
            yield from read_rdf_xml(cast("IO[bytes]", whole))
        except ValueError as error:
            if whole.broken is not None:
                raise failure(address, whole.broken, timeout) from error
            raise not_sparql(address, error) from error
        if not whole.ended:
            raise not_sparql(address, ValueError("no end"))


class Ending(io.RawIOBase):
    """An RDF/XML document as it comes, and whether it came to its end."""

    def __init__(self, response: Any) -> None:  # noqa: ANN401 - whatever can be read
        """Read from an answer."""
        super().__init__()
        self._response = response
        self._tail = b""
        self.broken: Exception | None = None

    @property
    def ended(self) -> bool:
        """Whether what was read ends as a document of RDF/XML does."""
        return _ENDED.search(self._tail) is not None

    def readable(self) -> bool:
        """Return that this can be read."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes; raise ``ValueError`` for what breaks the connection, kept too."""
        try:
            piece: bytes = self._response.read(size)
        except (OSError, HTTPException) as error:
            self.broken = error
            raise ValueError(str(error)) from error
        self._tail = (self._tail + piece)[-_TAIL:]
        return piece
