"""The graphs of a store elsewhere, by the SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013).

A graph is written whole, in one request: the server has all of it, or what it had before.
"""

from __future__ import annotations

from http.client import HTTPException
from typing import Final, TypeGuard
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request

from greffe.errors import EndpointError
from greffe.language import Text
from greffe.remote.access import Access
from greffe.remote.faults import checked, failure, told
from greffe.remote.patience import Patience
from greffe.remote.transport import Failed, Transport

_TURTLE: Final = "text/turtle; charset=utf-8"
_MISSING: Final = 404
_NOT_HERE: Final = frozenset({400, 404, 405, 406, 415, 501})
_GIVE_GRAPH_STORE: Final = Text(
    "Donnez avec --graph-store l’adresse où ce serveur reçoit les graphes (Graph Store Protocol).",
    "Give with --graph-store the address where this server takes graphs (Graph Store Protocol).",
)


class GraphStore:
    """A graph store at an HTTP address, which is only written.

    What is there is asked by SPARQL: a server may cut a ``GET`` short without a word.
    """

    def __init__(
        self, address: str, access: Access | None = None, patience: Patience | None = None
    ) -> None:
        """Keep the address; raise ``UsageError`` unless it is an ``http`` or ``https`` URL."""
        self.address = checked(address)
        self._transport = Transport(access or Access(), patience or Patience())

    @classmethod
    def at(cls, address: str) -> GraphStore:
        """Return the graph store at an address, spoken to as the environment says."""
        return cls(address, Access.from_environment(), Patience.from_environment())

    def put(self, iri: str, ntriples: bytes) -> None:
        """Make the graph what the N-Triples say, whatever it was (section 5.3)."""
        self._send("PUT", iri, ntriples)

    def add(self, iri: str, ntriples: bytes) -> None:
        """Add what the N-Triples say to the graph (section 5.5)."""
        self._send("POST", iri, ntriples)

    def delete(self, iri: str) -> None:
        """Take the graph away; one that is not there is no fault (section 5.4)."""
        self._send("DELETE", iri)

    def _send(self, method: str, iri: str, content: bytes | None = None) -> None:
        """Send one request and wait until it is done; raise ``EndpointError`` when it is not."""
        try:
            with self._transport.send(lambda: self._request(method, iri, content)) as response:
                response.read()
        except Failed as failed:
            if method != "DELETE" or not _is_missing(failed.error):
                raise self._refused(failed) from failed.error
            failed.error.close()
        except (OSError, HTTPException) as error:
            raise failure(self.address, error, self._transport.patience.timeout) from error

    def _refused(self, failed: Failed) -> EndpointError:
        error, timeout = failed.error, self._transport.patience.timeout
        raised = failure(self.address, error, timeout, failed.attempts)
        elsewhere = isinstance(error, HTTPError) and error.code in _NOT_HERE
        return EndpointError(raised.message, _GIVE_GRAPH_STORE) if elsewhere else raised

    def _request(self, method: str, iri: str, content: bytes | None) -> Request:
        between = "&" if urlsplit(self.address).query else "?"
        address = f"{self.address}{between}graph={quote(iri, safe='')}"
        request = Request(address, content, method=method)  # noqa: S310 - checked when it was given
        # Virtuoso refuses to write where it is told a form for an answer that has no content.
        request.add_header("Accept", "*/*")
        if content is not None:
            request.add_header("Content-Type", _TURTLE)
        return request


def verification(address: str, iri: str, sent: str, found: str) -> EndpointError:
    """Return the error for a graph that was put and is not there as it was sent."""
    return told(
        address,
        Text(
            f"le graphe <{iri}> n’y est pas tel qu’envoyé ({sent} envoyés, {found} trouvés)",
            f"the graph <{iri}> is not there as it was sent ({sent} sent, {found} found)",
        ),
        Text(
            "Vérifiez que --endpoint et --graph-store sont le même entrepôt, puis relancez.",
            "Check that --endpoint and --graph-store are the same store, then run again.",
        ),
    )


def unread(address: str, found: int) -> EndpointError:
    """Return the error for a record of which a server does not tell every mark."""
    return told(
        address,
        Text(
            f"le relevé de ce qui a été poussé n’y est pas lisible en entier ({found} lus)",
            f"the record of what was pushed cannot be read whole there ({found} read)",
        ),
        Text(
            "Relancez ; si cela se répète, demandez au serveur des limites plus larges.",
            "Run again; if it happens again, ask the server for wider limits.",
        ),
    )


def _is_missing(error: Exception) -> TypeGuard[HTTPError]:
    return isinstance(error, HTTPError) and error.code == _MISSING
