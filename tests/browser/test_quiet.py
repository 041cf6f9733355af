"""Pages ask nothing of other hosts, complain of nothing, and say all they say without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.browser.kinds import both_languages, every_kind

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from tests.browser.conftest import Published
    from tests.publication.live.browsing import Visit

    from greffe.language import Language

WORDS: Final = "() => document.querySelector('main').innerText"
SCRIPTED: Final = {"query", "search"}
"""Pages that are tools: without scripts they say so, and where else to go."""


@every_kind
@both_languages
def test_a_page_is_read_without_complaint(
    visit: Visit, published: Published, kind: str, language: Language
) -> None:
    """No kind of page writes to the console, fails to load a part, or leaves its host."""
    page = visit.go(published.addresses[kind, language])
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").count() == 1


@every_kind
@both_languages
def test_a_page_is_complete_without_scripts(
    visit_without_scripts: Visit, visit: Visit, published: Published, kind: str, language: Language
) -> None:
    """Every word that a page shows at first with scripts, it shows without them."""
    address = published.addresses[kind, language]
    plain = visit_without_scripts.go(address)
    assert plain.locator("form:visible:not(.site-search)").count() == 0
    if kind in SCRIPTED:
        assert "JavaScript" in plain.locator("main").inner_text()
        assert plain.locator("main a:visible").count() > 1
    else:
        shown = set(plain.evaluate(WORDS).splitlines())
        page = visit.go(address)
        page.wait_for_load_state("networkidle")
        controls = page.locator("main :is(form, .table-tools, button)").all_inner_texts()
        tools = {line for each in controls for line in each.splitlines()}
        assert set() == set(page.evaluate(WORDS).splitlines()) - shown - tools


def test_the_policy_is_in_force(browser: Browser, published: Published) -> None:
    """The host of these tests does refuse a script in a page: silence means something."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(published.root)
    page.evaluate(
        "() => { const made = document.createElement('script');"
        " made.textContent = 'window.ran = 1'; document.body.append(made); }"
    )
    assert page.evaluate("() => window.ran") is None
    assert any("Content Security Policy" in each for each in said)
    page.close()


@pytest.mark.parametrize("address", ["", "en/", "portrait/", "en/question/"])
def test_a_page_leads_to_itself_in_the_other_language(visit: Visit, address: str) -> None:
    """The link to the other language leads there, and back to the same page."""
    page = visit.go(address)
    first = page.url
    for _ in range(2):
        page.locator(".languages a").click()
        page.wait_for_load_state()
    assert first == page.url
