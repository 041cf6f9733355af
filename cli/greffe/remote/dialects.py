"""What an engine writes otherwise than the data do, written as the data do.

An engine may keep a value and not the way in which it was written.  Virtuoso keeps truth values as
numbers, and answers ``"1"^^xsd:boolean`` for ``true``: the same value, of which ``true`` is the
canonical form (XML Schema 1.1 Part 2, section 3.3.2).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from greffe.terms import XSD_BOOLEAN, Literal

if TYPE_CHECKING:
    from greffe.results.model import Row, Table
    from greffe.terms import Term

_CANONICAL: Final = {"0": "false", "1": "true"}


def as_here(answer: Table | bool) -> Table | bool:
    """Return an answer with its values in their canonical form."""
    if isinstance(answer, bool):
        return answer
    return replace(answer, rows=tuple(map(canonical, answer.rows)))


def canonical(row: Row) -> Row:
    """Return a row with its values in their canonical form."""
    return tuple(map(_canonical, row))


def _canonical(term: Term | None) -> Term | None:
    if isinstance(term, Literal) and term.datatype == XSD_BOOLEAN:
        return replace(term, value=_CANONICAL.get(term.value, term.value))
    return term
