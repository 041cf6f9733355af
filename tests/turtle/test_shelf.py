"""Graphs on shelves: unions say what their parts say, and remember only what still holds."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from greffe.turtle.reading import parse_content
from greffe.turtle.shelf import ntriples_of, remember, statements_of, subjects_of, union

EX = "https://example.org/"
ONE, TWO, THREE = (URIRef(f"{EX}{name}") for name in ("one", "two", "three"))
P, Q = URIRef(f"{EX}p"), URIRef(f"{EX}q")
NODES = (ONE, TWO, THREE)
TRIPLES = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from((P, Q)), st.sampled_from(NODES)), max_size=6
)

Triple = tuple[URIRef, URIRef, URIRef]


def shelved(triples: list[Triple]) -> Graph:
    """Return the graph of a file that states these triples."""
    text = "\n".join(f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in triples)
    return parse_content(text.encode(), Path("t.ttl"))


def plain(*parts: list[Triple]) -> Graph:
    """Return all triples in a graph of rdflib's own."""
    graph = Graph()
    for triple in (each for part in parts for each in part):
        graph.add(triple)
    return graph


@given(st.lists(TRIPLES, max_size=4))
def test_a_union_says_what_its_parts_say(parts: list[list[Triple]]) -> None:
    """Whatever is asked of a union, it answers as one graph of all statements would."""
    together, expected = union(map(shelved, parts)), plain(*parts)
    for subject in (None, *NODES):
        for predicate in (None, P, Q):
            for value in (None, *NODES):
                pattern = (subject, predicate, value)
                found = list(together.triples(pattern))
                assert set(expected.triples(pattern)) == set(found)
                assert len(set(found)) == len(found)


@given(TRIPLES, TRIPLES, TRIPLES)
def test_a_union_of_unions_says_the_same(
    one: list[Triple], two: list[Triple], three: list[Triple]
) -> None:
    """It does not matter what was put together first."""
    nested = union((union((shelved(one), shelved(two))), shelved(three)))
    expected = plain(one, two, three)
    for value in NODES:
        assert set(expected.subjects(P, value)) == set(nested.subjects(P, value))
        assert set(expected.objects(value, Q)) == set(nested.objects(value, Q))
    assert set(expected.subjects()) == subjects_of(nested)


def test_what_parts_share_is_not_changed_by_their_union() -> None:
    """Two files that say something of one thing each go on saying their own."""
    one, two = shelved([(ONE, P, TWO)]), shelved([(ONE, P, THREE), (TWO, P, TWO)])
    together = union((one, two))
    assert {TWO, THREE} == set(together.objects(ONE, P))
    assert {ONE, TWO} == set(together.subjects(P, TWO))
    assert ([TWO], [THREE]) == (list(one.objects(ONE, P)), list(two.objects(ONE, P)))
    assert ([ONE], [TWO]) == (list(one.subjects(P, TWO)), list(two.subjects(P, TWO)))


def test_a_statement_added_to_a_union_is_found_from_both_ends() -> None:
    """Adding reaches the index too, also when it was asked before."""
    together = union((shelved([(ONE, P, TWO)]), shelved([(ONE, Q, TWO)])))
    assert [ONE] == list(together.subjects(P, TWO))
    together.add((THREE, P, TWO))
    assert {ONE, THREE} == set(together.subjects(P, TWO))
    assert [TWO] == list(together.objects(THREE, P))
    assert b"three" in b"".join(ntriples_of(together))


def test_what_follows_from_a_graph_is_made_once() -> None:
    """The second time, what was made is given back."""
    graph, made = shelved([(ONE, P, TWO)]), list[int]()

    def count() -> int:
        made.append(len(graph))
        return len(graph)

    assert [1, 1] == [remember(graph, "count", count), remember(graph, "count", count)]
    assert [1] == made


def test_what_followed_from_a_graph_is_forgotten_when_it_grows() -> None:
    """After a statement has been added, things are made anew."""
    graph = shelved([(ONE, P, TWO)])
    assert [1] == [remember(graph, "count", lambda: len(graph))]
    graph.add((TWO, P, ONE))
    assert [2] == [remember(graph, "count", lambda: len(graph))]


def test_a_graph_of_rdflibs_own_remembers_nothing() -> None:
    """It may change without anybody knowing."""
    graph = plain([(ONE, P, TWO)])
    assert [1] == [remember(graph, "count", lambda: len(graph))]
    graph.remove((ONE, P, TWO))
    assert [0] == [remember(graph, "count", lambda: len(graph))]


def test_statements_of_a_file_keep_its_order() -> None:
    """They come as the file gives them."""
    triples = [(TWO, P, ONE), (ONE, P, TWO), (TWO, Q, ONE)]
    assert tuple(triples) == statements_of(shelved(triples))
