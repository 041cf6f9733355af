"""Statements of an import put among those that are there: what goes, what comes, what stays."""

from __future__ import annotations

from typing import Any, Final

import pytest
from rdflib import Graph, URIRef

from greffe.importing.merging import Merge, hand_made, merge
from greffe.namespaces import PREFIXES

BASE: Final = "https://example.org/exemple/"
ENTRY: Final = f"{BASE}communication/1"
BEFORE: Final = """
<communication/1> a greffe:Communication ; greffe:position 1 ;
    greffe:purposeText "Paie"@fr ; greffe:purpose <pay> ; greffe:frequency <monthly> ;
    greffe:recipientText "Régie"@fr ; greffe:recipient <board> ;
    greffe:citation <communication/1/citation/1> ; greffe:agreement <agreement/a> ;
    prov:wasQuotedFrom <communication/1/span/purposeText>, <elsewhere/span/x> .
<communication/1/span/purposeText> greffe:lines "3" .
<communication/1/citation/1> greffe:citationText "Art. 1"@fr .
<communication/2> a greffe:Communication ; greffe:position 2 ; greffe:agreement <agreement/b> .
<agreement/a> a greffe:Agreement ; dcterms:title "A"@fr ;
    prov:wasQuotedFrom <communication/1/span/purposeText> .
<agreement/b> a greffe:Agreement ; dcterms:title "B"@fr .
"""
THEN: Final = """
<communication/1> greffe:purposeText "Paie"@fr ; greffe:purpose <pay> ; greffe:position 1 ;
    greffe:frequency <monthly> ; greffe:agreement <agreement/a> ;
    prov:wasQuotedFrom <communication/1/span/purposeText> .
<agreement/a> a greffe:Agreement ; dcterms:title "A"@fr ;
    prov:wasQuotedFrom <communication/1/span/purposeText> .
"""
NOW: Final = """
<communication/1> greffe:purposeText "Étude"@fr ; greffe:purpose <study> ; greffe:position 9 ;
    greffe:frequency <yearly> ; greffe:agreement <agreement/b> ;
    prov:wasQuotedFrom <communication/1/span/purposeText> .
<communication/1/span/purposeText> greffe:cell "D2" .
<agreement/b> a greffe:Agreement ; dcterms:title "b"@fr ; greffe:signed "2012"^^xsd:gYear ;
    prov:wasQuotedFrom <communication/1/span/purposeText> .
"""


