"""The errors that Greffe raises on purpose.

    GreffeError                  what went wrong, where, and what to do
    ├── UsageError               the request cannot be understood (unknown name, bad value)
    │   ├── UnknownName          a name that nothing has, with the nearest ones
    │   ├── InvalidParameter     a question's parameter is missing or of the wrong type
    │   ├── RefusedQuery         a query that asks for what an endpoint does not do
    │   └── Unwritable           an answer that the format asked for cannot hold
    ├── InputError               something given to us cannot be read
    │   ├── SyntaxFault          a text that breaks its grammar, with line and column
    │   ├── UnmatchedText        a cell holds words that the vocabulary does not know
    │   └── NothingChecked       a check that had nothing to check
    ├── StoreError               the compiled store cannot be made or opened
    ├── TooLarge                 an answer beyond the limits of what is sent
    ├── EndpointError            a remote SPARQL endpoint did not answer as it should
    │   ├── EndpointDown         it cannot be reached, or says that it cannot answer now
    │   └── EndpointSilent       it did not answer in time
    └── LostIdentifiers          published identifiers that would lead nowhere any more

Every error ends the command with exit code 2, but for the last, which is a fault of the data and
ends it with 1, as findings do (see ``greffe.app``).  Messages are pairs of French and English
(``greffe.language.Text``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from greffe.language import Text


class GreffeError(Exception):
    """Base of all errors raised on purpose.

    ``message`` says what and where, ``remedy`` what to do; both exist in French and English.
    """

    def __init__(self, message: Text, remedy: Text | None = None) -> None:
        """Keep both languages; ``str()`` gives the English message for logs and tests."""
        super().__init__(message.en)
        self.message = message
        self.remedy = remedy

    def __reduce__(self) -> tuple[Callable[..., GreffeError], tuple[object, ...]]:
        """Travel between processes whole, whatever a kind of error keeps beside its message."""
        return _again, (type(self), self.args, vars(self))


def _again(kind: type[GreffeError], words: tuple[str, ...], members: dict[str, Any]) -> GreffeError:
    error = kind.__new__(kind, *words)
    vars(error).update(members)
    return error


class UsageError(GreffeError):
    """The request cannot be understood as it was put."""


class UnknownName(UsageError):
    """A question, parameter, entity or term that does not exist."""


class InvalidParameter(UsageError):
    """A parameter of a question is missing, unknown or of the wrong type."""


class RefusedQuery(UsageError):
    """A query that would change data, reach outside the store or call what SPARQL has not."""


class Unwritable(UsageError):
    """An answer that cannot be written in the format that is asked for."""


class InputError(GreffeError):
    """A file or text that was given cannot be read."""


class SyntaxFault(InputError):
    """A text that breaks its grammar (Turtle, SPARQL, CSV); line and column count from 1."""

    def __init__(
        self, message: Text, remedy: Text | None = None, *, line: int | None, column: int | None
    ) -> None:
        """Keep the place beside the message."""
        super().__init__(message, remedy)
        self.line = line
        self.column = column


class UnmatchedText(InputError):
    """A closed-list cell holds words that no label of the vocabulary explains."""


class NothingChecked(InputError):
    """No shape met any data: silence would look like success."""


class StoreError(GreffeError):
    """The compiled store cannot be made, opened or read."""


class TooLarge(GreffeError):
    """An answer with more rows or bytes than are sent."""


class EndpointError(GreffeError):
    """A remote SPARQL endpoint is down, refuses, or answers something else."""


class EndpointDown(EndpointError):
    """A remote SPARQL endpoint cannot be reached, or says that it cannot answer now."""


class EndpointSilent(EndpointError):
    """A remote SPARQL endpoint did not answer in time."""


class LostIdentifiers(GreffeError):
    """What was published would disappear without a word of what became of it."""


def place(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column, both from 1, at which a character of a text stands."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
