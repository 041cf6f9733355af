"""Each question of the library answers what a reader finds in the two documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import URIRef
from rdflib.query import ResultRow

from greffe.questions import bind
from greffe.store.query_text import with_values
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph
    from tests.questions.conftest import Expected

    from greffe.questions import Question
    from greffe.results import Row
    from greffe.store import Store

    Write = Callable[[str], str]
    Rows = list[tuple[str, ...]]


def test_the_embedded_store_answers_what_a_reader_finds(
    expected: Expected, questions: dict[str, Question], store: Store, written: Write
) -> None:
    """The embedded store gives exactly the rows that were read in the documents."""
    assert sorted(expected.rows) == sorted(_embedded(expected, questions, store, written))


def test_rdflib_answers_the_same_in_the_same_order(
    expected: Expected,
    questions: dict[str, Question],
    store: Store,
    graph: Graph,
    written: Write,
) -> None:
    """An engine that has nothing in common with the store gives its rows in its order."""
    question = questions[expected.question]
    values = bind(question, expected.arguments, store)
    found = graph.query(with_values(question.text, values))
    rows = [_from_rdflib(row, written) for row in found if isinstance(row, ResultRow)]
    assert rows == _embedded(expected, questions, store, written)


def test_an_expected_answer_names_the_variables_of_its_question(
    expected: Expected, questions: dict[str, Question]
) -> None:
    """The columns of the expected answer are those that the question returns, in order."""
    assert tuple(questions[expected.question].returns) == expected.variables


def test_every_question_has_an_expected_answer(
    answered: frozenset[str], questions: dict[str, Question]
) -> None:
    """No question is in the library without an answer read by eye, and none is answered twice."""
    assert set(questions) == answered


def _embedded(
    expected: Expected, questions: dict[str, Question], store: Store, written: Write
) -> Rows:
    question = questions[expected.question]
    table = store.select(question.text, bind(question, expected.arguments, store))
    return [_from_store(row, written) for row in table.rows]


def _from_store(row: Row, written: Write) -> tuple[str, ...]:
    return tuple(
        written(term.value)
        if isinstance(term, Iri)
        else term.value
        if isinstance(term, Literal)
        else ""
        for term in row
    )


def _from_rdflib(row: ResultRow, written: Write) -> tuple[str, ...]:
    return tuple(
        written(str(term)) if isinstance(term, URIRef) else "" if term is None else str(term)
        for term in row
    )
