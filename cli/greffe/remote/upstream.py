"""An engine that a server of ours stands before: asked in formats of which the end can be told.

Some engines answer a query that they have given up with status 200 and what they have so far.
Tables are read as JSON and graphs as RDF/XML, which both end with a mark of their own; a Turtle
that stops after a statement looks whole.
"""

from __future__ import annotations

from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from urllib.request import Request

from greffe.remote.access import Access
from greffe.remote.faults import checked, failure, not_sparql, refuse_page, refuse_partial
from greffe.remote.patience import Patience
from greffe.remote.statements import RDF_XML, triples
from greffe.remote.streaming import stream
from greffe.remote.transport import Failed, Transport
from greffe.results.sparql_json import loads

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse

    from greffe.errors import EndpointError
    from greffe.results.model import Stream
    from greffe.store.guard import Graphs

JSON: Final = "application/sparql-results+json"
_FORM: Final = "application/x-www-form-urlencoded"
_LONGEST_VERDICT: Final = 1 << 20


class Upstream:
    """A SPARQL endpoint at an HTTP address that gets each query as it is given here."""

    def __init__(
        self, address: str, access: Access | None = None, patience: Patience | None = None
    ) -> None:
        """Keep the address; raise ``UsageError`` unless it is an ``http`` or ``https`` URL."""
        self.address = checked(address)
        self._transport = Transport(access or Access(), patience or Patience(), reads=True)

    def verdict(self, query: str, graphs: Graphs = ((), ())) -> bool:
        """Answer an ASK; raise ``EndpointError`` when the answer is none."""
        with self._sent(query, graphs, JSON) as response:
            try:
                answer = loads(response.read(_LONGEST_VERDICT).decode())
            except (OSError, HTTPException) as error:
                raise self._broken(error) from error
            except ValueError as error:
                raise not_sparql(self.address, error) from error
        if not isinstance(answer, bool):
            raise not_sparql(self.address, ValueError("no verdict"))
        return answer

    def rows(self, query: str, graphs: Graphs = ((), ())) -> Stream:
        """Answer a SELECT row by row; the rows raise ``EndpointError`` when they stop short."""
        response = self._sent(query, graphs, JSON)
        return stream(self.address, response, self._transport.patience.timeout)

    def triples(self, query: str, graphs: Graphs = ((), ())) -> Iterator[Any]:
        """Answer a CONSTRUCT or DESCRIBE triple by triple; raises as ``statements.triples``."""
        response = self._sent(query, graphs, RDF_XML)
        return triples(self.address, response, self._transport.patience.timeout)

    def unreadable(self, error: Exception) -> EndpointError:
        """Return the error for an answer that is not what it says it is."""
        return not_sparql(self.address, error)

    def _sent(self, query: str, graphs: Graphs, accept: str) -> HTTPResponse:
        content = self._form(query, graphs)
        headers = {"Content-Type": _FORM, "Accept": accept}
        try:
            response = self._transport.send(
                lambda: Request(self.address, content, headers)  # noqa: S310 - it was checked
            )
        except Failed as failed:
            raise self._broken(failed.error, failed.attempts) from failed.error
        refuse_page(self.address, response)
        refuse_partial(self.address, response)
        return response

    def _form(self, query: str, graphs: Graphs) -> bytes:
        """Return the request as a form (SPARQL 1.1 Protocol, 2.1.2), which every server takes."""
        chosen = zip(("default-graph-uri", "named-graph-uri"), graphs, strict=True)
        pairs = [
            ("query", query),
            ("timeout", str(int(self._transport.patience.timeout * 1000))),
            *((name, iri) for name, iris in chosen for iri in iris),
        ]
        return urlencode(pairs).encode("ascii")

    def _broken(self, error: Exception, attempts: int = 1) -> Exception:
        return failure(self.address, error, self._transport.patience.timeout, attempts)
