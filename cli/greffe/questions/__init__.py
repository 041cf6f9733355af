"""The library of questions that people ask, with typed parameters that are safely bound."""

from __future__ import annotations

from greffe.questions.answering import Reply, answer
from greffe.questions.binding import bind
from greffe.questions.library import Parameter, Question, catalogue, find, read_question
from greffe.questions.sourcing import (
    Quotation,
    source_headings,
    sources_of,
    verbatim_fields,
    with_source,
)

__all__ = [
    "Parameter",
    "Question",
    "Quotation",
    "Reply",
    "answer",
    "bind",
    "catalogue",
    "find",
    "read_question",
    "source_headings",
    "sources_of",
    "verbatim_fields",
    "with_source",
]
