"""The script of the tables in a real browser: filter, count, sort, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.publication.live.browsing import Visit, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

REGISTER = "id/mifi/register/"
ROWS = "#entries tbody tr:visible"


@pytest.fixture(scope="module")
def root(built: Path) -> Iterator[str]:
    """Serve the built site under a strict policy."""
    with served(built) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, root: str) -> Iterator[Visit]:
    """Open the page of the register; nothing may complain, nothing may leave the host."""
    visit = Visit(browser, root)
    visit.go(REGISTER)
    yield visit
    assert (visit.complaints, visit.strangers) == ([], [])
    visit.close()


def first_numbers(visit: Visit) -> list[str]:
    """Return the numbers of the rows that are seen, in their order."""
    return visit.page.locator(f"{ROWS} th").all_inner_texts()


def test_filter_keeps_the_rows_that_hold_all_words_and_says_how_many(visit: Visit) -> None:
    """Four rows speak of study permits; their number is announced."""
    visit.page.get_by_label("Ne garder que les rangées").fill("permis d’etude")
    assert ["C17", "C30", "C31"] == first_numbers(visit)
    assert "3 rangées sur 37" == visit.page.locator(".table-tools output").inner_text()
    assert "polite" == visit.page.locator(".table-tools output").get_attribute("aria-live")


def test_an_empty_filter_shows_all_and_says_nothing(visit: Visit) -> None:
    """When the words are taken away, all rows are back."""
    box = visit.page.get_by_label("Ne garder que les rangées")
    box.fill("grief")
    assert ["C13"] == first_numbers(visit)
    box.fill("")
    assert 37 == len(first_numbers(visit))
    assert "" == visit.page.locator(".table-tools output").inner_text()


def test_a_heading_sorts_and_says_so(visit: Visit) -> None:
    """A heading sorts by its column, once up and once down; numbers sort as numbers."""
    heading = visit.page.locator("#entries thead th").first
    button = heading.get_by_role("button")
    button.press("Enter")
    assert "ascending" == heading.get_attribute("aria-sort")
    assert ["C1", "C2", "C3"] == first_numbers(visit)[:3]
    button.press("Enter")
    assert "descending" == heading.get_attribute("aria-sort")
    assert ["C37", "C36", "C35"] == first_numbers(visit)[:3]


def test_one_column_at_a_time_is_said_to_be_sorted(visit: Visit) -> None:
    """Sorting by another column takes the mark off the first."""
    headings = visit.page.locator("#entries thead th")
    for place in (0, 1):
        headings.nth(place).get_by_role("button").click()
    assert 1 == visit.page.locator("#entries th[aria-sort]").count()


def test_without_scripts_the_table_is_whole(browser: Browser, root: str) -> None:
    """With JavaScript off, all rows are there and nothing offers what would not work."""
    visit = Visit(browser, root, scripts=False)
    visit.go(REGISTER)
    assert 37 == len(first_numbers(visit))
    assert not visit.page.locator(".table-tools").is_visible()
    visit.close()
