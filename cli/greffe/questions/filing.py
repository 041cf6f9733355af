"""What must stay with an answer that is filed: the question, its values, the data, the query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.results.grid import Note
from greffe.results.labels import labels_of
from greffe.terms import Iri

if TYPE_CHECKING:
    from greffe.language import Language
    from greffe.questions.answering import Reply
    from greffe.results.model import Source

ASKED: Final = Text("Question", "Question")
PRECISION: Final = Text("Précision", "Note")
VERSION: Final = Text("Version des données", "Data version")
QUERY: Final = Text("Requête", "Query")


def filing_notes(reply: Reply, source: Source, language: Language) -> tuple[Note, ...]:
    """Return what was asked, of which data, and how, in the reader's language."""
    things = [term.value for term in reply.values.values() if isinstance(term, Iri)]
    labels = labels_of(source, things, language)
    headings = {parameter.name: parameter.label for parameter in reply.question.parameters}
    summary = reply.question.summary
    words = {name: getattr(term, "value", str(term)) for name, term in reply.values.items()}
    given = [
        Note(headings[name][language].capitalize(), labels.get(value, value))
        for name, value in words.items()
    ]
    return (
        Note(ASKED[language], reply.question.question[language]),
        *given,
        *([Note(PRECISION[language], summary[language])] if summary else ()),
        Note(VERSION[language], source.version),
        Note(QUERY[language], reply.sparql, is_code=True),
    )
