"""Queries are read token by token; values enter them as terms, never as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.errors import UsageError
from greffe.namespaces import GREFFE
from greffe.store.query_text import (
    fault,
    missing_prefixes,
    prologue,
    tokens,
    used_names,
    with_values,
)
from greffe.terms import XSD_INTEGER, Blank, Iri, Literal, Term, text

if TYPE_CHECKING:
    from greffe.store import Store

RAMQ = Iri("https://w3id.org/greffe/org/ramq")
MESS = Iri("https://w3id.org/greffe/org/mess")
RECIPIENTS = "SELECT ?n WHERE { ?e greffe:recipient ?r ; dcterms:identifier ?n } ORDER BY ?n"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?s a greffe:File", ["variable ?s", "word a", "name greffe:File"]),
        ("<x:a#b> # <x:c>", ["iri <x:a#b>", "comment # <x:c>"]),
        ("'it\\'s' \"{\"", ["string 'it\\'s'", 'string "{"']),
        ('"""a"b\n}"""', ['string """a"b\n}"""']),
        ("'é'@fr-CA _:b1", ["string 'é'", "language @fr-CA", "blank _:b1"]),
        ("?a<?b", ["variable ?a", "mark <", "variable ?b"]),
        (":local p:a.b.", ["name :local", "name p:a.b", "mark ."]),
        ("rdf:type/skos:broader*", ["name rdf:type", "mark /", "name skos:broader", "mark *"]),
        ("été:p", ["name été:p"]),
    ],
)
def test_tokens_follow_the_grammar(query: str, expected: list[str]) -> None:
    """Strings, IRIs, comments, names, variables and marks are told apart."""
    assert [f"{token.kind} {token.text}" for token in tokens(query)] == expected


@given(st.text(max_size=60))
def test_no_text_is_lost(query: str) -> None:
    """Every character that is not white space is in exactly one token, in order."""
    found = "".join("".join(token.text.split()) for token in tokens(query))
    assert found == "".join(query.split())


def test_only_prefixes_used_and_undeclared_are_missing() -> None:
    """Declared prefixes, and names inside strings, comments and IRIs, are not missing."""
    query = (
        "PREFIX a: <x:>\nSELECT * WHERE { a:x b:y 'c:z' . <d:w> ?p _:e } # f:v\nORDER BY g:date(?p)"
    )
    assert list(missing_prefixes(query)) == ["b", "g"]


def test_the_prologue_supplies_our_prefixes_only() -> None:
    """What we know is declared on lines of its own, and what we do not know stays missing."""
    query = "SELECT * WHERE { ?s skos:broader ?o ; greffe:since ?y ; nope:p ?z }"
    assert prologue(query) == (
        "PREFIX greffe: <https://w3id.org/greffe/ontology#>\n"
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
    )


def test_a_query_that_declares_its_prefixes_has_no_prologue() -> None:
    """Nothing is added to a complete query."""
    assert prologue("PREFIX skos: <x:> SELECT * WHERE { ?s skos:broader ?o }") == ""


def test_the_terms_of_a_namespace_are_found() -> None:
    """Names and whole IRIs alike, each once, at its first use."""
    query = f"SELECT * {{ ?s greffe:since ?y ; <{GREFFE}since> ?z ; <{GREFFE}field> ?f ; a ?t }}"
    found = used_names(query, GREFFE)
    assert {iri.removeprefix(GREFFE): token.start for iri, token in found.items()} == {
        "since": query.index("greffe:since"),
        "field": query.index(f"<{GREFFE}field>"),
    }


def test_a_prefix_means_what_the_query_says() -> None:
    """A query that gives greffe: another meaning uses no term of ours by it."""
    assert used_names("PREFIX greffe: <x:> SELECT * { ?s greffe:since ?y }", GREFFE) == {}
    query = f"PREFIX g: <{GREFFE}> SELECT * {{ ?s g:since ?y }}"
    assert list(used_names(query, GREFFE)) == [f"{GREFFE}since"]


def test_without_values_the_query_stays_as_it_is() -> None:
    """No parameter, no change."""
    assert with_values(RECIPIENTS, {}) == RECIPIENTS


def test_values_open_the_where_group() -> None:
    """Terms are written by their grammar inside the outermost group."""
    bound = with_values("SELECT ?a WHERE { ?a ?b ?c }", {"b": RAMQ, "c": text("é", "fr")})
    assert bound == (
        "SELECT ?a WHERE { VALUES (?b ?c) "
        '{ (<https://w3id.org/greffe/org/ramq> "é"@fr) }  ?a ?b ?c }'
    )


