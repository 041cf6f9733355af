"""The page answers as the command does: same rows, same order, and the same refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.publication.live.conftest import Node, Request
from tests.questions.conftest import EXPECTED

from greffe.errors import GreffeError
from greffe.questions import bind, catalogue
from greffe.results import sparql_json
from greffe.results.model import Graph, Table
from greffe.store.query_text import prologue, with_values
from greffe.terms import Iri, Literal, text

if TYPE_CHECKING:
    from greffe.store import Store
    from greffe.terms import Term

HOSTILE_STRINGS = ('"} } #', "'''", "\\", "l’été\n{", "\x00\x7f", "?x $y", "\U0001f600")
VALUED = """
# a comment with { braces } and "quotes"
SELECT ?a ("}" AS ?brace) ?year WHERE { ?a <http://x/#(> ?b . BIND(1 AS ?year) }
"""


def requests(store: Store) -> list[Request]:
    """Return each question of the library with the arguments of each answer read by eye."""
    library = {question.name: question for question in catalogue()}
    return [
        Request(library[each.question].text, bind(library[each.question], each.arguments, store))
        for each in EXPECTED
    ]


def test_the_page_gives_the_rows_of_the_command_in_their_order(store: Store, node: Node) -> None:
    """Every question of the library has the same answer in WebAssembly as in the command."""
    asked = requests(store)
    expected = [store.select(each.text, each.values) for each in asked]
    found = [sparql_json.loads(answer["body"]) for answer in node.ask(asked)]
    assert expected == found


def test_every_question_of_the_library_is_compared() -> None:
    """No question escapes the comparison of the engines."""
    assert {question.name for question in catalogue()} == {each.question for each in EXPECTED}


def test_the_page_binds_values_by_the_very_text_of_the_command(store: Store, node: Node) -> None:
    """The query that the page sends is, letter for letter, the one that the command sends."""
    asked = requests(store)
    expected = [
        prologue(each.text).replace("\n", " ") + with_values(each.text, each.values)
        for each in asked
    ]
    assert expected == [answer["bound"] for answer in node.ask(asked)]


@pytest.mark.parametrize("words", HOSTILE_STRINGS)
def test_no_text_of_a_parameter_becomes_syntax(node: Node, words: str) -> None:
    """Whatever a person types is bound as one literal and comes back as it was typed."""
    (answer,) = node.ask([Request("SELECT ?words WHERE { }", {"words": Literal(words)})])
    assert sparql_json.loads(answer["body"]) == Table(("words",), ((Literal(words),),))


def test_terms_of_every_kind_are_written_as_the_command_writes_them(node: Node) -> None:
    """IRIs, numbers and texts in a language enter the query as N-Triples has them."""
    values: dict[str, Term] = {
        "a": Iri('http://x/a b"<>'),
        "b": text("été", "fr"),
        "year": Literal("2012", "http://www.w3.org/2001/XMLSchema#integer"),
    }
    (answer,) = node.ask([Request(VALUED, values)])
    assert answer.get("bound", answer) == with_values(VALUED, values)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { { SELECT ?a { VALUES ?a { UNDEF } } } { SELECT ?a { values $a{undef #\n} } } }",
        'SELECT * { VALUES (?a) { (UNDEF) } VALUES ?b { UNDEF } FILTER("VALUES ?a { UNDEF }") }',
        "SELECT * { VALUES ?toString { UNDEF } VALUES ?a { UNDEF",
    ],
)
def test_what_a_subquery_leaves_open_is_filled_as_the_command_fills_it(
    node: Node, query: str
) -> None:
    """The value stands at the same places, and only there."""
    whole = query if query.endswith("}") else f"{query} }} }}"
    values: dict[str, Term] = {"a": Iri("http://x/a")}
    (answer,) = node.ask([Request(whole, values)])
    assert answer.get("bound", answer) == with_values(whole, values)


def test_every_character_is_written_as_the_command_writes_it(node: Node) -> None:
    """Strings and IRIs of any characters, plain or odd, give the same text in both languages."""
    alphabet = [*map(chr, range(0x100)), "’", "€", "\u2028", "\ufffd", "\U0001f600"]
    words = ["".join(alphabet[at : at + 5]) for at in range(len(alphabet))]
    asked = [Request("ASK { }", {"a": Literal(word), "b": Iri(f"x:{word}")}) for word in words]
    expected = [with_values(each.text, each.values) for each in asked]
    assert expected == [answer["bound"] for answer in node.ask(asked)]


REFUSED = {
    "an update": "INSERT DATA { <http://x/a> <http://x/b> 1 }",
    "an update after a prologue": "PREFIX a: <http://x/> # note\nDELETE WHERE { ?s ?p ?o }",
    "another server": "SELECT * WHERE { SERVICE <http://x/> { ?s ?p ?o } }",
    "another server, silently": "SELECT * WHERE { { service silent ?x { ?s ?p ?o } } }",
    "a graph that is not there": "SELECT * FROM <http://x/> WHERE { ?s ?p ?o }",
    "a graph that is not there, by a prefix": "ASK FROM NAMED greffe:none { ?s ?p ?o }",
    "too deep a nest": f"SELECT * WHERE {'{' * 600} ?s ?p ?o {'}' * 600}",
    "what is not SPARQL": "SELECT WHERE",
}


@pytest.mark.parametrize("query", REFUSED.values(), ids=REFUSED.keys())
def test_the_page_refuses_what_the_command_refuses(store: Store, node: Node, query: str) -> None:
    """What the command refuses to evaluate, the page refuses, and says so in both languages."""
    with pytest.raises(GreffeError):
        store.query(query)
    (answer,) = node.ask([Request(query, {})])
    assert {"fr", "en"} == set(answer["fault"])


ALLOWED = {
    "the word SERVICE in a text": 'ASK { ?s ?p "SERVICE <http://x/> INSERT" }',
    "the word SERVICE in a comment": "ASK { ?s ?p ?o } # SERVICE FROM <http://x/>",
    "a name that begins with it": "ASK { ?service ?from greffe:service }",
    "the union of all graphs": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "one graph by FROM": (
        "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/greffe/id/mifi/register> { ?s ?p ?o }"
    ),
    "one graph by GRAPH": (
        "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/greffe/id/mifi/register> { ?s ?p ?o } }"
    ),
}


@pytest.mark.parametrize("query", ALLOWED.values(), ids=ALLOWED.keys())
def test_the_page_reads_the_same_graphs_as_the_command(
    store: Store, node: Node, query: str
) -> None:
    """The default graph is the union of all; FROM and GRAPH choose one, in both engines."""
    (answer,) = node.ask([Request(query, {})])
    assert sparql_json.loads(answer["body"]) == store.query(query)


def test_the_page_answers_graphs_in_turtle(store: Store, node: Node) -> None:
    """CONSTRUCT gives Turtle that holds the triples of the command's answer."""
    from rdflib import Graph as Triples

    query = "CONSTRUCT { ?s a greffe:Communication } WHERE { ?s a greffe:Communication }"
    (answer,) = node.ask([Request(query, {})])
    expected = store.query(query)
    assert isinstance(expected, Graph)
    assert answer["type"] == "text/turtle"
    assert len(Triples().parse(data=answer["body"])) == len(expected) > 0


def test_a_fault_of_syntax_is_shown_where_it_stands(node: Node) -> None:
    """The place of a fault counts from the person's own first line, not from our prefixes."""
    (answer,) = node.ask([Request("SELECT * WHERE { ?s greffe:recipient ?o ", {})])
    assert answer["details"]["line"] == 1
    assert answer["details"]["column"] <= 41
