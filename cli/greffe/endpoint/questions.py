"""A question of the library, answered over HTTP: in a worker, in the format that is wanted."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from greffe.endpoint.problems import Problem
from greffe.errors import GreffeError, UnknownName
from greffe.language import Language, Text
from greffe.store.serving import CSV, JSON, TSV, Document

if TYPE_CHECKING:
    from greffe.endpoint.frames import Head
    from greffe.results.grid import Wording
    from greffe.results.model import Source, Table

FORMATS: Final = {
    "json": JSON,
    "csv": CSV,
    "tsv": TSV,
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "markdown": "text/markdown",
    "csv-excel": CSV,
}
"""The formats of an answer by name, and their media types."""

OFFERS: Final = {JSON: "json", "application/json": "json"} | {
    FORMATS[name]: name for name in ("csv", "tsv", "html", "xlsx", "markdown")
}
"""Media types that may be asked for in ``Accept``, the one that we prefer first."""

_OPTION: Final = re.compile(r"(?<![\w-])--(?=\w)")


def answered(store: Source, job: Head, limits: Head) -> Document:
    """Answer a question: ``name``, ``arguments``, ``format``, ``type`` and ``language``.

    Raises ``Problem`` for arguments that it does not take, ``TooLarge`` beyond the limits.
    """
    from greffe.questions import answer, find
    from greffe.store.counting import too_many_bytes, too_many_rows

    question = find(job["name"])
    language: Language = job["language"]
    try:
        reply = answer(question, job["arguments"], store)
    except GreffeError as error:
        raise _problem(error) from error
    if len(reply.table) > limits["rows"]:
        raise too_many_rows(limits["rows"])
    if job["format"] in ("json", "csv", "tsv"):
        content = _written(reply.table, job["format"], _plain(language))
    else:
        from greffe.questions import filing_notes
        from greffe.results.labels import wording

        words = wording(reply.table, store, language, question.returns, question.title)
        words = replace(words, notes=filing_notes(reply, store, language))
        content = _written(reply.table, job["format"], words)
    if len(content) > limits["bytes"]:
        raise too_many_bytes(limits["bytes"])
    return Document(job["type"], content, len(reply.table))


def _plain(language: Language) -> Wording:
    from greffe.results.grid import Wording

    return Wording(language, {}, {})


def _written(table: Table, form: str, wording: Wording) -> bytes:
    from greffe.results import write

    content = write(table, form, wording)
    return content if isinstance(content, bytes) else content.encode()


def _problem(error: GreffeError) -> Problem:
    """Return the problem that an argument is, without the dashes of the command line."""
    found = Problem.of(error)
    kind = "unknown-name" if isinstance(error, UnknownName) else found.kind
    remedy = found.remedy and _without_dashes(found.remedy)
    return Problem(kind, _without_dashes(found.detail), remedy)


def _without_dashes(words: Text) -> Text:
    return Text(_OPTION.sub("", words.fr), _OPTION.sub("", words.en))
