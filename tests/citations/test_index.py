"""What the law graph knows: labels, chapters, provisions, and what is near a missing one."""

from __future__ import annotations

import pytest
from rdflib import Graph

from greffe.citations import LegalIndex
from greffe.citations.index import chapter_key, normalize
from greffe.language import Text
from greffe.namespaces import LAW

SMALL = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<urn:law/old> a greffe:LegalInstrument ; skos:prefLabel "Loi du sel"@fr, "Salt Act"@en ;
    dcterms:identifier "S-1" ; eli:in_force eli:InForce-notInForce ;
    dcterms:isReplacedBy <urn:law/new> .
<urn:law/new> a greffe:LegalInstrument ; skos:prefLabel "Loi du sel"@fr, "Salt Act"@en ;
    skos:altLabel "LS"@fr ; skos:hiddenLabel "Loi du cel"@fr ; dcterms:identifier "S-1.1" ;
    eli:in_force eli:InForce-inForce ; skos:note "Vue."@fr, "Seen."@en .
<urn:law/rule> a greffe:WorkRule ; skos:prefLabel "Directive du sel"@fr, "Salt directive"@en .
<urn:law/new/art/1> a greffe:LegalProvision .
<urn:law/new/art/1/al/2> a greffe:LegalProvision .
<urn:law/new/art/1/al/2/par/3> a greffe:LegalProvision .
<urn:law/new/art/2> a greffe:LegalProvision .
<urn:law/new/art/2/al/1/par/a> a greffe:LegalProvision .
<urn:law/new/art/2/al/2/par/a> a greffe:LegalProvision .
<urn:law/new/art/3> a greffe:LegalProvision .
<urn:law/new/art/3/al/4> a greffe:LegalProvision .
"""


@pytest.fixture(scope="module")
def small() -> LegalIndex:
    """Return the index of two Acts of one title, one of them replaced, and a work rule."""
    return LegalIndex.from_graph(Graph().parse(data=SMALL, format="turtle"))


def test_an_instrument_is_known_by_each_of_its_french_labels(small: LegalIndex) -> None:
    """Preferred, short and misspelt labels all name it; English ones do not."""
    assert ["urn:law/new"] == [found.iri for found in small.named("LS")]
    assert ["urn:law/new"] == [found.iri for found in small.named("loi  du\ncel")]
    assert () == small.named("Salt Act")


def test_two_instruments_may_share_a_title(small: LegalIndex) -> None:
    """A title gives every instrument that bears it."""
    assert {"urn:law/old", "urn:law/new"} == {found.iri for found in small.named("Loi du sel")}


def test_an_instrument_says_what_it_is(small: LegalIndex) -> None:
    """Title, designation, force, successor and note come from the graph."""
    old, new = small.instruments["urn:law/old"], small.instruments["urn:law/new"]
    assert (Text("Loi du sel", "Salt Act"), "S-1", "notInForce") == (
        old.title,
        old.designation,
        old.in_force,
    )
    assert ("urn:law/new", None) == (old.replaced_by, new.replaced_by)
    assert (None, Text("Vue.", "Seen.")) == (old.note, new.note)
    rule = small.instruments["urn:law/rule"]
    assert (True, "", "unknown") == (rule.work_rule, rule.chapter, rule.in_force)


def test_longer_titles_come_first(small: LegalIndex) -> None:
    """The parser's dictionary tries the longest label first."""
    assert ("directive du sel", "loi du cel", "loi du sel", "ls") == small.titles


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("art/1", "art/1"),
        ("art/1/al/2/par/3", "art/1/al/2/par/3"),
        ("art/1/par/3", "art/1/al/2/par/3"),
        ("art/2/par/a", None),
        ("art/3/par/4", None),
        ("art/9/par/3", None),
        ("art/9", None),
    ],
)
def test_a_level_may_be_left_out_only_where_nothing_else_fits(
    path: str, expected: str | None, small: LegalIndex
) -> None:
    """One candidate is the provision; none or two are not, and an alinéa is no paragraph."""
    found = small.locate("urn:law/new", path)
    assert (expected and f"urn:law/new/{expected}") == found


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("art/1/al/2/par/9", "urn:law/new/art/1/al/2"),
        ("art/1/par/9", "urn:law/new/art/1"),
        ("art/9/al/1", "urn:law/new"),
        ("art/9", "urn:law/new"),
    ],
)
def test_what_is_unknown_falls_back_to_what_is_known(
    path: str, expected: str, small: LegalIndex
) -> None:
    """The deepest known part stands in for an unknown provision: no IRI dangles."""
    assert expected == small.known_part("urn:law/new", path)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Loi du selle", "urn:law/new"),
        ("Loi sur les mines", None),
        ("Directives du sel", "urn:law/rule"),
    ],
)
def test_a_title_is_near_only_when_it_is_nearly_the_same(
    words: str, expected: str | None, small: LegalIndex
) -> None:
    """A letter or two may differ; another subject is another title."""
    found = small.nearest(words)
    assert expected == (found.iri if found else None)


def test_a_chapter_names_one_instrument(small: LegalIndex) -> None:
    """Chapters tell apart Acts of one title; no chapter names nothing."""
    found = small.with_chapter("s-1")
    assert found is not None
    assert "urn:law/old" == found.iri
    assert small.with_chapter("") is None
    assert small.with_chapter("z-9") is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("L.R.Q. c. A-3.001", "a-3.001"),
        ("L.R.Q, c. M-16.1", "m-16.1"),
        ("chapitre I-0.2.1, r. 3", "i-0.2.1,r.3"),
        ("L.R.Q. c. I-0.2, r.4.", "i-0.2,r.4"),
        ("L. Q., 2019, chapitre 11", "2019,c.11"),
        ("L.C. 2001, c. 27", "2001,c.27"),
        ("L.R.C. (1985), ch. S-19", "s-19"),
        ("DORS/2002-227", "dors/2002-227"),
        ("C.T. 196633", "ct196633"),
        ("CT 196633", "ct196633"),
        ("L.R.Q, c. 89, A-42", "a-42"),
        ("LRC", ""),
        ("", ""),
    ],
)
def test_a_printed_chapter_comes_down_to_a_key(printed: str, expected: str) -> None:
    """Collection, spaces, case and « chapitre » or « c. » do not tell chapters apart."""
    assert expected == chapter_key(printed)


@pytest.mark.parametrize("words", ["Loi sur l'accès", "LOI SUR L’ACCÈS", " Loi\n sur  l'accès "])
def test_labels_are_compared_without_case_space_or_kind_of_apostrophe(words: str) -> None:
    """What the eye takes for the same title is the same title."""
    assert "loi sur l'accès" == normalize(words)


def test_the_published_graph_indexes_every_short_name(index: LegalIndex) -> None:
    """The short names that the two documents use are labels of the law graph."""
    expected = {
        "Loi sur l'accès": "qc/a-2.1",
        "RIQ": "qc/i-0.2.1-r3",
        "LFP": "qc/f-3.1.1",
        "Loi 9": "qc/lq-2019-11",
        "Accord Canada-Québec": "ca-qc/accord-1991",
    }
    found = {name: index.named(name)[0].iri.removeprefix(LAW) for name in expected}
    assert expected == found
