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
    sparql = bound(question, values, _engine(question, source))
    return Reply(question, values, sparql, source.select(sparql))


def stream(question: Question, arguments: Mapping[str, str], source: StreamingSource) -> Stream:
    """Ask one question as ``answer`` does, and give its rows as they come.

    Raises ``UsageError`` for a question that is no SELECT.
    """
    from greffe.results.model import Stream
    from greffe.store.query_text import wrong_form

    values = _values(question, arguments, source)
    found = source.stream(bound(question, values, _engine(question, source)))
    if not isinstance(found, Stream):
        raise wrong_form("SELECT")
    return found


def _values(question: Question, arguments: Mapping[str, str], source: Source) -> Mapping[str, Term]:
    if not arguments and not question.parameters:
        return {}
    from greffe.questions.binding import bind

    return bind(question, arguments, source)


def _engine(question: Question, source: Source) -> str:
    """Return the engine behind a source, which tells it only where it matters."""
    return source.engine if question.variants else ""


def bound(question: Question, values: Mapping[str, Term], engine: str = "") -> str:
    """Return the query of a question as an engine is asked it, with its parameters bound."""
    text = question.asked_of(engine)
    if not values:
        return text
    from greffe.store.query_text import with_values

    return with_values(text, values)
