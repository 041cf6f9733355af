"""The way to a server and back: access, time-outs, other attempts; never to another server.

A request is led nowhere else: a server that sends on is told as such, so that neither a query nor
what lets it in goes where nobody wanted it.  Every request that is sent may be sent twice, since
queries change nothing and graphs are put whole.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from greffe import __version__
from greffe.remote.access import Access
from greffe.remote.patience import PASSING, Patience

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.client import HTTPResponse

AGENT = f"greffe/{__version__}"
_UNAUTHORIZED = 401


class _StayHere(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:  # noqa: ANN401 - as urllib calls it
        """Follow no redirection: it becomes an ``HTTPError``."""


@dataclass(slots=True)
class Transport:
    """Sends requests to one server."""

    access: Access = field(default_factory=Access)
    patience: Patience = field(default_factory=Patience)
    _opener: OpenerDirector = field(default_factory=lambda: build_opener(_StayHere), repr=False)

    def send(self, make: Callable[[], Request]) -> HTTPResponse:
        """Send a request, again if need be, and return the answer, whose body is still to be read.

        ``make`` gives a new request for each attempt.  Raises ``Failed`` when no attempt succeeds.
        """
        attempt = 1
        while True:
            try:
                return self._once(make)
            except (OSError, HTTPException) as error:
                pause = self._pause(error, attempt)
                if pause is None:
                    raise Failed(error, attempt) from error
                if isinstance(error, HTTPError):
                    error.close()
                self.access.forget()
            self.patience.sleep(pause)
            attempt += 1

    def _pause(self, error: Exception, attempt: int) -> float | None:
        if isinstance(error, HTTPError):
            if error.code not in PASSING:
                return None
            return self.patience.pause(attempt, error.headers.get("Retry-After"))
        cause = error.reason if isinstance(error, URLError) else error
        if isinstance(cause, TimeoutError | socket.gaierror) or not isinstance(cause, OSError):
            return None
        return self.patience.pause(attempt, None)

    def _once(self, make: Callable[[], Request]) -> HTTPResponse:
        if self.access.asks_first:
            self._ask_how(make())
        try:
            return self._open(make())
        except HTTPError as error:
            wanted = error.headers.get("WWW-Authenticate")
            if error.code != _UNAUTHORIZED or not self.access.challenge(wanted):
                raise
            error.close()
            return self._open(make())

    def _ask_how(self, request: Request) -> None:
        """Ask, without anything secret and without a body, how a name and a password should go.

        A server may answer a large body before it has read it, and close the door.
        """
        bare = Request(request.full_url, method="HEAD")  # noqa: S310 - the address was checked
        bare.add_header("User-Agent", AGENT)
        try:
            with self._opener.open(bare, timeout=self.patience.timeout):
                self.access.challenge(None)
        except HTTPError as error:
            with error:
                self.access.challenge(error.headers.get("WWW-Authenticate"))

    def _open(self, request: Request) -> HTTPResponse:
        self.access.authorize(request)
        request.add_header("User-Agent", AGENT)
        response: HTTPResponse = self._opener.open(request, timeout=self.patience.timeout)
        return response


class Failed(Exception):
    """No attempt succeeded; ``error`` is what ended the last one."""

    def __init__(self, error: Exception, attempts: int) -> None:
        """Keep the error and the number of attempts."""
        super().__init__(str(error))
        self.error = error
        self.attempts = attempts
