"""How often, and after how long, a request is sent again."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from greffe.errors import UsageError
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TIMEOUT: Final = "GREFFE_ENDPOINT_TIMEOUT"
DEFAULT_TIMEOUT: Final = 60
PASSING: Final = frozenset({429, 502, 503, 504})
"""Statuses that say: not now (RFC 6585; RFC 9110, sections 15.6.3 to 15.6.5)."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many attempts, the pause before the second, which doubles each time, and the longest.

    ``timeout`` is how many seconds a server may be silent, ``total`` how many all attempts and
    pauses may take until an answer begins; twice the time-out where nothing is said.  A server is
    told the time-out; ``silence`` is how long we wait for it none the less, where that is longer.
    No attempt begins later than ``within`` seconds after the first.
    """

    timeout: float = DEFAULT_TIMEOUT
    attempts: int = 4
    first: float = 0.5
    longest: float = 30.0
    total: float | None = None
    silence: float | None = None
    within: float | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Patience:
        """Return the patience that the environment asks for; ``UsageError`` if it is no number."""
        words = environment.get(TIMEOUT, "").strip()
        if not words:
            return cls()
        if not words.isdecimal() or int(words) == 0:
            raise UsageError(
                Text(
                    f"{TIMEOUT} : « {words} » n’est pas un nombre de secondes.",
                    f"{TIMEOUT}: '{words}' is no number of seconds.",
                ),
                Text("Donnez un nombre entier, par exemple 60.", "Give a whole number: 60."),
            )
        return cls(timeout=int(words))

    @property
    def budget(self) -> float:
        """The seconds that all attempts and pauses may take together."""
        return 2 * self.timeout if self.total is None else self.total

    @property
    def grace(self) -> float:
        """The seconds after the first attempt in which another may begin."""
        return self.budget if self.within is None else min(self.within, self.budget)

    def pause(self, attempt: int, retry_after: str | None) -> float | None:
        """Return the seconds before another attempt; None when there should be none.

        A server's own word (``Retry-After``: RFC 9110, section 10.2.3) is kept, unless it asks for
        more than ``longest``.
        """
        if attempt >= self.attempts:
            return None
        wanted = seconds(retry_after)
        if wanted is None:
            return min(self.first * 2.0 ** (attempt - 1), self.longest)
        return wanted if wanted <= self.longest else None


def seconds(retry_after: str | None) -> float | None:
    """Return what ``Retry-After`` says in seconds: a number or a date; None if it says neither."""
    words = (retry_after or "").strip()
    if words.isdecimal():
        return float(words)
    try:
        wait = parsedate_to_datetime(words).timestamp() - time.time()
    except (ValueError, OverflowError):
        return None
    return max(wait, 0.0)
