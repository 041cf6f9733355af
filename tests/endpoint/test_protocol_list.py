"""Every requirement of the query part of the SPARQL 1.1 Protocol, and the tests that hold it.

The sections are those of the W3C Recommendation of 21 March 2013; what it asks of clients only is
held as what a server makes of it.  The rest of the tests is in ``test_protocol``.

- 2.1 a query by GET, by form or directly, no other method:
  test_by_get, test_by_form, test_directly, test_other_methods, test_head_is_get_without_body
- 2.1 exactly one query string, as many graphs as one likes:
  test_not_exactly_one_query, test_two_queries_by_get, test_an_empty_query,
  test_several_default_graphs_are_merged, test_graphs_without_a_query
- 2.1 no update where a query should be:
  test_an_update_is_no_query, test_updates_of_the_protocol
- 2.1.1 parameters percent-encoded, separated by an ampersand, in any order:
  test_by_get_with_plus_for_space, test_form_and_direct_decode_once, test_in_any_order,
  test_only_the_ampersand_separates, test_not_utf8_encoded, test_what_is_not_known_is_passed_over
- 2.1.1 no body with GET:
  test_a_body_with_get_is_passed_over
- 2.1.2 the type of a form, its parameters in the body:
  test_by_form_with_charset, test_bodies_without_a_type, test_query_in_the_address_of_a_post
- 2.1.3 the type of a query, its body not encoded, in UTF-8, the rest in the address:
  test_query_is_utf8, test_the_type_of_a_query_may_have_a_charset, test_types_have_no_case,
  test_not_utf8_directly, test_another_charset, test_other_bodies,
  test_direct_post_has_graphs_in_its_address, test_every_way_takes_every_graph
- 2.1.4 the dataset: of the request, else of the query, else our own:
  test_default_graph_uri, test_named_graph_uri, test_both, test_default_graph_leaves_no_named_graph,
  test_the_request_has_the_last_word, test_graphs_of_the_query, test_without_any_choice,
  test_graphs_outside
- 2.1.5 the format that the client accepts:
  test_of_select, test_of_ask, test_of_graphs, test_none_will_do, test_the_answer_varies
- 2.1.6 a successful answer: 2XX, results or a graph, of the type that it says:
  test_json, test_xml, test_csv, test_tsv, test_construct, test_empty_answers_are_answers,
  test_each_way_answers_each_form
- 2.1.7 a failure: 400 for what is no query, another code for what is not carried out:
  test_malformed_query, test_the_place_of_the_fault, test_refusals_are_clear,
  test_problems_are_documents
- 2.3 the base of relative IRIs is that of the query:
  test_the_base_is_that_of_the_query, test_without_a_base_nothing_is_relative
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest
from tests.served import FORM, QUERY

if TYPE_CHECKING:
    from tests.served import Answer, Endpoint

ASK = "ASK {}"
RAMQ = "https://w3id.org/greffe/org/ramq"
REGISTER = "https://w3id.org/greffe/id/mifi/register"
INVENTORY = "https://w3id.org/greffe/id/mifi/inventory"
GRAPHS = [("default-graph-uri", REGISTER), ("named-graph-uri", INVENTORY)]
BOTH = "ASK { ?c a greffe:Communication . GRAPH ?g { ?f a greffe:PersonalInformationFile } }"
NEITHER = "ASK { ?f a greffe:PersonalInformationFile }"
WAYS = ("get", "form", "direct")


def asked(endpoint: Endpoint, way: str, query: str, graphs: list[tuple[str, str]]) -> Answer:
    """Ask a query with graphs, in one of the three ways."""
    if way == "direct":
        target = f"/sparql?{urlencode(graphs)}"
        return endpoint.ask(target, "POST", query.encode(), content_type=QUERY)
    answer: Answer = getattr(endpoint, way)([("query", query), *graphs])
    return answer


def verdict(answer: Answer) -> bool:
    """Return what an ASK was answered, as JSON."""
    assert answer.status == 200, answer.text
    return bool(json.loads(answer.body)["boolean"])


def test_every_requirement_is_held_by_tests_that_there_are() -> None:
    """The list above names tests of these files, and no other."""
    listed = set(re.findall(r"\btest_(?!protocol\b)\w+", __doc__ or ""))
    here = Path(__file__).parent
    files = ("test_protocol.py", "test_protocol_list.py", "test_attacks.py")
    trees = [ast.parse((here / name).read_text(encoding="utf-8")) for name in files]
    there = {
        node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    }
    assert set() == listed - there
    assert 45 <= len(listed)


@pytest.mark.parametrize("way", WAYS)
def test_every_way_takes_every_graph(either: Endpoint, way: str) -> None:
    """2.1.1 to 2.1.4: default and named graphs are chosen alike, however a query is asked."""
    answers = [asked(either, way, query, GRAPHS) for query in (BOTH, NEITHER)]
    assert [True, False] == list(map(verdict, answers))


@pytest.mark.parametrize("way", ["get", "form"])
def test_in_any_order(either: Endpoint, way: str) -> None:
    """2.1.1: parameters come in any order."""
    first, second = GRAPHS
    pairs = [second, ("query", BOTH), first]
    assert verdict(getattr(either, way)(pairs)) is True


def test_only_the_ampersand_separates(either: Endpoint) -> None:
    """2.1.1: a semicolon is part of a value, and here of no query."""
    assert either.ask(f"/sparql?query={quote(ASK)};query={quote(ASK)}").status == 400


@pytest.mark.parametrize("way", ["get", "form"])
def test_what_is_not_known_is_passed_over(either: Endpoint, way: str) -> None:
    """2.1: other parameters than those of the protocol change nothing."""
    pairs = [("timeout", "0"), ("query", ASK), ("format", "text/html"), ("callback", "x")]
    assert verdict(getattr(either, way)(pairs)) is True


def test_a_body_with_get_is_passed_over(either: Endpoint) -> None:
    """2.1.1: a GET has no body; one that has is answered for its address alone."""
    target = f"/sparql?query={quote(ASK)}"
    answer = either.ask(target, "GET", b"query=SELECT", content_type=FORM)
    assert verdict(answer) is True


def test_an_empty_query(either: Endpoint) -> None:
    """2.1, 2.1.7: an empty text is a query that is malformed, not the lack of one."""
    statuses = [asked(either, way, "", []).status for way in WAYS]
    assert [400, 400, 400] == statuses


@pytest.mark.parametrize(
    "pairs",
    [{"update": "CLEAR ALL"}, {"update": "CLEAR ALL", "query": ASK}, {"query": "CLEAR ALL"}],
)
@pytest.mark.parametrize("way", ["get", "form"])
def test_an_update_is_no_query(either: Endpoint, way: str, pairs: dict[str, str]) -> None:
    """2.1, 2.2: neither the operation nor the text of an update is taken for a query."""
    assert getattr(either, way)(pairs).status == 403


@pytest.mark.parametrize("option", ["; charset=utf-8", ';charset="UTF-8"', "; x=y"])
def test_the_type_of_a_query_may_have_a_charset(either: Endpoint, option: str) -> None:
    """2.1.3: UTF-8 is the one charset; saying so is no fault."""
    answer = either.ask("/sparql", "POST", ASK.encode(), content_type=f"{QUERY}{option}")
    assert verdict(answer) is True


@pytest.mark.parametrize(("media_type", "body"), [(QUERY, ASK), (FORM, "query=ASK%20%7B%7D")])
def test_types_have_no_case(either: Endpoint, media_type: str, body: str) -> None:
    """RFC 9110, 8.3.1: the names of media types are the same in capitals."""
    answer = either.ask("/sparql", "POST", body.encode(), content_type=media_type.title())
    assert verdict(answer) is True


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("query", "media_type"),
    [
        (f"SELECT ?n {{ <{RAMQ}> greffe:acronym ?n }}", "application/sparql-results+json"),
        (ASK, "application/sparql-results+json"),
        (f"CONSTRUCT {{ <{RAMQ}> a ?t }} WHERE {{ <{RAMQ}> a ?t }}", "text/turtle"),
        (f"DESCRIBE <{RAMQ}>", "text/turtle"),
    ],
)
def test_each_way_answers_each_form(
    either: Endpoint, query: str, media_type: str, way: str
) -> None:
    """2.1.6: every form of query has an answer of its own kind, however it is asked."""
    answer = asked(either, way, query, [])
    assert (200, media_type, True) == (answer.status, answer.media_type, len(answer.body) > 0)


@pytest.mark.parametrize("way", WAYS)
def test_the_base_is_that_of_the_query(either: Endpoint, way: str) -> None:
    """2.3, RFC 3986 5.1.1: BASE is what relative IRIs are resolved against."""
    query = f"BASE <{RAMQ.removesuffix('ramq')}x> ASK {{ <ramq> greffe:acronym ?n }}"
    assert verdict(asked(either, way, query, [])) is True


def test_without_a_base_nothing_is_relative(either: Endpoint) -> None:
    """2.3: nothing else gives a base; a relative IRI without one is a fault."""
    assert either.query("ASK { <ramq> ?p ?o }").status == 400
