"""No query on the local data reaches outside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.errors import GreffeError, InputError, SyntaxFault, UsageError
from greffe.resources import queries_dir
from greffe.store import guard
from greffe.store.guard import chosen_graphs

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.store import Store

OUT = "<http://127.0.0.1:9/sparql>"
NONE = ((), ())
"""No graph is chosen, neither by FROM nor by FROM NAMED."""

CALLS = {
    "plain": f"SELECT * WHERE {{ SERVICE {OUT} {{ ?s ?p ?o }} }}",
    "silent": f"SELECT * WHERE {{ SERVICE SILENT {OUT} {{ ?s ?p ?o }} }}",
    "lower case": f"select * where {{ service {OUT} {{ ?s ?p ?o }} }}",
    "variable": "SELECT * WHERE { ?s ?p ?g SERVICE ?g { ?a ?b ?c } }",
    "prefixed": "PREFIX o: <http://127.0.0.1:9/> SELECT * { SERVICE o:sparql { ?s ?p ?o } }",
    "optional": f"SELECT * WHERE {{ OPTIONAL {{ SERVICE {OUT} {{ ?s ?p ?o }} }} }}",
    "union": f"SELECT * WHERE {{ {{ }} UNION {{ SERVICE {OUT} {{ ?s ?p ?o }} }} }}",
    "graph": f"SELECT * WHERE {{ GRAPH ?g {{ SERVICE {OUT} {{ ?s ?p ?o }} }} }}",
    "minus": f"SELECT * WHERE {{ ?s ?p ?o MINUS {{ SERVICE {OUT} {{ ?s ?p ?o }} }} }}",
    "sub-select": f"SELECT * WHERE {{ {{ SELECT * {{ SERVICE {OUT} {{ ?s ?p ?o }} }} }} }}",
    "exists": f"SELECT * WHERE {{ ?s ?p ?o FILTER EXISTS {{ SERVICE {OUT} {{ ?s ?p ?o }} }} }}",
    "in brackets": f"SELECT * {{ ?s ?p ?o FILTER(EXISTS {{ SERVICE {OUT} {{ ?s ?p ?o }} }}) }}",
    "not exists": f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ SERVICE {OUT} {{ ?a ?b ?c }} }} }}",
    "bound": f"SELECT * {{ BIND(EXISTS {{ SERVICE {OUT} {{ ?a ?b ?c }} }} AS ?x) }}",
    "projected": f"SELECT (EXISTS {{ SERVICE {OUT} {{ ?a ?b ?c }} }} AS ?x) WHERE {{ ?s ?p ?o }}",
    "ordered": f"SELECT * {{ ?s ?p ?o }} ORDER BY (EXISTS {{ SERVICE {OUT} {{ ?a ?b ?c }} }})",
    "ask": f"ASK {{ SERVICE {OUT} {{ ?s ?p ?o }} }}",
    "construct": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE {OUT} {{ ?s ?p ?o }} }}",
    "describe": f"DESCRIBE ?s WHERE {{ SERVICE {OUT} {{ ?s ?p ?o }} }}",
    "disguised": f"SELECT * {{ ?s ?p ?o FILTER(?s<?o)SERVICE#>\n{OUT} {{ ?a ?b ?c }} }}",
    "after a carriage return": f"SELECT * {{ #\rSERVICE {OUT} {{ ?s ?p ?o }}\n }}",
    "after an escaped return": f"SELECT * {{ #\\u000DSERVICE {OUT} {{ ?s ?p ?o }}\n }}",
    "after a long escape": f"SELECT * {{ #\\u000DABCD:a a 1 . SERVICE {OUT} {{ ?s ?p 1 }}\n }}",
    "escaped": f"SELECT * WHERE {{ \\u0053ERVICE {OUT} {{ ?s ?p ?o }} }}",
}


@pytest.mark.parametrize("query", CALLS.values(), ids=CALLS.keys())
def test_no_query_calls_another_server(sample_store: Store, query: str) -> None:
    """SERVICE is refused wherever it stands and however it is written."""
    with pytest.raises(InputError) as caught:
        sample_store.query(query)
    assert "SERVICE" in caught.value.message.fr
    assert caught.value.remedy is not None
    assert "--endpoint" in caught.value.remedy.fr


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { ?s ?p 'SERVICE <http://x> {}' }",
        "SELECT * WHERE { ?s ?p ?o } # SERVICE",
        "SELECT ?service WHERE { ?service ?p ?o }",
        "PREFIX service: <http://service/> SELECT * WHERE { ?s service:from ?o }",
        "SELECT * WHERE { ?s ?p '\\u00E9' }",
    ],
)
def test_the_word_alone_is_harmless(sample_store: Store, query: str) -> None:
    """A string, a comment, a variable or a name may hold the words."""
    assert NONE == chosen_graphs(query, lambda _graph: False)
    assert sample_store.select(query).variables


def test_what_only_the_engine_would_see_is_refused() -> None:
    """A FROM after a carriage return is read: a comment ends there for some, and not for all."""
    query = "ASK #\rFROM <file:///etc/passwd>\n{ ?s ?p ?o }"
    with pytest.raises(GreffeError):
        chosen_graphs(query, lambda _graph: False)


def test_faults_keep_their_place_after_carriage_returns() -> None:
    """Lines that end in CR LF are counted once each."""
    with pytest.raises(SyntaxFault) as caught:
        chosen_graphs("SELECT *\r\nFROM <x:y>\r\n{ ?s ?p }", lambda _graph: True)
    assert caught.value.line == 3


@pytest.mark.parametrize("outside", ["file:///etc/passwd", "http://127.0.0.1:9/data.ttl"])
@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_no_query_reads_another_source(sample_store: Store, clause: str, outside: str) -> None:
    """FROM names a graph of the data or nothing."""
    with pytest.raises(InputError, match="is not in the data"):
        sample_store.query(f"SELECT * {clause} <{outside}> WHERE {{ ?s ?p ?o }}")


def test_from_chooses_among_the_graphs_of_the_data(sample_store: Store) -> None:
    """FROM restricts a query to the graphs that it names, as SPARQL says."""
    query = "SELECT ?s FROM {graph} WHERE {{ ?s skos:prefLabel ?label }} ORDER BY ?s"
    chosen = sample_store.select(query.format(graph="<https://w3id.org/greffe/org>"))
    names = [str(term).rpartition("/")[2] for term in chosen.column("s")]
    assert names == ["mess>", "mtq>", "ramq>"]


def test_from_named_chooses_the_graphs_of_graph(sample_store: Store) -> None:
    """FROM NAMED restricts what GRAPH may range over."""
    table = sample_store.select(
        "SELECT DISTINCT ?g FROM NAMED <https://w3id.org/greffe/org> "
        "WHERE { GRAPH ?g { ?s ?p ?o } }"
    )
    assert [str(term) for term in table.column("g")] == ["<https://w3id.org/greffe/org>"]


def test_a_graph_may_be_named_with_our_prefixes(sample_store: Store) -> None:
    """The prefixes that need no declaration serve in FROM too."""
    with pytest.raises(InputError, match=r"ontology#register> \(FROM\) is not in the data"):
        sample_store.query("SELECT * FROM greffe:register WHERE { ?s ?p ?o }")


def test_what_cannot_be_read_is_refused(sample_store: Store) -> None:
    """A query that mentions SERVICE and breaks the grammar has its place, and is not run."""
    with pytest.raises(SyntaxFault) as caught:
        sample_store.query("SELECT * WHERE {\n  SERVICE { ?s ?p ?o }\n}")
    assert caught.value.line is not None
    with pytest.raises(SyntaxFault) as other:
        sample_store.query("SELECT * WHERE {")
    assert caught.value.remedy == other.value.remedy


def test_queries_change_nothing(sample_store: Store) -> None:
    """An update is refused as one, whatever it would do."""
    before = len(sample_store)
    with pytest.raises(UsageError, match="only SELECT"):
        sample_store.query("INSERT DATA { <x:a> <x:b> <x:c> }")
    assert len(sample_store) == before


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 1SERVICE<https://x.example/>{ ?a ?b ?c } }",
        "SELECT * { FILTER(?a<1)SERVICE<https://x.example/>{ ?a ?b ?c } }",
        "SELECT * { FILTER(?a<1)SERVICE?x{ ?a ?b ?c }FILTER(?b>1) }",
        "SELECT((?a<?b)AS?c)FROM<file:///etc/passwd>{ ?s ?p ?o FILTER(?x>1) }",
    ],
)
def test_no_bracket_hides_a_keyword(query: str) -> None:
    """What stands between a “<” and a “>” that are no IRI is looked at."""
    with pytest.raises(GreffeError):
        chosen_graphs(query, lambda _graph: False)


def test_an_identifier_is_no_keyword() -> None:
    """An IRI or a name that holds “service” or “from” calls nobody and chooses nothing."""
    query = "SELECT * { <https://x.example/service/from> prov:wasQuotedFrom ?o }"
    assert NONE == chosen_graphs(query, lambda _graph: False)


SHIPPED = sorted(queries_dir().rglob("*.rq"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_our_own_queries_need_no_parser(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No query that comes with Greffe has to wait for a parser to be known harmless."""
    monkeypatch.setattr(guard, "_parsed", lambda _query: pytest.fail("was parsed"))
    assert NONE == chosen_graphs(path.read_text(encoding="utf-8"), lambda _graph: False)


