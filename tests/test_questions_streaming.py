"""A question answered row by row is the question answered: same rows, same count, less memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.peak import peak

from greffe.errors import StoreError, SyntaxFault, UnknownName, UsageError
from greffe.language import Text
from greffe.namespaces import ROOT
from greffe.questions import Question, answer, catalogue, find, stream
from greffe.results import STREAMED, Graph, Stream, Table, pieces, write
from greffe.results.counting import Tally, size
from greffe.results.grid import Wording
from greffe.store import embedded, open_store
from greffe.terms import Blank, Iri, Literal
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.results import Row
    from greffe.store import Store

ENTRIES: Final = st.sampled_from(
    [None, *(Iri(f"{ROOT}id/mifi/{kind}/{n}") for kind in ("communication", "file") for n in "12")]
)
TABLES: Final = st.builds(
    lambda name, rows: Table((name, "n"), tuple((term, Literal("x")) for term in rows)),
    st.sampled_from(["entry", "communication", "recipient"]),
    st.lists(ENTRIES, max_size=8),
)
FLOOD: Final = "SELECT ?s ?p ?o ?n {{ ?s ?p ?o VALUES ?n {{ {} }} }}"


@pytest.fixture(scope="module")
def store(cache: Path) -> Store:
    """Return the store of the bundled data."""
    return open_store(Workspace.at(), cache)


def examples(question: Question) -> dict[str, str]:
    """Return the examples of a question's parameters."""
    return {each.name: each.example for each in question.parameters if each.example}


@pytest.mark.parametrize("name", [question.name for question in catalogue()])
def test_a_stream_is_the_answer(store: Store, name: str) -> None:
    """Of every question, written in any form of a machine, and counted as it goes by."""
    question = find(name)
    table = answer(question, examples(question), store).table
    for form in STREAMED:
        found = stream(question, examples(question), store)
        tally = Tally(found)
        written = "".join(pieces(Stream(found.variables, tally.rows()), form))
        assert write(table, form, Wording("fr", {}, {})) == written
        assert size(table) == tally.size()


@given(TABLES)
def test_rows_are_counted_as_they_go_by(table: Table) -> None:
    """Nothing is taken out and nothing is added; what went by is what is told."""
    tally = Tally(Stream(table.variables, iter(table.rows)))
    assert Text("0 ligne", "0 rows") == tally.size()
    assert table.rows == tuple(tally.rows())
    assert size(table) == tally.size()


def test_names_are_found_before_anything_is_written(store: Store) -> None:
    """A name that nothing has is an error, not an empty stream."""
    with pytest.raises(UnknownName):
        stream(find("communications-to-recipient"), {"recipient": "RAMK"}, store)


class TestStores:
    """The embedded store row by row."""

    def test_a_table_is_a_stream(self, store: Store) -> None:
        """Its variables are known before its rows."""
        query = "SELECT ?a ?b { ?a skos:prefLabel ?b } ORDER BY ?a ?b"
        found = store.stream(query)
        assert isinstance(found, Stream)
        assert ("a", "b") == found.variables
        assert store.select(query).rows == tuple(found.rows)

    def test_blank_nodes_keep_their_names(self, store: Store) -> None:
        """One node has one name wherever it comes, and another has another."""
        found = store.stream(
            "SELECT ?a ?b { VALUES ?n { 1 2 } BIND(BNODE() AS ?a) BIND(?a AS ?b) }"
        )
        assert isinstance(found, Stream)
        assert ((Blank("b0"),) * 2, (Blank("b1"),) * 2) == tuple(found.rows)

    def test_what_is_no_table_is_whole(self, store: Store) -> None:
        """A graph is sorted, a verdict has no rows."""
        assert store.stream("ASK { ?a ?b ?c }") is True
        assert isinstance(store.stream("CONSTRUCT { ?a a ?a } WHERE { ?a a owl:Class }"), Graph)

    def test_faults_come_before_the_rows(self, store: Store) -> None:
        """A query that is none, or more than one, is told when it is asked."""
        with pytest.raises(SyntaxFault):
            store.stream("SELECT")
        with pytest.raises(UsageError):
            store.stream("DELETE WHERE { ?a ?b ?c }")

    @pytest.mark.parametrize("error", [OSError, RuntimeError, ValueError])
    def test_what_breaks_on_the_way_is_told(self, error: type[Exception]) -> None:
        """A store that cannot go on is an error of ours, after the rows that came."""

        def breaking() -> Iterator[Row]:
            yield (None,)
            raise error("x")

        rows = embedded._rows(breaking())  # noqa: SLF001 - Oxigraph does not break when asked to
        assert (None,) == next(rows)
        with pytest.raises(StoreError):
            next(rows)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells it, others do not")
def test_many_rows_take_little_more_memory_than_few(cache: Path, tmp_path: Path) -> None:
    """Of well over a hundred thousand rows, none waits in memory for the others."""
    assert cache.is_dir()
    output = tmp_path / "rows.tsv"
    few = peak("sparql", FLOOD.format("1") + " LIMIT 10", "--output", str(output))
    many = peak("sparql", FLOOD.format(" ".join(map(str, range(12)))), "--output", str(output))
    with output.open(encoding="utf-8") as lines:
        assert sum(1 for _ in lines) > 100_000
    assert many - few < 24_000
