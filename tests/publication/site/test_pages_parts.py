"""The small parts that pages are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.publication.site.pages.listing import Item, by_words, count
from greffe.publication.site.pages.passages import Passage, order
from greffe.publication.site.pages.trail import steps_to
from greffe.publication.site.reading import ask, grouped
from greffe.publication.site.sheets import plain_heading
from greffe.publication.site.wording import natural_key, shown_date, slug, sort_key

if TYPE_CHECKING:
    from greffe.language import Language
    from greffe.publication.site.site import Site

M = "https://w3id.org/greffe/id/mifi/"


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("2012", "2012", "2012"),
        ("2000-06", "juin 2000", "June 2000"),
        ("2013-12-18", "18 décembre 2013", "December 18, 2013"),
        ("2009-12-01", "1er décembre 2009", "December 1, 2009"),
        ("--04-01", "1er avril", "April 1"),
        ("avant 2012", "avant 2012", "avant 2012"),
        ("2013-13", "2013-13", "2013-13"),
    ],
)
def test_dates_are_written_as_people_do(value: str, french: str, english: str) -> None:
    """A year, a month of a year, a day, a day of every year; other words as they are."""
    assert (french, english) == (shown_date(value, "fr"), shown_date(value, "en"))


def test_words_sort_without_accents_and_case() -> None:
    """« Éducation » stands between « Démographie » and « Emploi »."""
    words = ["Emploi", "Éducation", "démographie"]
    assert ["démographie", "Éducation", "Emploi"] == sorted(words, key=sort_key)


def test_numbers_in_words_sort_as_numbers() -> None:
    """C5 comes before C32, and article 67.2 before 67.10."""
    words = ["C32", "C5", "art. 67.10", "art. 67.2"]
    assert ["art. 67.2", "art. 67.10", "C5", "C32"] == sorted(words, key=natural_key)


@given(st.lists(st.text(max_size=8), max_size=6))
def test_any_words_can_be_sorted(words: list[str]) -> None:
    """The order never compares a number with a letter."""
    once = sorted(words, key=natural_key)
    assert sorted(words) == sorted(once)


@given(st.text(max_size=30))
def test_a_slug_is_safe_in_an_address(words: str) -> None:
    """Whatever the words, an address gets plain letters, figures and single hyphens."""
    found = slug(words)
    assert found == slug(found)
    assert not found or all(part.isalnum() and part.isascii() for part in found.split("-"))


def test_a_slug_keeps_what_can_be_read() -> None:
    """Accents go, letters stay."""
    assert "demandeuse-ou-demandeur-d-asile" == slug("Demandeuse ou demandeur d’asile")


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "aucun"), (1, "1\u00a0fichier"), (2, "2\u00a0fichiers")]
)
def test_counts_agree_with_their_number(number: int, expected: str) -> None:
    """One file, two files, none."""
    assert expected == count(number, "fichier", "fichiers", "aucun")


def test_lists_are_in_the_order_of_the_alphabet() -> None:
    """Lines sort by their words."""
    items = [Item("Société", None), Item("École", None), Item("Agence", None)]
    assert ["Agence", "École", "Société"] == [each.words for each in by_words(items)]


def test_a_heading_begins_a_line_and_does_not_say_that_it_is_text() -> None:
    """« raisons (texte) » heads its words as « Raisons »."""
    assert ["Raisons", "Reasons"] == [
        plain_heading("raisons (texte)"),
        plain_heading("reasons (text)"),
    ]


def passage(lines: str, column: str = "") -> Passage:
    """Return a passage at these lines."""
    return Passage("x", "", "d", "", {"lines": lines, "column": column}, "", "")


def test_passages_are_in_reading_order() -> None:
    """Line 9 comes before line 34, and in a line the first column before the tenth."""
    found = sorted((passage(*each) for each in [("34", "10"), ("34", "2"), ("9", "")]), key=order)
    assert [("9", ""), ("34", "2"), ("34", "10")] == [
        (each.place["lines"], each.place["column"]) for each in found
    ]


def test_the_first_line_of_a_passage_is_its_anchor() -> None:
    """A passage of several parts is found where it begins."""
    assert ["160", "12", ""] == [passage(each).line for each in ("160-162,170", "12:3-5", "")]


def test_an_answer_is_asked_once(site: Site) -> None:
    """The same question about the same thing gives the same answer, not asked again."""
    thing = f"{M}communication/5"
    first = ask(site.store, "register-head", document=thing)
    assert first is ask(site.store, "register-head", document=thing)


def test_grouping_keeps_the_order() -> None:
    """Rows stay in their order within groups, groups in that of their first row."""
    rows = ({"k": "b", "v": "1"}, {"k": "a", "v": "2"}, {"k": "b", "v": "3"})
    assert [("b", ["1", "3"]), ("a", ["2"])] == [
        (key, [each["v"] for each in found]) for key, found in grouped(rows, "k").items()
    ]


@pytest.mark.parametrize(
    ("iri", "addresses"),
    [
        (f"{M}communication/5", ["id/mifi/", "id/mifi/register/"]),
        (f"{M}file/3", ["id/mifi/", "id/mifi/inventory/"]),
        (f"{M}system/intimm", ["id/mifi/"]),
        ("https://w3id.org/greffe/org/ircc", ["org/"]),
        ("https://w3id.org/greffe/law/qc/a-2.1/art/67", ["law/", "law/qc/a-2.1/"]),
        (
            "https://w3id.org/greffe/concept/data-type/sin",
            ["concept/", "concept/data-type/"],
        ),
    ],
)
def test_the_steps_to_a_thing(site: Site, iri: str, addresses: list[str]) -> None:
    """Each kind of thing is reached through the pages that list it."""
    assert addresses == [address.fr for _, address in steps_to(site, iri)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_steps_are_named_in_both_languages(site: Site, language: Language) -> None:
    """The steps of a trail have a name in the language of the page."""
    steps = steps_to(site, f"{M}communication/5")
    names = {"fr": "Registre des communications", "en": "Register of communications"}
    assert names[language] == steps[-1][0][language]
