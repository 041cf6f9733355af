"""The timeline has every agreement that an entry names, dated or not, and no two lanes meet."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from tests.publication.pictures.conftest import MIFI, entry, golden

from greffe.publication.pictures.facts import Deal, Facts
from greffe.publication.pictures.periods import AMENDED, RENEWAL, SIGNED, dates
from greffe.publication.pictures.picture import Picture, View
from greffe.publication.pictures.timeline import MOST, NARROW, WIDTH, every_year, lanes, timeline

if TYPE_CHECKING:
    from greffe.publication.site.site import Site

DATES = st.lists(
    st.sampled_from([(SIGNED, "2000-06"), (AMENDED, "2021"), (RENEWAL, "--04-01")]), max_size=3
).map(tuple)
DEALS = st.lists(st.builds(Deal, st.uuids().map(str), st.text("abc ", max_size=300), DATES))


def drawn(view: View, facts: Facts) -> Picture:
    """Return the picture of the published register."""
    picture = timeline(view, facts, MIFI)
    assert picture is not None
    return picture


def words(picture: Picture, column: int) -> dict[str, str]:
    """Return what a column of the table says of each agreement, by its title."""
    return {
        row[0].parts[0].words: ", ".join(part.words for part in row[column].parts)
        for row in picture.rows
    }


@given(DEALS, st.sampled_from([WIDTH, NARROW]))
def test_lanes_do_not_meet(deals: list[Deal], width: float) -> None:
    """Each lane begins after the one before it has ended, and all are in the picture."""
    placed, height = lanes(sorted(deals, key=lambda deal: not dates(deal)), width)
    assert all(above.bottom < below.top for above, below in pairwise(placed))
    assert all(lane.top <= lane.note <= lane.bottom <= height for lane in placed)


@given(DEALS)
def test_dates_stand_within_their_lane(deals: list[Deal]) -> None:
    """The line of time is under the title and above the next lane."""
    placed, _ = lanes(deals)
    assert all(lane.note < lane.track < lane.bottom for lane in placed if lane.dated)


def test_agreements_are_those_that_people_read(view: View, facts: Facts) -> None:
    """Every agreement that governs a communication is there, with its years as the register has."""
    governing = {row["title"]: row for row in golden("agreements.csv") if row["governs"] == "yes"}
    signed = words(drawn(view, facts), 1)
    assert governing.keys() <= signed.keys()
    for title, row in governing.items():
        year = row["signed"].partition("-")[0]
        assert (year or "sans date") in signed[title]


def test_the_one_that_was_amended(view: View, facts: Facts) -> None:
    """Read by eye (C24): the agreement of 2007 was amended in 2021; no other is said to be."""
    amended = {title: when for title, when in words(drawn(view, facts), 2).items() if when}
    assert ["2021"] == list(amended.values())
    assert next(iter(amended)).endswith("(2007)")


def test_the_one_that_is_renewed(view: View, facts: Facts) -> None:
    """Read by eye (C19): agreements with suppliers are renewable on 1 April of each year."""
    renewed = {title: when for title, when in words(drawn(view, facts), 3).items() if when}
    assert {"Contrats de service": "1er avril de chaque année"} == renewed


def test_the_undated_are_counted(view: View, facts: Facts) -> None:
    """The sentence under the title says how many agreements have a date, and how many have none."""
    picture = drawn(view, facts)
    undated = sum(when == "sans date" for when in words(picture, 1).values())
    assert picture.description.startswith(f"{len(picture.rows) - undated} des {len(picture.rows)}")
    assert f"les {undated} autres" in picture.description


def test_days_of_renewal_are_words(site: Site) -> None:
    """A day of every year is written as people write it, in both languages."""
    deal = Deal("a", "A", ((RENEWAL, "--04-01"), (RENEWAL, "--10-15")))
    assert "1er avril et 15 octobre de chaque année" == every_year(View(site, "fr", ""), deal)
    assert "April 1 and October 15 of every year" == every_year(View(site, "en", ""), deal)


def test_titles_stay_french(site: Site, facts: Facts) -> None:
    """The titles are the document's words: the English page says that they are French."""
    picture = drawn(View(site, "en", "en/overview/"), facts)
    assert all(row[0].parts[0].french for row in picture.rows)
    assert picture.svg.count('lang="fr"') == len(picture.rows)


def test_the_picture_is_bounded(view: View) -> None:
    """A register with very many agreements draws the first ones; its table has all."""
    names = [f"a{n:03}" for n in range(MOST + 25)]
    deals = tuple(Deal(name, name, ((SIGNED, "2010"),)) for name in names)
    made = Facts((entry(1, agreement=tuple(names)),), {}, deals)
    picture = drawn(view, made)
    assert len(names) == len(picture.rows)
    assert MOST == picture.svg.count('class="lane"')


def test_dates_that_are_none_do_no_harm(view: View) -> None:
    """A date that cannot be read leaves the agreement among those without one."""
    deals = (Deal("a", "Entente", ((SIGNED, "bientôt"), (AMENDED, "2001-99"))),)
    picture = drawn(view, Facts((entry(1, agreement=("a",)),), {}, deals))
    assert "sans date" == words(picture, 1)["Entente"]


def test_without_agreements_there_is_no_picture(view: View) -> None:
    """A register that names no agreement has no timeline."""
    assert timeline(view, Facts((entry(1),), {}, ()), MIFI) is None
