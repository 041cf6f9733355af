"""Searching the site in the reader's browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.browser.test_accessible import judged

from greffe.publication.search.engine import program

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.publication.live.browsing import Visit

pytestmark = pytest.mark.skipif(program() is None, reason="pagefind is not installed")


def searched(visit: Visit, address: str) -> Page:
    """Return the search page once it tells how many pages it found."""
    page = visit.go(address)
    told = page.locator("#search-status", has_text=re.compile(r"\bpages? |Aucune|No page"))
    told.wait_for()
    return page


def titles(page: Page) -> list[str]:
    """Return the titles of the pages found, the best first."""
    return page.locator("#search-results h2").all_inner_texts()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("recherche/?q=NAS", "numéro d’assurance sociale"),
        ("recherche/?q=nas", "numéro d’assurance sociale"),
        ("en/search/?q=SIN", "social insurance number"),
        ("en/search/?q=NAS", "social insurance number"),
        ("recherche/?q=IRCC", "Immigration, Réfugiés et Citoyenneté Canada"),
        ("recherche/?q=assurance+collective", "Assurance collective"),
        ("recherche/?q=etudiante", "Étudiante ou étudiant étranger"),
        ("recherche/?q=%C3%89TUDIANTES", "Étudiante ou étudiant étranger"),
        (
            "recherche/?q=CNESST",
            "Commission des normes, de l'équité, de la santé et de la sécurité du travail",
        ),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(visit: Visit, address: str, expected: str) -> None:
    """Acronyms, synonyms, other languages and words without accents find the thing first."""
    assert expected == titles(searched(visit, address))[0]


@pytest.mark.parametrize("address", ["recherche/?q=NAS", "en/search/?q=NAS"])
def test_a_communication_is_found_by_the_acronym_of_what_it_sends(
    visit: Visit, address: str
) -> None:
    """The number comes first, then each communication that sends it, in full letters or not."""
    found = titles(searched(visit, address))
    assert ["C5", "C6", "C7", "C8", "C9", "C10", "C13", "C15", "C16"] == sorted(
        (title.partition(" ")[0] for title in found[1:]), key=lambda name: int(name[1:])
    )


def test_an_excerpt_shows_what_stands_on_the_page(visit: Visit) -> None:
    """The names that only the index knows find a page; its excerpt has none of them."""
    page = searched(visit, "recherche/?q=social+insurance+number")
    excerpts = page.locator("#search-results li > p:not(.kind)").all_inner_texts()
    assert "numéro d’assurance sociale" in titles(page)
    assert not any("insurance" in words for words in excerpts)


def test_a_result_leads_to_its_page(visit: Visit) -> None:
    """A result is a link to the page in the language of the search."""
    page = searched(visit, "en/search/?q=SIN")
    page.locator("#search-results a").first.click()
    page.wait_for_url(f"{visit.root}en/concept/data-type/sin/")


def test_words_are_typed_in_the_header_of_any_page(visit: Visit) -> None:
    """From a page of a thing, by keyboard, the field of the header leads to the results."""
    page = visit.go("id/mifi/communication/5/")
    page.locator("#site-search").focus()
    page.keyboard.type("Revenu Québec")
    page.keyboard.press("Enter")
    page.locator("#search-results h2").first.wait_for()
    assert page.url.endswith("recherche/?q=Revenu+Qu%C3%A9bec")
    assert "Revenu Québec" in page.locator("#search-status").inner_text()


def test_results_are_narrowed_to_a_kind(visit: Visit) -> None:
    """Choosing a kind keeps the pages that it announced, and stands in the address."""
    page = searched(visit, "recherche/?q=assurance")
    option = page.locator("#search-kind option", has_text="Communication (")
    announced = re.findall(r"\((\d+)\)", option.inner_text())[0]
    page.locator("#search-kind").select_option("Communication")
    page.locator("#search-status", has_text=f"{announced} pages").wait_for()
    assert {"Communication"} == set(page.locator("#search-results .kind").all_inner_texts())
    assert page.url.endswith("?q=assurance&kind=Communication")
    again = searched(visit, "recherche/?q=assurance&kind=Communication")
    assert again.locator("#search-status").inner_text().startswith(f"{announced} pages")


def test_more_results_take_the_focus(visit: Visit) -> None:
    """The button that shows more puts the reader on the first of the new results."""
    page = searched(visit, "recherche/?q=assurance")
    shown = page.locator("#search-results li").count()
    page.locator("#search-more").focus()
    page.keyboard.press("Enter")
    link = page.locator("#search-results li").nth(shown).locator("a")
    link.wait_for()
    page.wait_for_function("() => document.activeElement.matches('#search-results a')")
    assert link.evaluate("link => link === document.activeElement")


def test_nothing_found_is_said(visit: Visit) -> None:
    """Words that no page holds give a sentence, and no results."""
    page = searched(visit, "recherche/?q=zzqx")
    assert "Aucune page ne contient « zzqx »." == page.locator("#search-status").inner_text()
    assert titles(page) == []


def test_what_is_typed_is_only_ever_words(visit: Visit) -> None:
    """Markup in the words is shown as words."""
    page = visit.go("recherche/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    page.locator("#search-status", has_text="<img").wait_for()
    assert page.locator("main img").count() == 0


def test_going_back_gives_the_search_before(visit: Visit) -> None:
    """The history of the browser holds each search."""
    page = searched(visit, "recherche/?q=NAS")
    page.locator("#search-words").fill("IRCC")
    page.keyboard.press("Enter")
    page.locator("#search-status", has_text="IRCC").wait_for()
    page.go_back()
    page.locator("#search-status", has_text="NAS").wait_for()
    assert "NAS" == page.locator("#search-words").input_value()


def test_results_are_accessible(visit: Visit, axe: str) -> None:
    """Axe finds nothing against a page of results."""
    assert [] == judged(searched(visit, "recherche/?q=assurance"), axe)


def test_a_search_is_light(visit: Visit) -> None:
    """A first search loads the engine, and of the index only what it needs."""
    shown = titles(searched(visit, "recherche/?q=NAS"))
    pieces = [url for url in visit.requests if "/assets/search/" in url]
    fragments = [url for url in pieces if "/fragment/" in url]
    assert len(shown) == len(fragments)
    assert len(pieces) - len(fragments) < 10
    assert not any(".en" in url or "/en_" in url for url in pieces)