def graph(text: str) -> Graph:
    """Return the graph of Turtle without its prefixes."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    return Graph().parse(data=f"{prefixes}BASE <{BASE}>\n{text}", format="turtle")


def changed(before: str = BEFORE, **more: Any) -> Graph:  # noqa: ANN401 - fields of Merge
    """Return what is there once the purpose of the entry changed."""
    return merge(graph(before), Merge({ENTRY: ("purposeText",)}, graph(THEN), graph(NOW), **more))


def said(of: Graph, thing: str, term: str) -> list[str]:
    """Return what a graph says of a thing."""
    prefix, _, name = term.partition(":")
    values = of.objects(URIRef(BASE + thing), URIRef(PREFIXES[prefix] + name))
    return sorted(str(value).removeprefix(BASE) for value in values)


def test_what_the_cell_alone_says_is_read_anew() -> None:
    """Its words, what they mean, and where they stand."""
    after = changed()
    assert ["Étude"] == said(after, "communication/1", "greffe:purposeText")
    assert ["study"] == said(after, "communication/1", "greffe:purpose")
    assert ["D2"] == said(after, "communication/1/span/purposeText", "greffe:cell")
    assert [] == said(after, "communication/1/span/purposeText", "greffe:lines")


def test_what_other_cells_say_is_left_alone() -> None:
    """Recipient, citation, and the order of the entries."""
    after = changed()
    assert ["board"] == said(after, "communication/1", "greffe:recipient")
    assert ["communication/1/citation/1"] == said(after, "communication/1", "greffe:citation")
    assert ["Art. 1"] == said(after, "communication/1/citation/1", "greffe:citationText")
    assert ["1"] == said(after, "communication/1", "greffe:position")


def test_what_cells_say_together_changes_by_the_difference() -> None:
    """One frequency goes, one comes; one that a person added stays."""
    by_hand = BEFORE.replace("greffe:frequency <monthly>", "greffe:frequency <monthly>, <daily>")
    assert ["daily", "yearly"] == said(changed(by_hand), "communication/1", "greffe:frequency")


def test_what_a_person_removed_does_not_come_back() -> None:
    """A statement that both readings give, and that is not there, was taken out on purpose."""
    kept = THEN.replace("<monthly>", "<yearly>")
    before = BEFORE.replace("greffe:frequency <monthly> ;", "")
    after = merge(graph(before), Merge({ENTRY: ("purposeText",)}, graph(kept), graph(NOW)))
    assert [] == said(after, "communication/1", "greffe:frequency")


def test_an_agreement_that_none_names_goes() -> None:
    """The first entry was the only one to name the first agreement."""
    assert [] == said(changed(), "agreement/a", "dcterms:title")


def test_an_agreement_that_is_known_keeps_its_title() -> None:
    """What it lacks is added: where it is named now, and when it was signed."""
    after = changed()
    assert ["B"] == said(after, "agreement/b", "dcterms:title")
    assert ["2012"] == said(after, "agreement/b", "greffe:signed")
    assert ["communication/1/span/purposeText"] == said(after, "agreement/b", "prov:wasQuotedFrom")


def test_passages_of_elsewhere_are_left_alone() -> None:
    """What is quoted from a passage that another file describes is not ours to take out."""
    assert "elsewhere/span/x" in said(changed(), "communication/1", "prov:wasQuotedFrom")


def test_an_entry_that_goes_takes_its_parts_along() -> None:
    """Passages and citations, and what was quoted from them."""
    change = Merge({}, graph(THEN), Graph(), removed=(ENTRY,))
    after = merge(graph(BEFORE), change)
    assert {"communication/2", "agreement/b"} == {
        str(each).removeprefix(BASE) for each in set(after.subjects())
    }


def test_a_new_entry_comes_with_its_parts() -> None:
    """Whatever is said of things whose names begin with its own."""
    new = NOW.replace("communication/1", "communication/3")
    after = merge(graph(BEFORE), Merge({}, Graph(), graph(new), new=(f"{BASE}communication/3",)))
    assert ["study"] == said(after, "communication/3", "greffe:purpose")
    assert ["D2"] == said(after, "communication/3/span/purposeText", "greffe:cell")
    assert ["pay"] == said(after, "communication/1", "greffe:purpose")


def test_ranks_are_those_that_are_given() -> None:
    """A rank that does not change is left as it is written."""
    ranks = {ENTRY: 2, f"{BASE}communication/2": 1}
    after = changed(ranks=ranks)
    assert (["2"], ["1"]) == (
        said(after, "communication/1", "greffe:position"),
        said(after, "communication/2", "greffe:position"),
    )


def test_every_cell_may_be_quoted_anew() -> None:
    """For a check, the file at hand is where all words stand."""
    same = Merge({}, Graph(), Graph(), quoted=graph(NOW))
    after = merge(graph(BEFORE), same)
    assert ["D2"] == said(after, "communication/1/span/purposeText", "greffe:cell")
    assert ["Paie"] == said(after, "communication/1", "greffe:purposeText")


def test_the_graph_that_was_there_is_left_alone() -> None:
    """A dry run shows what would be; what is stays."""
    before = graph(BEFORE)
    count = len(before)
    merge(before, Merge({ENTRY: ("purposeText",)}, graph(THEN), graph(NOW)))
    assert count == len(before)


@pytest.mark.parametrize(
    ("added", "expected"),
    [("", []), ("<communication/1> greffe:purpose <by-hand> .", ["purposeText"])],
)
def test_a_reading_that_its_words_do_not_give_was_made_by_hand(
    added: str, expected: list[str]
) -> None:
    """What is there is held against what the same words are read as."""
    fields = ("purposeText", "reasonText")
    assert expected == hand_made(graph(BEFORE + added), graph(THEN), ENTRY, fields)
