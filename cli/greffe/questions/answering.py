"""Asking a question of the library and keeping what is needed to ask it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.questions.collection import Question
    from greffe.results.model import Source, Table
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
    values: Mapping[str, Term] = {}
    if arguments or question.parameters:
        from greffe.questions.binding import bind

        values = bind(question, arguments, source)
    sparql = bound(question, values)
    return Reply(question, values, sparql, source.select(sparql))


def bound(question: Question, values: Mapping[str, Term]) -> str:
    """Return the query of a question with its parameters bound."""
    if not values:
        return question.text
    from greffe.store.query_text import with_values

    return with_values(question.text, values)
