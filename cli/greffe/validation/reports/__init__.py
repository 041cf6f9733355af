"""The forms of a report: for people, for platforms, for programs.

words      what the forms for people say alike
human      plain text, by rule
markdown   for a comment on a pull request
html_      one page, with nothing to load
json_      the contract for programs
sarif      SARIF 2.1.0, for code scanning
junit      JUnit XML, for test reports
github     annotations of GitHub Actions
gitlab     code quality of GitLab
turtle     the standard sh:ValidationReport
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greffe.language import Language
    from greffe.validation.report import Report

Format = Literal[
    "human", "json", "sarif", "junit", "github", "gitlab", "markdown", "html", "turtle"
]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)

SUFFIXES: Final[dict[str, Format]] = {
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".md": "markdown",
    ".sarif": "sarif",
    ".ttl": "turtle",
    ".xml": "junit",
}
"""The suffixes of files, and the form of a report that each calls for."""

__all__ = ["FORMATS", "SUFFIXES", "Format", "pieces", "write"]

_SHADOWING: Final = frozenset({"json", "html"})
"""Formats whose module has an underscore, because the standard library has one of their name."""


def write(
    report: Report,
    format: Format = "human",  # noqa: A002
    language: Language = "fr",
    width: int | None = None,
) -> str:
    """Return the report as text, ending with a newline; the same report gives the same text.

    ``width`` is that of the terminal where a person reads the form ``human``.
    """
    return "".join(pieces(report, format, language, width))


def pieces(
    report: Report,
    format: Format = "human",  # noqa: A002
    language: Language = "fr",
    width: int | None = None,
) -> Iterator[str]:
    """Yield the text that ``write`` returns piece by piece, so that it need not be in memory."""
    if format == "human":
        from greffe.validation.reports import human

        return human.render(report, language, width)
    name = f"{format}_" if format in _SHADOWING else format
    # Only one form is written: the others, and what they need, are not imported.
    module = import_module(f"{__name__}.{name}")
    render: Callable[[Report, Language], Iterator[str]] = module.render
    return render(report, language)
