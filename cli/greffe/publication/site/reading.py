"""The queries that feed pages, by name."""

from __future__ import annotations

from functools import cache

from greffe.resources import queries_dir


@cache
def page_query(name: str) -> str:
    """Return the SPARQL of ``queries/pages/<name>.rq``; raise ``FileNotFoundError`` if none is."""
    return (queries_dir() / "pages" / f"{name}.rq").read_text(encoding="utf-8")
