"""A question that is written again for one engine stays the same question.

What is compared is small and odd on purpose: files without categories, entries without types,
types of several categories or of none, bodies that publish one document only.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Oxigraph

from greffe.namespaces import DCTERMS, GREFFE, RDF, SKOS
from greffe.questions import answer, catalogue, find
from greffe.questions.answering import bound
from greffe.questions.collection import questions_dir
from greffe.store import Store
from greffe.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.questions import Question
    from greffe.results.model import Table

WRITTEN_AGAIN: Final = tuple(each for each in catalogue() if each.variants)
BASE: Final = "https://example.org"
CATEGORIES: Final = ("a", "b", "c")
BROADER: Final[Mapping[str, frozenset[str]]] = {
    "of-a": frozenset("a"),
    "of-b": frozenset("b"),
    "of-either": frozenset("bc"),
    "of-none": frozenset(),
}
"""Types of data, one of which is in two categories, and one in none."""

SHOWN: Final = (f"{DCTERMS}identifier", f"{GREFFE}position", f"{GREFFE}recipient")
"""What the answer tells of an entry, or sorts it by."""

Sets = list[frozenset[str]]
Body = tuple[Sets | None, Sets | None]
"""What each communication of a body sends and each file holds; None for no document at all."""


def _sets(of: list[str]) -> st.SearchStrategy[Sets | None]:
    return st.none() | st.lists(st.frozensets(st.sampled_from(of)), max_size=4)


BODIES: Final = st.lists(st.tuples(_sets(sorted(BROADER)), _sets(list(CATEGORIES))), max_size=3)


def _statement(subject: str, name: str, value: str) -> str:
    return f"<{BASE}/{subject}> <{name}> <{BASE}/{value}> .\n"


def _statements(bodies: list[Body]) -> Iterator[str]:
    for kind, categories in BROADER.items():
        for category in categories:
            yield _statement(kind, f"{SKOS}broader", category)
    for number, (sent, held) in enumerate(bodies):
        for things, document, property_ in (
            (sent, "CommunicationRegister", "dataType"),
            (held, "FileInventory", "dataCategory"),
        ):
            yield from _published(f"{number}", things, document, property_)


def _published(body: str, things: Sets | None, document: str, property_: str) -> Iterator[str]:
    if things is None:
        return
    place = f"{body}/{document}"
    yield f"<{BASE}/{place}> <{RDF}type> <{GREFFE}{document}> .\n"
    yield _statement(place, f"{DCTERMS}publisher", f"body/{body}")
    for position, values in enumerate(things):
        thing = f"{place}/{position}"
        yield _statement(thing, f"{DCTERMS}isPartOf", place)
        yield _statement(thing, f"{GREFFE}recipient", "org")
        yield f'<{BASE}/{thing}> <{DCTERMS}identifier> "C{position}" .\n'
        yield f'<{BASE}/{thing}> <{GREFFE}position> "{position}" .\n'
        for value in values:
            yield _statement(thing, f"{GREFFE}{property_}", value)


def _store(bodies: list[Body], without: str = "nothing") -> Store:
    """Return a store of what bodies send and hold, ``without`` what one property says."""
    engine = Oxigraph()
    kept = (each for each in _statements(bodies) if f"<{without}>" not in each)
    engine.load("".join(kept).encode(), RdfFormat.N_TRIPLES)
    return Store(engine)


def _holds_all(held: frozenset[str], sent: frozenset[str]) -> bool:
    return all(BROADER[kind] & held for kind in sent)


def _not_covered(bodies: list[Body]) -> set[str]:
    return {
        f"{BASE}/{number}/CommunicationRegister/{position}"
        for number, (sent, held) in enumerate(bodies)
        for position, kinds in enumerate(sent or ())
        if kinds and not any(_holds_all(file, kinds) for file in held or ())
    }


def test_some_questions_are_written_again() -> None:
    """There is something to hold, and each is for the engine that is embedded."""
    assert {"communications-no-file-covers"} <= {each.name for each in WRITTEN_AGAIN}
    assert {Store.engine} == {engine for each in WRITTEN_AGAIN for engine in each.variants}


def test_each_file_for_an_engine_is_a_question_of_the_library() -> None:
    """A misspelt name would never be asked."""
    found = {path.relative_to(questions_dir()) for path in questions_dir().glob("*/*")}
    named = {Path(engine) / each.path.name for each in WRITTEN_AGAIN for engine in each.variants}
    assert named == found


@pytest.mark.parametrize("again", WRITTEN_AGAIN, ids=lambda again: again.name)
def test_an_engine_is_asked_what_is_written_for_it(again: Question) -> None:
    """Any other is asked what is written for all."""
    for engine, text in again.variants.items():
        assert text == bound(again, {}, engine)
    assert again.text == bound(again, {}, "another")
    assert again.text == bound(again, {})


@pytest.mark.parametrize("again", WRITTEN_AGAIN, ids=lambda again: again.name)
def test_the_answer_tells_the_very_query_that_was_sent(again: Question, store: Store) -> None:
    """Whoever files an answer files what was asked of the store."""
    assert again.variants[store.engine] == answer(again, {}, store).sparql


@pytest.mark.parametrize("again", WRITTEN_AGAIN, ids=lambda again: again.name)
def test_both_ways_give_the_same_rows_in_the_same_order(again: Question, store: Store) -> None:
    """On the documents, whose answers are read by eye as well."""
    expected = store.select(again.text)
    assert len(expected.rows) > 0
    for text in again.variants.values():
        assert expected == store.select(text)


def _entries(table: Table) -> list[str]:
    return [term.value for term in table.column("entry") if isinstance(term, Iri)]


@settings(max_examples=60, deadline=None)
@given(BODIES)
def test_what_no_file_covers_is_the_same_both_ways_and_by_hand(bodies: list[Body]) -> None:
    """Whatever the bodies send and hold, and whichever document they lack."""
    question, store = find("communications-no-file-covers"), _store(bodies)
    expected = store.select(question.text)
    assert expected == store.select(question.asked_of(Store.engine))
    assert _not_covered(bodies) == set(_entries(expected))
    assert len(_entries(expected)) == len(set(_entries(expected)))


def test_files_of_another_body_cover_nothing() -> None:
    """One sends what the other holds; the third does both."""
    sent, held = [frozenset({"of-a"})], [frozenset("a")]
    store = _store([(sent, None), (None, held), (sent, held)])
    question = find("communications-no-file-covers")
    for text in (question.text, *question.variants.values()):
        assert [f"{BASE}/0/CommunicationRegister/0"] == _entries(store.select(text))


@pytest.mark.parametrize("name", SHOWN)
def test_an_entry_that_lacks_what_is_shown_is_left_out_both_ways(name: str) -> None:
    """So is one whose recipient an import did not recognise, whatever it sends."""
    bodies: list[Body] = [([frozenset({"of-a"})], None)]
    question, store = find("communications-no-file-covers"), _store(bodies, without=name)
    for text in (question.text, *question.variants.values()):
        assert 1 == len(_store(bodies).select(text))
        assert 0 == len(store.select(text))


@pytest.mark.parametrize(("kind", "held"), list(product(BROADER, [*CATEGORIES, "abc"])))
def test_one_type_is_covered_by_a_category_of_its_own(kind: str, held: str) -> None:
    """Any of its categories will do; a type of no category is covered by none."""
    store = _store([([frozenset({kind})], [frozenset(held)])])
    question = find("communications-no-file-covers")
    expected = 0 if BROADER[kind] & frozenset(held) else 1
    for text in (question.text, *question.variants.values()):
        assert expected == len(store.select(text))
