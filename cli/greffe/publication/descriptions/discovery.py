"""How other programs find their way: robots.txt (RFC 9309) and OpenSearch 1.1 (Draft 6)."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from greffe.language import Language, Text
from greffe.publication.descriptions.sitemap import NAME
from greffe.publication.search.page import ADDRESS

OPEN_SEARCH: Final = Text("opensearch.xml", "en/opensearch.xml")
SHORT_NAME: Final = Text("Greffe", "Greffe")
_ABOUT: Final = Text(
    "Registres des renseignements personnels des organismes publics",
    "Registers of personal information of public bodies",
)
_NAMESPACE: Final = "http://a9.com/-/spec/opensearch/1.1/"


def robots(base_url: str) -> str:
    """Return ``robots.txt``: everything may be read, and the sitemap is there."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base_url}{NAME}\n"


def open_search(base_url: str, language: Language) -> str:
    """Return the description by which a browser takes the site's search among its own."""
    template = quoteattr(f"{base_url}{ADDRESS[language]}?q={{searchTerms}}")
    own = quoteattr(base_url + OPEN_SEARCH[language])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<OpenSearchDescription xmlns="{_NAMESPACE}">\n'
        f"<ShortName>{escape(SHORT_NAME[language])}</ShortName>\n"
        f"<Description>{escape(_ABOUT[language])}</Description>\n"
        f'<Url type="text/html" method="get" template={template}/>\n'
        f'<Url type="application/opensearchdescription+xml" rel="self" template={own}/>\n'
        f"<Language>{language}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        "<OutputEncoding>UTF-8</OutputEncoding>\n"
        "</OpenSearchDescription>\n"
    )
