"""The official tables on screens of every width: read down on a phone, under their headings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize
    from tests.publication.live.browsing import Visit

PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
DESK: Final[ViewportSize] = {"width": 1280, "height": 800}
both_documents = pytest.mark.parametrize("document", ["register", "inventory"])


@both_documents
def test_a_phone_scrolls_down_only(visit: Visit, document: str) -> None:
    """On a phone the whole table is as wide as the screen, and nothing in it scrolls sideways."""
    page = visit.go(f"id/mifi/{document}/")
    page.set_viewport_size(PHONE)
    table = page.locator("#entries")
    assert table.evaluate("table => table.scrollWidth <= innerWidth")
    assert table.evaluate("table => table.getBoundingClientRect().right <= innerWidth")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("", '"Personne ou organismes receveur"'), ("en/", '"Recipient"')],
)
def test_each_cell_has_its_heading_on_a_phone(visit: Visit, language: str, expected: str) -> None:
    """Above the words of a cell stands the heading of its column."""
    page = visit.go(f"{language}id/mifi/register/")
    page.set_viewport_size(PHONE)
    cell = page.locator("#C1 td").first
    assert expected == cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert page.locator("#entries thead").is_hidden()


def test_a_wide_screen_shows_all_columns_of_the_register(visit: Visit) -> None:
    """At 1280 pixels the eight columns of the register fit, with no word out of its column."""
    page = visit.go("id/mifi/register/")
    page.set_viewport_size(DESK)
    assert page.evaluate("() => document.documentElement.scrollWidth") == DESK["width"]
    wide = "cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth + 1).length"
    assert 0 == page.locator("#entries td").evaluate_all(wide)


def test_headings_stay_in_sight(visit: Visit) -> None:
    """However far down the register one reads, its headings stand at the top of the screen."""
    page = visit.go("id/mifi/register/")
    page.set_viewport_size(DESK)
    page.locator("#C30").scroll_into_view_if_needed()
    top = page.locator("#entries thead th").first.evaluate("th => th.getBoundingClientRect().top")
    assert 0 == round(top)
    assert page.evaluate("() => scrollY") > 1000


def test_rows_are_still_found_on_a_phone(visit: Visit) -> None:
    """Without headings to sort by, a phone keeps the field that leaves the rows one wants."""
    page = visit.go("id/mifi/register/")
    page.set_viewport_size(PHONE)
    page.locator("#entries-filter").fill("Statistique Canada BDIM")
    assert ["C1"] == page.locator("#entries tbody tr:visible th").all_inner_texts()


def test_a_phone_still_tells_of_a_table(visit: Visit) -> None:
    """However it is laid out, assistive technology finds 37 rows with a heading and seven cells."""
    page = visit.go("id/mifi/register/")
    page.set_viewport_size(PHONE)
    told = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(each["role"]["value"] for each in told if not each["ignored"])
    assert (1, 37, 37, 37 * 7) == tuple(
        roles[role] for role in ("table", "row", "rowheader", "cell")
    )


def test_an_answer_of_many_columns_is_read_row_by_row_on_a_phone(visit: Visit) -> None:
    """As the page came, and once it was asked: no column is off the screen, each cell is named."""
    page = visit.go("question/data-outside-quebec/")
    page.set_viewport_size(PHONE)
    before = "cell => getComputedStyle(cell, '::before').content"
    after = "cell => getComputedStyle(cell, '::after').content"
    for asked in (False, True):
        if asked:
            page.get_by_role("button", name="Répondre").click()
            page.locator("#result .actions").wait_for()
        table = page.locator("#result table")
        assert table.evaluate("table => table.getBoundingClientRect().right <= innerWidth")
        recipient, agreement = (
            table.locator("tbody tr").first.locator("td").nth(i) for i in (1, 4)
        )
        assert ('"Destinataire"', "none") == (recipient.evaluate(before), recipient.evaluate(after))
        assert ('"Entente"', '"–"') == (agreement.evaluate(before), agreement.evaluate(after))
