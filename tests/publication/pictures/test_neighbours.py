"""What stands around a thing: all of it in the table, a readable number in the picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publication.pictures.conftest import ROOT, M, entry

from greffe.publication.pictures import neighbourhood as drawing
from greffe.publication.pictures.facts import Entry, Facts
from greffe.publication.pictures.neighbourhood import neighbourhood
from greffe.publication.pictures.neighbours import (
    FOCUS,
    MOST,
    MOST_ENTRIES,
    Group,
    Surroundings,
    reasons,
    surroundings,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.language import Language
    from greffe.publication.site.site import Site
    from greffe.results.model import Answer
    from greffe.store import Store
    from greffe.terms import Term

THINGS = st.lists(st.sampled_from("abcdefghijklm"), max_size=9, unique=True).map(tuple)
ENTRIES = st.lists(st.tuples(THINGS, THINGS, st.booleans()), min_size=1, max_size=20).map(
    lambda rows: tuple(
        entry(n, file=file, category=a, recipient=() if file else b, unit=b if file else ())
        for n, (a, b, file) in enumerate(rows, 1)
    )
)


def group(around: Surroundings, sort: str) -> Group:
    """Return the group of a sort."""
    return next(each for column in around.columns for each in column if each.sort == sort)


def around(facts: Facts, iri: str) -> Surroundings:
    """Return what stands around a thing that has something around it."""
    found = surroundings(facts, iri)
    assert found is not None
    return found


@given(ENTRIES)
def test_edges_join_what_is_shown(entries: tuple[Entry, ...]) -> None:
    """Every edge leads from one column to the next, between things that are in the picture."""
    facts = Facts(entries, {}, ())
    for iri in facts.touching.keys() | facts.known.keys():
        found = around(facts, iri)
        place = {
            each: at
            for at, column in enumerate(found.columns)
            for every in column
            for each in every.shown
        }
        assert all(place[right] == place[left] + 1 for left, right in found.edges)


@given(ENTRIES)
def test_groups_are_bounded(entries: tuple[Entry, ...]) -> None:
    """With the line that tells how many others there are, no group is longer than it may be."""
    facts = Facts(entries, {}, ())
    for iri in facts.touching.keys() | facts.known.keys():
        for column in around(facts, iri).columns:
            for each in column:
                most = MOST_ENTRIES if each.sort in {"communication", "file"} else MOST
                assert len(each.shown) + bool(each.others) <= most


@given(ENTRIES)
def test_nothing_is_shown_twice(entries: tuple[Entry, ...]) -> None:
    """A thing has one place, so that the edges to it are clear."""
    facts = Facts(entries, {}, ())
    for iri in facts.touching:
        found = [each for column in around(facts, iri).columns for g in column for each in g.all]
        assert len(set(found)) == len(found)


@given(ENTRIES)
def test_no_entry_is_lost(entries: tuple[Entry, ...]) -> None:
    """Shown or told as others, all entries that lead to a thing are around it."""
    facts = Facts(entries, {}, ())
    for iri, touching in facts.touching.items():
        middle = around(facts, iri).columns[1]
        assert {each.iri for each in touching} == {each for g in middle for each in g.all}


@given(ENTRIES)
def test_all_that_entries_lead_to_is_told(entries: tuple[Entry, ...]) -> None:
    """Behind a thing, the table has what every entry leads to, not only those in the picture."""
    facts = Facts(entries, {}, ())
    for iri, touching in facts.touching.items():
        led = {
            thing
            for each in touching
            for sort in (("unit", "category") if each.file else ("recipient", "category"))
            for thing in each.to(sort)
        }
        behind = around(facts, iri).columns[2]
        assert led - {iri} == {each for every in behind for each in every.all}


@given(ENTRIES)
def test_all_that_is_shown_is_joined(entries: tuple[Entry, ...]) -> None:
    """Nothing floats: whatever the picture shows has an edge, unless it stands alone."""
    facts = Facts(entries, {}, ())
    for iri in facts.touching.keys() | facts.known.keys():
        found = around(facts, iri)
        shown = {each for column in found.columns for every in column for each in every.shown}
        assert shown - {iri} <= {end for edge in found.edges for end in edge}


def test_what_nothing_leads_to_has_no_picture(site: Site, facts: Facts) -> None:
    """A thing that no entry leads to has nothing around it."""
    assert surroundings(facts, f"{ROOT}nothing") is None
    assert neighbourhood(site, f"{ROOT}nothing", "fr") is None


def test_a_section_has_the_entries_that_rest_on_it(facts: Facts) -> None:
    """Read by eye: C22 and C32 rest on s. 68, and no other."""
    found = around(facts, f"{ROOT}law/qc/a-2.1/art/68")
    assert (f"{M}communication/22", f"{M}communication/32") == group(found, "communication").shown
    assert {f"{ROOT}org/mess", f"{ROOT}org/cnesst"} == set(group(found, "recipient").all)


def test_a_section_has_those_that_cite_its_paragraphs(facts: Facts) -> None:
    """Read by eye: C3 and C4 cite paragraphs of the second paragraph of s. 59."""
    found = around(facts, f"{ROOT}law/qc/a-2.1/art/59")
    assert (f"{M}communication/3", f"{M}communication/4") == group(found, "communication").all


def test_a_member_of_a_group_has_what_the_group_receives(facts: Facts) -> None:
    """SANC is named in C19 only, among the suppliers."""
    suppliers = [iri for iri in facts.touching if iri.endswith("/org/sanc")]
    assert [(f"{M}communication/19",)] == [
        group(around(facts, iri), "communication").all for iri in suppliers
    ]


def test_an_entry_has_what_it_leads_to(facts: Facts) -> None:
    """Read by eye: C1 goes to Statistique Canada under s. 67.2.1 and the agreement of 2025."""
    found = around(facts, f"{M}communication/1")
    assert (f"{ROOT}org/statistique-canada",) == group(found, "recipient").all
    assert (f"{ROOT}law/qc/a-2.1/art/67.2.1",) == group(found, "section").all
    assert 1 == len(group(found, "agreement").all)


def test_files_that_may_feed_hold_every_category(facts: Facts) -> None:
    """A file may feed a communication when each type that is sent has a category that it holds."""
    found = around(facts, f"{M}communication/37")
    holding = {
        each.iri
        for each in facts.entries
        if each.file and f"{ROOT}concept/data-category/coordonnees" in each.to("category")
    }
    assert holding == set(group(found, "feeding").all)


def test_feeding_and_being_fed_are_one(facts: Facts) -> None:
    """A file is among those that may feed a communication as often as the other way round."""
    pairs = {
        (each, iri)
        for iri, known in facts.known.items()
        if not known.file
        for column in around(facts, iri).columns
        for every in column
        if every.sort == "feeding"
        for each in every.all
    }
    back = {
        (iri, each)
        for iri, known in facts.known.items()
        if known.file
        for column in around(facts, iri).columns
        for every in column
        if every.sort == "fed"
        for each in every.all
    }
    assert pairs
    assert pairs == back


def test_a_page_depends_on_the_ways_to_it(facts: Facts) -> None:
    """An entry that comes to cite a paragraph changes the page of its section."""
    law = f"{ROOT}law/qc/a-2.1/art/59"
    assert {law, f"{law}/al/2", f"{law}/al/2/par/1"} <= reasons(facts, around(facts, law))


def test_the_focus_stands_alone(facts: Facts) -> None:
    """The thing itself is in a column of its own."""
    for iri in (f"{M}communication/17", f"{ROOT}org/ircc", f"{M}file/15"):
        columns = around(facts, iri).columns
        assert [Group(FOCUS, (iri,))] == [g for c in columns for g in c if g.sort == FOCUS]


@pytest.mark.parametrize(
    ("language", "title", "more"),
    [
        ("fr", "Autour de « Ministère de l'Emploi et de la Solidarité sociale »", "et 3 autres"),
        ("en", "Around “Ministère de l'Emploi et de la Solidarité sociale”", "and 3 more"),
    ],
)
def test_both_languages_say_how_many_others(
    site: Site, facts: Facts, language: Language, title: str, more: str
) -> None:
    """What is not shown is counted, and the count leads to the row of the table that names it."""
    iri = f"{ROOT}org/mess"
    picture = neighbourhood(site, iri, language)
    assert picture is not None
    assert title == picture.title
    hidden = group(around(facts, iri), "category").others
    assert more.replace("3", str(len(hidden))) in picture.svg
    assert 'href="#around-category"' in picture.svg


def test_communications_are_told_apart(site: Site) -> None:
    """Around their recipient, communications are named by their purposes, not all alike."""
    picture = neighbourhood(site, f"{ROOT}org/ircc", "fr")
    assert picture is not None
    row = next(row for row in picture.rows if row[0].anchor == "around-communication")
    names = [part.words for part in row[1].parts]
    assert all(" – " in name and "Citoyenneté" not in name for name in names)


def test_long_lists_are_counted_in_the_table(site: Site) -> None:
    """A thing that hundreds of entries lead to does not make a page of megabytes."""
    made = Facts(tuple(entry(n, recipient=(f"{ROOT}org/ircc",)) for n in range(1, 501)), {}, ())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "facts_of", lambda _store: made)
        picture = neighbourhood(site, f"{ROOT}org/ircc", "fr")
    assert picture is not None
    row = next(row for row in picture.rows if row[0].anchor == "around-communication")
    assert ("et 300 de plus", "500") == (row[1].parts[-1].words, row[2].parts[0].words)


def test_entries_of_several_bodies_are_told_apart(site: Site) -> None:
    """Where several bodies publish, C1 of one is not mistaken for C1 of another."""
    two = replace(site, bodies=site.bodies * 2)
    picture = neighbourhood(two, f"{ROOT}law/qc/a-2.1/art/68", "fr")
    assert picture is not None
    names = [part.words for row in picture.rows for part in row[1].parts if "C22" in part.words]
    assert names[0].startswith("C22 (MIFI) – ")


def test_pictures_ask_the_store_only_once(site: Site, facts: Facts) -> None:
    """When facts and labels are there, no picture asks the store again."""
    site.labels  # noqa: B018 - read once for all pages
    del facts
    asked: list[str] = []
    answer = type(site.store).query

    def ask(store: Store, text: str, values: Mapping[str, Term] | None = None) -> Answer:
        asked.append(text)
        return answer(store, text, values or {})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(site.store), "query", ask)
        drawn = [neighbourhood(site, iri, "fr") for iri in list(site.kinds)[:300]]
    assert any(drawn)
    assert [] == asked
