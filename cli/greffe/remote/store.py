"""A remote SPARQL 1.1 endpoint, behind the same methods as the embedded store.

Requests are form POSTs, the one form that every server takes.  An answer that the server cut
short is an error, never a shorter table.
"""

from __future__ import annotations

from functools import cached_property
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Final
from urllib.error import HTTPError

from greffe.remote.access import Access
from greffe.remote.dialects import as_here
from greffe.remote.faults import (
    checked,
    failure,
    not_sparql,
    refusal,
    refuse_page,
    refuse_partial,
    said,
)
from greffe.remote.patience import Patience
from greffe.remote.statements import RDF_XML, triples
from greffe.remote.transport import AGENT, Failed, Transport
from greffe.results.model import Table
from greffe.results.sparql_json import loads
from greffe.store.conversion import graph, parse_turtle
from greffe.store.query_text import fault, prologue, refuse_updates, with_values, wrong_form

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http.client import HTTPResponse
    from urllib.request import Request

    from greffe.errors import GreffeError
    from greffe.results.model import Answer, Stream
    from greffe.terms import Term

_BAD_REQUEST: Final = 400
_GRAPHS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})
_ENDLESS: Final = frozenset({"text/turtle", "application/n-triples", "text/n3"})
"""Formats of which no reader can tell the end: taken from a server that has no other."""

_OF_TABLES: Final = "application/sparql-results+json, application/json;q=0.5"
_OF_GRAPHS: Final = f"{RDF_XML}, text/turtle;q=0.5, application/n-triples;q=0.4"
_NO_VALUES: Mapping[str, Term] = {}


class RemoteStore:
    """A SPARQL endpoint at an HTTP address; nothing is sent before the first query."""

    def __init__(
        self, endpoint: str, access: Access | None = None, patience: Patience | None = None
    ) -> None:
        """Keep the address; raise ``UsageError`` unless it is an ``http`` or ``https`` URL."""
        self.endpoint = checked(endpoint)
        self.version = endpoint
        self._transport = Transport(access or Access(), patience or Patience(), reads=True)

    @classmethod
    def at(cls, endpoint: str) -> RemoteStore:
        """Return the endpoint at an address, asked as the environment says.

        Raises ``UsageError`` as ``Access`` and ``Patience`` do.
        """
        return cls(endpoint, Access.from_environment(), Patience.from_environment())

    @cached_property
    def engine(self) -> str:
        """Return the name of the server as it gives it; raise ``EndpointError`` as ``query`` does.

        Source: RFC 9110, section 10.2.4 (``Server``), which a server may leave out.
        """
        _, response = self._asked("ASK {}", _NO_VALUES)
        with response:
            return response.headers.get("Server", "").partition("/")[0].lower()

    def query(self, text: str, values: Mapping[str, Term] = _NO_VALUES) -> Answer:
        """Answer a query of any form, with ``values`` bound to its variables as RDF terms.

        Raises ``SyntaxFault`` when the endpoint refuses the query's grammar, ``UsageError`` for an
        update, ``EndpointError`` when it is down, fails, is not SPARQL, or cuts its answer short.
        """
        return self._whole(*self._asked(text, values))

    def select(self, text: str, values: Mapping[str, Term] = _NO_VALUES) -> Table:
        """Answer a SELECT; raise ``UsageError`` for another form, else as ``query`` does."""
        answer = self.query(text, values)
        if not isinstance(answer, Table):
            raise wrong_form("SELECT")
        return answer

    def stream(self, text: str, values: Mapping[str, Term] = _NO_VALUES) -> Stream | Answer:
        """Answer a query as ``query`` does, but a SELECT row by row, whatever their number.

        The rows raise ``EndpointError`` when the answer stops before its end.
        """
        kind, response = self._asked(text, values)
        if kind != "SELECT":
            return self._whole(kind, response)
        from greffe.remote.streaming import stream

        return stream(self.endpoint, response, self._transport.patience.timeout)

    def _asked(self, text: str, values: Mapping[str, Term]) -> tuple[str, HTTPResponse]:
        """Send a query; return its form, and the answer that begins to come."""
        refuse_updates(text)
        added = prologue(text)
        wrapper = self._wrapper(added + with_values(text, values))
        is_graph = wrapper.queryType in _GRAPHS
        wrapper.setReturnFormat("xml" if is_graph else "json")
        accept = _OF_GRAPHS if is_graph else _OF_TABLES
        try:
            response = self._transport.send(lambda: _request(wrapper, accept))
        except Failed as failed:
            raise self._failure(failed, text, added.count("\n")) from failed.error
        refuse_page(self.endpoint, response)
        refuse_partial(self.endpoint, response)
        return wrapper.queryType, response

    def _whole(self, kind: str, response: HTTPResponse) -> Answer:
        if kind in _GRAPHS and response.headers.get_content_type() not in _ENDLESS:
            timeout = self._transport.patience.timeout
            return graph(triples(self.endpoint, response, timeout))
        try:
            with response:
                body = response.read().decode("utf-8")
        except (OSError, HTTPException) as error:
            raise self._broken(error) from error
        except UnicodeDecodeError as error:
            raise not_sparql(self.endpoint, error) from error
        try:
            return parse_turtle(body) if kind in _GRAPHS else as_here(loads(body))
        except ValueError as error:
            raise not_sparql(self.endpoint, error) from error

    def _wrapper(self, query: str) -> Any:  # noqa: ANN401 - SPARQLWrapper has no types
        import warnings

        from SPARQLWrapper import POST, URLENCODED, SPARQLWrapper

        wrapper = SPARQLWrapper(self.endpoint, agent=AGENT)
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(URLENCODED)
        wrapper.setOnlyConneg(True)
        wrapper.addParameter("timeout", str(int(self._transport.patience.timeout * 1000)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            wrapper.setQuery(query)
        return wrapper

    def _failure(self, failed: Failed, text: str, added: int) -> GreffeError:
        error = failed.error
        if not isinstance(error, HTTPError):
            return self._broken(error, failed.attempts)
        with error:
            detail = said(error)
        if error.code == _BAD_REQUEST and "error at " in detail:
            return fault(text, detail, added)
        return refusal(self.endpoint, error.code, detail, error.headers, failed.attempts)

    def _broken(self, error: Exception, attempts: int = 1) -> GreffeError:
        return failure(self.endpoint, error, self._transport.patience.timeout, attempts)


def _request(wrapper: Any, accept: str) -> Request:  # noqa: ANN401 - SPARQLWrapper has no types
    """Return the request that SPARQLWrapper makes; its own way to send it follows redirections."""
    request: Request = wrapper._createRequest()  # noqa: SLF001 - it has no public way to this
    request.add_header("Accept", accept)
    return request
