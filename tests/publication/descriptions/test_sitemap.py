"""The sitemap: every page in both languages, in files that no crawler refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from tests.publication.descriptions.conftest import BASE_URL

from greffe.language import Text
from greffe.publication.descriptions.sitemap import sitemaps
from greffe.publication.site.plan import pages

if TYPE_CHECKING:
    from greffe.publication.site.site import Site

NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def read(text: str | bytes) -> ET.Element:
    """Parse a file of ours."""
    return ET.fromstring(text)  # noqa: S314 - our own file


def locations(text: str | bytes) -> list[str]:
    """Return the addresses that a file lists."""
    return [str(each.text) for each in read(text).findall("*/s:loc", NS)]


def page(number: int) -> Text:
    """Return the addresses of a page."""
    return Text(f"p/{number}/", f"en/p/{number}/")


def test_every_page_is_there_in_both_languages(site: Site, contents: dict[str, bytes]) -> None:
    """Each address of the plan once, absolute."""
    planned = [BASE_URL + each.address[lang] for each in pages(site) for lang in ("fr", "en")]
    assert sorted(planned) == sorted(locations(contents["sitemap.xml"]))
    assert len(set(planned)) == len(planned)


def test_an_address_names_its_translations() -> None:
    """Each of both languages names both; French is for whoever speaks neither."""
    ((_, text),) = sitemaps([page(1)], BASE_URL)
    for entry in read(text).findall("s:url", NS):
        links = {each.get("hreflang"): each.get("href") for each in entry.findall("x:link", NS)}
        french = f"{BASE_URL}p/1/"
        assert {"fr": french, "en": f"{BASE_URL}en/p/1/", "x-default": french} == links


def test_a_letter_outside_ascii_is_percent_encoded() -> None:
    """An address in a sitemap follows RFC 3986."""
    ((_, text),) = sitemaps([Text("é&a/", "en/é&a/")], BASE_URL)
    assert f"{BASE_URL}%C3%A9&a/" == locations(text)[0]


def test_no_date_is_claimed(contents: dict[str, bytes]) -> None:
    """The data do not say when a page changed, and neither does the sitemap."""
    assert b"lastmod" not in contents["sitemap.xml"]


@given(st.integers(0, 12), st.integers(1, 5))
def test_beyond_the_limit_an_index_leads_to_parts(count: int, most: int) -> None:
    """Together the parts list every address once, and none has more than it may."""
    files = dict(sitemaps([page(number) for number in range(count)], BASE_URL, most))
    whole = files.pop("sitemap.xml")
    expected = [BASE_URL + page(n)[lang] for n in range(count) for lang in ("fr", "en")]
    if 2 * count <= most:
        assert expected == locations(whole)
        assert {} == files
        return
    assert [BASE_URL + name for name in files] == locations(whole)
    assert all(1 <= len(locations(text)) <= most for text in files.values())
    assert expected == [place for text in files.values() for place in locations(text)]
