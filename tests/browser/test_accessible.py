"""Every kind of page is accessible: judged by axe at three widths, in light and in dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.browser.kinds import KINDS, both_languages, every_kind

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.conftest import Published
    from tests.publication.live.browsing import Visit

    from greffe.language import Language

WIDTHS: Final = (320, 768, 1280)
HEIGHT: Final = 800
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
JUDGE: Final = """async rules => {
  const {violations} = await axe.run({runOnly: {type: 'tag', values: rules}});
  return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html}`));
}"""
OVERFLOW: Final = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = node => node && (/auto|scroll|hidden/.test(getComputedStyle(node).overflowX)
    || scrolls(node.parentElement));
  return [...document.body.querySelectorAll('*')]
    .filter(node => node.getBoundingClientRect().right > wide + 1 && !scrolls(node.parentElement)
      && !scrolls(node))
    .map(node => `${node.tagName} ${node.className} ${node.textContent.trim().slice(0, 60)}`);
}"""


def judged(page: Page, axe: str) -> list[str]:
    """Return what axe holds against a page: the rule and the element."""
    page.evaluate(axe)
    found: list[str] = page.evaluate(JUDGE, RULES)
    return found


def test_every_kind_of_page_is_looked_at(published: Published) -> None:
    """The kinds of pages that are judged are those that the site has."""
    assert set(KINDS) == {kind for kind, _ in published.addresses}


@every_kind
@both_languages
def test_axe_finds_nothing(
    visit: Visit, published: Published, axe: str, kind: str, language: Language
) -> None:
    """No rule of WCAG 2.2 AA nor of good practice is broken, at any width, in light or dark."""
    page = visit.go(published.addresses[kind, language])
    found: dict[Any, list[str]] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found[width] = judged(page, axe)
    page.emulate_media(color_scheme="dark")
    found["dark"] = judged(page, axe)
    assert {each: [] for each in found} == found


@every_kind
@both_languages
def test_nothing_is_wider_than_a_screen_at_400_percent(
    visit: Visit, published: Published, kind: str, language: Language
) -> None:
    """At 320 CSS pixels only what scrolls by itself (a table, a drawing) is wider (WCAG 1.4.10)."""
    page = visit.go(published.addresses[kind, language])
    page.set_viewport_size({"width": 320, "height": HEIGHT})
    assert [] == page.evaluate(OVERFLOW)
    assert 320 == page.evaluate("() => document.documentElement.scrollWidth")
