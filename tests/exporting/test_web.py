"""The page of HTML: one table that stands alone and that anybody can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lxml import html as lxml_html
from tests.exporting.tables import table

from greffe.exporting.web import html

if TYPE_CHECKING:
    from greffe.exporting.official import Official


def page(official: Official) -> Any:  # noqa: ANN401 - lxml has no types
    """Parse the page of a table."""
    return lxml_html.document_fromstring(html(official).decode())


def test_the_page_tells_its_language_and_title(register: Official) -> None:
    """French of Canada; one title, which is that of the document."""
    root = page(register)
    assert root.get("lang") == "fr-CA"
    assert [each.text for each in root.iter("h1")] == [register.title]
    assert root.findtext(".//title").startswith(register.title)


def test_headings_have_a_scope(official: Official) -> None:
    """Each column and each row has its header, so that cells can be told aloud."""
    root = page(official)
    columns = [each.text_content() for each in root.iterfind(".//thead/tr/th[@scope='col']")]
    rows = [each.text_content() for each in root.iterfind(".//tbody/tr/th[@scope='row']")]
    assert columns == list(official.headings)
    assert rows == [entry.number for entry in official.entries]


def test_the_table_has_a_caption_and_scrolls_by_keyboard(register: Official) -> None:
    """The region that scrolls can be reached, and is named by the caption."""
    root = page(register)
    region = root.find(".//div[@role='region']")
    caption = root.get_element_by_id(region.get("aria-labelledby"))
    assert (region.get("tabindex"), caption.tag) == ("0", "caption")
    assert "article 67.3" in caption.text_content()


def test_nothing_is_fetched_or_run(official: Official) -> None:
    """The page holds no script, no link and no address to load."""
    root = page(official)
    assert [each.tag for each in root.iter("script", "link", "img", "iframe", "object")] == []
    assert "url(" not in root.findtext(".//style")


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "</td>", "&amp;", "\"'><b>"])
def test_markup_is_text(words: str) -> None:
    """What looks like markup in a cell, the title or an identifier is shown as it stands."""
    made = table("register", [[words, *["-"] * 6]])
    hostile = type(made)("register", words, words, words, words, words, made.entries)
    root = page(hostile)
    assert root.find(".//td").text_content() == words
    assert root.findtext(".//h1") == words
    assert [each.get("content") for each in root.iterfind(".//meta[@name]")][1:] == [words, words]


def test_paragraphs_of_the_introduction_are_paragraphs() -> None:
    """A blank line of the introduction begins another paragraph."""
    made = table("inventory", [])
    two = type(made)("inventory", "T", introduction="Un.\n\nDeux\nlignes.")
    assert html(two).count(b"<p>") == 2
    assert b"<p>Deux<br>lignes.</p>" in html(two)
