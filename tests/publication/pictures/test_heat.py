"""The heat map counts what people read, and its lines stand apart."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publication.pictures.conftest import MIFI, ROOT, Read, entry

from greffe.publication.pictures.facts import Facts, Recipient
from greffe.publication.pictures.heat import (
    HEAD,
    LEVELS,
    MOST,
    Matrix,
    categories_of,
    heat,
    level,
    lines,
    matrix,
)
from greffe.publication.pictures.picture import Picture, View

if TYPE_CHECKING:
    from greffe.publication.site.site import Site

QUEBEC, CANADA = (f"{ROOT}concept/jurisdiction/{key}" for key in ("qc", "ca"))


def grown(count: int) -> Matrix:
    """Return a heat map of so many recipients, every third one of each jurisdiction."""
    places = [(QUEBEC,), (CANADA,), ()]
    known = {f"r{n}": Recipient((), places[n % 3]) for n in range(count)}
    entries = [entry(n + 1, recipient=(f"r{n}",), category=("c",)) for n in range(count)]
    return matrix(entries, Facts(tuple(entries), known, ()), ("c",))


@pytest.fixture(scope="module")
def mifi(site: Site, facts: Facts) -> Matrix:
    """Return the heat map of the published register."""
    view = View(site, "fr", "portrait/")
    return matrix(facts.communications(MIFI), facts, categories_of(view, facts))


def drawn(view: View, facts: Facts) -> Picture:
    """Return the picture of the published register."""
    picture = heat(view, facts, MIFI)
    assert picture is not None
    return picture


def test_cells_hold_what_people_read(mifi: Matrix, facts: Facts, read: Read) -> None:
    """Each cell has the communications whose readers found the recipient and the category."""
    expected: dict[tuple[str, str], set[str]] = {}
    for number, recipients in read.recipients.items():
        categories = {c for each in read.types.get(number, ()) for c in facts.categories[each]}
        for recipient in recipients:
            for category in categories:
                expected.setdefault((recipient, category), set()).add(number)
    assert expected == {at: {each.number for each in found} for at, found in mifi.cells.items()}


def test_the_thirteen_printed_categories_are_columns(view: View, facts: Facts) -> None:
    """The inventory prints thirteen categories; they come as in a dictionary, “other” last."""
    names = [view.label(iri) for iri in categories_of(view, facts)]
    assert [
        *("Coordonnées", "Démographie", "Éducation", "Emploi", "Identité", "Immigration"),
        *("Justice", "Logement", "Organisation", "Permis", "Santé et services sociaux"),
        *("Vie économique", "Autre(s)"),
    ] == names


def test_permits_go_to_one_recipient(mifi: Matrix) -> None:
    """Read by eye: C17 (number of the permit) and C30 (validity of the CAQ), both to IRCC."""
    category = f"{ROOT}concept/data-category/permis"
    assert [f"{ROOT}org/ircc"] == [who for who in mifi.recipients if mifi.count(who, category)]


def test_every_recipient_has_a_row(mifi: Matrix, read: Read) -> None:
    """Whoever receives something is there, once."""
    everyone = {to for recipients in read.recipients.values() for to in recipients}
    assert sorted(everyone) == sorted(mifi.recipients)


@pytest.mark.parametrize("count", [1, 2, 7, MOST, MOST + 30])
def test_lines_stand_one_under_the_other(count: int) -> None:
    """The first is under the headings of columns, each next where the one before ends."""
    found = lines(grown(count))
    assert HEAD == found[0].top
    assert all(above.top + above.height == below.top for above, below in pairwise(found))


@pytest.mark.parametrize("count", [1, 2, 7, MOST, MOST + 30])
def test_the_picture_is_bounded(count: int) -> None:
    """However many recipients, no more lines of them than a page can take."""
    assert min(count, MOST) == sum(line.recipient is not None for line in lines(grown(count)))


def test_recipients_stand_under_their_jurisdiction() -> None:
    """Québec, then Canada, then those whose jurisdiction is not established; each named once."""
    places = [line.place for line in lines(grown(9)) if line.recipient is None]
    assert [QUEBEC, CANADA, None] == places


@given(st.integers(1, 500), st.integers(1, 500))
def test_shades_follow_counts(one: int, other: int) -> None:
    """None has no shade, one the lightest, most the darkest, and more is never lighter."""
    highest = max(one, other)
    assert 0 == level(0, highest)
    assert 1 == level(1, max(highest, 2))
    assert (LEVELS if highest > 1 else 1) == level(highest, highest)
    assert level(min(one, other), highest) <= level(highest, highest)


def test_the_table_says_what_the_picture_says(view: View, facts: Facts, mifi: Matrix) -> None:
    """Row by row and column by column, the table names the communications of each cell."""
    picture = drawn(view, facts)
    told = [[[part.words for part in cell.parts] for cell in row[1:]] for row in picture.rows]
    assert told == [
        [[each.number for each in mifi.cells.get((who, what), ())] for what in mifi.categories]
        for who in mifi.recipients
    ]


def test_what_the_picture_leaves_out_is_said(view: View) -> None:
    """A register with too many recipients says how many only the table has."""
    entries = tuple(
        entry(n, recipient=(f"{ROOT}org/r{n}",), category=(f"{ROOT}concept/data-category/x",))
        for n in range(1, MOST + 4)
    )
    made = Facts(entries, {}, (), {}, {"t": (f"{ROOT}concept/data-category/x",)})
    picture = heat(view, made, MIFI)
    assert picture is not None
    assert picture.description.endswith("le tableau montre aussi les 3 autres.")
    assert MOST + 3 == len(picture.rows)


def test_an_empty_register_has_no_picture(view: View) -> None:
    """Nothing to show gives no picture."""
    assert heat(view, Facts((), {}, ()), MIFI) is None
