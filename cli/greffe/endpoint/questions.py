"""A question of the library, answered over HTTP: in a worker, in the format that is wanted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.endpoint.problems import Problem
from greffe.errors import GreffeError, UnknownName
from greffe.language import Language, Text
from greffe.store.serving import CSV, JSON, TSV, Document

if TYPE_CHECKING:
    from greffe.endpoint.frames import Head
    from greffe.questions import Reply
    from greffe.results.grid import Wording
    from greffe.results.model import Source

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
    from greffe.results import needs_labels, write
    from greffe.results.grid import Wording
    from greffe.store.counting import too_many_bytes, too_many_rows

    question = find(job["name"])
    language: Language = job["language"]
    try:
        reply = answer(question, job["arguments"], store)
    except GreffeError as error:
        raise _problem(error) from error
    if len(reply.table) > limits["rows"]:
        raise too_many_rows(limits["rows"])
    labelled = needs_labels(job["format"])
    words = _wording(reply, store, language) if labelled else Wording(language, {}, {})
    written = write(reply.table, job["format"], words)
    content = written if isinstance(written, bytes) else written.encode()
    if len(content) > limits["bytes"]:
        raise too_many_bytes(limits["bytes"])
    return Document(job["type"], content, len(reply.table))


def _wording(reply: Reply, store: Source, language: Language) -> Wording:
    """Return the words of an answer that people read: labels, headings, what to know of it."""
    from greffe.questions import filing_notes
    from greffe.results.grid import About
    from greffe.results.labels import wording

    question, notes = reply.question, filing_notes(reply, store, language)
    return wording(reply.table, store, language, About(question.returns, question.title, notes))


def _problem(error: GreffeError) -> Problem:
    """Return the problem that an argument is, without the dashes of the command line."""
    found = Problem.of(error)
    kind = "unknown-name" if isinstance(error, UnknownName) else found.kind
    remedy = found.remedy and _without_dashes(found.remedy)
    return Problem(kind, _without_dashes(found.detail), remedy)


def _without_dashes(words: Text) -> Text:
    return Text(_OPTION.sub("", words.fr), _OPTION.sub("", words.en))
