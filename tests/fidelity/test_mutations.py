"""The proof is worth something: whatever word of whatever cell is touched, the check fails.

Most of these tests damage every cell of the graph at once and ask that the check name each of
them; the last ones damage one word, drawn anywhere.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from greffe.documents.fidelity import check
from greffe.documents.quotations import Quotation, read_quotations
from greffe.documents.received import Source
from greffe.documents.spans import Part, Span, quote, words
from greffe.namespaces import GREFFE, PROV, RDFS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rdflib import Graph

    from greffe.documents.spans import Word

EDITS: dict[str, Callable[[list[str], int], list[str]]] = {
    "changed": lambda found, at: [*found[:at], f"{found[at]}x", *found[at + 1 :]],
    "dropped": lambda found, at: [*found[:at], *found[at + 1 :]],
    "added": lambda found, at: [*found[: at + 1], "de", *found[at + 1 :]],
}
POSITIONS: dict[str, Callable[[int], int]] = {
    "first": lambda _: 0,
    "middle": lambda count: count // 2,
    "last": lambda count: count - 1,
}


def cells(graph: Graph) -> list[Quotation]:
    """Return the quotations that hold their words: all but excerpts without a text of their own."""
    return [quotation for quotation in read_quotations(graph) if quotation.texts]


def rewrite(graph: Graph, quotation: Quotation, old: str, new: str) -> None:
    """Put other words where the graph holds those of a quotation."""
    for holder, field in _holders(quotation):
        if (holder, field, Literal(old, lang="fr")) in graph:
            graph.remove((holder, field, Literal(old, lang="fr")))
            graph.add((holder, field, Literal(new, lang="fr")))
        elif (holder, field, URIRef(old)) in graph:
            graph.remove((holder, field, URIRef(old)))
            graph.add((holder, field, URIRef("".join(new.split()))))


def move(graph: Graph, source: Source, quotation: Quotation, covered: Iterable[Word]) -> None:
    """Let a quotation cover other words, in its lines and in its text alike."""
    span = covering(covered)
    iri = URIRef(quotation.iri)
    graph.set((iri, URIRef(f"{GREFFE}lines"), Literal(str(span))))
    graph.remove((iri, URIRef(f"{GREFFE}column"), None))
    rewrite(graph, quotation, quote(source.lines, quotation.span), quote(source.lines, span))


def covering(covered: Iterable[Word]) -> Span:
    """Return a span, word by word, of what is to be covered."""
    return Span(tuple(Part(line, line, rank, rank) for line, rank in covered))


def _holders(quotation: Quotation) -> list[tuple[URIRef, URIRef]]:
    if quotation.field is None:
        return [(URIRef(quotation.iri), URIRef(f"{PROV}value"))]
    return [(URIRef(owner), URIRef(quotation.field)) for owner in quotation.owners]


def edit(text: str, name: str, position: str) -> str:
    """Edit one word of a text and leave its paragraphs alone."""
    paragraphs = text.split("\n\n")
    at = {"first": 0, "middle": len(paragraphs) // 2, "last": -1}[position]
    found = paragraphs[at].split(" ")
    paragraphs[at] = " ".join(EDITS[name](found, POSITIONS[position](len(found))))
    return "\n\n".join(paragraphs)


def in_order(graph: Graph, source_iri: str, sources: dict[str, Source]) -> list[Quotation]:
    """Return the cells of the entries of a document in reading order, carried units left out."""
    source = sources[source_iri]
    found = [
        each
        for each in cells(graph)
        if each.document == source_iri and each.number and each.field != f"{GREFFE}unitText"
    ]
    return sorted(found, key=lambda each: words(source.lines, each.span))


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("name", EDITS)
def test_a_word_edited_in_any_cell_is_found(
    graph: Graph, sources: dict[str, Source], name: str, position: str
) -> None:
    """Each cell whose first, middle or last word is changed, dropped or added to is named."""
    touched = set()
    for quotation in cells(graph):
        for text in quotation.texts:
            rewrite(graph, quotation, text, edit(text, name, position))
        touched.add(quotation.iri)
    found = {each.subject for each in check(graph, sources) if each.kind == "misquoted"}
    assert touched == found


def test_a_word_moved_to_the_next_cell_in_the_text_is_found(
    graph: Graph, sources: dict[str, Source]
) -> None:
    """The cell that loses its last word and the one that gains it are both named."""
    touched = set()
    for iri, source in sources.items():
        for giver, taker in list(pairwise(in_order(graph, iri, sources)))[::2]:
            given_text = quote(source.lines, giver.span)
            taken_text = quote(source.lines, taker.span)
            rest, _, word = given_text.rpartition(" ")
            rewrite(graph, giver, given_text, rest)
            rewrite(graph, taker, taken_text, f"{word} {taken_text}")
            touched |= {giver.iri, taker.iri}
    found = {each.subject for each in check(graph, sources) if each.kind == "misquoted"}
    assert touched == found


@pytest.mark.parametrize("offset", [0, 1])
@pytest.mark.parametrize("forward", [True, False])
def test_a_boundary_moved_in_text_and_lines_is_found(
    graph: Graph, sources: dict[str, Source], offset: int, forward: bool
) -> None:
    """A word given to the neighbouring cell, lines and all, is held against the record.

    Nothing but the record of the transcription can tell: the words are all there, each once.
    """
    moved = 0
    for iri, source in sources.items():
        for before, after in list(pairwise(in_order(graph, iri, sources)))[offset::2]:
            left, right = words(source.lines, before.span), words(source.lines, after.span)
            if len(left if forward else right) > 1:
                cut = len(left) - 1 if forward else len(left) + 1
                both = (*left, *right)
                move(graph, source, before, both[:cut])
                move(graph, source, after, both[cut:])
                moved += 2
    kinds = [each.kind for each in check(graph, sources)]
    assert moved == kinds.count("misplaced")
    assert moved > 500
    assert not {"missing", "repeated", "misquoted"} & set(kinds)


def test_a_word_left_out_of_text_and_lines_is_found(
    graph: Graph, sources: dict[str, Source]
) -> None:
    """A word that no span covers any more is missing, whatever the cell it ended."""
    expected = set()
    for iri, source in sources.items():
        for quotation in in_order(graph, iri, sources):
            covered = words(source.lines, quotation.span)
            if len(covered) > 1:
                move(graph, source, quotation, covered[:-1])
                expected.add((iri, "{}:{}".format(*covered[-1])))
    missing = [each for each in check(graph, sources) if each.kind == "missing"]
    assert expected == {
        (each.subject, place) for each in missing for place in each.place.split(",")
    }


def test_a_word_taken_twice_is_found(graph: Graph, sources: dict[str, Source]) -> None:
    """A word that two cells cover, text and lines, is repeated."""
    expected = set()
    for iri, source in sources.items():
        for before, after in pairwise(in_order(graph, iri, sources)):
            borrowed = words(source.lines, after.span)[0]
            move(graph, source, before, (*words(source.lines, before.span), borrowed))
            expected.add((iri, "{}:{}".format(*borrowed)))
    repeated = [each for each in check(graph, sources) if each.kind == "repeated"]
    assert expected == {
        (each.subject, place) for each in repeated for place in each.place.split(",")
    }


def test_cells_that_change_places_are_found(graph: Graph, sources: dict[str, Source]) -> None:
    """Purposes and reasons exchanged in every entry of the register are named, both."""
    purpose, reason = URIRef(f"{GREFFE}purposeText"), URIRef(f"{GREFFE}reasonText")
    entries = set(graph.subjects(reason))
    for entry in entries:
        held = {
            field: Literal(str(graph.value(entry, field)), lang="fr") for field in (purpose, reason)
        }
        graph.set((entry, purpose, held[reason]))
        graph.set((entry, reason, held[purpose]))
    found = [each for each in check(graph, sources) if each.kind == "misquoted"]
    assert 2 * len(entries) == len(found) == 74


def test_a_literal_that_no_document_bears_out_is_found(
    graph: Graph, sources: dict[str, Source]
) -> None:
    """A second text beside the true one is unsourced, in every cell of every entry."""
    added = set()
    for quotation in cells(graph):
        if quotation.number and quotation.field:
            entry = next(iter(quotation.owners))
            graph.add((URIRef(entry), URIRef(quotation.field), Literal("Inventé", lang="fr")))
            added.add(entry)
    unsourced = {each.subject for each in check(graph, sources) if each.kind == "unsourced"}
    assert added == unsourced


def test_a_span_left_out_is_found(graph: Graph, sources: dict[str, Source]) -> None:
    """Without its spans every document is missing all its words of content."""
    for quotation in read_quotations(graph):
        graph.remove((URIRef(quotation.iri), None, None))
    differences = check(graph, sources)
    missing = sum(len(each.place.split(",")) for each in differences if each.kind == "missing")
    assert 9057 - 192 + 6155 - 708 == missing
    assert {"missing", "misplaced", "unsourced"} == {each.kind for each in differences}


def test_an_exclusion_too_many_or_too_few_is_found(
    graph: Graph, sources: dict[str, Source]
) -> None:
    """Words left out of the list are missing; words of a cell put into it are repeated."""
    name, source = next(iter(sources.items()))
    fewer = Source(source.lines, source.exclusions[1:], source.records)
    twice = Source(source.lines, (*source.exclusions, source.exclusions[0]), source.records)
    for damaged, kind in ((fewer, "missing"), (twice, "repeated")):
        differences = check(graph, {**sources, name: damaged})
        assert {kind} == {each.kind for each in differences}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_word_edited_anywhere_is_found(
    graph: Graph, sources: dict[str, Source], data: st.DataObject
) -> None:
    """One edit of one word, drawn from all the words of all the cells, is named."""
    quotations = [each for each in cells(graph) if each.field != f"{RDFS}seeAlso"]
    quotation = quotations[data.draw(st.integers(0, len(quotations) - 1))]
    (text,) = quotation.texts
    found = text.split(" ")
    at = data.draw(st.integers(0, len(found) - 1))
    damaged = " ".join(EDITS[data.draw(st.sampled_from(sorted(EDITS)))](found, at))
    rewrite(graph, quotation, text, damaged)
    named = {each.subject for each in check(graph, sources)}
    rewrite(graph, quotation, damaged, text)
    assert quotation.iri in named