ENDS = ("\n", "\r", "\r\n", "\\u000A", "\\u000d", "\\U0000000A")
"""What ends a line, as it is and as an escape."""

comments = st.text(st.sampled_from("#SERVICEfrom <>\"'{}\\un0\t/:."), max_size=30)


@given(st.lists(st.tuples(comments, st.sampled_from(ENDS)), max_size=4))
def test_no_comment_at_the_beginning_hides_a_call(header: list[tuple[str, str]]) -> None:
    """After comments of whatever words, however their lines end, SERVICE is refused."""
    begun = "".join(f"#{comment}{end}" for comment, end in header)
    with pytest.raises(GreffeError):
        chosen_graphs(f"{begun}ASK {{ SERVICE {OUT} {{ ?s ?p ?o }} }}", lambda _graph: False)


@given(comments.filter(lambda comment: "\\" not in comment), st.sampled_from(ENDS[:3]))
def test_words_of_a_comment_at_the_beginning_call_nobody(comment: str, end: str) -> None:
    """What a header says is not part of the query."""
    assert NONE == chosen_graphs(f"#{comment}{end}ASK {{ ?s ?p ?o }}", lambda _graph: False)


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ ?s ?p '#' SERVICE {OUT} {{ }} }}",
        f"ASK {{ ?s ?p <x:#> SERVICE {OUT} {{ }} }}",
        f"#\\u000AASK {{ SERVICE {OUT} {{ }} }}",
        f"\\u0023\nASK {{ SERVICE {OUT} {{ }} }}",
        f"# a\x0bb\x85\u2028\nASK {{ SERVICE {OUT} {{ }} }}",
    ],
)
def test_a_sign_of_number_begins_a_comment_only_where_nothing_can_be_open(query: str) -> None:
    """In a string, in an IRI or as an escape it hides nothing that comes after it."""
    with pytest.raises(GreffeError):
        chosen_graphs(query, lambda _graph: False)
