"""Oxigraph's server and Virtuoso answer as the embedded store does: questions, rules, long tables.

What Virtuoso cannot say as others do is told in docs/decisions/0061-engines-that-differ.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.questions.conftest import EXPECTED
from tests.served import serving
from tests.servers import ROWS

from greffe.clock import today
from greffe.errors import EndpointError
from greffe.questions import answer, find
from greffe.remote import RemoteStore
from greffe.remote.pushing import PUSHED, Mark, marks, plan
from greffe.results import Stream
from greffe.store.parcels import whole
from greffe.terms import XSD_BOOLEAN, Iri, Literal
from greffe.validation.elsewhere import check_elsewhere
from greffe.validation.run import all_shapes
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome
    from tests.questions.conftest import Expected
    from tests.remote.conftest import Engine

    from greffe.store import Store


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected.name)
def test_every_question_has_the_same_answer_everywhere(
    expected: Expected, engine: Engine, local: Store
) -> None:
    """Every question of the library, with all the arguments that were answered by eye.

    Rows, their order, and every term as it is written are those of the embedded store, which
    ``tests/questions`` holds to the answers read in the documents.
    """
    question = find(expected.question)
    here = answer(question, expected.arguments, local).table
    there = answer(question, expected.arguments, engine.store).table
    assert here == there
    assert len(expected.rows) == len(there)


def test_every_rule_that_is_a_question_finds_the_same_everywhere(
    engine: Engine, local: Store
) -> None:
    """The findings of the rules asked of a server are those of the embedded store, word by word."""
    shapes = all_shapes()
    here = check_elsewhere(local, "x", shapes, today())
    there = check_elsewhere(engine.store, "x", shapes, today())
    assert _told(here.findings) == _told(there.findings)
    assert here.looked_at == there.looked_at
    assert here.checked == there.checked
    assert len(here.findings) > 100


def _told(findings: object) -> dict[str, tuple[object, ...]]:
    return {
        each.fingerprint: (each.rule, each.severity, each.number, each.message, each.title)
        for each in findings  # type: ignore[attr-defined]
    }


def test_a_pushed_store_is_up_to_date(engine: Engine) -> None:
    """After a push every file has its mark, and nothing is left to do."""
    work = plan(whole(Workspace.at()), marks(engine.store))
    assert ((), ()) == (work.changed, work.withdrawn)
    assert len(Workspace.at().files()) == len(work.unchanged)


def test_the_server_has_the_graphs_of_the_store_and_the_record(
    engine: Engine, local: Store
) -> None:
    """One named graph a file, as in the embedded store, with as many statements in each."""
    count = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    ours = {str(row[0]): row[1] for row in local.select(count).rows}
    theirs = {str(row[0]): row[1] for row in engine.store.select(count).rows}
    assert ours == {iri: n for iri, n in theirs.items() if iri in ours}
    assert f"<{PUSHED}>" in theirs


def test_truth_values_are_written_alike(engine: Engine) -> None:
    """A server that keeps truth values as numbers still answers ``true`` and ``false``."""
    table = engine.store.select(
        "SELECT DISTINCT ?o WHERE { ?e greffe:outsideQuebec ?o } ORDER BY ?o"
    )
    expected = {Literal("false", XSD_BOOLEAN), Literal("true", XSD_BOOLEAN)}
    assert expected == set(table.column("o"))


def test_words_come_back_letter_by_letter(engine: Engine, local: Store) -> None:
    """Accents, guillemets, apostrophes and paragraphs survive the way there and back."""
    query = (
        "SELECT ?e ?p ?text WHERE { ?e dcterms:isPartOf ?r ; ?p ?text . "
        'FILTER(LANG(?text) = "fr") } ORDER BY ?e ?p'
    )
    here, there = local.select(query), engine.store.select(query)
    assert set(here.rows) == set(there.rows)
    assert len(here) > 500


def test_a_long_table_comes_row_by_row(engine: Engine, local: Store) -> None:
    """A table that is streamed is the table: some ten thousand rows."""
    ours = 'FILTER(STRSTARTS(STR(?s), "https://w3id.org/greffe/") && ISIRI(?o))'
    query = f"SELECT ?s ?p ?o WHERE {{ ?s ?p ?o {ours} }}"
    answer_ = engine.store.stream(query)
    assert isinstance(answer_, Stream)
    record = Iri(PUSHED)
    assert set(local.select(query).rows) == {row for row in answer_.rows if row[0] != record}


def test_a_verdict_is_not_streamed(engine: Engine) -> None:
    """What is no table is answered whole."""
    assert engine.store.stream("ASK { ?e a greffe:Communication }") is True


def test_a_thing_is_described(engine: Engine) -> None:
    """DESCRIBE answers a graph that speaks of the thing."""
    ramq = Iri("https://w3id.org/greffe/org/ramq")
    answer_ = engine.store.query(f"CONSTRUCT {{ {ramq} ?p ?o }} WHERE {{ {ramq} ?p ?o }}")
    assert {ramq} == {triple.subject for triple in answer_.triples}  # type: ignore[union-attr]


def test_a_long_graph_comes_whole(engine: Engine, local: Store) -> None:
    """Thousands of statements, with all their words, are those that we have."""
    query = """CONSTRUCT { ?s ?p ?o } WHERE { ?s a greffe:Communication ; ?p ?o
      FILTER(!ISLITERAL(?o) || LANG(?o) != "") }"""
    found = engine.store.query(query)
    assert local.query(query) == found
    assert len(found) > 1000  # type: ignore[arg-type]


@pytest.mark.parametrize("what", ["C17", "F21", "RAMQ", "IRCC", "67.2.1", "data-type/sin"])
def test_a_fact_sheet_is_the_same_everywhere(
    what: str, engine: Engine, greffe: Callable[..., Outcome]
) -> None:
    """Whatever is shown of an entry, an organisation, a provision or a concept."""
    here = greffe("show", what)
    assert 0 == here.code
    assert here.out == greffe("show", what, "--endpoint", engine.server.endpoint).out


def test_a_table_that_is_cut_is_an_error(engine: Engine) -> None:
    """Virtuoso stops at its limit with status 200; others give all the rows. Never fewer."""
    query = "SELECT ?a ?b WHERE { ?a a greffe:SourceSpan . ?b a greffe:Communication }"
    (count,) = engine.store.select(query.replace("?a ?b", "(COUNT(*) AS ?n)", 1)).rows[0]
    wanted = int(count.value) if isinstance(count, Literal) else 0
    assert wanted > ROWS
    if not engine.access.user:
        assert wanted == len(engine.store.select(query))
        return
    with pytest.raises(EndpointError, match="X-SPARQL-MaxRows"):
        engine.store.select(query)


def test_another_greffe_is_asked_and_tells_what_it_refuses(local: Store) -> None:
    """``greffe serve`` is an engine like others; its problem documents are told by their words."""
    question = find("outside-quebec")
    with serving("--watch", 0) as greffe:
        store = RemoteStore(f"{greffe.root}sparql")
        assert answer(question, {}, local).table == answer(question, {}, store).table
        with pytest.raises(EndpointError) as caught:
            store.query("ASK { SERVICE <http://localhost:1/> { ?s ?p ?o } }")
    assert "HTTP 403" in caught.value.message.fr
    assert "SERVICE" in caught.value.message.fr
    assert '{"' not in caught.value.message.fr


def test_a_long_record_is_read_whole(engine: Engine) -> None:
    """Twenty-five hundred marks, accents in their names: each is read, page by page."""
    kept = marks(engine.store)
    many = tuple(Mark(f"urn:g{n:05}", f"{n * 7919 % 2500:064x}", f"é {n}.ttl") for n in range(2500))
    try:
        engine.graphs.put(PUSHED, _record(many))
        assert many == marks(engine.store)
    finally:
        engine.graphs.put(PUSHED, _record(kept))
    assert kept == marks(engine.store)


def _record(recorded: tuple[Mark, ...]) -> bytes:
    value = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#value>"
    return "".join(f'<{PUSHED}> {value} "{mark}" .\n' for mark in recorded).encode()
