"""The forms of a report: for people, for platforms, for programs.

words      what the forms for people say alike
human      plain text, by rule
json_      the contract for programs
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from greffe.validation.reports import human, json_
from greffe.validation.reports.words import one_line

if TYPE_CHECKING:
    from greffe.language import Language
    from greffe.validation.report import Report

Format = Literal["human", "json"]

__all__ = ["Format", "one_line", "write"]


def write(report: Report, format: Format = "human", language: Language = "fr") -> str:  # noqa: A002
    """Return the report as text, ending with a newline; the same report gives the same text."""
    return json_.render(report) if format == "json" else human.render(report, language)
