"""What a server answers where there is nothing (404): one page in each language."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from greffe.language import LANGUAGES, Text
from greffe.publication.identifiers.spaces import Layout
from greffe.publication.site.model import Artefact, Page
from greffe.publication.site.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.language import Language
    from greffe.publication.site.site import Site

PAGE: Final = Page(
    address=Text("404.html", "en/404.html"),
    kind="missing",
    template="missing.html.j2",
    title=Text("Page introuvable", "Page not found"),
    fill=lambda _site, _language: {},
    whole=True,
)
_REFERENCE: Final = re.compile(r'(?<![\w-])(href|src|action)="(?![a-z]+:|[/#])([^"]*)"')


def artefacts(site: Site) -> Iterator[Artefact]:
    """Yield ``404.html`` and ``en/404.html``, where hosts of plain files look for them."""
    del site
    for language in LANGUAGES:
        yield Artefact(PAGE.address[language], partial(_content, language))


def _content(language: Language, site: Site) -> bytes:
    path = Layout(site.base_url).path + PAGE.address[language]
    return from_root(render(site, PAGE, language)[0], path).encode()


def from_root(page: str, path: str) -> str:
    """Return a page whose references start at the root of the host.

    It is shown at any address, hence not from ``path``, where its relative references lead from.
    """
    return _REFERENCE.sub(lambda found: f'{found[1]}="{urljoin(path, found[2])}"', page)
