"""robots.txt and OpenSearch: other programs find the pages and the search."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from tests.publication.descriptions.conftest import BASE_URL

from greffe.language import LANGUAGES
from greffe.publication.descriptions.discovery import OPEN_SEARCH, SHORT_NAME, robots
from greffe.publication.search.page import ADDRESS

if TYPE_CHECKING:
    from greffe.language import Language

NS = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def test_everything_may_be_read_and_the_sitemap_is_named() -> None:
    """As the standard library's reader of robots.txt understands it."""
    reader = RobotFileParser()
    reader.parse(robots(BASE_URL).splitlines())
    assert reader.can_fetch("Anybot/1.0", f"{BASE_URL}id/mifi/register/")
    assert [f"{BASE_URL}sitemap.xml"] == reader.site_maps()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_learns_how_to_search(language: Language, contents: dict[str, bytes]) -> None:
    """The search page of the language, with the words as ``q``; names as short as required."""
    root = ET.fromstring(contents[OPEN_SEARCH[language]])  # noqa: S314 - our own file
    search, own = root.findall("o:Url", NS)
    assert f"{BASE_URL}{ADDRESS[language]}?q={{searchTerms}}" == search.get("template")
    assert BASE_URL + OPEN_SEARCH[language] == own.get("template")
    assert language == root.findtext("o:Language", None, NS)
    assert 1 <= len(SHORT_NAME[language]) <= 16
    assert 1 <= len(root.findtext("o:Description", "", NS)) <= 1024