OPEN = "SELECT ?a { { SELECT ?a ?b { VALUES ?b { UNDEF } ?a greffe:recipient ?b } } }"
"""A subquery that leaves a variable open."""


def test_a_value_takes_the_place_that_a_subquery_leaves_open() -> None:
    """What stands outside a subquery narrows nothing in it: the value is said there too."""
    assert with_values(OPEN, {"b": RAMQ}) == OPEN.replace("UNDEF", str(RAMQ)).replace(
        "SELECT ?a {", f"SELECT ?a {{ VALUES (?b) {{ ({RAMQ}) }} ", 1
    )


def test_every_open_place_of_a_variable_is_filled() -> None:
    """However many subqueries leave it open, and however their words are written."""
    query = (
        "ASK { { SELECT ?b { values ?b{undef} } } { SELECT ?b { VALUES $b\n{ UnDef # any\n} } } }"
    )
    bound = with_values(query, {"b": RAMQ})
    assert bound.count(str(RAMQ)) == 3
    assert "undef" not in bound.lower()


@pytest.mark.parametrize(
    "inside",
    [
        "VALUES ?c { UNDEF }",
        "VALUES (?b) { (UNDEF) }",
        "VALUES ?b { UNDEF <x:a> }",
        'FILTER(?a = "VALUES ?b { UNDEF }")',
        "# VALUES ?b { UNDEF }\n",
    ],
)
def test_nothing_else_is_an_open_place(inside: str) -> None:
    """Another variable, a list, a string and a comment stay as they are."""
    bound = with_values(f"SELECT ?a {{ ?a ?b ?c {inside} }}", {"b": RAMQ})
    assert bound.endswith(f"?a ?b ?c {inside} }}")


def test_an_open_place_without_a_value_lets_anything_be(sample_store: Store) -> None:
    """The query means the same with the place left open as without it."""
    plain = OPEN.replace("VALUES ?b { UNDEF }", "")
    assert with_values(OPEN, {"a": MESS}).endswith(OPEN.removeprefix("SELECT ?a {"))
    assert sorted(map(str, sample_store.select(plain).rows)) == sorted(
        map(str, sample_store.select(OPEN).rows)
    )
    assert len(sample_store.select(plain)) > 0


def test_an_open_place_changes_no_answer(sample_store: Store) -> None:
    """With the value in the subquery or only outside it, the rows are the same."""
    query = "SELECT ?n { { SELECT ?e ?r { %s ?e greffe:recipient ?r } } ?e dcterms:identifier ?n }"
    given_: dict[str, Term] = {"r": RAMQ}
    found = sample_store.select(query % "VALUES ?r { UNDEF }", given_)
    assert sorted(map(str, sample_store.select(query % "", given_).rows)) == sorted(
        map(str, found.rows)
    )
    assert len(found) > 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?n WHERE { ?e greffe:recipient ?r ; dcterms:identifier ?n }",
        "SELECT ?n { ?e greffe:recipient ?r ; dcterms:identifier ?n }",
        "# {\nSELECT ?n WHERE { ?e greffe:recipient ?r ; dcterms:identifier ?n }",
        "SELECT ?n (EXISTS { ?e ?p ?o } AS ?x) { ?e greffe:recipient ?r ; dcterms:identifier ?n }",
        "SELECT ?n WHERE { { ?e greffe:recipient ?r } ?e dcterms:identifier ?n }",
        "SELECT ?n WHERE { ?e greffe:recipient ?r0 ; dcterms:identifier ?n FILTER(?r0 = ?r) }",
        "SELECT ?n WHERE { ?e dcterms:identifier ?n FILTER EXISTS { ?e greffe:recipient ?r } }",
        "SELECT ?n WHERE { ?e greffe:recipient ?r0 ; dcterms:identifier ?n BIND(?r0 AS ?r) }",
        "SELECT ?n WHERE { { SELECT ?e ?r { ?e greffe:recipient ?r } } ?e dcterms:identifier ?n }",
        "SELECT ?n WHERE { ?e greffe:recipient ?r ; dcterms:identifier ?n } GROUP BY ?n LIMIT 5",
    ],
)
def test_a_bound_variable_restricts_every_kind_of_query(sample_store: Store, query: str) -> None:
    """Patterns, filters, computed variables and sub-queries all see the value."""
    assert sample_store.select(query, {"r": RAMQ}).column("n") == (Literal("C1"),)
    assert sample_store.select(query, {"r": MESS}).column("n") == (Literal("C2"),)


