"""The whole site of the bundled data, in a folder of a host with a strict policy, in Chromium."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.publication.live.browsing import Visit, served

from greffe.language import LANGUAGES
from greffe.publication.search.engine import program
from greffe.publication.site.build import build_site
from greffe.publication.site.opening import Options, open_site
from greffe.publication.site.plan import pages
from greffe.validation.explained import explained_rules
from greffe.validation.run import validate
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from greffe.language import Language
    from greffe.publication.site.site import Site

FOLDER: Final = "registres/mifi/"
"""Where the site stands on its host: no root, so that nothing leads to one."""

TOOLS: Final = Path(__file__).parent / "node_modules"


@dataclass(frozen=True)
class Published:
    """The site as its visitors find it: its files, its address, and its largest page of a kind."""

    site: Site
    files: Path
    root: str
    addresses: dict[tuple[str, Language], str] = field(default_factory=dict)


@pytest.fixture(scope="session")
def site() -> Site:
    """Return the site of the bundled data, with what the check finds, and with search."""
    workspace = Workspace.at()
    options = Options(f"https://www.quebec.example/{FOLDER}", search=program() is not None)
    return open_site(workspace, validate(workspace).findings, explained_rules(), options)


@pytest.fixture(scope="session")
def published(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Build the site into a folder of a host, and serve it."""
    host = tmp_path_factory.mktemp("host")
    files = host / FOLDER
    build_site(site, files)
    with served(host) as root:
        yield Published(site, files, root + FOLDER, representatives(site, files))


def representatives(site: Site, files: Path) -> dict[tuple[str, Language], str]:
    """Return the largest page of each kind in each language, and the page for what is missing."""
    found: dict[tuple[str, Language], str] = {}
    for language in LANGUAGES:
        largest = {"missing": (0, "404.html" if language == "fr" else "en/404.html")}
        for page in pages(site):
            size = (files / page.file(language)).stat().st_size
            known = largest.get(page.kind, (-1, ""))
            largest[page.kind] = max(known, (size, page.address[language]))
        found |= {(kind, language): address for kind, (_, address) in largest.items()}
    return found


@pytest.fixture
def visit(browser: Browser, published: Published) -> Iterator[Visit]:
    """Return a visitor, who must leave without complaint and without a request to another host."""
    visitor = Visit(browser, published.root)
    yield visitor
    visitor.close()
    assert [] == visitor.complaints
    assert [] == visitor.strangers


@pytest.fixture
def visit_without_scripts(browser: Browser, published: Published) -> Iterator[Visit]:
    """Return a visitor whose browser runs no scripts."""
    visitor = Visit(browser, published.root, scripts=False)
    yield visitor
    visitor.close()
    assert [] == visitor.strangers


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the script of axe; skip where ``npm ci`` has not been run in this folder."""
    script = TOOLS / "axe-core" / "axe.min.js"
    if not script.is_file():
        pytest.skip("run npm ci in tests/browser")
    return script.read_text(encoding="utf-8")
