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
_LEAST = 0.001


class _StayHere(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:  # noqa: ANN401 - as urllib calls it
        """Follow no redirection: it becomes an ``HTTPError``."""


@dataclass(slots=True)
class Transport:
    """Sends requests to one server; those that only ``reads`` again after a silence, too.

    Where something is written, a server that is silent may still be at work on it.
    """

    access: Access = field(default_factory=Access)
    patience: Patience = field(default_factory=Patience)
    reads: bool = False
    _opener: OpenerDirector = field(default_factory=lambda: build_opener(_StayHere), repr=False)

    def send(self, make: Callable[[], Request]) -> HTTPResponse:
        """Send a request, again if need be, and return the answer, whose body is still to be read.

        ``make`` gives a new request for each attempt.  Raises ``Failed`` when no attempt succeeds
        within the budget of our patience.
        """
        attempt, begin = 1, self.patience.clock()
        end, last = begin + self.patience.budget, begin + self.patience.grace
        while True:
            try:
                return self._once(make, end)
            except (OSError, HTTPException) as error:
                pause = self._pause(error, attempt)
                if pause is None or self.patience.clock() + pause >= last:
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
        if isinstance(cause, socket.gaierror) or not isinstance(cause, OSError):
            return None
        if isinstance(cause, TimeoutError) and not self.reads:
            return None
        return self.patience.pause(attempt, None)

    def _once(self, make: Callable[[], Request], end: float) -> HTTPResponse:
        if self.access.asks_first:
            self._ask_how(make(), end)
        try:
            return self._open(make(), end)
        except HTTPError as error:
            wanted = error.headers.get("WWW-Authenticate")
            if error.code != _UNAUTHORIZED or not self.access.challenge(wanted):
                raise
            error.close()
            return self._open(make(), end)

    def _ask_how(self, request: Request, end: float) -> None:
        """Ask, without anything secret and without a body, how a name and a password should go.

        A server may answer a large body before it has read it, and close the door.
        """
        bare = Request(request.full_url, method="HEAD")  # noqa: S310 - the address was checked
        bare.add_header("User-Agent", AGENT)
        try:
            with self._opener.open(bare, timeout=self._left(end)):
                self.access.challenge(None)
        except HTTPError as error:
            with error:
                self.access.challenge(error.headers.get("WWW-Authenticate"))

    def _open(self, request: Request, end: float) -> HTTPResponse:
        self.access.authorize(request)
        request.add_header("User-Agent", AGENT)
        response: HTTPResponse = self._opener.open(request, timeout=self._left(end))
        return response

    def _left(self, end: float) -> float:
        """Return how long a server may be silent: no longer than there is time for."""
        silence = self.patience.silence or self.patience.timeout
        return max(_LEAST, min(silence, end - self.patience.clock()))


class Failed(Exception):
    """No attempt succeeded; ``error`` is what ended the last one."""

    def __init__(self, error: Exception, attempts: int) -> None:
        """Keep the error and the number of attempts."""
        super().__init__(str(error))
        self.error = error
        self.attempts = attempts
