"""A problem told to a person: the page that a browser gets in the place of the document."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Final

from greffe.endpoint.envelope import DATA_POLICY
from greffe.endpoint.negotiation import media_type
from greffe.endpoint.problems import KINDS, MEDIA_TYPE, TYPE
from greffe.results.html import STYLE

if TYPE_CHECKING:
    from greffe.endpoint.problems import Problem
    from greffe.language import Language

PAGE: Final = "text/html"
_DIGEST: Final = b64encode(sha256(f"\n{STYLE}".encode()).digest()).decode()
PAGE_POLICY: Final = f"{DATA_POLICY}; style-src 'sha256-{_DIGEST}'"
"""The policy of a page of ours: the very style that stands in it, and nothing else."""

# What programs ask for: who wants one of these as much as a page is taken for a program.
_DATA: Final = (
    MEDIA_TYPE,
    "application/json",
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "text/turtle",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-triples",
)


def wants_page(accept: str) -> bool:
    """Return whether an ``Accept`` header is that of a browser: a page, more than any data."""
    return media_type(accept, (*_DATA, PAGE)) == PAGE


def page(problem: Problem, language: Language) -> bytes:
    """Return the problem as a whole HTML page that needs nothing else."""
    kind = KINDS[problem.kind]
    title = escape(kind.title[language])
    told = [problem.detail[language]] + ([problem.remedy[language]] if problem.remedy else [])
    words = "".join(f"<p>{escape(each)}</p>\n" for each in told)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{words}"
        f"<p>HTTP {kind.status} <code>{TYPE}{problem.kind}</code></p>\n"
        "</main>\n</body>\n</html>\n"
    ).encode()
