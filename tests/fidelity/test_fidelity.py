"""The proof: every word of the two documents is in the graph, in its place, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.documents.fidelity import check
from greffe.documents.spans import parse_span, quote, words

if TYPE_CHECKING:
    from rdflib import Graph

    from greffe.documents.received import Exclusion, Source
    from greffe.documents.spans import Span

REGISTER_TITLE = "Registre ministériel des communications sans consentement"
INVENTORY_TITLE = "Inventaire des fichiers de renseignements personnels"


def test_graph_and_documents_do_not_differ(graph: Graph, sources: dict[str, Source]) -> None:
    """No word is missing, repeated, altered, out of order or elsewhere than recorded."""
    assert [] == check(graph, sources)


@pytest.mark.parametrize(
    ("document", "reason", "times"),
    [
        ("registre", "column headings", 5),
        ("registre", "page header", 1),
        ("registre", "page number", 1),
        ("registre", "dash of an empty cell", 15),
        ("inventaire", "column headings", 12),
        ("inventaire", "page header", 12),
    ],
)
def test_what_is_excluded_is_printed_so_often(
    exclusions: dict[str, tuple[Exclusion, ...]], document: str, reason: str, times: int
) -> None:
    """The pages of the documents repeat their headings and headers this number of times."""
    assert times == sum(each.reason == reason for each in exclusions[document])


def test_nothing_is_excluded_but_headings_headers_a_number_and_dashes(
    exclusions: dict[str, tuple[Exclusion, ...]], sources: dict[str, Source]
) -> None:
    """All column headings of a document are alike, and the other exclusions say what they are."""
    for document, listed in exclusions.items():
        source = next(source for iri, source in sources.items() if iri.endswith(document))
        headings = {
            "".join(each.text.split()) for each in listed if each.reason == "column headings"
        }
        assert {"".join("".join(source.records[0].headings).split())} == headings
        others = {each.text for each in listed if each.reason != "column headings"}
        assert others <= {"-", "3", REGISTER_TITLE, INVENTORY_TITLE}


@pytest.mark.parametrize(
    ("document", "all_words", "excluded"),
    [("registre", 9057, 5 * 34 + 6 + 1 + 15), ("inventaire", 6155, 12 * 53 + 12 * 6)],
)
def test_the_exclusions_are_so_many_of_the_words(
    sources: dict[str, Source], document: str, all_words: int, excluded: int
) -> None:
    """The register's headings have 34 words, the inventory's 53; each page header has six."""
    source = next(source for iri, source in sources.items() if iri.endswith(document))
    assert all_words == sum(len(line.split()) for line in source.lines)
    found = [word for each in source.exclusions for word in words(source.lines, _span(each))]
    assert excluded == len(found) == len(set(found))


def test_each_exclusion_quotes_the_document(sources: dict[str, Source]) -> None:
    """The list says the exact text of what it leaves out."""
    for source in sources.values():
        for each in source.exclusions:
            assert each.text == quote(source.lines, _span(each))


def _span(exclusion: Exclusion) -> Span:
    return parse_span(exclusion.lines)
