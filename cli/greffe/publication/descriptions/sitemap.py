"""The list of pages for search engines: the Sitemaps protocol 0.9, with languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from greffe.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from greffe.language import Text

MOST: Final = 50_000
"""How many addresses one sitemap may hold (sitemaps.org, « Sitemap file »)."""

NAME: Final = "sitemap.xml"
_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SAFE: Final = "/:@!$&'()*+,;=~-._"


def sitemaps(pages: Iterable[Text], base_url: str, most: int = MOST) -> Iterator[tuple[str, str]]:
    """Yield the path and the content of each file, given the address of every page.

    One ``sitemap.xml``; beyond ``most`` addresses it is an index of numbered ones.  No date is
    given: the data do not say when a page last changed.
    """
    entries = [entry for page in pages for entry in _entries(page, base_url)]
    if len(entries) <= most:
        yield NAME, _urlset(entries)
        return
    parts = [entries[start : start + most] for start in range(0, len(entries), most)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    places = "".join(f"<sitemap><loc>{escape(base_url + name)}</loc></sitemap>\n" for name in names)
    yield NAME, f'{_HEAD}<sitemapindex xmlns="{_SITEMAP}">\n{places}</sitemapindex>\n'
    yield from zip(names, map(_urlset, parts), strict=True)


def _entries(page: Text, base_url: str) -> Iterator[str]:
    """Yield an entry for each language, each naming both (Google, « Localized versions »)."""
    addresses = {language: base_url + quote(page[language], safe=_SAFE) for language in LANGUAGES}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>'
        for language, address in (*addresses.items(), ("x-default", addresses["fr"]))
    )
    for address in addresses.values():
        yield f"<url><loc>{escape(address)}</loc>{links}</url>\n"


def _urlset(entries: Iterable[str]) -> str:
    opening = f'<urlset xmlns="{_SITEMAP}" xmlns:xhtml="{_XHTML}">\n'
    return f"{_HEAD}{opening}{''.join(entries)}</urlset>\n"
