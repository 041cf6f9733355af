"""What a person comes for, by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page
    from tests.publication.live.browsing import Visit

STEPS: Final = 400
FOCUS: Final = """() => {
  const node = document.activeElement;
  const words = node.matches('a, button, summary') ? node.innerText.trim() : '';
  return words || node.getAttribute('aria-label') || node.id;
}"""
OUTLINE: Final = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has these words has the focus, and can be seen to have it."""
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        if words in page.evaluate(FOCUS):
            assert page.evaluate(OUTLINE)
            return
    raise AssertionError(f"Tab never reaches {words!r}")


def follow(page: Page, words: str) -> None:
    """Go by Tab to a link that has these words, and follow it by Enter."""
    tab_to(page, words)
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state()


def test_the_first_stop_skips_to_the_content(visit: Visit) -> None:
    """The first Tab shows the link to the content, and Enter puts the next Tab within it."""
    page = visit.go("id/mifi/communication/5/")
    page.keyboard.press("Tab")
    assert "Aller au contenu" == page.evaluate(FOCUS)
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


def test_who_gets_health_data_is_found(visit: Visit) -> None:
    """From the home page: vocabulary by search, the category, and the table of its recipients."""
    page = visit.go("")
    page.locator("#site-search").focus()
    page.keyboard.type("santé et services sociaux")
    page.keyboard.press("Enter")
    page.locator("#search-results a").first.wait_for()
    follow(page, "Santé et services sociaux")
    assert page.url == f"{visit.root}concept/data-category/sante-services-sociaux/"
    region = page.get_by_role("region", name="Qui reçoit ces renseignements")
    assert "Compagnies d'assurance" in region.inner_text()
    follow(page, "C5")
    assert page.url == f"{visit.root}id/mifi/communication/5/"


def test_a_question_is_asked(visit: Visit) -> None:
    """From the menu to a question, its field, and the rows of its answer."""
    page = visit.go("")
    follow(page, "Questions")
    follow(page, "Que communique-t-on à ce destinataire")
    page.locator("#field-recipient").wait_for()
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.id") == "field-recipient":
            break
    page.keyboard.type("Statistique Can")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "1 ligne" in visit.answer("ligne")


def test_data_are_downloaded(visit: Visit, tmp_path: Path) -> None:
    """From an entry to its Turtle, which is a file with the entry in it."""
    page = visit.go("id/mifi/communication/5/")
    address = page.locator(".downloads a", has_text="Turtle").get_attribute("href")
    assert address is not None
    tab_to(page, "Turtle")
    with page.expect_download() as download:
        page.keyboard.press("Alt+Enter")
    path = tmp_path / "data.ttl"
    download.value.save_as(path)
    assert "communication/5" in path.read_text(encoding="utf-8")


def test_nothing_holds_the_focus(visit: Visit) -> None:
    """On the register, whose table scrolls, Tab goes on to the end of the page and leaves it."""
    page = visit.go("id/mifi/register/")
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.closest('footer') !== null"):
            return
    raise AssertionError("Tab never reaches the end of the register")
