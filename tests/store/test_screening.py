"""What another engine gets is a query of SPARQL 1.1 that only asks, and hides nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from greffe.errors import GreffeError, RefusedQuery, SyntaxFault
from greffe.namespaces import PREFIXES
from greffe.store.screening import screened

GRAPH = "urn:greffe:known"
PIECES = (
    "?s ?p ?o .",
    "?s a greffe:File .",
    "FILTER(?s > 1)",
    "# words\n",
    "#\r",
    "<x:y>",
    "'#'",
    '"\\u0023"',
    "OPTIONAL { ?s <x:#y> ?z }",
    "SERVICE <x:y> { ?a ?b ?c }",
    "}",
    "{",
    "\n",
)


def known(iri: str) -> bool:
    """Return whether a graph is the one that there is."""
    return iri == GRAPH


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("select (COUNT(*) AS ?n) {}", "SELECT"),
        ("ASK {}", "ASK"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "GRAPH"),
        ("DESCRIBE <x:y>", "GRAPH"),
        ("# SELECT\nASK {}", "ASK"),
        ("PREFIX select: <x:> ASK { ?s select:construct ?o }", "ASK"),
    ],
)
def test_the_form_is_told(query: str, form: str) -> None:
    """By a parser, not by the first word that looks like one."""
    assert form == screened(query, known).form


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("ASK {} # words", "ASK {} "),
        ("ASK { # a\n ?s ?p '# b' # c\r\n}", "ASK { \n ?s ?p '# b' \r\n}"),
        ("ASK { ?s <x:y#z> ?o }", "ASK { ?s <x:y#z> ?o }"),
        ('ASK { ?s ?p """#\n#""" }', 'ASK { ?s ?p """#\n#""" }'),
    ],
)
def test_comments_stay_here(query: str, sent: str) -> None:
    """What is in a string or an IRI is none."""
    assert sent == screened(query, known).text


def test_our_prefixes_are_declared() -> None:
    """Another engine does not know them; those that the query declares are its own."""
    text = screened("PREFIX skos: <x:> ASK { ?s a greffe:File ; skos:y ?z }", known).text
    assert text.startswith("PREFIX greffe: <https://w3id.org/greffe/ontology#>\nPREFIX skos: <x:>")


def test_graphs_are_told_beside_the_query() -> None:
    """Those that FROM and FROM NAMED name, where they are known."""
    query = f"ASK FROM <{GRAPH}> FROM NAMED <{GRAPH}> {{}}"
    assert ((GRAPH,), (GRAPH,)) == screened(query, known).graphs
    with pytest.raises(RefusedQuery):
        screened("ASK FROM <urn:other> {}", known)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (<bif:sys_eval>('id') AS ?x) {}",
        "SELECT (<BIF:sys_eval>('id') AS ?x) {}",
        "SELECT (<b\\u0069f:sys_eval>('id') AS ?x) {}",
        "PREFIX b: <bif:> SELECT (b:http_get('http://x.test') AS ?x) {}",
        "BASE <bif:> SELECT (<http_get>('http://x.test') AS ?x) {}",
        "PREFIX xsd: <sql:> SELECT (xsd:string('1') AS ?x) {}",
        "ASK { ?s <java:org.example.Evil> ?o }",
        "ASK { GRAPH <file:///etc/passwd> { ?s ?p ?o } }",
        "ASK { FILTER(<http://x.test/f>()) }",
        "ASK { FILTER <http://x.test/f>(1) }",
        "PREFIX f: <http://x.test/> ASK { ?s ?p ?o BIND(f:g(?s) AS ?x) }",
        "PREFIX f: <http://x.test/> SELECT ?s { ?s ?p ?o } GROUP BY f:g(?s)",
        "PREFIX f: <http://x.test/> SELECT ?s { ?s ?p ?o } ORDER BY DESC(f:g(?s))",
        "PREFIX f: <http://x.test/> SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING(f:g(?s))",
        "PREFIX f: <http://x.test/> SELECT (f:g(DISTINCT ?s) AS ?x) { ?s ?p ?o }",
        "PREFIX : <http://x.test/> ASK { ?s ?p ?o FILTER(EXISTS { ?s ?p ?o FILTER(:g(1)) }) }",
        "SELECT (<http://x.test/f> # comment\n (1) AS ?x) {}",
    ],
)
def test_engines_are_not_reached_around_their_data(query: str) -> None:
    """Functions and names that are no part of SPARQL 1.1 are refused, however they are written."""
    with pytest.raises(GreffeError):
        screened(query, known)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p ?o FILTER(xsd:integer(?o) > 1) }",
        "ASK { FILTER(<http://www.w3.org/2001/XMLSchema#integer>('1') = 1) }",
        "ASK { ?s <x:y> (1 2) }",
        "ASK { ?s <x:y> ( <x:a> (1) ) }",
        "ASK { ?s <x:a>/(<x:b>|<x:c>)* ?o }",
        "ASK { ?s ?p 'bif: <java:x> SERVICE' }",
        "SELECT (REPLACE('a', 'b', 'c') AS ?x) {}",
    ],
)
def test_what_sparql_has_goes_through(query: str) -> None:
    """Casts, lists, paths and words in strings are none of these."""
    assert screened(query, known).text.endswith(query)


@pytest.mark.parametrize(
    "query",
    ["LOAD <x:y>", "INSERT DATA { <x:a> <x:b> 1 }", "PREFIX x: <x:> CLEAR ALL", "DROP GRAPH <x:y>"],
)
def test_updates_are_refused(query: str) -> None:
    """Some engines take them where a query should be."""
    with pytest.raises(RefusedQuery, match="only SELECT"):
        screened(query, known)


@pytest.mark.parametrize(
    "query", ["", "SELECT", "ASK {} ASK {}", 'DEFINE input:default-graph-uri "x" ASK {}', "{" * 999]
)
def test_what_is_no_query_is_a_fault(query: str) -> None:
    """Nothing is sent for the other engine to make sense of."""
    with pytest.raises(SyntaxFault):
        screened(query, known)


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_what_is_sent_is_what_was_read(parts: list[str]) -> None:
    """Whatever goes through means the same without its comments, and calls nobody."""
    query = f"ASK {{ {' '.join(parts)}\n }}"
    try:
        found = screened(query, known)
    except GreffeError:
        return
    once = Store().query(query, prefixes=PREFIXES)
    again = Store().query(found.text)
    assert bool(once) == bool(again)
    assert found.text == screened(found.text, known).text
