"""What a SPARQL query answers: a table, a graph, or yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.terms import Term, Triple

Row = tuple["Term | None", ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The answer of SELECT: one term, or nothing, for each variable in each row."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def column(self, variable: str) -> tuple[Term | None, ...]:
        """Return the terms of one variable, row by row; ``KeyError`` if it is not projected."""
        if variable not in self.variables:
            raise KeyError(variable)
        position = self.variables.index(variable)
        return tuple(row[position] for row in self.rows)

    def records(self) -> Iterator[dict[str, Term]]:
        """Yield each row as a mapping of the variables that are bound in it."""
        for row in self.rows:
            yield {
                name: term
                for name, term in zip(self.variables, row, strict=True)
                if term is not None
            }


@dataclass(frozen=True, slots=True)
class Graph:
    """The answer of CONSTRUCT and DESCRIBE: triples, sorted, so that equal answers are equal."""

    triples: tuple[Triple, ...]

    def __len__(self) -> int:
        """Return the number of triples."""
        return len(self.triples)


Answer = Table | Graph | bool


@dataclass(frozen=True, slots=True)
class Stream:
    """The answer of a SELECT that is still coming: its rows can be read once."""

    variables: tuple[str, ...]
    rows: Iterator[Row]


class Source(Protocol):
    """Anything that answers SPARQL: the embedded store, a remote endpoint.

    ``version`` says which data answers: the hash of its content, or the endpoint's address.
    """

    version: str

    @property
    def engine(self) -> str:
        """Return the name of the software that answers, in lower case, or "" when it says none."""
        ...

    def query(self, text: str) -> Answer:
        """Answer one query; raise ``SyntaxFault``, ``StoreError`` or ``EndpointError``."""
        ...

    def select(self, text: str) -> Table:
        """Answer one SELECT; raise ``UsageError`` for any other query form."""
        ...


class StreamingSource(Source, Protocol):
    """A source that also answers a SELECT row by row, so that its length does not matter."""

    def stream(self, text: str) -> Stream | Answer:
        """Answer one query, a SELECT as it comes; raise as ``Source.query``, the rows too."""
        ...