def test_counts_count_what_is_bound(sample_store: Store) -> None:
    """A value restricts the group before it is counted, though the variable is not projected."""
    query = "SELECT (COUNT(?e) AS ?n) WHERE { ?e greffe:recipient ?r }"
    assert sample_store.select(query).rows == ((Literal("2", XSD_INTEGER),),)
    assert sample_store.select(query, {"r": RAMQ}).rows == ((Literal("1", XSD_INTEGER),),)


def test_an_optional_parameter_may_stay_unbound(sample_store: Store) -> None:
    """A filter on BOUND makes the parameter optional."""
    query = (
        "SELECT ?n WHERE { ?e dcterms:identifier ?n ; greffe:recipientText ?t "
        "FILTER(!BOUND(?words) || CONTAINS(LCASE(?t), LCASE(?words))) } ORDER BY ?n"
    )
    assert sample_store.select(query).column("n") == (Literal("C1"), Literal("C2"))
    bound = sample_store.select(query, {"words": Literal("EMPLOI")})
    assert bound.column("n") == (Literal("C2"),)


@pytest.mark.parametrize(
    "hostile",
    [
        '") } } DROP ALL #',
        'x" ) } UNION { ?e ?p ?o } #',
        "\\",
        "\n}\n",
        "' OR 1=1 --",
        "<x:y>",
        "}} SERVICE <http://127.0.0.1:9/> {",
    ],
)
def test_no_value_becomes_syntax(sample_store: Store, hostile: str) -> None:
    """Whatever a person types is a value, compared as it is."""
    query = "SELECT ?given WHERE { ?e dcterms:identifier 'C1' BIND(?words AS ?given) }"
    bound = with_values(query, {"words": Literal(hostile)})
    if "SERVICE" not in hostile:
        assert sample_store.select(bound).rows == ((Literal(hostile),),)
    (string,) = [
        token for token in tokens(bound) if token.kind == "string" and token.text[0] == '"'
    ]
    assert string.text == str(Literal(hostile))


def test_rdflib_gives_the_same_answer() -> None:
    """The bound query is plain SPARQL 1.1: another engine reads it alike."""
    from rdflib import Graph

    graph = Graph().parse(data="<x:a> <x:p> <x:b> . <x:c> <x:p> <x:d> .")
    query = "SELECT (COUNT(?s) AS ?n) WHERE { ?s <x:p> ?o }"
    found = graph.query(with_values(query, {"o": Iri("x:b")}))
    assert [list(map(str, binding.values())) for binding in found.bindings] == [["1"]]


def test_a_blank_node_is_no_value() -> None:
    """A blank node in a query is a variable: it cannot be given."""
    values: dict[str, Term] = {"r": Blank("b")}
    with pytest.raises(UsageError, match="blank node"):
        with_values(RECIPIENTS, values)


def test_a_query_without_group_takes_no_values() -> None:
    """DESCRIBE <x> has nothing to bind in."""
    with pytest.raises(UsageError, match="no WHERE group"):
        with_values("DESCRIBE <x:a>", {"r": RAMQ})


def test_ranges_of_letters_are_no_words() -> None:
    """What the parser says of letters by their numbers is not shown as keywords."""
    message = (
        "error at 1:5: expected one of \"(\", FILTER, ['\\u{F900}'..='\\u{FDCF}' | '\\u{FFFD}']"
    )
    told = fault("SELECT", message).message.fr
    assert 'SPARQL, ligne 1, colonne 5 : erreur de syntaxe (attendu : "(", FILTER).' == told


def test_a_fault_gives_line_column_and_what_was_expected() -> None:
    """Of the engine's message the words of the language are kept, its character classes are not."""
    message = "error at 2:5: expected one of \"(\", \"{\", FILTER, ['0'..='9'], [_]"
    found = fault("SELECT *\nWHER", message)
    assert (found.line, found.column) == (2, 5)
    assert found.message.fr == (
        'SPARQL, ligne 2, colonne 5 : erreur de syntaxe (attendu : "(", "{", FILTER).'
    )


def test_a_fault_counts_from_the_persons_own_text() -> None:
    """Lines that were put before the query are not counted."""
    assert fault("SELECT", "error at 4:1: expected [_]", added=3).line == 1


def test_a_message_without_place_is_passed_on() -> None:
    """What does not say where still says what."""
    found = fault("SELECT", "too long")
    assert (found.line, found.column) == (None, None)
    assert "too long" in found.message.en
