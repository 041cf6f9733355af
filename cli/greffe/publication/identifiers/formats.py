"""In what formats and languages a thing is told: the one table behind every server's rules.

Each format has a rank for being named in an ``Accept`` header and a lower one for being covered by
a wildcard.  Ranks part formats of equal weight: who names a format of data wants data, whoever
takes anything is a person with a browser.  RFC 9110, section 12.5.1, leaves that choice to servers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Format:
    """One format in which a thing can be had.

    ``name`` is the suffix of its file; ``synonyms`` are other names of this very format, which
    count where its own is not named; ``hints`` are names of formats that we do not offer and whose
    readers are best served with this one when they take anything.  ``named``, ``hinted`` and
    ``covered`` are its ranks.
    """

    name: str
    media_type: str
    title: str
    named: int
    covered: int
    hinted: int = 4
    synonyms: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


HTML: Final = Format("html", "text/html", "HTML", named=6, covered=3)
TURTLE: Final = Format(
    "ttl",
    "text/turtle",
    "Turtle",
    named=9,
    covered=2,
    synonyms=("application/x-turtle", "application/turtle", "text/n3", "text/rdf+n3"),
    hints=("application/rdf+xml",),
)
JSON_LD: Final = Format(
    "jsonld",
    "application/ld+json",
    "JSON-LD",
    named=8,
    covered=1,
    synonyms=("application/json",),
)
N_TRIPLES: Final = Format(
    "nt",
    "application/n-triples",
    "N-Triples",
    named=7,
    covered=0,
    hints=("text/plain",),
)
DATA: Final = (TURTLE, JSON_LD, N_TRIPLES)
FORMATS: Final = (HTML, *DATA)

CHARSET: Final = frozenset({"text/html", "text/turtle", "text/css", "text/csv", "text/plain"}) | {
    "text/calendar",
    "text/javascript",
    "application/xml",
    "application/atom+xml",
}
"""Types whose registration has a ``charset`` parameter; the others are UTF-8 by definition."""

TYPES: Final = {
    **{each.name: each.media_type for each in FORMATS},
    "atom": "application/atom+xml",
    "css": "text/css",
    "csv": "text/csv",
    "ics": "text/calendar",
    "js": "text/javascript",
    "json": "application/json",
    "mjs": "text/javascript",
    "nq": "application/n-quads",
    "png": "image/png",
    "rq": "application/sparql-query",
    "svg": "image/svg+xml",
    "trig": "application/trig",
    "txt": "text/plain",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
"""The media type of every suffix that a site has."""

SHARED: Final = ("atom", "csv", "ics", "json", "jsonld", "nq", "nt", "rq", "trig", "ttl", "xlsx")
"""Suffixes of files that pages of other hosts may read (CORS)."""

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
        "img-src 'self' data:; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "form-action 'self'; object-src 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What every answer says to browsers."""


def content_type(suffix: str) -> str:
    """Return the ``Content-Type`` of a file, with its charset where the type has one."""
    media_type = TYPES[suffix]
    return f"{media_type}; charset=utf-8" if media_type in CHARSET else media_type
