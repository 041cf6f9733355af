"""The library of questions that people ask, with typed parameters that are safely bound.

Names are loaded when they are first used: answering one question should import little else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from greffe.questions.answering import Reply, answer, stream
    from greffe.questions.binding import bind
    from greffe.questions.collection import Parameter, Question, catalogue, find, read_question
    from greffe.questions.explaining import explained, usage
    from greffe.questions.filing import filing_notes
    from greffe.questions.publication import published
    from greffe.questions.sourcing import (
        Quotation,
        source_headings,
        sources_of,
        verbatim_fields,
        with_source,
    )

_HOMES: Final = {
    "answering": ("Reply", "answer", "stream"),
    "binding": ("bind",),
    "collection": ("Parameter", "Question", "catalogue", "find", "read_question"),
    "explaining": ("explained", "usage"),
    "filing": ("filing_notes",),
    "publication": ("published",),
    "sourcing": ("Quotation", "source_headings", "sources_of", "verbatim_fields", "with_source"),
}

__all__ = [
    "Parameter",
    "Question",
    "Quotation",
    "Reply",
    "answer",
    "bind",
    "catalogue",
    "explained",
    "filing_notes",
    "find",
    "published",
    "read_question",
    "source_headings",
    "sources_of",
    "stream",
    "usage",
    "verbatim_fields",
    "with_source",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Load a public name from its module (PEP 562)."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"greffe.questions.{module}"), name)
    raise AttributeError(name)
