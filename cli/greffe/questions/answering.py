"""Asking a question of the library and keeping what is needed to ask it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.questions.collection import Question
    from greffe.results.model import Source, Stream, StreamingSource, Table
    from greffe.terms import Term


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that can be filed: the question, its values, the very query sent, the rows."""

    question: Question
    values: Mapping[str, Term]
    sparql: str
    table: Table


def answer(question: Question, arguments: Mapping[str, str], source: Source) -> Reply:
    """Ask one question with its parameters in words; raises as ``bind`` and the source do."""
    values = _values(question, arguments, source)
    sparql = bound(question, values)
    return Reply(question, values, sparql, source.select(sparql))


def stream(question: Question, arguments: Mapping[str, str], source: StreamingSource) -> Stream:
    """Ask one question as ``answer`` does, and give its rows as they come.

    Raises ``UsageError`` for a question that is no SELECT.
    """
    from greffe.results.model import Stream
    from greffe.store.query_text import wrong_form

    found = source.stream(bound(question, _values(question, arguments, source)))
    if not isinstance(found, Stream):
        raise wrong_form("SELECT")
    return found


def _values(question: Question, arguments: Mapping[str, str], source: Source) -> Mapping[str, Term]:
    if not arguments and not question.parameters:
        return {}
    from greffe.questions.binding import bind

    return bind(question, arguments, source)


def bound(question: Question, values: Mapping[str, Term]) -> str:
    """Return the query of a question with its parameters bound."""
    if not values:
        return question.text
    from greffe.store.query_text import with_values

    return with_values(question.text, values)
