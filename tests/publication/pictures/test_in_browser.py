"""Pictures in a real browser: no words collide, all can be read, and the keyboard reaches them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.publication.live.browsing import Visit, served

from greffe.language import LANGUAGES, Language
from greffe.publication.pictures.overview import pages
from greffe.publication.site.navigation import OVERVIEW
from greffe.publication.site.pages.assets import artefacts
from greffe.publication.site.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from greffe.publication.site.site import Site

WIDTHS: Final = {"flows": 1280, "heat": 1280, "timeline": 1280, "around": 1280, "narrow": 360}
BOXES: Final = """drawing => [...drawing.querySelectorAll('text')].map(text => {
  const {left, top, right, bottom} = text.getBoundingClientRect();
  const turned = text.hasAttribute('transform');
  return {left, top, right, bottom, turned, words: text.textContent};
})"""
FRAME: Final = """drawing => {
  const {left, top, right, bottom} = drawing.getBoundingClientRect();
  return {left, top, right, bottom};
}"""
CONTRASTS: Final = """drawing => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = colour.map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const over = (shape, paper) => {
    const style = getComputedStyle(shape);
    const [fill, alpha] = [numbers(style.fill), Number(style.fillOpacity)];
    return paper.map((part, at) => part * (1 - alpha) + fill[at] * alpha);
  };
  const paper = numbers(getComputedStyle(document.body).backgroundColor).slice(0, 3);
  return [...drawing.querySelectorAll('text')].map(text => {
    const behind = text.parentElement.querySelector('.cell, .node');
    const below = behind ? over(behind, paper) : paper;
    const [one, other] = [light(numbers(getComputedStyle(text).fill)), light(below)];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  });
}"""


@pytest.fixture(scope="module")
def root(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site that has the overview, and no other pages."""
    folder = tmp_path_factory.mktemp("overview")
    for page in pages(site):
        for language in LANGUAGES:
            path = folder / page.file(language)
            path.parent.mkdir(parents=True)
            path.write_text(render(site, page, language)[0], encoding="utf-8")
    for each in artefacts(site):
        path = folder / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.content(site))
    with served(folder) as address:
        yield address


@pytest.fixture
def overview(browser: Browser, root: str) -> Iterator[Page]:
    """Return the French overview in the browser, which must not complain."""
    visitor = Visit(browser, root)
    yield visitor.go(OVERVIEW.address["fr"])
    visitor.close()
    assert [] == visitor.complaints
    assert [] == visitor.strangers


def drawing(page: Page, name: str) -> Any:  # noqa: ANN401 - what a script gives is not typed
    """Return a drawing that is on the screen: by its name, or the narrow timeline."""
    page.set_viewport_size({"width": WIDTHS[name], "height": 900})
    if name == "narrow":
        return page.locator("#timeline .narrow svg")
    return page.locator(f"#{name} .picture-scroll svg")


def collide(one: dict[str, float], other: dict[str, float]) -> bool:
    """Return whether two boxes share more than two pixels, the room between lines."""
    wide = min(one["right"], other["right"]) - max(one["left"], other["left"])
    high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return wide > 2 and high > 2


@pytest.mark.parametrize("name", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_collide(browser: Browser, root: str, language: Language, name: str) -> None:
    """No two labels of a drawing lie on each other; those at a slant only side by side."""
    visitor = Visit(browser, root)
    page = visitor.go(OVERVIEW.address[language])
    boxes = [box for box in drawing(page, name).evaluate(BOXES) if not box["turned"]]
    clashes = [
        (one["words"], other["words"])
        for rank, one in enumerate(boxes)
        for other in boxes[rank + 1 :]
        if collide(one, other)
    ]
    visitor.close()
    assert len(boxes) > 10
    assert [] == clashes


@pytest.mark.parametrize("name", WIDTHS)
def test_no_words_leave_the_frame(overview: Page, name: str) -> None:
    """As the browser measures them, all labels are inside their drawing."""
    shown = drawing(overview, name)
    frame = shown.evaluate(FRAME)
    outside = [
        box["words"]
        for box in shown.evaluate(BOXES)
        if box["left"] < frame["left"] - 1
        or box["right"] > frame["right"] + 1
        or box["top"] < frame["top"] - 1
        or box["bottom"] > frame["bottom"] + 1
    ]
    assert [] == outside


@pytest.mark.parametrize("name", ["flows", "heat", "timeline", "around"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read(overview: Page, scheme: Any, name: str) -> None:  # noqa: ANN401
    """On paper, on the shades of cells and in boxes, contrast is 4.5 to 1 or more (WCAG 1.4.3)."""
    overview.emulate_media(color_scheme=scheme)
    contrasts = drawing(overview, name).evaluate(CONTRASTS)
    assert min(contrasts) >= 4.5


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_page_does_not_scroll_sideways(overview: Page, width: int) -> None:
    """Wide drawings scroll in their own frame: the page itself stays as wide as the screen."""
    overview.set_viewport_size({"width": width, "height": 800})
    assert width == overview.evaluate("document.documentElement.scrollWidth")


def test_the_focus_lights_up_what_is_joined(overview: Page) -> None:
    """With the focus on a category, its streams stand out; without it, all are alike again."""
    link = overview.locator("#flows .station a").first
    link.focus()
    lit = overview.locator("#flows .stream.on").count()
    assert 0 < lit < overview.locator("#flows .stream").count()
    assert 1 == overview.locator("#flows svg.picked").count()
    link.blur()
    assert 0 == overview.locator("#flows svg.picked").count()


def test_arrow_keys_walk_the_cells(overview: Page) -> None:
    """One Tab stop for all cells: right and down go on, Home comes back."""
    assert 1 == overview.locator('#heat a.to[tabindex="0"]').count()
    cells = overview.locator("#heat a.to")
    cells.first.focus()
    focused = "document.activeElement.getAttribute('aria-label')"
    start = overview.evaluate(focused)
    overview.keyboard.press("ArrowRight")
    assert cells.nth(1).get_attribute("aria-label") == overview.evaluate(focused)
    overview.keyboard.press("ArrowDown")
    below = overview.evaluate(focused)
    assert start.partition(",")[0] not in below
    overview.keyboard.press("Home")
    assert start == overview.evaluate(focused)


def test_a_cell_of_several_opens_its_row(overview: Page) -> None:
    """The cell of several communications leads to the row that names them, and opens the table."""
    cell = overview.locator('#heat a.to[href^="#"]').first
    row = overview.locator(cell.get_attribute("href") or "")
    assert not row.is_visible()
    cell.press("Enter")
    row.wait_for()
    assert row.is_visible()


def test_without_scripts_every_cell_is_a_link(browser: Browser, root: str) -> None:
    """Where scripts do not run, every figure and every link is there, none out of reach."""
    visitor = Visit(browser, root, scripts=False)
    page = visitor.go(OVERVIEW.address["fr"])
    assert 4 == page.locator("figure.picture").count()
    assert 0 == page.locator("#heat a.to[tabindex]").count()
    page.locator("#heat summary").click()
    assert page.locator("#heat table").is_visible()
    visitor.close()
